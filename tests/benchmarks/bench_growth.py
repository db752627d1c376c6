"""How reading, filtering and moving grow with 100, 1,000 and 10,000 customers, and 2,000 plans against the ideal.

The worker alone reads the list and the plans; the program without a terminal filters and moves.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from benchmarks.bench_table import KEYS, PLAIN, SOME, Watched
from benchmarks.canned_server import PARTNER, Canned
from benchmarks.verdict import Amount, Ratio, told
from benchmarks.watched_app import WatchedApp, running, until
from rich.text import Text
from support.kit_app import COLUMNS
from support.terminal import homes
from textual.widgets import DataTable

from screens.customers.screen import CustomersScreen
from screens.lists.bar import ListBar
from tui.api.transport import over_network
from tui.domain.snapshot import Identity, Link, Mode, Snapshot
from tui.store.state import StateStore
from tui.store.state_scope import Scope
from tui.worker.assemble import Ends, build
from tui.worker.clock import SystemClock
from tui.worker.places import Places
from tui.worker.schedule import Policy

if TYPE_CHECKING:
    from tui.domain.intents import Outcome

SIZES = (100, 1_000, 10_000)
TIMES = 5
PLANS = 800
DELAY = 0.05
IN_FLIGHT = 16
# With more than this for each answer one thread falls behind them, milliseconds.
WORK = DELAY / IN_FLIGHT * 1e3
QUIET = Policy(refresh=3_600, reads_plans=False, per_second=100_000)
# A quarter of what may be in flight is not for the background; so that so many plans are.
SWEEP = Policy(refresh=3_600, per_second=100_000, in_flight=IN_FLIGHT * 4 // 3)


class Alone:
    """The worker without a screen; knows what it published last."""

    def __init__(self, server: Canned, policy: Policy) -> None:
        clock = SystemClock()
        identity = Identity(Mode.READ_ONLY, "Bench", server.address, "bench", PARTNER)
        self.snapshot = Snapshot(identity, clock.now())
        store, _ = StateStore.open(None, Scope("bench", server.address, PARTNER), clock)
        ends = Ends(server.address, "no-key", over_network())
        self.worker = build(ends, policy, Places(None, None), self.snapshot, self._take, clock, store)
        self._task = asyncio.ensure_future(self.worker.run())

    def _take(self, item: Snapshot | Outcome) -> None:
        if isinstance(item, Snapshot):
            self.snapshot = item

    async def stop(self) -> None:
        """End it."""
        self.worker.stop()
        await self._task


async def read_list(server: Canned) -> float:
    """The work of reading the first list, in milliseconds of this process."""
    began = process_time()
    alone = Alone(server, QUIET)
    await until(lambda: alone.snapshot.customers_at is not None and alone.worker.idle, "the list")
    used = process_time() - began
    await alone.stop()
    return used * 1e3


async def sweep(server: Canned) -> tuple[float, float]:
    """Milliseconds from the list to so many plans, and the work of this process for one of them, milliseconds."""
    alone = Alone(server, SWEEP)
    await until(lambda: bool(alone.snapshot.plans), "the first plan")
    began, worked, first = perf_counter(), process_time(), len(alone.snapshot.plans)
    await until(lambda: len(alone.snapshot.plans) >= first + PLANS, "the plans", 120)
    took, work, read = perf_counter() - began, process_time() - worked, len(alone.snapshot.plans) - first
    await alone.stop()
    return took * 1e3 * PLANS / read, work * 1e3 / read


async def moved_and_filtered(folder: Path, server: Canned) -> tuple[list[float], list[float]]:
    """The work of a move until it is drawn, and of a letter in the filter until it is heard; milliseconds."""
    async with running(server.env(homes(folder)), QUIET) as (app, _pilot):
        await until(lambda: app.snapshot.connection.link is Link.LIVE, "the list", 120)
        await app.drawn.until_quiet(lambda: None)
        screen = app.screen
        assert isinstance(screen, CustomersScreen)
        moves = [await _work(app, screen, 1 if turn % 2 else -1) for turn in range(20)]
        letters = []
        for text in ("a", "ar", "", "s", "so", "") * 3:
            began = process_time()
            screen._typed(ListBar.Typed(text, whole=False))
            letters.append((process_time() - began) * 1e3)
            await app.drawn.until_quiet(lambda: None)
    return moves, letters


async def _work(app: WatchedApp, screen: CustomersScreen, step: int) -> float:
    began = process_time()
    await app.drawn.until_quiet(lambda: screen.table.action_step(step))
    return (process_time() - began) * 1e3


async def data_table() -> list[float]:
    """The work of Textual's own table when a letter of a filter comes, milliseconds."""
    table: DataTable[Text] = DataTable(cursor_type="row")
    app = Watched(table)
    times = []
    async with app.run_test(size=(120, 40)) as pilot:
        for column in COLUMNS:
            table.add_column(Text(column.title), width=column.width, key=column.key)
        for keys in (KEYS, SOME, KEYS, SOME, KEYS):
            began = process_time()
            table.clear()
            for key in keys:
                table.add_row(*(Text(value) for value in PLAIN[key]), key=key)
            times.append((process_time() - began) * 1e3)
            await pilot.pause()
    return times[1:]


async def measured(folder: Path) -> int:
    reads: dict[int, list[float]] = {}
    moves: dict[int, list[float]] = {}
    letters: list[float] = []
    for size in SIZES:
        with Canned(size) as server:
            reads[size] = [await read_list(server) for _ in range(TIMES)][1:]
            moves[size], letters = await moved_and_filtered(folder / str(size), server)
    ideal = PLANS * DELAY / IN_FLIGHT * 1e3
    with Canned(2_000, DELAY) as server:
        sweeps = [await sweep(server) for _ in range(3)]
    rows = await data_table()
    each = [(big / 10_000, small / 1_000) for big, small in zip(reads[10_000], reads[1_000], strict=True)]
    return told(
        (
            Ratio("a customer of 10,000 read", "one of 1,000", each, 1.3),
            Ratio("a move among 10,000", "one among 100", [(median(moves[10_000]), median(moves[100]))], 1.5),
            Ratio("a letter in the filter, 10,000 customers", "DataTable", [(median(letters), median(rows))], 0.1),
            Ratio(f"{PLANS} plans at {IN_FLIGHT} in flight", "ideal", [(took, ideal) for took, _ in sweeps], 1.2),
            Amount("the work of reading a plan", [work for _, work in sweeps], WORK, "ms"),
            Amount("100 customers read", reads[100], 100, "ms"),
        )
    )


def main() -> int:
    """Measure and print; 0 when every budget is held."""
    with tempfile.TemporaryDirectory() as name:
        return asyncio.run(measured(Path(name)))


if __name__ == "__main__":
    sys.exit(main())
