"""One child organization: who it is, its integrations, its links, its plans."""

from __future__ import annotations

from dataclasses import dataclass, field
from json import dumps
from typing import TYPE_CHECKING

from tui.sandbox.checklist import (
    AVAILABLE,
    AWS_FEATURES,
    AZURE_FEATURES,
    ORG_FEATURES,
    UNKNOWN,
    Checklist,
    Status,
    validations_json,
)
from tui.sandbox.moments import NEVER, stamp

if TYPE_CHECKING:
    from tui.sandbox.offers import Offer
    from tui.sandbox.shelf import Shelf

AWS = "aws"
AZURE = "azure"
GCP = "gcp"


@dataclass(slots=True)
class AwsIntegration:
    """The AWS side of an onboarding.

    `role_due` is when the customer's stack is (or will be) in place, None while nobody opened the launch URL;
    `role_used` says that a verification has found it since. `existing_cur` means that no report has to be made.
    """

    onboarding_id: str
    checklist: Checklist = field(default_factory=lambda: Checklist(AWS_FEATURES))
    role_due: float | None = None
    role_used: bool = False
    existing_cur: bool = False


@dataclass(slots=True)
class AzureIntegration:
    """The Azure side: `consent_due` and `consent_used` as the role's in AWS, about the administrator's consent.

    `cost_export` is False for a pay-as-you-go subscription (MOSP), which has none, for good.
    """

    tenant_id: str
    subscription_id: str
    consent_due: float | None = None
    consent_used: bool = False
    cost_export: bool = True
    checklist: Checklist = field(default_factory=lambda: Checklist(AZURE_FEATURES))


@dataclass(frozen=True, slots=True)
class Links:
    """Marketplace offer links, None where there is none (PartnerOrgResponse)."""

    aws_marketplace_offer_link: str | None = None
    azure_marketplace_offer_link: str | None = None
    gcp_marketplace_offer_link: str | None = None


@dataclass(slots=True)
class Org:
    """A customer of the partner; times in epoch seconds.

    `offers` holds the plans written for it by provider (the others are drawn when somebody asks), `shelves` the
    plans somebody has asked for, `has_gcp` whether there are plans for GCP, which has no checklist.
    """

    org_id: str
    name: str
    created_at: float
    user_invited: Status = AVAILABLE
    marketplace: Status = AVAILABLE
    aws: AwsIntegration | None = None
    azure: AzureIntegration | None = None
    has_gcp: bool = False
    links: Links = field(default_factory=Links)
    offers: dict[str, Offer] = field(default_factory=dict)
    shelves: dict[str, Shelf] = field(default_factory=dict)

    def checklists(self) -> dict[str, Checklist]:
        """The checklists of the integrations that were begun, by key; empty when onboarding never started."""
        found: dict[str, Checklist] = {}
        if self.aws is not None:
            found[AWS] = self.aws.checklist
        if self.azure is not None:
            found[AZURE] = self.azure.checklist
        return found

    def connected_since(self) -> float:
        """When the first integration was there; a customer with a plan written for it always was."""
        if self.offers:
            return self.created_at
        return min((checklist.completed_at() for checklist in self.checklists().values()), default=NEVER)

    def json(self, at: float) -> str:
        """The organization as the contract's ListChildOrgsResponse, statuses as of `at`."""
        connected = AVAILABLE if self.connected_since() <= at else UNKNOWN
        org_statuses = (self.user_invited, self.marketplace, connected)
        org_checklist = validations_json(tuple(zip(ORG_FEATURES, org_statuses, strict=True)))
        integrations = ",".join(f'"{key}":{checklist.json(at)}' for key, checklist in self.checklists().items())
        return (
            f'{{"created_at":"{stamp(self.created_at)}","org_id":"{self.org_id}","org_name":{dumps(self.name)},'
            f'"org_checklist":{org_checklist},"integration_checklist":{{{integrations}}}}}'
        )
