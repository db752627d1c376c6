"""The plan screen tells what changed since its plan was reviewed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.clock import EPOCH
from support.plans import KEY, ORG, PLAN_ID, D, plan, snapshot_of
from support.stage import Stage
from support.stage_text import stage_text

from screens.plan.screen import PlanScreen
from tui.domain.intents import Done, ReadPlanHistory
from tui.domain.marks import Review, ReviewMark
from tui.domain.plan.diff import PlanMoment
from tui.domain.plan.figures import brief
from tui.domain.plan.records import Plan

REVIEWED = Review(ReviewMark.TO_BUY, PLAN_ID, EPOCH - 60)
OLD = plan(monthly_savings=D("4180.00"), execution_policy=None)
NOW = plan(execution_policy=None)
MOMENTS = (PlanMoment(EPOCH - 8, brief(NOW)), PlanMoment(EPOCH - 90, brief(OLD)))


async def shown(size: tuple[int, int], moments: tuple[PlanMoment, ...], read: Plan = NOW) -> str:
    app = Stage(PlanScreen(ORG, "aws"), snapshot_of(read, marks={KEY: REVIEWED}))
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        assert app.asked[-1] == ReadPlanHistory(*KEY)
        app.answer(Done(ReadPlanHistory(*KEY), moments))
        await pilot.pause()
        app.snapshot = replace(app.snapshot, version=app.snapshot.version + 1)
        await pilot.pause()
        assert app.asked.count(ReadPlanHistory(*KEY)) == 1
        return stage_text(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_figures_that_moved_since_the_review_are_told_at_every_size(size: tuple[int, int]) -> None:
    text = await shown(size, MOMENTS)
    assert "Since you reviewed it, 18 Nov: net savings/mo +$30.20" in text
    if size[0] == 120:
        assert "d shows all that differs" in text


async def test_the_panel_says_when_nothing_changed_and_when_that_is_not_known() -> None:
    assert "nothing changed" in await shown((120, 40), MOMENTS[1:], OLD)
    text = await shown((120, 40), MOMENTS[:1])
    assert "what it read then is not kept" in text
    assert "nothing changed" not in text


async def test_a_plan_nobody_marked_asks_for_nothing() -> None:
    app = Stage(PlanScreen(ORG, "aws"), snapshot_of())
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        assert ReadPlanHistory(*KEY) not in app.asked
        assert "Since you reviewed" not in stage_text(app)
