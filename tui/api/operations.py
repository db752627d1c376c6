"""The operations of the contract as a table: how each is called, what it does, how long it may take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import quote

MIB = 1024 * 1024


class Effect(StrEnum):
    """What a call does, which is not its HTTP method (domain.md, "The 11 operations")."""

    READ = "read"
    REPEATABLE = "repeatable"
    ONCE = "once"


class BadPathError(ValueError):
    """An id cannot be a path segment."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. `deadline` is in seconds for the whole call with its retries, `body_cap` in bytes."""

    id: str
    method: str
    path: str
    effect: Effect
    deadline: float
    body_cap: int = 8 * MIB

    def target(self, ids: Mapping[str, str], query: Mapping[str, str]) -> str:
        """The path and query of a call, every id quoted. Raises `BadPathError` for an id no segment can be."""
        path = self.path.format_map({name: _segment(name, value) for name, value in ids.items()})
        if not query:
            return path
        return path + "?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())


def _segment(name: str, value: str) -> str:
    if not value:
        raise BadPathError(f"{name} is empty")
    # Dots are not quoted, and a dot segment would lead to another path.
    if value in {".", ".."}:
        raise BadPathError(f"{name} is {value!r}")
    try:
        return quote(value, safe="")
    except UnicodeEncodeError:
        pass
    raise BadPathError(f"{name} holds half a character")


_ONBOARDING = "/v2/org/{org_id}/partners/onboarding"
_PLANS = "/v2/org/{org_id}/partners/purchase-plans-v2"

LIST_CHILD_ORGS = Operation(
    "listChildOrgs", "GET", f"{_ONBOARDING}/child-orgs", Effect.READ, deadline=60, body_cap=64 * MIB
)
REGISTER_CHILD = Operation("registerChild", "POST", f"{_ONBOARDING}/register_child", Effect.ONCE, deadline=30)
START_ONBOARDING = Operation("startOnboarding", "POST", f"{_ONBOARDING}/start", Effect.REPEATABLE, deadline=30)
GET_AWS_CLOUDFORMATION_TEMPLATE = Operation(
    "getAwsCloudformationTemplate",
    "GET",
    f"{_ONBOARDING}/aws/cloudformation_template",
    Effect.READ,
    deadline=20,
)
GET_AWS_LAUNCH_STACK_URL = Operation(
    "getAwsLaunchStackUrl", "GET", f"{_ONBOARDING}/aws/launch-stack-url", Effect.READ, deadline=20
)
VERIFY_AWS = Operation("verifyAws", "POST", f"{_ONBOARDING}/aws/verify", Effect.REPEATABLE, deadline=180)
GET_AZURE_AUTH_URL = Operation(
    "getAzureAuthUrl", "GET", f"{_ONBOARDING}/azure/auth-url", Effect.REPEATABLE, deadline=30
)
VERIFY_AZURE = Operation("verifyAzure", "POST", f"{_ONBOARDING}/azure/verify", Effect.REPEATABLE, deadline=180)
GET_RECOMMENDED_PLANS = Operation("getRecommendedPlans", "GET", f"{_PLANS}/recommended", Effect.READ, deadline=20)
PURCHASE_PLAN = Operation("purchasePlan", "POST", f"{_PLANS}/{{plan_id}}/purchase", Effect.ONCE, deadline=30)
UPDATE_PARTNER_ORG = Operation("updatePartnerOrg", "PATCH", "/v2/org/{org_id}/partners", Effect.REPEATABLE, deadline=20)

OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        operation.id: operation
        for operation in (
            LIST_CHILD_ORGS,
            REGISTER_CHILD,
            START_ONBOARDING,
            GET_AWS_CLOUDFORMATION_TEMPLATE,
            GET_AWS_LAUNCH_STACK_URL,
            VERIFY_AWS,
            GET_AZURE_AUTH_URL,
            VERIFY_AZURE,
            GET_RECOMMENDED_PLANS,
            PURCHASE_PLAN,
            UPDATE_PARTNER_ORG,
        )
    }
)
"""Every operation by its id."""
