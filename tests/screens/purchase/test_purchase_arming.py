"""The challenge: what has to be typed, how, and when it counts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.clock import EPOCH
from support.customers import customer
from support.plans import ATLAS, ORG
from support.properties import ANY_TEXT, PROPERTY
from support.purchases import plan

from screens.purchase.arming import ARM_DELAY, Arming, Challenge, challenge_for, second_challenge
from tui.domain.purchase.limits import Limits

TAIL = ORG[-6:]
NAME = Challenge(ATLAS.name, by_name=True)


def test_the_name_is_asked_for_when_it_is_unique_and_can_be_typed() -> None:
    assert challenge_for(ATLAS, ORG, (ATLAS, customer("Beta"))) == NAME
    assert NAME.label == "Type the customer's name to arm Buy"


@pytest.mark.parametrize(
    "name",
    ["Ätlas", "x" * 41, " Atlas", "At  las", "", "Atlas\x1b", "表"],
)
def test_another_name_than_one_that_can_be_typed_asks_for_the_end_of_the_id(name: str) -> None:
    who = customer(name, org_id=ORG)
    asked = challenge_for(who, ORG, (who,))
    assert asked == Challenge(TAIL, by_name=False)
    assert asked.label == "Type the last 6 characters of the customer's id to arm Buy"
    assert "end of the id" in asked.not_typed


def test_a_name_that_two_customers_have_asks_for_the_end_of_the_id() -> None:
    twin = customer(ATLAS.name.upper(), org_id="other")
    assert challenge_for(ATLAS, ORG, (ATLAS, twin)).asked == TAIL


def test_a_customer_that_is_gone_is_asked_for_by_its_id() -> None:
    assert challenge_for(None, ORG, ()).asked == TAIL


def test_only_the_exact_text_arms() -> None:
    arming = Arming(NAME, EPOCH)
    for text in ("atlas print c/o acme", "Atlas Print c/o Acme ", "Atlas Print c/o Acm", "", "y"):
        assert not arming.with_text(text, EPOCH + 1).is_armed
    assert arming.with_text(ATLAS.name, EPOCH + 1).is_armed


def test_changing_the_text_disarms_and_typing_it_again_starts_the_delay_anew() -> None:
    armed = Arming(NAME, EPOCH).with_text(ATLAS.name, EPOCH + 1)
    assert armed.takes_press(EPOCH + 2)
    changed = armed.with_text(ATLAS.name + "x", EPOCH + 3)
    assert not changed.is_armed
    assert not changed.takes_press(EPOCH + 30)
    again = changed.with_text(ATLAS.name, EPOCH + 4)
    assert again.is_armed
    assert not again.takes_press(EPOCH + 4 + ARM_DELAY / 2)
    assert again.takes_press(EPOCH + 4 + ARM_DELAY)


def test_keys_count_after_the_delay_only_and_a_clock_that_goes_back_locks_nobody_out() -> None:
    arming = Arming(NAME, EPOCH)
    assert not arming.takes_keys(EPOCH)
    assert not arming.takes_keys(EPOCH + ARM_DELAY - 0.01)
    assert arming.takes_keys(EPOCH + ARM_DELAY)
    assert arming.takes_keys(EPOCH - 100)


def test_nothing_asked_for_is_never_armed() -> None:
    assert not Arming(Challenge("", by_name=False), EPOCH).with_text("", EPOCH + 1).is_armed
    assert not Arming(Challenge("", by_name=False), EPOCH).with_text("x", EPOCH + 1).is_armed


@PROPERTY
@given(ANY_TEXT, st.lists(ANY_TEXT, max_size=3))
def test_for_any_name_what_is_asked_can_be_shown_as_it_is_typed_and_nothing_else_arms(
    name: str, others: list[str]
) -> None:
    who = customer(name, org_id=ORG)
    asked = challenge_for(who, ORG, (who, *(customer(other, org_id=other) for other in others)))
    assert asked.asked.isascii()
    assert asked.asked.isprintable()
    assert asked.by_name == (asked.asked == name)
    for text in (name, *others):
        assert Arming(asked, EPOCH).with_text(text, EPOCH + 1).is_armed == (text == asked.asked)


def test_a_sum_is_asked_for_after_the_name_and_only_the_sum_arms() -> None:
    (second,) = second_challenge(plan(), Limits(confirm_again_above=Decimal(10_000)))
    assert second.label == "Type the minimum commitment as well, to the cent"
    assert second.not_typed == "not armed: the sum is not typed"
    named = Arming(NAME, EPOCH, then=(second,)).with_text(ATLAS.name, EPOCH + 1)
    assert not named.is_armed
    assert (named.challenge, named.typed) == (second, "")
    # The keys that typed the name do not begin the sum.
    assert not named.takes_keys(EPOCH + 1 + ARM_DELAY / 2)
    assert not named.with_text("61,055.41", EPOCH + 3).is_armed
    armed = named.with_text("61055.42", EPOCH + 3)
    assert armed.takes_press(EPOCH + 4)
    assert armed.typed_sum == Decimal("61055.42")


def test_without_a_bound_no_sum_is_asked_for() -> None:
    assert second_challenge(plan(), None) == ()
    assert second_challenge(plan(), Limits(confirm_again_above=Decimal(100_000))) == ()
