"""The lines of a plan: their names and keys, their order, and what they amount to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from support.plans import LINES, PLAN, many_lines, plan

from tui.domain.plan.lines import LineKey, LineSort, LineSums, commitment_lines, in_order, item_lines, sums_of
from tui.domain.plan.records import LineItem

D = Decimal
ONE = LineItem("a", num_commitments=12, monthly_commitment=D(6), upfront_cost=D(0), monthly_savings=D("1.5"))
TWO = LineItem("b", num_commitments=6, monthly_commitment=D(2), upfront_cost=D(5), monthly_savings=D("2.5"))


def test_lines_are_added_up_only_where_every_line_says() -> None:
    assert sums_of(item_lines(plan(line_items=(ONE, TWO)))) == LineSums(18, D(8), D(5), D(4))
    partial = plan(line_items=(ONE, replace(TWO, num_commitments=None, upfront_cost=None)))
    assert sums_of(item_lines(partial)) == LineSums(None, D(8), None, D(4))
    assert sums_of(()) == LineSums(None, None, None, None)


@pytest.mark.parametrize(
    ("by", "first", "last"),
    [
        (LineKey.SAVE, "Amazon EC2", "AWS Lambda"),
        (LineKey.COMMIT, "Amazon EC2", "AWS Lambda"),
        (LineKey.UPFRONT, "Amazon ElastiCache", "AWS Lambda"),
        (LineKey.NUMBER, "Amazon EC2", "AWS Lambda"),
    ],
)
def test_figures_sort_from_the_largest_and_turn_round(by: LineKey, first: str, last: str) -> None:
    order = [line.name for line in in_order(item_lines(PLAN), LineSort(by))]
    assert (order[0], order[-1]) == (first, last)
    assert in_order(item_lines(PLAN), LineSort(by).chosen(by))[-1].name == first


def test_names_sort_from_a_whatever_their_case() -> None:
    order = [line.name for line in in_order(item_lines(PLAN), LineSort(LineKey.SERVICE))]
    assert order == sorted(order, key=str.casefold)
    assert order[::-1] == [line.name for line in in_order(item_lines(PLAN), LineSort(LineKey.SERVICE, reverse=True))]


@pytest.mark.parametrize("reverse", [False, True])
def test_lines_that_do_not_say_come_last_in_every_order_and_its_reverse(*, reverse: bool) -> None:
    lines = item_lines(plan(line_items=(LineItem("a silent line"), *LINES)))
    for by in (LineKey.SAVE, LineKey.COMMIT, LineKey.UPFRONT, LineKey.NUMBER, LineKey.TERM):
        assert in_order(lines, LineSort(by, reverse))[-1].save is None


def test_a_repeated_key_makes_two_lines_that_can_be_told_apart() -> None:
    twice = plan(line_items=(LINES[0], LINES[1], LINES[0]))
    assert [line.key for line in item_lines(twice)] == ["Amazon EC2", "Amazon RDS", "Amazon EC2#2"]


def test_only_commitments_have_a_coverage() -> None:
    assert {line.then for line in item_lines(PLAN)} == {None}
    assert None not in {line.then for line in commitment_lines(PLAN)}


def test_two_thousand_lines_have_a_key_each() -> None:
    assert len({line.key for line in item_lines(many_lines(2_000))}) == 2_000
