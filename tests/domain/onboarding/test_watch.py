"""When a watch ends, and how often it may verify."""

from __future__ import annotations

import pytest
from support.customers import features

from tui.domain.faults import Fault, Sent
from tui.domain.intents import Done, Failed, Outcome, ReadTemplate, VerifyAws, VerifyAzure
from tui.domain.onboarding.rounds import Found, Result, Round, result_of
from tui.domain.onboarding.steps import Progress, Verification
from tui.domain.onboarding.watch import Watch, end_after, minutes_in, verified_by

ASKED = VerifyAws("beta")


def answered(pattern: str) -> Outcome:
    return Done(ASKED, Progress("beta", "aws", verified=Verification(1.0, 1.0, features(pattern))))


def failed(status: int | None = None, sent: Sent = Sent.ANSWERED, kind: str = "") -> Outcome:
    return Failed(ASKED, Fault("No.", status=status, sent=sent, kind=kind, words="not yet"))


@pytest.mark.parametrize(
    ("outcome", "why"),
    [
        (answered("********"), "everything is available"),
        (answered("***~****"), ""),
        (answered("x***????"), ""),
        (answered(""), ""),
        (failed(422), "the server refused (422)"),
        (failed(401), "the server refused (401)"),
        (failed(409), "the server refused (409)"),
        (failed(408), ""),
        (failed(429), ""),
        (failed(451), "the server refused (451)"),
        (failed(500), ""),
        (failed(503, Sent.MAYBE), ""),
        (failed(409, Sent.MAYBE), ""),
        (failed(sent=Sent.NOT_SENT, kind="unreachable"), ""),
        (failed(sent=Sent.MAYBE, kind="timed out"), ""),
        (failed(sent=Sent.MAYBE, kind="stopped"), "you stopped waiting for its verification"),
        (failed(sent=Sent.NOT_SENT, kind="read-only"), "the profile is read-only"),
    ],
)
def test_a_watch_ends_when_there_is_no_more_reason_for_it(outcome: Outcome, why: str) -> None:
    assert end_after(outcome) == why


def test_an_outcome_is_of_one_customers_cloud() -> None:
    assert verified_by(answered("*")) == ("beta", "aws")
    assert verified_by(Done(VerifyAzure("beta"))) == ("beta", "azure")
    assert verified_by(Done(ReadTemplate("beta"))) is None


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "empty, minutes go from 5 to 720"),
        ("4", "4, minutes go from 5 to 720"),
        ("721", "721, minutes go from 5 to 720"),
        ("half an hour", "not a whole number, minutes go from 5 to 720"),
        ("7.5", "not a whole number, minutes go from 5 to 720"),
        ("٣٠", "not a whole number, minutes go from 5 to 720"),
        ("9" * 5000, "999999999, minutes go from 5 to 720"),
    ],
)
def test_minutes_that_can_not_be_are_told_why(typed: str, error: str) -> None:
    assert minutes_in(typed).error == error


@pytest.mark.parametrize(("typed", "value"), [("5", "5"), (" 30 ", "30"), ("0720", "720")])
def test_minutes_are_whole(typed: str, value: str) -> None:
    assert minutes_in(typed).value == value


def test_a_watch_goes_on_until_it_says_why_not() -> None:
    watch = Watch("beta", "aws", 30, 0.0, 1800.0)
    assert watch.goes_on
    assert not Watch("beta", "aws", 30, 0.0, 1800.0, ended="you ended it").goes_on


@pytest.mark.parametrize(
    ("outcome", "result"),
    [
        (answered("********"), Result(Found.AVAILABLE)),
        (answered("***~**x*"), Result(Found.MISSING, "compute_optimizer")),
        (answered("~**~****"), Result(Found.WARNING, "assume_role, cur")),
        (answered("????"), Result(Found.UNKNOWN, "no feature is known to be wrong")),
        (answered(""), Result(Found.UNKNOWN, "answered without a feature")),
        (failed(503), Result(Found.UNTOLD, "No. “not yet”")),
        (Done(ASKED), Result(Found.UNKNOWN, "answered without a feature")),
    ],
)
def test_a_customer_of_a_round_is_told_by_its_worst(outcome: Outcome, result: Result) -> None:
    assert result_of(outcome) == result


def test_what_a_round_has_not_begun_is_neither_under_way_nor_answered() -> None:
    one, two, three = ("a", "aws"), ("b", "aws"), ("c", "azure")
    state = Round((one, two, three), 0.0, frozenset({two}), {one: Result(Found.UNTOLD, "No.")})
    assert state.not_begun == (three,)
    assert state.untold == 1
    assert state.goes_on
