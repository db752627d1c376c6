"""The customer list without a screen: filtered, sorted, pinned, and kept from snapshot to snapshot."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cmp_to_key
from typing import TYPE_CHECKING

from tui.domain.customers.facts import Totals
from tui.domain.customers.ordering import LARGEST_FIRST, SORT_WORDS, SortKey, order
from tui.domain.customers.running_totals import RunningTotals
from tui.domain.customers.standing import StandingBoard
from tui.domain.filters.filter import Filter
from tui.domain.filters.terms import Moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.customers.facts import Standing
    from tui.domain.snapshot import Snapshot

# Up to so many changed customers are put into their new places one by one; more are sorted with everyone else.
_FEW = 200


NO_FILTER = Filter()


@dataclass(frozen=True, slots=True)
class Sort:
    """What the list is sorted by, and in which direction."""

    key: SortKey = SortKey.ATTENTION
    descending: bool = False

    def chosen(self, key: SortKey) -> Sort:
        """The order after a person chose a key: its natural direction, turned round when it was chosen already."""
        if key is self.key:
            return replace(self, descending=not self.descending)
        return Sort(key, key in LARGEST_FIRST)

    @property
    def words(self) -> str:
        """`savings`, `savings, reversed`."""
        turned = self.descending is not (self.key in LARGEST_FIRST)
        return SORT_WORDS[self.key] + (", reversed" if turned else "")


@dataclass(frozen=True, slots=True)
class View:
    """What a person asked to see."""

    sort: Sort = Sort()
    filter: Filter = NO_FILTER
    pinned: frozenset[str] = frozenset()


def in_place(
    known: list[Standing], ids: tuple[str, ...], board: StandingBoard, changed: frozenset[str], view: View
) -> list[Standing] | None:
    """The same order when a few customers changed and each still fits between its neighbours, None when not."""
    places = [place for place, org_id in enumerate(ids) if org_id in changed]
    renewed = list(known)
    for place in places:
        standing = board.standing(ids[place])
        if standing is None:
            return None
        renewed[place] = standing
    around = [renewed[max(0, place - 1) : place + 2] for place in places]
    stays = len(places) == len(changed) and all(_sorted(some, view) == some for some in around)
    return renewed if stays else None


def reordered(known: list[Standing], board: StandingBoard, changed: frozenset[str], view: View) -> list[Standing]:
    """The order after a few customers changed, came or went; the others keep theirs."""

    def compared(one: Standing, other: Standing) -> int:
        return -1 if _sorted([one, other], view)[0] is one else 1

    rank = cmp_to_key(compared)
    kept = [standing for standing in known if standing.customer.org_id not in changed]
    for org_id in changed:
        standing = board.standing(org_id)
        if standing is not None:
            kept.insert(bisect_left(kept, rank(standing), key=rank), standing)
    return kept


def _sorted(some: Sequence[Standing], view: View) -> list[Standing]:
    return order(some, view.sort.key, descending=view.sort.descending, pinned=view.pinned)


class CustomerList:
    """Which customers are shown, in which order.

    `shown` are ids; it stays the same object while the same customers are shown in the same order. The order of
    the whole fleet is kept, so that a filter only picks from it, and a snapshot moves only who changed.
    """

    def __init__(self) -> None:
        self.board = StandingBoard()
        self.view = View()
        self.totals = Totals()
        self.shown: tuple[str, ...] = ()
        self._sums = RunningTotals()
        self._ordered: list[Standing] = []
        self._ids: tuple[str, ...] = ()
        self._kept: frozenset[str] = frozenset()

    @property
    def hidden(self) -> int:
        """How many customers the filter hides."""
        return len(self._ordered) - len(self.shown)

    @property
    def count(self) -> int:
        """How many customers there are."""
        return len(self._ordered)

    def update(self, snapshot: Snapshot, now: float) -> bool:
        """Take over a snapshot; whether any line of the list or its order is different."""
        before = self.board.by_id
        changed = self.board.update(snapshot)
        if snapshot.pinned != self._kept:
            # Until they come back from the worker, pins made here are ahead of those that are kept.
            self._kept = snapshot.pinned
            if snapshot.pinned != self.view.pinned:
                self.view = replace(self.view, pinned=snapshot.pinned)
                changed = frozenset(standing.org_id for standing in self.board.standings)
        if changed:
            self._arrange(changed)
            self.totals = self._sums.update(changed, before, self.board.by_id)
        elif not self.view.filter.terms:
            return False
        # Ages pass: a filter may hide or show somebody although nothing about the customers changed.
        return self._pick(now) or bool(changed)

    def ask(self, view: View, now: float) -> None:
        """Show what a person asks for."""
        before, self.view = self.view, view
        if (view.sort, view.pinned) != (before.sort, before.pinned):
            self._put(_sorted(self.board.standings, view))
        self._pick(now)

    def _arrange(self, changed: frozenset[str]) -> None:
        if len(changed) > _FEW or not self._ordered:
            self._put(_sorted(self.board.standings, self.view))
            return
        same = in_place(self._ordered, self._ids, self.board, changed, self.view)
        if same is not None:
            self._ordered = same
        else:
            self._put(reordered(self._ordered, self.board, changed, self.view))

    def _put(self, ordered: list[Standing]) -> None:
        self._ordered = ordered
        self._ids = _ids(ordered)

    def _pick(self, now: float) -> bool:
        wanted, moment = self.view.filter, Moment(now, self.view.pinned)
        shown = _ids(wanted.select(self._ordered, moment)) if wanted.terms else self._ids
        if shown == self.shown:
            return False
        self.shown = shown
        return True


def _ids(standings: list[Standing]) -> tuple[str, ...]:
    return tuple([standing.customer.org_id for standing in standings])
