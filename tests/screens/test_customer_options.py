"""What a verification is asked with, before it is sent."""

from __future__ import annotations

import pytest

from screens.customer_facts import VerifyOptions
from screens.customer_options import (
    TypedOptions,
    options_from,
    problems,
    reason_against,
    report_words,
    typed,
)
from tui.domain.onboarding import ExistingCur

REPORT = TypedOptions("", "eu-central-1", "acme-billing", "reports/daily", "acme-hourly")


def test_a_blank_form_asks_for_nothing() -> None:
    assert options_from(TypedOptions()) == VerifyOptions(None, None)


def test_an_account_id_is_taken_as_the_console_shows_it() -> None:
    assert options_from(TypedOptions(" 6044-1880-2297 ")).account_id == "604418802297"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("60441880229", "11 digits, an account id has 12"),
        ("1", "1 digit, an account id has 12"),
        ("6044188022970", "13 digits, an account id has 12"),
        ("60441880229x", "only digits: an account id has 12 of them"),
        ("６０４４１８８０２２９７", "only digits: an account id has 12 of them"),
    ],
)
def test_a_wrong_account_id_is_refused_in_a_sentence(text: str, words: str) -> None:
    assert problems(TypedOptions(text)) == {"account_id": words}
    assert reason_against(TypedOptions(text)) == "account id: see above"


def test_an_existing_report_is_taken_whole() -> None:
    assert options_from(REPORT).existing_cur == ExistingCur(
        "eu-central-1", "acme-billing", "reports/daily", "acme-hourly"
    )


def test_an_existing_report_may_have_no_prefix() -> None:
    assert reason_against(TypedOptions("", "us-gov-west-1", "acme.billing", "", "hourly")) == ""


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (TypedOptions(region="eu-central-1"), "an existing report also needs bucket and report name"),
        (TypedOptions(prefix="daily"), "an existing report also needs region and bucket and report name"),
        (TypedOptions(region="eu-west-1", bucket="acme-billing"), "an existing report also needs report name"),
    ],
)
def test_half_a_report_says_what_is_missing(form: TypedOptions, words: str) -> None:
    assert reason_against(form) == words
    assert problems(form) == {}
    with pytest.raises(ValueError, match="existing report"):
        options_from(form)


@pytest.mark.parametrize(
    ("form", "name", "words"),
    [
        (TypedOptions(region="eu-central"), "region", "no region: one reads like eu-central-1"),
        (TypedOptions(region="EU-CENTRAL-1"), "region", "no region: one reads like eu-central-1"),
        (TypedOptions(bucket="s3://acme/x"), "bucket", "the bucket's name alone, without s3:// and path"),
        (TypedOptions(bucket="ab"), "bucket", "2 characters, a bucket's name has 3 to 63"),
        (TypedOptions(bucket="a" * 64), "bucket", "64 characters, a bucket's name has 3 to 63"),
        (TypedOptions(bucket="Acme_Billing"), "bucket", "small letters, digits, dots and hyphens only"),
        (TypedOptions(prefix="my reports"), "prefix", "letters, digits, / and ! - _ . * ' ( ) only"),
        (TypedOptions(prefix="p" * 257), "prefix", "257 characters, a prefix has at most 256"),
        (TypedOptions(report_name="my report"), "report_name", "letters, digits and ! - _ . * ' ( ) only, no spaces"),
        (TypedOptions(report_name="r" * 257), "report_name", "257 characters, a report's name has at most 256"),
    ],
)
def test_every_field_of_a_report_is_checked(form: TypedOptions, name: str, words: str) -> None:
    assert problems(form) == {name: words}


def test_the_form_is_filled_in_with_what_is_known() -> None:
    options = options_from(TypedOptions("604418802297", "eu-central-1", "acme-billing", "reports/daily", "acme-hourly"))
    assert options_from(typed(options)) == options
    assert typed(VerifyOptions("604418802297")) == TypedOptions("604418802297")


def test_a_report_is_told_in_a_line() -> None:
    assert report_words(None) == "none: a report is made for you"
    assert (
        report_words(options_from(REPORT).existing_cur) == "acme-hourly, in acme-billing/reports/daily (eu-central-1)"
    )
