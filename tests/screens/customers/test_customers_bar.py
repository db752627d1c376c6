"""The line over the customer list: filtering at every key, sorting by a letter."""

from __future__ import annotations

from dataclasses import replace

from support.customer_list import (
    BETA,
    DELTA,
    FLEET,
    IN_ORDER,
    NARROW,
    NORTHWIND,
    WIDE,
    fleet,
    lines_of,
    names_of,
    screen_of,
    shown,
    typed,
)
from support.customers import customer
from support.stage import Stage

from widgets.letter_picker import LetterPicker
from widgets.virtual_table import VirtualTable


def bar_line(app: Stage) -> str:
    return lines_of(app)[3]


async def test_the_list_is_filtered_at_every_key_and_says_how_many_match() -> None:
    async with shown() as (app, pilot):
        await typed(pilot, "/n")
        assert names_of(app) == ["Halden", "Juniper", "Cyan", "Northwind", "Indigo", "Never"]
        assert bar_line(app).endswith("6 of 9")
        await typed(pilot, "or")
        assert names_of(app) == ["Northwind"]
        await pilot.press("backspace", "backspace")
        assert len(names_of(app)) == 6


async def test_enter_keeps_the_filter_and_gives_the_keys_back_to_the_list() -> None:
    async with shown(size=NARROW) as (app, pilot):
        await typed(pilot, "/north")
        await pilot.press("enter")
        assert bar_line(app) == f"{' / north':<73}1 of 9"
        assert isinstance(app.focused, VirtualTable)
        assert any("8 hidden by the filter, esc clears it" in line for line in lines_of(app))


async def test_escape_in_the_list_clears_the_filter_and_the_cursor_stays_on_its_customer() -> None:
    async with shown() as (app, pilot):
        await typed(pilot, "/north")
        await pilot.press("enter", "escape")
        assert tuple(names_of(app)) == IN_ORDER
        assert screen_of(app).table.cursor_key == NORTHWIND.org_id
        assert bar_line(app).startswith(" / name, needs:attention")


async def test_escape_in_the_field_clears_it_and_the_cursor_is_back_where_it_was() -> None:
    async with shown() as (app, pilot):
        await pilot.press("j", "j", "j", "j", "j")
        await typed(pilot, "/beta")
        assert screen_of(app).table.cursor_key == BETA.org_id
        await pilot.press("escape")
        assert screen_of(app).table.cursor_key == DELTA.org_id
        assert tuple(names_of(app)) == IN_ORDER


async def test_a_kept_filter_can_be_typed_on() -> None:
    async with shown() as (app, pilot):
        await typed(pilot, "/nor")
        await pilot.press("enter")
        await typed(pilot, "/x")
        assert names_of(app) == []
        await pilot.press("backspace", "enter")
        assert names_of(app) == ["Northwind"]


async def test_a_mistake_is_told_in_the_line_and_hides_nobody_else() -> None:
    async with shown(size=NARROW) as (app, pilot):
        await typed(pilot, "/plan:x ")
        assert '✕ plan: has no "x"' in bar_line(app)
        assert tuple(names_of(app)) == IN_ORDER
        await pilot.press("enter")
        assert screen_of(app).bar.state == "filter"
        await pilot.press("backspace", "backspace")
        await typed(pilot, "ready")
        assert "✕" not in bar_line(app)
        assert names_of(app) == ["Beta", "Halden", "Northwind", "Umber"]


async def test_an_unfinished_word_that_is_kept_is_told_too() -> None:
    async with shown() as (app, pilot):
        await typed(pilot, "/plan:r")
        assert tuple(names_of(app)) == IN_ORDER
        await pilot.press("enter")
        assert '✕ plan: has no "r"; did you mean ready' in bar_line(app)
        assert screen_of(app).bar.state == "filter"
        await pilot.press("escape")
        await pilot.press("slash")
        assert "✕" not in bar_line(app)


