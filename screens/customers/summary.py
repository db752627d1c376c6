"""The two lines over the customer list, and what stands where there are no customers (visual.md, "Words")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.formats import age, clock, count, whole_dollars
from tui.domain.snapshot import Link, Mode
from tui.text import clean, fit, width
from widgets.segments import EMPTY
from widgets.text_line import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.customers.facts import Totals
    from tui.domain.faults import Fault
    from tui.domain.snapshot import Identity, Snapshot
    from widgets.segments import Cell, CellLike

PLACEHOLDER = "name, needs:attention, savings>1000 …"
ROOMY = 100
"""From this width on the filter line says how to use it; below it stays blank while nothing is filtered."""
_BROAD = 150
# A connection that gave no answer at all: since when matters more than the last reason.
_SILENT = frozenset({"unreachable", "untrusted", "timed out", "interrupted"})
# A refusal, in the server's own words where it gave any.
_REFUSED = frozenset({"forbidden", "not found", "conflict", "invalid"})
_LEAST_WORDS = 20


@dataclass(frozen=True, slots=True)
class Ends:
    """A line in two ends, for a `TextLine`."""

    left: Sequence[Part | CellLike] = ()
    right: Sequence[Part | CellLike] = ()


def _number(number: int, word: str, drop: int) -> Part:
    return Part(((f"{number:,}", "strong"), (f" {word}", "muted")), drop=drop)


def _attention(totals: Totals) -> Part:
    missing = (f"✕ {totals.missing:,}", "bold miss" if totals.missing else "muted")
    warning = (f"◐ {totals.warning:,}", "bold warn" if totals.warning else "muted")
    verb = "needs" if totals.attention == 1 else "need"
    return Part((missing, ("  ", ""), warning, (f" {verb} attention", "muted")))


def _flaws(snapshot: Snapshot) -> list[Part]:
    """What is wrong with the list itself: the server named a customer twice, or sent something unreadable."""
    parts: list[Part] = []
    if snapshot.duplicates:
        parts.append(Part(((f"◐ {snapshot.duplicates:,} listed twice", "warn"),), drop=8))
    if snapshot.flawed:
        parts.append(Part(((f"◐ {snapshot.flawed:,} not readable in full", "warn"),), drop=9))
    return parts


def summary(snapshot: Snapshot, totals: Totals, cells: int) -> Ends:
    """Line 3: how many customers there are and how they do; what waits to be bought, added up here."""
    if snapshot.customers_at is None and not snapshot.customers:
        return Ends()
    attention = _attention(totals)
    counts = [
        Part(((count(totals.customers, "customer").split()[0], "strong"), (_noun(totals.customers), "muted")), drop=5),
        _number(totals.connected, "connected", 4),
        _number(totals.onboarding, "onboarding", 7),
    ]
    rest = [
        _number(number, word, drop)
        for number, word, drop in ((totals.unknown, "unknown", 2), (totals.never, "not started", 1))
        if number
    ]
    flaws = _flaws(snapshot)
    left = [*counts, attention, *rest, *flaws] if cells >= ROOMY else [attention, counts[-1], *flaws]
    return Ends(tuple(left), _waiting(totals, cells))


def _noun(customers: int) -> str:
    return " customer" if customers == 1 else " customers"


def _waiting(totals: Totals, cells: int) -> tuple[Part, ...]:
    if not totals.plans_expected:
        return ()
    broad = cells >= _BROAD
    known = f"{totals.plans_known:,} of {totals.plans_expected:,} plans known"
    short = f"{totals.plans_known:,}/{totals.plans_expected:,} plans"
    amount = "–" if totals.waiting is None else f"{whole_dollars(totals.waiting)}/mo"
    return (
        Part((("savings waiting " if broad else "waiting ", "muted"), (amount, "strong"))),
        Part((("added up here", "muted"),), drop=3, gap=2),
        Part(((known if broad else short, "muted"),), drop=6, gap=2 if cells >= ROOMY else 1),
    )


def notice(snapshot: Snapshot, now: float, cells: int) -> Cell:
    """What has to be said about the freshness of the list, empty while it is live."""
    connection, api = snapshot.connection, _api(snapshot.identity)
    fault = connection.fault
    known = "" if snapshot.customers_at is None else f"{age(now - snapshot.customers_at)} ago"
    link = connection.link_at(now)
    if link is Link.OFFLINE and fault is not None:
        return _offline(fault, connection.failing_since, api, known, cells)
    if fault is not None and fault.kind == "throttled" and link is not Link.PAUSED:
        left = 0 if connection.retry_at is None else max(0, round(connection.retry_at - now))
        goes_on = f" Goes on by itself in {left}s." if left else ""
        return (("◐ ", "warn"), (f"{fault.what}{goes_on}", "ink"))
    if snapshot.stored and known:
        return (("· ", "muted"), (f"Shown: as known {known}.", "warn"), (f" Asking {api} now …", "muted"))
    return EMPTY


def _api(identity: Identity) -> str:
    """Who is asked, in a sentence: the built-in sandbox has no host worth a name."""
    return "the sandbox" if identity.mode is Mode.SANDBOX else identity.host


def _offline(fault: Fault, since: float | None, api: str, known: str, cells: int) -> Cell:
    roomy = cells >= ROOMY
    if fault.kind in _SILENT and since is not None:
        reason = _reason(fault.what)
        what = (
            f"No answer from {api} since {clock(since)}: {reason}."
            if roomy
            else f"No answer since {clock(since)} ({reason})."
        )
    else:
        what = f"{fault.what} {fault.meaning}" if roomy else fault.what
    shown = "Everything below is as known" if roomy else "Shown: as known"
    if fault.kind in _REFUSED and fault.said:
        status = f"({fault.status})"
        room = cells - width(f"✕ “” {status}.  {shown} {known}") - 2
        what = f"“{fit(clean(fault.said), max(room, _LEAST_WORDS))}” {status}."
    pieces: Cell = (("✕ ", "bold miss"), (what.strip(), "ink"))
    return (*pieces, (f"{'  ' if roomy else ' '}{shown} {known}", "warn")) if known else pieces


def _reason(what: str) -> str:
    """`No connection (connection refused).` -> `connection refused`, and no subject after a colon."""
    inside = what.partition("(")[2].rpartition(")")[0]
    return inside or what.partition(":")[0].rstrip(".").lower()


@dataclass(frozen=True, slots=True)
class FilterFacts:
    """What the filter line tells: the words kept, how many match, the order, how many rows are selected.

    `is_usual` says that the order is the one the list starts with.
    """

    text: str
    shown: int
    count: int
    sorted_by: str = ""
    is_usual: bool = True
    selected: int = 0


def matching(facts: FilterFacts) -> str:
    """`9 of 142`."""
    return f"{facts.shown:,} of {facts.count:,}"


def filter_words(facts: FilterFacts, freshness: Cell, known: str, cells: int) -> Ends:
    """Line 4: a notice about freshness, else the filter, how many match, and the order when it isn't the usual one.

    Where somebody filters while the API is away, the filter stays and the age (`known`) stands at the right.
    """
    if freshness and not facts.text:
        return Ends((freshness,))
    roomy = cells >= ROOMY
    if not facts.count:
        return Ends()
    words: Cell = ((facts.text, "ink"),) if facts.text else ((PLACEHOLDER, "faint"),)
    left: tuple[Part, ...] = ()
    if facts.text or roomy:
        left = (Part((("/ ", "key"), *words)),)
    chosen: Cell = ((f"{facts.selected:,} selected", "key"), (", V verifies them", "muted"))
    right = [Part(chosen, drop=4 if facts.text else 0)] if facts.selected else []
    if facts.text or roomy:
        right.append(Part(((matching(facts), "muted"),)))
    if freshness and known:
        right.append(Part(((f"as known {known}", "warn"),), drop=3, gap=2))
    if facts.sorted_by and (roomy or not facts.is_usual):
        right.append(Part((("sorted by ", "faint"), (facts.sorted_by, "muted")), drop=1))
    return Ends(left, tuple(right))


def nothing_to_show(snapshot: Snapshot, facts: FilterFacts) -> tuple[CellLike, ...]:
    """What stands where there are no lines: what is absent, why, and the key."""
    fault = snapshot.connection.fault
    if facts.count:
        return (((f"{facts.count:,} hidden by the filter, esc clears it", "faint"),),)
    if snapshot.customers_at is not None:
        return (
            (("No customers are listed for this partner.", "ink"),),
            (("Either none is registered yet, or the partner id is not the right one:", "muted"),),
            ((f"{snapshot.identity.partner_org_id}", "muted"),),
            (("r", "key"), (" looks again", "muted")),
        )
    if fault is not None:
        return (
            (("✕ ", "bold miss"), (fault.what, "ink")),
            *(((text, "muted"),) for text in (_quoted(fault.words), fault.remedy) if text),
            (("r", "key"), (" tries now. Nothing is known from before.", "muted")),
        )
    return ((("Asking for the customers …", "muted"),),)


def _quoted(words: str) -> str:
    return f'"{words}"' if words else ""
