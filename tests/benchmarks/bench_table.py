"""The list of the program against Textual's DataTable at 10,000 rows, in paired runs (performance.md).

Run as a script: prints a table and exits 1 when a budget is missed. A budget is a ratio to DataTable in the same
pair, the median of all pairs; bytes are absolute, in a terminal with 24-bit colour.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")

from rich.text import Text  # noqa: E402
from support.kit_app import COLUMNS, CUSTOMERS, KitApp  # noqa: E402
from textual.widgets import DataTable  # noqa: E402

from widgets.segments import text_of  # noqa: E402
from widgets.table_lines import Row  # noqa: E402
from widgets.virtual_table import VirtualTable  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from textual.pilot import Pilot
    from textual.screen import Screen
    from textual.widget import Widget

ROWS = 10_000
PAIRS = 5
SIZE = (120, 40)
QUIET = 0.05


class Watched(KitApp):
    """Notes when it last painted and how many bytes it would have sent."""

    painted = 0.0
    sent = 0

    def __init__(self, table: Widget) -> None:
        super().__init__(table)
        self.news = asyncio.Event()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if renderable is not None and hasattr(renderable, "render_segments"):
            self.sent += len(renderable.render_segments(self.console).encode())
            self.painted = perf_counter()
            self.news.set()
        super()._display(screen, renderable)


async def until_painted(app: Watched, action: Callable[[], object]) -> float:
    """Milliseconds from the beginning of an action to the last paint that follows from it."""
    begun = perf_counter()
    action()
    app.painted = perf_counter()
    while True:
        app.news.clear()
        try:
            await asyncio.wait_for(app.news.wait(), QUIET)
        except TimeoutError:
            return (app.painted - begun) * 1e3


def cells_of(key: str, mark: str = "") -> Row:
    """A customer of the pictures under another key; the mark makes its plan read otherwise."""
    row = CUSTOMERS[int(key) % len(CUSTOMERS)]
    name = (f"{key} {text_of(row.cells[1])}", "")
    return Row(key, (row.cells[0], (name,), *row.cells[2:5], text_of(row.cells[5]) + mark, *row.cells[6:]))


KEYS = [str(number) for number in range(ROWS)]
SOME = [key for key in KEYS if key.startswith("7")]
PLAIN = {key: [text_of(value) for value in cells_of(key).cells] for key in KEYS}


def saving(key: str) -> str:
    return PLAIN[key][6]


async def ours() -> dict[str, float]:
    """The program's table: milliseconds by figure."""
    table = VirtualTable(*COLUMNS)

    async def run(app: Watched, _pilot: Pilot[None]) -> dict[str, float]:
        times = {"fill to paint": await until_painted(app, lambda: table.set_source(KEYS, cells_of))}
        begun = perf_counter()
        table.set_source(SOME, cells_of)
        times["filter, handler"] = (perf_counter() - begun) * 1e3
        await until_painted(app, lambda: None)
        times["filter to paint"] = await until_painted(app, lambda: table.set_source(KEYS, cells_of))
        times["update all"] = await until_painted(app, lambda: table.set_source(KEYS, lambda key: cells_of(key, "!")))
        times["sort"] = await until_painted(app, lambda: table.set_source(sorted(KEYS, key=saving), cells_of))
        table.action_edge(-1)
        await until_painted(app, lambda: None)
        times["scroll a page"] = median([await until_painted(app, lambda: table.action_page(1, 1)) for _ in range(10)])
        times["move one line"] = median([await until_painted(app, lambda: table.action_step(-1)) for _ in range(10)])
        return times

    return await measured(table, run)


async def reference() -> dict[str, float]:
    """DataTable doing the same, with coloured cells and fixed widths."""
    table: DataTable[Text] = DataTable(cursor_type="row")

    def fill(keys: list[str]) -> None:
        table.clear()
        for key in keys:
            table.add_row(*(Text(value) for value in PLAIN[key]), key=key)

    def update() -> None:
        for key in KEYS:
            table.update_cell(key, "plan", Text("changed"))

    async def run(app: Watched, _pilot: Pilot[None]) -> dict[str, float]:
        for column in COLUMNS:
            table.add_column(Text(column.title), width=column.width, key=column.key)
        times = {"fill to paint": await until_painted(app, lambda: fill(KEYS))}
        begun = perf_counter()
        fill(SOME)
        times["filter, handler"] = (perf_counter() - begun) * 1e3
        await until_painted(app, lambda: None)
        times["filter to paint"] = await until_painted(app, lambda: fill(KEYS))
        times["update all"] = await until_painted(app, update)
        times["sort"] = await until_painted(app, lambda: table.sort("save", key=str))
        table.move_cursor(row=0, animate=False)
        await until_painted(app, lambda: None)
        times["scroll a page"] = median([await until_painted(app, table.action_page_down) for _ in range(10)])
        times["move one line"] = median([await until_painted(app, table.action_cursor_up) for _ in range(10)])
        return times

    return await measured(table, run)


async def measured(table: Widget, run: Callable[[Watched, Pilot[None]], Any]) -> dict[str, float]:
    """Run the figures of one table in a program of its own."""
    app = Watched(table)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        table.focus()
        await pilot.pause()
        times: dict[str, float] = await run(app, pilot)
        return times


async def bytes_sent() -> dict[str, int]:
    """Bytes to the terminal for what happens most."""
    table = VirtualTable(*COLUMNS)
    app = Watched(table)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        table.set_source(KEYS, cells_of)
        table.focus()
        await pilot.pause()
        counts: dict[str, int] = {}
        for what, action in (
            ("move one line", lambda: table.action_step(1)),
            ("scroll a page", lambda: table.action_page(1, 1)),
            ("the same rows again", lambda: table.set_source(KEYS, cells_of)),
        ):
            app.sent = 0
            await until_painted(app, action)
            counts[what] = app.sent
        return counts


BUDGETS = {
    "fill to paint": 0.05,
    "filter, handler": 0.1,
    "filter to paint": 0.05,
    "update all": 0.5,
    "sort": 1.0,
    "scroll a page": 1.0,
    "move one line": 1.2,
}
BYTES = {"move one line": 1_200, "scroll a page": 20_000, "the same rows again": 0}


async def main() -> int:
    """Measure, print, and say by the exit code whether all budgets were held."""
    pairs = [(await ours(), await reference()) for _turn in range(PAIRS)]
    held = True
    print(f"{ROWS:,} rows x {len(COLUMNS)} columns, {SIZE[0]}x{SIZE[1]}, median of {PAIRS} pairs\n")
    print(f"{'what':<22}{'ours ms':>10}{'DataTable ms':>14}{'ratio':>9}{'budget':>9}")
    for what, budget in BUDGETS.items():
        ratios = [mine[what] / other[what] for mine, other in pairs]
        mine, other = (median([pair[side][what] for pair in pairs]) for side in (0, 1))
        good = median(ratios) <= budget
        held &= good
        print(f"{what:<22}{mine:>10.2f}{other:>14.2f}{median(ratios):>9.3f}{budget:>9} {'held' if good else 'MISSED'}")
    print(f"\n{'bytes':<22}{'sent':>10}{'budget':>14}")
    for what, sent in (await bytes_sent()).items():
        good = sent <= BYTES[what]
        held &= good
        print(f"{what:<22}{sent:>10,}{BYTES[what]:>14,} {'held' if good else 'MISSED'}")
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
