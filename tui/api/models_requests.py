"""Bodies the client sends: strict, so that what the server would refuse does not leave (contract schemas)."""

import re
import unicodedata
from typing import Annotated

import httpx
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

_ONBOARDING_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@(?:{_LABEL}\.)+{_LABEL}")
_LONGEST_EMAIL = 255
# Control characters, halves of characters, line and paragraph separators.
_BREAKING = frozenset({"Cc", "Cs", "Zl", "Zp"})


def _one_line(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    if any(unicodedata.category(character) in _BREAKING for character in text):
        raise ValueError("must not hold line breaks or control characters")
    return text


def _email(text: str) -> str:
    if len(text) > _LONGEST_EMAIL or not _EMAIL.fullmatch(text):
        raise ValueError("is not an e-mail address")
    return text


def is_onboarding_id(text: str) -> bool:
    """Whether verifyAws takes this id: startOnboarding may answer any text, the request must be a v4 UUID."""
    return _ONBOARDING_ID.fullmatch(text) is not None


def _onboarding_id(text: str) -> str:
    if not is_onboarding_id(text):
        raise ValueError("is not an onboarding id (a lower-case version 4 UUID)")
    return text


def _link(text: str) -> str:
    _one_line(text)
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        raise ValueError("is not a URL") from None
    if url.scheme not in {"http", "https"} or not url.host or " " in text:
        raise ValueError("is not a URL that begins with https://")
    return text


def _given(report: "ExistingCUR | None") -> "ExistingCUR | None":
    if report is None:
        raise ValueError("must be left out rather than null")
    return report


Line = Annotated[str, AfterValidator(_one_line)]
Email = Annotated[str, Field(max_length=_LONGEST_EMAIL), AfterValidator(_email)]
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
