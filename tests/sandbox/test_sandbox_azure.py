"""The Azure onboarding as a partner lives it, under a clock that moves only when told (domain.md)."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from support.sandbox_caller import Caller, onboarding, purchase, recommended, statuses

from tui.sandbox.checklist import AZURE_FEATURES
from tui.sandbox.pace import Pace

TENANT = "8c1f27aa-5b0d-4f63-9e0e-2d7a4a1be903"
IDS = {"azure_tenant_id": TENANT, "azure_subscription_id": "51d0b7c3-19e4-4a7f-8b66-0c4de2a91f3b"}
QUIET = Pace(life_every=(1e9, 1e9))


async def auth_url(caller: Caller, org_id: str, ids: dict[str, str] | None = None) -> str:
    answer: dict[str, str] = await caller.ok("GET", f"{onboarding(org_id)}/azure/auth-url", json=ids or IDS)
    return answer["url"]


async def verify(caller: Caller, org_id: str) -> dict[str, str]:
    return statuses(await caller.ok("POST", f"{onboarding(org_id)}/azure/verify"))


async def own_ids(caller: Caller, org_id: str) -> dict[str, str]:
    azure = caller.world.orgs[org_id].azure
    assert azure is not None
    return {"azure_tenant_id": azure.tenant_id, "azure_subscription_id": azure.subscription_id}


async def test_a_customer_goes_from_never_started_to_a_completed_purchase() -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Alder Yoga")
        await caller.refused(409, "POST", f"{onboarding(org_id)}/azure/verify")

        await auth_url(caller, org_id)
        listed = (await caller.listed(org_id))["integration_checklist"]
        assert statuses(listed["azure"]) == dict.fromkeys(AZURE_FEATURES, "unknown")
        assert await verify(caller, org_id) == dict.fromkeys(AZURE_FEATURES, "unknown") | {"app_consent": "missing"}

        caller.pass_time(20)
        assert Counter((await verify(caller, org_id)).values()) == {"available": 1, "unknown": 7}
        caller.pass_time(35)
        assert Counter((await verify(caller, org_id)).values()) == {"available": 4, "unknown": 4}
        caller.pass_time(40)
        assert set((await verify(caller, org_id)).values()) == {"available"}

        caller.pass_time(25)
        plan = await caller.plan(org_id, "azure")
        assert not plan["is_calculating"]
        buyer = {"email": "buyer@partner.example"}
        assert (await caller.ok("POST", purchase(org_id, plan["id"]), json=buyer))["status"] == "scheduled"
        caller.pass_time(15)
        assert (await caller.plan(org_id, "azure"))["status"] == "completed"
        await caller.refused(404, "GET", recommended(org_id, "aws"))


async def test_starting_aws_resets_an_azure_onboarding_that_is_under_way() -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Alder Yoga")
        await auth_url(caller, org_id)
        await caller.ok("POST", f"{onboarding(org_id)}/start")
        assert set((await caller.listed(org_id))["integration_checklist"]) == {"aws"}
        await caller.refused(409, "POST", f"{onboarding(org_id)}/azure/verify")


async def test_starting_aws_leaves_a_connected_azure_alone() -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Sable Hotels")
        before = (await caller.listed(org_id))["integration_checklist"]["azure"]
        await caller.ok("POST", f"{onboarding(org_id)}/start")
        after = (await caller.listed(org_id))["integration_checklist"]
        assert after["azure"] == before
        assert set(statuses(after["aws"]).values()) == {"unknown"}


async def test_the_consent_url_names_tenant_application_and_state() -> None:
    async with Caller() as caller:
        parts = urlsplit(await auth_url(caller, caller.id_of("Alder Yoga")))
        assert (parts.scheme, parts.hostname) == ("https", "login.microsoftonline.com")
        assert parts.path == f"/{TENANT}/v2.0/adminconsent"
        assert set(parse_qs(parts.query)) == {"client_id", "redirect_uri", "state"}


@pytest.mark.parametrize("content", [None, b""])
async def test_a_body_lost_on_the_way_names_both_fields(content: bytes | None) -> None:
    async with Caller() as caller:
        path = f"{onboarding(caller.id_of('Alder Yoga'))}/azure/auth-url"
        refusal = await caller.refused(422, "GET", path, content=content)
        assert refusal["errors"] == {"json": {name: ["Missing data for required field."] for name in IDS}}


@pytest.mark.parametrize("wrong", ["8c1f27aa-5b0d-4f63-9e0e-2d7a4a1be9", "", "contoso.onmicrosoft.com", 7, None])
async def test_a_tenant_that_is_no_guid_is_named(wrong: Any) -> None:
    async with Caller() as caller:
        path = f"{onboarding(caller.id_of('Alder Yoga'))}/azure/auth-url"
        refusal = await caller.refused(422, "GET", path, json=IDS | {"azure_tenant_id": wrong})
        assert set(refusal["errors"]["json"]) == {"azure_tenant_id"}


async def test_fetching_the_url_again_while_consent_is_pending_does_not_start_the_wait_anew() -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Alder Yoga")
        first = await auth_url(caller, org_id)
        caller.pass_time(15)
        assert await auth_url(caller, org_id) == first
        caller.pass_time(5)
        assert (await verify(caller, org_id))["app_consent"] == "available"


async def test_withdrawn_consent_is_mended_by_asking_again() -> None:
    async with Caller(pace=QUIET) as caller:
        org_id = caller.id_of("Halden Foods")
        assert (await verify(caller, org_id))["app_consent"] == "missing"
        await auth_url(caller, org_id, await own_ids(caller, org_id))
        caller.pass_time(20)
        assert set((await verify(caller, org_id)).values()) == {"available"}


async def test_declined_purchase_roles_stay_warnings_until_asked_again() -> None:
    async with Caller(pace=QUIET) as caller:
        org_id = caller.id_of("Tern Logistics")
        caller.pass_time(86400)
        declined = await verify(caller, org_id)
        assert declined["reservation_purchaser"] == declined["savings_plan_purchaser"] == "warning"
        await auth_url(caller, org_id, await own_ids(caller, org_id))
        caller.pass_time(20)
        await verify(caller, org_id)
        caller.pass_time(75)
        assert set((await verify(caller, org_id)).values()) == {"available"}


async def test_a_pay_as_you_go_subscription_never_gets_a_cost_export() -> None:
    async with Caller(pace=QUIET) as caller:
        org_id = caller.id_of("Orbis Clinics")
        for _ in range(3):
            await auth_url(caller, org_id, await own_ids(caller, org_id))
            caller.pass_time(600)
            found = await verify(caller, org_id)
            assert Counter(found.values()) == {"available": 7, "missing": 1}
            assert found["cost_export"] == "missing"


async def test_another_subscription_can_have_the_cost_export() -> None:
    async with Caller(pace=QUIET) as caller:
        org_id = caller.id_of("Orbis Clinics")
        await auth_url(caller, org_id)
        caller.pass_time(20)
        await verify(caller, org_id)
        caller.pass_time(75)
        assert set((await verify(caller, org_id)).values()) == {"available"}


async def test_consent_that_was_never_given_shows_as_missing_when_verified() -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Thistle Bakery")
        assert (await verify(caller, org_id))["app_consent"] == "missing"
        await auth_url(caller, org_id, await own_ids(caller, org_id))
        caller.pass_time(20)
        assert (await verify(caller, org_id))["app_consent"] == "available"
