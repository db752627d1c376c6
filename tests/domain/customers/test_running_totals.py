"""The summary line carried along says what a count of everybody says."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from support.customer_list import BETA, fleet, plan
from support.customers import customer

from tui.domain.customers import running_totals
from tui.domain.customers.facts import Standing, Totals, totals
from tui.domain.customers.running_totals import RunningTotals
from tui.domain.customers.standing import StandingBoard
from tui.domain.records import Customer
from tui.domain.snapshot import PlanReading, Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable

LISTS = ("", "********", "x*******", "~*******", "????????")


def someone(chance: random.Random, org_id: str) -> Customer:
    return customer(f"Customer {org_id}", org_id=org_id, aws=chance.choice(LISTS), org="***")


def read(chance: random.Random) -> PlanReading:
    # A sum too large for its cents must not take them along when it goes.
    return plan(chance.choice([None, "0", "0.01", "12640.55", "-85", "1e35"]))


@pytest.mark.parametrize("seed", range(6))
def test_whoever_comes_changes_and_goes_the_sums_are_those_of_a_full_count(seed: int) -> None:
    chance = random.Random(seed)
    board, sums = StandingBoard(), RunningTotals()
    snapshot = replace(fleet(), customers=(), plans={}, progress={}, changes=())
    for _ in range(12):
        snapshot = altered(snapshot, chance)
        before = board.by_id
        found = sums.update(board.update(snapshot), before, board.by_id)
        counted = totals(board.standings)
        assert replace(found, waiting=None) == replace(counted, waiting=None)
        assert found.waiting == (None if counted.waiting is None else pytest.approx(counted.waiting, Decimal("1e-20")))


def test_only_who_changed_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []

    def watched(standings: Iterable[Standing]) -> Totals:
        some = list(standings)
        counted.append(len(some))
        return totals(some)

    board, sums = StandingBoard(), RunningTotals()
    board.update(fleet())
    sums.update(board.by_id, {}, board.by_id)
    monkeypatch.setattr(running_totals, "totals", watched)
    before = board.by_id
    changed = board.update(replace(fleet(), plans={**fleet().plans, (BETA.org_id, "aws"): plan("1")}))
    assert sums.update(changed, before, board.by_id) == totals(board.standings)
    assert counted == [1, 1]


def altered(snapshot: Snapshot, chance: random.Random) -> Snapshot:
    """Some come, some go, some are others, some plans are read."""
    kept = {c.org_id: c for c in snapshot.customers if chance.random() < 0.9}
    for _ in range(chance.randrange(6)):
        org_id = str(chance.randrange(20))
        kept[org_id] = someone(chance, org_id)
    plans = {key: reading for key, reading in snapshot.plans.items() if key[0] in kept and chance.random() < 0.9}
    plans |= {(org_id, "aws"): read(chance) for org_id in kept if chance.random() < 0.2}
    return replace(snapshot, customers=tuple(kept.values()), plans=plans)
