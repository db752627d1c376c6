"""The 11 operations: where each is found, what it takes, and what it answers (domain.md, "The 11 operations")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Literal

from tui.sandbox import aws, azure
from tui.sandbox.checks import (
    Field,
    Schema,
    account_id,
    checked_provider,
    email,
    guid,
    https_url,
    nested,
    onboarding_id,
    text,
)
from tui.sandbox.envelopes import empty_answer, json_answer, raw_answer
from tui.sandbox.org import Links
from tui.sandbox.plans import combined_summary, purchase_plan
from tui.sandbox.purchases import buy
from tui.sandbox.refusals import not_found
from tui.sandbox.template import cloudformation_template

if TYPE_CHECKING:
    from starlette.responses import Response

    from tui.sandbox.checklist import Checklist
    from tui.sandbox.org import Org
    from tui.sandbox.world import World

_ONBOARDING = "/v2/org/{org_id}/partners/onboarding"
_PLANS = "/v2/org/{org_id}/partners/purchase-plans-v2"


@dataclass(frozen=True, slots=True)
class PartnerCall:
    """A call about the partner: the body fits its schema, `at` is the moment of answering (epoch seconds)."""

    world: World
    body: dict[str, Any]
    at: float


@dataclass(frozen=True, slots=True)
class ChildCall:
    """A call about one customer; `plan_id` comes from the path and `providers` from the query, where there are any."""

    world: World
    org: Org
    body: dict[str, Any]
    at: float
    plan_id: str
    providers: list[str]


@dataclass(frozen=True, slots=True)
class PartnerOperation:
    """An operation whose path names the partner."""

    method: str
    path: str
    answer: Callable[[PartnerCall], Response]
    body: Schema | None = None


@dataclass(frozen=True, slots=True)
class ChildOperation:
    """An operation whose path names a customer; `waits` names the `Pace` field that says how long it takes."""

    method: str
    path: str
    answer: Callable[[ChildCall], Response]
    body: Schema | None = None
    waits: Literal["latency", "verify_latency"] = "latency"


Operation = PartnerOperation | ChildOperation


def list_child_orgs(call: PartnerCall) -> Response:
    """Operation listChildOrgs: all customers, statuses as of now."""
    return raw_answer(call.world.child_orgs_json(call.at))


def register_child(call: PartnerCall) -> Response:
    """Operation registerChild: a new customer, invited when an e-mail address is given."""
    org = call.world.register(
        call.body["company"],
        call.at,
        invited=call.body.get("email") is not None,
        subscribed="labra_subscription_id" in call.body,
    )
    return json_answer({"org_id": org.org_id})


def start_onboarding(call: ChildCall) -> Response:
    """Operation startOnboarding."""
    return json_answer({"onboarding_id": aws.start(call.org, call.at)})


def get_template(_call: ChildCall) -> Response:
    """Operation getAwsCloudformationTemplate."""
    return json_answer({"template": cloudformation_template()})


def get_launch_stack_url(call: ChildCall) -> Response:
    """Operation getAwsLaunchStackUrl."""
    return json_answer({"url": aws.launch_url(call.org, call.at, call.world.pace)})


def verify_aws(call: ChildCall) -> Response:
    """Operation verifyAws."""
    checklist = aws.verify(
        call.org,
        call.at,
        call.world.pace,
        onboarding_id=call.body.get("onboarding_id"),
        existing_cur="existing_cur" in call.body,
    )
    return _validations(checklist, call.at)


def get_azure_auth_url(call: ChildCall) -> Response:
    """Operation getAzureAuthUrl."""
    url = azure.auth_url(
        call.org,
        call.at,
        call.world.pace,
        tenant_id=call.body["azure_tenant_id"],
        subscription_id=call.body["azure_subscription_id"],
    )
    return json_answer({"url": url})


def verify_azure(call: ChildCall) -> Response:
    """Operation verifyAzure."""
    return _validations(azure.verify(call.org, call.at, call.world.pace), call.at)


def _validations(checklist: Checklist, at: float) -> Response:
    return raw_answer(checklist.json(at).encode())


def get_recommended_plans(call: ChildCall) -> Response:
    """Operation getRecommendedPlans: the plan, or 404, or for some customers 204."""
    world = call.world
    provider = checked_provider(call.providers)
    shelf = world.shelf(call.org, provider, call.at)
    showing = shelf.showing(call.at) if shelf else None
    if showing is not None:
        return json_answer(combined_summary(showing, world.pace, world.dialect, call.at))
    if shelf is not None and shelf.offer.empty_answer and world.dialect.empty_answers:
        return empty_answer()
    raise not_found(f"There is no recommended plan for {provider}.")


def purchase(call: ChildCall) -> Response:
    """Operation purchasePlan."""
    world = call.world
    bought = buy(world, call.org, call.plan_id.lower(), call.body["email"], call.at)
    return json_answer(purchase_plan(bought, world.pace, world.dialect, call.at))


def update_partner_org(call: ChildCall) -> Response:
    """Operation updatePartnerOrg: null clears a link, an absent key leaves it."""
    call.org.links = replace(call.org.links, **call.body)
    links = {field.name: getattr(call.org.links, field.name) for field in fields(Links)}
    return json_answer({"id": call.org.org_id, "name": call.org.name, **links})


_EXISTING_CUR = {name: Field(text, required=True) for name in ("region", "bucket", "prefix", "report_name")}
_VERIFY_AWS = {
    "onboarding_id": Field(onboarding_id),
    "account_id": Field(account_id),
    "existing_cur": Field(nested(_EXISTING_CUR)),
}
_AZURE_IDS = {name: Field(guid, required=True) for name in ("azure_tenant_id", "azure_subscription_id")}
_REGISTER = {
    "company": Field(text, required=True),
    "labra_subscription_id": Field(text),
    "email": Field(email, nullable=True),
}
_PURCHASE = {"email": Field(email, required=True)}
_LINKS = {field.name: Field(https_url, nullable=True) for field in fields(Links)}

OPERATIONS: tuple[Operation, ...] = (
    PartnerOperation("GET", f"{_ONBOARDING}/child-orgs", list_child_orgs),
    PartnerOperation("POST", f"{_ONBOARDING}/register_child", register_child, _REGISTER),
    ChildOperation("POST", f"{_ONBOARDING}/start", start_onboarding),
    ChildOperation("GET", f"{_ONBOARDING}/aws/cloudformation_template", get_template),
    ChildOperation("GET", f"{_ONBOARDING}/aws/launch-stack-url", get_launch_stack_url),
    ChildOperation("POST", f"{_ONBOARDING}/aws/verify", verify_aws, _VERIFY_AWS, "verify_latency"),
    ChildOperation("GET", f"{_ONBOARDING}/azure/auth-url", get_azure_auth_url, _AZURE_IDS),
    ChildOperation("POST", f"{_ONBOARDING}/azure/verify", verify_azure, waits="verify_latency"),
    ChildOperation("GET", f"{_PLANS}/recommended", get_recommended_plans),
    ChildOperation("POST", f"{_PLANS}/{{plan_id}}/purchase", purchase, _PURCHASE),
    ChildOperation("PATCH", "/v2/org/{org_id}/partners", update_partner_org, _LINKS),
)
