"""What is known of the features the field names, in plain sentences (domain.md, "Checklists").

The names and the causes are inferred, not published: a sentence says what a status means, a remedy what usually
helps. Everything else is said by `tui.domain.customers.features`, which also speaks for features nobody has heard of.
"""

from __future__ import annotations

from dataclasses import dataclass

from tui.domain.records import AWS, AZURE

ORG = "org"
_DEPLOY = "Deploy the stack in the management account (step 3), then verify again."
_UPDATE = "Update the stack in the management account from the present template (step 3), then verify again."
_CONSENT = "Have a tenant administrator open the consent URL (step 2) and accept, then verify again."
_ROLES = "Have the role assigned on the subscription by its owner, then verify again."


@dataclass(frozen=True, slots=True)
class FeatureText:
    """Sentences about one feature.

    `works` when it is available, `absent` and `partly` when it is missing or a warning, `lost` when it was there
    before it went missing; `mend` and `mend_lost` say what to do. The `short_*` are for a column of 23 cells.
    """

    label: str
    works: str
    absent: str
    lost: str
    partly: str
    mend: str
    short_absent: str
    short_lost: str
    short_partly: str
    mend_lost: str = ""
    mend_partly: str = ""


def _read(label: str, what: str) -> FeatureText:
    """A permission of the AWS role to read something."""
    return FeatureText(
        label=label,
        works=f"Archera can read {what}.",
        absent=f"The role does not let Archera read {what}.",
        lost=f"Archera can't read {what} any more.",
        partly=f"Archera can read {what} only in part.",
        mend=_UPDATE,
        short_absent=f"no {label}",
        short_lost=f"{label} lost",
        short_partly=label,
    )


def _azure_role(label: str, what: str, *, purchase: bool = False) -> FeatureText:
    """A role of the application on the Azure subscription."""
    return FeatureText(
        label=label,
        works=f"Archera can {what}.",
        absent=f"Archera can't {what}: the role is not assigned.",
        lost=f"Archera can't {what} any more.",
        partly=f"Archera can't {what}: the role was declined, the rest works."
        if purchase
        else f"Archera can {what} only in part.",
        mend=_ROLES,
        mend_partly="Nothing to do unless purchases are wanted; then a Reservations Administrator assigns the role."
        if purchase
        else "",
        short_absent="purchase roles missing" if purchase else f"no {label}",
        short_lost="purchase roles lost" if purchase else f"{label} lost",
        short_partly="purchase roles declined" if purchase else label,
    )


AWS_TEXTS = {
    "assume_role": FeatureText(
        label="role",
        works="Archera can assume the role.",
        absent="Archera can't assume the role: it is not deployed yet, or not with this external id.",
        lost="Archera can't assume the role.",
        partly="Archera can assume the role, with limits.",
        mend=_DEPLOY,
        mend_lost="Ask whether the stack was deleted. Re-deploy it in the management account (step 3), then verify.",
        mend_partly=_UPDATE,
        short_absent="role not deployed",
        short_lost="role lost",
        short_partly="role limited",
    ),
    "organizations": _read("list of accounts", "the list of the organization's accounts"),
    "cost_explorer": _read("cost explorer", "Cost Explorer"),
    "cur": FeatureText(
        label="cost report",
        works="The cost and usage report is delivered.",
        absent="There is no cost and usage report that Archera can find.",
        lost="The cost and usage report is gone.",
        partly="The report exists; it is delivered late or in part.",
        mend="Verify again: a report is made, unless an existing one is named there.",
        mend_lost="Ask whether the report or its bucket was deleted, then verify again: a report is made.",
        mend_partly="Look at the report and its bucket in the customer's account, then verify again.",
        short_absent="no CUR",
        short_lost="CUR lost",
        short_partly="CUR late",
    ),
    "reservations": _read("reservations", "reservations"),
    "savings_plans": _read("savings plans", "savings plans"),
    "compute_optimizer": FeatureText(
        label="compute optimizer",
        works="Archera can read the findings of Compute Optimizer.",
        absent="Compute Optimizer gives no findings: it is not opted in, or the role may not read it.",
        lost="Archera can't read the findings of Compute Optimizer any more.",
        partly="Compute Optimizer gives findings for a part of the accounts.",
        mend="Have Compute Optimizer opted in for the organization, then verify again.",
        short_absent="no compute optimizer",
        short_lost="optimizer lost",
        short_partly="compute optimizer",
    ),
    "purchase_permissions": FeatureText(
        label="purchases",
        works="Archera may buy in the customer's account.",
        absent="The role does not let Archera buy.",
        lost="The role does not let Archera buy any more.",
        partly="Archera may buy only in part; usually the role is in a member account.",
        mend=_UPDATE,
        mend_partly=_DEPLOY,
        short_absent="no purchase permission",
        short_lost="purchases lost",
        short_partly="role in member account",
    ),
}

