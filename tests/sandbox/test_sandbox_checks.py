"""What the sandbox accepts in request bodies and what it refuses, in which words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.sandbox_caller import Caller, onboarding

from tui.sandbox.checks import account_id, email, guid, https_url, onboarding_id


@pytest.mark.parametrize("value", ["a@b.io", "first.last+tag@sub.partner.example", "o'hara@x-y.example"])
def test_an_e_mail_address_is_accepted(value: str) -> None:
    assert email(value) == []


@pytest.mark.parametrize("value", ["", "a", "a@b", "@b.io", "a@b.io ", "a@b.io\n", "a b@c.io", "a@-b.io", "a@b..io", 7])
def test_what_is_no_e_mail_address_is_refused(value: Any) -> None:
    assert email(value) != []


def test_an_e_mail_address_of_255_characters_is_the_longest() -> None:
    assert email("a" * 250 + "@b.io") == []
    assert email("a" * 251 + "@b.io") == ["Longer than maximum length 255."]


@pytest.mark.parametrize("value", ["https://aws.example/offer/1?x=%20#part", "https://[::1]/", "HTTPS://a.example"])
def test_an_https_link_is_accepted(value: str) -> None:
    assert https_url(value) == []


@pytest.mark.parametrize(
    "value",
    [
        *("", "aws.example", "http://aws.example", "ftp://a.example", "https://", "https:///x", "https://a b.example"),
        *("https://a.example/\n", "https://[::1", "javascript:alert(1)", "https://ä.example", 7, []),
    ],
)
def test_what_is_no_https_link_is_refused(value: Any) -> None:
    assert https_url(value) != []


def test_a_guid_may_have_capitals_and_no_braces() -> None:
    assert guid("8C1F27AA-5b0d-4f63-9e0e-2d7a4a1be903") == []
    assert guid("{8c1f27aa-5b0d-4f63-9e0e-2d7a4a1be903}") != []
    assert guid("8c1f27aa-5b0d-4f63-9e0e-2d7a4a1be903\n") != []


def test_an_onboarding_id_is_a_lower_case_version_4_uuid() -> None:
    assert onboarding_id("3b0e61d2-8a4f-4c1c-9f00-0123456789ab") == []
    assert onboarding_id("3B0E61D2-8A4F-4C1C-9F00-0123456789AB") != []
    assert onboarding_id("3b0e61d2-8a4f-1c1c-9f00-0123456789ab") != []
    assert onboarding_id("3b0e61d2-8a4f-4c1c-9f00-0123456789ab\n") != []


def test_an_account_id_has_twelve_ascii_digits() -> None:
    assert account_id("604418802297") == []
    assert account_id("٦٠٤٤١٨٨٠٢٢٩٧") != []


async def test_a_registered_customer_is_listed_last_and_has_not_started() -> None:
    async with Caller() as caller:
        path = f"{onboarding(caller.world.partner_id)}/register_child"
        caller.pass_time(60)
        made = await caller.ok("POST", path, json={"company": "Fresh Fields", "email": "it@fresh.example"})
        *others, last = await caller.child_orgs()
        assert len(others) == 142
        assert (last["org_id"], last["org_name"]) == (made["org_id"], "Fresh Fields")
        assert last["integration_checklist"] == {}
        assert last["org_checklist"] == [
            {"feature": "user_invited", "status": "available"},
            {"feature": "marketplace_subscription", "status": "unknown"},
            {"feature": "integration_connected", "status": "unknown"},
        ]


@pytest.mark.parametrize("company", ["", "Beta Corp c/o Sandbox", "株式会社", "nul \x00", '"quoted"\\', "\ud800"])
async def test_any_string_is_a_name_and_names_may_repeat(company: str) -> None:
    async with Caller() as caller:
        path = f"{onboarding(caller.world.partner_id)}/register_child"
        bodies = [{"company": company, "email": None}, {"company": company, "labra_subscription_id": "l-1"}]
        headers = {"content-type": "application/json"}
        first, second = [await caller.ok("POST", path, content=json.dumps(body), headers=headers) for body in bodies]
        assert first["org_id"] != second["org_id"]
        assert [org["org_name"] for org in (await caller.child_orgs())[-2:]] == [company, company]


async def test_a_registered_customer_can_be_onboarded() -> None:
    async with Caller(orgs=0) as caller:
        assert await caller.child_orgs() == []
        path = f"{onboarding(caller.world.partner_id)}/register_child"
        made = await caller.ok("POST", path, json={"company": "Fresh Fields"})
        await caller.ok("POST", f"{onboarding(made['org_id'])}/start")


async def test_links_are_set_left_and_cleared() -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Alder Yoga")
        path = f"/v2/org/{org_id}/partners"
        both = {
            "aws_marketplace_offer_link": "https://aws.example/1",
            "gcp_marketplace_offer_link": "https://gcp.example/1",
        }
        name = "Alder Yoga c/o Sandbox"
        cleared = {"azure_marketplace_offer_link": None}
        assert await caller.ok("PATCH", path, json=both | cleared) == {"id": org_id, "name": name, **both, **cleared}
        answer = await caller.ok("PATCH", path, json={"aws_marketplace_offer_link": None})
        assert answer == {"id": org_id, "name": name, **both, **cleared, "aws_marketplace_offer_link": None}
        assert await caller.ok("PATCH", path, json={}) == answer


async def test_a_wrong_link_changes_nothing_and_is_named() -> None:
    async with Caller() as caller:
        path = f"/v2/org/{caller.id_of('Alder Yoga')}/partners"
        before = await caller.ok("PATCH", path, json={})
        wrong = {
            "aws_marketplace_offer_link": "https://aws.example",
            "gcp_marketplace_offer_link": "http://gcp.example",
        }
        refusal = await caller.refused(422, "PATCH", path, json=wrong)
        assert refusal["errors"] == {"json": {"gcp_marketplace_offer_link": ["Not a valid URL."]}}
        assert await caller.ok("PATCH", path, json={}) == before
