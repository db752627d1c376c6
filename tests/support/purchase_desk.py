"""A purchase driver on a real journal, with a scripted server side and a clock that moves when told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from support.clock import ManualClock
from support.purchases import HOST, TIMING, Runs, ScriptedGateway, ids, intended, plan

from tui.domain.plan.records import Plan
from tui.domain.purchase.attempt import Attempt, AttemptState
from tui.domain.purchase.limits import Limits
from tui.domain.snapshot import Identity, Mode
from tui.store.journal import Journal
from tui.worker.purchase import PurchaseDriver
from tui.worker.purchase_ports import PurchaseDeclinedError

IDENTITY = Identity(Mode.WRITE, "Acme", HOST, "prod", "partner-1")


@dataclass(slots=True)
class Desk:
    """A driver and everything around it."""

    journal: Journal
    clock: ManualClock
    runs: Runs
    reported: list[Attempt] = field(default_factory=list)
    gateway: ScriptedGateway = field(init=False)

    def driver(
        self,
        *replies: Any,
        readings: tuple[Plan | Exception | None, ...] = (plan(),),
        identity: Identity = IDENTITY,
        limits: Limits | None = None,
    ) -> PurchaseDriver:
        self.gateway = ScriptedGateway(self.clock, readings, replies)
        return PurchaseDriver(
            journal=self.journal,
            gateway=self.gateway,
            clock=self.clock,
            run=self.runs,
            new_id=ids(),
            report=self.reported.append,
            identity=identity,
            limits=limits or Limits(),
            timing=TIMING,
        )

    @property
    def sends(self) -> list[tuple[str, str, str]]:
        return self.gateway.purchases

    @property
    def states(self) -> list[AttemptState]:
        return [attempt.state for attempt in self.reported]

    def on_disk(self, number: int = 1) -> Attempt:
        found = self.journal.get(number)
        assert found is not None
        return found

    def writable(self, *, yes: bool) -> None:
        """Whether the disk takes anything from now on."""
        self.journal._connection.execute(f"PRAGMA query_only = {'OFF' if yes else 'ON'}")

    def left_behind(self, attempt: Attempt) -> Attempt:
        """What another run left on disk."""
        begun = self.journal.intend(replace(intended(), id="left-1", sender=attempt.sender, reviewed=attempt.reviewed))
        assert isinstance(begun, Attempt)
        if attempt.state is AttemptState.INTENDED:
            return begun
        written = self.journal.record(replace(attempt, id="left-1", state=AttemptState.SENT, number=1, revision=0))
        return (
            written
            if attempt.state is AttemptState.SENT
            else self.journal.record(replace(written, state=attempt.state))
        )


async def declined(work: Any) -> tuple[str, ...]:
    with pytest.raises(PurchaseDeclinedError) as caught:
        await work
    return caught.value.reasons
