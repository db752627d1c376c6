"""The plan screen as part of a review."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from support.customer_list import lines_of
from support.plans import attempt_of
from support.portfolio import (
    ATLAS,
    BETA,
    KESTREL,
    MARLOW,
    NARROW,
    NORTHWIND,
    OSTRAVA,
    WIDE,
    PlansStage,
    portfolio,
)
from support.stage import NOW, READ_ONLY

from screens.plans.mark import MarkDialog
from screens.plans.review import Queue, ReviewScreen
from tui.domain.intents import LookAt, MarkPlan
from tui.domain.marks import Review, ReviewMark
from tui.domain.purchase.attempt import AttemptState

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from tui.domain.snapshot import PlanKey, Snapshot

QUEUE = Queue((NORTHWIND, KESTREL, OSTRAVA, MARLOW, BETA, ATLAS), "savings>4000")
LEFT: list[PlanKey] = []


@asynccontextmanager
async def reviewing(
    key: PlanKey = MARLOW, snapshot: Snapshot | None = None, size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[PlansStage, Pilot[int]]]:
    """The review screen on one plan of the queue."""
    LEFT.clear()
    app = PlansStage(ReviewScreen(key, QUEUE, LEFT.append), snapshot or portfolio())
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield app, pilot


def marks_asked(app: PlansStage) -> list[MarkPlan]:
    return [intent for intent in app.asked if isinstance(intent, MarkPlan)]


async def test_the_second_line_says_how_much_is_left_and_the_mark() -> None:
    async with reviewing() as (app, _pilot):
        line = lines_of(app)[1]
        assert line.startswith(" Plans › Marlow Energy c/o Acme")
        assert line.endswith("N previous  n next   2 of 4 to review in savings>4000   mark: to do")


async def test_a_plan_that_is_marked_shows_its_mark_and_how_many_are_left() -> None:
    async with reviewing(KESTREL, size=NARROW) as (app, _pilot):
        assert lines_of(app)[1].endswith("4 left to review   mark: to buy")


async def test_n_and_capital_n_walk_what_is_to_do_and_brackets_the_whole_list() -> None:
    async with reviewing() as (app, pilot):
        await pilot.press("n", "N", "right_square_bracket", "left_square_bracket")
        assert [review.key for review in app.reviews] == [BETA, OSTRAVA, BETA, OSTRAVA]
        assert all(review.queue is QUEUE for review in app.reviews)
    async with reviewing(OSTRAVA) as (app, pilot):
        await pilot.press("left_square_bracket", "N")
        assert [review.key for review in app.reviews] == [KESTREL]
        assert app.told == ["warning: N previous: there is no plan to review before this one"]
    async with reviewing(ATLAS) as (app, pilot):
        await pilot.press("n", "right_square_bracket")
        assert app.told == [
            "warning: n next: there is no plan to review after this one",
            "warning: ] next: there is no plan after this one",
        ]


async def test_what_was_marked_meanwhile_is_passed_by() -> None:
    start = portfolio()
    review = Review(ReviewMark.LOOKED_AT, "plan-of-beta-corp-c/o-acme", NOW)
    async with reviewing(MARLOW, replace(start, marks={**start.marks, BETA: review})) as (app, pilot):
        await pilot.press("n")
        assert app.reviews[0].key == ATLAS


async def test_a_plan_that_is_being_bought_or_may_have_been_is_passed_by() -> None:
    start = portfolio()
    unknown = replace(attempt_of(AttemptState.UNKNOWN), host=start.identity.host, org_id=BETA[0], provider=BETA[1])
    async with reviewing(MARLOW, replace(start, attempts=(unknown,))) as (app, pilot):
        await pilot.press("n")
        assert app.reviews[0].key == ATLAS


async def test_m_marks_the_plan_in_view_also_in_a_read_only_profile() -> None:
    async with reviewing(ATLAS, portfolio(READ_ONLY)) as (app, pilot):
        await pilot.press("m")
        assert isinstance(app.screen, MarkDialog)
        assert "Atlas Print c/o Acme" in "\n".join(lines_of(app))
        await pilot.press("l")
        [mark] = marks_asked(app)
        assert (mark.org_id, mark.provider, mark.mark) == (*ATLAS, ReviewMark.LOOKED_AT)
        assert mark.plan_id.startswith("b41c9d2e")


async def test_a_capital_letter_marks_and_opens_the_next_plan_to_review() -> None:
    async with reviewing() as (app, pilot):
        await pilot.press("m", "D")
        assert [(mark.org_id, mark.mark) for mark in marks_asked(app)] == [(MARLOW[0], ReviewMark.DECLINED)]
        assert [review.key for review in app.reviews] == [BETA]
        assert app.told == ["information: declined: Marlow Energy"]


async def test_after_the_last_plan_the_capital_letter_says_what_is_left_before_it() -> None:
    async with reviewing(ATLAS) as (app, pilot):
        await pilot.press("m", "L")
        assert not app.reviews
        assert app.told == ["information: looked at: Atlas Print; 3 plans before it to review, N goes there"]
        reading = [(key, app.snapshot.plans[key].brief) for key in (OSTRAVA, MARLOW, BETA)]
        marks = {key: Review(ReviewMark.DECLINED, brief.id, NOW) for key, brief in reading if brief is not None}
        app.snapshot = replace(app.snapshot, marks={**app.snapshot.marks, **marks})
        await pilot.press("m", "L")
        assert app.told[-1].endswith("every plan of this list is reviewed")


async def test_the_footer_begins_with_the_keys_of_the_review_and_a_click_on_them_works() -> None:
    async with reviewing() as (app, pilot):
        line = lines_of(app)[-1]
        assert line.startswith(" n next  m mark")
        await pilot.click("KeyFooter", offset=(line.index("n next"), 0))
        await pilot.click("NavBar", offset=(lines_of(app)[1].index("previous"), 0))
        assert [review.key for review in app.reviews] == [BETA, OSTRAVA]


async def test_escape_tells_which_plan_was_in_view_and_looks_at_nothing_any_more() -> None:
    async with reviewing() as (app, pilot):
        await pilot.press("escape")
        assert LEFT == [MARLOW]
        assert app.asked[-1] == LookAt(())


async def test_another_cloud_of_the_customer_leaves_the_place_in_the_queue() -> None:
    async with reviewing() as (app, pilot):
        await pilot.press("right")
        assert "No Azure plan" in "\n".join(lines_of(app)) or "Azure plan" in "\n".join(lines_of(app))
        await pilot.press("m")
        assert app.told == ["warning: m mark: there is no plan to mark"]
        await pilot.press("n", "escape")
        assert app.reviews[0].key == BETA
        assert LEFT == [MARLOW]


async def test_the_help_tells_about_the_review() -> None:
    async with reviewing() as (app, pilot):
        await pilot.press("question_mark")
        await pilot.pause()
        assert "the next plan to review" in "\n".join(lines_of(app))
