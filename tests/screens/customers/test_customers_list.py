"""The list without a screen: its order, its filter, and how little it does for a small change."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from support.customer_list import BETA, CYAN, DELTA, FLEET, IN_ORDER, JUNIPER, NORTHWIND, fleet, plan
from support.customers import customer
from support.stage import NOW

from screens.customers.list import CustomerList, Sort, View
from tui.domain.customers.ordering import SortKey
from tui.domain.filters.filter import Filter, parse
from tui.domain.snapshot import Snapshot


def words(found: str) -> Filter:
    parsed = parse(found)
    assert isinstance(parsed, Filter)
    return parsed


def names(listed: CustomerList) -> list[str]:
    standings = [listed.board.standing(org_id) for org_id in listed.shown]
    return [standing.name.split()[0] for standing in standings if standing]


def listing(snapshot: Snapshot | None = None) -> CustomerList:
    listed = CustomerList()
    listed.update(snapshot or fleet(), NOW)
    return listed


def test_the_usual_order_is_what_needs_attention_then_savings() -> None:
    assert tuple(names(listing())) == IN_ORDER


def test_a_snapshot_with_nothing_new_changes_nothing() -> None:
    listed = listing()
    shown, totals = listed.shown, listed.totals
    assert not listed.update(replace(fleet(), version=9), NOW)
    assert listed.shown is shown
    assert listed.totals is totals


def test_a_key_chosen_again_is_turned_round_and_says_so() -> None:
    first = Sort().chosen(SortKey.SAVINGS)
    assert (first.descending, first.words) == (True, "savings")
    again = first.chosen(SortKey.SAVINGS)
    assert (again.descending, again.words) == (False, "savings, reversed")
    assert again.chosen(SortKey.NAME) == Sort(SortKey.NAME)
    assert Sort().chosen(SortKey.ATTENTION).words == "needs attention, then savings, reversed"


def test_the_filter_picks_from_the_order_and_counts_what_it_hides() -> None:
    listed = listing()
    listed.ask(View(filter=words("needs:attention")), NOW)
    assert names(listed) == ["Beta", "Halden", "Juniper", "Cyan"]
    assert (listed.hidden, listed.count) == (5, 9)


def test_pinned_customers_come_first_in_any_order() -> None:
    listed = listing()
    listed.ask(View(Sort(SortKey.NAME), pinned=frozenset((NORTHWIND.org_id,))), NOW)
    assert names(listed)[:2] == ["Northwind", "Beta"]


def test_pins_come_with_a_snapshot_and_one_made_here_stays_until_another_set_of_them_comes() -> None:
    listed, kept = listing(), replace(fleet(), pinned=frozenset((NORTHWIND.org_id,)))
    assert listed.update(kept, NOW)
    assert names(listed)[0] == "Northwind"
    listed.ask(replace(listed.view, pinned=frozenset()), NOW)
    assert not listed.update(replace(kept, version=kept.version + 1), NOW)
    assert names(listed)[0] == "Beta"
    assert listed.update(replace(kept, pinned=frozenset((CYAN.org_id,))), NOW)
    assert names(listed)[0] == "Cyan"


def test_a_filter_by_age_follows_the_clock_although_nothing_changed() -> None:
    listed = listing()
    listed.ask(View(filter=words("age<1h")), NOW)
    assert names(listed) == ["Beta", "Halden"]
    assert listed.update(fleet(), NOW + 30 * 60)
    assert names(listed) == ["Beta"]


@pytest.mark.parametrize("key", list(SortKey))
def test_a_few_changes_lead_to_the_very_order_a_full_sort_would(key: SortKey) -> None:
    chance = random.Random(key.value)
    some = tuple(
        customer(
            f"C {chance.randrange(60)}", org_id=str(n), aws=chance.choice(["********", "x*******", "~~******", ""])
        )
        for n in range(120)
    )
    plans = {(c.org_id, "aws"): plan(str(chance.randrange(-5, 50))) for c in some[:80]}
    snapshot = replace(fleet(), customers=some, plans=plans)
    view = View(Sort(key, descending=chance.random() < 0.5), pinned=frozenset(("3", "77")))
    listed = listing(snapshot)
    listed.ask(view, NOW)
    for step in range(5):
        replaced = chance.sample(range(120), 6)
        customers = tuple(
            replace(c, integrations=some[chance.randrange(120)].integrations) if n in replaced else c
            for n, c in enumerate(snapshot.customers)
            if not (step == 3 and n == 17)
        ) + ((customer("Newcomer", org_id="new"),) if step == 4 else ())
        plans = {**snapshot.plans, (str(replaced[0]), "aws"): plan(str(chance.randrange(50)))}
        snapshot = replace(snapshot, customers=customers, plans=plans)
        listed.update(snapshot, NOW)
        fresh = listing(snapshot)
        fresh.ask(view, NOW)
        assert listed.shown == fresh.shown


def test_who_comes_and_goes_is_counted() -> None:
    listed = listing()
    listed.update(replace(fleet(), customers=tuple(c for c in FLEET if c not in (BETA, DELTA))), NOW)
    assert listed.count == 7
    assert listed.totals.missing == 2
    assert JUNIPER.org_id in listed.shown
    listed.update(replace(fleet(), customers=()), NOW)
    assert (listed.shown, listed.count) == ((), 0)
