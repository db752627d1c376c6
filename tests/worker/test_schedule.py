from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.plan.brief import PlanBrief, PlanStanding
from tui.domain.records import Checklist, Customer, Feature
from tui.domain.snapshot import PlanReading, Reading
from tui.worker.schedule import DueList, Policy, expected_plans, plan_due

POLICY = Policy()
NOW = 1_000_000.0


def _known(standing: PlanStanding, modified: float | None = None) -> PlanReading:
    brief = PlanBrief("id", "name", "new", standing, last_modified=modified)
    return PlanReading(Reading.KNOWN, brief, read_at=NOW)


def test_only_providers_whose_integration_works_in_part_are_asked_for_plans() -> None:
    customer = Customer(
        "org",
        "Beta",
        integrations=(
            Checklist("aws", (Feature("cur", "warning"), Feature("assume_role", "missing"))),
            Checklist("azure-main", (Feature("app_consent", "missing"), Feature("cost_export", "unknown"))),
            Checklist("mystery", (Feature("x", "available"),)),
            Checklist("gcp", ()),
        ),
    )
    assert list(expected_plans(customer)) == [("org", "aws")]


def test_a_plan_never_read_is_due_at_once() -> None:
    assert plan_due(PlanReading(), None, POLICY) == 0


def test_a_plan_that_is_ready_is_read_again_after_six_hours() -> None:
    assert plan_due(_known(PlanStanding.READY), None, POLICY) == NOW + 6 * 3600


def test_no_plan_is_remembered_for_a_day_but_asked_again_soon_after_a_verification_here() -> None:
    none = PlanReading(Reading.NONE, read_at=NOW)
    assert plan_due(none, None, POLICY) == NOW + 86_400
    assert plan_due(none, NOW - 10, POLICY) == NOW + 15
    assert plan_due(none, NOW - 600, POLICY) == NOW + 300
    assert plan_due(none, NOW - 30 * 86_400, POLICY) == NOW + 86_400


@pytest.mark.parametrize("standing", [PlanStanding.CALCULATING, PlanStanding.SCHEDULED, PlanStanding.BUYING])
@pytest.mark.parametrize("modified", [None, NOW - 5, NOW - 90_000])
def test_a_plan_that_moves_by_itself_is_polled_after_ten_seconds_then_twice_as_long_to_five_minutes(
    standing: PlanStanding, modified: float | None
) -> None:
    waits = [plan_due(_known(standing, modified), None, POLICY, looks) - NOW for looks in range(1, 9)]
    assert waits == [10, 20, 40, 80, 160, 300, 300, 300]
    assert plan_due(_known(standing), None, POLICY, 10_000) == NOW + 300


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.floats(0, 100)), max_size=40), st.floats(0, 100))
def test_the_due_list_gives_each_key_once_at_its_latest_time(puts: list[tuple[str, float]], now: float) -> None:
    due = DueList()
    latest: dict[tuple[str, str], float] = {}
    for name, at in puts:
        due.put((name, "aws"), at)
        latest[name, "aws"] = at
    assert due.next == min(latest.values(), default=None)
    taken = due.take(now, limit=100)
    assert sorted(taken) == sorted(key for key, at in latest.items() if at <= now)
    assert [latest[key] for key in taken] == sorted(latest[key] for key in taken)
    assert len(due) == len(latest) - len(taken)


def test_the_due_list_forgets_customers_that_are_gone() -> None:
    due = DueList()
    due.put(("a", "aws"), 1)
    due.put(("b", "aws"), 2)
    due.keep_only({("b", "aws")})
    assert due.take(10, limit=10) == [("b", "aws")]


def test_a_clock_that_is_set_back_takes_everything_due_along_in_its_order() -> None:
    due = DueList()
    due.put(("a", "aws"), 100.0)
    due.put(("b", "aws"), 50.0)
    due.set_back(30)
    assert due.next == 20
    assert due.take(70, 5) == [("b", "aws"), ("a", "aws")]
