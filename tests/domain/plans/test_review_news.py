"""What changed since a plan was reviewed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.clock import EPOCH
from support.plans import PLAN, D

from tui.domain.marks import Review, ReviewMark
from tui.domain.plan.brief import PlanBrief
from tui.domain.plan.diff import PlanMoment
from tui.domain.plan.figures import brief
from tui.domain.plans.review_news import Moved, ReviewNews, review_news

THEN = brief(PLAN)
REVIEWED = Review(ReviewMark.TO_BUY, THEN.id, EPOCH)
BEFORE = PlanMoment(EPOCH - 10, THEN)


def news(now: PlanBrief, *moments: PlanMoment, review: Review = REVIEWED) -> ReviewNews | None:
    return review_news(review, moments, now)


def test_nothing_changed_says_so() -> None:
    assert news(THEN, BEFORE) == ReviewNews(EPOCH)


def test_figures_are_held_against_those_of_the_review_to_the_cent() -> None:
    now = replace(THEN, monthly_savings=D("4240.40"), cash_due=D("2480"), monthly_fee=D("467.8004"))
    assert news(now, PlanMoment(EPOCH + 5, now), BEFORE) == ReviewNews(
        EPOCH,
        (Moved("Net savings/mo", "+$30.20", is_good=True), Moved("Due at signing", "+$640.00", is_good=False)),
        differs=True,
    )


def test_a_figure_that_came_or_went_is_no_difference_of_sums() -> None:
    now = replace(THEN, monthly_savings=None, minimum_commitment_cost=D("61055.41"), lock_in_hours=26_280)
    found = news(now, BEFORE)
    assert found is not None
    assert found.moved == (
        Moved("Net savings/mo", "$4,210.20 → –"),
        Moved("Min. commitment", "−$0.01", is_good=True),
        Moved("Lock-in", "1 year → 3 years"),
    )


def test_a_change_of_a_line_alone_is_told_as_that() -> None:
    assert news(THEN, PlanMoment(EPOCH + 5, THEN), BEFORE) == ReviewNews(EPOCH, differs=True)


@pytest.mark.parametrize(
    "moments",
    [(), (PlanMoment(EPOCH + 5, THEN),), (PlanMoment(EPOCH - 5, replace(THEN, id="another")),)],
)
def test_without_the_reading_of_then_nothing_is_claimed(moments: tuple[PlanMoment, ...]) -> None:
    assert news(THEN, *moments) == ReviewNews(EPOCH, is_kept=False)


def test_a_plan_nobody_decided_about_has_no_news() -> None:
    assert news(THEN, BEFORE, review=replace(REVIEWED, mark=ReviewMark.TO_DO)) is None
