"""The purchase journal: what is written, what is claimed, what can never be changed."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from support.clock import EPOCH
from support.purchases import HOST, ORG, TIMING, flagged, intended, plan, policy_with

from tui.domain.purchase.attempt import Attempt, AttemptState, Event, Sender
from tui.domain.purchase.events import Answered, FreshPlan, Intended, NoAnswer, Settled
from tui.domain.purchase.figures import review
from tui.domain.purchase.machine import step
from tui.store.journal import ClaimTaken, Journal
from tui.store.journal_errors import AttemptMovedError, JournalRefusedError


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / "data" / "journal.db")
    yield opened
    opened.close()


def taken(journal: Journal, attempt: Attempt) -> Attempt:
    written = journal.intend(attempt)
    assert isinstance(written, Attempt)
    return written


def moved(journal: Journal, attempt: Attempt, state: AttemptState) -> Attempt:
    return journal.record(replace(attempt, state=state))


def through(journal: Journal, attempt: Attempt, *states: AttemptState) -> Attempt:
    for state in states:
        attempt = moved(journal, attempt, state)
    return attempt


def reach(journal: Journal, attempt: Attempt, state: AttemptState) -> Attempt:
    """Write an attempt down and lead it to a state the way the program does."""
    steps = {
        AttemptState.INTENDED: (),
        AttemptState.SENT: (AttemptState.SENT,),
        AttemptState.NOT_SENT: (AttemptState.NOT_SENT,),
        AttemptState.ACCEPTED: (AttemptState.SENT, AttemptState.ACCEPTED),
        AttemptState.BOUGHT: (AttemptState.SENT, AttemptState.UNKNOWN, AttemptState.BOUGHT),
        AttemptState.NOT_BOUGHT: (AttemptState.SENT, AttemptState.UNKNOWN, AttemptState.NOT_BOUGHT),
        AttemptState.REFUSED: (AttemptState.SENT, AttemptState.REFUSED),
        AttemptState.UNKNOWN: (AttemptState.SENT, AttemptState.UNKNOWN),
    }[state]
    return through(journal, taken(journal, attempt), *steps)


def test_the_file_is_private_in_a_private_folder(tmp_path: Path) -> None:
    Journal.open(tmp_path / "data" / "journal.db").close()
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "data" / "journal.db").stat().st_mode) == 0o600


def test_a_file_that_others_may_read_is_made_private(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    Journal.open(path).close()
    path.chmod(0o644)
    tmp_path.chmod(0o755)
    Journal.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_what_is_written_is_on_disk_when_the_call_returns(journal: Journal) -> None:
    asked = {
        name: journal._connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "user_version")
    }
    assert asked == {"journal_mode": "delete", "synchronous": 2, "user_version": 1}


def test_an_attempt_comes_back_whole(journal: Journal, tmp_path: Path) -> None:
    before = plan(
        flagged_actions=(flagged("old"),), execution_policy=policy_with("draft"), breakeven_hours=Decimal(212)
    )
    attempt = intended(
        reviewed=review(before), sender=Sender("here", 1, "now", "run-9"), intended_at=EPOCH + 0.123456789
    )
    attempt = replace(step(attempt, Intended(), EPOCH + 0.123456789, TIMING).attempt, events=())
    attempt = taken(journal, step(attempt, Intended(), EPOCH + 0.123456789, TIMING).attempt)
    attempt = journal.record(step(attempt, FreshPlan(before), EPOCH + 1.987654321, TIMING).attempt)
    attempt = journal.record(step(attempt, NoAnswer("reset"), EPOCH + 9.000000001, TIMING).attempt)
    again = Journal.open(tmp_path / "data" / "journal.db")
    try:
        assert again.get(attempt.id) == attempt
        assert again.get(attempt.number) == attempt
        assert again.attempts() == (attempt,)
    finally:
        again.close()


def test_differences_words_and_a_settled_note_come_back(journal: Journal) -> None:
    first = taken(journal, intended())
    first = journal.record(step(first, FreshPlan(plan(monthly_fee=Decimal(1))), EPOCH, TIMING).attempt)
    assert journal.get(1) == first
    assert first.differences
    second = reach(journal, intended(id="second"), AttemptState.UNKNOWN)
    second = journal.record(replace(second, words='say "no" \\ ö', judge_after=EPOCH))
    word = Settled(bought=False, note="Archera says no", who="ann")
    second = journal.record(step(second, word, EPOCH, TIMING).attempt)
    found = journal.get(2)
    assert found == second
    assert (second.settled_by, second.note) == ("ann", "Archera says no")


def test_numbers_count_up_without_gaps(journal: Journal) -> None:
    for number in range(1, 4):
        assert (
            taken(
                journal, intended(id=f"a{number}", org_id=f"org-{number}", reviewed=review(plan(id=f"p{number}")))
            ).number
            == number
        )
        assert isinstance(journal.intend(intended(id="again", org_id="org-1")), ClaimTaken)
    assert [attempt.number for attempt in journal.attempts()] == [3, 2, 1]


@pytest.mark.parametrize("state", [state for state in AttemptState if state.is_open])
def test_an_open_attempt_holds_its_customer_and_provider(journal: Journal, state: AttemptState) -> None:
    holder = reach(journal, intended(), state)
    other_plan = review(plan(id="another"))
    answer = journal.intend(intended(id="second", reviewed=other_plan))
    assert isinstance(answer, ClaimTaken)
    assert answer.by == holder
    assert taken(journal, intended(id="third", provider="azure", reviewed=other_plan)).number == 2
    assert len(journal.attempts()) == 2


@pytest.mark.parametrize("state", [state for state in AttemptState if state.is_open or state.keeps_plan])
def test_a_plan_that_may_be_bought_is_held_for_every_customer_of_the_host(
    journal: Journal, state: AttemptState
) -> None:
    reach(journal, intended(), state)
    assert isinstance(journal.intend(intended(id="second", org_id="elsewhere")), ClaimTaken)
    assert isinstance(journal.intend(intended(id="third", host="other.example")), Attempt)


@pytest.mark.parametrize("state", [state for state in AttemptState if state.keeps_plan])
def test_an_accepted_plan_lets_another_plan_of_the_customer_go(journal: Journal, state: AttemptState) -> None:
    reach(journal, intended(), state)
    assert isinstance(journal.intend(intended(id="second", reviewed=review(plan(id="another")))), Attempt)


@pytest.mark.parametrize("state", [AttemptState.NOT_SENT, AttemptState.REFUSED, AttemptState.NOT_BOUGHT])
def test_what_ended_without_a_purchase_holds_nothing(journal: Journal, state: AttemptState) -> None:
    reach(journal, intended(), state)
    assert isinstance(journal.intend(intended(id="second")), Attempt)


def test_an_intent_leaves_nothing_behind_when_its_claim_is_refused(journal: Journal) -> None:
    taken(journal, intended())
    journal.intend(intended(id="second"))
    assert journal.get("second") is None
    assert len(journal.attempts()) == 1


def test_two_programs_cannot_both_move_one_attempt(journal: Journal, tmp_path: Path) -> None:
    other = Journal.open(tmp_path / "data" / "journal.db")
    try:
        attempt = taken(journal, intended())
        seen = other.get(attempt.id)
        assert seen == attempt
        first = moved(journal, attempt, AttemptState.SENT)
        with pytest.raises(AttemptMovedError) as caught:
            moved(other, attempt, AttemptState.SENT)
        assert caught.value.current == first
        assert "Entry 1" in str(caught.value)
        assert other.get(attempt.id) == first
    finally:
        other.close()


@pytest.mark.parametrize("key", ["", "stranger", "half\ud800", 0, -1, 10**30])
def test_a_key_that_no_entry_can_have_finds_none(journal: Journal, key: str | int) -> None:
    taken(journal, intended())
    assert journal.get(key) is None


def test_a_record_that_was_refused_leaves_no_event(journal: Journal) -> None:
    attempt = taken(journal, intended())
    moved(journal, attempt, AttemptState.SENT)
    with pytest.raises(AttemptMovedError):
        journal.record(replace(attempt, events=(*attempt.events, Event(EPOCH, "forged"))))
    found = journal.get(1)
    assert found is not None
    assert [event.text for event in found.events] == ["intended"]


def test_every_event_is_kept_with_the_state_it_led_to(journal: Journal) -> None:
    attempt = taken(journal, step(intended(events=()), Intended(), EPOCH, TIMING).attempt)
    attempt = journal.record(step(attempt, FreshPlan(plan()), EPOCH + 1, TIMING).attempt)
    journal.record(step(attempt, Answered(500, words="oh"), EPOCH + 2, TIMING).attempt)
    rows = journal._connection.execute("SELECT state, text FROM events ORDER BY seq").fetchall()
    assert [tuple(row) for row in rows] == [
        ("intended", "intended"),
        ("sent", "read again: the same figures"),
        ("sent", "sent"),
        ("unknown", "500 oh"),
    ]


def test_an_attempt_nobody_intended_cannot_be_recorded(journal: Journal) -> None:
    with pytest.raises(JournalRefusedError):
        journal.record(intended(id="stranger"))


def test_the_database_itself_refuses_to_lose_or_rewrite_history(journal: Journal) -> None:
    reach(journal, intended(), AttemptState.SENT)
    for statement in (
        "DELETE FROM attempts",
        "DELETE FROM events",
        "UPDATE events SET text = 'nothing happened'",
        "UPDATE attempts SET plan_id = 'another'",
        "UPDATE attempts SET email = 'somebody else'",
        "UPDATE attempts SET state = 'intended'",
        "UPDATE attempts SET state = 'no such state'",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            journal._connection.execute(statement)


@pytest.mark.parametrize(
    "ended", [AttemptState.NOT_SENT, AttemptState.REFUSED, AttemptState.BOUGHT, AttemptState.NOT_BOUGHT]
)
def test_the_database_itself_never_reopens_what_has_ended(journal: Journal, ended: AttemptState) -> None:
    attempt = reach(journal, intended(), ended)
    for state in AttemptState:
        if state is not ended:
            with pytest.raises(JournalRefusedError):
                moved(journal, attempt, state)


def test_the_database_itself_lets_accepted_become_bought_and_nothing_else(journal: Journal) -> None:
    attempt = reach(journal, intended(), AttemptState.ACCEPTED)
    for state in AttemptState:
        if state not in (AttemptState.ACCEPTED, AttemptState.BOUGHT):
            with pytest.raises(JournalRefusedError):
                moved(journal, attempt, state)
    assert moved(journal, attempt, AttemptState.BOUGHT).state is AttemptState.BOUGHT


def test_the_database_itself_lets_only_an_intent_be_sent(journal: Journal) -> None:
    attempt = reach(journal, intended(), AttemptState.UNKNOWN)
    with pytest.raises(JournalRefusedError):
        moved(journal, attempt, AttemptState.SENT)
    with pytest.raises(JournalRefusedError):
        journal.intend(intended(id="second", org_id="o2", reviewed=review(plan(id="p2")), state=AttemptState.SENT))


def test_the_views_of_a_host_tell_open_waiting_and_holding_ones_apart(journal: Journal) -> None:
    for number, state in enumerate(AttemptState):
        reach(journal, intended(id=state, org_id=f"o{number}", reviewed=review(plan(id=f"p{number}"))), state)
    taken(journal, intended(id="elsewhere", host="other.example"))
    opened = {a.state for a in journal.open_attempts(HOST)}
    assert opened == {state for state in AttemptState if state.is_open}
    assert {a.state for a in journal.waiting(HOST)} == opened | {AttemptState.ACCEPTED}
    assert {a.state for a in journal.holding(HOST)} == opened | {AttemptState.ACCEPTED, AttemptState.BOUGHT}
    assert {a.host for a in journal.holding(HOST)} == {HOST}
    assert len(journal.attempts()) == len(AttemptState) + 1


def test_the_runs_in_use_are_those_of_open_attempts(journal: Journal) -> None:
    reach(journal, intended(sender=Sender("here", 1, "", "dead")), AttemptState.REFUSED)
    reach(journal, intended(id="second", sender=Sender("here", 2, "", "used")), AttemptState.UNKNOWN)
    assert journal.runs_in_use() == frozenset({"used"})


def test_text_that_cannot_be_stored_is_refused_with_nothing_written(journal: Journal) -> None:
    with pytest.raises(JournalRefusedError):
        journal.intend(intended(org_id=ORG + "\ud800"))
    assert journal.attempts() == ()
