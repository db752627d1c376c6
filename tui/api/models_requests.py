"""Bodies the client sends: strict, so that what the server would refuse does not leave (contract schemas)."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from tui.domain.onboarding import entries

_ONBOARDING_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
# Control characters, halves of characters, line and paragraph separators.
_BREAKING = frozenset({"Cc", "Cs", "Zl", "Zp"})


def _one_line(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    if any(unicodedata.category(character) in _BREAKING for character in text):
        raise ValueError("must not hold line breaks or control characters")
    return text


def _email(text: str) -> str:
    return _as_typed(entries.email(text), text)


def _link(text: str) -> str:
    return _as_typed(entries.link(text), text)


def _as_typed(entry: entries.Entry, text: str) -> str:
    """What a form takes as it stands; mending it is the form's matter."""
    if entry.error or entry.mended:
        raise ValueError(entry.error or "there are blanks at its ends")
    return text


def is_onboarding_id(text: str) -> bool:
    """Whether verifyAws takes this id: startOnboarding may answer any text, the request must be a v4 UUID."""
    return _ONBOARDING_ID.fullmatch(text) is not None


def _onboarding_id(text: str) -> str:
    if not is_onboarding_id(text):
        raise ValueError("is not an onboarding id (a lower-case version 4 UUID)")
    return text


def _given(report: "ExistingCUR | None") -> "ExistingCUR | None":
    if report is None:
        raise ValueError("must be left out rather than null")
    return report


Line = Annotated[str, AfterValidator(_one_line)]
Email = Annotated[str, AfterValidator(_email)]
OnboardingId = Annotated[str, AfterValidator(_onboarding_id)]
Link = Annotated[str, AfterValidator(_link)]


class Body(BaseModel):
    """Base of every request body. What was not given is not sent; what was given as None is sent as null."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    def encoded(self) -> bytes:
        """The body as JSON."""
        return self.model_dump_json(exclude_unset=True).encode()


class PartnerRegisterOrg(Body):
    """Register a child (registerChild)."""

    company: Line
    labra_subscription_id: Line = ""
    email: Email | None = None


class ExistingCUR(Body):
    """A cost and usage report that exists already."""

    region: Line
    bucket: Line
    prefix: str
    report_name: Line


class VerificationArgs(Body):
    """Verify an AWS integration (verifyAws); without `existing_cur` the API creates a report."""

    onboarding_id: OnboardingId = ""
    account_id: Line = ""
    existing_cur: Annotated[ExistingCUR | None, AfterValidator(_given)] = None


class AzureAuthUrlArgs(Body):
    """Tenant and subscription for the consent URL (getAzureAuthUrl)."""

    azure_tenant_id: Line
    azure_subscription_id: Line


class PurchaseRequest(Body):
    """Who buys (purchasePlan); the e-mail may become a member of the child's org."""

    email: Email


class UpdatePartnerOrg(Body):
    """Marketplace links (updatePartnerOrg): null clears one, an absent one is left alone."""

    aws_marketplace_offer_link: Link | None = None
    azure_marketplace_offer_link: Link | None = None
    gcp_marketplace_offer_link: Link | None = None
