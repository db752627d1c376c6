"""A widget that grows twice before it comes to rest is as high as it is at the end."""

from __future__ import annotations

from support.kit_app import KitApp
from textual.containers import Vertical

from widgets.prose import Prose
from widgets.table_columns import Column
from widgets.table_lines import Row
from widgets.virtual_table import VirtualTable


def rows(count: int) -> list[Row]:
    return [Row(str(number), (str(number),)) for number in range(count)]


async def test_a_table_that_is_as_high_as_its_lines() -> None:
    table = VirtualTable(Column("name", "Name", 10))
    table.styles.height = "auto"
    app = KitApp(Vertical(table))
    async with app.run_test(size=(40, 20)) as pilot:
        table.set_rows(rows(2))
        app.screen._refresh_layout(app.size)
        table.set_rows(rows(5))
        await pilot.pause()
        assert table.size.height == 6


async def test_a_text() -> None:
    text = Prose("one")
    app = KitApp(Vertical(text))
    async with app.run_test(size=(40, 20)) as pilot:
        text.show("one", "two")
        app.screen._refresh_layout(app.size)
        text.show("one", "two", "three")
        await pilot.pause()
        assert text.size.height == 3
