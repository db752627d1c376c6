"""What changed between two looks at the customers, and since when (pure; the worker stores the result)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from tui.domain.records import Checklist, Customer, Feature, severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


Features = tuple[Feature, ...]
Lists = tuple[Checklist, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed. `kind` is one of feature, added, gone, plan, purchase, api; `at` epoch seconds.

    For features `subject` is the feature's name and `key` its checklist; `before` and `after` are statuses or words.
    """

    at: float
    kind: str
    org_id: str
    name: str
    subject: str
    before: str
    after: str
    key: str = ""

    @property
    def is_regression(self) -> bool:
        """Whether a feature got worse."""
        return self.kind == "feature" and severity(self.after) < severity(self.before)


@dataclass(frozen=True, slots=True)
class Merged:
    """New customers with their history carried over, and what changed."""

    customers: tuple[Customer, ...]
    changes: tuple[Change, ...]
    duplicates: int


def _occurrences(features: Sequence[Feature]) -> Iterator[tuple[tuple[str, int], Feature]]:
    """Each feature under its name and how often that name came before it in the list."""
    seen: dict[str, int] = {}
    for feature in features:
        place = seen.get(feature.name, 0)
        seen[feature.name] = place + 1
        yield (feature.name, place), feature


def _carry(old: tuple[Feature, ...], new: tuple[Feature, ...], now: float) -> tuple[Feature, ...]:
    """The new features with their history; the old tuple itself when nothing changed."""
    if len(old) == len(new) and all(a.name == b.name and a.status == b.status for a, b in zip(old, new, strict=True)):
        return old
    known = dict(_occurrences(old))
    carried: list[Feature] = []
    for key, feature in _occurrences(new):
        before = known.get(key)
        if before is None:
            carried.append(Feature(feature.name, feature.status, since=now))
        elif before.status == feature.status:
            carried.append(before)
        else:
            carried.append(Feature(feature.name, feature.status, since=now, was=before.status))
    return tuple(carried)


class _Carrier:
    """Carries history over from one look to the next.

    Of ten thousand customers most have the same few lists, and the same objects for them: what comes of two lists is
    found once, and shared again.
    """

    def __init__(self, now: float) -> None:
        self._now = now
        # The lists themselves are held as well, so that no other can come to have the id of one.
        self._features: dict[tuple[int, int], tuple[Features, Features, Features]] = {}
        self._lists: dict[tuple[int, int], tuple[Lists, Lists, Lists]] = {}

    def customer(self, old: Customer | None, new: Customer) -> Customer:
        """The new customer with its history; the old record itself when nothing changed, so that `is` tells."""
        if old is None:
            return replace(
                new,
                first_seen=self._now,
                org_checklist=self._own((), new.org_checklist),
                integrations=self._integrations((), new.integrations),
            )
        merged = replace(
            new,
            first_seen=old.first_seen,
            org_checklist=self._own(old.org_checklist, new.org_checklist),
            integrations=self._integrations(old.integrations, new.integrations),
        )
        return old if old == merged else merged

    def _own(self, old: Features, new: Features) -> Features:
        found = self._features.get((id(old), id(new)))
        if found is None:
            found = self._features[id(old), id(new)] = old, new, _carry(old, new, self._now)
        return found[2]

    def _integrations(self, old: Lists, new: Lists) -> Lists:
        found = self._lists.get((id(old), id(new)))
        if found is None:
            found = self._lists[id(old), id(new)] = old, new, self._carried(old, new)
        return found[2]

    def _carried(self, old: Lists, new: Lists) -> Lists:
        known = {checklist.key: checklist for checklist in old}
        carried: list[Checklist] = []
        for checklist in new:
            before = known.get(checklist.key, Checklist(checklist.key, ()))
            features = self._own(before.features, checklist.features)
            carried.append(before if features is before.features else Checklist(checklist.key, features))
        return tuple(carried)


def _list_changes(old: Sequence[Feature], new: Checklist) -> Iterator[tuple[str, Feature, Feature]]:
    """The key, the feature before and the feature now, for everything whose status changed."""
    before = dict(_occurrences(old))
    for place, feature in _occurrences(new.features):
        was = before.get(place)
        if was is not None and was.status != feature.status:
            yield new.key, was, feature


def _feature_changes(old: Customer, new: Customer, now: float) -> Iterator[Change]:
    lists = {checklist.key: checklist.features for checklist in old.integrations}
    found = chain(
        _list_changes(old.org_checklist, Checklist("org", new.org_checklist)),
        *(_list_changes(lists.get(checklist.key, ()), checklist) for checklist in new.integrations),
    )
    for key, was, feature in found:
        yield Change(now, "feature", new.org_id, new.label, feature.name, was.status, feature.status, key)


def merge(old: Sequence[Customer], new: Iterable[Customer], now: float) -> Merged:
    """Carry "since" and "was" from the last look over to the new one and say what changed.

    The first look ever (no old customers) makes no changes: nothing is known to have happened. A customer whose
    id comes twice is kept once, as it came first, and counted. A customer that did not change is the old record.
    """
    before = {customer.org_id: customer for customer in old}
    carrier = _Carrier(now)
    merged: dict[str, Customer] = {}
    changes: list[Change] = []
    duplicates = 0
    for customer in new:
        if customer.org_id in merged:
            duplicates += 1
            continue
        known = before.get(customer.org_id)
        carried = carrier.customer(known, customer)
        merged[customer.org_id] = carried
        if known is None and before:
            changes.append(Change(now, "added", customer.org_id, customer.label, "", "", "added"))
        elif known is not None and carried is not known:
            changes.extend(_feature_changes(known, carried, now))
    changes.extend(
        Change(now, "gone", gone.org_id, gone.label, "", "", "no longer listed")
        for org_id, gone in before.items()
        if org_id not in merged
    )
    return Merged(tuple(merged.values()), tuple(changes), duplicates)
