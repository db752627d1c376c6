"""Clients for tests: no waiting between tries, no chance, and every pause on record."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from tui.api.client import Client
from tui.api.policy import READS_AND_WRITES, Policy
from tui.api.retry import Retry
from tui.api.transport import Wire, over_network

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

KEY = "k3y-that-must-never-be-seen"
PARTNER = "11111111-1111-4111-8111-111111111111"
CHILD = "22222222-2222-4222-8222-222222222222"
PLAN = "33333333-3333-4333-8333-333333333333"
EMAIL = "ada@example.com"
NOW = 1_795_000_000.0  # 18 Nov 2026, 11:06:40 UTC


@dataclass(slots=True)
class InstantClock:
    """A clock that stands still and for which waiting takes no time."""

    pauses: list[float] = field(default_factory=list)

    def now(self) -> float:
        return NOW

    def monotonic(self) -> float:
        return 0.0

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)


def client_for(
    url: str,
    *,
    key: str = KEY,
    clock: InstantClock | None = None,
    tries: int = 1,
    random: float = 0.5,
    policy: Policy = READS_AND_WRITES,
    deadlines: Mapping[str, float] = MappingProxyType({}),
    wire: Wire | None = None,
    connect_seconds: float = 10.0,
) -> Client:
    """A client that may write, and tries once unless told otherwise."""
    return Client(
        url,
        key,
        wire=wire or over_network(),
        clock=clock or InstantClock(),
        retry=Retry(random=lambda: random, tries=tries),
        policy=policy,
        deadlines=deadlines,
        connect_seconds=connect_seconds,
    )


CALLS: Mapping[str, Callable[[Client], Awaitable[object]]] = MappingProxyType(
    {
        "listChildOrgs": lambda c: c.list_child_orgs(PARTNER),
        "registerChild": lambda c: c.register_child(PARTNER, company="Beta Corp"),
        "startOnboarding": lambda c: c.start_onboarding(CHILD),
        "getAwsCloudformationTemplate": lambda c: c.get_aws_cloudformation_template(CHILD),
        "getAwsLaunchStackUrl": lambda c: c.get_aws_launch_stack_url(CHILD),
        "verifyAws": lambda c: c.verify_aws(CHILD),
        "getAzureAuthUrl": lambda c: c.get_azure_auth_url(CHILD, azure_tenant_id="t", azure_subscription_id="s"),
        "verifyAzure": lambda c: c.verify_azure(CHILD),
        "getRecommendedPlans": lambda c: c.get_recommended_plans(CHILD, "aws"),
        "purchasePlan": lambda c: c.purchase_plan(CHILD, PLAN, email=EMAIL),
        "updatePartnerOrg": lambda c: c.update_partner_org(CHILD, {}),
    }
)
"""One plain call of every operation, by operation id."""
