"""What is worked out of a plan: where it stands, cash due, lock-in, its brief, what two readings are compared by.

Units as in `tui.domain.plan.records`; None means that it is not known, and is never read as zero.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING

from tui.domain.formats import rounded
from tui.domain.plan.brief import PlanBrief, PlanStanding, standing

if TYPE_CHECKING:
    from tui.domain.plan.brief import Money
    from tui.domain.plan.records import CommitmentSummary, LineItem, Plan

_CENT = Decimal("0.01")


def plan_standing(plan: Plan) -> PlanStanding:
    """Where this plan stands."""
    return standing(plan.status, is_calculating=plan.is_calculating, is_locked=plan.is_locked)


def total(values: list[Money]) -> Money:
    """A sum of ours; None when nothing is there or any part is missing, so that it never understates."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


@dataclass(frozen=True, slots=True)
class CashDue:
    """Cash due at signing, USD one-time: `amount` is what counts; both sources, when they disagree, in `other`."""

    amount: Money
    other: Money = None

    @property
    def certain(self) -> bool:
        """Whether the figure is there and its sources agree to the cent."""
        return self.amount is not None and self.other is None


def cash_due(plan: Plan) -> CashDue:
    """From the line items, else from the aggregate; a disagreement of a cent or more is kept for the dialog.

    A source of which a part is missing disagrees as soon as the rest of it is more than the other gives in all.
    """
    by_line = [item.upfront_cost for item in plan.line_items]
    by_summary = [item.upfront_cost for item in plan.commitments]
    lines, summary = total(by_line), total(by_summary)
    if lines is None and summary is None:
        return CashDue(None)
    least_lines, least_summary = _known_part(by_line), _known_part(by_summary)
    if least_lines is not None and least_summary is not None:
        above = least_lines - least_summary
        gap = abs(above) if lines is not None and summary is not None else above if lines is None else -above
        if gap >= _CENT:
            return CashDue(least_lines, least_summary)
    return CashDue(summary if lines is None else lines)


def _known_part(values: list[Money]) -> Money:
    """The least that a source amounts to: what it says, without what it leaves open; None when it says nothing."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def lock_in_hours(plan: Plan) -> int | None:
    """The longest term of any line item or commitment, hours; None when no line says."""
    lines = [item.max_term_hours for item in plan.line_items]
    commitments = [item.max_term_hours for item in plan.commitments]
    return max((hours for hours in (*lines, *commitments) if hours is not None), default=None)


def _comparable(value: object) -> object:
    return str(rounded(value)) if isinstance(value, Decimal) else value


def _to_cents(record: LineItem | CommitmentSummary) -> tuple[object, ...]:
    return tuple(_comparable(getattr(record, field.name)) for field in fields(record))


_FLAGS = ("id", "status", "is_calculating", "is_locked", "is_recommended", "is_renewal", "plan_type")
_MONEY = (
    "covered_ondemand_cost", "before_ondemand_cost", "before_reserved_cost", "amortized_cost", "recurring_cost",
    "upfront_cost", "before_cost", "after_cost", "total_cost", "savings", "fee", "minimum_commitment_cost",
    "total_savings", "monthly_savings", "monthly_amortized_cost", "monthly_fee", "monthly_before_cost",
    "monthly_after_cost", "total_monthly_before_cost", "max_upfront_cost",
)  # fmt: skip


def figures(plan: Plan) -> dict[str, object]:
    """What two readings of a plan are compared by: id, status, flags, every money field to the cent, line items.

    The order in which the server lists line items and commitments does not count.
    """
    named: dict[str, object] = {name: _comparable(getattr(plan, name)) for name in (*_FLAGS, *_MONEY)}
    named["line_items"] = tuple(sorted((_to_cents(item) for item in plan.line_items), key=repr))
    named["commitments"] = tuple(sorted((_to_cents(item) for item in plan.commitments), key=repr))
    return named


def brief(plan: Plan) -> PlanBrief:
    """The brief of a plan."""
    policy = plan.execution_policy
    return PlanBrief(
        id=plan.id,
        name=plan.name or "",
        status=plan.status or "",
        standing=plan_standing(plan),
        monthly_savings=plan.monthly_savings,
        monthly_fee=plan.monthly_fee,
        cash_due=cash_due(plan).amount,
        minimum_commitment_cost=plan.minimum_commitment_cost,
        lock_in_hours=lock_in_hours(plan),
        current_coverage=plan.current_coverage,
        potential_coverage=plan.potential_coverage,
        flagged=len(plan.flagged_actions),
        is_calculating=plan.is_calculating,
        is_locked=plan.is_locked,
        policy_next=policy.next_execution_date if policy and policy.enabled else None,
        last_modified=plan.last_modified,
    )
