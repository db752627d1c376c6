"""Customers as rows of state.db: small, and quick to read back before the first paint.

Most customers of a fleet share the names of their features, and most features of a customer were first seen at
the same moment. So a row holds the number of its *shape* (checklist keys and feature names, kept once), one letter
per feature for its status, the moment most features share, and the exceptions. Rows that say the same share the
very same records in memory.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import chain, repeat
from typing import Any, NamedTuple

from tui.domain.in_bulk import in_bulk, setter
from tui.domain.records import AVAILABLE, MISSING, UNKNOWN, WARNING, Checklist, Customer, Feature

_WORDS = {"a": AVAILABLE, "w": WARNING, "m": MISSING, "u": UNKNOWN}
_LETTERS = {word: letter for letter, word in _WORDS.items()}
# A status nobody has heard of: its word stands among the exceptions.
_OTHER = "x"
_WITH_OTHER = {**_WORDS, _OTHER: _OTHER}

StoredRow = tuple[str, str, float | None, float | None, int, str, float | None, str | None]
Lists = tuple[tuple[Feature, ...], tuple[Checklist, ...]]


class CustomerRow(NamedTuple):
    """A customer without its place in the list; `shape` is the shape's own text, JSON."""

    org_id: str
    name: str
    created_at: float | None
    first_seen: float | None
    shape: str
    statuses: str
    since: float | None
    rest: str | None


def storable(text: str) -> str:
    """The text without lone surrogates, which SQLite can't hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def customer_row(customer: Customer) -> CustomerRow:
    """The row of a customer."""
    lists = customer.integrations
    shape = [[f.name for f in customer.org_checklist], [[c.key, [f.name for f in c.features]] for c in lists]]
    features = [*customer.org_checklist, *chain.from_iterable(c.features for c in lists)]
    since = _usual([feature.since for feature in features])
    rest = [
        [index, feature.since, feature.was, None if feature.status in _LETTERS else feature.status]
        for index, feature in enumerate(features)
        if feature.since != since or feature.was is not None or feature.status not in _LETTERS
    ]
    return CustomerRow(
        storable(customer.org_id),
        storable(customer.name),
        customer.created_at,
        customer.first_seen,
        _compact(shape),
        "".join(_LETTERS.get(feature.status, _OTHER) for feature in features),
        since,
        _compact(rest) if rest else None,
    )


def _usual(moments: list[float | None]) -> float | None:
    return max(set(moments), key=moments.count) if moments else None


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


# A frozen record's own constructor sets each field by name, which makes up two thirds of reading a fleet back. The
# records made here are as whole and as frozen as any: only nobody else may ever have seen them.
_new = object.__new__
_name, _status, _since, _was = (setter(Feature, field) for field in ("name", "status", "since", "was"))
_key, _features = (setter(Checklist, field) for field in ("key", "features"))


def _feature(name: str, status: str, since: float | None, was: str | None) -> Feature:
    made = _new(Feature)
    _name(made, name)
    _status(made, status)
    _since(made, since)
    _was(made, was)
    return made


def _checklist(key: str, features: tuple[Feature, ...]) -> Checklist:
    made = _new(Checklist)
    _key(made, key)
    _features(made, features)
    return made


class _Shape:
    """A shape taken apart: every feature's name in a row, and which stretch belongs to which checklist."""

    __slots__ = ("in_org", "names", "stretches")

    def __init__(self, text: str) -> None:
        org, lists = json.loads(text)
        self.in_org = len(org)
        self.names: list[str] = [*org, *chain.from_iterable(names for _, names in lists)]
        self.stretches: list[tuple[str, int, int]] = []
        start = self.in_org
        for key, names in lists:
            self.stretches.append((key, start, start + len(names)))
            start += len(names)

    def features(self, statuses: str, since: float | None) -> tuple[Feature, ...]:
        if len(statuses) != len(self.names):
            raise ValueError("a customer's statuses don't fit its shape")
        words = map(_WITH_OTHER.__getitem__, statuses)
        return tuple(map(_feature, self.names, words, repeat(since), repeat(None)))

    def lists(self, features: tuple[Feature, ...]) -> Lists:
        stretches = [_checklist(key, features[start:end]) for key, start, end in self.stretches]
        return features[: self.in_org], tuple(stretches)


def read_customers(rows: Sequence[StoredRow], shapes: Mapping[int, str]) -> tuple[Customer, ...]:
    """Customers from rows (org_id, name, created_at, first_seen, shape's number, statuses, since, rest), in order.

    Raises `ValueError`, `KeyError`, `TypeError` or `IndexError` when a row makes no sense.
    """
    known = {number: _Shape(text) for number, text in shapes.items()}
    # One long text is read sooner than ten thousand short ones.
    exceptions = iter(json.loads(f"[{','.join([row[7] for row in rows if row[7]])}]"))
    plain: dict[tuple[int, str, float | None], tuple[tuple[Feature, ...], Lists]] = {}
    lists: list[Lists] = []
    for _, _, _, _, number, statuses, since, rest in rows:
        shape = known[number]
        found = plain.get((number, statuses, since))
        if found is None:
            features = shape.features(statuses, since)
            found = plain[number, statuses, since] = features, shape.lists(features)
        lists.append(_with_exceptions(shape, found[0], next(exceptions)) if rest else found[1])
    org_ids, names, created, first_seen = ([row[index] for row in rows] for index in range(4))
    customers = in_bulk(
        Customer,
        org_id=org_ids,
        name=names,
        created_at=created,
        org_checklist=[pair[0] for pair in lists],
        integrations=[pair[1] for pair in lists],
        first_seen=first_seen,
    )
    return tuple(customers)


def _with_exceptions(shape: _Shape, features: tuple[Feature, ...], exceptions: list[list[Any]]) -> Lists:
    changed = list(features)
    for index, since, was, status in exceptions:
        before = changed[index]
        changed[index] = _feature(before.name, before.status if status is None else status, since, was)
    return shape.lists(tuple(changed))
