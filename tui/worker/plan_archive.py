"""What plans said before, and word for word: from the store alone, nothing is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.api.documents import text_of
from tui.domain.faults import Fault, Sent
from tui.domain.intents import Done, Failed, Outcome, ReadPlanAt, ReadPlanHistory, ReadRawPlan
from tui.domain.snapshot import PlanDetail
from tui.store.trouble import SENSELESS

if TYPE_CHECKING:
    from tui.store.state import StateStore


class PlanArchive:
    """Answers what is asked of the past of plans."""

    def __init__(self, store: StateStore) -> None:
        self._store = store

    def carry_out(self, intent: ReadPlanHistory | ReadPlanAt | ReadRawPlan) -> Outcome:
        """The moments of a plan, the plan of a moment (`PlanDetail`), or the text of its last reading."""
        key = (intent.org_id, intent.provider)
        match intent:
            case ReadPlanHistory():
                try:
                    return Done(intent, self._store.plan_history(key))
                except SENSELESS:
                    return Failed(intent, _fault("What was kept of this plan makes no sense."))
            case ReadPlanAt(read_at=read_at):
                # A worker that is asked of no plan loads nothing of plans.
                from tui.api.kept import kept_plan  # noqa: PLC0415
                from tui.worker.translate_plans import plan_of  # noqa: PLC0415

                try:
                    body = self._store.raw_plan_at(key, read_at)
                    if body is None:
                        return Failed(intent, _fault("What the plan said then is not kept any more."))
                    return Done(intent, PlanDetail(plan_of(kept_plan(body), intent.provider), read_at))
                except SENSELESS:
                    return Failed(intent, _fault("What was kept of that moment can't be read."))
            case ReadRawPlan():
                try:
                    body = self._store.raw_plan(key)
                except SENSELESS:
                    return Failed(intent, _fault("What was kept of this plan makes no sense."))
                return (
                    Failed(intent, _fault("The answer is not kept.")) if body is None else Done(intent, text_of(body))
                )


def _fault(what: str) -> Fault:
    return Fault(what, "Nothing was sent.", "r reads the plan again", sent=Sent.NOT_SENT, kind="state")
