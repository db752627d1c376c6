"""What is typed into a form is mended where that is safe, else refused with a sentence that says what is right."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.properties import ANY_TEXT, PROPERTY

from tui.domain.onboarding import entries
from tui.domain.onboarding.entries import Entry

GUID = "51d0b7c3-19e4-4a7f-8b66-0f3c9a77e512"
CHECKS = [
    entries.guid, entries.account_id, entries.bucket, entries.region, entries.report_name, entries.prefix,
    entries.email, entries.company, entries.link,
]  # fmt: skip


@pytest.mark.parametrize("check", CHECKS)
@PROPERTY
@given(ANY_TEXT)
def test_no_text_can_stop_a_check_and_a_value_passes_it_again(check: Callable[[str], Entry], typed: str) -> None:
    found = check(typed)
    assert bool(found.error) is not found.ok
    if found.ok:
        assert check(found.value) == Entry(found.value)
    else:
        assert found.value == ""


@pytest.mark.parametrize(
    "typed",
    [GUID, GUID.upper(), f" {GUID} ", f"{{{GUID}}}", f"({GUID})", f'"{GUID}"', GUID.replace("-", ""),
     f"urn:uuid:{GUID}", GUID.replace("-", "", 1),
     GUID[::-1].replace("-", "", 2)[::-1],
     GUID.replace("-", "\u2011"), GUID.replace("-", "–"), "51d0b7c3-19e4-4a7f-8b66-\n0f3c9a77e512"],
)  # fmt: skip
def test_a_guid_is_mended_to_its_usual_form(typed: str) -> None:
    assert entries.guid(typed) == Entry(GUID, mended=typed != GUID)


@PROPERTY
@given(st.uuids())
def test_every_guid_is_right(value: UUID) -> None:
    assert entries.guid(str(value)) == Entry(str(value))


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (GUID[:-2], "34 characters, a GUID has 36 (8-4-4-4-12)"),
        ("a", "1 character, a GUID has 36 (8-4-4-4-12)"),
        ("", "empty, a GUID has 36 characters (8-4-4-4-12)"),
        ("  ", "empty, a GUID has 36 characters (8-4-4-4-12)"),
        (GUID[:-1] + "g", '"g" is no hexadecimal digit, a GUID has 0-9 and a-f'),
        (GUID[:-1] + "\u0663", '"\u0663" is no hexadecimal digit, a GUID has 0-9 and a-f'),
        ("51d0b7c319-e4-4a7f-8b66-0f3c9a77e512", "the hyphens stand in other places, a GUID has 8-4-4-4-12"),
    ],
)
def test_what_is_no_guid_is_told_why(typed: str, error: str) -> None:
    assert entries.guid(typed) == Entry(error=error)


@pytest.mark.parametrize("typed", ["604418802297", " 6044-1880-2297 ", "6044 1880 2297"])
def test_an_account_id_is_twelve_digits(typed: str) -> None:
    assert entries.account_id(typed).value == "604418802297"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("60441880229", "11 digits, an AWS account id has 12"),
        ("1", "1 digit, an AWS account id has 12"),
        ("", "empty, an AWS account id has 12 digits"),
        ("60441880229x", '"x" is none of 0-9, an AWS account id has 12 digits'),
        ("٦٠٤٤١٨٨٠٢٢٩٧", '"٦" is none of 0-9, an AWS account id has 12 digits'),
        ("６０４４１８８０２２９７", '"６" is none of 0-9, an AWS account id has 12 digits'),
        ("arn:aws:iam::604418802297:role/x", "an ARN, the account id in it is 604418802297"),
    ],
)
def test_what_is_no_account_id_is_told_why(typed: str, error: str) -> None:
    assert entries.account_id(typed).error == error


@pytest.mark.parametrize(
    ("typed", "value"),
    [("reports", "reports"), ("s3://my.reports-1/", "my.reports-1"), ("a1b", "a1b"), ("x" * 63, "x" * 63)],
)
def test_bucket_names_follow_the_rules_of_s3(typed: str, value: str) -> None:
    assert entries.bucket(typed).value == value


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("ab", "2 characters, a bucket's name has 3 to 63"),
        ("", "0 characters, a bucket's name has 3 to 63"),
        ("x" * 64, "64 characters, a bucket's name has 3 to 63"),
        ("Reports", "capitals, a bucket's name has none"),
        ("my_reports", '"_" in it, a bucket\'s name has a-z, 0-9, dots and hyphens'),
        ("my reports", "a blank in it, a bucket's name has a-z, 0-9, dots and hyphens"),
        ("-reports", "a dot or hyphen at one end, a bucket's name has a letter or digit at each"),
        ("reports.", "a dot or hyphen at one end, a bucket's name has a letter or digit at each"),
        ("a..b", "two dots in a row, a bucket's name has none"),
        ("192.168.0.1", "an IP address, a bucket's name is none"),
        ("xn--reports", 'begins with "xn--", a form S3 keeps for itself'),
        ("sthree-reports", 'begins with "sthree-", a form S3 keeps for itself'),
        ("amzn-s3-demo-reports", 'begins with "amzn-s3-demo-", a form S3 keeps for itself'),
        ("reports-s3alias", 'ends with "-s3alias", a form S3 keeps for itself'),
        ("reports--ol-s3", 'ends with "--ol-s3", a form S3 keeps for itself'),
        ("reports.mrap", 'ends with ".mrap", a form S3 keeps for itself'),
        ("reports--x-s3", 'ends with "--x-s3", a form S3 keeps for itself'),
        ("reports--table-s3", 'ends with "--table-s3", a form S3 keeps for itself'),
        ("s3://acme/b/c", "a path follows, the bucket's name alone is acme"),
    ],
)
def test_what_is_no_bucket_name_is_told_why(typed: str, error: str) -> None:
    assert entries.bucket(typed).error == error


@pytest.mark.parametrize(
    "typed", ["eu-central-1", "us-gov-west-1", "ap-southeast-4", " US-EAST-1 ", "il-central-1", "us-isob-east-1"]
)
def test_regions_are_known_by_their_form(typed: str) -> None:
    assert entries.region(typed).value == typed.strip().lower()


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "empty, a region reads like eu-central-1"),
        ("frankfurt", "not the form of a region, as in eu-central-1"),
        ("eu-central", "not the form of a region, as in eu-central-1"),
        ("eu_central_1", "not the form of a region, as in eu-central-1"),
        ("1-eu-central", "not the form of a region, as in eu-central-1"),
        ("eu-central-1a", "an availability zone, its region is eu-central-1"),
    ],
)
def test_what_has_not_the_form_of_a_region_is_refused(typed: str, error: str) -> None:
    assert entries.region(typed).error == error


@pytest.mark.parametrize(
    ("check", "typed", "error"),
    [
        (entries.report_name, "", "empty, a report has a name"),
        (entries.report_name, "r" * 257, "257 characters, a report's name has at most 256"),
        (entries.report_name, "my report", "a blank in it, a report's name has letters, digits and ! - _ . * ' ( )"),
        (entries.report_name, "a/b", "\"/\" in it, a report's name has letters, digits and ! - _ . * ' ( )"),
        (entries.prefix, "p" * 257, "257 characters, a prefix has at most 256"),
        (entries.prefix, "my reports", "a blank in it, a prefix has letters, digits and ! - _ . * ' ( ) /"),
        (entries.prefix, "a:b", '":" in it, a prefix has letters, digits and ! - _ . * \' ( ) /'),
    ],
)
def test_what_is_no_report_or_prefix_is_told_why(check: Callable[[str], Entry], typed: str, error: str) -> None:
    assert check(typed).error == error


def test_reports_and_prefixes_take_the_characters_aws_takes() -> None:
    assert entries.report_name(" daily-cur ").value == "daily-cur"
    assert not entries.report_name("daily cur").ok
    assert not entries.report_name("").ok
    assert entries.prefix("/a/b/").value == "a/b"
    assert entries.prefix("").ok
    assert not entries.prefix("a b").ok


@pytest.mark.parametrize("typed", ["a@b.example", "first.last+tag@sub.acme.example", " a@b.example ", "o'x@b.example"])
def test_e_mail_addresses_are_taken(typed: str) -> None:
    assert entries.email(typed).value == typed.strip()


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("", "no @"), ("acme.example", "no @"), ("@b.example", "before the @"), ("a b@b.example", "before the @"),
        ("a@b", "after the @"), ("a@-b.example", "after the @"), ("a@b..example", "after the @"),
        ("a..b@c.example", "before the @"),
        ("x" * 65 + "@b.example", "before the @"), ("a@" + "x." * 130 + "example", "has at most 255"),
        ("a@b.example\x1b", "after the @"), ("a@b@c.example", "before the @"),
    ],
)  # fmt: skip
def test_what_is_no_e_mail_address_is_told_why(typed: str, hint: str) -> None:
    assert hint in entries.email(typed).error


def test_an_e_mail_address_has_at_most_255_characters_64_of_them_before_the_at() -> None:
    assert entries.email("x" * 64 + "@b.example").ok
    longest = "a@" + ".".join(["x" * 61] * 4) + ".exam"
    assert len(longest) == 254
    assert entries.email("b" + longest).ok
    assert not entries.email("bb" + longest).ok


def test_a_customers_name_is_one_line() -> None:
    assert entries.company(" Beta\n Corp\x1b ") == Entry("Beta Corp", mended=True)
    assert entries.company("\u202e").error == "empty, a customer needs a name"
    assert "at most 255" in entries.company("x" * 256).error


@pytest.mark.parametrize(
    ("typed", "ok"),
    [
        ("https://aws.amazon.com/marketplace/pp/x", True), (" https://a.example ", True), ("http://a.example", False),
        ("aws.amazon.com/marketplace", False), ("https://user@a.example", False), ("", False),
    ],
)  # fmt: skip
def test_offer_links_are_https(typed: str, *, ok: bool) -> None:
    assert entries.link(typed).ok is ok
