"""Plans as a table: what the list of plans exports, and what `archera-tui plans` gives to programs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tui.domain.export.listing import Fact, Listing
from tui.domain.export.tables import Heading, Table
from tui.domain.formats import iso
from tui.domain.plan.terms import words_of_hours
from tui.domain.plans.portfolio import waiting_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.export.tables import Value
    from tui.domain.plans.portfolio import PlanRow, PlanTotals

_MONTHLY = "US$ per month"
_HEADINGS = (
    Heading("customer", "Customer"),
    Heading("org_id", "Customer id"),
    Heading("provider", "Cloud"),
    Heading("plan_id", "Plan id"),
    Heading("plan_name", "Plan"),
    Heading("standing", "Standing"),
    Heading("status", "Status, the server's word"),
    Heading("is_calculating", "Calculating"),
    Heading("is_locked", "Locked"),
    Heading("monthly_savings_usd", "Net savings", _MONTHLY, is_figure=True),
    Heading("monthly_premium_usd", "Premium", _MONTHLY, is_figure=True),
    Heading("cash_due_usd", "Due at signing", "US$, one-time", is_figure=True),
    Heading("minimum_commitment_usd", "Min. commitment", "US$ in total", is_figure=True),
    Heading("lock_in_hours", "Lock-in", "hours", is_figure=True),
    Heading("lock_in", "Lock-in in words"),
    Heading("coverage_now_ratio", "Coverage now", "0-1", is_figure=True),
    Heading("coverage_after_ratio", "Coverage after", "0-1", is_figure=True),
    Heading("flagged_actions", "Flagged actions", is_figure=True),
    Heading("policy_buys_at", "A policy may buy it at"),
    Heading("review", "Review"),
    Heading("note", "Note"),
    Heading("marked_at", "Marked at"),
    Heading("read_at", "Read at"),
)
_WAITING = f"{_MONTHLY}, added up here"


def plans_listing(rows: Sequence[PlanRow], totals: PlanTotals, about: tuple[Fact, ...] = ()) -> Listing:
    """The plans shown, in their order; `totals` are those over every known plan."""
    table = Table(_HEADINGS, tuple(map(_cells, rows)))
    return Listing("plans", "plan", "Plans of all customers", table, about, _counts(rows, totals))


def _cells(row: PlanRow) -> tuple[Value, ...]:
    """The figures as the server gave them, to the last digit; none while they are not final."""
    brief, review, final = row.brief, row.review, row.is_final
    return (
        row.standing.full_name,
        row.key[0],
        row.provider,
        brief.id,
        brief.name or None,
        brief.standing.value,
        brief.status or None,
        brief.is_calculating,
        brief.is_locked,
        row.savings,
        brief.monthly_fee if final else None,
        brief.cash_due if final else None,
        brief.minimum_commitment_cost if final else None,
        brief.lock_in_hours if final else None,
        words_of_hours(brief.lock_in_hours) if final and brief.lock_in_hours else None,
        brief.current_coverage if final else None,
        brief.potential_coverage if final else None,
        brief.flagged,
        iso(brief.policy_next),
        row.mark.value,
        (review.note or None) if review is not None else None,
        iso(review.at) if review is not None else None,
        iso(row.reading.read_at),
    )


def _counts(rows: Sequence[PlanRow], totals: PlanTotals) -> tuple[Fact, ...]:
    shown = waiting_of(rows)
    ours: Decimal | None = sum(shown[1:], shown[0]) if shown else None
    return (
        Fact("shown", "Plans shown", len(rows)),
        Fact("known", "Plans known", totals.known),
        Fact("not_known", "Plans not known", totals.not_known),
        Fact("could_not_be_read", "of them could not be read", totals.failed),
        Fact("no_plan", "Clouds without a plan", totals.absent),
        Fact("to_review", "To review", totals.to_review),
        Fact("to_buy", "To buy", totals.to_buy),
        Fact("shown_savings_waiting_usd_per_month_added_up_here", "Savings waiting, plans shown", ours, _WAITING),
        Fact("savings_waiting_usd_per_month_added_up_here", "Savings waiting, plans known", totals.waiting, _WAITING),
    )
