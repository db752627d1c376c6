"""What an answer means, and what proves a purchase."""

from __future__ import annotations

import pytest
from support.purchases import PLAN_ID, flagged, plan, policy_with

from tui.domain.plan.records import Plan
from tui.domain.purchase.attempt import AttemptState
from tui.domain.purchase.events import Answered
from tui.domain.purchase.evidence import baseline, evidence, verdict

REFUSING = (400, 401, 403, 404, 405, 422)
BOUGHT = ("scheduled", "in_progress", "completed")


@pytest.mark.parametrize("status", [200, 201, 202, 204, 206, 299])
def test_any_success_that_names_this_plan_is_accepted(status: int) -> None:
    assert verdict(Answered(status, plan_id=PLAN_ID), PLAN_ID) is AttemptState.ACCEPTED


@pytest.mark.parametrize("named", [None, "", "another", PLAN_ID.upper(), PLAN_ID + " "])
def test_a_success_that_does_not_name_this_plan_is_unknown(named: str | None) -> None:
    assert verdict(Answered(200, plan_id=named), PLAN_ID) is AttemptState.UNKNOWN


@pytest.mark.parametrize("status", REFUSING)
def test_a_refusal_counts_when_the_api_itself_speaks(status: int) -> None:
    assert verdict(Answered(status, known_envelope=True), PLAN_ID) is AttemptState.REFUSED
    assert verdict(Answered(status, known_envelope=False), PLAN_ID) is AttemptState.UNKNOWN


def test_too_many_requests_is_refused_whoever_says_so() -> None:
    assert verdict(Answered(429, known_envelope=False), PLAN_ID) is AttemptState.REFUSED
    assert verdict(Answered(429, known_envelope=True), PLAN_ID) is AttemptState.REFUSED


def test_every_other_status_is_unknown_whatever_the_envelope_and_the_plan_it_names() -> None:
    for status in range(100, 600):
        if 200 <= status < 300 or status in (*REFUSING, 429):
            continue
        for known in (True, False):
            answer = Answered(status, known_envelope=known, plan_id=PLAN_ID, plan_status="completed")
            assert verdict(answer, PLAN_ID) is AttemptState.UNKNOWN, status


@pytest.mark.parametrize("status", BOUGHT)
def test_the_status_of_this_plan_moved_to_a_bought_one_is_evidence(status: str) -> None:
    assert evidence(PLAN_ID, baseline(plan()), plan(status=status)) == f"plan {status}"


@pytest.mark.parametrize("status", ["new", "draft", "needs_review", "cancelled", "active", "", None])
def test_any_other_move_of_its_status_proves_nothing(status: str | None) -> None:
    assert evidence(PLAN_ID, baseline(plan()), plan(status=status)) is None


def test_a_status_that_has_not_moved_proves_nothing() -> None:
    scheduled = plan(status="scheduled")
    assert evidence(PLAN_ID, baseline(scheduled), scheduled) is None
    assert evidence(PLAN_ID, baseline(scheduled), plan(status="completed")) == "plan completed"


def test_a_status_that_was_not_known_before_cannot_be_seen_to_move() -> None:
    assert evidence(PLAN_ID, baseline(plan(status=None)), plan(status="completed")) is None


def test_another_plan_bought_proves_nothing() -> None:
    assert evidence(PLAN_ID, baseline(plan()), plan(id="another", status="completed")) is None


def test_a_new_flagged_action_of_this_plan_is_evidence_also_under_another_plan() -> None:
    before = baseline(plan(flagged_actions=(flagged("old"),)))
    assert evidence(PLAN_ID, before, plan(flagged_actions=(flagged("old"), flagged("new")))) == "purchase flagged"
    elsewhere = plan(id="another", flagged_actions=(flagged("new"),))
    assert evidence(PLAN_ID, before, elsewhere) == "purchase flagged"


def test_an_action_that_was_there_before_or_is_of_another_plan_proves_nothing() -> None:
    before = baseline(plan(flagged_actions=(flagged("old"),)))
    assert evidence(PLAN_ID, before, plan(flagged_actions=(flagged("old"),))) is None
    assert evidence(PLAN_ID, before, plan(flagged_actions=(flagged("new", plan_id="another"),))) is None
    assert evidence(PLAN_ID, before, plan(flagged_actions=(flagged("new", plan_id=""),))) is None


def test_an_action_without_an_id_is_known_again_by_its_kind_and_time() -> None:
    nameless = flagged(None, creation_time=100.0)
    before = baseline(plan(flagged_actions=(nameless,)))
    assert evidence(PLAN_ID, before, plan(flagged_actions=(nameless,))) is None
    later = flagged(None, creation_time=200.0)
    assert evidence(PLAN_ID, before, plan(flagged_actions=(nameless, later))) == "purchase flagged"


@pytest.mark.parametrize("before", ["reviewed", None])
def test_this_plan_so_moved_in_the_execution_policy_is_evidence(before: str | None) -> None:
    start = baseline(plan(execution_policy=policy_with(before) if before else None))
    listed: Plan = plan(id="another", execution_policy=policy_with("in_progress"))
    assert evidence(PLAN_ID, start, listed) == "policy: plan in_progress"


def test_the_policy_proves_nothing_without_a_move_of_this_plan() -> None:
    start = baseline(plan(execution_policy=policy_with("scheduled")))
    assert evidence(PLAN_ID, start, plan(execution_policy=policy_with("scheduled"))) is None
    fresh = baseline(plan())
    assert evidence(PLAN_ID, fresh, plan(execution_policy=policy_with("completed", plan_id="another"))) is None
    assert evidence(PLAN_ID, fresh, plan(execution_policy=policy_with(None))) is None
    listed_without_status = baseline(plan(execution_policy=policy_with(None)))
    assert evidence(PLAN_ID, listed_without_status, plan(execution_policy=policy_with("completed"))) is None
