"""How fresh what is shown is, and what has to be said about it (design/visual.md, "Words", errors 1 to 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.lists.words import ROOMY
from tui.domain.faults import NO_ANSWER
from tui.domain.formats import age, clock
from tui.domain.snapshot import Link, Mode
from tui.text import clean, fit, width
from widgets.segments import EMPTY

if TYPE_CHECKING:
    from tui.domain.faults import Fault
    from tui.domain.snapshot import Identity, Snapshot
    from widgets.segments import Cell

# A refusal, in the server's own words where it gave any.
_REFUSED = frozenset({"forbidden", "not found", "conflict", "invalid"})
_LEAST_WORDS = 20


def is_away(snapshot: Snapshot, now: float) -> bool:
    """Whether what is shown can't be vouched for now: the API is away, or nothing has answered since the start."""
    return snapshot.stored or snapshot.connection.link_at(now) is Link.OFFLINE


def known_ago(snapshot: Snapshot, now: float) -> str:
    """`14m ago`: how old the list of customers is, empty before there was one."""
    return "" if snapshot.customers_at is None else f"{age(now - snapshot.customers_at)} ago"


def notice(snapshot: Snapshot, now: float, cells: int) -> Cell:
    """What has to be said about the freshness of the list, empty while it is live."""
    connection, api = snapshot.connection, _api(snapshot.identity)
    fault, known, link = connection.fault, known_ago(snapshot, now), connection.link_at(now)
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
    if fault.kind in NO_ANSWER and since is not None:
        # Since when matters more than the last reason.
        reason = _reason(fault.what)
        what = (
            f"No answer from {api} since {clock(since)}: {reason}."
            if roomy
            else f"No answer since {clock(since)} ({reason})."
        )
    else:
        # What follows from it speaks of what is known from before.
        what = f"{fault.what} {fault.meaning}" if roomy and known else fault.what
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
