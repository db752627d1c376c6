"""What an answer to getRecommendedPlans says, for the list, for the screen and for the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.domain.plan.figures import brief
from tui.domain.plan.mark import plan_mark
from tui.domain.snapshot import PlanDetail, PlanReading, Reading
from tui.worker.translate_plans import plan_of

if TYPE_CHECKING:
    from tui.api import reading
    from tui.api.models_plans import PurchasePlanV2CombinedSummary


class Said(NamedTuple):
    """A reading; the plan itself and its mark when there is one (`tui.domain.plan.mark`)."""

    reading: PlanReading
    detail: PlanDetail | None
    mark: str


def said(answer: reading.Reading[PurchasePlanV2CombinedSummary | None], provider: str, now: float) -> Said:
    """What was answered `now` (epoch seconds) about the plan of a provider."""
    if answer.value is None:
        return Said(PlanReading(Reading.NONE, read_at=now), None, "")
    plan = plan_of(answer.value, provider)
    known = PlanReading(Reading.KNOWN, brief(plan), read_at=now)
    return Said(known, PlanDetail(plan, now, answer.unread), plan_mark(plan))
