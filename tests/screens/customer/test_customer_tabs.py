"""The titles of the tabs, and the tabs that have no steps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.customer_stage import DAY, ID, beta, beta_with, launched, shown_to, told, troubled, verified
from support.customers import brief, reading
from support.stage import NOW

from screens.customer.facts import CustomerFacts, facts_of, with_history
from screens.customer.plans import plan_providers, plan_row, plan_sentence, plans_title
from screens.customer.result import azure_checked, feature_result_lines
from screens.customer.tabs import history_lines, history_row, nothing_happened, tabs
from tui.domain.changes import Change
from tui.domain.customers.features import explain
from tui.domain.faults import Fault
from tui.domain.onboarding.steps import Progress
from tui.domain.plan.brief import PlanStanding
from tui.domain.records import Customer
from tui.domain.snapshot import PlanReading, Reading
from widgets.segments import text_of
from widgets.table_lines import Row, Span

CHANGES = (
    Change(NOW - 2 * DAY, "plan", ID, "Beta", "AWS plan", "no plan", "ready, $4,450.00/mo", "aws"),
    Change(NOW - 200, "feature", ID, "Beta", "assume_role", "available", "missing", "aws"),
    Change(NOW - 20, "feature", "delta", "Delta", "cur", "warning", "available", "aws"),
    Change(NOW - 12 * DAY, "added", ID, "Beta", "", "", "added"),
)


def facts(
    customer: Customer | None = None,
    *progress: Progress,
    plans: dict[str, PlanReading] | None = None,
    changes: tuple[Change, ...] = (),
) -> CustomerFacts:
    readings = {(ID, provider): found for provider, found in (plans or {}).items()}
    return facts_of(shown_to(customer or beta(), progress=progress, plans=readings, changes=changes), ID, None, NOW)


def titles(known: CustomerFacts) -> list[str]:
    return [f"{tab.title} {text_of(tab.info)}" for tab in tabs(known)]


def test_titles_say_how_a_customer_is_at_a_glance() -> None:
    known = facts(beta_with(troubled()), plans={"aws": reading("4480.90")}, changes=CHANGES)
    assert titles(known) == ["AWS ✕ 5/8", "Azure –", "Plans $4,481", "Marketplace –", "History 3"]


def test_titles_of_a_new_customer_claim_nothing() -> None:
    assert titles(facts()) == ["AWS –", "Azure –", "Plans –", "Marketplace –", "History –"]


def test_an_onboarding_under_way_shows_its_step_until_there_are_features() -> None:
    assert titles(facts(beta(), launched()))[0] == "AWS step 4"
    assert titles(facts(beta(), verified(troubled())))[0] == "AWS ✕ 5/8"


def test_a_sum_of_several_plans_says_who_added_it_up() -> None:
    known = facts(beta(aws="********", azure="********"), plans={"aws": reading("1000"), "azure": reading("90")})
    assert plans_title(known) == "$1,090 added up here"


@pytest.mark.parametrize(
    ("found", "title"),
    [
        (PlanReading(Reading.KNOWN, brief(None, PlanStanding.CALCULATING), NOW), "calculating"),
        (PlanReading(Reading.NONE, read_at=NOW), "–"),
        (PlanReading(Reading.FAILED, fault=Fault("x")), "failed"),
        (reading("-85.40"), "−$85"),
    ],
)
def test_a_plan_without_a_final_figure_is_told_in_a_word(found: PlanReading, title: str) -> None:
    assert plans_title(facts(beta(aws="********"), plans={"aws": found})) == title


def test_every_usual_cloud_has_a_line_and_so_has_any_other_that_was_read() -> None:
    assert plan_providers(facts()) == ("aws", "azure", "gcp")
    assert plan_providers(facts(plans={"kubernetes": reading()})) == ("aws", "azure", "gcp", "kubernetes")


def cells(known: CustomerFacts, provider: str) -> list[str]:
    return [text_of(cell) for cell in plan_row(known, provider).cells]


def test_a_plan_has_its_figures_and_its_age() -> None:
    known = facts(beta(aws="********"), plans={"aws": replace(reading("4480.90"), read_at=NOW - 360)})
    assert cells(known, "aws") == ["AWS", "ready", "4,480.90", "–", "–", "31→78", "6m"]
    assert cells(known, "azure") == ["Azure", "–", "–", "–", "–", "–", "–"]


def test_figures_that_are_not_final_are_not_shown() -> None:
    calculating = PlanReading(Reading.KNOWN, brief("4480", PlanStanding.CALCULATING), NOW - 60)
    known = facts(beta(aws="********"), plans={"aws": calculating})
    assert cells(known, "aws")[1:3] == ["calculating", "–"]
    assert "not final" in text_of(plan_sentence(known, "aws"))


@pytest.mark.parametrize(
    ("found", "customer", "words"),
    [
        (None, beta(), "AWS is not connected, as far as is known"),
        (None, beta(aws="********"), "The AWS plan is being asked for."),
        (PlanReading(Reading.NONE, read_at=NOW), beta(), "No AWS plan yet. Archera usually has one 24-48 h after"),
        (
            PlanReading(Reading.FAILED, fault=Fault("No connection.", remedy="r tries now")),
            beta(),
            "✕ AWS: No connection.",
        ),
        (replace(reading("10"), fault=Fault("Slow down."), tried_at=NOW - 120), beta(), "AWS: ready, saves $10.00"),
    ],
)
def test_the_state_of_a_plan_is_a_sentence(found: PlanReading | None, customer: Customer, words: str) -> None:
    known = facts(customer, plans={"aws": found} if found else {})
    assert text_of(plan_sentence(known, "aws")).startswith(words)


def test_a_try_that_failed_after_a_plan_was_read_is_told_beside_it() -> None:
    found = replace(reading("10"), fault=Fault("Slow down."), tried_at=NOW - 120)
    said = text_of(plan_sentence(facts(beta(), plans={"aws": found}), "aws"))
    assert "The last try 2m ago failed: Slow down." in said


def test_what_is_wrong_with_azure_is_told_with_what_it_means_and_what_to_do() -> None:
    known = facts(beta(azure="x***~***"))
    said = told(feature_result_lines(known, azure_checked(known), wide=True))
    assert said.startswith("✕ 1 missing   ◐ 1 warning   ● 6 available  as last reported, 12s ago")
    consent = explain(known.azure_features[0], known.azure_features, "azure", NOW)
    assert consent.meaning in said
    assert consent.remedy in said


def test_the_azure_tab_counts_its_steps_until_there_are_features() -> None:
    asked = Progress(ID, "azure", tenant_id="t", subscription_id="s", url="https://x", url_at=NOW)
    assert text_of(tabs(facts())[1].info) == "–"
    assert text_of(tabs(facts(beta(), asked))[1].info) == "step 3"
    assert text_of(tabs(facts(beta(azure="********")))[1].info) == "● 8/8"


def test_the_history_is_this_customers_and_newest_first() -> None:
    known = facts(changes=CHANGES)
    assert [change.kind for change in known.changes] == ["feature", "plan", "added"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (CHANGES[1], ["11:03    3m", "✕", "assume_role  AWS", "available → missing"]),
        (CHANGES[0], ["16 Nov   2d", "·", "AWS plan", "no plan → ready, $4,450.00/mo"]),
        (CHANGES[3], ["6 Nov    12d", "·", "customer", "appeared in the list"]),
        (Change(NOW, "gone", ID, "Beta", "", "", "x"), ["11:06    0s", "·", "customer", "no longer in the list"]),
        (Change(NOW, "api", ID, "", "", "", "away"), ["11:06    0s", "·", "api", "away"]),
        (Change(NOW, "feature", ID, "", "f", "a", "b", "org"), ["11:06    0s", "·", "f  org", "a → b"]),
    ],
)
def test_a_change_is_a_line_with_its_time(change: Change, words: list[str]) -> None:
    assert [text_of(cell) for cell in history_row(change, 0, NOW).cells] == words


def test_a_history_that_may_have_lost_its_beginning_says_so() -> None:
    others = tuple(replace(CHANGES[2], at=NOW - number) for number in range(498))
    assert [line.key for line in history_lines(facts(changes=(*CHANGES[:2], *others[:-1])))] == ["2", "1"]
    lines = history_lines(facts(changes=(*CHANGES[:2], *others)))
    assert isinstance(lines[-1], Span)
    assert text_of(lines[-1].text) == "Older changes are not in view: only the last 500 of all customers are."


def test_the_stored_history_joins_what_the_snapshot_has_and_goes_to_the_beginning() -> None:
    others = tuple(replace(CHANGES[2], at=NOW - number) for number in range(498))
    older = Change(NOW - 90 * DAY, "feature", ID, "Beta", "cur", "missing", "available", "aws")
    known = with_history(facts(changes=(*CHANGES[:2], *others)), (CHANGES[0], older))
    lines = history_lines(known)
    assert [line.key for line in lines] == ["3", "2", "1"]
    assert all(isinstance(line, Row) for line in lines)


def test_an_empty_history_says_since_when() -> None:
    known = facts(replace(beta(), first_seen=NOW - 12 * DAY))
    assert text_of(nothing_happened(known)) == "Nothing was seen to change since 6 Nov, 12d ago."
    assert text_of(nothing_happened(facts(replace(beta(), first_seen=None)))) == "Nothing was seen to change yet."
