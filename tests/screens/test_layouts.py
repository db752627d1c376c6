"""The main screens from 50 columns to 160: what visual.md drops is dropped, and nothing runs into anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.program import running
from support.rig import with_past

if TYPE_CHECKING:
    from pathlib import Path

    from support.program import Program

# Columns of the customer list by width: the order in which they go is visual.md's.
COLUMNS = {
    50: "Customer AWS Azure",
    59: "Customer AWS Azure Save $/mo",
    60: "Customer AWS Azure Save $/mo",
    79: "Customer AWS Azure Plan Save $/mo Since",
    80: "Customer AWS Azure Plan Save $/mo Since",
    100: "Customer Where it stands AWS Azure Plan Save $/mo Since",
    119: "Customer Where it stands AWS Azure Org Plan Save $/mo Coverage Since",
    120: "Customer AWS Azure Plan Save $/mo Since",
    160: "Customer Where it stands AWS Azure Org Plan Save $/mo Coverage Since",
}
PANEL_FROM = 120
LEAST = 60


def headings(lines: list[str]) -> str:
    """The headings of the list, without the panel beside it."""
    return " ".join(next(line for line in lines if line.strip().startswith("Customer ")).partition("│")[0].split())


async def at_width(program: Program, columns: int) -> list[str]:
    await program.pilot.resize_terminal(columns, 40 if columns >= PANEL_FROM else 24)
    await program.settled()
    return program.text.split("\n")


async def test_columns_go_in_their_order_and_a_panel_comes_where_there_is_room(tmp_path: Path) -> None:
    async with running(tmp_path, (160, 40), orgs=24, begin=with_past) as program:
        for columns, told in COLUMNS.items():
            lines = await at_width(program, columns)
            assert headings(lines) == told, columns
            assert any("│ Beta Corp" in line for line in lines) == (columns >= PANEL_FROM)


async def test_on_every_main_screen_the_last_column_stays_free_and_too_narrow_is_said(tmp_path: Path) -> None:
    async with running(tmp_path, (160, 40), orgs=24, begin=with_past) as program:
        for key in "1234":
            await program.press(key)
            for columns in COLUMNS:
                lines = await at_width(program, columns)
                assert ("too narrow: " in lines[2]) == (columns < LEAST), (key, columns)
                assert "live" in lines[0]
                assert lines[-1].endswith("q quit")
                if columns >= LEAST:
                    assert max(map(len, lines)) < columns, (key, columns)
