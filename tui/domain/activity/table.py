"""The activity as a table: a row for every line of the list, its changes told in one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.activity.feed import Part
from tui.domain.export.tables import Heading, Table
from tui.domain.formats import iso
from tui.domain.records import provider_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.domain.activity.feed import Entry, Stretch
    from tui.domain.changes import Change
    from tui.domain.export.tables import Value

_HEADINGS = (
    Heading("at", "Time"),
    Heading("acknowledged", "Acknowledged"),
    Heading("new", "New since the last look"),
    Heading("customer", "Customer"),
    Heading("org_id", "Customer id"),
    Heading("kind", "Kind"),
    Heading("provider", "Cloud"),
    Heading("list", "List"),
    Heading("what", "What"),
    Heading("before", "Before"),
    Heading("after", "After"),
    Heading("is_regression", "Got worse"),
    Heading("times", "Times", is_figure=True),
    Heading("first_at", "First time"),
    Heading("history", "Every change"),
)


def activity_table(stretches: Iterable[Stretch]) -> Table:
    """The lines in their order; what several features became at once is one row, as in the list."""
    return Table(_HEADINGS, tuple(_cells(entry, stretch.part) for stretch in stretches for entry in stretch.entries))


def _cells(entry: Entry, part: Part) -> tuple[Value, ...]:
    latest, changes = entry.latest, entry.changes
    before = {change.before for change in changes if change.at == latest.at}
    cloud = provider_of(latest.key) if latest.kind in ("feature", "plan", "purchase") else None
    return (
        iso(latest.at),
        part not in (Part.NEW, Part.WAITING),
        part is Part.NEW,
        latest.name or None,
        latest.org_id or None,
        latest.kind,
        cloud,
        latest.key or None,
        ", ".join(change.subject for change in changes) if entry.together > 1 else latest.subject or None,
        (latest.before or None) if len(before) == 1 else None,
        latest.after or None,
        latest.is_regression,
        entry.times,
        iso(changes[-1].at),
        "; ".join(map(_told, changes)) if len(changes) > 1 else None,
    )


def _told(change: Change) -> str:
    words = f"{iso(change.at) or 'at an unknown time'} {change.subject}".rstrip()
    return f"{words}: {change.before} → {change.after}" if change.before else f"{words}: {change.after}"
