"""The purchase step machine."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.clock import EPOCH
from support.purchases import JUDGE_AFTER, TIMING, intended, plan, sent, unknown

from tui.domain.purchase.attempt import Attempt, AttemptState
from tui.domain.purchase.events import (
    Answered,
    ClaimRefused,
    Event,
    FreshPlan,
    FreshReadFailed,
    Intended,
    IntentWritten,
    LookAt,
    Looked,
    NoAnswer,
    NotSent,
    ReadPlan,
    Record,
    RecordBeforeSending,
    Send,
    SentWritten,
    Settled,
    Woke,
    WriteFailed,
    WriteIntent,
)
from tui.domain.purchase.machine import Step, step, still_looks, why_not_settle

SAME = Answered(200, plan_id=plan().id, plan_status="scheduled")
ENDED = (AttemptState.NOT_SENT, AttemptState.REFUSED, AttemptState.BOUGHT, AttemptState.NOT_BOUGHT)
EVERY_EVENT: tuple[Event, ...] = (
    Intended(),
    IntentWritten(),
    ClaimRefused(intended(number=7)),
    WriteFailed("disk full"),
    FreshPlan(plan()),
    FreshReadFailed("no answer"),
    SentWritten(),
    NotSent("connection refused"),
    SAME,
    Answered(500),
    NoAnswer("reset"),
    Woke(sender_alive=False),
    Woke(sender_alive=True),
    Looked(JUDGE_AFTER, plan=plan(status="completed")),
    Settled(bought=True, note="seen in the console", who="ann"),
)


def after(attempt: Attempt, event: Event, now: float = EPOCH) -> Step:
    return step(attempt, event, now, TIMING)


def test_the_intent_is_written_before_anything_else() -> None:
    assert after(intended(), Intended()).effects == (WriteIntent(),)


def test_the_plan_is_read_again_once_the_intent_is_on_disk() -> None:
    assert after(intended(), IntentWritten()).effects == (ReadPlan(),)


def test_the_same_figures_lead_to_the_word_sent_on_disk_and_to_nothing_else_yet() -> None:
    result = after(intended(), FreshPlan(plan()), EPOCH + 1)
    assert result.attempt.state is AttemptState.SENT
    assert result.attempt.sent_at == EPOCH + 1
    assert result.attempt.judge_after == JUDGE_AFTER + 1
    assert result.effects == (RecordBeforeSending(),)


def test_the_request_leaves_only_once_the_word_sent_is_on_disk() -> None:
    assert after(sent(), SentWritten()).effects == (Send(),)


def test_nothing_but_the_word_sent_on_disk_ever_asks_for_a_request() -> None:
    for attempt in (intended(), sent(), unknown(), *(replace(sent(), state=state) for state in AttemptState)):
        for event in EVERY_EVENT:
            if not (isinstance(event, SentWritten) and attempt.state is AttemptState.SENT):
                assert Send() not in after(attempt, event).effects


@pytest.mark.parametrize("late", [21.0, -21.0, 7200.0])
def test_figures_that_grew_old_while_the_program_stood_still_are_not_sent(late: float) -> None:
    result = after(sent(), SentWritten(), EPOCH + late)
    assert result.attempt.state is AttemptState.NOT_SENT
    assert result.effects == (Record(),)


def test_a_refused_claim_ends_it_with_nothing_to_write_down() -> None:
    result = after(intended(), ClaimRefused(intended(number=7)))
    assert result == Step(result.attempt)
    assert (result.attempt.state, result.attempt.how) == (AttemptState.NOT_SENT, "claimed by entry 7")


def test_other_figures_are_not_sent_and_the_difference_is_kept() -> None:
    result = after(intended(), FreshPlan(plan(monthly_fee=plan().monthly_savings)))
    assert (result.attempt.state, result.attempt.how) == (AttemptState.NOT_SENT, "figures changed")
    (difference,) = result.attempt.differences
    assert (difference.figure, difference.before, difference.after) == ("monthly_fee", "467.80", "4210.20")


@pytest.mark.parametrize(
    "event",
    [FreshPlan(None), FreshReadFailed("no answer"), FreshPlan(plan(id="another")), WriteFailed("disk full")],
    ids=["no plan", "no reading", "another plan", "journal"],
)
def test_before_sending_every_trouble_means_not_sent(event: Event) -> None:
    result = after(intended(), event)
    assert result.attempt.state is AttemptState.NOT_SENT
    assert result.effects == (Record(),)


def test_a_plan_that_is_not_for_sale_is_not_sent_even_if_it_was_confirmed_like_that() -> None:
    locked = plan(is_locked=True)
    begun = intended(reviewed=sent(locked).reviewed)
    result = after(begun, FreshPlan(locked))
    assert (result.attempt.state, result.attempt.how) == (AttemptState.NOT_SENT, "The plan is locked")


def test_a_request_that_reached_nobody_releases_the_claim() -> None:
    result = after(sent(), NotSent("connection refused"))
    assert (result.attempt.state, result.attempt.how) == (AttemptState.NOT_SENT, "connection refused")
    assert not result.attempt.state.is_open


def test_acceptance_shows_the_status_and_does_not_say_bought() -> None:
    result = after(sent(), SAME, EPOCH + 2)
    assert result.attempt.state is AttemptState.ACCEPTED
    assert result.attempt.how == "accepted, status scheduled"
    assert result.attempt.state.keeps_plan
    assert result.effects == (Record(), LookAt(JUDGE_AFTER))


def test_a_refusal_keeps_the_words_of_the_server() -> None:
    result = after(sent(), Answered(403, known_envelope=True, words="may not buy"))
    assert (result.attempt.state, result.attempt.how) == (AttemptState.REFUSED, "403 may not buy")
    assert result.attempt.words == "may not buy"
    assert result.effects == (Record(),)


def test_no_answer_is_unknown_and_looked_for_once_the_server_had_its_time() -> None:
    result = after(sent(), NoAnswer("no answer within 30 s"), EPOCH + 30)
    assert result.attempt.state is AttemptState.UNKNOWN
    assert result.attempt.state.is_open
    assert result.effects == (Record(), LookAt(JUDGE_AFTER))


def test_the_settling_time_starts_when_the_request_ended_if_that_was_later() -> None:
    result = after(sent(), NoAnswer("reset"), EPOCH + 3600)
    assert result.attempt.judge_after == EPOCH + 3600 + TIMING.settling


def test_what_a_dead_program_only_intended_was_not_sent() -> None:
    result = after(intended(), Woke(sender_alive=False))
    assert result.attempt.state is AttemptState.NOT_SENT
    assert result.effects == (Record(),)


def test_what_a_dead_program_sent_is_unknown() -> None:
    result = after(sent(), Woke(sender_alive=False), EPOCH + 5)
    assert result.attempt.state is AttemptState.UNKNOWN
    assert result.effects == (Record(), LookAt(JUDGE_AFTER))


@pytest.mark.parametrize("attempt", [intended(), sent(), unknown()], ids=lambda a: a.state.value)
def test_nothing_is_judged_while_the_program_that_sent_it_lives(attempt: Attempt) -> None:
    result = after(attempt, Woke(sender_alive=True))
    assert result == Step(attempt, (LookAt(EPOCH + TIMING.first_gap),))


def test_an_unknown_is_looked_at_at_the_next_start_at_once() -> None:
    later = JUDGE_AFTER + 5000
    waiting = unknown(looks=9, next_look=later + 800)
    assert after(waiting, Woke(sender_alive=False), later).effects == (LookAt(later),)


def test_evidence_makes_an_unknown_bought() -> None:
    result = after(unknown(), Looked(JUDGE_AFTER, plan=plan(status="completed")), JUDGE_AFTER + 1)
    assert (result.attempt.state, result.attempt.how) == (AttemptState.BOUGHT, "plan completed")
    assert result.attempt.looks == 1
    assert result.attempt.next_look is None
    assert result.effects == (Record(),)


def test_evidence_makes_accepted_bought() -> None:
    accepted = after(sent(), SAME).attempt
    result = after(accepted, Looked(JUDGE_AFTER, plan=plan(status="scheduled")), JUDGE_AFTER)
    assert result.attempt.state is AttemptState.BOUGHT


def test_a_reading_asked_for_too_early_judges_nothing_even_if_it_comes_in_time() -> None:
    result = after(unknown(), Looked(JUDGE_AFTER - 0.1, plan=plan(status="completed")), JUDGE_AFTER + 5)
    assert result.attempt.state is AttemptState.UNKNOWN
    assert "too early" in result.attempt.events[-1].text


@pytest.mark.parametrize(
    ("looked", "told"),
    [
        (Looked(JUDGE_AFTER, plan=plan()), "looked: plan still “reviewed”"),
        (Looked(JUDGE_AFTER, plan=None), "looked: no plan is recommended"),
        (Looked(JUDGE_AFTER, plan=plan(id="another", status="completed")), "looked: another plan is recommended"),
        (Looked(JUDGE_AFTER, failure="No answer"), "could not look: No answer"),
    ],
)
def test_anything_else_proves_nothing(looked: Looked, told: str) -> None:
    result = after(unknown(), looked, JUDGE_AFTER)
    assert result.attempt.state is AttemptState.UNKNOWN
    assert result.attempt.events[-1].text == told


def test_looks_grow_apart_without_end() -> None:
    attempt, now, gaps = unknown(), JUDGE_AFTER, []
    for _ in range(40):
        result = after(attempt, Looked(now, plan=plan()), now)
        attempt = result.attempt
        assert attempt.next_look is not None
        gaps.append(attempt.next_look - now)
        now = attempt.next_look
        assert result.effects == (Record(), LookAt(now))
    assert gaps[:7] == [20, 40, 80, 160, 320, 640, 900]
    assert set(gaps[7:]) == {TIMING.longest_gap}
    assert attempt.state is AttemptState.UNKNOWN
    assert attempt.looks == 40


def test_a_long_row_of_the_same_looks_does_not_flood_the_history() -> None:
    attempt = unknown()
    for turn in range(50):
        attempt = after(attempt, Looked(JUDGE_AFTER, plan=plan()), JUDGE_AFTER + turn).attempt
    same = len(attempt.events)
    assert same < 12
    attempt = after(attempt, Looked(JUDGE_AFTER, plan=None), JUDGE_AFTER).attempt
    assert len(attempt.events) == same + 1


def test_an_accepted_attempt_is_looked_for_a_week() -> None:
    accepted = after(sent(), SAME).attempt
    week = EPOCH + TIMING.accepted_for
    assert still_looks(accepted, week - 1, TIMING)
    result = after(accepted, Looked(week, plan=plan()), week)
    assert result.attempt.next_look is None
    assert result.effects == (Record(),)


def test_a_person_ends_an_unknown_and_both_word_and_name_stay() -> None:
    word = Settled(bought=False, note="Archera says no", who="ann")
    result = after(unknown(), word, JUDGE_AFTER)
    assert result.attempt.state is AttemptState.NOT_BOUGHT
    assert (result.attempt.settled_by, result.attempt.note) == ("ann", "Archera says no")
    assert after(unknown(), replace(word, bought=True), JUDGE_AFTER).attempt.state is AttemptState.BOUGHT


@pytest.mark.parametrize(
    ("attempt", "now", "note", "who", "reason"),
    [
        (sent(number=3), JUDGE_AFTER, "seen", "ann", "only an unknown"),
        (unknown(), JUDGE_AFTER - 1, "seen", "ann", "Too early"),
        (unknown(), JUDGE_AFTER, "  ", "ann", "A reason is needed"),
        (unknown(), JUDGE_AFTER, "seen", "", "A name is needed"),
    ],
)
def test_a_person_cannot_end_it_without(attempt: Attempt, now: float, note: str, who: str, reason: str) -> None:
    assert reason in why_not_settle(attempt, now, note, who)
    assert after(attempt, Settled(bought=True, note=note, who=who), now) == Step(attempt)


@pytest.mark.parametrize("state", ENDED)
def test_what_has_ended_stays_ended_whatever_happens(state: AttemptState) -> None:
    ended = replace(sent(), state=state)
    for event in EVERY_EVENT:
        assert after(ended, event, JUDGE_AFTER).attempt.state is state


def test_a_late_answer_is_told_in_the_history_of_what_has_ended() -> None:
    ended = replace(sent(), state=AttemptState.NOT_BOUGHT)
    result = after(ended, SAME)
    assert result.attempt.events[-1].text == "a late answer: 200"
    assert result.effects == (Record(),)


def test_the_answer_in_hand_corrects_what_others_took_for_unknown() -> None:
    assert after(unknown(), SAME).attempt.state is AttemptState.ACCEPTED
    assert after(unknown(), NotSent("refused")).attempt.state is AttemptState.NOT_SENT


def test_words_from_outside_are_made_harmless() -> None:
    result = after(sent(), Answered(403, known_envelope=True, words="no\x1b[2J\nway"))
    assert result.attempt.words == "no[2J way"
    assert result.attempt.how == "403 no[2J way"
