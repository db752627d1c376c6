"""Marking a plan from the list: a letter, a note, and on to the next."""

from __future__ import annotations

import pytest
from support.customer_list import lines_of, typed
from support.portfolio import (
    BETA,
    KESTREL,
    MARLOW,
    NARROW,
    NORTHWIND,
    WIDE,
    changed,
    go_to,
    plan_in_hand,
    plan_line_of,
    plans_screen,
    plans_shown,
    portfolio,
)
from support.stage import READ_ONLY

from screens.plans.mark import MarkDialog
from tui.domain.faults import Fault
from tui.domain.intents import Failed, MarkPlan
from tui.domain.marks import ReviewMark
from widgets.key_footer import FooterKey

SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])


@SIZES
async def test_m_and_a_letter_mark_the_plan_in_hand(size: tuple[int, int]) -> None:
    async with plans_shown(size=size) as (app, pilot):
        await go_to(pilot, 6)
        await pilot.press("m")
        assert isinstance(app.screen, MarkDialog)
        await pilot.press("b")
        assert app.asked == [MarkPlan(*BETA, "plan-of-beta-corp-c/o-acme", ReviewMark.TO_BUY, "")]
        assert not isinstance(app.screen, MarkDialog)


async def test_the_dialog_starts_on_the_mark_the_plan_has_and_escape_changes_nothing() -> None:
    async with plans_shown() as (app, pilot):
        await pilot.press("j", "m")
        assert app.focused is not None
        assert app.focused.id == "TO_BUY"
        await pilot.press("escape")
        assert not app.asked


async def test_a_note_is_kept_with_the_mark_as_it_is_and_letters_in_it_are_text() -> None:
    async with plans_shown() as (app, pilot):
        await pilot.press("j", "m", "n")
        await typed(pilot, "bdl ask")
        await pilot.press("enter")
        assert not app.asked
        await pilot.press("enter")
        assert app.asked == [MarkPlan(*KESTREL, "plan-of-kestrel-air-c/o-acme", ReviewMark.TO_BUY, "bdl ask")]


async def test_a_note_and_a_mark_are_one_visit_to_the_dialog() -> None:
    async with plans_shown() as (app, pilot):
        await pilot.press("j", "m", "n")
        await typed(pilot, "too dear")
        await pilot.press("enter", "d")
        assert app.asked == [MarkPlan(*KESTREL, "plan-of-kestrel-air-c/o-acme", ReviewMark.DECLINED, "too dear")]


async def test_a_capital_letter_marks_and_puts_the_cursor_on_the_next_plan_to_review() -> None:
    async with plans_shown() as (app, pilot):
        await go_to(pilot, 4)
        assert plan_in_hand(app) == MARLOW
        await pilot.press("m", "B")
        assert app.asked == [MarkPlan(*MARLOW, "plan-of-marlow-energy-c/o-acme", ReviewMark.TO_BUY, "")]
        assert plan_in_hand(app) == BETA


async def test_marking_works_in_a_read_only_profile_since_nothing_is_sent() -> None:
    async with plans_shown(portfolio(READ_ONLY)) as (app, pilot):
        keys = {k.key: k.enabled for k in plans_screen(app)._footer_shown if isinstance(k, FooterKey) and k.key != "N"}
        assert keys["m"]
        assert all(keys.values())
        await pilot.press("m", "d")
        assert isinstance(app.asked[0], MarkPlan)


async def test_the_mark_is_for_the_plan_that_was_in_hand_when_the_dialog_opened() -> None:
    async with plans_shown() as (app, pilot):
        await pilot.press("m")
        app.snapshot = changed(app.snapshot, NORTHWIND, id="another-plan")
        await pilot.pause()
        assert isinstance(app.screen, MarkDialog)
        await pilot.press("b")
        assert isinstance(app.asked[0], MarkPlan)
        assert app.asked[0].plan_id == "plan-of-northwind-steel-c/o-acme"


async def test_a_plan_with_another_id_is_to_do_again() -> None:
    async with plans_shown() as (app, pilot):
        app.snapshot = changed(app.snapshot, KESTREL, id="another-plan")
        await pilot.pause()
        assert "to do" in plan_line_of(app, "Kestrel")
        assert "13 to review   + 1 to buy" in lines_of(app)[2]


async def test_a_mark_that_was_not_kept_is_told() -> None:
    async with plans_shown() as (app, pilot):
        app.answer(Failed(MarkPlan(*BETA, "p", ReviewMark.TO_BUY), Fault("The mark was not kept.")))
        await pilot.pause()
        assert app.told == ["warning: The mark was not kept."]
