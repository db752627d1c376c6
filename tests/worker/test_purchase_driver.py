"""Buying: what the driver writes, sends and answers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.clock import ManualClock, breathe
from support.purchase_desk import IDENTITY, Desk, declined
from support.purchases import (
    EMAIL,
    HOST,
    ORG,
    PLAN_ID,
    Runs,
    buy,
    plan,
)

from tui.domain.faults import Fault
from tui.domain.plan.records import Plan
from tui.domain.purchase.attempt import Attempt, AttemptState
from tui.domain.purchase.events import Answered, NoAnswer, NotSent, Settled
from tui.domain.purchase.limits import Limits
from tui.domain.snapshot import Identity, Mode
from tui.store.journal import Journal
from tui.worker.purchase_ports import PlanReadError, PurchaseDeclinedError

OK = Answered(200, plan_id=PLAN_ID, plan_status="scheduled")
WORD = Settled(bought=False, note="Archera says no", who="ann")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    journal = Journal.open(tmp_path / "journal.db")
    yield Desk(journal, ManualClock(), Runs())
    journal.close()


async def test_a_purchase_is_written_sent_once_and_accepted(desk: Desk) -> None:
    driver = desk.driver(OK)
    attempt = await driver.buy(buy())
    assert attempt.state is AttemptState.ACCEPTED
    assert desk.sends == [(ORG, PLAN_ID, EMAIL)]
    assert desk.states == ["intended", "sent", "accepted"]
    assert desk.on_disk() == attempt == desk.reported[-1]
    assert (attempt.host, attempt.profile, attempt.email, attempt.org_id) == (HOST, "prod", EMAIL, ORG)
    assert attempt.reviewed.monthly_savings == Decimal("4210.20")


async def test_the_intent_and_the_word_sent_are_on_disk_before_the_request_leaves(desk: Desk) -> None:
    seen: list[AttemptState] = []
    driver = desk.driver(OK)
    desk.gateway.meanwhile = lambda: seen.append(desk.on_disk().state)
    await driver.buy(buy())
    assert seen == ["intended", "sent"]


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        (NotSent("connection refused"), AttemptState.NOT_SENT),
        (Answered(403, known_envelope=True, words="may not buy"), AttemptState.REFUSED),
        (Answered(409, known_envelope=True, words="plan is locked"), AttemptState.UNKNOWN),
        (Answered(200), AttemptState.UNKNOWN),
        (RuntimeError("bug"), AttemptState.UNKNOWN),
    ],
    ids=["not sent", "refused", "conflict", "unreadable", "a bug"],
)
async def test_each_outcome_is_written_down(desk: Desk, reply: Any, state: AttemptState) -> None:
    attempt = await desk.driver(reply).buy(buy())
    assert attempt.state is state
    assert desk.on_disk() == attempt
    assert len(desk.sends) == 1


@pytest.mark.parametrize(
    "reading",
    [plan(monthly_fee=Decimal(1)), plan(id="another"), None, PlanReadError(Fault("No answer.")), RuntimeError("bug")],
    ids=["other figures", "another plan", "no plan", "no reading", "a bug"],
)
async def test_nothing_is_sent_unless_the_figures_just_read_are_those_confirmed(
    desk: Desk, reading: Plan | Exception | None
) -> None:
    attempt = await desk.driver(readings=(reading,)).buy(buy())
    assert attempt.state is AttemptState.NOT_SENT
    assert desk.on_disk() == attempt
    assert desk.sends == []


async def test_a_claimed_customer_is_declined_and_nothing_is_written(desk: Desk) -> None:
    driver = desk.driver(NoAnswer("reset"))
    await driver.buy(buy())
    reasons = await declined(driver.buy(buy(plan=plan(id="another"))))
    assert reasons == ("A purchase is open: entry 1 is unknown",)
    assert len(desk.journal.attempts()) == 1
    assert len(desk.sends) == 1


async def test_told_twice_at_once_it_buys_once(desk: Desk) -> None:
    driver = desk.driver(1.0, OK)
    first, second = asyncio.ensure_future(driver.buy(buy())), asyncio.ensure_future(driver.buy(buy()))
    await breathe()
    await desk.clock.advance(2)
    outcomes = await asyncio.gather(first, second, return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Attempt", "PurchaseDeclinedError"]
    assert len(desk.sends) == 1


async def test_a_purchase_goes_on_when_whoever_asked_is_gone(desk: Desk) -> None:
    driver = desk.driver(10.0, OK)
    asking = asyncio.ensure_future(driver.buy(buy()))
    await breathe()
    assert driver.in_hand == {"attempt-1"}
    asking.cancel()
    await breathe()
    assert asking.cancelled()
    await desk.clock.advance(11)
    assert desk.on_disk().state is AttemptState.ACCEPTED
    assert driver.in_hand == frozenset()


@pytest.mark.parametrize(
    ("identity", "wish", "limits", "reason"),
    [
        (replace(IDENTITY, mode=Mode.READ_ONLY), buy(), Limits(), "Read-only"),
        (IDENTITY, buy(plan=plan(is_locked=True)), Limits(), "locked"),
        (IDENTITY, buy(email=""), Limits(), "e-mail"),
        (IDENTITY, buy(), Limits(upfront=Decimal(5)), "Over the limit"),
        (IDENTITY, buy(), Limits(confirm_again_above=Decimal(5)), "$61,055.42, has to be typed"),
        (IDENTITY, buy(typed_sum=Decimal(61_055)), Limits(confirm_again_above=Decimal(5)), "has to be typed"),
    ],
)
async def test_what_may_not_be_bought_is_declined_before_anything_is_written(
    desk: Desk, identity: Identity, wish: Any, limits: Limits, reason: str
) -> None:
    driver = desk.driver(OK, identity=identity, limits=limits)
    (told,) = await declined(driver.buy(wish))
    assert reason in told
    assert desk.journal.attempts() == ()
    assert desk.sends == []


async def test_a_sum_that_was_typed_is_bought_with_and_kept_in_the_journal(desk: Desk) -> None:
    driver = desk.driver(OK, limits=Limits(confirm_again_above=Decimal(5)))
    await driver.buy(buy(typed_sum=Decimal("61055.42")))
    assert desk.sends == [(ORG, PLAN_ID, EMAIL)]
    assert desk.on_disk().events[0].text == "intended, $61,055.42 typed"


async def test_when_the_journal_cannot_be_written_nothing_is_sent(desk: Desk) -> None:
    driver = desk.driver(OK)
    desk.writable(yes=False)
    reasons = await declined(driver.buy(buy()))
    assert "Nothing can be bought" in reasons[0]
    assert reasons[1] == "Nothing was sent."
    assert desk.sends == []


async def test_when_the_word_sent_cannot_be_written_nothing_is_sent_and_that_is_written_as_soon_as_it_can(
    desk: Desk,
) -> None:
    driver = desk.driver(OK)
    desk.gateway.meanwhile = lambda: desk.writable(yes=False)
    buying = asyncio.ensure_future(driver.buy(buy()))
    await breathe()
    assert desk.on_disk().state is AttemptState.INTENDED
    assert "not written down yet" in desk.reported[-1].how
    desk.writable(yes=True)
    await desk.clock.advance(3)
    assert (await buying).state is AttemptState.NOT_SENT
    assert desk.sends == []


async def test_an_answer_that_cannot_be_written_down_is_kept_until_it_can(desk: Desk) -> None:
    driver = desk.driver(5.0, OK)
    buying = asyncio.ensure_future(driver.buy(buy()))
    await breathe()
    desk.writable(yes=False)
    await desk.clock.advance(60)
    assert desk.on_disk().state is AttemptState.SENT
    assert driver.in_hand == {"attempt-1"}
    desk.writable(yes=True)
    await desk.clock.advance(60)
    assert (await buying).state is AttemptState.ACCEPTED
    assert desk.on_disk().state is AttemptState.ACCEPTED
    assert len(desk.sends) == 1


async def test_an_error_of_ours_while_buying_leaves_nothing_claimed_for_good(desk: Desk) -> None:
    driver = desk.driver(OK)
    reported = desk.reported.append
    broken = [True]

    def report(attempt: Attempt) -> None:
        if broken.pop() if broken else False:
            raise RuntimeError("the board fell over")
        reported(attempt)

    driver._report = report
    with pytest.raises(RuntimeError):
        await driver.buy(buy())
    await desk.clock.advance(1)
    assert desk.on_disk().state is AttemptState.NOT_SENT
    assert desk.sends == []


def test_several_reasons_are_told_as_sentences() -> None:
    fault = PurchaseDeclinedError("Over the limit: $2.00", "The plan is locked", "Nothing was sent.").fault
    assert (fault.what, fault.meaning) == ("Over the limit: $2.00", "The plan is locked. Nothing was sent.")
    assert PurchaseDeclinedError("The plan is locked").fault.meaning == ""
