"""The activity as lines of a table: sections, and a row for every entry (design/visual.md, "Tables")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.activity.words import became, glyph, list_key, what
from tui.domain.activity.feed import Part, day_name
from tui.domain.customers.look import lists_of
from tui.domain.formats import age, clock, date
from tui.domain.names import safe_name, split_name
from widgets.table_columns import Column
from widgets.table_lines import Row, Section, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tui.domain.activity.feed import Entry, Stretch
    from tui.domain.snapshot import Snapshot
    from widgets.segments import Cell
    from widgets.table_lines import Line

_DAY = 86_400.0
_ROOMY = 84
_BROAD = 110
_AWAITS = (Part.NEW, Part.WAITING)


def columns(cells: int) -> tuple[Column, ...]:
    """The columns for a table of this width."""
    name, about = (32, 26) if cells >= _BROAD else (24, 26) if cells >= _ROOMY else (22, 23)
    return (
        Column("glyph", "", 1, gap=1),
        Column("time", "Time", 5, align="right", gap=2),
        Column("name", "Customer", name, lead=True, gap=1),
        Column("what", "What", about, gap=1),
        Column("change", "Change", 21, drop=1, grow=1),
    )


def lines(
    stretches: Iterable[Stretch], snapshot: Snapshot, since: float | None, now: float, *, airy: bool
) -> Iterator[Line]:
    """Every line; `airy` sets blank lines between the sections."""
    for place, stretch in enumerate(stretches):
        if airy and place:
            yield Span(f"\x00gap {place}")
        yield Section(f"\x00section {place}", title(stretch, since, now))
        for entry in stretch.entries:
            yield row(entry, stretch.part, snapshot, now)


def title(stretch: Stretch, since: float | None, now: float) -> Cell:
    """What a section holds; the times of the whole list are in UTC, which is said here."""
    match stretch.part:
        case Part.NEW if since is None:
            return (("new, nobody has looked here before", "key"),)
        case Part.NEW:
            return ((f"new since you last looked, {moment(since, now)} UTC", "key"),)
        case Part.WAITING:
            return (("not acknowledged yet", "key"),)
        case Part.SEEN:
            return (("seen", "muted"),)
        case _:
            return ((day_name(stretch.day), "muted"),)


def moment(at: float | None, now: float) -> str:
    """`22:10` within a day, else `21 Nov 22:10`."""
    if at is None or 0 <= now - at < _DAY:
        return clock(at)
    return f"{date(at, now)} {clock(at)}"


def row(entry: Entry, part: Part, snapshot: Snapshot, now: float) -> Row:
    """The line of an entry; what somebody has seen to is quiet."""
    quiet = part not in _AWAITS
    change = entry.latest
    name, suffix = split_name(safe_name(change.name))
    shown: Cell = ((name, ""), (f" {suffix}", "faint")) if suffix else ((name, ""),)
    return Row(
        entry.key,
        (
            (glyph(change),),
            ((_time(change.at, part, now), ""),),
            shown,
            ((what(entry, _listed(entry, snapshot)), ""),),
            became(entry, quiet=quiet),
        ),
        "muted" if quiet else "",
    )


def _time(at: float, part: Part, now: float) -> str:
    """The clock; where no section names the day, an age from a day on."""
    return clock(at) if part is Part.DAY or 0 <= now - at < _DAY else age(now - at)


def _listed(entry: Entry, snapshot: Snapshot) -> int:
    """How many features the list has in which several changed at once."""
    if entry.together == 1:
        return 0
    change = entry.latest
    customer = snapshot.customer(change.org_id)
    return len(lists_of(customer).get(list_key(change), ())) if customer is not None else 0
