"""What changed, in the words of a list: a glyph, about what, from what to what (design/activity-120x40.png)."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from screens.customers.hand import cloud_name
from screens.customers.rows import status_glyph
from tui.domain.customers.feature_texts import ORG
from tui.domain.customers.look import provider_key
from tui.domain.formats import NOTHING, whole_dollars
from tui.domain.purchase.attempt import AttemptState
from tui.domain.records import AVAILABLE, MISSING, WARNING
from tui.text import clean

if TYPE_CHECKING:
    from tui.domain.activity.feed import Entry
    from tui.domain.changes import Change
    from widgets.segments import Cell, Piece

NO_PLAN = "no plan"
_ARROW: Piece = (" → ", "faint")
_PURCHASES: dict[str, Piece] = {
    AttemptState.BOUGHT: ("●", "ok-quiet"),
    AttemptState.ACCEPTED: ("●", "ok-quiet"),
    AttemptState.REFUSED: ("✕", "bold miss"),
    AttemptState.UNKNOWN: ("○", "bold warn"),
}


def glyph(change: Change) -> Piece:
    """The glyph of a line: what a feature became, `$` for a plan, `+` and `–` for a customer that came or went."""
    match change.kind:
        case "feature":
            return status_glyph(change.after)
        case "added":
            return "+", "muted"
        case "gone":
            return "–", "warn"
        case "plan":
            return "$", "muted"
        case "purchase":
            return _PURCHASES.get(change.after, ("–", "muted"))
        case "api":
            return ("✕", "bold miss") if change.key == "away" else ("◐", "warn")
        case _:
            return "·", "muted"


def list_key(change: Change) -> str:
    """What the list of a changed feature is filed under (`look.lists_of`)."""
    return ORG if change.key == ORG else provider_key(change.key)


def cloud_of(change: Change) -> str:
    """`AWS`; empty for the customer's own list and for what has no cloud."""
    if not change.key or change.key == ORG:
        return ""
    return clean(cloud_name(list_key(change)), 20)


def what(entry: Entry, listed: int = 0) -> str:
    """About what: `AWS cur, 4 times`, `Azure, all 8`; `listed` is how many features the list of the first one has."""
    change, cloud = entry.latest, cloud_of(entry.latest)
    subject = clean(change.subject, 60)
    if entry.together > 1:
        many = f"all {entry.together}" if entry.together == listed else f"{entry.together} features"
        return f"{cloud or 'own list'}, {many}"
    match change.kind:
        case "feature":
            words = f"{cloud} {subject}".strip()
        case "added":
            words = "customer added"
        case "gone":
            words = "no longer listed"
        case "plan":
            words = f"{cloud} plan {plan_verb(change)}".strip()
        case "purchase":
            words = f"{subject}, {cloud}" if cloud else subject
        case _:
            words = subject
    return f"{words}, {entry.times} times" if entry.times > 1 else words


def plan_verb(change: Change) -> str:
    """`appeared`, `is gone` or `changed`."""
    if change.before == NO_PLAN:
        return "appeared"
    return "is gone" if change.after == NO_PLAN else "changed"


def became(entry: Entry, *, quiet: bool = False) -> Cell:
    """From what to what; on a quiet line nothing stands out."""
    change = entry.latest
    match change.kind:
        case "feature" if entry.together > 1:
            return (("now ", "muted"), (clean(change.after, 30), _status_token(change.after, quiet=quiet)))
        case "feature" | "purchase":
            after = clean(change.after, 30)
            token = (
                _status_token(change.after, quiet=quiet) if change.kind == "feature" else "muted" if quiet else "ink"
            )
            before: Cell = ((clean(change.before, 30), "muted"), _ARROW) if change.before else ()
            return (*before, (after, token))
        case "plan":
            return _plan_became(change, "muted" if quiet else "ink")
        case "api":
            return ((clean(change.after, 200), "muted"),)
        case _:
            return ()


def _status_token(status: str, *, quiet: bool) -> str:
    if quiet:
        return "muted"
    return {MISSING: "bold miss", WARNING: "warn", AVAILABLE: "ink"}.get(status, "muted")


def _plan_became(change: Change, token: str) -> Cell:
    was, old = _plan_parts(change.before)
    now, new = _plan_parts(change.after)
    if change.after == NO_PLAN:
        return ((f"was {old}" if old != NOTHING else f"was {was}", "muted"),)
    if change.before == NO_PLAN:
        return ((f"{new}/mo" if new != NOTHING else now, token),)
    if was != now:
        return ((was, "muted"), _ARROW, (now, token))
    return ((old, "muted"), _ARROW, (f"{new}/mo", token))


def _plan_parts(words: str) -> tuple[str, str]:
    """`ready, $4,480.90/mo` -> (`ready`, `$4,481`): where the plan stood, and its savings per month."""
    standing, _, amount = clean(words, 80).partition(", ")
    digits = amount.removesuffix("/mo").replace("$", "").replace(",", "").replace("−", "-")
    try:
        return standing, whole_dollars(Decimal(digits))
    except InvalidOperation:
        return standing, NOTHING
