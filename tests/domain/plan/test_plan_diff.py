"""What differs between two readings of a plan, and what does not count."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from support.plan_contract import Place, changed, full_document, places, plan_from
from support.plans import ANY_PLAN, COMMITMENTS, FLAGGED, LINES, PLAN, POLICY, bare_plan, line, plan
from support.properties import PROPERTY

from tui.domain.plan.compare import plan_diff
from tui.domain.plan.diff import Difference
from tui.domain.plan.mark import plan_mark
from tui.domain.plan.records import Plan

D = Decimal
PLACES = tuple(places(full_document()))
WHOLE = plan_from(full_document())
# What moves without anything changing, and the plan's own id, which is told apart.
RESTLESS = ("last_modified", "next_execution_date")


def told(before: Plan, after: Plan) -> list[tuple[str, str, str]]:
    return [(each.label, each.before, each.after) for each in plan_diff(before, after).fields]


def test_the_same_plan_has_not_changed_whatever_the_order_of_its_lists() -> None:
    turned = replace(
        PLAN,
        line_items=LINES[::-1],
        commitments=COMMITMENTS[::-1],
        resource_ids=PLAN.resource_ids[::-1],
        included_contract_specs=PLAN.included_contract_specs[::-1],
    )
    assert plan_diff(PLAN, turned).is_empty
    assert plan_mark(PLAN) == plan_mark(turned)


def test_the_noise_of_floating_point_is_no_change() -> None:
    noisy = plan(monthly_savings=D("4210.2000000000003"), savings=D("5.76740000000001"))
    assert plan_diff(PLAN, noisy).is_empty
    assert plan_mark(PLAN) == plan_mark(noisy)


def test_money_comes_first_and_the_biggest_of_it_before_all() -> None:
    after = plan(
        monthly_savings=D("4240.40"), total_savings=D("20000.00"), monthly_fee=D("460.00"), name="another name",
        potential_coverage=D("0.80"),
    )  # fmt: skip
    found = plan_diff(PLAN, after).fields
    assert [each.label for each in found] == [
        "Net savings",
        "Net savings",
        "Premium, inside the cost",
        "Coverage after",
        "Name",
    ]
    assert [each.change for each in found] == ["−$3,177.04", "+$30.20", "−$7.80", "+2 pp", ""]
    assert found[1] == Difference("Net savings", "$4,210.20", "$4,240.40", "per month", D("30.20"), is_money=True)


def test_figures_are_told_to_the_cent_unless_that_hides_what_differs() -> None:
    before = plan(monthly_savings=D("42937.139178"), monthly_fee=D("467.801"), potential_coverage=D("0.781234"))
    after = plan(monthly_savings=D("38942.391781"), monthly_fee=D("467.803424"), potential_coverage=D("0.80"))
    told = {each.label: (each.before, each.after, each.change) for each in plan_diff(before, after).fields}
    assert told == {
        "Net savings": ("$42,937.14", "$38,942.39", "−$3,994.75"),
        "Premium, inside the cost": ("$467.801", "$467.803424", "+$0.002424"),
        "Coverage after": ("78.12", "80", "+1.88 pp"),
    }


def test_a_fraction_of_a_cent_is_never_told_as_nothing() -> None:
    [found] = plan_diff(plan(monthly_fee=None), plan(monthly_fee=D("0.004"))).fields
    assert (found.before, found.after) == ("–", "$0.004")


def test_a_figure_that_became_known_has_no_change_to_it() -> None:
    found = plan_diff(plan(monthly_fee=None), PLAN).fields[0]
    assert (found.before, found.after, found.change) == ("–", "$467.80", "")


def test_lines_that_came_went_and_changed_by_the_biggest_sum() -> None:
    fresh = line("Amazon Redshift", 2, 720, "900.00", "0", "310.00")
    dearer = replace(LINES[5], monthly_commitment=D("240.50"), num_commitments=2)
    after = plan(line_items=(*LINES[1:5], dearer, fresh))
    found = plan_diff(PLAN, after).lines
    assert [(each.name, each.what, each.size) for each in found] == [
        ("Amazon EC2", "gone", D("6120.00")),
        ("Amazon Redshift", "new", D("900.00")),
        ("AWS Lambda", "changed", D("0.50")),
    ]
    assert [each.change for each in found[0].differences] == ["−$6,120.00", "−$1,984.40", "+$0.00"]
    assert [each.change for each in found[2].differences] == ["+$0.50", "+1"]


def test_lines_of_one_key_are_told_apart() -> None:
    twice = plan(line_items=(LINES[0], LINES[0]))
    found = plan_diff(twice, plan(line_items=(LINES[0],))).lines
    assert [(each.name, each.what) for each in found] == [("Amazon EC2", "gone")]


def test_commitments_are_compared_as_well() -> None:
    after = plan(commitments=(replace(COMMITMENTS[0], potential_coverage=D("0.79")), *COMMITMENTS[1:]))
    found = plan_diff(PLAN, after).commitments
    assert [(each.name, each.differences[0].change) for each in found] == [("Compute", "−2 pp")]


def test_another_plan_in_its_place_is_told_by_both_ids() -> None:
    assert plan_diff(PLAN, plan(id="another")).replaced == (PLAN.id, "another")


def test_what_moves_by_itself_is_told_last_and_does_not_count() -> None:
    assert POLICY.next_execution_date is not None
    later = replace(POLICY, next_execution_date=POLICY.next_execution_date + 7 * 86_400)
    after = plan(execution_policy=later, last_modified=1.0)
    found = plan_diff(PLAN, after)
    assert found.is_empty
    assert {each.label for each in found.fields} == {"Changed", "Policy: next run"}
    assert plan_mark(PLAN) == plan_mark(after)
    assert plan_diff(PLAN, replace(after, status="completed")).fields[0].label == "Status"


def test_a_policy_an_action_and_ids_that_come_or_go_are_told_in_words() -> None:
    assert told(PLAN, plan(execution_policy=None)) == [("Policy", "Weekly purchases", "none")]
    assert told(PLAN, plan(flagged_actions=())) == [("Flagged action", "exchange", "none")]
    done = plan(flagged_actions=(replace(FLAGGED, status="done"),))
    assert told(PLAN, done) == [("Flagged action: status", "queued", "done")]
    fewer = told(PLAN, plan(resource_ids=PLAN.resource_ids[5:]))
    assert fewer == [("Resources", "gone: i-0, i-1, i-2 and 2 more", "209")]


class Counted(str):
    """An id that tells how often it was looked up."""

    __slots__ = ()
    looked_up = 0

    def __hash__(self) -> int:
        Counted.looked_up += 1
        return super().__hash__()


def test_thousands_of_ids_are_held_against_thousands_in_a_few_looks_each() -> None:
    before = tuple(Counted(f"i-{n}") for n in range(500))
    after = tuple(Counted(f"i-{n}") for n in range(3, 503))
    assert told(plan(resource_ids=before), plan(resource_ids=after)) == [
        ("Resources", "gone: i-0, i-1, i-2", "new: i-500, i-501, i-502")
    ]
    assert Counted.looked_up < 10 * 1_000


@pytest.mark.parametrize("place", PLACES, ids=lambda place: ".".join(map(str, place)))
def test_a_change_at_any_place_of_the_contract_is_found(place: Place) -> None:
    other = plan_from(changed(place))
    found = plan_diff(WHOLE, other)
    if place[-1] in RESTLESS:
        assert found.is_empty
        assert found.fields
        assert plan_mark(WHOLE) == plan_mark(other)
        return
    assert plan_mark(WHOLE) != plan_mark(other)
    assert not found.is_empty


@PROPERTY
@given(ANY_PLAN, ANY_PLAN)
def test_any_two_plans_can_be_compared_and_none_differs_from_itself(one: Plan, other: Plan) -> None:
    assert plan_diff(one, one).is_empty
    found = plan_diff(one, other)
    sizes = [each.size for each in found.lines]
    assert sizes == sorted(sizes, reverse=True)
    for each in (*found.fields, *(inner for each_line in found.lines for inner in each_line.differences)):
        assert each.before != each.after or each.delta is not None or not each.before
    plan_diff(bare_plan(), one)


def test_the_noise_of_floating_point_inside_an_open_value_is_no_change() -> None:
    def done(rate: str, run: str) -> Plan:
        info = json.dumps({"rate": rate, "last_modified": run, "ids": ["b", "a"]})
        return plan(flagged_actions=(replace(FLAGGED, execution_info=info),))

    assert plan_mark(done("0.30000000000000004", "1")) == plan_mark(done("0.3", "2"))
    assert plan_mark(done("0.31", "1")) != plan_mark(done("0.3", "1"))
