"""Where a plan stands, in words: tabs, badges, notices, reasons against buying."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support.clock import EPOCH
from support.customers import customer
from support.plans import (
    ATLAS,
    COMMITMENTS,
    KEY,
    LINES,
    ORG,
    PLAN,
    D,
    attempt_of,
    bare_plan,
    plan,
    reading_of,
    snapshot_of,
)
from support.stage import READ_ONLY, WRITE

from screens.plan.states import (
    badge_parts,
    chosen_provider,
    nothing_to_show,
    notice,
    providers_of,
    reasons_against,
    tab_of,
)
from tui.domain.faults import Fault
from tui.domain.plan.records import Plan
from tui.domain.purchase.attempt import AttemptState
from tui.domain.purchase.limits import Limits
from tui.domain.snapshot import Connection, Link, PlanReading, Reading, Snapshot
from widgets.segments import text_of
from widgets.text_line import Part, fit_parts

FAULT = Fault("No answer in time: the plan.", "What was known before stays.", "r tries again", words="upstream")


def line(parts: tuple[Part, ...], cells: int = 78) -> str:
    return text_of(fit_parts(parts, (), cells)[0])


def noticed(snapshot: Snapshot, cells: int = 78) -> str:
    return line(notice(snapshot, *KEY, EPOCH), cells)


def test_a_purchase_that_was_not_sent_is_not_said_to_have_bought_anything() -> None:
    told = noticed(snapshot_of(attempts=(attempt_of(AttemptState.INTENDED),)))
    assert told == "○ Purchase 42 is intended, not sent yet."
    assert "it may have been bought" in noticed(snapshot_of(attempts=(attempt_of(AttemptState.SENT),)))


@pytest.mark.parametrize(
    ("known", "chosen"),
    [
        ({"aws": "10", "azure": "20"}, "azure"),
        ({"aws": "-10", "gcp": "-20"}, "aws"),
        ({"aws": None, "kubernetes": "1"}, "kubernetes"),
        ({"azure": None}, "azure"),
        ({}, "aws"),
    ],
)
def test_the_plan_worth_most_is_chosen_among_the_known(known: dict[str, str | None], chosen: str) -> None:
    readings = {
        (ORG, name): reading_of(plan(monthly_savings=None if value is None else D(value)))
        for name, value in known.items()
    }
    assert chosen_provider(snapshot_of(None, plans=readings), ORG) == chosen


@pytest.mark.parametrize(
    ("there", "chosen"),
    [({"azure": "****"}, "azure"), ({"aws": "*", "azure": "*"}, "aws"), ({"org": "***"}, "aws"), ({}, "aws")],
)
def test_without_a_known_plan_aws_is_chosen_if_it_is_there_else_what_is_there(
    there: dict[str, Any], chosen: str
) -> None:
    who = customer("Atlas", org_id=ORG, **there)
    assert chosen_provider(snapshot_of(None, customers=(who,)), ORG) == chosen


def test_the_usual_clouds_have_a_tab_and_any_other_with_a_plan() -> None:
    readings = {(ORG, "kubernetes"): reading_of(PLAN), ("other", "unknown"): reading_of(PLAN)}
    assert providers_of(snapshot_of(None, plans=readings), ORG, "aws") == ("aws", "azure", "gcp", "kubernetes")


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (reading_of(PLAN), "ready"),
        (reading_of(plan(is_calculating=True)), "calculating"),
        (reading_of(plan(is_locked=True)), "locked"),
        (reading_of(plan(status="completed")), "bought"),
        (reading_of(plan(status="scheduled")), "scheduled"),
        (reading_of(plan(status="in_progress")), "buying"),
        (PlanReading(Reading.NONE), "none"),
        (PlanReading(Reading.FAILED, fault=FAULT), "not read"),
        (PlanReading(), "–"),
    ],
)
def test_a_tab_says_where_its_plan_stands(reading: PlanReading, words: str) -> None:
    assert text_of(tab_of("aws", reading).info) == words


def test_badges_lose_what_matters_least_and_keep_warnings_and_the_age() -> None:
    renewal = plan(is_renewal=True, is_locked=True, status="draft")
    parts = badge_parts(renewal, reading_of(renewal, 360), EPOCH)
    assert line(parts, 90) == "locked   recommended   1 flagged   renewal   draft   figures 6m old"
    assert line(parts, 34) == "locked   1 flagged   6m old"
    assert badge_parts(None, PlanReading(), EPOCH) == ()


def test_a_badge_that_repeats_another_is_left_out() -> None:
    assert line(badge_parts(PLAN, reading_of(PLAN), EPOCH)).count("recommended") == 1


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (PLAN, "◐ A policy may buy this plan by itself in 5d 23h, if savings reach $500."),
        (plan(execution_policy=None), ""),
        (plan(is_calculating=True), "◐ Still calculating: these figures are not final."),
        (plan(is_locked=True), "◐ This plan is locked: it can't be bought now."),
        (plan(status="completed"), "● This plan is bought. Nothing to do."),
        (plan(status="scheduled"), "◐ This plan is scheduled to be bought."),
        (plan(status="in_progress"), "◐ This plan is being bought."),
        (plan(monthly_savings=D("-1")), "◐ This plan costs more than it saves."),
        (
            plan(line_items=LINES[:4], commitments=COMMITMENTS),
            "◐ Two sums due at signing: $1,200.00 by its lines, $1,840.00 by its summary.",
        ),
    ],
)
def test_the_notice_says_the_one_thing_to_know(shown: Plan, words: str) -> None:
    assert noticed(snapshot_of(shown)) == words


def test_a_failed_try_is_told_with_the_servers_words_and_the_age_of_what_stays() -> None:
    snapshot = snapshot_of(reading=reading_of(PLAN, 360, fault=FAULT, tried_at=EPOCH))
    assert noticed(snapshot, 120) == ("✕ No answer in time. “upstream” The last known plan stays, 6m old.  r tries now")
    assert noticed(snapshot, 60) == "✕ No answer in time. “upstream” 6m old  r tries now"


def test_while_the_api_is_away_its_fault_is_told() -> None:
    away = Connection(Link.OFFLINE, fault=Fault("No connection (connection refused)."))
    assert noticed(replace(snapshot_of(), connection=away)).startswith("✕ No connection (connection refused).")


def test_an_open_purchase_comes_before_everything_else() -> None:
    snapshot = snapshot_of(plan(is_locked=True), attempts=(attempt_of(AttemptState.UNKNOWN),))
    assert noticed(snapshot) == "○ Purchase 42 is unknown: it may have been bought."


def test_a_customer_that_has_gone_is_said_and_cannot_be_bought_for() -> None:
    snapshot = snapshot_of(customers=())
    assert "no longer in the list" in noticed(snapshot)
    assert reasons_against(snapshot, *KEY)[0] == "The customer is no longer in the list"


def test_an_absent_plan_says_what_is_absent_why_and_the_key() -> None:
    reading = PlanReading(Reading.NONE, read_at=EPOCH - 300)
    told = [text_of(para.text) for para in nothing_to_show(reading, "aws", EPOCH, EPOCH)]
    assert told == [
        "No AWS plan yet.",
        "Archera usually has one 24-48 h after billing data arrives. Looked 5m ago.",
        "r looks again",
    ]


def test_a_plan_that_could_not_be_read_says_why_and_an_unknown_one_since_when() -> None:
    failed = PlanReading(Reading.FAILED, fault=FAULT, tried_at=EPOCH - 20)
    told = [text_of(para.text) for para in nothing_to_show(failed, "azure", EPOCH, EPOCH)]
    assert told[0] == "✕ The Azure plan could not be read."
    assert told[1] == 'No answer in time: the plan. "upstream" What was known before stays. Tried 20s ago.'
    asked = [text_of(para.text) for para in nothing_to_show(PlanReading(), "gcp", EPOCH - 7, EPOCH)]
    assert asked == ["Asking for the GCP plan.", "Since 11:06:33 UTC, 7s. Nothing is known of it yet."]


@pytest.mark.parametrize(
    ("snapshot", "reason"),
    [
        (snapshot_of(), None),
        (snapshot_of(identity=READ_ONLY), "read-only profile"),
        (snapshot_of(identity=replace(WRITE, purchaser_email="")), "No e-mail to buy with. Set ARCHERA_PURCHASER_EMAIL, or purchaser_email in the profile prod"),  # noqa: E501
        (snapshot_of(plan(is_calculating=True)), "Still calculating: its figures are not final"),
        (snapshot_of(plan(is_locked=True)), "The plan is locked"),
        (snapshot_of(plan(status="completed")), "Already bought: the plan is completed"),
        (snapshot_of(plan(status="in_progress")), "Being bought: the plan is in progress"),
        (snapshot_of(plan(status="scheduled")), "Already scheduled to be bought"),
        (snapshot_of(attempts=(attempt_of(AttemptState.UNKNOWN),)), "A purchase is open: entry 42 is unknown"),
        (snapshot_of(attempts=(attempt_of(AttemptState.ACCEPTED),)), "Already bought from here: entry 42 is accepted"),
        (snapshot_of(attempts=(attempt_of(AttemptState.NOT_SENT),)), None),
        (snapshot_of(identity=replace(WRITE, limits=Limits(upfront=D(1000)))), "Over the limit: $1,840.00 due at signing, at most $1,000.00"),  # noqa: E501
        (snapshot_of(identity=replace(WRITE, limits=Limits(providers=frozenset({"azure"})))), "This profile may not buy for AWS"),  # noqa: E501
        (snapshot_of(journal_fault=Fault("The journal can't be written.")), "The journal can't be written."),
        (snapshot_of(whole=False), "the plan is not read yet"),
        (snapshot_of(None), "the plan is not read yet"),
        (snapshot_of(None, reading=PlanReading(Reading.NONE)), "there is no plan to buy"),
    ],
)  # fmt: skip
def test_every_reason_against_buying_is_given(snapshot: Snapshot, reason: str | None) -> None:
    assert next(iter(reasons_against(snapshot, *KEY)), None) == reason


def test_a_plan_that_says_nothing_may_be_reviewed_and_has_no_notice() -> None:
    assert noticed(snapshot_of(bare_plan(), customers=(ATLAS,))) == ""


def test_values_that_could_not_be_read_are_counted_and_named() -> None:
    shown = snapshot_of()
    detail = replace(shown.details[KEY], unread=("monthly_savings", "summaries.3.upfront_cost"))
    assert noticed(replace(shown, details={KEY: detail})) == (
        "◐ 2 values of the answer can't be read and stay –: monthly_savings …"
    )