async def test_a_filter_that_leaves_nobody_says_how_many_it_hides() -> None:
    async with shown(size=NARROW) as (app, pilot):
        await typed(pilot, "/zzz")
        await pilot.press("enter")
        assert names_of(app) == []
        assert any("9 hidden by the filter, esc clears it" in line for line in lines_of(app))
        await pilot.press("escape")
        assert tuple(names_of(app)) == IN_ORDER


async def test_new_customers_are_filtered_as_they_come() -> None:
    async with shown() as (app, pilot):
        await typed(pilot, "/north")
        await pilot.press("enter")
        app.snapshot = replace(app.snapshot, version=1, customers=(*FLEET, customer("North Two"), customer("South")))
        await pilot.pause()
        assert names_of(app) == ["Northwind", "North"]
        assert "2 of 11" in bar_line(app)


async def test_a_click_on_the_line_begins_a_filter() -> None:
    async with shown() as (app, pilot):
        await pilot.click("FilterLine", offset=(5, 0))
        assert screen_of(app).bar.state == "filter"


async def test_the_footer_tells_the_keys_of_the_field() -> None:
    async with shown(size=NARROW) as (app, pilot):
        await pilot.press("slash")
        assert lines_of(app)[-1] == " enter keep  esc clear"
        await pilot.press("escape")
        assert lines_of(app)[-1].startswith(" enter open  / filter")


# Sorting


async def test_s_asks_for_a_letter_in_the_same_line() -> None:
    async with shown(size=NARROW) as (app, pilot):
        await pilot.press("s")
        assert bar_line(app).startswith(" sort n needs c name a AWS z Azure p plan s save t since")
        assert isinstance(app.focused, LetterPicker)
        assert "esc leave" in lines_of(app)[-1]


async def test_a_letter_sorts_and_the_same_one_again_reverses() -> None:
    async with shown(size=WIDE) as (app, pilot):
        await pilot.press("s", "c")
        assert names_of(app) == sorted(IN_ORDER)
        assert bar_line(app).endswith("sorted by name")
        await pilot.press("s", "c")
        assert names_of(app) == sorted(IN_ORDER, reverse=True)
        assert bar_line(app).endswith("sorted by name, reversed")
        await pilot.press("s", "n")
        assert tuple(names_of(app)) == IN_ORDER


async def test_savings_are_sorted_largest_first_and_the_heading_stands_out() -> None:
    async with shown(size=NARROW) as (app, pilot):
        await pilot.press("s", "s")
        assert names_of(app)[:3] == ["Northwind", "Beta", "Halden"]
        assert "sorted by savings" in bar_line(app)
        assert screen_of(app).table._sorted_by == "save"


async def test_the_cursor_stays_on_its_customer_while_the_order_changes() -> None:
    async with shown() as (app, pilot):
        await pilot.press("s", "c")
        assert screen_of(app).table.cursor_key == BETA.org_id
        assert names_of(app)[0] == "Beta"


async def test_escape_leaves_the_letters_and_other_keys_do_nothing() -> None:
    async with shown() as (app, pilot):
        await pilot.press("s", "q", "1", "r", "escape")
        assert not app.asked
        assert isinstance(app.focused, VirtualTable)
        assert tuple(names_of(app)) == IN_ORDER
        assert bar_line(app).startswith(" / name")


async def test_a_click_on_a_heading_sorts_by_it() -> None:
    async with shown() as (app, pilot):
        heading = next(line for line in lines_of(app) if line.strip().startswith("Customer"))
        await pilot.click("#list", offset=(heading.index("Save"), 0))
        assert names_of(app)[0] == "Northwind"


async def test_a_snapshot_does_not_close_the_letters() -> None:
    async with shown() as (app, pilot):
        await pilot.press("s")
        app.snapshot = replace(fleet(), version=1, customers=FLEET[1:])
        await pilot.pause()
        assert isinstance(app.focused, LetterPicker)
        await pilot.press("c")
        assert names_of(app) == sorted(set(IN_ORDER) - {"Never"})
