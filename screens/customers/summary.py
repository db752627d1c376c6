"""The summary over the customer list, and what stands where there are no customers (visual.md, "Words")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.lists.words import ROOMY, Ends
from tui.domain.formats import whole_dollars
from widgets.text_line import Part

if TYPE_CHECKING:
    from screens.lists.words import FilterFacts
    from tui.domain.customers.facts import Totals
    from tui.domain.snapshot import Snapshot
    from widgets.segments import CellLike

PLACEHOLDER = "name, needs:attention, savings>1000 …"
_BROAD = 150


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
        _number(totals.customers, "customer" if totals.customers == 1 else "customers", 5),
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
        # That `r` tries again is said below.
        remedy = "" if fault.remedy.startswith("r ") else fault.remedy
        return (
            (("✕ ", "bold miss"), (fault.what, "ink")),
            *(((text, "muted"),) for text in (_quoted(fault.words), remedy) if text),
            (("r", "key"), (" tries now. Nothing is known from before.", "muted")),
        )
    return ((("Asking for the customers …", "muted"),),)


def _quoted(words: str) -> str:
    return f'"{words}"' if words else ""
