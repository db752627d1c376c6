"""The customer list sorts by what needs attention, then savings; every column sorts too."""

from __future__ import annotations

import pytest
from support.customers import customer, reading, snapshot

from tui.domain.customers.facts import Standing
from tui.domain.customers.ordering import LARGEST_FIRST, SORT_WORDS, SortKey, order
from tui.domain.customers.standing import StandingBoard

GOOD = "********"


def fleet() -> tuple[Standing, ...]:
    board = StandingBoard()
    board.update(
        snapshot(
            customer("Delta", aws=GOOD),
            customer("Beta", aws="x*******"),
            customer("Alpha", aws="?" * 8),
            customer("Echo", aws="***~****"),
            customer("Cyan", aws="x*******", azure=GOOD, org="*x*"),
            customer("Foxtrot"),
            customer("Ángel", aws=GOOD),
            plans={
                ("delta", "aws"): reading("9000"),
                ("beta", "aws"): reading("100"),
                ("cyan", "aws"): reading("200"),
                ("ángel", "aws"): reading("-5"),
            },
        )
    )
    return board.standings


def names(key: SortKey = SortKey.ATTENTION, *, descending: bool = False, pinned: frozenset[str] = frozenset()) -> str:
    return " ".join(s.name for s in order(fleet(), key, descending=descending, pinned=pinned))


def test_missing_comes_before_warning_before_the_rest_each_by_savings_then_name() -> None:
    assert names() == "Cyan Beta Echo Delta Ángel Alpha Foxtrot"


def test_the_default_order_can_be_turned_round() -> None:
    assert names(descending=True) == "Alpha Foxtrot Ángel Delta Echo Beta Cyan"


def test_names_sort_without_regard_to_accents() -> None:
    assert names(SortKey.NAME) == "Alpha Ángel Beta Cyan Delta Echo Foxtrot"
    assert names(SortKey.NAME, descending=True) == "Foxtrot Echo Delta Cyan Beta Ángel Alpha"


def test_customers_without_a_value_come_last_in_either_direction() -> None:
    assert names(SortKey.SAVINGS).split() == ["Ángel", "Beta", "Cyan", "Delta", "Alpha", "Echo", "Foxtrot"]
    assert names(SortKey.SAVINGS, descending=True).split() == [
        "Delta",
        "Cyan",
        "Beta",
        "Ángel",
        "Alpha",
        "Echo",
        "Foxtrot",
    ]
    assert names(SortKey.AZURE).split()[0] == "Cyan"


def test_a_clouds_column_sorts_worst_first() -> None:
    assert names(SortKey.AWS).split() == ["Beta", "Cyan", "Echo", "Alpha", "Ángel", "Delta", "Foxtrot"]


def test_the_own_list_sorts_worst_first() -> None:
    assert names(SortKey.ORG).split()[0] == "Cyan"


def test_plans_sort_by_what_matters_most() -> None:
    assert names(SortKey.PLAN).split()[:4] == ["Ángel", "Beta", "Cyan", "Delta"]
    assert names(SortKey.PLAN).split()[-1] == "Foxtrot"


@pytest.mark.parametrize("key", SortKey)
def test_every_column_sorts_every_customer_once_and_has_words(key: SortKey) -> None:
    assert sorted(names(key).split()) == sorted(names().split())
    assert SORT_WORDS[key]


def test_pinned_customers_stay_on_top_in_the_same_order() -> None:
    pins = frozenset(("foxtrot", "delta"))
    assert names(pinned=pins) == "Delta Foxtrot Cyan Beta Echo Ángel Alpha"
    assert names(SortKey.NAME, descending=True, pinned=pins).split()[:2] == ["Foxtrot", "Delta"]


def test_columns_of_figures_begin_with_the_largest() -> None:
    assert {SortKey.SAVINGS, SortKey.COVERAGE, SortKey.SINCE} == LARGEST_FIRST
