"""What a refresh of 10,000 customers costs the screen: how long it is deaf, what is drawn, what the same list costs.

The program as it is, its worker in a thread of its own, against a server with answers made beforehand.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.canned_server import Canned
from benchmarks.verdict import Amount, told
from benchmarks.watched_app import Listener, WatchedApp, running, until
from support.program import screen_text
from support.terminal import homes

from tui.api import stream
from tui.domain.intents import Refresh
from tui.domain.snapshot import Link
from tui.worker.schedule import Policy

if TYPE_CHECKING:
    from collections.abc import Callable

CUSTOMERS = 10_000
TIMES = 7
# Refreshing is asked for, and no plans are read.
POLICY = Policy(refresh=3_600, reads_plans=False, per_second=100_000)
# The status bar's age, and the line of the list's.
AGES = 2


class Parsed:
    """Counts how often a list is parsed."""

    def __init__(self) -> None:
        self.times = 0
        self._elements = vars(stream)["elements_of"]

    def __call__(self, text: str) -> object:
        self.times += 1
        return self._elements(text)


async def refreshed(app: WatchedApp) -> None:
    """Ask for the list and wait until it is on the screen."""
    before = app.snapshot.customers_at
    app.submit(Refresh())
    await until(lambda: app.snapshot.customers_at != before and not app.snapshot.connection.in_flight, "the list")
    await app.drawn.until_quiet(lambda: None)


async def listened(app: WatchedApp, action: Callable[[], object]) -> float:
    """How long the screen was deaf at most while the list came, milliseconds."""
    action()
    async with Listener() as listener:
        await refreshed(app)
    return listener.longest


async def measured(env: dict[str, str], server: Canned) -> int:
    parsed = Parsed()
    vars(stream)["elements_of"] = parsed
    async with running(env, POLICY) as (app, _pilot):
        await until(lambda: app.snapshot.connection.link is Link.LIVE, "the first list")
        await app.drawn.until_quiet(lambda: None)
        stalls, more = [], []
        for edition in range(1, TIMES + 1):
            server.edition(edition)
            before = screen_text(app).splitlines()
            app.drawn.empty()
            stalls.append(await listened(app, lambda: None))
            after = screen_text(app).splitlines()
            different = {y for y, (one, other) in enumerate(zip(before, after, strict=True)) if one != other}
            more.append(len(app.drawn.lines - different))
        same, lines, snapshots, sent, known = [], [], [], [], parsed.times
        for _ in range(TIMES):
            app.drawn.empty()
            app.published = 0
            same.append(await listened(app, lambda: None))
            lines.append(len(app.drawn.lines))
            sent.append(app.drawn.bytes)
            snapshots.append(app.published)
    print(f"{CUSTOMERS:,} customers\n")
    return told(
        (
            Amount("1 % changed: the screen is deaf for", stalls, 16, "ms"),
            Amount("1 % changed: lines drawn that read the same", more, AGES, "lines"),
            Amount("nothing changed: lists parsed", [parsed.times - known], 0, "lists"),
            Amount("nothing changed: the screen is deaf for", same, 16, "ms"),
            Amount("nothing changed: lines drawn", lines, AGES, "lines"),
            Amount("nothing changed: sent", sent, 600, "bytes"),
            Amount("nothing changed: snapshots", snapshots, 2, ""),
        )
    )


def main() -> int:
    """Measure and print; 0 when every budget is held."""
    with tempfile.TemporaryDirectory() as name, Canned(CUSTOMERS) as server:
        return asyncio.run(measured(server.env(homes(Path(name))), server))


if __name__ == "__main__":
    sys.exit(main())
