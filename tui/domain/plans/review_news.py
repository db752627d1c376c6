"""What became of a plan since somebody reviewed it: the figures one decides by, then and now (product.md, Plans)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.formats import MINUS, dollars, rounded
from tui.domain.marks import ReviewMark
from tui.domain.plan.terms import words_of_hours

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.domain.marks import Review
    from tui.domain.plan.brief import Money, PlanBrief
    from tui.domain.plan.diff import PlanMoment

_SUMS = (
    ("Net savings/mo", "monthly_savings"),
    ("Due at signing", "cash_due"),
    ("Min. commitment", "minimum_commitment_cost"),
    ("Premium/mo", "monthly_fee"),
)


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that reads otherwise now: `+$30.20`, or `– → $4.00` where one side is not known.

    `is_good` tells a gain from a loss to the customer, None where that can't be said.
    """

    label: str
    change: str
    is_good: bool | None = None


@dataclass(frozen=True, slots=True)
class ReviewNews:
    """What changed since the review at `at` (epoch seconds), to the cent.

    `is_kept` is False when what the plan read then is not kept any more; `differs` says that something of it was read
    otherwise since, be it only a line or a status.
    """

    at: float
    moved: tuple[Moved, ...] = ()
    is_kept: bool = True
    differs: bool = False


def review_news(review: Review, moments: Sequence[PlanMoment], now: PlanBrief) -> ReviewNews | None:
    """What became of the reviewed plan; None when nobody has decided about it.

    `moments` are when it said something new, newest first.
    """
    if review.mark is ReviewMark.TO_DO:
        return None
    later = [moment for moment in moments if moment.read_at > review.at]
    then = next((each for each in moments if each.read_at <= review.at and each.brief.id == review.plan_id), None)
    if then is None:
        return ReviewNews(review.at, is_kept=False)
    moved = tuple(_moved(then.brief, now))
    return ReviewNews(review.at, moved, differs=bool(moved or later))


def _moved(before: PlanBrief, after: PlanBrief) -> Iterator[Moved]:
    for label, name in _SUMS:
        old, new = getattr(before, name), getattr(after, name)
        if dollars(old) != dollars(new):
            yield Moved(label, _change(old, new), _is_good(name, old, new))
    terms = [words_of_hours(each.lock_in_hours) for each in (before, after)]
    if terms[0] != terms[1]:
        yield Moved("Lock-in", " → ".join(terms))


def _change(old: Money, new: Money) -> str:
    if old is None or new is None or not (old.is_finite() and new.is_finite()):
        return f"{dollars(old)} → {dollars(new)}"
    gained = rounded(new) - rounded(old)
    return (MINUS if gained < 0 else "+") + dollars(abs(gained))


def _is_good(name: str, old: Money, new: Money) -> bool | None:
    """More savings are good, more to pay is not."""
    if old is None or new is None or not (old.is_finite() and new.is_finite()):
        return None
    return (new > old) == (name == "monthly_savings")