AZURE_TEXTS = {
    "app_consent": FeatureText(
        label="consent",
        works="The tenant has consented to Archera's application.",
        absent="The tenant has not consented to Archera's application.",
        lost="The consent to Archera's application is gone.",
        partly="The tenant has consented to a part of what is asked.",
        mend=_CONSENT,
        mend_lost="Ask whether the application was removed. " + _CONSENT,
        short_absent="consent not granted",
        short_lost="consent withdrawn",
        short_partly="consent in part",
    ),
    "custom_role": _azure_role("custom role", "use its own role on the subscription"),
    "billing_reader": _azure_role("billing reader", "read the billing data"),
    "reservations_reader": _azure_role("reservations reader", "read reservations"),
    "cost_export": FeatureText(
        label="cost export",
        works="The cost export is delivered.",
        absent="There is no cost export. A pay-as-you-go (MOSP) subscription never has one.",
        lost="The cost export is gone.",
        partly="The cost export is there; it is delivered late or in part.",
        mend="Ask for the kind of subscription: an EA or MCA one can export its costs, a pay-as-you-go one can't.",
        mend_lost="Ask whether the export or its storage was deleted, then verify again.",
        mend_partly="Look at the export in the customer's subscription, then verify again.",
        short_absent="no cost export",
        short_lost="cost export lost",
        short_partly="cost export late",
    ),
    "storage_blob_reader": _azure_role("export reader", "read the storage with the cost export"),
    "reservation_purchaser": _azure_role("reservation purchaser", "buy reservations", purchase=True),
    "savings_plan_purchaser": _azure_role("savings plan purchaser", "buy savings plans", purchase=True),
}

ORG_TEXTS = {
    "user_invited": FeatureText(
        label="user",
        works="A user of the customer is invited.",
        absent="No user of the customer is invited.",
        lost="The customer has no invited user any more.",
        partly="A user is invited; something about the invitation is open.",
        mend="Invite a user in the vendor's console.",
        short_absent="no user invited",
        short_lost="user gone",
        short_partly="user invitation",
    ),
    "marketplace_subscription": FeatureText(
        label="marketplace",
        works="The customer's marketplace subscription is there.",
        absent="The customer has no marketplace subscription.",
        lost="The customer's marketplace subscription is gone.",
        partly="The customer's marketplace subscription is there with limits.",
        mend="Set the offer link in the Marketplace tab and have the customer accept the offer.",
        short_absent="no marketplace offer",
        short_lost="marketplace lost",
        short_partly="marketplace",
    ),
    "integration_connected": FeatureText(
        label="integration",
        works="A cloud is connected.",
        absent="No cloud is connected.",
        lost="No cloud is connected any more.",
        partly="A cloud is connected in part.",
        mend="Onboard AWS or Azure: enter opens the steps.",
        short_absent="nothing connected",
        short_lost="connection lost",
        short_partly="connected in part",
    ),
}

TEXTS = {AWS: AWS_TEXTS, AZURE: AZURE_TEXTS, ORG: ORG_TEXTS}

# What everything else of an integration has to wait for, and a second step for what reads an export.
FIRST = {AWS: "assume_role", AZURE: "app_consent"}
SECOND = {"storage_blob_reader": "cost_export"}
# Features that turn into warnings together when the role is in a member account.
MEMBER_ACCOUNT = frozenset({"reservations", "savings_plans", "purchase_permissions"})
