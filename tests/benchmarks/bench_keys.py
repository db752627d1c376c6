"""From a key to what it draws, in a real terminal: at rest, while 10,000 customers come, while plans are read.

The program runs as it is, 10,000 customers, 120x40; the keys move the cursor inside the screen. The time ends with
the first bytes that come back.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.canned_server import Canned
from benchmarks.verdict import Amount, Ratio, told
from support.terminal import Terminal, homes
from support.terminal_state import cpu_seconds

if TYPE_CHECKING:
    from collections.abc import Callable

CUSTOMERS = 10_000
ROUNDS = 3
RESTING = 60
PAUSE = 0.02
# So many plans of 50 ms each, 16 at a time, take longer than any of this.
SETTINGS = "[background]\nrequests_per_second = {rate}\n"


class Cursor:
    """Moves the cursor down and up again, and takes the time."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._down = True

    def move(self) -> float:
        """Milliseconds until something came back."""
        terminal = self._terminal
        terminal.linger(PAUSE)
        known, began = len(terminal.received), perf_counter()
        terminal.press("j" if self._down else "k")
        self._down = not self._down
        while len(terminal.received) == known:
            if not terminal.read(1.0):
                raise RuntimeError("the program ended")
        return (perf_counter() - began) * 1e3

    def while_it_lasts(self, goes_on: Callable[[], bool]) -> list[float]:
        """The times of moves one after the other."""
        times = []
        while goes_on():
            times.append(self.move())
        return times


def tenth(times: list[float]) -> float:
    """The time that nine of ten moves keep to."""
    return quantiles(times, n=10)[-1]


class Counted:
    """Goes on for so many times."""

    def __init__(self, times: int) -> None:
        self._left = times

    def __call__(self) -> bool:
        self._left -= 1
        return self._left >= 0


def at_rest_and_refreshing(folder: Path, server: Canned) -> tuple[list[tuple[list[float], list[float]]], list[float]]:
    """Times of moves at rest and while another edition of the list comes, in pairs; and the work of one at rest."""
    pairs, work = [], []
    with Terminal("--refresh", "3600", env=env_of(folder, server, 0.2), columns=120, lines=40) as terminal:
        terminal.wait_for(lambda text: "live" in text, 120)
        terminal.quiet(2, 120)
        cursor = Cursor(terminal)
        for edition in range(1, ROUNDS + 1):
            used = cpu_seconds(terminal.pid)
            resting = cursor.while_it_lasts(Counted(RESTING))
            work.append((cpu_seconds(terminal.pid) - used) / RESTING * 1e3)
            server.edition(edition)
            asked = server.lists_sent()
            terminal.press("r")
            until = float("inf")

            def refreshing(asked: int = asked) -> bool:
                nonlocal until
                # It is parsed, compared, stored and drawn within so long after it was sent.
                if until == float("inf") and server.lists_sent() > asked:
                    until = perf_counter() + 1.0
                return perf_counter() < until

            pairs.append((resting, cursor.while_it_lasts(refreshing)))
            terminal.quiet(1, 60)
    return pairs, work


def while_plans_come(folder: Path, server: Canned) -> list[float]:
    """Times of moves while plans are read, 16 at a time."""
    with Terminal("--refresh", "3600", env=env_of(folder, server, 1_000), columns=120, lines=40) as terminal:
        terminal.wait_for(lambda text: "live" in text, 120)
        terminal.linger(2)
        return Cursor(terminal).while_it_lasts(Counted(RESTING * 3))


def env_of(folder: Path, server: Canned, rate: float) -> dict[str, str]:
    """A home of its own in which so many requests a second are allowed in the background."""
    home = homes(folder)
    settings = Path(home["XDG_CONFIG_HOME"]) / "archera-tui" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS.format(rate=rate))
    settings.chmod(0o600)
    return server.env(home)


def main() -> int:
    """Measure and print; 0 when every budget is held."""
    with tempfile.TemporaryDirectory() as name, Canned(CUSTOMERS) as server:
        pairs, work = at_rest_and_refreshing(Path(name) / "quiet", server)
        busy = while_plans_come(Path(name) / "busy", server)
    resting = [time for rest, _ in pairs for time in rest]
    print(f"{CUSTOMERS:,} customers, {len(resting)} moves at rest\n")
    return told(
        (
            Amount("a move at rest, p50", [median(resting)], 10, "ms"),
            Amount("a move at rest, processor time", work, 10, "ms"),
            Ratio("p90 while the list comes", "p90 at rest", [(tenth(b), tenth(a)) for a, b in pairs], 2.5),
            Ratio("p90 while plans are read", "p90 at rest", [(tenth(busy), tenth(resting))], 2.5),
        )
    )


if __name__ == "__main__":
    sys.exit(main())
