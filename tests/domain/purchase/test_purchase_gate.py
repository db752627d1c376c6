"""Whether a plan may be bought, and what arms Buy."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from support.purchases import EMAIL, HOST, ORG, intended, plan, sent

from tui.domain.plan.records import CommitmentSummary, LineItem, Plan
from tui.domain.purchase.attempt import Attempt, AttemptState
from tui.domain.purchase.gate import (
    DUE_AT_SIGNING,
    MINIMUM_COMMITMENT,
    SumToType,
    Target,
    challenge,
    is_armed,
    is_unique,
    may_buy,
    sum_to_type,
    typed_sum,
    why_not_confirmed,
)
from tui.domain.purchase.limits import Limits
from tui.domain.snapshot import Mode

TARGET = Target(HOST, ORG, "aws", EMAIL)
OTHER_PLAN = plan(id="another")


def reasons(
    asked: Plan | None = None,
    target: Target = TARGET,
    *,
    mode: Mode = Mode.WRITE,
    attempts: tuple[Attempt, ...] = (),
    limits: Limits | None = None,
) -> str:
    return "; ".join(may_buy(asked or plan(), target, mode=mode, attempts=attempts, limits=limits or Limits()))


@pytest.mark.parametrize("mode", [Mode.WRITE, Mode.SANDBOX])
def test_a_ready_plan_may_be_bought(mode: Mode) -> None:
    assert reasons(mode=mode) == ""


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"is_calculating": True}, "Still calculating"),
        ({"is_locked": True}, "locked"),
        ({"status": "completed"}, "Already bought"),
        ({"status": "in_progress"}, "in progress"),
        ({"status": "scheduled"}, "scheduled"),
        ({"id": ""}, "no id"),
        ({"minimum_commitment_cost": Decimal("NaN")}, "can't be read"),
    ],
)
def test_the_plan_itself_can_forbid_it(changes: dict[str, Any], reason: str) -> None:
    assert reason in reasons(plan(**changes))


def test_every_reason_is_told() -> None:
    told = may_buy(
        plan(is_calculating=True, is_locked=True),
        replace(TARGET, email=" "),
        mode=Mode.READ_ONLY,
        attempts=(sent(number=3),),
        limits=Limits(providers=frozenset({"azure"})),
    )
    assert len(told) == 6


def test_read_only_forbids_it_and_says_what_to_do() -> None:
    assert reasons(mode=Mode.READ_ONLY) == "Read-only profile. Restart with --write"


@pytest.mark.parametrize("email", ["", "  "])
def test_without_an_email_nobody_acts(email: str) -> None:
    assert "purchaser_email" in reasons(target=replace(TARGET, email=email))


@pytest.mark.parametrize("state", [state for state in AttemptState if state.is_open])
def test_an_open_attempt_claims_the_customer_and_provider_and_the_plan(state: AttemptState) -> None:
    claim = replace(sent(number=42), state=state)
    assert reasons(OTHER_PLAN, attempts=(claim,)) == f"A purchase is open: entry 42 is {state}"
    assert reasons(target=replace(TARGET, org_id="elsewhere"), attempts=(claim,)) != ""
    free = replace(TARGET, provider="azure")
    assert reasons(OTHER_PLAN, free, attempts=(claim,)) == ""
    assert reasons(OTHER_PLAN, replace(TARGET, org_id="elsewhere"), attempts=(claim,)) == ""
    assert reasons(target=replace(TARGET, host="other.example"), attempts=(claim,)) == ""


@pytest.mark.parametrize("state", [AttemptState.ACCEPTED, AttemptState.BOUGHT])
def test_a_plan_once_accepted_stays_claimed_and_others_are_free(state: AttemptState) -> None:
    claim = replace(sent(number=42), state=state)
    assert reasons(attempts=(claim,)) == f"Already bought from here: entry 42 is {state}"
    assert reasons(OTHER_PLAN, attempts=(claim,)) == ""


@pytest.mark.parametrize("state", [AttemptState.NOT_SENT, AttemptState.REFUSED, AttemptState.NOT_BOUGHT])
def test_what_ended_without_a_purchase_claims_nothing(state: AttemptState) -> None:
    assert reasons(attempts=(replace(intended(), state=state),)) == ""


@pytest.mark.parametrize(("limit", "allowed"), [("1839.99", False), ("1840.00", True), ("1840.01", True)])
def test_the_sum_at_signing_is_held_against_its_limit(limit: str, *, allowed: bool) -> None:
    assert (reasons(limits=Limits(upfront=Decimal(limit))) == "") is allowed


@pytest.mark.parametrize(("limit", "allowed"), [("61055.41", False), ("61055.42", True)])
def test_the_minimum_commitment_is_held_against_its_limit(limit: str, *, allowed: bool) -> None:
    assert (reasons(limits=Limits(commitment=Decimal(limit))) == "") is allowed


def test_limits_are_held_to_the_cent_as_sums_are_shown() -> None:
    noisy = plan(minimum_commitment_cost=Decimal("61055.4249"))
    limits = Limits(commitment=Decimal("61055.42"), confirm_again_above=Decimal("61055.42"))
    assert reasons(noisy, limits=limits) == ""
    assert sum_to_type(noisy, limits) is None
    a_cent_more = plan(minimum_commitment_cost=Decimal("61055.425"))
    assert "Over the limit: $61,055.43" in reasons(a_cent_more, limits=limits)
    assert sum_to_type(a_cent_more, limits) is not None


def test_a_figure_that_is_missing_is_over_its_limit() -> None:
    unsaid = plan(line_items=(), minimum_commitment_cost=None)
    assert "not known" in reasons(unsaid, limits=Limits(upfront=Decimal(10**9)))
    assert "not known" in reasons(unsaid, limits=Limits(commitment=Decimal(10**9)))
    assert reasons(unsaid) == ""


@pytest.mark.parametrize("limits", [Limits(upfront=Decimal(10**9)), Limits(commitment=Decimal(10**9))])
def test_two_sums_at_signing_fail_every_limit(limits: Limits) -> None:
    at_odds = plan(commitments=(CommitmentSummary("ec2", upfront_cost=Decimal("1840.01")),))
    assert "two sums" in reasons(at_odds, limits=limits)
    assert reasons(at_odds) == ""
    agreeing = plan(commitments=(CommitmentSummary("ec2", upfront_cost=Decimal("1840.004")),))
    assert reasons(agreeing, limits=limits) == ""


@pytest.mark.parametrize("sick", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_a_sum_that_is_no_number_is_never_bought(sick: str) -> None:
    lines = plan(line_items=(LineItem("EC2", upfront_cost=Decimal(sick)),))
    assert "can't be read" in reasons(lines, limits=Limits(upfront=Decimal(10**9)))
    assert "can't be read" in reasons(lines)


def test_only_allowed_providers_may_be_bought_for() -> None:
    assert reasons(limits=Limits(providers=frozenset({"aws"}))) == ""
    assert "may not buy for AWS" in reasons(limits=Limits(providers=frozenset({"azure"})))
    assert "may not buy for AWS" in reasons(limits=Limits(providers=frozenset()))


@pytest.mark.parametrize("name", ["Atlas Print c/o Acme", "A", "x" * 40, 'R&D "Labs" [prod]'])
def test_a_unique_name_that_can_be_typed_is_the_challenge(name: str) -> None:
    assert challenge(name, ORG, unique=True) == name
    assert challenge(name, ORG, unique=False) == "41c9d2"


@pytest.mark.parametrize(
    "name", ["", " ", "Société", "x" * 41, "two  spaces", " ends", "ends ", "a\tb", "a\nb", "a\x7fb", "名前", "а"]
)
def test_any_other_name_is_challenged_by_the_end_of_the_id(name: str) -> None:
    assert challenge(name, ORG, unique=True) == "41c9d2"


def test_a_short_id_is_asked_for_whole_and_none_arms_nothing() -> None:
    assert challenge("", "abc", unique=True) == "abc"
    assert not is_armed("", challenge("", "", unique=True))


def test_only_the_exact_text_arms() -> None:
    assert is_armed("Atlas", "Atlas")
    assert not any(is_armed(typed, "Atlas") for typed in ("", "atlas", "Atlas ", "Atla", "y"))


def test_names_that_differ_by_case_only_are_not_unique() -> None:
    assert is_unique("Acme", ["Acme", "Beta"])
    assert not is_unique("Acme", ["Acme", "ACME"])
    assert not is_unique("Acme", ["Acme", "Acme"])
    assert not is_unique("Acme", ["Beta"])
    # What is drawn alike is one name to whoever types it.
    for twin in ("Acme\u200b", "Ac\x00me", " Acme ", "Acme\u3164", "Acme\n"):
        assert not is_unique("Acme", ["Acme", twin])


def above(least: str) -> Limits:
    return Limits(confirm_again_above=Decimal(least))


def test_above_a_sum_the_larger_of_the_two_has_to_be_typed() -> None:
    assert sum_to_type(plan(), above("61055.41")) == SumToType(Decimal("61055.42"), MINIMUM_COMMITMENT)
    assert sum_to_type(plan(), above("61055.42")) is None
    assert sum_to_type(plan(), Limits()) is None
    upfront = plan(minimum_commitment_cost=Decimal(5))
    assert sum_to_type(upfront, above("1000")) == SumToType(Decimal("1840.00"), DUE_AT_SIGNING)


@pytest.mark.parametrize(
    ("typed", "missing"),
    [(Decimal("61055.42"), False), (Decimal("61055.4200"), False), (Decimal("61055.41"), True), (None, True)],
)
def test_only_the_very_sum_confirms(typed: Decimal | None, *, missing: bool) -> None:
    assert bool(why_not_confirmed(plan(), above("10000"), typed)) is missing
    assert why_not_confirmed(plan(), Limits(), typed) == ""


def test_a_sum_that_is_missing_or_said_twice_is_never_bought_where_one_has_to_be_typed() -> None:
    limits = above("1000000")
    assert reasons(limits=limits) == ""
    assert "minimum commitment is not known" in reasons(plan(minimum_commitment_cost=None), limits=limits)
    assert "sum due at signing is not known" in reasons(plan(line_items=()), limits=limits)
    twice = plan(commitments=(CommitmentSummary("one", upfront_cost=Decimal(7)),))
    assert "two sums due at signing" in reasons(twice, limits=limits)


@pytest.mark.parametrize("text", ["61,055.42", "61055.42", "$61,055.42"])
def test_a_sum_may_be_typed_with_or_without_its_signs(text: str) -> None:
    assert typed_sum(text) == Decimal("61055.42")


@pytest.mark.parametrize("text", ["61055", "61,055.4", "6,1055.42", " 61055.42", "61055.420", "-1.00", "", "٦١.٠٠"])
def test_anything_else_is_no_sum(text: str) -> None:
    assert typed_sum(text) is None
