from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from support.customers import brief, customer, snapshot

from tui.domain.customers.facts import totals
from tui.domain.customers.standing import StandingBoard
from tui.domain.faults import Fault
from tui.domain.marks import Review, ReviewMark
from tui.domain.plan.brief import PlanStanding
from tui.domain.plans.portfolio import PlanRow, PlanSort, next_to_review, plan_row, plan_totals, ranked
from tui.domain.snapshot import PlanReading, Reading

READY = PlanStanding.READY


def row(
    name: str,
    savings: str | None = "100",
    standing: PlanStanding = READY,
    mark: ReviewMark | None = None,
    *,
    provider: str = "aws",
    **facts: object,
) -> PlanRow:
    """A plan of a customer with this name."""
    who = customer(name, aws="********", azure="********")
    board = StandingBoard()
    board.update(snapshot(who))
    known = replace(brief(savings, standing, plan_id=f"plan of {name}"), **facts)  # type: ignore[arg-type]
    reading = PlanReading(Reading.KNOWN, known, 1_000.0)
    review = Review(mark, known.id, 1.0) if mark is not None else None
    found = board.standing(who.org_id)
    assert found is not None
    return plan_row(found, (who.org_id, provider), reading, known, review)


def names(rows: list[PlanRow]) -> list[str]:
    return [row.standing.full_name for row in rows]


def test_most_net_savings_come_first_and_what_is_not_final_last() -> None:
    rows = [
        row("B", "-85.40"),
        row("C", None),
        row("A", "12640"),
        row("D", "5", PlanStanding.CALCULATING),
        row("E", "0"),
    ]
    assert names(ranked(rows)) == ["A", "E", "B", "C", "D"]
    assert names(ranked(rows, descending=False)) == ["B", "E", "A", "C", "D"]


def test_equal_plans_stand_by_savings_then_by_name() -> None:
    rows = [row("B", "2", cash_due=Decimal(9)), row("A", "2", cash_due=Decimal(9)), row("C", "7", cash_due=Decimal(9))]
    assert names(ranked(rows, PlanSort.SIGNING)) == ["C", "A", "B"]


@pytest.mark.parametrize(
    ("key", "first", "second"),
    [
        (PlanSort.CUSTOMER, row("A"), row("B")),
        (PlanSort.CLOUD, row("Z", provider="aws"), row("A", provider="azure")),
        (PlanSort.PREMIUM, row("A", monthly_fee=Decimal(1)), row("B", monthly_fee=Decimal(2))),
        (PlanSort.LOCK_IN, row("A", lock_in_hours=720), row("B", lock_in_hours=8760)),
        (PlanSort.COVERAGE, row("A", potential_coverage=Decimal("0.2")), row("B", potential_coverage=Decimal("0.3"))),
        (PlanSort.REVIEW, row("A"), row("B", mark=ReviewMark.DECLINED)),
    ],
)
def test_every_column_can_be_sorted_by_in_both_directions(key: PlanSort, first: PlanRow, second: PlanRow) -> None:
    assert ranked([second, first], key, descending=False) == [first, second]
    assert ranked([first, second], key, descending=True) == [second, first]


def test_a_figure_that_is_no_number_stands_last() -> None:
    rows = [row("A", "Infinity"), row("B", "1")]
    assert names(ranked(rows)) == names(ranked(rows, descending=False)) == ["B", "A"]


def test_the_sum_holds_what_waits_and_nothing_else() -> None:
    rows = [
        row("A", "100.25"),
        row("B", "50.50", mark=ReviewMark.DECLINED),
        row("C", "-10"),
        row("D", "70", PlanStanding.LOCKED),
        row("E", "70", PlanStanding.BOUGHT),
        row("F", "70", PlanStanding.CALCULATING),
    ]
    found = plan_totals(rows, {}, totals(()))
    assert (found.waiting, found.waiting_plans) == (Decimal("150.75"), 2)
    assert plan_totals([rows[2]], {}, totals(())).waiting is None


def test_what_is_to_be_done_is_counted() -> None:
    rows = [
        row("A"),
        row("B", "-1"),
        row("C", mark=ReviewMark.LOOKED_AT),
        row("D", mark=ReviewMark.TO_BUY),
        row("E", standing=PlanStanding.BOUGHT, mark=ReviewMark.TO_BUY),
        row("F", standing=PlanStanding.LOCKED),
        row("G", standing=PlanStanding.CALCULATING),
    ]
    found = plan_totals(rows, {}, totals(()))
    assert (found.to_review, found.to_buy, found.calculating, found.known) == (2, 1, 1, 7)


def test_plans_that_are_missing_are_counted_with_the_reason() -> None:
    who = [customer(name, aws="********") for name in ("Known", "Never asked", "Broken", "Without")]
    readings = {
        (who[0].org_id, "aws"): PlanReading(Reading.KNOWN, brief(), 1.0),
        (who[2].org_id, "aws"): PlanReading(Reading.FAILED, fault=Fault("no")),
        (who[3].org_id, "aws"): PlanReading(Reading.NONE, read_at=1.0),
    }
    board = StandingBoard()
    board.update(snapshot(*who, plans=readings))
    found = plan_totals([], readings, totals(board.standings))
    assert (found.expected, found.not_known, found.failed, found.absent) == (3, 2, 1, 1)


def test_the_queue_holds_only_what_waits_for_review() -> None:
    rows = [row("A"), row("B", mark=ReviewMark.TO_BUY), row("C"), row("D", standing=PlanStanding.LOCKED), row("E")]
    keys = [each.key for each in rows]
    assert next_to_review(rows, keys[0], 1) == keys[2]
    assert next_to_review(rows, keys[2], 1) == keys[4]
    assert next_to_review(rows, keys[4], 1) is None
    assert next_to_review(rows, keys[3], -1) == keys[2]
    assert next_to_review(rows, keys[0], -1) is None
    assert next_to_review(rows, None, 1) == keys[0]
    assert next_to_review(rows, None, -1) == keys[4]


def test_a_row_speaks_of_its_own_plan_where_its_customer_has_several() -> None:
    azure = row("A", "7", provider="azure", last_modified=500.0)
    assert azure.standing.health.providers == {"azure"}
    assert azure.standing.plan.savings == 7
    assert (azure.standing.times.changed, azure.standing.times.changed_exact) == (500.0, True)
    assert not row("A").standing.times.changed_exact
