"""Every known plan of every customer and cloud, as a list ranks, filters and counts them (product.md, "2 Plans").

Figures are the API's; what is added up here is the sum of savings that wait to be bought (domain.md, "Savings
waiting").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.domain.customers.facts import Standing, Times
from tui.domain.formats import finite
from tui.domain.marks import Review, ReviewMark
from tui.domain.plan.brief import Money, PlanBrief, PlanStanding
from tui.domain.plans.facts import plan_facts
from tui.domain.records import CLOUD_NAMES
from tui.domain.snapshot import PlanKey, PlanReading, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tui.domain.customers.facts import Totals
    from tui.domain.purchase.attempt import AttemptState


def is_to_review(brief: PlanBrief, review: Review | None) -> bool:
    """Whether a plan is for sale and nobody has looked at it: what is bought or can't be bought yet needs no review."""
    unmarked = review is None or review.mark is ReviewMark.TO_DO
    return unmarked and brief.standing is PlanStanding.READY


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan in the list.

    `standing` is its customer as the filter language sees it here: the plan facts, the provider and the times are
    those of this plan alone. `review` is None while nobody marked the plan recommended now. `purchase` is where a
    purchase for this customer and cloud stands that is not known to have ended, None when there is none.
    """

    key: PlanKey
    standing: Standing
    reading: PlanReading
    brief: PlanBrief
    review: Review | None = None
    purchase: AttemptState | None = None

    @property
    def provider(self) -> str:
        """The cloud of the plan."""
        return self.key[1]

    @property
    def mark(self) -> ReviewMark:
        """Where its review stands."""
        return self.review.mark if self.review is not None else ReviewMark.TO_DO

    @property
    def is_final(self) -> bool:
        """Whether its figures are final."""
        return self.brief.standing is not PlanStanding.CALCULATING

    @property
    def waits_for_review(self) -> bool:
        """Whether it is for sale and nobody has looked at it."""
        return self.purchase is None and is_to_review(self.brief, self.review)

    @property
    def savings(self) -> Money:
        """Net savings, USD per month; None while they are not known or not final."""
        return self.brief.monthly_savings if self.is_final else None


def plan_row(
    standing: Standing, key: PlanKey, reading: PlanReading, brief: PlanBrief, review: Review | None
) -> PlanRow:
    """The row of a plan; `standing` is that of its customer, `brief` the plan as last known."""
    provider = key[1]
    if brief.last_modified is not None:
        times = Times(brief.last_modified, True, brief.last_modified, True)
    else:
        # When the figures last moved is not said: they are at least as old as the reading.
        times = Times(reading.read_at, False, reading.read_at, False)
    seen = replace(
        standing,
        plan=plan_facts({provider: reading}, frozenset((provider,))),
        health=replace(standing.health, providers=frozenset((provider,))),
        times=times,
    )
    return PlanRow(key, seen, reading, brief, review)


class PlanSort(StrEnum):
    """What the list is sorted by, one for every column."""

    SAVINGS = "savings"
    CUSTOMER = "customer"
    CLOUD = "cloud"
    PREMIUM = "premium"
    SIGNING = "signing"
    LOCK_IN = "lock-in"
    COVERAGE = "coverage"
    REVIEW = "review"


PLAN_SORT_WORDS = {
    PlanSort.SAVINGS: "net savings",
    PlanSort.CUSTOMER: "name",
    PlanSort.CLOUD: "cloud",
    PlanSort.PREMIUM: "premium",
    PlanSort.SIGNING: "cash due at signing",
    PlanSort.LOCK_IN: "lock-in",
    PlanSort.COVERAGE: "coverage after",
    PlanSort.REVIEW: "review",
}

LARGEST_PLAN_FIRST = frozenset(
    {PlanSort.SAVINGS, PlanSort.PREMIUM, PlanSort.SIGNING, PlanSort.LOCK_IN, PlanSort.COVERAGE}
)
"""Keys that are descending when first chosen."""

_MARK_RANKS = {mark: rank for rank, mark in enumerate(ReviewMark)}
_STANDING_RANKS = {standing: rank for rank, standing in enumerate(PlanStanding)}
_Rank = tuple[float, ...] | Decimal | float | str | None


_RANKS: dict[PlanSort, Callable[[PlanRow], _Rank]] = {
    PlanSort.SAVINGS: lambda row: finite(row.savings),
    PlanSort.CUSTOMER: lambda row: row.standing.folded,
    PlanSort.CLOUD: lambda row: CLOUD_NAMES.get(row.provider, row.provider).lower(),
    PlanSort.PREMIUM: lambda row: finite(row.brief.monthly_fee) if row.is_final else None,
    PlanSort.SIGNING: lambda row: finite(row.brief.cash_due) if row.is_final else None,
    PlanSort.LOCK_IN: lambda row: row.brief.lock_in_hours if row.is_final else None,
    PlanSort.COVERAGE: lambda row: finite(row.brief.potential_coverage) if row.is_final else None,
    PlanSort.REVIEW: lambda row: (_STANDING_RANKS[row.brief.standing], _MARK_RANKS[row.mark]),
}


def ranked(rows: Iterable[PlanRow], key: PlanSort = PlanSort.SAVINGS, *, descending: bool = True) -> list[PlanRow]:
    """The rows by a key, ties by savings and then by name; those without a value last in either direction."""
    named = sorted(rows, key=lambda row: (row.standing.folded, row.key))
    for by, down in ((PlanSort.SAVINGS, True), (key, descending)):
        rank = _RANKS[by]
        having = [(value, row) for row in named if (value := rank(row)) is not None]
        lacking = [row for row in named if rank(row) is None] if len(having) < len(named) else []
        having.sort(key=lambda pair: pair[0], reverse=down)
        named = [row for _, row in having] + lacking
    return named


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """The summary line. `waiting` is added up here, USD per month, over `waiting_plans` plans (None: none waits).

    `known` plans are in the list; of `expected` plans so many are not known yet, `failed` of them because they
    could not be read. `absent` counts clouds for which the server has no plan.
    """

    known: int = 0
    expected: int = 0
    not_known: int = 0
    failed: int = 0
    absent: int = 0
    waiting: Money = None
    waiting_plans: int = 0
    to_review: int = 0
    to_buy: int = 0
    calculating: int = 0


def waiting_of(rows: Iterable[PlanRow]) -> list[Decimal]:
    """The savings that wait to be bought, USD per month, of every plan that has some."""
    return [value for row in rows if (value := row.brief.waiting) is not None]


def plan_totals(rows: Sequence[PlanRow], readings: Mapping[PlanKey, PlanReading], fleet: Totals) -> PlanTotals:
    """Counts and the one sum of ours; `fleet` are the totals over all customers."""
    waiting = waiting_of(rows)
    states = [reading.state for reading in readings.values()]
    return PlanTotals(
        known=len(rows),
        expected=fleet.plans_expected,
        not_known=max(0, fleet.plans_expected - fleet.plans_known),
        failed=states.count(Reading.FAILED),
        absent=states.count(Reading.NONE),
        waiting=sum(waiting[1:], waiting[0]) if waiting else None,
        waiting_plans=len(waiting),
        to_review=sum(row.waits_for_review for row in rows),
        to_buy=sum(row.mark is ReviewMark.TO_BUY and row.brief.standing is not PlanStanding.BOUGHT for row in rows),
        calculating=sum(not row.is_final for row in rows),
    )


def next_to_review(rows: Sequence[PlanRow], start: PlanKey | None, step: int) -> PlanKey | None:
    """The first plan to review after `start` in a direction (1 or -1); None when there is none.

    Without `start` the search begins at the end it comes from.
    """
    place = next((place for place, row in enumerate(rows) if row.key == start), -1 if step > 0 else len(rows))
    after = rows[place + 1 :] if step > 0 else rows[:place][::-1]
    return next((row.key for row in after if row.waits_for_review), None)
