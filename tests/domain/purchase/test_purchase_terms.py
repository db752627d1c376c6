"""What a purchase without a screen is bound to."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from support.purchases import PLAN_ID, plan

from tui.domain.plan.records import CommitmentSummary
from tui.domain.purchase.terms import Terms, money_of, reasons_in_terms

TERMS = Terms(PLAN_ID, Decimal("4210.20"), Decimal(1840), Decimal("61055.42"))


def test_a_plan_exactly_as_expected_and_allowed_has_no_reason() -> None:
    assert reasons_in_terms(plan(), TERMS) == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"id": "another"}, "Another plan is recommended now: another"),
        ({"id": ""}, "one without an id"),
        ({"monthly_savings": Decimal("4210.21")}, "not $4,210.20"),
        ({"monthly_savings": Decimal("-4210.20")}, "are −$4,210.20 a month, not $4,210.20"),
        ({"monthly_savings": None}, "The net savings are not known"),
        ({"monthly_savings": Decimal("NaN")}, "The net savings are not known"),
        ({"line_items": ()}, "The sum due at signing is not known"),
        ({"minimum_commitment_cost": None}, "The minimum commitment is not known"),
        ({"minimum_commitment_cost": Decimal("Infinity")}, "The minimum commitment is not known"),
        ({"minimum_commitment_cost": Decimal("61055.43")}, "$61,055.43, more than the $61,055.42 allowed"),
        ({"commitments": (CommitmentSummary("one", upfront_cost=Decimal(9)),)}, "two sums due at signing"),
    ],
    ids=lambda value: " ".join(f"{k}={v}"[:40] for k, v in value.items()) if isinstance(value, dict) else "",
)
def test_anything_else_has_one(changes: dict[str, Any], reason: str) -> None:
    (told,) = reasons_in_terms(plan(**changes), TERMS)
    assert reason in told


def test_sums_that_differ_below_a_cent_are_the_same() -> None:
    assert reasons_in_terms(plan(monthly_savings=Decimal("4210.2000004")), TERMS) == ()
    assert reasons_in_terms(plan(minimum_commitment_cost=Decimal("61055.424")), TERMS) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4210.20", "4210.20"),
        ("4,210.2", "4210.2"),
        ("$5000", "5000"),
        ("-85.40", "-85.40"),
        ("-$85", "-85"),
        ("0", "0"),
    ],
)
def test_sums_of_a_command_line(text: str, value: str) -> None:
    assert money_of(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "x", "1e3", "4,21", "1.234", "NaN", "inf", "5000 ", "٥", "1_000", "--1"])
def test_anything_else_is_no_sum(text: str) -> None:
    assert money_of(text) is None
