"""Which customer a person means: by its id, by its name, or by a part of a name that only one customer has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.names import folded, split_name

if TYPE_CHECKING:
    from tui.domain.records import Customer

_NEAR = 0.6
_MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class Found:
    """The customers a word names, in the list's order: one, several, or none.

    `whole` says that the word is an id or a whole name, so that a longer list would give no other answer than this
    or one more of the same name.
    """

    customers: tuple[Customer, ...]
    whole: bool

    @property
    def only(self) -> Customer | None:
        """The customer meant; None when the word names several, or none."""
        return self.customers[0] if len(self.customers) == 1 else None


def find(customers: Sequence[Customer], word: str) -> Found:
    """The customers a word names. An id wins, then a whole name with or without its suffix, then a part of a name.

    Case, accents and repeated spaces make no difference in names.
    """
    if by_id := tuple(customer for customer in customers if customer.org_id == word.strip()):
        return Found(by_id, whole=True)
    wanted = folded(word)
    if not wanted:
        return Found((), whole=False)
    names = [(customer, folded(customer.name)) for customer in customers]
    if by_name := tuple(customer for customer, name in names if name == wanted):
        return Found(by_name, whole=True)
    if by_bare := tuple(customer for customer, name in names if split_name(name)[0] == wanted):
        return Found(by_bare, whole=True)
    return Found(tuple(customer for customer, name in names if wanted in name), whole=False)


def nearest_names(customers: Iterable[Customer], word: str) -> tuple[str, ...]:
    """The names that look most like a word nobody has, nearest first, at most three."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed only when nobody was found

    known: dict[str, str] = {}
    for customer in customers:
        known.setdefault(folded(customer.name), customer.label)
        known.setdefault(folded(split_name(customer.name)[0]), customer.label)
    near = get_close_matches(folded(word), known, n=2 * _MOST_NEAR, cutoff=_NEAR)
    return tuple(dict.fromkeys(known[name] for name in near))[:_MOST_NEAR]
