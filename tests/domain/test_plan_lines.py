"""The lines of a plan: their names and keys, their order, and what they amount to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from support.plans import PLAN, plan

from tui.domain.plan import CommitmentSummary, LineItem
from tui.domain.plan_lines import LineKey, LineSort, LineSums, commitment_lines, in_order, item_lines, sums_of

D = Decimal
ONE = LineItem("a", num_commitments=12, monthly_commitment=D(6), upfront_cost=D(0), monthly_savings=D("1.5"))
TWO = LineItem("b", num_commitments=6, monthly_commitment=D(2), upfront_cost=D(5), monthly_savings=D("2.5"))
SILENT = LineItem("c")


def test_lines_are_added_up_only_where_every_line_says() -> None:
    assert sums_of(item_lines(plan(line_items=(ONE, TWO)))) == LineSums(18, D(8), D(5), D(4))
    partial = plan(line_items=(ONE, replace(TWO, num_commitments=None, upfront_cost=None)))
    assert sums_of(item_lines(partial)) == LineSums(None, D(8), None, D(4))
    assert sums_of(()) == LineSums(None, None, None, None)


@pytest.mark.parametrize(
    ("key", "names"),
    [
        (LineKey.SAVE, "bac"), (LineKey.COMMIT, "abc"), (LineKey.UPFRONT, "bac"), (LineKey.NUMBER, "abc"),
        (LineKey.SERVICE, "abc"), (LineKey.TERM, "abc"), (LineKey.COVER, "abc"),
    ],
)  # fmt: skip
def test_figures_are_ordered_from_the_largest_and_a_line_that_does_not_say_comes_last(key: LineKey, names: str) -> None:
    lines = item_lines(plan(line_items=(SILENT, TWO, ONE), commitments=()))
    assert "".join(line.name for line in in_order(lines, LineSort(key))) == names


def test_a_line_that_does_not_say_stays_last_when_the_order_is_turned_round() -> None:
    lines = item_lines(plan(line_items=(SILENT, TWO, ONE), commitments=()))
    turned = LineSort().chosen(LineKey.SAVE)
    assert turned.reverse
    assert "".join(line.name for line in in_order(lines, turned)) == "abc"


def test_lines_of_one_key_are_told_apart_and_only_commitments_have_a_coverage() -> None:
    twice = plan(line_items=(ONE, ONE), commitments=(CommitmentSummary("a"), CommitmentSummary("a")))
    for lines in (item_lines(twice), commitment_lines(twice)):
        assert [line.key for line in lines] == ["a", "a#2"]
    assert {line.then for line in item_lines(PLAN)} == {None}
    assert None not in {line.then for line in commitment_lines(PLAN)}
