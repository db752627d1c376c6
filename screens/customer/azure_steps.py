"""The Azure stepper of the customer screen: the steps, what stands under them, and the one action of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from screens.customer.aws_steps import Offer, elapsed
from screens.customer.azure_visit import (
    CHECK,
    CONSENT,
    IDS,
    WRONG_IDS,
    AzureVisit,
    asking,
    consent_url,
    ids_differ,
    ids_in,
    verifying,
)
from screens.customer.verify import moment_ago
from tui.domain.formats import short_id, since
from tui.domain.intents import VerifyAzure
from tui.domain.onboarding.steps import StepState, all_available, azure_steps
from widgets.action_line import Primary
from widgets.prose import BLANK, Para
from widgets.stepper import StepLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screens.customer.facts import CustomerFacts
    from tui.domain.onboarding.steps import Step

_SHORT = {IDS: "Subscription"}
_THEN = {
    IDS: "you get one URL; a tenant administrator opens it and consents; 2 minutes",
    CONSENT: "verify; roles may take 5 minutes to arrive",
    CHECK: "the plan, 24 to 48 h after the first report",
}


def step_lines(facts: CustomerFacts, visit: AzureVisit, *, wide: bool) -> tuple[StepLine, ...]:
    """The steps as the stepper draws them; in the column of a wide screen the first has a short title."""
    return tuple(
        StepLine(s.number, _SHORT.get(s.number, s.title) if wide else s.title, s.state, _note(facts, visit, s))
        for s in azure_steps(facts.azure, facts.customer)
    )


def _note(facts: CustomerFacts, visit: AzureVisit, step: Step) -> str:
    if step.number == CHECK and verifying(facts, visit):
        return "verifying"
    if step.number == CONSENT and asking(facts, visit):
        return "asking"
    if step.at is not None:
        words = since(step.at, facts.now)
        return words if " " in words else f"{words} ago"
    return "now" if step.state is StepState.HAND else ""


def aside_lines(facts: CustomerFacts, visit: AzureVisit) -> Iterator[Para]:
    """What stands under the steps: the ids that were sent, and what comes then."""
    known = [
        ("Tenant", short_id(facts.azure.tenant_id or "")),
        ("Subscription", short_id(facts.azure.subscription_id or "")),
    ]
    if visit.step == IDS:
        at = facts.customer.created_at
        known = [("Customer since", moment_ago(at, facts.now) if at is not None else "")]
    for label, value in known:
        if value:
            yield Para(((label, "faint"),))
            yield Para(((value, "muted"),))
            yield BLANK
    yield Para((("Then", "faint"),))
    yield Para(((_THEN[visit.step], "muted"),))


def offer(facts: CustomerFacts, visit: AzureVisit, no_writes: str) -> Offer:
    """The one action of the step in view; `no_writes` says why nothing may be sent but reads, "" when it may."""
    match visit.step:
        case 1:
            return _ids(facts, visit, no_writes)
        case 2:
            return _consent(facts, visit, no_writes)
        case _:
            return _check(facts, visit, no_writes)


def _reason(facts: CustomerFacts, visit: AzureVisit, no_writes: str) -> str:
    if no_writes or asking(facts, visit):
        return no_writes or "being asked for"
    return "" if ids_in(visit) else WRONG_IDS


def _ids(facts: CustomerFacts, visit: AzureVisit, no_writes: str) -> Offer:
    if consent_url(facts) and not ids_differ(facts, visit) and ids_in(visit) and visit.consent_fault is None:
        return Offer(Primary("enter", "Go on to the consent URL", "for the tenant administrator"), "step-on")
    if not visit.typing and ids_in(visit) is None and not no_writes:
        return Offer(Primary("enter", "Fill in tenant and subscription", "e does it at any time"), "edit")
    primary = Primary(
        "enter",
        "Get the consent URL",
        "next: a tenant administrator opens it and consents",
        "next: an administrator consents",
    )
    return Offer(replace(primary, reason=_reason(facts, visit, no_writes)), "url")


def _consent(facts: CustomerFacts, visit: AzureVisit, no_writes: str) -> Offer:
    if consent_url(facts) and not asking(facts, visit):
        return Offer(
            Primary("enter", "They accepted: verify", "roles may take 5 minutes to arrive", "roles take 5 minutes"),
            "step-on",
        )
    if ids_in(visit) is None:
        return Offer(Primary("enter", "Name tenant and subscription", "step 1"), "step-back")
    fetch = Primary("enter", "Get the consent URL", "next: a tenant administrator opens it and consents")
    return Offer(replace(fetch, reason=_reason(facts, visit, no_writes)), "url")


def _check(facts: CustomerFacts, visit: AzureVisit, no_writes: str) -> Offer:
    if verifying(facts, visit):
        at = facts.running_since(VerifyAzure)
        words = elapsed(facts.now - at) if at is not None else "just asked"
        return Offer(Primary("V", "Verifying", reason=f"{words}; you can leave this screen, it goes on"), "verify")
    if all_available(facts.azure_features):
        return Offer(Primary("P", "Open the plan", "V verifies again"), "plan")
    primary = Primary(
        "V",
        "Verify again" if facts.azure.verified is not None else "Verify",
        "may take a minute or two; you can leave this screen, it goes on",
        "up to 2 min, you can leave; it goes on",
    )
    return Offer(replace(primary, reason=no_writes), "verify")
