"""Every answer of every operation fits the published contract, for every customer."""

from __future__ import annotations

from uuid import UUID

import pytest
from support.contract import operations
from support.contract_answers import faults
from support.sandbox_caller import Caller, onboarding, purchase, recommended

from tui.sandbox.app import DEFAULT_KEY
from tui.sandbox.dialect import FIELD
from tui.sandbox.routes import OPERATIONS, Operation

PROVIDERS = ("aws", "azure", "gcp", "kubernetes", "unknown")
NULLABLE_IN_THE_FIELD = {"created_by", "segment", "execution_policy"}
GUIDS = {
    "azure_tenant_id": "8c1f27aa-5b0d-4f63-9e0e-2d7a4a1be903",
    "azure_subscription_id": "51d0b7c3-19e4-4a7f-8b66-0c4de2a91f3b",
}
NOBODY = "00000000-0000-4000-8000-000000000000"


def test_the_sandbox_offers_the_operations_of_the_contract_and_no_others() -> None:
    published = {(method, path) for _, method, path, _, _ in operations()}
    assert {(operation.method, operation.path) for operation in OPERATIONS} == published
    assert len(OPERATIONS) == len(published) == 11


async def test_plans_of_all_customers_and_providers_fit_the_contract() -> None:
    async with Caller() as caller:
        answers = [
            (provider, (await caller.call("GET", recommended(org["org_id"], provider))).status_code)
            for org in await caller.child_orgs()
            for provider in PROVIDERS
        ]
        assert len(answers) == 142 * len(PROVIDERS)
        for provider in ("aws", "azure", "gcp"):
            assert {status for name, status in answers if name == provider} == {200, 404}
        assert {status for name, status in answers if name in ("kubernetes", "unknown")} == {404}


async def test_plans_fit_the_contract_a_month_later_too() -> None:
    async with Caller(seed=3, orgs=40) as caller:
        caller.pass_time(30 * 86400)
        for org in await caller.child_orgs():
            for provider in ("aws", "azure", "gcp"):
                await caller.call("GET", recommended(org["org_id"], provider))


async def test_onboarding_answers_of_all_customers_fit_the_contract() -> None:
    async with Caller() as caller:
        for org_id in list(caller.world.orgs):
            path = onboarding(org_id)
            await caller.call("GET", f"{path}/aws/launch-stack-url")
            await caller.call("POST", f"{path}/aws/verify", json={})
            await caller.call("POST", f"{path}/azure/verify")
            started = await caller.ok("POST", f"{path}/start")
            assert UUID(started["onboarding_id"]).version == 4
            await caller.ok("GET", f"{path}/aws/cloudformation_template")
            await caller.ok("GET", f"{path}/aws/launch-stack-url")
            await caller.ok("POST", f"{path}/aws/verify", json=started)
            await caller.ok("GET", f"{path}/azure/auth-url", json=GUIDS)
            await caller.ok("POST", f"{path}/azure/verify")
            await caller.ok("PATCH", f"/v2/org/{org_id}/partners", json={})
        await caller.child_orgs()


async def test_purchases_of_all_plans_fit_the_contract_whether_accepted_or_refused() -> None:
    async with Caller() as caller:
        seen = set()
        for org_id in caller.world.orgs:
            for provider in ("aws", "azure", "gcp"):
                read = await caller.call("GET", recommended(org_id, provider))
                if read.status_code == 200:
                    path = purchase(org_id, read.json()["id"])
                    bought = await caller.call("POST", path, json={"email": "buyer@partner.example"})
                    seen.add(bought.status_code)
                    await caller.plan(org_id, provider)
        assert seen == {200, 409}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.path)
async def test_every_operation_answers_every_error_in_the_envelope_of_the_contract(operation: Operation) -> None:
    async with Caller() as caller:
        is_partners = operation.path.endswith(("child-orgs", "register_child"))
        own = caller.world.partner_id if is_partners else caller.id_of("Atlas Print")

        async def refused(status: int, org_id: str, **request: object) -> None:
            path = operation.path.replace("{org_id}", org_id).replace("{plan_id}", NOBODY)
            await caller.refused(status, operation.method, path, **request)

        await refused(401, own, headers={"x-api-key": "wrong"})
        await refused(403, caller.world.foreign_org_id)
        await refused(404, NOBODY)
        await refused(404, "not-a-uuid")
        if operation.body is not None:
            await refused(400, own, content=b'{"a":', headers={"content-type": "application/json"})
            await refused(415, own, content=b"a=1", headers={"content-type": "application/x-www-form-urlencoded"})
            await refused(422, own, json={"no_such_field": 1})
            await refused(422, own, json=[])


async def test_in_the_field_dialect_only_known_objects_are_null_and_only_no_plan_is_empty() -> None:
    async with Caller(dialect=FIELD) as caller:
        departures = set()
        empty = 0
        for org_id in caller.world.orgs:
            for provider in ("aws", "azure", "gcp"):
                path = recommended(org_id, provider)
                response = await caller.client.get(path)
                if response.status_code == 204:
                    assert response.content == b""
                    empty += 1
                    continue
                found = faults(
                    "GET", path.partition("?")[0], response.status_code, "application/json", response.content
                )
                departures |= {fault for fault in found if "None is not of type 'object'" not in fault}
                nulls = {name for name, value in response.json().items() if name in NULLABLE_IN_THE_FIELD and not value}
                assert len(found) == len(nulls)
        assert departures == set()
        assert empty > 0


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_field_dialect_leaves_each_of_the_three_objects_null_somewhere(seed: int) -> None:
    async with Caller(seed=seed, dialect=FIELD) as caller:
        nulls = set()
        for org_id in caller.world.orgs:
            for provider in ("aws", "azure"):
                response = await caller.client.get(recommended(org_id, provider))
                if response.status_code == 200:
                    plan = response.json()
                    nulls |= {name for name in NULLABLE_IN_THE_FIELD if plan[name] is None}
        assert nulls == NULLABLE_IN_THE_FIELD


def test_the_key_is_the_one_the_specification_names() -> None:
    assert DEFAULT_KEY == "sandbox-key"
