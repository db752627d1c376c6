"""What lists show of a plan, kept for every customer and provider; units as in `tui.domain.plan.records`.

Lists are drawn, and read from the disk, without the many records of whole plans.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Money = Decimal | None


class PlanStanding(StrEnum):
    """Where a plan stands, in the word a list shows."""

    READY = "ready"
    CALCULATING = "calculating"
    LOCKED = "locked"
    SCHEDULED = "scheduled"
    BUYING = "buying"
    BOUGHT = "bought"


def standing(status: str | None, *, is_calculating: bool | None, is_locked: bool | None) -> PlanStanding:
    """Bought wins over calculating, which wins over locked; every other status is ready for review."""
    match status:
        case "completed":
            return PlanStanding.BOUGHT
        case "in_progress":
            return PlanStanding.BUYING
        case "scheduled":
            return PlanStanding.SCHEDULED
        case _ if is_calculating:
            return PlanStanding.CALCULATING
        case _ if is_locked:
            return PlanStanding.LOCKED
        case _:
            return PlanStanding.READY


@dataclass(frozen=True, slots=True)
class PlanBrief:
    """What lists show of a plan: small, kept for every customer and provider."""

    id: str
    name: str
    status: str
    standing: PlanStanding
    monthly_savings: Money = None
    monthly_fee: Money = None
    cash_due: Money = None
    minimum_commitment_cost: Money = None
    lock_in_hours: int | None = None
    current_coverage: Money = None
    potential_coverage: Money = None
    flagged: int = 0
    is_calculating: bool | None = None
    is_locked: bool | None = None
    policy_next: float | None = None
    last_modified: float | None = None

    @property
    def waiting(self) -> Money:
        """The savings per month that wait to be bought: positive, final, not locked, not bought; else None."""
        if self.standing is PlanStanding.READY and self.monthly_savings is not None and self.monthly_savings > 0:
            return self.monthly_savings
        return None
