"""A view of the purchase dialog that is not the review, and the lines that several of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screens.purchase.words import labelled, plan_title
from tui.domain.formats import dollars
from tui.domain.plan.figures import cash_due
from tui.domain.purchase.figure_words import figure_name, figure_value, weightiest_first
from tui.text import clean
from widgets.prose import Para

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.purchase.course import Course
    from tui.domain.plan.brief import Money
    from tui.domain.purchase.attempt import Attempt, Difference
    from widgets.dialog import Kind
    from widgets.segments import Cell

_DIFFERENCES_SHOWN = 200


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


def difference_lines(changes: Sequence[Difference]) -> tuple[Para, ...]:
    """Every difference, before and after, those a person decides by first."""
    lines = [
        Para(
            (
                (f"{figure_name(change.figure)}  ", "muted"),
                (figure_value(change.figure, change.before), "ink"),
                (" → ", "faint"),
                (figure_value(change.figure, change.after), "strong"),
            ),
            hang=2,
        )
        for change in weightiest_first(changes)[:_DIFFERENCES_SHOWN]
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
    written = "not yet" if attempt is None else f"Purchases, entry {attempt.number}"
    if attempt is not None and attempt.sent_at is not None:
        written += ", before anything was sent"
    return (
        labelled("Customer", (clean(customer, 300), "ink")),
        labelled("Plan", (plan_title(plan, course.provider), "ink")),
        labelled("Commits", (_commits(plan.minimum_commitment_cost, cash_due(plan).amount), "ink")),
        labelled("Written", (written, "ink")),
    )
