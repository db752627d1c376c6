"""Verifications that others wait for: a watch and a round ask here, and each customer is asked once at a time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tui.domain.intents import VerifyAws, VerifyAzure
from tui.domain.onboarding.watch import verified_by
from tui.domain.records import AZURE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.domain.intents import Outcome
    from tui.domain.snapshot import PlanKey
    from tui.worker.progress import ProgressBook


class Checks:
    """Begins verifications as a person would, with what was chosen for each customer, and hands out the outcomes."""

    def __init__(self, progress: ProgressBook, begin: Callable[[VerifyAws | VerifyAzure], None]) -> None:
        self._progress = progress
        self._begin = begin
        self._waiting: dict[PlanKey, list[asyncio.Future[Outcome]]] = {}

    async def check(self, org_id: str, cloud: str) -> Outcome:
        """The outcome of a verification; one that is under way already is not begun twice."""
        outcome: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault((org_id, cloud), []).append(outcome)
        known = self._progress.known(org_id, cloud)
        aws = VerifyAws(org_id, known.account_id, known.existing_cur)
        self._begin(VerifyAzure(org_id) if cloud == AZURE else aws)
        return await outcome

    def answered(self, outcome: Outcome) -> None:
        """A verification ended, whoever asked for it."""
        key = verified_by(outcome)
        for waiting in self._waiting.pop(key, []) if key else []:
            if not waiting.done():
                waiting.set_result(outcome)
