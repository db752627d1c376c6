"""Launch and consent URLs are read, and only harmless ones are offered."""

from __future__ import annotations

import pytest
from hypothesis import given
from support.properties import ANY_TEXT, PROPERTY

from tui.domain.onboarding.launch import (
    ConsentUrl,
    LaunchUrl,
    host_of,
    openable,
    parse_consent_url,
    parse_launch_url,
    split_host,
)

LAUNCH = (
    "https://eu-central-1.console.aws.amazon.com/cloudformation/home?region=eu-central-1#/stacks/quickcreate"
    "?templateURL=https%3A%2F%2Fs3.amazonaws.com%2Farchera%2Frole.json&stackName=archera-access"
    "&param_ExternalId=beta-7f3e9c10&param_RoleName=Archera%20Access"
)
CONSENT = (
    "https://login.microsoftonline.com/8c1f27aa-5b0d-4f63-9e0e-2d7a4a1be903/v2.0/adminconsent"
    "?client_id=2f6d3c0e-7c41-4b58-a1f5-90b6f3f2d4aa&redirect_uri=https%3A%2F%2Fapp.archera.ai%2Fazure%2Fcallback"
    "&state=b7a0e4c2&scope=https%3A%2F%2Fmanagement.azure.com%2F.default"
)


def test_a_launch_url_says_where_what_and_with_which_parameters() -> None:
    assert parse_launch_url(LAUNCH) == LaunchUrl(
        host="eu-central-1.console.aws.amazon.com",
        region="eu-central-1",
        stack_name="archera-access",
        template_url="https://s3.amazonaws.com/archera/role.json",
        parameters=(("ExternalId", "beta-7f3e9c10"), ("RoleName", "Archera Access")),
        is_console=True,
    )
    assert parse_launch_url(LAUNCH).external_id == "beta-7f3e9c10"


def test_without_a_region_field_the_host_tells_the_region() -> None:
    assert parse_launch_url(LAUNCH.replace("?region=eu-central-1", "")).region == "eu-central-1"
    assert parse_launch_url("https://console.aws.amazon.com/x").region == ""
    assert parse_launch_url("https://eu-central-1.evil.example/x").region == ""


def test_the_region_field_counts_before_the_host() -> None:
    assert parse_launch_url(LAUNCH.replace("?region=eu-central-1", "?region=us-east-1")).region == "us-east-1"
    assert parse_launch_url("https://console.aws.amazon.com/x#/stacks?region=us-west-2").region == "us-west-2"


@pytest.mark.parametrize("host", ["console.aws.amazon.com.evil.example", "evilconsole.aws.amazon.com", "evil.example"])
def test_a_host_that_only_looks_like_the_console_is_not_it(host: str) -> None:
    found = parse_launch_url(LAUNCH.replace("eu-central-1.console.aws.amazon.com", host))
    assert found.host == host
    assert not found.is_console


@pytest.mark.parametrize("host", ["us-gov-west-1.console.amazonaws-us-gov.com", "cn-north-1.console.amazonaws.cn"])
def test_consoles_of_other_partitions_are_known(host: str) -> None:
    assert parse_launch_url(f"https://{host}/cloudformation").is_console


def test_a_consent_url_says_for_which_tenant_and_where_it_leads() -> None:
    assert parse_consent_url(CONSENT) == ConsentUrl(
        host="login.microsoftonline.com",
        tenant="8c1f27aa-5b0d-4f63-9e0e-2d7a4a1be903",
        client_id="2f6d3c0e-7c41-4b58-a1f5-90b6f3f2d4aa",
        redirect="https://app.archera.ai/azure/callback",
        redirect_host="app.archera.ai",
        state="b7a0e4c2",
        scope="https://management.azure.com/.default",
        is_sign_in=True,
    )


def test_another_sign_in_host_is_not_microsofts() -> None:
    assert not parse_consent_url(
        CONSENT.replace("login.microsoftonline.com", "login.microsoftonline.com.x.example")
    ).is_sign_in


@pytest.mark.parametrize("url", ["", "not a url", "https://[bad", "javascript:alert(1)", "https://"])
def test_what_is_no_such_url_gives_empty_parts(url: str) -> None:
    assert parse_launch_url(url).stack_name == parse_consent_url(url).client_id == host_of(url) == ""


@PROPERTY
@given(ANY_TEXT)
def test_no_text_can_stop_the_reading_of_a_url(text: str) -> None:
    for url in (text, "https://" + text, LAUNCH + text, CONSENT + text):
        parse_launch_url(url)
        parse_consent_url(url)
        openable(url)


def test_parts_of_a_url_are_safe_text() -> None:
    found = parse_launch_url(LAUNCH + "&param_X=%1B%5B31m%E2%80%AE")
    assert dict(found.parameters)["X"] == "[31m"


@pytest.mark.parametrize("url", [LAUNCH, CONSENT, "HTTPS://a.example/", "https://a.example:8443/x", "https://[::1]/"])
def test_https_urls_may_be_opened(url: str) -> None:
    assert openable(url)


@pytest.mark.parametrize(
    "url",
    ["", "http://a.example/", "ftp://a.example", "javascript:alert(1)", "file:///etc/passwd", "https://", "https:///x",
     "https://user@a.example/", "https://console.aws.amazon.com:x@evil.example/", "https://a.example\\@evil.example/",
     "https://a.example/ x", " https://a.example/", "https://a.example/\x1b[31m", "https://a.example/\n", "https://ä.example/",
     "https://a.example/\u202egnp", "https://a.example:99999/", "https://a.example:0/", "https://[bad/", "x" * 9_000,
     "https://a.example/" + "x" * 9_000, "https:a.example", "//a.example", 'https://a.example/";calc;"', "https://a.example/`x`",
     "https://a.example/<x>", "https://a.example/{x|y}", "https://login.microsoftonline.com%2eevil.example/",
     "https://evil.example%2f.console.aws.amazon.com/", "https://evil.example%23.console.aws.amazon.com/", "https://a_b,c/",
     "https://evil.example;.console.aws.amazon.com/", "https://-a.example/", "https://.a.example/"],
)  # fmt: skip
def test_anything_else_may_not(url: str) -> None:
    assert not openable(url)


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://s3.Amazonaws.com/archera/role.json", ("s3.amazonaws.com", "/archera/role.json")),
        ("https://a.example:8443/x?y=a.example", ("a.example", ":8443/x?y=a.example")),
        ("https://a.example", ("a.example", "")),
        ("no url", ("", "")),
        # A host whose letters stand in the scheme, in the name before it, or later on.
        ("https://t/x", ("t", "/x")),
        ("https://ttps/x", ("ttps", "/x")),
        ("https://evil@evil/@evil", ("evil", "/@evil")),
        ("https://login.microsoftonline.com@evil.example/x", ("evil.example", "/x")),
        ("https://a.example?x=//b.example", ("a.example", "?x=//b.example")),
        ("https://a.example/İİİİ", ("a.example", "/İİİİ")),
    ],
)
def test_a_url_is_split_after_its_host(url: str, parts: tuple[str, str]) -> None:
    assert split_host(url) == parts
