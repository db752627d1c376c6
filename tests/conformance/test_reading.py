"""Everything the sandbox answers keeps the contract strictly, and the client reads all of it without loss."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from support.api_client import EMAIL, client_for
from support.clock import EPOCH, ManualClock
from support.contract_answers import faults
from support.lossless import losses
from support.sandbox_caller import Caller, no_wait, onboarding, purchase

from tui.api.errors import ApiError, Envelope
from tui.api.lenient import Lenient, Schema
from tui.api.models_errors import ApiErrorResponse, Error
from tui.api.models_plans import PurchasePlanV2CombinedSummary
from tui.api.operations import OPERATIONS
from tui.api.transport import in_process
from tui.domain.onboarding.steps import ExistingCur
from tui.sandbox.app import DEFAULT_KEY, create_app
from tui.sandbox.dialect import FIELD, PUBLISHED, Dialect
from tui.sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from tui.api.client import Client
    from tui.api.reading import PurchaseReply, Reading

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
JSON = {"content-type": "application/json"}
API: Schema[ApiErrorResponse] = Schema(ApiErrorResponse)
ERROR: Schema[Error] = Schema(Error)
PLAN: Schema[PurchasePlanV2CombinedSummary] = Schema(PurchasePlanV2CombinedSummary)
PROVIDERS = ("aws", "azure", "gcp")
GUIDS = {
    "azure_tenant_id": "8c1f27aa-5b0d-4f63-9e0e-2d7a4a1be903",
    "azure_subscription_id": "51d0b7c3-19e4-4a7f-8b66-0c4de2a91f3b",
}
LINKS = {
    "aws_marketplace_offer_link": "https://aws.marketplace.example/offers/1",
    "azure_marketplace_offer_link": None,
    "gcp_marketplace_offer_link": "https://gcp.marketplace.example/offers/2",
}
CUR = ExistingCur("eu-central-1", "reports", "cur", "daily")


def decoded(raw: bytes) -> Any:
    return json.loads(raw, parse_float=Decimal)


@dataclass
class Reader:
    """Reads answers with the real client; gathers what is lost on the way and what the contract has against them."""

    world: World
    client: Client
    lost: list[str] = field(default_factory=list)
    unfit: list[str] = field(default_factory=list)
    read: Counter[str] = field(default_factory=Counter)

    def take(self, operation_id: str, raw: bytes, value: object, unread: tuple[str, ...]) -> None:
        """Judge one answer."""
        self.read[operation_id] += 1
        self.lost += [f"{operation_id}: {loss}" for loss in losses(decoded(raw), value)]
        self.lost += [f"{operation_id}: {place} could not be read" for place in unread]
        operation = OPERATIONS[operation_id]
        path = operation.path.format(org_id="o", plan_id="p")
        self.unfit += faults(operation.method, path, 200, "application/json", raw)

    async def ask(self, operation_id: str, answer: Awaitable[Reading[Any] | PurchaseReply]) -> Any:
        """The value of an answer; None when it was an error of the API or nothing at all."""
        try:
            found = await answer
        except ApiError as error:
            if error.envelope is not Envelope.API:
                raise
            return None
        value = found.plan if hasattr(found, "plan") else found.value
        if found.raw:
            self.take(operation_id, found.raw, value, found.unread)
        return value

    async def everybody(self) -> None:
        """Read the list of customers."""
        listed = await self.client.list_child_orgs(self.world.partner_id)
        assert listed.flawed == 0
        assert len(listed.rows) == len(self.world.orgs)
        for org in listed.rows:
            self.take("listChildOrgs", b"[" + org.raw + b"]", (org.value,), org.unread)

    async def plans(self) -> None:
        """Read every plan of every customer."""
        for org_id in self.world.orgs:
            for provider in PROVIDERS:
                await self.ask("getRecommendedPlans", self.client.get_recommended_plans(org_id, provider))


def reader(seed: int, orgs: int, dialect: Dialect = PUBLISHED) -> tuple[Reader, ManualClock]:
    clock = ManualClock(EPOCH)
    world = World(seed, orgs, born=EPOCH, dialect=dialect)
    wire = in_process(create_app(world, clock=clock.now, delay=no_wait))
    return Reader(world, client_for("http://localhost", key=DEFAULT_KEY, wire=wire)), clock


@pytest.mark.parametrize(
    ("seed", "orgs", "moments"),
    [(1, 142, (0.0,)), (2, 40, (0.0, 10 * MINUTE, 7 * HOUR, 30 * DAY)), (3, 40, (2 * MINUTE, DAY))],
)
async def test_customers_and_plans_are_read_as_they_were_written(
    seed: int, orgs: int, moments: tuple[float, ...]
) -> None:
    all_of_it, clock = reader(seed, orgs)
    for moment in moments:
        clock.set(EPOCH + moment)
        await all_of_it.everybody()
        await all_of_it.plans()
    assert all_of_it.lost == []
    assert all_of_it.unfit == []
    assert all_of_it.read["listChildOrgs"] == orgs * len(moments)
    assert all_of_it.read["getRecommendedPlans"] > orgs * len(moments) / 2


async def test_the_answers_of_every_operation_are_read_as_they_were_written() -> None:
    all_of_it, clock = reader(4, 40)
    client, ask = all_of_it.client, all_of_it.ask
    for org_id in list(all_of_it.world.orgs):
        started = await ask("startOnboarding", client.start_onboarding(org_id))
        await ask("getAwsCloudformationTemplate", client.get_aws_cloudformation_template(org_id))
        await ask("getAwsLaunchStackUrl", client.get_aws_launch_stack_url(org_id))
        await ask("getAzureAuthUrl", client.get_azure_auth_url(org_id, **GUIDS))
        await ask("updatePartnerOrg", client.update_partner_org(org_id, LINKS))
        for provider in PROVIDERS:
            plan = await ask("getRecommendedPlans", client.get_recommended_plans(org_id, provider))
            if plan is not None:
                await ask("purchasePlan", client.purchase_plan(org_id, plan.id, email=EMAIL))
        clock.set(clock.now() + 30)
        await ask("verifyAws", client.verify_aws(org_id, onboarding_id=started.onboarding_id, existing_cur=CUR))
        await ask("verifyAzure", client.verify_azure(org_id))
        await ask("registerChild", client.register_child(all_of_it.world.partner_id, company="=1+1", email=EMAIL))
    await all_of_it.plans()
    await all_of_it.everybody()
    assert all_of_it.lost == []
    assert all_of_it.unfit == []
    assert set(all_of_it.read) == set(OPERATIONS)
    assert min(all_of_it.read.values()) > 10


async def test_what_servers_in_the_field_leave_out_is_read_as_left_out() -> None:
    all_of_it, _ = reader(1, 142, FIELD)
    await all_of_it.plans()
    assert all_of_it.lost == []
    assert all_of_it.unfit
    assert all("None is not of type 'object'" in fault for fault in all_of_it.unfit)


async def test_errors_are_read_as_they_were_written() -> None:
    async with Caller(orgs=12) as caller:
        partner, child = caller.world.partner_id, caller.id_of("Kestrel Air")
        nobody = caller.world.foreign_org_id
        answers = [
            await caller.call("GET", f"{onboarding(partner)}/child-orgs", headers={"x-api-key": "wrong"}),
            await caller.call("GET", f"{onboarding(nobody)}/aws/launch-stack-url"),
            await caller.call("GET", f"{onboarding('x')}/aws/launch-stack-url"),
            await caller.call("POST", f"{onboarding(child)}/azure/verify"),
            await caller.call("POST", purchase(child, nobody), json={"email": "x", "more": 1}),
            await caller.call("POST", f"{onboarding(child)}/aws/verify", json={"existing_cur": {"region": 1}}),
            await caller.call("POST", f"{onboarding(partner)}/register_child", content=b"{", headers=JSON),
            await caller.call("POST", f"{onboarding(partner)}/register_child", content=b"a=1"),
            await caller.call("GET", f"/v2/org/{child}/partners/purchase-plans-v2/recommended"),
        ]
    assert {answer.status_code for answer in answers} == {400, 401, 403, 404, 409, 415, 422}
    for answer in answers:
        assert losses(decoded(answer.content), read_error(answer)) == []


def read_error(answer: httpx.Response) -> Lenient:
    """The error body as the client's model of the envelope the contract has for its status."""
    found, unread = (ERROR if answer.status_code in (415, 422) else API).read(decoded(answer.content))
    assert unread == ()
    return found


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"savings": 1.5}, []),
        ({"savings": 1.5, "news": {"deep": [1]}}, ["$.news.deep[0] is not read"]),
        ({"savings": "1.50"}, ["$.savings is Decimal('1.50') and was '1.50'"]),
        ({"name": 12}, ["$.name is '12' and was 12"]),
        ({"summaries": [{"key": "a"}, None]}, ["$.summaries[1] is {} and was None"]),
        ({"resource_ids": ["a", None]}, ["$.resource_ids[1] is not read"]),
        ({"is_locked": True, "fee": 0, "summaries": [], "segment": None}, []),
    ],
)
def test_what_a_model_loses_invents_or_changes_is_found_out(document: Any, said: list[str]) -> None:
    raw = json.dumps(document).encode()
    found, _ = PLAN.read(decoded(raw))
    assert losses(decoded(raw), found) == said


def test_a_figure_that_differs_in_the_last_place_is_found_out() -> None:
    found, _ = PLAN.read({"savings": Decimal("0.30000000000000004")})
    assert losses({"savings": Decimal("0.3")}, found) != []
    assert losses({"savings": Decimal("0.30000000000000004")}, found) == []
    assert losses({"savings": Decimal("0.300000000000000040")}, found) == []


def test_a_moment_of_another_zone_is_the_same_and_of_another_second_is_not() -> None:
    found, _ = PLAN.read({"created_at": "2026-11-18T12:06:40+01:00"})
    assert losses({"created_at": "2026-11-18T11:06:40+00:00"}, found) == []
    assert losses({"created_at": "2026-11-18T11:06:41+00:00"}, found) != []


def test_what_is_in_the_model_and_not_in_the_document_is_found_out() -> None:
    found, _ = PLAN.read({"id": "p", "name": "n"})
    assert losses({"id": "p"}, found) == ["$.name is invented"]
