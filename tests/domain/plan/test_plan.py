"""A plan's standing, its cash due, its lock-in, and what two readings are compared by."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from support.clock import EPOCH

from tui.domain.plan.brief import PlanStanding
from tui.domain.plan.figures import CashDue, brief, cash_due, figures, lock_in_hours, plan_standing, total
from tui.domain.plan.records import CommitmentSummary, ExecutionPolicy, FlaggedAction, LineItem, Plan

D = Decimal
PLAN = Plan(
    id="p-1",
    provider="aws",
    name="Recommended",
    status="new",
    is_calculating=False,
    is_locked=False,
    monthly_savings=D("4210.20"),
    monthly_fee=D("467.80"),
    line_items=(
        LineItem("Amazon EC2", upfront_cost=D("0"), monthly_savings=D("1984.40"), max_term_hours=720),
        LineItem("Amazon RDS", upfront_cost=D("1840"), monthly_savings=D("2225.80"), max_term_hours=8_760),
    ),
    commitments=(CommitmentSummary("rds", upfront_cost=D("1840"), max_term_hours=8_760),),
)


@pytest.mark.parametrize(
    ("status", "calculating", "locked", "standing"),
    [
        ("completed", True, True, PlanStanding.BOUGHT),
        ("in_progress", True, True, PlanStanding.BUYING),
        ("scheduled", True, True, PlanStanding.SCHEDULED),
        ("new", True, True, PlanStanding.CALCULATING),
        ("reviewed", False, True, PlanStanding.LOCKED),
        ("needs_review", False, False, PlanStanding.READY),
        ("cancelled", None, None, PlanStanding.READY),
        (None, None, None, PlanStanding.READY),
    ],
)
def test_bought_wins_over_calculating_which_wins_over_locked(
    *, status: str | None, calculating: bool | None, locked: bool | None, standing: PlanStanding
) -> None:
    assert plan_standing(replace(PLAN, status=status, is_calculating=calculating, is_locked=locked)) is standing


def test_a_sum_with_a_missing_part_is_not_known() -> None:
    assert total([D(1), D(2)]) == D(3)
    assert total([D(1), None]) is None
    assert total([]) is None


def test_cash_due_comes_from_the_line_items() -> None:
    assert cash_due(PLAN) == CashDue(D(1840))
    assert cash_due(PLAN).certain


def test_without_line_items_cash_due_comes_from_the_aggregate() -> None:
    assert cash_due(replace(PLAN, line_items=())) == CashDue(D(1840))


def test_a_source_with_a_gap_disagrees_when_the_rest_of_it_is_already_more() -> None:
    lines = (LineItem("ec2", upfront_cost=D(1841)), LineItem("rds"))
    assert cash_due(replace(PLAN, line_items=lines)) == CashDue(D(1841), D(1840))
    less = (LineItem("ec2", upfront_cost=D(1839)), LineItem("rds"))
    assert cash_due(replace(PLAN, line_items=less)) == CashDue(D(1840))
    summaries = (CommitmentSummary("ec2", upfront_cost=D("1840.01")), CommitmentSummary("rds"))
    assert cash_due(replace(PLAN, commitments=summaries)) == CashDue(D(1840), D("1840.01"))
    assert cash_due(replace(PLAN, line_items=(LineItem("ec2"),))) == CashDue(D(1840))


def test_with_neither_source_cash_due_is_not_known_and_not_certain() -> None:
    nothing = cash_due(replace(PLAN, line_items=(), commitments=()))
    assert nothing.amount is None
    assert not nothing.certain


@pytest.mark.parametrize(("aggregate", "certain"), [("1840.009", True), ("1840.01", False), ("1839.98", False)])
def test_sources_that_disagree_by_a_cent_or_more_are_both_kept(aggregate: str, *, certain: bool) -> None:
    due = cash_due(replace(PLAN, commitments=(CommitmentSummary("rds", upfront_cost=D(aggregate)),)))
    assert due.certain is certain
    assert due.amount == D(1840)
    assert due.other == (None if certain else D(aggregate))


def test_the_lock_in_is_the_longest_term_of_any_line() -> None:
    assert lock_in_hours(PLAN) == 8_760
    assert lock_in_hours(replace(PLAN, commitments=(CommitmentSummary("x", max_term_hours=26_280),))) == 26_280
    assert lock_in_hours(replace(PLAN, line_items=(), commitments=())) is None


def changed_figures(before: Plan, after: Plan) -> list[str]:
    old, new = figures(before), figures(after)
    assert old.keys() == new.keys()
    return [name for name in old if old[name] != new[name]]


def test_two_readings_that_differ_below_a_cent_have_the_same_figures() -> None:
    assert changed_figures(PLAN, replace(PLAN, monthly_savings=D("4210.2049"))) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"id": "p-2"}, "id"),
        ({"status": "reviewed"}, "status"),
        ({"is_locked": True}, "is_locked"),
        ({"monthly_savings": D("4210.21")}, "monthly_savings"),
        ({"monthly_savings": None}, "monthly_savings"),
        ({"fee": D("0.64")}, "fee"),
        ({"minimum_commitment_cost": D(1)}, "minimum_commitment_cost"),
        ({"line_items": PLAN.line_items[:1]}, "line_items"),
        ({"commitments": ()}, "commitments"),
    ],
)
def test_every_compared_figure_is_named_when_it_changes(change: dict[str, object], named: str) -> None:
    assert changed_figures(PLAN, replace(PLAN, **change)) == [named]  # type: ignore[arg-type]


def test_the_order_in_which_the_server_lists_lines_is_no_change() -> None:
    turned = replace(PLAN, line_items=PLAN.line_items[::-1])
    assert figures(turned) == figures(PLAN)


def test_a_missing_figure_is_not_the_same_as_zero() -> None:
    assert changed_figures(replace(PLAN, fee=None), replace(PLAN, fee=D(0))) == ["fee"]


def test_a_brief_keeps_what_lists_show() -> None:
    policy = ExecutionPolicy(enabled=True, next_execution_date=EPOCH)
    small = brief(replace(PLAN, execution_policy=policy, flagged_actions=(FlaggedAction(),)))
    assert (small.id, small.name, small.status) == ("p-1", "Recommended", "new")
    assert (small.standing, small.monthly_savings) == (PlanStanding.READY, D("4210.20"))
    assert (small.is_calculating, small.is_locked) == (False, False)
    assert brief(replace(PLAN, status="completed", is_locked=True)).is_locked
    assert (small.cash_due, small.lock_in_hours, small.flagged, small.policy_next) == (D(1840), 8_760, 1, EPOCH)


def test_a_policy_that_is_switched_off_has_no_next_run_in_lists() -> None:
    policy = ExecutionPolicy(enabled=False, next_execution_date=EPOCH)
    assert brief(replace(PLAN, execution_policy=policy)).policy_next is None


@pytest.mark.parametrize(
    ("change", "waiting"),
    [
        ({}, D("4210.20")),
        ({"is_calculating": True}, None),
        ({"is_locked": True}, None),
        ({"status": "completed"}, None),
        ({"monthly_savings": D("-85.40")}, None),
        ({"monthly_savings": D(0)}, None),
        ({"monthly_savings": None}, None),
    ],
)
def test_savings_wait_only_when_positive_final_unlocked_and_not_bought(
    change: dict[str, object], waiting: Decimal | None
) -> None:
    assert brief(replace(PLAN, **change)).waiting == waiting  # type: ignore[arg-type]
