from __future__ import annotations

import pytest
from support.portfolio import ATLAS, portfolio
from support.stage import NOW

from screens.plans_list import PlanList
from tui.domain.filter import FilterError
from tui.domain.filter_terms import Moment
from tui.domain.plan_filter import PlanFilter, parse_partial_plan_filter, parse_plan_filter

LISTED = PlanList()
LISTED.update(portfolio(), NOW)
EVERYTHING = len(LISTED.shown)


def left(text: str, *, typing: bool = False) -> list[str]:
    """The first words of the names of the plans that a filter leaves."""
    found = parse_partial_plan_filter(text) if typing else parse_plan_filter(text)
    assert isinstance(found, PlanFilter), found
    return [row.standing.name.split()[0] for row in found.select(LISTED.shown, Moment(NOW))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("mark:buy", ["Kestrel", "Halden"]),
        ("mark:declined", ["Foxglove"]),
        ("mark:looked", ["Northwind", "Quarry"]),
        ("term:3y", ["Ostrava", "Quarry"]),
        ("term:3y mark:todo", ["Ostrava"]),
        ("provider:azure savings>4000", ["Ostrava"]),
        ("plan:locked", ["Lumen"]),
        ("savings<0", ["Umber"]),
        ("atlas", ["Atlas"]),
        ("!mark:todo !mark:looked !mark:buy", ["Foxglove"]),
        ("plan:bought name:delta", ["Delta"]),
        ("MARK:BUY kestrel", ["Kestrel"]),
        ('mark:buy "kestrel air"', ["Kestrel"]),
    ],
)
def test_words_about_the_plan_and_its_customer_go_together(text: str, names: list[str]) -> None:
    assert left(text) == names


def test_no_words_leave_every_plan() -> None:
    assert len(left("")) == EVERYTHING
    assert PlanFilter().is_empty


@pytest.mark.parametrize(
    "text", ["m", "ma", "mark", "mark:", "mark:to", "term", "term:", "term:3", "term:1m", "!mark:"]
)
def test_a_word_of_ours_that_is_not_finished_hides_nothing(text: str) -> None:
    assert left(f"savings>7000 {text}", typing=True) == ["Northwind", "Kestrel", "Ostrava", "Lumen"]


def test_a_name_is_filtered_by_while_it_is_typed() -> None:
    assert left("atl", typing=True) == ["Atlas"]
    assert left("mark:buy hal", typing=True) == ["Halden"]


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        ("mark:buyy", 0, "did you mean buy"),
        ("aws mark:xyz", 4, "todo, looked, buy or declined"),
        ("mark: aws", 0, "takes todo"),
        ("term:long", 0, "no lock-in"),
        ("mark:todo plan:redy", 10, "did you mean ready"),
        ("mark:todo savings>x aws", 10, "is no sum"),
    ],
)
def test_a_wrong_word_is_named_at_its_place(text: str, position: int, said: str) -> None:
    found = parse_plan_filter(text)
    assert isinstance(found, FilterError)
    assert found.position == position
    assert said in found.message


def test_a_word_before_the_last_must_be_right_while_somebody_types() -> None:
    assert isinstance(parse_partial_plan_filter("mark:to aws"), FilterError)


def test_ages_speak_of_the_plan() -> None:
    assert len(left("age<7d")) == EVERYTHING
    assert left("age<1h") == []
    assert ATLAS[0] == "atlas-print-c/o-acme"
