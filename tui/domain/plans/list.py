"""The list of plans without a screen: ranked, filtered, counted, and kept from snapshot to snapshot."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tui.domain.customers.facts import Totals, totals
from tui.domain.customers.standing import StandingBoard
from tui.domain.filters.plans import PlanFilter
from tui.domain.filters.terms import Moment
from tui.domain.marks import review_of
from tui.domain.plans.facts import known_brief
from tui.domain.plans.portfolio import (
    LARGEST_PLAN_FIRST,
    PLAN_SORT_WORDS,
    PlanRow,
    PlanSort,
    PlanTotals,
    next_to_review,
    plan_row,
    plan_totals,
    ranked,
)
from tui.domain.purchase.attempt import open_purchases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.customers.facts import Standing
    from tui.domain.marks import Review
    from tui.domain.snapshot import PlanKey, PlanReading, Snapshot


def row_key(key: PlanKey) -> str:
    """The key of a plan's line; a provider has no blanks, whatever an id may have."""
    return f"{key[1]} {key[0]}"


@dataclass(frozen=True, slots=True)
class PlanSorting:
    """What the list is sorted by, and in which direction."""

    key: PlanSort = PlanSort.SAVINGS
    descending: bool = True

    def chosen(self, key: PlanSort) -> PlanSorting:
        """The order after a person chose a key: its natural direction, turned round when it was chosen already."""
        if key is self.key:
            return replace(self, descending=not self.descending)
        return PlanSorting(key, key in LARGEST_PLAN_FIRST)

    @property
    def words(self) -> str:
        """`net savings`, `net savings, reversed`."""
        turned = self.descending is not (self.key in LARGEST_PLAN_FIRST)
        return PLAN_SORT_WORDS[self.key] + (", reversed" if turned else "")


@dataclass(frozen=True, slots=True)
class PlanView:
    """What a person asked to see."""

    sort: PlanSorting = field(default_factory=PlanSorting)
    filter: PlanFilter = field(default_factory=PlanFilter)


class PlanList:
    """Which plans are shown, in which order. `shown` stays the same object while the same lines are shown."""

    def __init__(self) -> None:
        self.view = PlanView()
        self.totals = PlanTotals()
        self.shown: tuple[PlanRow, ...] = ()
        self._board = StandingBoard()
        self._fleet = Totals()
        self._made: dict[PlanKey, tuple[Standing, PlanRow]] = {}
        self._ranked: list[PlanRow] = []
        self._by_key: dict[str, PlanRow] = {}
        self._pinned: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        """How many plans are known."""
        return len(self._ranked)

    @property
    def hidden(self) -> int:
        """How many plans the filter hides."""
        return len(self._ranked) - len(self.shown)

    def row(self, key: str | None) -> PlanRow | None:
        """The plan of a line, None when it is not known any more."""
        return self._by_key.get(key or "")

    def next_to_review(self, start: PlanKey | None, step: int) -> PlanKey | None:
        """The next plan to review among those shown."""
        return next_to_review(self.shown, start, step)

    def update(self, snapshot: Snapshot, now: float) -> bool:
        """Take over a snapshot; whether any line or the order of the list is different."""
        if self._board.update(snapshot):
            self._fleet = totals(self._board.standings)
        before = self._made
        self._made = made = self._rows(snapshot)
        changed = len(made) != len(before) or any(before.get(key) is not entry for key, entry in made.items())
        if changed:
            self._put([row for _, row in made.values()])
        self.totals = plan_totals(self._ranked, snapshot.plans, self._fleet)
        self._pinned = snapshot.pinned
        # Ages pass: a filter may hide or show a plan although nothing about it changed.
        return self._pick(now) or changed

    def _rows(self, snapshot: Snapshot) -> dict[PlanKey, tuple[Standing, PlanRow]]:
        """Every known plan of a listed customer; a row that would be the same stays the same object."""
        made: dict[PlanKey, tuple[Standing, PlanRow]] = {}
        purchases = open_purchases(snapshot.attempts, snapshot.identity.host)
        for key, reading in snapshot.plans.items():
            brief = known_brief(reading)
            standing = self._board.standing(key[0]) if brief is not None else None
            if brief is None or standing is None:
                continue
            review = review_of(snapshot.marks, key, brief)
            known = self._made.get(key)
            purchase = purchases.get(key)
            if known is not None and _same(known, standing, reading, review) and known[1].purchase is purchase:
                made[key] = known
            else:
                row = plan_row(standing, key, reading, brief, review)
                made[key] = (standing, row if purchase is None else replace(row, purchase=purchase))
        return made

    def ask(self, view: PlanView, now: float) -> None:
        """Show what a person asks for."""
        before, self.view = self.view, view
        if view.sort != before.sort:
            self._put(self._ranked)
        self._pick(now)

    def _put(self, rows: Sequence[PlanRow]) -> None:
        self._ranked = ranked(rows, self.view.sort.key, descending=self.view.sort.descending)
        self._by_key = {row_key(row.key): row for row in self._ranked}

    def _pick(self, now: float) -> bool:
        shown = tuple(self.view.filter.select(self._ranked, Moment(now, self._pinned)))
        if len(shown) == len(self.shown) and all(a is b for a, b in zip(shown, self.shown, strict=True)):
            return False
        self.shown = shown
        return True


def _same(known: tuple[Standing, PlanRow], standing: Standing, reading: PlanReading, review: Review | None) -> bool:
    return known[0] is standing and known[1].reading is reading and known[1].review == review
