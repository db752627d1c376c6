"""The AWS onboarding as a partner lives it, under a clock that moves only when told (domain.md)."""

from __future__ import annotations

from collections import Counter
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from support.sandbox_caller import Caller, onboarding, purchase, recommended, statuses

from tui.sandbox.checklist import AWS_FEATURES
from tui.sandbox.pace import Pace

CUR = {"region": "eu-central-1", "bucket": "acme-billing", "prefix": "cur", "report_name": "daily"}


async def verify(caller: Caller, org_id: str, **body: object) -> dict[str, str]:
    return statuses(await caller.ok("POST", f"{onboarding(org_id)}/aws/verify", json=body))


async def start_and_launch(caller: Caller, org_id: str) -> None:
    await caller.ok("POST", f"{onboarding(org_id)}/start")
    await caller.ok("GET", f"{onboarding(org_id)}/aws/launch-stack-url")


async def test_a_customer_goes_from_never_started_to_a_completed_purchase() -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Alder Yoga")
        assert (await caller.listed(org_id))["integration_checklist"] == {}

        await caller.ok("POST", f"{onboarding(org_id)}/start")
        listed = (await caller.listed(org_id))["integration_checklist"]
        assert statuses(listed["aws"]) == dict.fromkeys(AWS_FEATURES, "unknown")

        assert await verify(caller, org_id) == dict.fromkeys(AWS_FEATURES, "unknown") | {"assume_role": "missing"}

        await caller.ok("GET", f"{onboarding(org_id)}/aws/launch-stack-url")
        caller.pass_time(19)
        assert (await verify(caller, org_id))["assume_role"] == "missing"

        caller.pass_time(1)
        first = await verify(caller, org_id)
        assert Counter(first.values()) == {"available": 1, "unknown": 7}
        assert first["assume_role"] == "available"

        caller.pass_time(30)
        halfway = await verify(caller, org_id)
        assert halfway["cur"] == "warning"
        assert 3 <= Counter(halfway.values())["available"] <= 6

        caller.pass_time(59)
        assert (await verify(caller, org_id))["cur"] == "warning"
        org_statuses = statuses((await caller.listed(org_id))["org_checklist"])
        assert org_statuses["integration_connected"] == "unknown"
        await caller.refused(404, "GET", recommended(org_id, "aws"))

        caller.pass_time(1)
        assert set((await verify(caller, org_id)).values()) == {"available"}
        listed_now = await caller.listed(org_id)
        assert set(statuses(listed_now["integration_checklist"]["aws"]).values()) == {"available"}
        assert statuses(listed_now["org_checklist"])["integration_connected"] == "available"

        caller.pass_time(9)
        await caller.refused(404, "GET", recommended(org_id, "aws"))
        caller.pass_time(1)
        early = await caller.plan(org_id, "aws")
        assert early["is_calculating"]
        buyer = {"email": "buyer@partner.example"}
        await caller.refused(409, "POST", purchase(org_id, early["id"]), json=buyer)

        caller.pass_time(15)
        final = await caller.plan(org_id, "aws")
        assert not final["is_calculating"]
        assert final["id"] == early["id"]
        assert len(final["summaries"]) > len(early["summaries"])
        assert final["monthly_savings"] > 0

        bought = await caller.ok("POST", purchase(org_id, final["id"]), json=buyer)
        assert bought["status"] == "scheduled"
        caller.pass_time(15)
        assert (await caller.plan(org_id, "aws"))["status"] == "completed"


async def test_start_answers_the_same_id_however_often_it_is_called() -> None:
    async with Caller() as caller:
        path = f"{onboarding(caller.id_of('Alder Yoga'))}/start"
        ids = {(await caller.ok("POST", path))["onboarding_id"] for _ in range(3)}
        assert len(ids) == 1
        found = ids.pop()
        assert str(UUID(found)) == found
        assert UUID(found).version == 4


async def test_starting_an_onboarding_again_changes_no_status() -> None:
    async with Caller() as caller:
        before = await caller.child_orgs()
        for org_id in caller.world.orgs:
            if caller.world.orgs[org_id].azure is None and caller.world.orgs[org_id].aws is not None:
                await caller.ok("POST", f"{onboarding(org_id)}/start")
        assert await caller.child_orgs() == before


async def test_launch_url_and_verify_before_start_are_a_conflict() -> None:
    async with Caller() as caller:
        path = onboarding(caller.id_of("Alder Yoga"))
        assert "started" in (await caller.refused(409, "GET", f"{path}/aws/launch-stack-url"))["message"]
        await caller.refused(409, "POST", f"{path}/aws/verify", json={})


async def test_the_launch_url_is_a_quick_create_link_that_carries_the_external_id() -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Cobalt Games")
        parts = urlsplit((await caller.ok("GET", f"{onboarding(org_id)}/aws/launch-stack-url"))["url"])
        region = parse_qs(parts.query)["region"][0]
        assert (parts.scheme, parts.hostname) == ("https", f"{region}.console.aws.amazon.com")
        route, _, query = parts.fragment.partition("?")
        assert (parts.path, route) == ("/cloudformation/home", "/stacks/quickcreate")
        asked = parse_qs(query)
        assert set(asked) == {"templateURL", "stackName", "param_ExternalId"}
        assert UUID(asked["param_ExternalId"][0]).version == 4
        assert urlsplit(asked["templateURL"][0]).hostname == "sandbox.invalid"


