"""The line over the activity, and what stands where there is none (design/visual.md, "Words")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.activity.rows import moment
from screens.lists.words import Ends
from tui.domain.activity.feed import Part, Stretch, gravity
from tui.domain.formats import age, count
from tui.domain.records import MISSING, WARNING
from widgets.text_line import Part as LinePart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.snapshot import Snapshot
    from widgets.segments import Cell, CellLike

PLACEHOLDER = "name, feature:cur, status:missing, age<1d …"


def summary(stretches: Sequence[Stretch], since: float | None, now: float, alerts: Cell = ()) -> Ends:
    """Line 3: how much bad news is new, since when; what else waits, and what is told beyond the screen (`alerts`).

    A filter of the list hides nothing here.
    """
    new = next((stretch.entries for stretch in stretches if stretch.part is Part.NEW), ())
    waiting = next((stretch.entries for stretch in stretches if stretch.part is Part.WAITING), ())
    rest = [LinePart(((f"{len(waiting):,} not acknowledged", "muted"),), drop=2)] if waiting else []
    if alerts:
        rest.append(LinePart(alerts, drop=1))
    if not new:
        return Ends((((_quiet(stretches, since, now), "muted"),),) if since is not None else (), tuple(rest))
    grave = [gravity(entry.latest) for entry in new]
    missing, warning = grave.count(MISSING), grave.count(WARNING)
    ago = f"since you last looked, {age(now - since)} ago" if since is not None else "nobody has looked here before"
    counts = (
        LinePart((("✕ ", "bold miss" if missing else "muted"), (f"{missing:,}", "bold miss" if missing else "muted"))),
        LinePart(
            (("◐ ", "warn" if warning else "muted"), (f"{warning:,}", "bold warn" if warning else "muted")), gap=2
        ),
        LinePart(((f"of {len(new):,} new, {ago}", "muted"),), gap=2),
    )
    return Ends(counts, tuple(rest))


def _quiet(stretches: Sequence[Stretch], since: float, now: float) -> str:
    """Nothing is new: nothing happened, or somebody has seen to all that did."""
    seen = sum(entry.latest.at > since for stretch in stretches for entry in stretch.entries)
    if not seen:
        return f"Nothing changed since {moment(since, now)}"
    return f"Acknowledged: {count(seen, 'line')} since {moment(since, now)}"


def nothing_to_show(snapshot: Snapshot, hidden: int) -> tuple[CellLike, ...]:
    """What stands where there are no lines."""
    if hidden:
        return (((f"{hidden:,} hidden by the filter, esc clears it", "faint"),),)
    if snapshot.customers_at is None:
        return ((("Asking for the customers …", "muted"),),)
    return (
        (("Nothing has changed since this program first looked.", "ink"),),
        (("Features, customers, plans, purchases and the API itself are watched.", "muted"),),
    )
