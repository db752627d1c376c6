"""A visit as it goes on, without a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.customer_stage import ID, beta, launched, reviewed, shown_to, started, template
from support.stage import NOW

from screens.customer.facts import CustomerFacts, Visit, facts_of
from screens.customer.texts import statuses as statuses_of
from screens.customer.texts import text_in_hand
from screens.customer.visits import answered, asked, begun, concerns, looked, neighbour, reason_against, relevant
from tui.commands import Where, commands_of
from tui.domain.faults import Fault
from tui.domain.intents import (
    Done,
    Failed,
    Intent,
    ReadLaunchUrl,
    ReadPlan,
    ReadTemplate,
    Refresh,
    StartOnboarding,
    TemplateReviewed,
    VerifyAws,
)
from tui.domain.onboarding.steps import Progress
from tui.domain.records import AZURE, Customer

FAULT = Fault("No.")
NAMES = {command.id.partition(".")[2] for command in commands_of(Where.CUSTOMER)}


def facts(customer: Customer | None = None, *progress: Progress) -> CustomerFacts:
    return facts_of(shown_to(customer or beta(), progress=progress), ID, None, NOW)


@pytest.mark.parametrize(
    ("known", "step"),
    [
        (facts(), 1), (facts(beta(), started()), 2), (facts(beta(), reviewed()), 3), (facts(beta(), launched()), 4),
        (facts(beta(aws="********")), 4), (facts(beta(aws="x*******")), 4),
    ],
)  # fmt: skip
def test_a_visit_begins_at_the_step_in_hand(known: CustomerFacts, step: int) -> None:
    assert begun(known).step == step


@pytest.mark.parametrize(
    ("step", "intent", "after"),
    [
        (1, StartOnboarding(ID), 2), (2, TemplateReviewed(ID), 3), (3, ReadLaunchUrl(ID), 3), (4, VerifyAws(ID), 4),
        (3, StartOnboarding(ID), 3), (4, TemplateReviewed(ID), 4),
    ],
)  # fmt: skip
def test_what_was_done_moves_on_only_where_the_person_still_waits_for_it(step: int, intent: Intent, after: int) -> None:
    visit = asked(Visit(step), intent)
    assert answered(visit, Done(intent)).step == after


def test_an_answer_nobody_here_asked_for_moves_nothing() -> None:
    assert answered(Visit(1), Done(StartOnboarding(ID))).step == 1


def test_a_fault_stays_at_its_step_until_it_is_tried_again() -> None:
    visit = answered(asked(Visit(3), ReadLaunchUrl(ID)), Failed(ReadLaunchUrl(ID), FAULT))
    assert (visit.step, visit.faults, visit.waiting) == (3, {3: FAULT}, frozenset())
    assert asked(visit, ReadLaunchUrl(ID)).faults == {}
    assert asked(visit, ReadTemplate(ID)).faults == {3: FAULT}
    assert answered(visit, Done(ReadLaunchUrl(ID))).faults == {}


def test_another_template_is_judged_anew() -> None:
    visit = replace(Visit(2), text="old")
    fresh = answered(asked(visit, ReadTemplate(ID)), Done(ReadTemplate(ID), template()))
    assert fresh.template == template()
    assert (fresh.text, fresh.review) == ("", None)
    assert answered(visit, Done(ReadTemplate(ID), "nonsense")).template is None


def test_outcomes_of_others_are_none_of_ours() -> None:
    assert concerns(Done(VerifyAws(ID)), ID)
    assert not concerns(Done(VerifyAws("delta")), ID)
    assert not concerns(Done(ReadPlan(ID, "aws")), ID)
    assert not concerns(Done(Refresh()), ID)


def test_looking_at_another_step_forgets_what_was_copied() -> None:
    assert looked(replace(Visit(3), copied="sent"), 4).copied == ""


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_command_has_its_place_and_its_reason(name: str) -> None:
    for tab in ("aws", "azure", "plans", "history"):
        for step in (1, 2, 3, 4):
            assert relevant(name, tab, step) in (True, False)
            assert isinstance(reason_against(name, facts(), Visit(step), tab, ""), str)


def test_what_belongs_to_aws_is_refused_in_other_tabs() -> None:
    for name in ("start", "verify", "template", "url", "save", "edit", "step-on", "step-back"):
        assert reason_against(name, facts(), Visit(1), "history", "") == "that belongs to the AWS tab"
    assert reason_against("proceed", facts(), Visit(1), "history", "") == "there is nothing to do in this tab"
    assert reason_against("proceed", facts(), Visit(1), "plans", "") == ""


def test_the_footer_has_the_keys_of_the_step_in_view() -> None:
    def footer(tab: str, step: int) -> set[str]:
        return {name for name in NAMES if relevant(name, tab, step)}

    assert footer("aws", 1) == {"step-on", "tab-on"}
    assert footer("aws", 2) == {"copy", "save", "pager", "search", "template", "step-on", "tab-on"}
    assert footer("aws", 3) == {"copy", "browser", "qr", "pager", "url", "step-on", "tab-on"}
    assert footer("aws", 4) == {"edit", "export", "copy", "pager", "plan", "watch", "step-back", "tab-on"}
    assert footer("history", 4) == {"tab-on"}


def test_there_is_no_step_before_the_first_and_none_after_the_last() -> None:
    for step, back, on in ((1, "this is the first step", ""), (2, "", ""), (4, "", "this is the last step")):
        assert reason_against("step-back", facts(), Visit(step), "aws", "") == back
        assert reason_against("step-on", facts(), Visit(step), "aws", "") == on


def test_a_walk_passes_by_those_that_are_gone_and_ends_at_the_ends() -> None:
    among, listed = ("a", "b", "c", "d"), frozenset("abd")
    assert neighbour(among, "b", 1, listed) == "d"
    assert neighbour(among, "b", -1, listed) == "a"
    assert neighbour(among, "d", 1, listed) == ""
    assert neighbour(among, "a", -1, listed) == ""
    assert neighbour(among, "x", 1, listed) == ""


def test_starting_aws_is_warned_about_while_azure_is_under_way() -> None:
    asked_for = Progress(ID, AZURE, url="https://login.microsoftonline.com/x")
    assert facts(beta(), asked_for).azure_under_way
    assert facts(beta(azure="????????")).azure_under_way
    assert not facts(beta(azure="********", aws="********")).azure_under_way
    assert not facts().azure_under_way


def test_what_can_be_copied_is_what_is_in_view() -> None:
    known = facts(beta(aws="x*******"), launched())
    text = template()
    with_text = Visit(2, template=text, text=text.text)
    shown = [text_in_hand(known, visit, "aws") for visit in (with_text, Visit(3), Visit(4))]
    assert [found.what for found in shown if found] == ["the template", "the launch URL", "the statuses"]
    assert text_in_hand(known, Visit(1), "aws") is None
    assert text_in_hand(known, Visit(2), "aws") is None
    assert text_in_hand(known, Visit(4), "plans") is None
    assert text_in_hand(facts(), Visit(4), "aws") is None
    statuses = shown[2]
    assert statuses is not None
    assert statuses.text.startswith("Beta Corp c/o Acme (beta), aws\nassume_role: missing\n")
    assert '"feature": "assume_role"' in statuses.paged
    connected = facts(beta(azure="********"))
    azure = statuses_of(connected, connected.azure, connected.azure_features, "azure")
    assert azure is not None
    assert "app_consent: available" in azure.text
