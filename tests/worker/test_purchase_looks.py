"""Looking: what the driver takes up, finds out and lets a person end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.clock import EPOCH, ManualClock, breathe
from support.purchase_desk import Desk, declined
from support.purchases import (
    JUDGE_AFTER,
    OTHER_SENDER,
    PLAN_ID,
    TIMING,
    Runs,
    buy,
    intended,
    plan,
    sent,
)

from tui.domain.faults import Fault
from tui.domain.purchase.attempt import AttemptState
from tui.domain.purchase.events import Answered, NoAnswer, Settled
from tui.store.journal import Journal
from tui.store.journal_errors import JournalError
from tui.worker.purchase_ports import PlanReadError, PurchaseDeclinedError

OK = Answered(200, plan_id=PLAN_ID, plan_status="scheduled")
WORD = Settled(bought=False, note="Archera says no", who="ann")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    journal = Journal.open(tmp_path / "journal.db")
    yield Desk(journal, ManualClock(), Runs())
    journal.close()


async def test_evidence_is_looked_for_by_itself_and_then_said(desk: Desk) -> None:
    driver = desk.driver(NoAnswer("no answer within 30 s"), readings=(plan(), plan(), plan(status="completed")))
    attempt = await driver.buy(buy())
    assert attempt.state is AttemptState.UNKNOWN
    await desk.clock.advance(44.9)
    assert desk.on_disk().looks == 0
    await desk.clock.advance(0.2)
    assert (desk.on_disk().state, desk.on_disk().looks) == (AttemptState.UNKNOWN, 1)
    await desk.clock.advance(20)
    assert (desk.on_disk().state, desk.on_disk().how) == (AttemptState.BOUGHT, "plan completed")
    await desk.clock.advance(5000)
    assert len(desk.gateway.reads) == 3
    assert len(desk.sends) == 1


async def test_a_clock_that_is_set_back_does_not_put_off_the_next_look(desk: Desk) -> None:
    driver = desk.driver(NoAnswer("no answer within 30 s"), readings=(plan(), plan(), plan(), plan()))
    await driver.buy(buy())
    await desk.clock.advance(46)
    desk.clock.set_back(86_400)
    await desk.clock.advance(61)
    assert len(desk.gateway.reads) == 3


async def test_looking_goes_on_when_a_reading_fails(desk: Desk) -> None:
    trouble = PlanReadError(Fault("No answer since 03:06."))
    driver = desk.driver(NoAnswer("reset"), readings=(plan(), trouble, RuntimeError("bug"), plan(status="completed")))
    await driver.buy(buy())
    await desk.clock.advance(200)
    assert desk.on_disk().state is AttemptState.BOUGHT
    told = [event.text for event in desk.on_disk().events]
    assert "could not look: No answer since 03:06." in told
    assert "could not look: an error here (RuntimeError)" in told


async def test_what_a_dead_run_intended_is_not_sent_and_free_again_at_the_next_start(desk: Desk) -> None:
    desk.left_behind(intended(sender=OTHER_SENDER))
    driver = desk.driver(OK)
    driver.resume()
    assert desk.on_disk().state is AttemptState.NOT_SENT
    assert (await driver.buy(buy())).state is AttemptState.ACCEPTED


async def test_what_a_dead_run_sent_is_unknown_at_the_next_start_and_found_by_looking(desk: Desk) -> None:
    desk.left_behind(sent(sender=OTHER_SENDER))
    driver = desk.driver(readings=(plan(status="in_progress"),))
    driver.resume()
    assert desk.on_disk().state is AttemptState.UNKNOWN
    await desk.clock.advance(46)
    assert (desk.on_disk().state, desk.on_disk().how) == (AttemptState.BOUGHT, "plan in_progress")
    assert desk.sends == []


async def test_what_a_dead_run_sent_is_taken_up_as_soon_as_the_journal_can_be_written_again(desk: Desk) -> None:
    desk.left_behind(sent(sender=OTHER_SENDER))
    desk.writable(yes=False)
    driver = desk.driver(readings=(plan(status="in_progress"),))
    with pytest.raises(JournalError, match="Nothing can be bought"):
        driver.resume()
    await desk.clock.advance(300)
    assert desk.on_disk().state is AttemptState.SENT
    desk.writable(yes=True)
    await desk.clock.advance(300)
    assert desk.on_disk().state is AttemptState.BOUGHT


async def test_an_accepted_one_is_looked_at_again_at_the_next_start(desk: Desk) -> None:
    desk.left_behind(replace(sent(sender=OTHER_SENDER), state=AttemptState.ACCEPTED))
    desk.clock.set(EPOCH + 3600)
    desk.driver(readings=(plan(status="completed"),)).resume()
    await desk.clock.advance(1)
    assert desk.on_disk().state is AttemptState.BOUGHT


async def test_an_accepted_purchase_whose_plan_is_no_longer_recommended_stays_accepted(desk: Desk) -> None:
    driver = desk.driver(OK, readings=(plan(), plan(id="another", status="completed"), None))
    await driver.buy(buy())
    await desk.clock.advance(3_600)
    assert (desk.on_disk().state, desk.on_disk().looks > 2) == (AttemptState.ACCEPTED, True)


async def test_what_a_living_run_sent_is_left_alone_until_that_run_ends(desk: Desk) -> None:
    desk.left_behind(sent(sender=OTHER_SENDER))
    desk.runs.living.add("run-2")
    driver = desk.driver(readings=(plan(status="completed"),))
    driver.resume()
    await desk.clock.advance(3600)
    assert desk.on_disk().state is AttemptState.SENT
    assert desk.gateway.reads == []
    reasons = await declined(driver.look("left-1"))
    assert "still runs (process 4712)" in reasons[0]
    with pytest.raises(PurchaseDeclinedError, match="only an unknown"):
        driver.settle(1, WORD)
    desk.runs.living.discard("run-2")
    await desk.clock.advance(120)
    assert desk.on_disk().state is AttemptState.BOUGHT


async def test_what_another_run_leaves_behind_later_is_found_on_the_next_round(desk: Desk) -> None:
    driver = desk.driver(readings=(plan(status="completed"),))
    driver.resume()
    await desk.clock.advance(10)
    desk.left_behind(sent(sender=OTHER_SENDER))
    await desk.clock.advance(TIMING.round)
    assert desk.on_disk().state is AttemptState.UNKNOWN
    await desk.clock.advance(120)
    assert desk.on_disk().state is AttemptState.BOUGHT


async def test_what_another_run_changed_is_told_on_the_next_round(desk: Desk) -> None:
    theirs = desk.left_behind(sent(sender=OTHER_SENDER))
    desk.runs.living.add("run-2")
    desk.driver().resume()
    assert desk.states == ["sent"]
    await breathe()
    desk.journal.record(replace(theirs, state=AttemptState.REFUSED))
    await desk.clock.advance(TIMING.round)
    assert desk.states == ["sent", "refused"]


async def test_a_claim_of_a_run_that_died_meanwhile_is_taken_up_when_somebody_buys(desk: Desk) -> None:
    desk.runs.living.add("run-2")
    desk.left_behind(intended(sender=OTHER_SENDER))
    driver = desk.driver(OK)
    driver.resume()
    assert (await declined(driver.buy(buy())))[0] == "A purchase is open: entry 1 is intended"
    desk.runs.living.discard("run-2")
    assert (await driver.buy(buy())).number == 2
    assert desk.on_disk(1).state is AttemptState.NOT_SENT


async def test_the_runs_of_open_attempts_are_kept(desk: Desk) -> None:
    desk.left_behind(sent(sender=OTHER_SENDER))
    desk.driver().resume()
    assert desk.runs.kept == [frozenset({"run-2"})]


async def test_a_person_may_look_before_the_next_look_is_due(desk: Desk) -> None:
    driver = desk.driver(NoAnswer("reset"), readings=(plan(), plan(), plan(status="scheduled")))
    attempt = await driver.buy(buy())
    assert (await driver.look(attempt.id)).state is AttemptState.UNKNOWN
    desk.clock.set(JUDGE_AFTER)
    assert (await driver.look(attempt.id)).state is AttemptState.BOUGHT
    assert (await declined(driver.look("nobody")))[0] == "The journal has no entry nobody."


async def test_a_look_that_a_person_asks_for_while_another_is_under_way_is_no_trouble(desk: Desk) -> None:
    driver = desk.driver(NoAnswer("reset"), readings=(plan(), plan(status="scheduled")))
    attempt = await driver.buy(buy())
    desk.clock.set(JUDGE_AFTER)

    def another_look_ends_first() -> None:
        desk.gateway.meanwhile = lambda: None
        desk.journal.record(replace(desk.on_disk(), looks=7))

    desk.gateway.meanwhile = another_look_ends_first
    assert (await driver.look(attempt.id)).state is AttemptState.BOUGHT
    assert desk.on_disk().looks == 8


async def test_a_person_ends_an_unknown_and_the_customer_is_free(desk: Desk) -> None:
    driver = desk.driver(NoAnswer("reset"), OK)
    await driver.buy(buy())
    with pytest.raises(PurchaseDeclinedError, match="Too early"):
        driver.settle(1, WORD)
    desk.clock.set(JUDGE_AFTER)
    with pytest.raises(PurchaseDeclinedError, match="reason is needed"):
        driver.settle(1, replace(WORD, note=""))
    settled = driver.settle(1, WORD)
    assert settled.state is AttemptState.NOT_BOUGHT
    assert (desk.on_disk().settled_by, desk.on_disk().note) == ("ann", "Archera says no")
    assert (await driver.buy(buy())).number == 2


async def test_what_a_dead_run_sent_can_be_settled_by_a_program_that_only_settles(desk: Desk) -> None:
    desk.left_behind(sent(sender=OTHER_SENDER))
    desk.clock.set(JUDGE_AFTER + 3600)
    driver = desk.driver()
    with pytest.raises(PurchaseDeclinedError, match="Too early"):
        driver.settle("left-1", WORD)
    desk.clock.set(JUDGE_AFTER + 3600 + TIMING.settling)
    assert driver.settle("left-1", replace(WORD, bought=True)).state is AttemptState.BOUGHT
