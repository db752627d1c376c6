"""Everything known about one line of the activity, gathered once for the panel and the lines under the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screens.activity.words import list_key
from screens.customers.hand import progress_of
from tui.domain.customers.features import Explanation, explain
from tui.domain.customers.look import lists_of
from tui.domain.names import safe_name
from tui.domain.records import MISSING, Feature

if TYPE_CHECKING:
    from tui.domain.activity.feed import Entry
    from tui.domain.changes import Change
    from tui.domain.records import Customer
    from tui.domain.snapshot import Snapshot

_HOUR = 3_600.0


@dataclass(frozen=True, slots=True)
class ActivityInHand:
    """One line with all there is to say about it; `now` in epoch seconds.

    `customer` is None when it is not listed (any more). `feature` is the changed feature as it is now, `words` what
    that means; both None for what is no single feature.
    """

    entry: Entry
    snapshot: Snapshot
    now: float
    customer: Customer | None = None
    feature: Feature | None = None
    words: Explanation | None = None

    @property
    def change(self) -> Change:
        """The newest change of the line."""
        return self.entry.latest

    @property
    def name(self) -> str:
        """The customer's name, or the API host."""
        return safe_name(self.change.name)

    @property
    def is_over(self) -> bool:
        """Whether the feature is something else by now."""
        return self.feature is not None and self.feature.status != self.change.after

    def history(self) -> tuple[Change, ...]:
        """The changes known about the same thing, newest first."""
        change = self.change
        about = (change.kind, change.org_id, change.key, change.subject)
        if change.kind == "api":
            return tuple(c for c in self.snapshot.changes if c.kind == "api" and c.name == change.name)
        return tuple(c for c in self.snapshot.changes if (c.kind, c.org_id, c.key, c.subject) == about)

    def also_touched(self) -> tuple[Change, ...]:
        """Other features of the customer that changed within the hour, newest first."""
        change = self.change
        return tuple(
            c
            for c in self.snapshot.changes
            if c.kind == "feature"
            and c.org_id == change.org_id
            and (c.key, c.subject) != (change.key, change.subject)
            and abs(c.at - change.at) < _HOUR
        )

    def same_hour(self) -> tuple[Change, ...]:
        """Features that other customers lost within the hour: one per customer, newest first."""
        change = self.change
        lost: dict[str, Change] = {}
        for c in self.snapshot.changes:
            near = c.org_id != change.org_id and abs(c.at - change.at) < _HOUR
            if c.kind == "feature" and near and c.is_regression and c.after == MISSING:
                lost.setdefault(c.org_id, c)
        return tuple(lost.values())


def activity_in_hand(entry: Entry, snapshot: Snapshot, now: float) -> ActivityInHand:
    """Gather what a snapshot says of one line."""
    change = entry.latest
    customer = snapshot.customer(change.org_id) if change.org_id else None
    if change.kind != "feature" or entry.together > 1:
        return ActivityInHand(entry, snapshot, now, customer)
    key = list_key(change)
    features = lists_of(customer, progress_of(snapshot, change.org_id)).get(key, ()) if customer is not None else ()
    feature = next((f for f in features if f.name == change.subject), None)
    told = feature or Feature(change.subject, change.after, change.at, change.before)
    return ActivityInHand(entry, snapshot, now, customer, feature, explain(told, features or (told,), key, now))
