from __future__ import annotations

from dataclasses import replace

import pytest
from support.portfolio import ATLAS, portfolio
from support.stage import NOW

from tui.domain.filters.plan_terms import NAMES, WORDS
from tui.domain.filters.plans import PlanFilter, parse_partial_plan_filter, parse_plan_filter
from tui.domain.filters.syntax import FilterError
from tui.domain.filters.terms import Moment
from tui.domain.filters.words import FIELDS
from tui.domain.plans.list import PlanList

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
        ("term:36mo mark:todo", ["Ostrava"]),
        ("provider:azure savings>4000", ["Ostrava"]),
        ("plan:locked", ["Lumen"]),
        ("savings<0", ["Umber"]),
        ("atlas", ["Atlas"]),
        ("!mark:todo !mark:looked !mark:buy", ["Lumen", "Foxglove", "Delta", "Cyan"]),
        ("mark:todo plan:bought", []),
        ("premium>800 !term:30d", ["Kestrel", "Lumen"]),
        ("signing=0 savings>8000", ["Northwind", "Ostrava"]),
        ("signing>=2300", ["Kestrel", "Foxglove"]),
        ("sign>4k", ["Kestrel"]),
        ("lockin>=3y", ["Ostrava", "Quarry"]),
        ("lockin<1y savings>6000", ["Northwind", "Marlow"]),
        ("lock-in<=8760h savings>9000", ["Northwind", "Kestrel"]),
        ("lockin=30d savings>6000", ["Northwind", "Marlow"]),
        ("coverage>=83", ["Marlow", "Quarry", "Ibex"]),
        ("coverage<67%", ["Corvid", "Elm"]),
        ("Cover=81", ["Northwind"]),
        ("premium=1404", ["Northwind"]),
        ("premium=1404.44", ["Northwind"]),
        ("premium=1404.45", []),
        ("commitment>1M", []),
        ("commitment>61k name:umber", ["Umber"]),
        ("plan:bought name:delta", ["Delta"]),
        ("MARK:BUY kestrel", ["Kestrel"]),
        ('mark:"buy" kestrel', ["Kestrel"]),
        ('mark:buy "kestrel air"', ["Kestrel"]),
    ],
)
def test_words_about_the_plan_and_its_customer_go_together(text: str, names: list[str]) -> None:
    assert left(text) == names


def test_no_words_leave_every_plan() -> None:
    assert len(left("")) == EVERYTHING
    assert PlanFilter().is_empty


@pytest.mark.parametrize(
    "text",
    [
        "m", "ma", "mark", "mark:", "mark:to", "term", "term:", "term:3", "term:1m", "!mark:", "prem", "premium",
        "premium>", "premium>$", "lockin<", "lockin<1", "lockin<1m", "lock-", "cover", "signing>-", "!coverage<",
    ],
)  # fmt: skip
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
        ("mark>todo", 0, "mark takes a colon"),
        ("aws premium:100", 4, "premium is compared"),
        ("premium>lots", 0, "dollars per month, as in premium>100"),
        ("lockin<30", 0, "a length, as in lockin<=1y"),
        ("premum>1", 0, "did you mean premium"),
        ("aws lockn<1y", 4, "did you mean lockin"),
        ("savngs>1", 0, "did you mean savings"),
        ("mark:todo savings>x aws", 10, "is no sum"),
        ('aws mark:"buy', 4, "quote is not closed"),
    ],
)
def test_a_wrong_word_is_named_at_its_place(text: str, position: int, said: str) -> None:
    found = parse_plan_filter(text)
    assert isinstance(found, FilterError)
    assert found.position == position
    assert said in found.message


def test_a_word_before_the_last_must_be_right_while_somebody_types() -> None:
    assert isinstance(parse_partial_plan_filter("mark:to aws"), FilterError)


def test_a_figure_that_is_not_known_or_not_final_fits_no_comparison() -> None:
    assert "Cyan" not in left("signing>=0")
    assert "Cyan" in left("!signing>=0")
    assert len(left("signing>=0")) == EVERYTHING - 1


def test_every_word_of_the_help_is_understood() -> None:
    for word in WORDS:
        assert isinstance(parse_plan_filter(word.example), PlanFilter), word


def test_what_is_pinned_is_so_in_the_list_of_plans_too() -> None:
    listed, wanted = PlanList(), parse_plan_filter("is:pinned")
    assert isinstance(wanted, PlanFilter)
    listed.ask(replace(listed.view, filter=wanted), NOW)
    listed.update(replace(portfolio(), pinned=frozenset((ATLAS[0],))), NOW)
    assert [row.key for row in listed.shown] == [ATLAS]


def test_ages_speak_of_the_plan() -> None:
    assert len(left("age<7d")) == EVERYTHING
    assert left("age<1h") == []
    assert ATLAS[0] == "atlas-print-c/o-acme"


def test_a_word_that_is_near_none_is_told_every_word_there_is() -> None:
    wrong = parse_plan_filter("zzz:1")
    assert isinstance(wrong, FilterError)
    assert all(name in wrong.message for name in (*FIELDS, *NAMES))
    assert wrong.message.endswith("a name with such a sign goes in quotes")
