"""The other side: a server that buys or does not, and a network that loses, doubles, delays and garbles."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from random import Random

from simulation.sim_time import Nature, Timeline

from tui.domain.plan.records import BOUGHT_STATUSES, ExecutionPolicy, FlaggedAction, Plan, PlanRef
from tui.domain.purchase.events import Answered

ORG, PROVIDER = "org-1", "aws"
P1, P2 = "plan-1", "plan-2"

# What other people and the vendor do to a status without buying anything.
IDLE_STATUSES = ("new", "reviewed", "needs_review", "draft", "active", "cancelled")
REFUSALS = (400, 401, 403, 404, 405, 422)
# A page of a gateway: whatever happened behind it.
PAGES = (*REFUSALS, 200, 204, 301, 302, 307, 408, 409, 500, 502, 503, 504)


@dataclass(slots=True)
class Truth:
    """What is so of one plan, and what a reading shows of it."""

    status: str = "new"
    bought: bool = False
    version: int = 1
    is_calculating: bool = False
    is_locked: bool = False
    is_trying: bool = False
    actions: tuple[str, ...] = ()
    policy_status: str | None = None


@dataclass(slots=True)
class Flight:
    """One request that has left a program."""

    attempt_id: str
    plan_id: str
    left_at: float
    arrived: bool = False
    bought: bool = False
    over_at: float | None = None
    answered_ok: bool = False


@dataclass(slots=True)
class Server:
    """One customer's plans at one provider."""

    timeline: Timeline
    chance: Random
    settling: float
    nature: Nature = field(default_factory=Nature)
    plans: dict[str, Truth] = field(default_factory=lambda: {P1: Truth(), P2: Truth(version=50)})
    current: str | None = P1
    flights: list[Flight] = field(default_factory=list)

    def later(self, seconds: float, plan_id: str, **changes: object) -> None:
        """Readings show this from then on."""

        def apply() -> None:
            for name, value in changes.items():
                setattr(self.plans[plan_id], name, value)

        self.timeline.at(self.timeline.now + seconds, self.nature, apply)

    def reading(self) -> Plan | None:
        """What getRecommendedPlans answers now."""
        if self.current is None:
            return None
        truth = self.plans[self.current]
        return _plan(
            self.current,
            truth.status,
            truth.version,
            truth.is_calculating,
            truth.is_locked,
            tuple((action, plan_id) for plan_id in (P1, P2) for action in self.plans[plan_id].actions),
            tuple((plan_id, self.plans[plan_id].policy_status) for plan_id in (P1, P2)),
        )

    def deliver(self, flight: Flight) -> None:
        """A request arrives, and nobody waits for its answer."""
        if not flight.arrived:
            self.receive(flight)

    def receive(self, flight: Flight) -> Answered:
        """A request arrives and is carried out, refused, or neither."""
        flight.arrived = True
        truth, pick = self.plans[flight.plan_id], self.chance.random()
        if truth.bought:
            # A repetition; some servers call it a conflict, some say what is so.
            return Answered(409, known_envelope=True) if pick < 0.8 else self._ok(flight, truth.status)
        if truth.is_locked or truth.is_trying:
            return Answered(409, known_envelope=True)
        if pick < 0.55:
            return self._buy(flight, truth)
        if pick < 0.70:
            return Answered(self.chance.choice(REFUSALS), known_envelope=True, words="no")
        if pick < 0.76:
            return Answered(429, known_envelope=self.chance.random() < 0.5)
        if pick < 0.90:
            return self._try_and_give_up(flight, truth)
        if pick < 0.95:
            return Answered(200, plan_id=P2 if flight.plan_id == P1 else P1, plan_status="new")
        return self._ok(flight, truth.status)

    def bought_elsewhere(self, plan_id: str) -> None:
        """Somebody buys it in another console, or the execution policy does."""
        if not self.plans[plan_id].bought:
            self._show(plan_id)

    def _buy(self, flight: Flight, truth: Truth) -> Answered:
        flight.bought = True
        self._show(flight.plan_id)
        pick = self.chance.random()
        if pick < 0.7:
            return self._ok(flight, truth.status)
        if pick < 0.8:
            return Answered(200, plan_id=P2 if flight.plan_id == P1 else P1, plan_status="completed")
        return Answered(self.chance.choice((409, 500, 503)), known_envelope=True)

    def _ok(self, flight: Flight, status: str) -> Answered:
        flight.answered_ok = True
        return Answered(200, plan_id=flight.plan_id, plan_status=status)

    def _try_and_give_up(self, flight: Flight, truth: Truth) -> Answered:
        """For a while it looks bought; it never is."""
        seconds = self.chance.random() * self.settling * 0.55
        flight.over_at = self.timeline.now + seconds
        before = truth.status
        truth.status, truth.is_trying = "in_progress", True
        self.later(seconds, flight.plan_id, status=before, is_trying=False)
        return Answered(self.chance.choice((409, 500, 503)), known_envelope=True)

    def _show(self, plan_id: str) -> None:
        """It is bought now; some of that shows, sooner or later, and perhaps none of it ever does."""
        truth, chance = self.plans[plan_id], self.chance
        truth.bought = True
        lag = chance.choice((0.0, 0.0, 1.0, 20.0, 70.0))
        if chance.random() < 0.6:
            self.later(lag, plan_id, status=chance.choice(BOUGHT_STATUSES))
        if chance.random() < 0.3:
            self.later(lag, plan_id, actions=(*truth.actions, f"{plan_id}-{self.timeline.now}"))
        if chance.random() < 0.2:
            self.later(lag, plan_id, policy_status=chance.choice(BOUGHT_STATUSES))
        pick = chance.random()
        if pick < 0.4:
            self.timeline.at(self.timeline.now + lag, self.nature, lambda: self._recommend(P2 if pick < 0.25 else None))

    def _recommend(self, plan_id: str | None) -> None:
        self.current = plan_id


@lru_cache(maxsize=4096)
def _plan(
    plan_id: str,
    status: str,
    version: int,
    is_calculating: bool,  # noqa: FBT001 - a flag of the contract
    is_locked: bool,  # noqa: FBT001
    actions: tuple[tuple[str, str], ...],
    listed: tuple[tuple[str, str | None], ...],
) -> Plan:
    return Plan(
        id=plan_id,
        provider=PROVIDER,
        status=status,
        is_calculating=is_calculating,
        is_locked=is_locked,
        monthly_savings=Decimal(version),
        flagged_actions=tuple(FlaggedAction(id=action, plan_id=owner) for action, owner in actions),
        execution_policy=ExecutionPolicy(
            plans=tuple(PlanRef(id=owner, status=stated) for owner, stated in listed if stated is not None)
        ),
    )
