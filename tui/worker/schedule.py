"""When each plan is due to be read again (architecture.md, "Background policy")."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.plan.brief import PlanStanding
from tui.domain.records import AVAILABLE, PROVIDERS, WARNING
from tui.domain.snapshot import PlanKey, PlanReading, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.config.profiles import Profile
    from tui.config.settings import Background
    from tui.domain.records import Customer

_MOVING_FIRST = 10.0
_MOVING_LONGEST = 300.0
_FRESH_FIRST = 15.0


@dataclass(frozen=True, slots=True)
class Policy:
    """The background policy: seconds, and requests per second.

    Without `reads_plans` only the plans that somebody looks at are read.
    """

    refresh: float = 60.0
    plans: float = 6 * 3600.0
    no_plan: float = 24 * 3600.0
    failed: float = 600.0
    in_flight: int = 16
    per_second: float = 20.0
    reads_plans: bool = True


def policy_of(profile: Profile, background: Background) -> Policy:
    """The background policy of a profile."""
    return Policy(
        refresh=profile.refresh_seconds,
        plans=background.plan_hours * 3600,
        no_plan=background.no_plan_hours * 3600,
        in_flight=background.max_in_flight,
        per_second=background.requests_per_second,
    )


def expected_plans(customer: Customer) -> Iterator[PlanKey]:
    """The plans worth asking for: providers whose integration is there, that is works at least in part."""
    for provider in PROVIDERS:
        checklist = customer.checklist(provider)
        if checklist and any(feature.status in (AVAILABLE, WARNING) for feature in checklist.features):
            yield (customer.org_id, provider)


_MOVING = frozenset({PlanStanding.CALCULATING, PlanStanding.SCHEDULED, PlanStanding.BUYING})


def is_moving(reading: PlanReading) -> bool:
    """Whether a plan is on its way to something else by itself: calculating, scheduled, being bought."""
    return reading.brief is not None and reading.brief.standing in _MOVING


def plan_due(reading: PlanReading, verified_at: float | None, policy: Policy, looks: int = 1) -> float:
    """When a plan should be read again, epoch seconds.

    A plan that is still calculating or being bought is polled after 10 s, then each time after twice as long, to
    5 minutes; `looks` is how often it was seen so. "No plan" soon after a verification made here is asked again soon,
    since a plan is on its way.
    """
    if reading.fault is not None and reading.tried_at is not None:
        return reading.tried_at + policy.failed
    if reading.read_at is None:
        return 0.0
    if reading.state is Reading.NONE:
        if verified_at is None:
            return reading.read_at + policy.no_plan
        return reading.read_at + min(policy.no_plan, max(_FRESH_FIRST, (reading.read_at - verified_at) / 2))
    if is_moving(reading):
        # Past the longest wait the power would only grow.
        return reading.read_at + min(_MOVING_LONGEST, _MOVING_FIRST * (1 << min(max(0, looks - 1), 10)))
    return reading.read_at + policy.plans


class DueList:
    """Keys by the time they are due; setting a key again replaces its time."""

    def __init__(self) -> None:
        self._due: dict[PlanKey, float] = {}
        self._heap: list[tuple[float, PlanKey]] = []

    def __len__(self) -> int:
        """How many keys are scheduled."""
        return len(self._due)

    def __contains__(self, key: PlanKey) -> bool:
        """Whether this key is scheduled."""
        return key in self._due

    def put(self, key: PlanKey, due: float) -> None:
        """Schedule a key, or schedule it anew."""
        if self._due.get(key) != due:
            self._due[key] = due
            heapq.heappush(self._heap, (due, key))

    def keep_only(self, keys: set[PlanKey]) -> None:
        """Forget every key that is not among these."""
        for key in [key for key in self._due if key not in keys]:
            del self._due[key]

    def set_back(self, seconds: float) -> None:
        """Move everything by so many seconds, as the clock was."""
        self._due = {key: due - seconds for key, due in self._due.items()}
        self._heap = [(due, key) for key, due in self._due.items()]
        heapq.heapify(self._heap)

    @property
    def next(self) -> float | None:
        """When the next key is due, None when there is none."""
        self._settle()
        return self._heap[0][0] if self._heap else None

    def take(self, now: float, limit: int) -> list[PlanKey]:
        """Remove and return up to `limit` keys that are due."""
        taken: list[PlanKey] = []
        while len(taken) < limit:
            self._settle()
            if not self._heap or self._heap[0][0] > now:
                break
            _, key = heapq.heappop(self._heap)
            del self._due[key]
            taken.append(key)
        return taken

    def _settle(self) -> None:
        while self._heap and self._due.get(self._heap[0][1]) != self._heap[0][0]:
            heapq.heappop(self._heap)
