"""Confirmed figures and how fresh ones differ."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest
from support.purchases import plan

from tui.domain.plan.records import CommitmentSummary, LineItem, Plan
from tui.domain.purchase.attempt import Difference
from tui.domain.purchase.figures import differences, review

MONEY_THAT_COUNTS = [
    field.name
    for field in fields(Plan)
    if field.type == "Money" and "coverage" not in field.name
    if field.name not in ("minimum_upfront_interest_rate", "breakeven_hours")
]


def told(before: Plan, after: Plan) -> list[tuple[str, str, str]]:
    return [(d.figure, d.before, d.after) for d in differences(review(before), after)]


def test_a_review_keeps_what_the_dialog_shows() -> None:
    kept = review(plan())
    assert (kept.plan_id, kept.plan_name, kept.status) == (plan().id, "recommended AWS", "reviewed")
    assert kept.cash_due == Decimal("1840.00")
    assert kept.lock_in_hours == 8760
    assert kept.monthly_savings == Decimal("4210.20")


def test_the_same_figures_do_not_differ() -> None:
    assert told(plan(), plan()) == []


def test_what_is_no_figure_does_not_count() -> None:
    assert told(plan(), plan(name="another name", last_modified=1.0, current_coverage=Decimal("0.3"))) == []


@pytest.mark.parametrize("name", MONEY_THAT_COUNTS)
def test_every_money_field_counts_to_the_cent(name: str) -> None:
    before = plan(**{name: Decimal("10.001")})
    same = plan(**{name: Decimal("10.004")})
    other = plan(**{name: Decimal("10.006")})
    missing = plan(**{name: None})
    assert told(before, same) == []
    assert told(before, other) == [(name, "10.00", "10.01")]
    assert told(before, missing) == [(name, "10.00", "–")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"id": "another"}, ("id", plan().id, "another")),
        ({"status": "draft"}, ("status", "reviewed", "draft")),
        ({"is_locked": True}, ("is_locked", "no", "yes")),
        ({"is_calculating": None}, ("is_calculating", "no", "–")),
    ],
)
def test_id_status_and_flags_count(changes: dict[str, Any], expected: tuple[str, str, str]) -> None:
    assert expected in told(plan(), plan(**changes))


def test_a_changed_line_is_named_with_its_field() -> None:
    lines = plan().line_items
    dearer = replace(lines[0], upfront_cost=Decimal("2480.00"))
    assert told(plan(), plan(line_items=(dearer, lines[1]))) == [
        ("line Amazon EC2: upfront_cost", "1840.00", "2480.00")
    ]


def test_lines_that_come_and_go_are_named() -> None:
    lines = plan().line_items
    after = plan(line_items=(lines[0], LineItem("Amazon RDS")))
    assert told(plan(), after) == [("line AWS Lambda", "listed", "gone"), ("line Amazon RDS", "–", "new")]


def test_the_order_of_lines_does_not_count_but_their_number_does() -> None:
    lines = plan().line_items
    assert told(plan(), plan(line_items=tuple(reversed(lines)))) == []
    assert told(plan(), plan(line_items=(*lines, lines[1]))) == [("line AWS Lambda", "–", "new")]


def test_commitments_count_like_lines() -> None:
    before = plan(commitments=(CommitmentSummary("ec2", upfront_cost=Decimal(1)),))
    after = plan(commitments=(CommitmentSummary("ec2", upfront_cost=Decimal(2)),))
    assert told(before, after) == [("commitment ec2: upfront_cost", "1.00", "2.00")]


def test_a_difference_that_cannot_be_named_is_still_one() -> None:
    forged = replace(review(plan()), signature="0" * 64)
    (found,) = differences(forged, plan())
    assert isinstance(found, Difference)
    assert found.figure == "figures"
