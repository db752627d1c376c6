"""Words for the parts of a plan."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from support.clock import EPOCH

from tui.domain.formats import MINUS, NOTHING
from tui.domain.plan.policy import countdown, often_words, policy_warning, policy_words
from tui.domain.plan.records import CommitmentSummary, ExecutionPolicy, FlaggedAction, LineItem, Plan, PlanRef, User
from tui.domain.plan.words import (
    action_words,
    badges,
    breakeven_words,
    change_percent,
    coverage_gain,
    coverage_words,
    people_of,
    service_names,
)

D = Decimal
HOUR = 3_600.0
DAY = 24 * HOUR
PLAN = Plan("p-1", "aws", status="new")
POLICY = ExecutionPolicy(
    enabled=True, schedule="weekly", min_savings=D(500), next_execution_date=EPOCH + 2 * DAY + 3 * HOUR
)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (2 * DAY + 3 * HOUR, "in 2d 3h"), (2 * DAY, "in 2d"), (5 * HOUR + 60, "in 5h 1m"), (HOUR, "in 1h"),
        (240, "in 4m"),
        (59, "now"), (0, "now"), (-3 * HOUR, "3h ago"),
    ],
)  # fmt: skip
def test_the_time_until_something_is_counted_down(left: float, words: str) -> None:
    assert countdown(EPOCH + left, EPOCH) == words


def test_a_policy_that_buys_by_itself_says_so_and_when() -> None:
    words = policy_words(POLICY, EPOCH)
    assert words.buys
    assert words.headline == "enabled: it buys by itself"
    assert (words.next_run, words.when) == ("Fri 20 Nov 14:06 UTC", "in 2d 3h")
    assert words.sentence == (
        "buys by itself every Friday when savings reach $500: next run Fri 20 Nov 14:06 UTC, in 2d 3h"
    )  # fmt: skip


def test_a_sum_with_cents_is_not_rounded_and_a_unit_is_not_claimed() -> None:
    assert policy_words(replace(POLICY, min_savings=D("500.50")), EPOCH).condition == "$500.50"
    assert "/mo" not in policy_words(POLICY, EPOCH).sentence


def test_a_policy_without_a_next_run_says_that() -> None:
    words = policy_words(replace(POLICY, next_execution_date=None, min_savings=None, schedule=None), EPOCH)
    assert words.sentence == "buys by itself: no next run is planned"


@pytest.mark.parametrize(
    ("policy", "headline"),
    [
        (None, "no execution policy: nothing is bought by itself"),
        (ExecutionPolicy(enabled=False), "switched off: it buys nothing by itself"),
        (ExecutionPolicy(enabled=None), "whether the policy is enabled is not said"),
        (replace(POLICY, end_date=EPOCH - DAY), "ended 17 Nov"),
    ],
)
def test_a_policy_that_does_not_buy_says_why(policy: ExecutionPolicy | None, headline: str) -> None:
    words = policy_words(policy, EPOCH)
    assert not words.buys
    assert words.sentence == headline


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (FlaggedAction(action_type="exchange", status="queued", creation_time=EPOCH - 2 * DAY),
         "exchange, queued 2d ago"),
        (FlaggedAction(action_type="renewal_purchase", status="submitted"), "renewal purchase, submitted"),
        (FlaggedAction(action_type="legacy_purchase", status="done", execution_time=EPOCH - HOUR),
         "legacy purchase, done, ran 1h ago"),
        (FlaggedAction(action_type="purchase", execution_time=EPOCH + HOUR), "purchase, runs in 1h"),
        (FlaggedAction(action_type="exchange", status="queued", exchange_status="quote_accepted"),
         "exchange, queued, exchange quote accepted"),
        (FlaggedAction(action_type="teleport", creation_time=EPOCH - 60), "teleport, 1m ago"),
        (FlaggedAction(), "action of an unnamed kind"),
        (FlaggedAction(action_type="\x1b[31mx"), "[31mx"),
    ],
)  # fmt: skip
def test_a_flagged_action_says_what_is_queued_or_done(action: FlaggedAction, words: str) -> None:
    assert action_words(action, EPOCH) == words


def words_of(**change: object) -> list[str]:
    return [badge.word for badge in badges(replace(PLAN, **change))]  # type: ignore[arg-type]


def test_badges_name_what_stands_out() -> None:
    assert words_of() == ["new"]
    assert words_of(is_recommended=True, flagged_actions=(FlaggedAction(),), is_renewal=True) == [
        "recommended", "1 flagged", "renewal", "new",
    ]  # fmt: skip
    assert words_of(is_calculating=True, is_locked=True) == ["calculating", "locked", "new"]
    assert words_of(status="completed", is_locked=True) == ["bought", "locked"]
    assert words_of(status="scheduled") == ["scheduled"]
    assert words_of(status="in_progress") == ["buying"]
    assert words_of(plan_type="renewal", status=None) == ["renewal"]
    assert words_of(status="cancelled") == ["cancelled"]


def test_badges_have_the_tone_of_what_they_say() -> None:
    tones = {badge.word: badge.tone for badge in badges(replace(PLAN, is_recommended=True, is_locked=True))}
    assert tones == {"locked": "warn", "recommended": "accent", "new": "muted"}


@pytest.mark.parametrize(
    ("hours", "lock_in", "words"),
    [
        ("212", 8_760, "212 h, 2 % of the longest lock-in (1 year)"),
        ("1000", 720, "1,000 h, longer than the longest lock-in (30 days)"),
        ("212", None, "212 h"),
        (None, 720, NOTHING),
        ("NaN", 720, NOTHING),
    ],
)
def test_breakeven_is_held_against_the_lock_in(hours: str | None, lock_in: int | None, words: str) -> None:
    plan = replace(
        PLAN,
        breakeven_hours=None if hours is None else D(hours),
        line_items=(LineItem("x", max_term_hours=lock_in),),
    )
    assert breakeven_words(plan) == words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("18940", "14729.80", f"{MINUS}22.2 %"), ("100", "101", "+1.0 %"), ("100", "100", "0.0 %"), ("0", "5", NOTHING),
        (None, "5", NOTHING), ("5", None, NOTHING), ("NaN", "1", NOTHING), ("-5", "1", NOTHING),
    ],
)  # fmt: skip
def test_the_change_of_a_cost_is_a_percentage(before: str | None, after: str | None, words: str) -> None:
    assert change_percent(None if before is None else D(before), None if after is None else D(after)) == words


def test_coverage_now_and_after() -> None:
    assert coverage_words(D("0.31"), D("0.78")) == "31 → 78 %"
    assert coverage_words(None, D("0.79")) == "79 %"
    assert coverage_words(None, None) == NOTHING
    assert coverage_gain(D("0.31"), D("0.78")) == "+47 pp"
    assert coverage_gain(D("0.5"), D("0.4")) == f"{MINUS}10 pp"
    assert coverage_gain(None, D("0.4")) == NOTHING


def test_line_items_are_named_by_the_aggregate_where_it_names_them() -> None:
    plan = replace(
        PLAN,
        line_items=(LineItem("rds"), LineItem("Amazon EC2"), LineItem("bare")),
        commitments=(CommitmentSummary("rds", service_name="Amazon RDS"), CommitmentSummary("bare", service_name=" ")),
    )
    assert service_names(plan) == {"rds": "Amazon RDS", "Amazon EC2": "Amazon EC2", "bare": "bare"}


@pytest.mark.parametrize(
    ("schedule", "next_run", "words"),
    [
        ("weekly", EPOCH, "every Wednesday"),
        ("monthly", EPOCH, "every month on the 18th"),
        ("monthly", EPOCH + 4 * 86_400, "every month on the 22nd"),
        ("monthly", EPOCH - 7 * 86_400, "every month on the 11th"),
        ("weekly", None, "every week"),
        ("daily", EPOCH, "every day"),
        ("quarterly", EPOCH, "every quarter"),
        ("each_new_moon", EPOCH, "each new moon"),
        (None, EPOCH, ""),
        ("weekly", 1e18, "every week"),
    ],
)
def test_a_schedule_is_said_as_one_says_it(schedule: str | None, next_run: float | None, words: str) -> None:
    assert often_words(schedule, next_run) == words


def test_who_reviews_a_plan_is_told_that_a_policy_buys_it_too() -> None:
    policy = replace(POLICY, next_execution_date=EPOCH + 3 * 86_400)
    assert policy_warning(replace(PLAN, execution_policy=policy), EPOCH) == (
        "A policy may buy this plan by itself in 3d, if savings reach $500."
    )
    named = replace(policy, plans=(PlanRef(PLAN.id),), min_savings=None)
    assert policy_warning(replace(PLAN, execution_policy=named), EPOCH) == "A policy buys this plan by itself in 3d."
    for quiet in (
        replace(PLAN, execution_policy=replace(policy, enabled=False)),
        replace(PLAN, execution_policy=policy, status="completed"),
        PLAN,
    ):
        assert policy_warning(quiet, EPOCH) == ""


def test_an_action_says_on_whose_word_it_is() -> None:
    action = FlaggedAction(action_type="purchase", status="submitted", user_id="user-1")
    people = people_of(replace(PLAN, created_by=User("noor@partner.example", "user-1", "Noor Haddad")))
    assert action_words(action, EPOCH, people) == "purchase, submitted, by Noor Haddad"
    assert action_words(replace(action, user_id="user-9"), EPOCH, people) == "purchase, submitted, by user-9"
    assert action_words(replace(action, user_id=None), EPOCH, people) == "purchase, submitted"
