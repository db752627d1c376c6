"""Onboarding of a customer's Azure: what each call does to it (domain.md, "The 11 operations" and "Checklists")."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from tui.sandbox.chance import uuid4_of
from tui.sandbox.checklist import AVAILABLE, MISSING, UNKNOWN, WARNING, Change, Checklist
from tui.sandbox.org import AzureIntegration, Org
from tui.sandbox.refusals import conflict

if TYPE_CHECKING:
    from tui.sandbox.pace import Pace

_REDIRECT = "https://sandbox.invalid/azure/callback"
_COST_EXPORT_PLACE = 4


def auth_url(org: Org, at: float, pace: Pace, *, tenant_id: str, subscription_id: str) -> str:
    """The consent URL; asking for it creates or updates the record and plays the administrator agreeing.

    Another subscription may have the cost export that the one before had not.
    """
    azure = org.azure
    if azure is None:
        org.azure = azure = AzureIntegration(tenant_id, subscription_id, at + pace.consent_granted)
    elif (azure.tenant_id, azure.subscription_id) != (tenant_id, subscription_id):
        azure.tenant_id, azure.subscription_id, azure.cost_export = tenant_id, subscription_id, True
        azure.consent_due, azure.consent_used = at + pace.consent_granted, False
    elif not _is_pending(azure, at) and _needs_consent(azure, at):
        azure.consent_due, azure.consent_used = at + pace.consent_granted, False
    query = {
        "client_id": uuid4_of("azure application"),
        "redirect_uri": _REDIRECT,
        "state": uuid4_of("azure state", org.org_id),
    }
    return (
        f"https://login.microsoftonline.com/{tenant_id}/v2.0/adminconsent?{urlencode(query, quote_via=quote, safe='')}"
    )


def verify(org: Org, at: float, pace: Pace) -> Checklist:
    """Check the access as it is at this moment; the first check after consent sets the features going.

    Raises a 409 before auth-url.
    """
    azure = org.azure
    if azure is None:
        raise conflict("Azure onboarding has not been started: get the authorization URL first.")
    if azure.consent_due is None or at < azure.consent_due:
        if azure.checklist.status("app_consent", at) == UNKNOWN:
            azure.checklist.add(Change(at, "app_consent", MISSING))
    elif not azure.consent_used:
        azure.consent_used = True
        _set_going(azure, at, pace)
    return azure.checklist


def _is_pending(azure: AzureIntegration, at: float) -> bool:
    return azure.consent_due is not None and at < azure.consent_due


def _needs_consent(azure: AzureIntegration, at: float) -> bool:
    """Whether asking the administrator again would mend something."""
    statuses = azure.checklist.statuses(at)
    if not azure.cost_export:
        del statuses["cost_export"]
    return statuses["app_consent"] != AVAILABLE or any(s in (MISSING, WARNING) for s in statuses.values())


def _set_going(azure: AzureIntegration, at: float, pace: Pace) -> None:
    """Every feature that lacks comes now, one by one; a MOSP subscription has no cost export to find."""
    if azure.cost_export:
        azure.checklist.arrive(at, pace.features_arrive)
        return
    azure.checklist.arrive(at, pace.features_arrive, without=("cost_export",))
    if azure.checklist.status("cost_export", at) not in (MISSING, AVAILABLE):
        looked = at + _COST_EXPORT_PLACE * pace.features_arrive / len(azure.checklist.features)
        azure.checklist.add(Change(looked, "cost_export", MISSING))
