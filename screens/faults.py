"""A fault in lines: what happened, the server's words in quotes, what follows, what to do (visual.md, "Words")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.faults import Sent, field_name
from widgets.prose import Para

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from tui.domain.faults import Fault
    from widgets.segments import Cell

_THROTTLED = 429
_MOST_MESSAGES = 12


def mark_of(fault: Fault) -> tuple[str, str]:
    """Glyph and style: an outcome nobody knows is ○ and amber, never a failure; being slowed down is a warning."""
    if fault.sent is Sent.MAYBE:
        return "○", "warn"
    return ("◐", "warn") if fault.status == _THROTTLED else ("✕", "miss")


def messages_of(fault: Fault | None, name: str) -> tuple[str, ...]:
    """What the server says about one request field."""
    if fault is None:
        return ()
    return tuple(m for path, messages in fault.fields if field_name(path) == name for m in messages)


def message_line(message: str, indent: int) -> Para:
    """One message about a field, under the field."""
    return Para((("✕ ", "miss"), (message, "miss")), indent=indent, hang=2)


def fault_lines(fault: Fault, again: str, shown_elsewhere: Collection[str] = ()) -> Iterator[Para]:
    """The lines of a fault.

    `again` says which key tries again, in place of a remedy that speaks of `r`. Messages about the request fields
    in `shown_elsewhere` stand beside those fields.
    """
    mark, token = mark_of(fault)
    first: Cell = ((f"{mark} ", token), (fault.what, "strong"))
    if fault.words:
        first = (*first, (" ", ""), (f"“{fault.words}”", "italic ink"))
    yield Para(first, hang=2)
    told = [(path, m) for path, messages in fault.fields for m in messages if field_name(path) not in shown_elsewhere]
    for path, message in told[:_MOST_MESSAGES]:
        where = f"{name}: " if (name := field_name(path)) else ""
        yield Para((("✕ ", "miss"), (where, "muted"), (message, "ink")), indent=2, hang=2)
    if len(told) > _MOST_MESSAGES:
        yield Para(((f"and {len(told) - _MOST_MESSAGES} more", "muted"),), indent=2)
    if fault.meaning:
        yield Para(((fault.meaning, "muted"),), indent=2)
    remedy = again if again and (not fault.remedy or fault.remedy.startswith("r ")) else fault.remedy
    if remedy:
        yield Para((("→ ", "key"), (remedy, "ink")), indent=2, hang=2)
