"""How a purchase ended, for people and as an exit code: unknown is never called failed (quality.md, "Buying")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.endings import Ending
from tui.domain.formats import dollars
from tui.domain.purchase.attempt import Attempt, AttemptState
from tui.domain.purchase.figure_words import figure_name, figure_value, weightiest_first
from tui.domain.records import CLOUD_NAMES
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS = {
    AttemptState.ACCEPTED: "Accepted by the server. It is called bought as soon as the plan's status shows it",
    AttemptState.BOUGHT: "Bought",
    AttemptState.REFUSED: "Refused by the server. Nothing was bought",
    AttemptState.NOT_SENT: "Not sent. Nothing reached the server, nothing was bought",
    AttemptState.NOT_BOUGHT: "Not bought",
}
_UNKNOWN = "Outcome unknown: it may have been bought"


def ending_of_attempt(attempt: Attempt) -> Ending:
    """The exit code an attempt stands for."""
    match attempt.state:
        case AttemptState.ACCEPTED | AttemptState.BOUGHT:
            return Ending.DONE
        case AttemptState.REFUSED | AttemptState.NOT_SENT | AttemptState.NOT_BOUGHT:
            return Ending.REFUSED
        case _:
            return Ending.UNKNOWN


def attempt_lines(attempt: Attempt) -> Iterator[str]:
    """What became of it, why that is known, what it was, and where it is written down."""
    reviewed = attempt.reviewed
    yield f"{_WORDS.get(attempt.state, _UNKNOWN)}: {clean(attempt.how, 300)}"
    if attempt.words:
        yield f'  the server said "{clean(attempt.words, 500)}"'
    for change in weightiest_first(attempt.differences):
        before, after = (figure_value(change.figure, value) for value in (change.before, change.after))
        yield f"  {figure_name(change.figure)}: {before} → {after}"
    cloud = CLOUD_NAMES.get(attempt.provider, clean(attempt.provider, 20))
    who, plan = clean(attempt.email, 200), clean(attempt.plan_id, 80)
    yield f"  {clean(attempt.org_name, 200)}, {cloud}, plan {plan}, by {who}"
    sums = (
        f"{dollars(reviewed.cash_due)} due at signing, minimum commitment {dollars(reviewed.minimum_commitment_cost)}"
    )
    yield f"  net savings {dollars(reviewed.monthly_savings)} a month, {sums}"
    yield f"  entry {attempt.number} of the journal, at {clean(attempt.host, 120)}"
    if ending_of_attempt(attempt) is Ending.UNKNOWN:
        yield f"Don't buy it again, here or elsewhere, before this is known: archera-tui journal look {attempt.number}"
        yield "The dashboard looks by itself; without evidence it stays unknown until a person settles it."
