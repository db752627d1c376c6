"""Buying from the command line: bound to figures, at most once, and an unknown outcome is never a failure."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from support.headless import BORN, Headless

from tui.domain.purchase.attempt import AttemptState
from tui.store.journal import Journal

if TYPE_CHECKING:
    from support.homes import Said

    from tui.domain.purchase.attempt import Attempt

EMAIL = "buyer@partner.example"
NO_PLAN = (404, b'{"message":"none","type":"NotFound","timestamp":"2026-11-18T00:00:00Z"}', dict[str, str]())


class Shop:
    """A plan of a customer, and the words that buy it."""

    def __init__(self, headless: Headless, name: str = "atlas print", provider: str = "aws") -> None:
        self.headless = headless
        self.about = (name, "--provider", provider)
        self.plan: dict[str, Any] = headless.data("plan", *self.about)["result"]["plan"]
        self.terms = {
            "--expect-monthly-savings": self.plan["monthly_savings"],
            "--max-cash": "1840",
            "--max-commitment": f"{float(self.plan['minimum_commitment_cost']):.2f}",
            "--email": EMAIL,
        }

    def buy(self, *more: str, plan: str = "", **terms: str) -> Said:
        return self.headless.run(*self.words(plan, **terms), *more)

    def words(self, plan: str = "", **terms: str) -> tuple[str, ...]:
        told = self.terms | {f"--{name.replace('_', '-')}": value for name, value in terms.items()}
        options = [word for pair in told.items() for word in pair]
        name, *provider = self.about
        return ("buy", name, plan or self.plan["id"], *provider, *options)

    @property
    def sends(self) -> int:
        return self.headless.weather.seen["purchase"]

    @property
    def journal(self) -> tuple[Attempt, ...]:
        path = self.headless.home.state / "journal.db"
        if not path.exists():
            return ()
        journal = Journal.open(path)
        try:
            return journal.attempts()
        finally:
            journal.close()


@pytest.fixture
def shop(headless: Headless) -> Shop:
    return Shop(headless)


def test_a_plan_that_is_as_expected_is_bought_once_and_its_entry_is_told(shop: Shop) -> None:
    said = shop.buy()
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Accepted by the server.")
    assert "entry 1 of the journal" in said.out
    assert f"by {EMAIL}" in said.out
    assert shop.sends == 1
    [bought] = shop.headless.world.purchases
    assert (bought.plan_id, bought.email) == (shop.plan["id"], EMAIL)
    again = shop.buy()
    assert (again.code, again.out) == (2, "")
    assert again.err.startswith("✕ Not sent: Already")
    assert shop.sends == 1


def test_programs_are_told_everything(shop: Shop) -> None:
    document = json.loads(shop.buy("--json").out)
    assert (document["command"], document["outcome"], document["exit_code"]) == ("buy", "done", 0)
    attempt = document["result"]["attempt"]
    assert (attempt["state"], attempt["number"], attempt["reviewed"]["cash_due"]) == ("accepted", 1, "1840.0")


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        ({"expect_monthly_savings": "4210.21"}, "The net savings are $4,210.20 a month, not $4,210.21"),
        ({"max_cash": "1839.99"}, "The sum due at signing is $1,840.00, more than the $1,839.99 allowed"),
        ({"max_commitment": "1"}, "more than the $1.00 allowed"),
        ({"plan": "0b1c"}, "Another plan is recommended now"),
        ({"email": "nobody"}, "No purchase without an e-mail"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_anything_else_than_expected_and_allowed_is_not_sent(shop: Shop, terms: dict[str, str], reason: str) -> None:
    said = shop.buy(**terms)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("✕ Not sent: ")
    assert reason in said.err
    assert shop.sends == 0
    assert shop.journal == ()


def test_every_reason_is_told_at_once(shop: Shop) -> None:
    document = json.loads(shop.buy("--json", max_cash="1", max_commitment="1").out)
    assert document["fault"]["sent"] == "not sent"
    assert len(document["result"]["reasons"]) == 2


def test_a_read_only_profile_sends_nothing(shop: Shop) -> None:
    said = shop.headless.read(*shop.words())
    assert said.code == 2
    assert "--write" in said.err
    assert shop.sends == 0


@pytest.mark.parametrize("missing", ["--expect-monthly-savings", "--max-cash", "--max-commitment", "--provider"])
def test_no_bound_may_be_left_out(shop: Shop, missing: str) -> None:
    words = list(shop.words())
    place = words.index(missing)
    said = shop.headless.run(*words[:place], *words[place + 2 :])
    assert said.code == 2
    assert missing in said.err


def test_no_plan_and_a_list_that_can_t_be_read_are_not_sent_which_is_not_unknown(shop: Shop) -> None:
    shop.headless.weather.status["recommended"] = NO_PLAN
    assert "No AWS plan is recommended for Atlas Print c/o Sandbox now." in shop.buy().err
    shop.headless.weather.status["recommended"] = (401, b'{"message":"no such key","type":"Unauthorized"}', {})
    said = shop.buy()
    assert said.code == 2
    assert said.err.startswith('✕ Not sent: The key was refused (401). "no such key"')
    assert shop.sends == 0


def test_a_refusal_is_told_in_the_server_s_words(shop: Shop) -> None:
    shop.headless.weather.status["/purchase$"] = (403, b'{"message":"may not","type":"Forbidden","timestamp":"x"}', {})
    said = shop.buy()
    assert said.code == 2
    assert said.err.startswith("✕ Refused by the server. Nothing was bought")
    assert 'the server said "may not"' in said.out


def test_a_lost_answer_is_unknown_and_the_plan_can_t_be_bought_again(shop: Shop) -> None:
    shop.headless.weather.late.add("/purchase$")
    said = shop.buy()
    assert said.code == 3
    assert said.err.startswith("○ Outcome unknown: it may have been bought")
    assert "archera-tui journal look 1" in said.out
    assert "fail" not in said.everything
    shop.headless.weather.late.clear()
    assert shop.buy().code == 2
    assert shop.sends == 1
    assert [attempt.state for attempt in shop.journal] == [AttemptState.UNKNOWN]


PROFILE = """
[profiles.shop]
base_url = "{address}"
partner_org_id = "{partner}"
api_key_env = "ARCHERA_API_KEY"
mode = "write"
purchaser_email = "{email}"
confirm_again_above = 1000
"""


def test_above_the_sum_of_the_profile_the_sum_itself_has_to_be_given(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = {"address": os.environ["ARCHERA_BASE_URL"], "partner": shop.headless.world.partner_id, "email": EMAIL}
    for name in ("ARCHERA_BASE_URL", "ARCHERA_PARTNER_ORG_ID"):
        monkeypatch.delenv(name)
    shop.headless.home.configure(PROFILE.format(**facts))
    as_shop = ("--profile", "shop")
    declined = shop.buy(*as_shop)
    assert declined.code == 2
    assert "has to be typed as well" in declined.err
    assert shop.sends == 0
    due = json.loads(shop.headless.run("plan", *shop.about, "--json").out)["result"]["plan"]["minimum_commitment_cost"]
    typed = f"{round(float(due), 2):.2f}"
    assert shop.buy(*as_shop, "--confirm-sum", "1.00").code == 2
    assert shop.buy(*as_shop, "--confirm-sum", typed).code == 0
    assert shop.journal[0].events[0].text == f"intended, ${float(typed):,.2f} typed"


def test_the_figures_are_held_against_the_plan_once_more_before_it_leaves(shop: Shop) -> None:
    readings = 0

    def heard(name: str) -> None:
        nonlocal readings
        readings += name == "recommended"
        if name == "recommended" and readings == 2:
            shop.headless.weather.status["recommended"] = NO_PLAN

    shop.headless.weather.heard = heard
    said = shop.buy()
    assert said.code == 2
    assert "no plan is recommended now" in said.err
    assert shop.sends == 0
    assert [attempt.state for attempt in shop.journal] == [AttemptState.NOT_SENT]


# Looking again


def test_a_look_that_sees_the_purchase_says_bought(shop: Shop) -> None:
    shop.headless.weather.late.add("/purchase$")
    assert shop.buy().code == 3
    too_early = shop.headless.read("journal", "look", "1")
    assert too_early.code == 3
    assert "too early to judge" in too_early.out
    _long_ago(shop)
    said = shop.headless.read("journal", "look", "1")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Bought: plan scheduled")
    assert shop.headless.read("journal", "look", shop.journal[0].id).code == 0


def test_a_look_that_sees_nothing_leaves_it_unknown(shop: Shop) -> None:
    shop.headless.weather.status["/purchase$"] = (502, b"<html>", {})
    assert shop.buy().code == 3
    _long_ago(shop)
    said = shop.headless.read("journal", "look", "1")
    assert said.code == 3
    assert said.out.splitlines()[-1].strip().startswith("looked: plan still")


def test_an_entry_that_is_not_there_and_one_of_another_host_say_so(shop: Shop) -> None:
    assert "no entry" in shop.headless.read("journal", "look", "7").err
    shop.buy()
    os.environ["ARCHERA_BASE_URL"] = "http://127.0.0.1:9"
    said = shop.headless.read("journal", "look", "1")
    assert said.code == 2
    assert "Entry 1 was made at" in said.err


def _long_ago(shop: Shop) -> None:
    """The deadline and the settling time are over."""
    journal = Journal.open(shop.headless.home.state / "journal.db")
    [attempt] = journal.attempts()
    journal.record(replace(attempt, judge_after=BORN))
    journal.close()
