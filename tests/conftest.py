"""The suite as a whole: the order of its files, its signals, and what the garbage collector need not look at."""

from __future__ import annotations

import gc
import signal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

HERE = Path(__file__).parent
WAITING = ("terminal", "crash", "packaging")


def pytest_configure(config: pytest.Config) -> None:
    """Let no program a test starts ignore a signal because the suite was started by nohup or in the background."""
    if hasattr(config, "workerinput"):
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Spread the files that wait over the first three quarters, so that none of them runs alone at the end."""
    if config.pluginmanager.hasplugin("randomly"):
        return
    files = list(dict.fromkeys(item.path for item in items))
    waiting = [path for path in files if path.relative_to(HERE).parts[0] in WAITING]
    others = [path for path in files if path not in waiting]
    apart = len(others) * 3 // 4 / max(1, len(waiting))
    place = {path: float(at) for at, path in enumerate(others)}
    place |= {path: at * apart - 0.5 for at, path in enumerate(waiting)}
    items.sort(key=lambda item: place[item.path])


def pytest_collection_finish() -> None:
    """Leave what is loaded by now, which lives to the end, out of every later collection: a fifth of all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
