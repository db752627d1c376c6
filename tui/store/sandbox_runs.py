"""Where runs of the built-in sandbox keep their journal: a folder each, so that its ids never meet old claims."""

from __future__ import annotations

import shutil
from pathlib import Path

from tui.store.private import FOLDER, private_folder

_KEPT = 5


def begin_run(root: Path, name: str) -> Path:
    """Make the folder of a new run below `root`, and remove all but the last few that are over. Raises `OSError`."""
    from tui.store.alive import is_in_use  # noqa: PLC0415 - what draws the first screen has no use for attempts

    folder = root / name
    private_folder(root)
    folder.mkdir(mode=FOLDER)
    for old in _runs(root)[_KEPT:]:
        if not any(map(is_in_use, old.glob("*.db"))):
            shutil.rmtree(old, ignore_errors=True)
    return folder


def latest_run(root: Path) -> Path | None:
    """The folder of the run that began last, None when there was none."""
    return next(iter(_runs(root)), None)


def _runs(root: Path) -> list[Path]:
    """Newest first; names begin with the time."""
    if not root.is_dir():
        return []
    return sorted((path for path in root.iterdir() if path.is_dir()), reverse=True)
