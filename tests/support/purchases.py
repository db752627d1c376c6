"""Plans, attempts and a scripted server side for tests of buying."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import count
from typing import Any

from support.clock import EPOCH, ManualClock

from tui.domain.intents import Buy
from tui.domain.plan.records import ExecutionPolicy, FlaggedAction, LineItem, Plan, PlanRef
from tui.domain.purchase.attempt import Attempt, AttemptState, Event, Sender
from tui.domain.purchase.events import FreshPlan, Intended, Reply, Timing
from tui.domain.purchase.figures import review
from tui.domain.purchase.machine import step

HOST = "api.archera.ai"
ORG = "0c6f1a52-9d1b-4a52-8f0e-3b8d4b41c9d2"
PLAN_ID = "b41c9d2e-0c6f-4a52-8f0e-3b8d00000001"
EMAIL = "purchasing@acme.example"
TIMING = Timing()
JUDGE_AFTER = EPOCH + TIMING.deadline + TIMING.settling
SENDER = Sender("here", 4711, "2026-11-18T06:26:40", "run-1")
OTHER_SENDER = Sender("here", 4712, "2026-11-18T06:26:41", "run-2")


def plan(**changes: Any) -> Plan:
    """A plan that is ready to be bought."""
    ready = Plan(
        id=PLAN_ID,
        provider="aws",
        name="recommended AWS",
        status="reviewed",
        is_calculating=False,
        is_locked=False,
        monthly_savings=Decimal("4210.20"),
        monthly_fee=Decimal("467.80"),
        minimum_commitment_cost=Decimal("61055.42"),
        line_items=(
            LineItem("Amazon EC2", upfront_cost=Decimal("1840.00"), max_term_hours=8760),
            LineItem("AWS Lambda", upfront_cost=Decimal(0), max_term_hours=720),
        ),
    )
    return replace(ready, **changes)


def flagged(action_id: str | None, plan_id: str = PLAN_ID, **more: Any) -> FlaggedAction:
    """A queued or done action for a plan."""
    return FlaggedAction(id=action_id, plan_id=plan_id, action_type="purchase", **more)


def policy_with(status: str | None, plan_id: str = PLAN_ID) -> ExecutionPolicy:
    """A policy that lists a plan with this status."""
    return ExecutionPolicy(plans=(PlanRef(plan_id, status=status),))


def intended(**changes: Any) -> Attempt:
    """An attempt that is not written down yet."""
    fresh = Attempt(
        id="attempt-1",
        number=0,
        state=AttemptState.INTENDED,
        host=HOST,
        profile="prod",
        org_id=ORG,
        org_name="Atlas Print c/o Acme",
        provider="aws",
        email=EMAIL,
        reviewed=review(plan()),
        intended_at=EPOCH,
        sender=SENDER,
        events=(Event(EPOCH, "intended"),),
    )
    return replace(fresh, **changes)


def sent(before: Plan | None = None, **changes: Any) -> Attempt:
    """An attempt whose request leaves at EPOCH, judged against the plan as it was before."""
    before = before or plan()
    begun = step(intended(reviewed=review(before)), Intended(), EPOCH, TIMING).attempt
    return replace(step(begun, FreshPlan(before), EPOCH, TIMING).attempt, **changes)


def unknown(before: Plan | None = None, **changes: Any) -> Attempt:
    """An attempt whose outcome is not known, to be judged from JUDGE_AFTER on."""
    return replace(replace(sent(before), state=AttemptState.UNKNOWN, next_look=JUDGE_AFTER), **changes)


def buy(**changes: Any) -> Buy:
    """A person's confirmed wish to buy `plan()`."""
    wish = Buy(ORG, "Atlas Print c/o Acme", "aws", plan(), EMAIL)
    return replace(wish, **changes)


@dataclass(slots=True)
class Runs:
    """Implements `tui.worker.purchase_ports.Liveness`: says who lives as it is told."""

    sender: Sender = SENDER
    living: set[str] = field(default_factory=lambda: {"run-1"})
    kept: list[frozenset[str]] = field(default_factory=list)

    def is_alive(self, sender: Sender | None) -> bool:
        return sender is not None and sender.run in self.living

    def sweep(self, keep: Collection[str]) -> None:
        self.kept.append(frozenset(keep))


class ScriptedGateway:
    """Implements `tui.worker.purchase_ports.PurchaseGateway`: answers in turn, the last reading for ever.

    An answer that is an exception is raised, a number among the replies is a wait in seconds before the next.
    `meanwhile` is called as each call begins.
    """

    def __init__(
        self, clock: ManualClock, readings: Iterable[Plan | Exception | None], replies: Iterable[Any] = ()
    ) -> None:
        self._clock = clock
        self._readings = list(readings)
        self._replies = list(replies)
        self.meanwhile: Callable[[], None] = lambda: None
        self.reads: list[tuple[str, str]] = []
        self.purchases: list[tuple[str, str, str]] = []

    async def read_plan(self, org_id: str, provider: str) -> Plan | None:
        self.meanwhile()
        self.reads.append((org_id, provider))
        found = self._readings.pop(0) if len(self._readings) > 1 else self._readings[0]
        if isinstance(found, Exception):
            raise found
        return found

    async def purchase(self, org_id: str, plan_id: str, email: str) -> Reply:
        self.meanwhile()
        self.purchases.append((org_id, plan_id, email))
        while isinstance(self._replies[0], (int, float)):
            await self._clock.sleep(self._replies.pop(0))
        reply: Any = self._replies.pop(0)
        if isinstance(reply, BaseException):
            raise reply
        result: Reply = reply
        return result


def ids(prefix: str = "attempt") -> Any:
    """A maker of ids that can be told apart."""
    numbers = count(1)
    return lambda: f"{prefix}-{next(numbers)}"
