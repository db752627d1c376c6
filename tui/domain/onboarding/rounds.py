"""A round: many customers verified at once because a person asked for it, with what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from tui.domain.intents import Done
from tui.domain.onboarding.steps import Progress, all_available
from tui.domain.records import MISSING, WARNING, worst_first

if TYPE_CHECKING:
    from tui.domain.intents import Outcome
    from tui.domain.snapshot import PlanKey


class Found(StrEnum):
    """What a verification found, worst first; `UNTOLD`: no usable answer came, the reason is in words."""

    UNTOLD = "not told"
    MISSING = "missing"
    WARNING = "warning"
    UNKNOWN = "unknown"
    AVAILABLE = "all available"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one customer: what was found, and which features or why not."""

    found: Found
    words: str = ""


def _nothing() -> Mapping[PlanKey, Result]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Round:
    """Where a round stands; times in epoch seconds.

    `results` are of those that are answered, in the order of the answers; `stopped` says why the rest is not begun.
    `held_until` is when it goes on after the server asked to slow down.
    """

    targets: tuple[PlanKey, ...]
    begun_at: float
    under_way: frozenset[PlanKey] = frozenset()
    results: Mapping[PlanKey, Result] = field(default_factory=_nothing)
    stopped: str = ""
    ended_at: float | None = None
    held_until: float | None = None

    @property
    def goes_on(self) -> bool:
        """Whether answers are still to come."""
        return self.ended_at is None

    @property
    def untold(self) -> int:
        """How many could not be told."""
        return self.count(Found.UNTOLD)

    @property
    def not_begun(self) -> tuple[PlanKey, ...]:
        """Those that nothing was asked about."""
        return tuple(key for key in self.targets if key not in self.results and key not in self.under_way)

    def count(self, found: Found) -> int:
        """How many were found so."""
        return sum(result.found is found for result in self.results.values())


def result_of(outcome: Outcome) -> Result:
    """What a verification's outcome says of its customer."""
    if not isinstance(outcome, Done):
        fault = outcome.fault
        quoted = f" “{fault.words}”" if fault.words else ""
        return Result(Found.UNTOLD, f"{fault.what}{quoted}")
    value = outcome.value
    features = worst_first(value.verified.features) if isinstance(value, Progress) and value.verified else ()
    if all_available(features):
        return Result(Found.AVAILABLE)
    for status, found in ((MISSING, Found.MISSING), (WARNING, Found.WARNING)):
        names = [feature.name for feature in features if feature.status == status]
        if names:
            return Result(found, ", ".join(names))
    return Result(Found.UNKNOWN, "no feature is known to be wrong" if features else "answered without a feature")
