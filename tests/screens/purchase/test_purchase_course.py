"""Where the dialog stands after each answer and snapshot; no old attempt is taken for this one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.clock import EPOCH
from support.plans import ORG, PLAN, D, attempt_of, plan, snapshot_of

from screens.purchase.course import Course, Phase
from tui.domain.faults import Fault, Sent
from tui.domain.intents import Buy, Done, Failed, PreparePurchase, ReadPlan
from tui.domain.purchase.attempt import AttemptState

START = Course(ORG, "aws", PLAN, EPOCH)
ASK = PreparePurchase(ORG, "aws")
FAULT = Fault("No answer in time: the plan.")
BUY = Buy(ORG, "Atlas Print c/o Acme", "aws", PLAN, "purchasing@acme.example")
OLD = attempt_of(AttemptState.UNKNOWN, number=1)
REVIEWED = START.answered(Done(ASK, PLAN), EPOCH)
PRESSED = REVIEWED.pressed(BUY, snapshot_of(attempts=(OLD,)), EPOCH)


def test_the_same_figures_read_again_may_be_reviewed() -> None:
    assert START.phase is Phase.READING
    assert REVIEWED.phase is Phase.REVIEW
    assert REVIEWED.read_at == EPOCH


def test_other_figures_another_plan_or_none_have_to_be_looked_at_again() -> None:
    changed = START.answered(Done(ASK, plan(monthly_savings=D("4210.21"))), EPOCH)
    assert changed.phase is Phase.CHANGED
    assert [(one.figure, one.before, one.after) for one in changed.changes] == [
        ("monthly_savings", "4210.20", "4210.21")
    ]
    assert START.answered(Done(ASK, plan(id="another")), EPOCH).phase is Phase.CHANGED
    assert START.answered(Done(ASK, None), EPOCH).phase is Phase.GONE


def test_a_change_below_a_cent_is_no_change() -> None:
    fresh = plan(monthly_savings=D("4210.2001"))
    assert START.answered(Done(ASK, fresh), EPOCH).phase is Phase.REVIEW


def test_a_reading_that_failed_can_be_made_again() -> None:
    failed = START.answered(Failed(ASK, FAULT), EPOCH)
    assert failed.phase is Phase.NOT_READ
    again = failed.read_again(EPOCH + 5)
    assert again.phase is Phase.READING
    assert again.answered(Done(ASK, PLAN), EPOCH + 6).phase is Phase.REVIEW


@pytest.mark.parametrize(
    "outcome",
    [
        Done(PreparePurchase("other", "aws"), None),
        Done(PreparePurchase(ORG, "azure"), None),
        Done(ReadPlan(ORG, "aws"), None),
        Failed(replace(BUY, org_id="other"), FAULT),
        Done(BUY, attempt_of()),
    ],
)
def test_answers_to_others_change_nothing(outcome: Done | Failed) -> None:
    assert REVIEWED.answered(outcome, EPOCH) == REVIEWED


def test_a_later_reading_does_not_take_the_reviewed_figures_away() -> None:
    assert REVIEWED.answered(Done(ASK, None), EPOCH + 1) == REVIEWED
    assert PRESSED.answered(Done(ASK, None), EPOCH + 1) == PRESSED


def test_a_second_press_changes_nothing() -> None:
    again = PRESSED.pressed(replace(BUY, email="other@acme.example"), snapshot_of(), EPOCH + 9)
    assert again == PRESSED


def test_an_attempt_known_before_is_never_taken_for_this_one() -> None:
    assert PRESSED.followed(snapshot_of(attempts=(OLD,))).attempt is None
    other = replace(attempt_of(number=2), reviewed=replace(OLD.reviewed, plan_id="another"))
    assert PRESSED.followed(snapshot_of(attempts=(OLD, other))).attempt is None


def test_the_attempt_is_followed_from_intent_to_evidence() -> None:
    course = PRESSED
    phases = []
    for state in (
        AttemptState.INTENDED,
        AttemptState.SENT,
        AttemptState.UNKNOWN,
        AttemptState.BOUGHT,
    ):
        course = course.followed(snapshot_of(attempts=(attempt_of(state), OLD)))
        phases.append(course.phase)
    assert phases == [Phase.SENDING, Phase.SENDING, Phase.ENDED, Phase.ENDED]
    assert course.attempt is not None
    assert course.attempt.state is AttemptState.BOUGHT


def test_an_older_state_of_the_attempt_never_replaces_a_later_one() -> None:
    late = attempt_of(AttemptState.BOUGHT, revision=5)
    course = PRESSED.answered(Done(BUY, late), EPOCH)
    assert course.followed(snapshot_of(attempts=(attempt_of(AttemptState.SENT, revision=2),))).attempt == late


def test_a_purchase_that_was_declined_is_not_sent_whatever_attempts_appear() -> None:
    declined = PRESSED.answered(Failed(BUY, replace(FAULT, sent=Sent.NOT_SENT)), EPOCH)
    assert declined.phase is Phase.DECLINED
    assert declined.followed(snapshot_of(attempts=(attempt_of(AttemptState.SENT),))).phase is Phase.DECLINED


def test_a_fault_that_may_have_come_after_sending_is_an_unknown_outcome() -> None:
    lost = PRESSED.answered(Failed(BUY, replace(FAULT, sent=Sent.MAYBE)), EPOCH)
    assert lost.phase is Phase.LOST
    assert lost.followed(snapshot_of(attempts=(attempt_of(AttemptState.SENT),))).phase is Phase.LOST
    found = lost.followed(snapshot_of(attempts=(attempt_of(AttemptState.UNKNOWN),)))
    assert found.phase is Phase.ENDED
