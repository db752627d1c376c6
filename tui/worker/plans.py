"""Plans: read one at a time, kept in brief for every customer and whole for the ones looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.api.errors import ApiError
from tui.domain.changes import Change
from tui.domain.formats import dollars
from tui.domain.records import CLOUD_NAMES
from tui.domain.snapshot import PlanKey, PlanReading, Reading
from tui.worker.explain import fault_of
from tui.worker.latest import Latest

if TYPE_CHECKING:
    from tui.api.client import Client
    from tui.domain.clock import Clock
    from tui.domain.plan.brief import PlanBrief
    from tui.domain.plan.records import Plan
    from tui.store.state import StateStore
    from tui.worker.board import Board


class PlanReader:
    """Reads recommended plans (getRecommendedPlans) onto the board and into the store."""

    def __init__(self, api: Client, *, board: Board, store: StateStore, clock: Clock) -> None:
        self._api = api
        self._board = board
        self._store = store
        self._clock = clock
        self._latest = Latest()

    async def read(self, key: PlanKey) -> Plan | None:
        """Read one plan afresh; None when there is none. A failure is noted on the board and raised (`ApiError`).

        What a later request brought is not replaced by an answer that comes after it.
        """
        org_id, provider = key
        number = self._latest.ask()
        try:
            answer = await self._api.get_recommended_plans(org_id, provider)
        except ApiError as error:
            if not self._latest.is_overtaken(key, number):
                self._note_failure(key, error)
            raise
        from tui.worker.plan_answer import said  # noqa: PLC0415 - a worker that reads no plan loads nothing of plans

        now = self._clock.now()
        reading, detail, mark = said(answer, provider, now)
        if not self._latest.is_overtaken(key, number):
            self._latest.take(key, number)
            before = self._board.plans.get(key, PlanReading())
            self._board.plan(key, reading, detail)
            self._store.save_plan(key, reading, answer.raw or None, mark)
            self._note_change(key, before, reading, now)
        return detail.plan if detail else None

    def _note_failure(self, key: PlanKey, error: ApiError) -> None:
        before = self._board.plans.get(key, PlanReading())
        state = Reading.FAILED if before.state is Reading.UNKNOWN else before.state
        failed = replace(before, state=state, fault=fault_of(error), tried_at=self._clock.now())
        self._board.plan(key, failed, self._board.details.get(key))

    def _note_change(self, key: PlanKey, before: PlanReading, after: PlanReading, now: float) -> None:
        customer = self._board.customers.get(key[0])
        words = plan_change(before, after)
        if customer is None or words is None:
            return
        subject = f"{CLOUD_NAMES.get(key[1], key[1])} plan"
        change = Change(now, "plan", key[0], customer.label, subject, *words, key=key[1])
        self._board.happened((change,))
        self._store.add_changes((change,))


def _worth(known: PlanBrief) -> str:
    return f"{known.standing.value}, {dollars(known.monthly_savings)}/mo"


def plan_change(before: PlanReading, after: PlanReading) -> tuple[str, str] | None:
    """Before and after in words when a plan appeared, went, changed its figures or moved on; else None."""
    if before.state not in (Reading.KNOWN, Reading.NONE) or before.brief == after.brief:
        return None
    old = _worth(before.brief) if before.brief else "no plan"
    new = _worth(after.brief) if after.brief else "no plan"
    return None if old == new else (old, new)
