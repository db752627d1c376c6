"""The four main screens in the whole program: how one gets about, and what each keeps meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.program import Program, running
from textual.widgets import OptionList

from screens.activity.screen import ActivityScreen
from screens.customer.screen import CustomerScreen
from screens.customers.screen import CustomersScreen
from screens.plan.screen import PlanScreen
from screens.plans.review import ReviewScreen
from screens.plans.screen import PlansScreen
from screens.purchases.screen import PurchasesScreen
from tui.domain.intents import LookedAt
from tui.domain.marks import ReviewMark
from tui.domain.snapshot import Mode
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from pathlib import Path

MAIN = (CustomersScreen, PlansScreen, ActivityScreen, PurchasesScreen)


def second_line(program: Program) -> str:
    return program.text.splitlines()[1]


def cursor(program: Program) -> str | None:
    return program.app.screen.query(VirtualTable).first().cursor_key


async def test_a_number_key_goes_to_each_main_screen_from_any_other(tmp_path: Path) -> None:
    async with running(tmp_path, orgs=12) as program:
        for key in "234131":
            await program.press(key)
            assert type(program.app.screen) is MAIN[int(key) - 1]
            assert len(program.app.screen_stack) == 1
        assert "Customers 12" in second_line(program)


async def test_a_main_screen_keeps_its_cursor_and_its_filter_while_others_are_looked_at(tmp_path: Path) -> None:
    async with running(tmp_path, (120, 40), orgs=20) as program:
        await program.press("j", "j", "j")
        customer = cursor(program)
        await program.press("2", "slash")
        await program.type("plan")
        await program.press("colon")
        await program.type("ready")
        await program.press("enter", "j")
        plan = cursor(program)
        for _ in range(2):
            await program.press("1")
            assert cursor(program) == customer
            await program.press("2")
            assert cursor(program) == plan
            assert "/ plan:ready" in program.text


async def test_from_a_detail_screen_a_number_goes_to_that_main_screen_and_escape_to_where_one_came_from(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, (120, 40), orgs=12) as program:
        await program.press("enter")
        assert isinstance(program.app.screen, CustomerScreen)
        await program.press("2")
        assert isinstance(program.app.screen, PlansScreen)
        await program.press("1")
        assert isinstance(program.app.screen, CustomersScreen)
        await program.press("P", "1")
        assert isinstance(program.app.screen, CustomersScreen)
        await program.advance(600)
        await program.press("3", "enter")
        assert isinstance(program.app.screen, CustomerScreen)
        await program.press("escape")
        assert isinstance(program.app.screen, ActivityScreen)
        await program.press("2", "enter")
        assert isinstance(program.app.screen, PlanScreen)
        await program.press("escape")
        assert isinstance(program.app.screen, PlansScreen)


async def test_a_click_on_the_second_line_and_the_palette_go_there_too(tmp_path: Path) -> None:
    async with running(tmp_path, (120, 40), orgs=5) as program:
        await program.pilot.click("NavBar", offset=(second_line(program).index("Activity"), 0))
        await program.settled()
        assert isinstance(program.app.screen, ActivityScreen)
        await program.press("colon")
        await program.type("purchases from this")
        while not program.app.screen.query_one(OptionList).option_count:
            await program.pilot.pause()
        await program.press("enter")
        assert isinstance(program.app.screen, PurchasesScreen)


async def test_numbers_typed_into_a_filter_or_a_dialog_are_text(tmp_path: Path) -> None:
    async with running(tmp_path, (120, 40), orgs=20) as program:
        await program.press("2", "slash", "4")
        assert isinstance(program.app.screen, PlansScreen)
        await program.press("escape", "m", "4")
        assert not isinstance(program.app.screen, PurchasesScreen)


async def test_the_counters_tell_what_is_known_and_what_nobody_has_seen_to(tmp_path: Path) -> None:
    async with running(tmp_path, (120, 40), orgs=6) as program:
        known = sum(reading.brief is not None for reading in program.rig.snapshot.plans.values())
        assert f"2 Plans {known}" in second_line(program)
        assert "new" not in second_line(program)
        await program.advance(600)
        assert program.rig.snapshot.changes
        assert " new" in second_line(program)
        await program.press("3", "A", "1")
        assert " new" not in second_line(program)


async def test_reviewing_walks_the_plans_to_do_marks_them_and_comes_back_to_the_last_one(tmp_path: Path) -> None:
    async with running(tmp_path, (120, 40), orgs=20, mode=Mode.READ_ONLY) as program:
        await program.press("2")
        screen = program.app.screen
        assert isinstance(screen, PlansScreen)
        queue = [row.key for row in screen._list.shown if row.waits_for_review]
        await program.press("n")
        review = program.app.screen
        assert isinstance(review, ReviewScreen)
        assert review.key == queue[0]
        await program.press("m", "b")
        mark = program.rig.snapshot.marks[queue[0]]
        brief = program.rig.snapshot.plans[queue[0]].brief
        assert brief is not None
        assert (mark.mark, mark.plan_id) == (ReviewMark.TO_BUY, brief.id)
        await program.press("n")
        await program.press("n")
        now = program.app.screen
        assert isinstance(now, ReviewScreen)
        assert now.key == queue[2]
        assert len(program.app.screen_stack) == 2
        assert "mark: to do" in second_line(program)
        await program.press("N")
        await program.press("escape")
        assert program.app.screen is screen
        assert cursor(program) == " ".join(reversed(queue[1]))
        assert "+ 1 to buy" in program.text


async def test_a_visit_of_the_activity_ends_when_one_goes_to_another_main_screen(tmp_path: Path) -> None:
    async with running(tmp_path, (120, 40), orgs=6) as program:
        await program.advance(600)
        await program.press("3")
        began = program.rig.clock.now()
        assert program.rig.snapshot.seen is not None
        assert program.rig.snapshot.seen.looked_at == began
        await program.advance(60)
        await program.press("enter", "escape")
        assert program.rig.snapshot.seen.looked_at == began
        await program.press("1")
        looked: float | None = program.rig.snapshot.seen.looked_at
        assert looked == began + 60
        told = [outcome.intent for outcome in program.rig.outcomes if isinstance(outcome.intent, LookedAt)]
        assert told == [LookedAt(began), LookedAt(began + 60)]


async def test_an_answer_reaches_a_main_screen_that_is_not_in_front(tmp_path: Path) -> None:
    async with running(tmp_path, (120, 40), orgs=5) as program:
        heard: list[object] = []
        await program.press("2")
        program.app.screen.answered = heard.append  # type: ignore[attr-defined]
        await program.press("3")
        assert [type(outcome.intent) for outcome in program.rig.outcomes] == [LookedAt]
        assert heard == program.rig.outcomes
