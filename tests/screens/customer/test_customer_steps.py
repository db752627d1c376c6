"""The one action of each step, the notes of the stepper, and what stands under it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.customer_stage import (
    DAY,
    ID,
    beta,
    beta_with,
    launched,
    reviewed,
    shown_to,
    started,
    template,
    told,
    troubled,
    verified,
)
from support.customers import features
from support.stage import NOW

from screens.customer.aws_steps import aside_lines, elapsed, offer, step_lines
from screens.customer.facts import CustomerFacts, Visit, facts_of
from tui.domain.faults import Fault
from tui.domain.intents import ReadTemplate, VerifyAws
from tui.domain.onboarding.steps import ExistingCur, Progress
from tui.domain.onboarding.verify_options import VerifyOptions
from tui.domain.records import Customer
from tui.domain.snapshot import Running
from tui.domain.template.review import review

NO_WRITES = "read-only profile"


def facts(*progress: Progress, customer: Customer | None = None, running: tuple[Running, ...] = ()) -> CustomerFacts:
    return facts_of(shown_to(customer or beta(), progress=progress, running=running), ID, None, NOW)


def fetched(document: object = None) -> Visit:
    text = template(document)
    return Visit(step=2, template=text, text=text.text, review=review(text.document))


@pytest.mark.parametrize(
    ("known", "visit", "command", "words"),
    [
        (facts(), Visit(1), "start", "Start onboarding to AWS"),
        (facts(started()), Visit(1), "step-on", "Go on to the template"),
        (facts(started()), Visit(1, faults={1: Fault("no")}), "start", "Start onboarding to AWS"),
        (facts(started()), Visit(2), "template", "Fetch the template"),
        (facts(started()), fetched(), "reviewed", "Reviewed: get the launch URL"),
        (facts(reviewed()), Visit(3), "url", "Get the launch URL"),
        (facts(launched()), Visit(3), "step-on", "The stack is made: verify"),
        (facts(launched()), Visit(4), "verify", "Verify"),
        (facts(verified(troubled())), Visit(4), "verify", "Verify again"),
        (facts(customer=beta(aws="********")), Visit(4), "plan", "Open the plan"),
    ],
)  # fmt: skip
def test_each_step_has_one_action(known: CustomerFacts, visit: Visit, command: str, words: str) -> None:
    offered = offer(known, visit, "")
    assert (offered.command, offered.primary.words, offered.primary.reason) == (command, words, "")


def test_only_what_is_more_than_a_read_is_kept_from_a_read_only_profile() -> None:
    assert offer(facts(), Visit(1), NO_WRITES).primary.reason == NO_WRITES
    assert offer(facts(launched()), Visit(4), NO_WRITES).primary.reason == NO_WRITES
    for known, visit in ((facts(started()), Visit(1)), (facts(started()), fetched()), (facts(reviewed()), Visit(3))):
        assert offer(known, visit, NO_WRITES).primary.reason == ""
    assert offer(facts(customer=beta(aws="********")), Visit(4), NO_WRITES).primary.reason == ""


@pytest.mark.parametrize(
    ("visit", "reason"),
    [
        (Visit(1, waiting=frozenset({"StartOnboarding"})), "being asked"),
        (Visit(2, waiting=frozenset({"ReadTemplate"})), "being fetched"),
        (Visit(3, waiting=frozenset({"ReadLaunchUrl"})), "being fetched"),
        (Visit(4, waiting=frozenset({"VerifyAws"})), "just asked; you can leave this screen, it goes on"),
    ],
)
def test_what_was_asked_is_not_offered_again_until_it_is_answered(visit: Visit, reason: str) -> None:
    assert offer(facts(), visit, "").primary.reason == reason


def test_what_runs_since_before_this_visit_counts_as_asked() -> None:
    running = (Running(ReadTemplate(ID), NOW - 3), Running(VerifyAws("another"), NOW - 9))
    assert offer(facts(running=running), Visit(2), "").primary.reason == "being fetched"
    assert offer(facts(running=running), Visit(4), "").primary.reason == ""


def test_a_verification_under_way_tells_how_long_in_steps_of_five_seconds() -> None:
    running = (Running(VerifyAws(ID), NOW - 68),)
    assert offer(facts(running=running), Visit(4), "").primary.reason.startswith("1m 05s so far; you can leave")
    assert [elapsed(seconds) for seconds in (-3, 4.9, 5, 59, 125)] == [
        "just asked", "just asked", "5s so far", "55s so far", "2m 05s so far",
    ]  # fmt: skip


@pytest.mark.parametrize("document", [[], {}, {"Resources": []}, {"Description": "no resources"}])
def test_what_is_no_template_can_not_be_gone_on_with(document: object) -> None:
    assert "no resources" in offer(facts(started()), fetched(document), "").primary.reason


def test_a_template_that_is_still_being_judged_waits() -> None:
    visit = replace(fetched(), review=None)
    assert offer(facts(started()), visit, "").primary.reason == "it is being read"


def test_an_address_that_is_no_https_is_never_gone_on_with() -> None:
    known = facts(launched(url="http://console.aws.amazon.com/x"))
    assert offer(known, Visit(3), "").command == "url"


def test_steps_tell_when_they_were_done_and_what_goes_on() -> None:
    known = facts(verified(troubled()), customer=beta_with(troubled()))
    assert [line.note for line in step_lines(known, Visit(4))] == ["12d ago", "10m ago", "4m ago", "3m ago"]
    assert step_lines(known, Visit(4, waiting=frozenset({"VerifyAws"})))[3].note == "verifying"
    begun = facts(started())
    assert [line.note for line in step_lines(begun, Visit(2))] == ["12d ago", "now", "", ""]
    assert step_lines(begun, fetched())[1].note == "reading"
    old = facts(replace(started(), started_at=NOW - 100 * DAY))
    assert step_lines(old, Visit(2))[0].note == "10 Aug"


def test_what_stands_under_the_steps_belongs_to_the_step_in_view() -> None:
    known = facts(verified(troubled(), account_id="604418802297"))
    assert told(aside_lines(known, Visit(2))).split("\n")[:2] == ["Onboarding", "3b0e61d2-8a4f-4c1c"]
    launch = told(aside_lines(known, Visit(3)))
    assert "archera-access" in launch
    assert "eu-central-1" in launch
    assert "7c0e61d2-8a4f-4c1c\n" in launch
    check = told(aside_lines(known, Visit(4)))
    assert "604418802297" in check
    assert "none, one is made" in check
    assert check.endswith("the plan, 24 to 48 h after the first report")


def test_what_was_typed_in_this_visit_stands_there_before_what_is_stored() -> None:
    report = ExistingCur("eu-west-1", "acme", "", "hourly")
    visit = Visit(4, options=VerifyOptions(None, report))
    check = told(aside_lines(facts(launched(account_id="604418802297")), visit))
    assert "not given" in check
    assert "hourly, in acme (eu-west-1)" in check


def test_features_of_a_list_do_not_make_steps_that_were_not_done_here_look_done_at_some_time() -> None:
    known = facts(customer=beta_with(features("********")))
    assert [line.note for line in step_lines(known, Visit(4))] == ["", "", "", ""]


def test_a_template_in_a_form_that_can_t_be_judged_here_can_be_gone_on_with() -> None:
    assert offer(facts(started()), fetched("Resources: {}"), "").primary.reason == ""
