"""A checklist of features as a list of changes: its statuses are a function of time (domain.md, "Checklists")."""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from json import dumps
from typing import TYPE_CHECKING, Literal

from tui.sandbox.moments import ALWAYS, NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Status = Literal["available", "warning", "missing", "unknown"]
AVAILABLE: Status = "available"
WARNING: Status = "warning"
MISSING: Status = "missing"
UNKNOWN: Status = "unknown"

AWS_FEATURES = (
    "assume_role", "organizations", "cost_explorer", "cur", "reservations", "savings_plans", "compute_optimizer",
    "purchase_permissions",
)  # fmt: skip
AZURE_FEATURES = (
    "app_consent", "custom_role", "billing_reader", "reservations_reader", "cost_export", "storage_blob_reader",
    "reservation_purchaser", "savings_plan_purchaser",
)  # fmt: skip
ORG_FEATURES = ("user_invited", "marketplace_subscription", "integration_connected")


@dataclass(frozen=True, slots=True)
class Change:
    """A feature takes a status at a moment (epoch seconds)."""

    at: float
    feature: str
    status: Status


@dataclass(frozen=True, slots=True)
class Transition:
    """A change that was one: the status before and after differ."""

    at: float
    feature: str
    before: Status
    after: Status


def _moment(change: Change) -> float:
    return change.at


class Checklist:
    """Features in the API's order; each is `unknown` until its first change. Changes may lie in the future.

    Of two changes of one feature at the same moment the one entered later counts.
    """

    __slots__ = ("_changes", "_completed", "_json", "_json_since", "_json_until", "features")

    def __init__(self, features: tuple[str, ...], changes: Iterable[Change] = ()) -> None:
        self.features = features
        self._changes = sorted(changes, key=_moment)
        self._forget()

    def _forget(self) -> None:
        self._completed: float | None = None
        self._json = ""
        self._json_since = self._json_until = NEVER

    def add(self, *changes: Change) -> None:
        """Enter changes, past or future."""
        for change in changes:
            insort(self._changes, change, key=_moment)
        self._forget()

    def arrive(self, at: float, over: float, *, without: tuple[str, ...] = ()) -> None:
        """From `at` on, everything not available becomes so, one by one, the first at once, within `over` seconds.

        Features named in `without` stay as they are; whatever else was to happen is forgotten.
        """
        self.cut(at)
        lacking = [name for name, status in self.statuses(at).items() if status != AVAILABLE and name not in without]
        step = over / len(self.features)
        self.add(*(Change(at + place * step, name, AVAILABLE) for place, name in enumerate(lacking)))

    def cut(self, at: float, feature: str | None = None) -> None:
        """Forget what was to happen after `at`, to every feature or to one."""
        self._changes = [c for c in self._changes if c.at <= at or (feature is not None and c.feature != feature)]
        self._forget()

    def statuses(self, at: float) -> dict[str, Status]:
        """The status of every feature at a moment."""
        found = dict.fromkeys(self.features, UNKNOWN)
        for change in self._changes:
            if change.at > at:
                break
            found[change.feature] = change.status
        return found

    def status(self, feature: str, at: float) -> Status:
        """The status of one feature at a moment."""
        return self.statuses(at)[feature]

    def is_complete(self, at: float) -> bool:
        """Whether every feature is available at a moment."""
        return all(status == AVAILABLE for status in self.statuses(at).values())

    def completed_at(self) -> float:
        """When every feature was available for the first time, or will be; never is infinity."""
        if self._completed is None:
            self._completed = self._first_completion()
        return self._completed

    def _first_completion(self) -> float:
        lacking = set(self.features)
        for change, following in zip_longest(self._changes, self._changes[1:]):
            (lacking.discard if change.status == AVAILABLE else lacking.add)(change.feature)
            if not lacking and (following is None or following.at > change.at):
                return float(change.at)
        return NEVER

    def transitions(self) -> Iterator[Transition]:
        """Every change that changes something, oldest first."""
        now = dict.fromkeys(self.features, UNKNOWN)
        for change in self._changes:
            before = now[change.feature]
            if before != change.status:
                now[change.feature] = change.status
                yield Transition(change.at, change.feature, before, change.status)

    def json(self, at: float) -> str:
        """The statuses at a moment as a JSON array of the contract's Validation."""
        if not self._json_since <= at < self._json_until:
            reached = bisect_right(self._changes, at, key=_moment)
            self._json_since = self._changes[reached - 1].at if reached else ALWAYS
            self._json_until = self._changes[reached].at if reached < len(self._changes) else NEVER
            self._json = validations_json(tuple(self.statuses(at).items()))
        return self._json


@lru_cache(maxsize=1024)
def validations_json(statuses: tuple[tuple[str, str], ...]) -> str:
    """Pairs of feature and status as a JSON array of the contract's Validation."""
    rows = [{"feature": feature, "status": status} for feature, status in statuses]
    return dumps(rows, separators=(",", ":"))
