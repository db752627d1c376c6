"""The panel beside the journal, the lines under it, an entry as text, and the summary over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.lists.sums import minimum_pair, sum_pair
from screens.lists.words import ROOMY, Ends
from screens.purchases.rows import outcome
from tui.domain.formats import NOTHING, clock_seconds, date, dollars, iso, short_id
from tui.domain.plan.terms import words_of_hours
from tui.domain.purchase.attempt import AttemptState
from tui.domain.purchase.figure_words import figure_name, figure_value, weightiest_first
from tui.domain.records import CLOUD_NAMES
from tui.text import clean, width
from widgets.prose import BLANK, Pair, Para
from widgets.text_line import Part, fit_parts, part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.domain.purchase.attempt import Attempt
    from tui.domain.snapshot import Snapshot
    from widgets.segments import Cell, CellLike

Lines = list[Para | Pair]

_TIME = 10
_COUNTED = (
    (AttemptState.BOUGHT, "bought"),
    (AttemptState.ACCEPTED, "accepted"),
    (AttemptState.REFUSED, "refused"),
    (AttemptState.NOT_SENT, "not sent"),
    (AttemptState.NOT_BOUGHT, "not bought"),
)


def summary(attempts: Sequence[Attempt], now: float, cells: int) -> Ends:
    """Line 3: how the purchases of this computer stand."""
    if not attempts:
        return Ends()
    states = [attempt.state for attempt in attempts]
    unknown = states.count(AttemptState.UNKNOWN)
    under_way = sum(state.is_open for state in states) - unknown
    parts: list[Part] = []
    if unknown:
        parts.append(Part((("○ ", "bold warn"), (f"{unknown:,} unknown", "bold warn"))))
    if under_way:
        parts.append(Part((("▸ ", "info"), (f"{under_way:,} under way", "info"))))
    for drop, (state, word) in enumerate(_COUNTED):
        number = states.count(state)
        if number:
            parts.append(Part(((f"{number:,}", "ink"), (f" {word}", "muted")), drop=len(_COUNTED) - drop))
    first = min(attempt.intended_at for attempt in attempts)
    where = f"this computer, since {date(first, now)}" if cells >= ROOMY else "on this computer"
    return Ends(tuple(parts), (Part(((where, "faint"),), drop=1),))


def panel(attempt: Attempt, host: str, cells: int) -> Lines:
    """Everything beside the list, in lines of so many cells; `host` is the one this program calls."""
    lines: Lines = [
        Pair(((f"Entry {attempt.number}", "strong"),), outcome(attempt.state)),
        BLANK,
        *_events(attempt),
        BLANK,
        Para((("As reviewed", "strong"),)),
        *_figures(attempt, cells),
        BLANK,
        Para((("Who and where", "strong"),)),
        *_who(attempt, host, cells),
    ]
    words = what_ends_it(attempt)
    if words:
        lines += [BLANK, Para((("What ends it", "strong"),)), Para(((words, "muted"),))]
    if attempt.words:
        lines += [
            BLANK,
            Para((("The server's words", "strong"),)),
            Para(((f"“{clean(attempt.words, 500)}”", "muted"),)),
        ]
    if attempt.settled_by:
        told = f"{clean(attempt.settled_by, 120)}: “{clean(attempt.note, 500)}”"
        lines += [BLANK, Para((("A person's word", "strong"),)), Para(((told, "ink"),))]
    return lines


def _events(attempt: Attempt) -> Iterator[Para]:
    """The history line by line; a day of its own begins with its date. Times are in UTC."""
    day = ""
    for event in attempt.events:
        if date(event.at) != day:
            day = date(event.at)
            yield Para(((f"{day}, UTC", "faint"),))
        yield Para(((clock_seconds(event.at).ljust(_TIME), "muted"), (clean(event.text, 200), "ink")), hang=2)


def _figures(attempt: Attempt, cells: int) -> Iterator[Pair]:
    reviewed = attempt.reviewed
    yield sum_pair("Savings/mo", reviewed.monthly_savings)
    yield sum_pair("At signing", reviewed.cash_due)
    yield sum_pair("Premium/mo", reviewed.monthly_fee)
    lock_in = words_of_hours(reviewed.lock_in_hours)
    yield Pair((("Lock-in", "muted"),), ((lock_in, "faint" if lock_in == NOTHING else "ink"),))
    yield minimum_pair(reviewed.minimum_commitment_cost, cells)


def _who(attempt: Attempt, host: str, cells: int) -> Iterator[Para]:
    email = clean(attempt.email, 200)
    name, at, domain = email.rpartition("@")
    yield from (
        [Para(((email, "muted"),))]
        if width(email) <= cells
        else [Para(((f"{name}{at}", "muted"),)), Para(((domain, "muted"),), indent=2)]
    )
    yield Para(((f"{clean(attempt.host, 120)}, {clean(attempt.profile, 60)}", "muted"),), hang=2)
    if attempt.host != host:
        yield Para((("◐ ", "warn"), ("another API than this program calls", "warn")), hang=2)
    yield Para(((f"plan {short_id(clean(attempt.plan_id, 80)) or NOTHING}", "muted"),), hang=2)
    for difference in weightiest_first(attempt.differences):
        before, after = (figure_value(difference.figure, value) for value in (difference.before, difference.after))
        words = f"{figure_name(difference.figure)}: {before} → {after}"
        yield Para(((words, "muted"),), hang=2)


def what_ends_it(attempt: Attempt) -> str:
    """What would end an entry that is not known to have ended; empty for one that is."""
    match attempt.state:
        case AttemptState.UNKNOWN:
            return (
                "The plan turns scheduled, in progress or completed, or shows a flagged action for it: bought. If "
                "after 24 h neither is so, ask Archera; then record the answer with e."
            )
        case AttemptState.SENT:
            return "The server's answer; without one in time it becomes unknown, and is looked for."
        case AttemptState.INTENDED:
            return "The request leaves when the figures read again are the same; else nothing is sent."
        case AttemptState.ACCEPTED:
            return "It is called bought as soon as the plan's status shows it. That is looked at by itself for a week."
        case _:
            return ""


def below(attempt: Attempt, host: str, cells: int) -> tuple[Cell, ...]:
    """Two lines under the list: when and by whom it was written down; where, and for which plan."""
    written = f"written {clock_seconds(attempt.intended_at)} UTC"
    first = (
        Part(((f"Entry {attempt.number}", "strong"),)),
        Part(((written, "muted"),), gap=2),
        Part(((" before sending", "muted"),), drop=1, gap=0),
        Part(((f", by {clean(attempt.email, 120) or 'nobody named'}", "muted"),), gap=0),
    )
    elsewhere = f"◐ {clean(attempt.host, 60)}, not the API called now" if attempt.host != host else ""
    where = f"{clean(attempt.profile, 40)}, {clean(attempt.host, 60)}" if not elsewhere else clean(attempt.profile, 40)
    said = attempt.note or attempt.words
    second = (
        Part(((elsewhere, "warn"),)),
        Part(((f"{where}, plan {short_id(clean(attempt.plan_id, 80)) or NOTHING}", "muted"),), drop=2, gap=2),
        Part(((f"min. commitment {dollars(attempt.reviewed.minimum_commitment_cost)}", "muted"),), drop=1, gap=2),
    )
    if said:
        second = (second[0], Part(((f"“{clean(said, 300)}”", "muted"),)), *second[1:2])
    return tuple(fit_parts([part(each) for each in parts], (), cells)[0] for parts in (first, second))


def entry_text(attempt: Attempt) -> str:
    """An entry as lines of text, names and ids in full; every line is safe."""
    reviewed = attempt.reviewed
    cloud = CLOUD_NAMES.get(attempt.provider, clean(attempt.provider, 20))
    due, least = dollars(reviewed.cash_due), dollars(reviewed.minimum_commitment_cost)
    lines = [
        f"entry {attempt.number}: {attempt.state.value}, {clean(attempt.how, 300)}",
        f"{clean(attempt.org_name, 300)} ({clean(attempt.org_id, 200)}), {cloud}",
        f"plan {clean(attempt.plan_id, 200)}, {clean(reviewed.plan_name, 200)}",
        f"{clean(attempt.host, 200)}, profile {clean(attempt.profile, 100)}, by {clean(attempt.email, 200)}",
        f"net savings {dollars(reviewed.monthly_savings)}/mo, due at signing {due}, minimum commitment {least}",
        *(f"{iso(event.at) or NOTHING}  {clean(event.text, 300)}" for event in attempt.events),
    ]
    return "\n".join(lines)


def nothing_to_show(snapshot: Snapshot) -> tuple[CellLike, ...]:
    """What stands where there are no purchases."""
    if snapshot.journal_fault is not None:
        return ((("Purchases made before can't be shown now.", "ink"),),)
    return (
        (("No purchases from this computer yet.", "ink"),),
        (
            ("A plan is bought from its own screen, with ", "muted"),
            ("b", "key"),
            (". Every attempt is kept here.", "muted"),
        ),
    )
