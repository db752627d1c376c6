"""The tabs of the customer screen: their titles, and the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.customer.plans import cloud_name, plans_title
from screens.customer.verify import mark_of, moment_ago
from tui.domain.customers.features import moment
from tui.domain.formats import since
from tui.domain.onboarding.steps import azure_steps, step_in_hand
from tui.domain.records import AVAILABLE, MISSING, WARNING, severity
from widgets.tab_line import Tab
from widgets.table_columns import Column
from widgets.table_lines import Row, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.customer.facts import CustomerFacts
    from tui.domain.changes import Change
    from tui.domain.onboarding.steps import Step
    from tui.domain.records import Feature
    from widgets.segments import Cell

AWS_TAB, AZURE_TAB, PLANS_TAB, LINKS_TAB, HISTORY_TAB = TAB_KEYS = ("aws", "azure", "plans", "marketplace", "history")
HISTORY_COLUMNS = (
    Column("when", "When (UTC)", 16),
    Column("glyph", "", 1, gap=1),
    Column("what", "What", 28, lead=True),
    Column("change", "Change", 30, grow=1, drop=1),
)
# A snapshot holds so many changes of all customers together.
_MOST_CHANGES = 500


def tabs(facts: CustomerFacts) -> tuple[Tab, ...]:
    """The tabs with what is known in each, in a word."""
    changes = len(facts.changes)
    return (
        Tab(AWS_TAB, "AWS", _onboarded(facts.features, facts.steps)),
        Tab(AZURE_TAB, "Azure", _onboarded(facts.azure_features, azure_steps(facts.azure, facts.customer))),
        Tab(PLANS_TAB, "Plans", ((plans_title(facts), "muted"),)),
        Tab(LINKS_TAB, "Marketplace", (("–" if facts.links is None else f"{facts.links.there}/3", "muted"),)),
        Tab(HISTORY_TAB, "History", ((f"{changes}" if changes else "–", "muted"),)),
    )


def _onboarded(features: Sequence[Feature], steps: tuple[Step, ...]) -> Cell:
    """What is known of a cloud's features, else the step in hand once one was done from here."""
    if not features and any(step.at is not None for step in steps):
        return ((f"step {step_in_hand(steps)}", "info"),)
    return _cloud(features)


def _cloud(features: Sequence[Feature]) -> Cell:
    """The worst glyph and how many of the features are available; `–` when none is listed."""
    if not features:
        return (("–", "muted"),)
    worst = min((feature.status for feature in features), key=severity)
    glyph, token = mark_of(worst)
    available = sum(feature.status == AVAILABLE for feature in features)
    loud = token if worst in (MISSING, WARNING) else "muted"
    return ((f"{glyph} ", token), (f"{available}/{len(features)}", loud))


def history_row(change: Change, place: int, now: float) -> Row:
    """One change; `place` tells equal ones apart."""
    when = (("  ", ""), (since(change.at, now), "faint"))
    moment_words: Cell = ((f"{moment(change.at, now):<7}", "ink"), *when)
    if change.kind != "feature":
        what, words = _other(change)
        return Row(f"{place}", (moment_words, (("·", "muted"),), what, words))
    glyph = mark_of(change.after)
    token = glyph[1] if change.after in (MISSING, WARNING) else "ok" if change.after == AVAILABLE else "muted"
    cloud = cloud_name(change.key) if change.key else ""
    return Row(
        f"{place}",
        (
            moment_words,
            (glyph,),
            ((change.subject, "ink"), (f"  {cloud}" if cloud else "", "faint")),
            ((change.before, "muted"), (" → ", "muted"), (change.after, token)),
        ),
    )


def _other(change: Change) -> tuple[Cell, Cell]:
    """What a change that is not about a feature says, in two columns."""
    match change.kind:
        case "added":
            return ((("customer", "ink"),), (("appeared in the list", "muted"),))
        case "gone":
            return ((("customer", "ink"),), (("no longer in the list", "muted"),))
        case _:
            words = " → ".join(part for part in (change.before, change.after) if part)
            return ((change.subject or change.kind, "ink"),), ((words, "muted"),)


def history_lines(facts: CustomerFacts) -> list[Row | Span]:
    """The changes, newest first, and under them how far back they go where that is not to the beginning."""
    count = len(facts.changes)
    # Numbered from the oldest, so that the cursor stays on its change when a newer one comes.
    lines: list[Row | Span] = [
        history_row(change, count - place, facts.now) for place, change in enumerate(facts.changes)
    ]
    if facts.changes_seen >= _MOST_CHANGES:
        words = f"Older changes are not in view: only the last {facts.changes_seen:,} of all customers are."
        lines += [Span("gap"), Span("older", ((words, "faint"),))]
    return lines


def nothing_happened(facts: CustomerFacts) -> Cell:
    """What the history says while it is empty."""
    seen = facts.customer.first_seen
    words = "Nothing was seen to change" + (f" since {moment_ago(seen, facts.now)}." if seen is not None else " yet.")
    return ((words, "muted"),)
