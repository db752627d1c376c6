"""Left alone, it sends next to nothing and uses next to no processor (performance.md: 6 kB a minute)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from support.standalone import Standalone
from support.terminal import Terminal, homes
from support.terminal_state import cpu_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MINUTE = 6_000


def idle(terminal: Terminal, seconds: float) -> tuple[int, float]:
    """Bytes sent and processor seconds used in so long."""
    seen, used = len(terminal.received), cpu_seconds(terminal.pid)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        terminal.read(0.2)
    return len(terminal.received) - seen, cpu_seconds(terminal.pid) - used


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A dashboard that has read everything there is to read."""
    with Standalone(homes(tmp_path / "serving"), "key") as server, Terminal(env=server.env(homes(tmp_path))) as shown:
        shown.wait_for(lambda text: "24" in text and "live" in text)
        shown.quiet(3)
        yield shown


def test_an_idle_list_sends_next_to_nothing(terminal: Terminal) -> None:
    sent, used = idle(terminal, 20)
    assert sent < MINUTE / 3
    # Half a percent is held by the benchmark; a loop that never rests uses all of it.
    assert used < 2.0
    # The age moved meanwhile.
    assert sent > 0


def test_so_does_what_is_opened_over_it(terminal: Terminal) -> None:
    for keys, sign in (("?", "Help: the customer list"), (":", "Search")):
        terminal.press(keys)
        terminal.wait_for(sign)
        terminal.quiet()
        sent, _ = idle(terminal, 6)
        assert sent < MINUTE / 10, keys
        terminal.leave(sign)
