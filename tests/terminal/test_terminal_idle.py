"""Left alone, it sends next to nothing and uses next to no processor (performance.md: 6 kB a minute)."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from support.terminal import Terminal, homes
from support.terminal_state import cpu_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

MINUTE = 6_000


def idle(terminal: Terminal, seconds: float) -> tuple[int, float]:
    """Bytes sent and processor seconds used in so long."""
    seen, used = len(terminal.received), cpu_seconds(terminal.pid)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        terminal.read(0.2)
    return len(terminal.received) - seen, cpu_seconds(terminal.pid) - used


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """A dashboard that has read everything there is to read, and reads nothing new while it is watched."""
    with Terminal("--refresh", "3600", env=homes(tmp_path_factory.mktemp("idle"))) as shown:
        shown.open_customers()
        shown.wait_for(lambda text: re.search(r"(\d+)/\1 plans", text) is not None, 60)
        # A plan that was calculating is asked for again, and may move half the list when it is ready.
        shown.press("p")
        shown.wait_for("paused")
        shown.quiet(2)
        yield shown


def test_an_idle_list_sends_next_to_nothing(terminal: Terminal) -> None:
    sent, used = idle(terminal, 20)
    # Something, for the age in the status bar moves.
    assert 0 < sent < MINUTE / 3
    # Half a percent is held by the benchmark; a loop that never rests uses all of it.
    assert used < 2.0


def test_so_does_what_is_opened_over_it(terminal: Terminal) -> None:
    for keys, sign in (("?", "Help: the customer list"), (":", "a command, or the name")):
        terminal.press(keys)
        terminal.wait_for(sign)
        terminal.quiet()
        # Long enough for one step of the age in the status bar, and it may be the one in which ages in the list move.
        sent, _ = idle(terminal, 6)
        assert sent < MINUTE / 3, keys
        terminal.leave(sign)
