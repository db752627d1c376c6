"""A view of the purchase dialog that is not the review, and the lines that several of them share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from screens.purchase_words import labelled, plan_title
from tui.domain.formats import NOTHING, dollars
from tui.domain.plan import cash_due
from tui.text import clean
from widgets.prose import Para

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.purchase_course import Course
    from tui.domain.attempt import Attempt, Difference
    from tui.domain.plan_brief import Money
    from widgets.dialog import Kind
    from widgets.segments import Cell

_FIGURES = {
    "id": "Plan id",
    "monthly_savings": "Net savings/mo",
    "monthly_fee": "Premium/mo",
    "total_savings": "Over the term",
    "minimum_commitment_cost": "Min. commitment",
    "monthly_before_cost": "Cost/mo before",
    "monthly_after_cost": "Cost/mo after",
    "upfront_cost": "Upfront",
    "status": "Status",
    "is_locked": "Locked",
    "is_calculating": "Calculating",
}
_DIFFERENCES_SHOWN = 200
_CENTS = re.compile(r"-?[0-9]{1,30}\.[0-9]{2}")
_NO_MONEY = ("coverage", "hours")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One view of the dialog: its title strip and kind, its lines, and which buttons belong to it.

    `look_again`: back to the plan, to review it anew. `look_now`: read the plan now for evidence.
    """

    title: Cell
    kind: Kind
    lines: tuple[Para, ...]
    look_again: bool = False
    look_now: bool = False


def figure_name(name: str) -> str:
    """How a person calls a compared figure: `Net savings/mo`, `line Amazon EC2: monthly savings`."""
    return _FIGURES.get(name) or clean(name, 160).replace("_", " ")


def _value(figure: str, text: str) -> str:
    """A compared value: sums of money with their sign, everything else as it is."""
    field = figure.rpartition(": ")[2]
    if _CENTS.fullmatch(text) and not any(word in field for word in _NO_MONEY):
        return dollars(Decimal(text))
    return clean(text, 80) or NOTHING


def difference_lines(changes: Sequence[Difference]) -> tuple[Para, ...]:
    """Every difference, before and after."""
    lines = [
        Para(
            (
                (f"{figure_name(change.figure)}  ", "muted"),
                (_value(change.figure, change.before), "ink"),
                (" → ", "faint"),
                (_value(change.figure, change.after), "strong"),
            ),
            hang=2,
        )
        for change in changes[:_DIFFERENCES_SHOWN]
    ]
    if len(changes) > _DIFFERENCES_SHOWN:
        lines.append(Para(((f"and {len(changes) - _DIFFERENCES_SHOWN:,} more", "muted"),)))
    return tuple(lines)


def _commits(least: Money, due: Money) -> str:
    at_least = f"{dollars(least)} at least" if least is not None else "an unknown sum"
    return f"{at_least}, {dollars(due)} at signing" if due is not None else f"{at_least}; at signing not known"


def facts(course: Course, customer: str, attempt: Attempt | None) -> tuple[Para, ...]:
    """For whom, what, at what price, and where that is written down."""
    plan = course.shown
    written = "not yet" if attempt is None else f"Purchases, entry {attempt.number}, before anything was sent"
    return (
        labelled("Customer", (clean(customer, 300), "ink")),
        labelled("Plan", (plan_title(plan, course.provider), "ink")),
        labelled("Commits", (_commits(plan.minimum_commitment_cost, cash_due(plan).amount), "ink")),
        labelled("Written", (written, "ink")),
    )