async def test_an_existing_report_makes_cur_available_at_once() -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Alder Yoga")
        await start_and_launch(caller, org_id)
        caller.pass_time(20)
        assert (await verify(caller, org_id, existing_cur=CUR))["cur"] == "available"
        caller.pass_time(75)
        assert set((await verify(caller, org_id)).values()) == {"available"}


async def test_an_existing_report_named_later_ends_the_wait_for_a_new_one() -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Alder Yoga")
        await start_and_launch(caller, org_id)
        caller.pass_time(20)
        await verify(caller, org_id)
        caller.pass_time(40)
        assert (await verify(caller, org_id))["cur"] == "warning"
        assert (await verify(caller, org_id, existing_cur=CUR))["cur"] == "available"
        caller.pass_time(500)
        assert (await verify(caller, org_id))["cur"] == "available"


async def test_features_come_only_once_a_verification_has_found_the_role() -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Alder Yoga")
        await start_and_launch(caller, org_id)
        caller.pass_time(3600)
        listed = (await caller.listed(org_id))["integration_checklist"]["aws"]
        assert set(statuses(listed).values()) == {"unknown"}
        assert (await verify(caller, org_id))["assume_role"] == "available"


async def test_fetching_the_url_again_while_the_stack_is_deploying_does_not_start_the_wait_anew() -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Alder Yoga")
        await start_and_launch(caller, org_id)
        caller.pass_time(15)
        await start_and_launch(caller, org_id)
        caller.pass_time(5)
        assert (await verify(caller, org_id))["assume_role"] == "available"


async def test_a_lost_role_is_mended_by_deploying_the_stack_again() -> None:
    async with Caller(pace=Pace(life_every=(1e9, 1e9))) as caller:
        org_id = caller.id_of("Beta Corp")
        before = await verify(caller, org_id)
        assert before["assume_role"] == "missing"
        assert before["reservations"] == before["savings_plans"] == "unknown"
        await caller.ok("GET", f"{onboarding(org_id)}/aws/launch-stack-url")
        caller.pass_time(20)
        await verify(caller, org_id)
        caller.pass_time(90)
        assert set((await verify(caller, org_id)).values()) == {"available"}


async def test_a_role_in_a_member_account_is_mended_by_a_stack_in_the_management_account() -> None:
    async with Caller(pace=Pace(life_every=(1e9, 1e9))) as caller:
        org_id = caller.id_of("Marlow Energy")
        assert (await verify(caller, org_id))["purchase_permissions"] == "warning"
        await caller.ok("GET", f"{onboarding(org_id)}/aws/launch-stack-url")
        caller.pass_time(20)
        await verify(caller, org_id)
        caller.pass_time(75)
        assert set((await verify(caller, org_id)).values()) == {"available"}


async def test_a_launch_url_for_a_customer_that_is_well_changes_nothing() -> None:
    async with Caller(pace=Pace(life_every=(1e9, 1e9))) as caller:
        org_id = caller.id_of("Kestrel Air")
        before = await caller.listed(org_id)
        await caller.ok("GET", f"{onboarding(org_id)}/aws/launch-stack-url")
        caller.pass_time(60)
        await verify(caller, org_id)
        assert await caller.listed(org_id) == before


async def test_a_half_way_onboarding_goes_on_when_somebody_verifies() -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Moss & Lane")
        assert Counter((await verify(caller, org_id)).values()) == {"available": 4, "unknown": 4}
        caller.pass_time(90)
        assert set((await verify(caller, org_id)).values()) == {"available"}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"account_id": "12345"}, "account_id"),
        ({"account_id": "12345678901x"}, "account_id"),
        ({"account_id": 123456789012}, "account_id"),
        ({"onboarding_id": "not one"}, "onboarding_id"),
        ({"existing_cur": {"region": "eu-central-1"}}, "existing_cur"),
        ({"existing_cur": None}, "existing_cur"),
    ],
)
async def test_a_wrong_field_of_a_verification_is_named(body: dict[str, object], field: str) -> None:
    async with Caller() as caller:
        path = f"{onboarding(caller.id_of('Kestrel Air'))}/aws/verify"
        refusal = await caller.refused(422, "POST", path, json=body)
        assert set(refusal["errors"]["json"]) == {field}


async def test_fields_of_the_existing_report_are_named_one_by_one() -> None:
    async with Caller() as caller:
        path = f"{onboarding(caller.id_of('Kestrel Air'))}/aws/verify"
        refusal = await caller.refused(422, "POST", path, json={"existing_cur": {"region": 1, "bucket": "b", "x": 1}})
        assert refusal["errors"]["json"]["existing_cur"] == {
            "x": ["Unknown field."],
            "region": ["Not a valid string."],
            "prefix": ["Missing data for required field."],
            "report_name": ["Missing data for required field."],
        }


async def test_the_onboarding_id_of_another_customer_is_not_found() -> None:
    async with Caller() as caller:
        other = await caller.ok("POST", f"{onboarding(caller.id_of('Atlas Print'))}/start")
        path = f"{onboarding(caller.id_of('Kestrel Air'))}/aws/verify"
        await caller.refused(404, "POST", path, json=other)
