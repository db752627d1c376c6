"""The help: every command of the screen behind it, with the reason where one may not be used."""

from __future__ import annotations

import pytest
from support.customer_list import NARROW, WIDE, fleet, lines_of, screen_of, shown
from support.stage import READ_ONLY

from screens.help import HelpScreen
from screens.help_text import help_blocks, help_lines
from tui.commands import Command, Where, commands_of
from tui.domain.filters.words import WORDS
from widgets.segments import Cell, text_of, width_of

REASON = "read-only profile: restart with --write"


def allowed(_command: Command) -> str:
    return ""


def read_only(command: Command) -> str:
    return REASON if command.writes else ""


def lines(where: Where, cells: int = 96) -> list[Cell]:
    return help_lines(help_blocks(where, read_only), cells)


def text(where: Where, cells: int = 96) -> str:
    return "\n".join(text_of(line) for line in lines(where, cells))


@pytest.mark.parametrize("where", [Where.CUSTOMERS, Where.CUSTOMER, Where.PLAN])
def test_every_command_of_the_screen_and_of_every_screen_is_there(where: Where) -> None:
    # In one column nothing stands beside it, so that its words can be found whole.
    found = " ".join(text(where, 55).split())
    for command in (*commands_of(where), *commands_of(Where.EVERYWHERE)):
        assert command.shown in found
        assert command.help in found, command.id


@pytest.mark.parametrize("where", [where for where in Where if where is not Where.MAIN])
def test_the_keys_of_the_main_screens_are_told_on_every_screen(where: Where) -> None:
    found = " ".join(text(where, 55).split())
    assert "1 2 3 4 main screens" in found


def test_what_may_not_be_used_is_faint_with_its_reason_told_once() -> None:
    told = lines(Where.CUSTOMER)
    pieces = [piece for line in told for piece in line]
    assert ("start onboarding to AWS", "faint") in pieces
    assert ("S", "faint") in pieces
    assert sum(REASON in text_of(line) for line in told) == 1
    assert any(text_of(line).startswith("S, V, W: ") for line in told)
    assert ("open the plan", "muted") in pieces


def test_only_the_customer_list_has_filter_words() -> None:
    found = " ".join(text(Where.CUSTOMERS, 55).split())
    for word in WORDS:
        assert word.example in found
        assert word.meaning in found
    assert "Filter words" not in text(Where.PLAN)


def test_every_glyph_is_explained() -> None:
    for where in (Where.CUSTOMERS, Where.PLAN):
        found = text(where)
        for glyph, word in (("●", "available"), ("◐", "warning"), ("✕", "missing"), ("○", "unknown"), ("–", "nothing")):
            assert any(glyph in line and word in line for line in found.splitlines()), glyph


@pytest.mark.parametrize("cells", [30, 54, 60, 70, 89, 90, 96, 120])
def test_no_line_is_wider_than_the_dialog(cells: int) -> None:
    for where in (Where.CUSTOMERS, Where.CUSTOMER, Where.PLAN):
        assert max(width_of(line) for line in lines(where, cells)) <= cells


def test_blocks_stand_side_by_side_where_there_is_room() -> None:
    titles = {cells: [" ".join(text_of(line).split()) for line in lines(Where.CUSTOMERS, cells)] for cells in (96, 70)}
    assert "Here Everywhere" in titles[96]
    assert "Filter words Glyphs" in titles[96]
    assert "Here Everywhere" in titles[70]
    assert "Filter words" in titles[70]


async def test_a_question_mark_opens_the_help_over_the_list_and_escape_closes_it() -> None:
    async with shown(fleet(READ_ONLY), WIDE) as (app, pilot):
        await pilot.press("question_mark")
        found = "\n".join(lines_of(app))
        assert "Help: the customer list" in found
        assert "One line per customer, worst first." in found
        assert "READ-ONLY" in lines_of(app)[0]
        assert lines_of(app)[-1] == " esc close"
        await pilot.press("escape")
        assert app.screen is screen_of(app)
        assert app.focused is screen_of(app).table


async def test_a_help_that_was_closed_before_it_was_drawn_does_nothing_more() -> None:
    async with shown(fleet(READ_ONLY), NARROW) as (app, pilot):
        await pilot.press("question_mark")
        closed = app.screen
        assert isinstance(closed, HelpScreen)
        await app.pop_screen()
        assert not closed.children
        closed._tell_keys()
        assert app.screen is not closed


async def test_at_80_by_24_the_help_scrolls_and_says_so() -> None:
    async with shown(size=NARROW) as (app, pilot):
        await pilot.press("question_mark")
        assert "↓ ↑ scroll" in lines_of(app)[-1]
        assert "!word" not in "\n".join(lines_of(app))
        await pilot.press("G")
        assert "!word" in "\n".join(lines_of(app))
        await pilot.press("g")
        assert "One line per customer" in "\n".join(lines_of(app))
        await pilot.press("q")
        assert app.screen is screen_of(app)


@pytest.mark.parametrize("where", list(Where))
def test_where_little_is_in_view_at_once_the_glyphs_are_told_first_in_a_line(where: Where) -> None:
    narrow, wide = (text_of(lines(where, cells)[0]).strip() for cells in (60, 96))
    first = "✓ looked at   + to buy" if where is Where.PLANS else "● available   ◐ warning   ✕ missing   ○ unknown"
    assert narrow.startswith(first)
    assert wide.startswith("Here")


async def test_help_lays_itself_out_anew_for_another_width() -> None:
    async with shown(size=WIDE) as (app, pilot):
        await pilot.press("question_mark")
        await pilot.resize_terminal(*NARROW)
        await pilot.pause()
        await pilot.pause()
        titles = next(line for line in lines_of(app) if "Everywhere" in line)
        assert "Here" in titles
        assert "Move" not in titles
        assert all(width_of(line) <= 80 for line in lines_of(app))


async def test_a_snapshot_does_not_change_an_open_help() -> None:
    async with shown(size=WIDE) as (app, pilot):
        app.push_screen(HelpScreen(Where.CUSTOMERS, "x [b]", "Intro [/] with [b]brackets[/b].", allowed))
        await pilot.pause()
        assert any("Intro [/] with [b]brackets[/b]." in line for line in lines_of(app))
        app.snapshot = fleet(READ_ONLY)
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert any("Intro [/] with [b]brackets[/b]." in line for line in lines_of(app))
