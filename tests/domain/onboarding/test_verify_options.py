"""What a verification is asked with, before it is sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui.domain.faults import Fault
from tui.domain.onboarding.steps import ExistingCur
from tui.domain.onboarding.verify_options import (
    TypedOptions,
    VerifyOptions,
    field_of,
    options_from,
    placed,
    problems,
    reason_against,
    report_words,
    typed,
)

REPORT = TypedOptions("", "eu-central-1", "acme-billing", "reports/daily", "acme-hourly")


def test_a_blank_form_asks_for_nothing() -> None:
    assert options_from(TypedOptions()) == VerifyOptions(None, None)


def test_an_account_id_is_taken_as_the_console_shows_it() -> None:
    assert options_from(TypedOptions(" 6044-1880-2297 ")).account_id == "604418802297"


def test_a_field_is_judged_by_its_own_rule_and_named_in_the_reason() -> None:
    assert problems(TypedOptions("60441880229")) == {"account_id": "11 digits, an AWS account id has 12"}
    assert reason_against(TypedOptions("60441880229")) == "account id: see above"


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
        (TypedOptions(region="eu-central"), "region", "not the form of a region, as in eu-central-1"),
        (TypedOptions(bucket="s3://acme/x"), "bucket", "a path follows, the bucket's name alone is acme"),
        (TypedOptions(bucket="ab"), "bucket", "2 characters, a bucket's name has 3 to 63"),
        (TypedOptions(prefix="p" * 257), "prefix", "257 characters, a prefix has at most 256"),
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


def test_what_can_safely_be_mended_is() -> None:
    form = TypedOptions("6044 1880 2297", " EU-Central-1", "s3://acme-billing/", "/reports/daily/", " acme-hourly ")
    assert options_from(form) == options_from(replace(REPORT, account_id="604418802297"))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("json.account_id", "account_id"),
        ("json.existing_cur.bucket", "bucket"),
        ("json.existing_cur.bucket.0", "bucket"),
        ("errors.json.existing_cur.report_name", "report_name"),
        ("detail.existing_cur.region", "region"),
        ("body.existing_cur.prefix.0.0", "prefix"),
        ("json.existing_cur", "existing_cur"),
        ("json.existing_cur._schema", "existing_cur"),
        ("json.existing_cur.compression", "existing_cur"),
        ("bucket", "bucket"),
        ("json.onboarding_id", ""),
        ("json._schema", ""),
        ("json", ""),
        ("", ""),
    ],
)
def test_a_servers_word_belongs_to_the_field_it_names_however_deep(path: str, name: str) -> None:
    assert field_of(path) == name


def test_the_servers_words_are_gathered_by_field() -> None:
    fault = Fault(
        "Refused.",
        fields=(
            ("json.existing_cur.bucket", ("No such bucket.",)),
            ("json.existing_cur.bucket.1", ("Access denied.",)),
            ("json.onboarding_id", ("Not yours.",)),
        ),
    )
    assert placed(fault) == {"bucket": ("No such bucket.", "Access denied.")}
    assert placed(None) == {}
