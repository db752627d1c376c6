"""The purchase dialog when something stops it, and after Buy: what became of it is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support.clock import EPOCH
from support.plans import LINES, D, attempt_of, plan
from support.purchase_dialog import ASK, SMALL, WIDE, desk, known
from support.stage import WRITE

from tui.domain.faults import Fault, Sent
from tui.domain.intents import Done, Failed, LookAgain
from tui.domain.purchase.attempt import AttemptState, Event

# What stops it


async def test_other_figures_are_shown_before_and_after_and_have_to_be_reviewed_again() -> None:
    async with desk() as at:
        await at.read(plan(monthly_savings=D("4180.00"), is_locked=True))
        assert "The plan has changed since you reviewed it" in at.text
        assert "Net savings/mo  $4,210.20 → $4,180.00" in at.text
        assert "Locked  no → yes" in at.text
        assert at.focus == "purchase-close"
        await at.press("tab")
        assert at.focus == "purchase-look-again"
        at.app.time += 1
        await at.press("enter")
        assert at.app.screen is not at.dialog
        assert at.buys == []


async def test_a_plan_that_is_gone_cannot_be_bought() -> None:
    async with desk() as at:
        await at.answer(Done(ASK, None))
        assert "The plan is gone" in at.text
        assert "Look again" in at.text
        assert not at.buy.is_on_screen


async def test_figures_that_could_not_be_read_can_be_read_again() -> None:
    async with desk() as at:
        await at.answer(Failed(ASK, Fault("No connection (refused).", "What was known stays.")))
        assert "not read again: No connection (refused)." in at.text
        assert not at.buy.display
        await at.press("tab")
        assert at.focus == "again"
        await at.press("enter")
        assert at.app.asked.count(ASK) == 2
        await at.read()
        assert "the same figures you reviewed" in at.text
        await at.arm()
        assert not at.buy.reason


REASONS = [
    (
        known(identity=replace(WRITE, purchaser_email="")),
        "No e-mail to buy with. Set ARCHERA_PURCHASER_EMAIL, or purchaser_email in the profile prod",
    ),
    (known(attempts=(attempt_of(AttemptState.UNKNOWN),)), "A purchase is open: entry 42 is unknown"),
    (known(journal_fault=Fault("The journal is read-only.")), "The journal is read-only."),
]


async def test_what_may_not_be_bought_has_no_field_and_says_why() -> None:
    async with desk() as at:
        await at.read()
        for snapshot, reason in REASONS:
            at.app.told.clear()
            await at.publish(snapshot)
            assert f"✕ {reason[:50]}" in at.text
            assert "not to be bought now" in at.text
            assert not at.field.is_on_screen
            await at.press("tab", "enter")
            await at.pilot.click("#buy")
            await at.settle()
            assert at.app.told[0].startswith(f"warning: {reason}")
            assert len(at.app.told) == 1
        assert at.buys == []


async def test_a_locked_plan_has_no_field_either() -> None:
    locked = plan(is_locked=True)
    async with desk(known(locked), reviewed=locked) as at:
        await at.read(locked)
        assert "✕ The plan is locked" in at.text
        await at.press("tab")
        assert at.focus == "cancel"


async def test_a_reason_that_appears_while_armed_disarms_for_good() -> None:
    async with desk() as at:
        await at.read()
        await at.arm()
        await at.press("tab")
        await at.publish(known(attempts=(attempt_of(AttemptState.SENT),)))
        await at.press("enter")
        assert at.buys == []
        assert "A purchase is open" in at.text
        await at.publish(known(attempts=(attempt_of(AttemptState.NOT_SENT),)))
        assert at.field.value == ""
        assert at.buy.reason == "not armed: the name is not typed"


async def test_a_background_refresh_edits_nothing_and_leaves_the_focus() -> None:
    async with desk() as at:
        await at.read()
        await at.press("tab")
        await at.type("An")
        await at.publish(known(plan(monthly_savings=D(1)), age=1))
        assert at.field.value == "An"
        assert at.focus == "purchase-field"
        assert "$4,210.20" in at.text
        assert "the same figures you reviewed" in at.text


# Afterwards


async def test_while_it_is_sent_the_seconds_count_and_enter_closes_nothing() -> None:
    async with desk() as at:
        await at.bought()
        assert "Buying for Ann" in at.text
        assert "reading the figures once more" in at.text
        sent = attempt_of(AttemptState.SENT, sent_at=at.app.time)
        at.app.time += 4
        await at.publish(known(attempts=(sent,)))
        assert "one request. No answer yet, 4s." in at.text
        assert "Closing this dialog doesn't stop it." in at.text
        at.app.time += 1
        await at.press("enter", "enter", "y")
        assert at.app.screen is at.dialog
        await at.press("escape")
        assert at.app.screen is not at.dialog
        assert at.app.told == ["information: The purchase goes on. Purchases and archera-tui journal tell how it went."]
        assert len(at.buys) == 1


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_every_outcome_is_said_and_followed_without_closing(size: tuple[int, int]) -> None:
    outcomes: list[tuple[AttemptState, dict[str, Any], str]] = [
        (AttemptState.UNKNOWN, {"how": "no answer within 30s", "next_look": EPOCH + 60}, "Outcome unknown"),
        (AttemptState.ACCEPTED, {"how": "accepted, status scheduled"}, "The server accepted it"),
        (AttemptState.BOUGHT, {"how": "plan completed"}, "Evidence: plan completed."),
        (AttemptState.REFUSED, {"how": "403 no", "words": "plan is locked"}, "“plan is locked”"),
        (AttemptState.NOT_SENT, {"how": "no plan is recommended now"}, "Nothing reached the server"),
        (AttemptState.NOT_BOUGHT, {"settled_by": "ann", "note": "asked"}, "ann settled it: asked"),
    ]
    async with desk(size=size) as at:
        buy = await at.bought()
        for revision, (state, changes, words) in enumerate(outcomes):
            attempt = attempt_of(state, revision=revision, ended_at=EPOCH, **changes)
            if revision:
                await at.publish(known(attempts=(attempt,)))
            else:
                await at.answer(Done(buy, attempt))
            assert words in at.text, at.text
            assert at.focus == "purchase-close"
            assert at.app.screen is at.dialog
        await at.press("enter")
        assert at.app.screen is at.dialog
        at.app.time += 1
        await at.press("enter")
        assert at.app.screen is not at.dialog


async def test_an_unknown_outcome_can_be_looked_at_now_once_at_a_time() -> None:
    async with desk() as at:
        buy = await at.bought()
        unknown = attempt_of(
            AttemptState.UNKNOWN, how="no answer within 30s", looks=2, next_look=at.app.time + 20,
            events=(Event(EPOCH, "looked: plan still “recommended”"),),
        )  # fmt: skip
        await at.answer(Done(buy, unknown))
        for part in ("may or may not have been bought", "Looked 2 times", "in 20s, by itself, also after a restart",
                     "don't buy it in another console", "l look now"):  # fmt: skip
            assert part in at.text, part
        await at.press("l", "l")
        asked = [intent for intent in at.app.asked if isinstance(intent, LookAgain)]
        assert asked == [LookAgain(unknown.id)]
        assert "looking" in at.text
        await at.answer(Failed(LookAgain(unknown.id), Fault("No connection.")))
        assert at.app.told == ["warning: No connection."]
        await at.press("l")
        await at.answer(Done(LookAgain(unknown.id), replace(unknown, state=AttemptState.BOUGHT, how="plan completed")))
        await at.publish(known(attempts=(replace(unknown, state=AttemptState.BOUGHT, revision=3),)))
        assert "● Bought" in at.text


async def test_an_old_attempt_is_never_taken_for_this_one() -> None:
    old = attempt_of(AttemptState.REFUSED, number=7, words="long ago")
    async with desk(known(attempts=(old,))) as at:
        await at.bought()
        await at.publish(known(attempts=(old,)))
        assert "Buying for" in at.text
        assert "long ago" not in at.text


async def test_a_worker_that_could_not_say_how_far_it_got_leaves_an_unknown() -> None:
    async with desk() as at:
        buy = await at.bought()
        await at.answer(Failed(buy, Fault("The journal can't be written.", sent=Sent.MAYBE)))
        assert "What became of it is not known here." in at.text
        assert "The journal can't be written." in at.text
        await at.answer(Failed(buy, Fault("The journal can't be written.", sent=Sent.NOT_SENT)))
        assert "Nothing reached the server, nothing was bought." in at.text


async def test_what_is_too_long_scrolls_while_the_buttons_stay() -> None:
    items = tuple(replace(LINES[0], key=f"Service {n}") for n in range(60))
    async with desk() as at:
        await at.read(plan(line_items=items))
        assert "Look again" in at.text
        assert "line Service 59" not in at.text
        for _ in range(7):
            at.dialog.action_scroll_body(10)
        await at.settle()
        assert "line Service 59" in at.text
        assert "Look again" in at.text
