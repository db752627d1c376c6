"""A visit of one customer's Azure onboarding: what was typed, asked and answered, and why something may not be done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from screens.customer.visits import at_the_end
from screens.url_pane import URL_COMMANDS
from tui.domain.intents import Done, Failed, ReadConsentUrl, VerifyAzure
from tui.domain.onboarding.entries import guid
from tui.domain.onboarding.launch import openable
from tui.domain.onboarding.steps import AZURE_STEPS, azure_steps, step_in_hand

if TYPE_CHECKING:
    from screens.customer.facts import CustomerFacts
    from tui.domain.faults import Fault
    from tui.domain.intents import Outcome

IDS, CONSENT, CHECK = range(1, len(AZURE_STEPS) + 1)
TENANT, SUBSCRIPTION = "azure_tenant_id", "azure_subscription_id"
"""The contract's names of the two ids, which are also those of the fields."""
WRONG_IDS = "when both ids are GUIDs"
_TWICE = "the same as the tenant's id: one of them is another"


@dataclass(frozen=True, slots=True)
class AzureVisit:
    """What belongs to this visit of one customer: nothing of it is stored.

    `tenant` and `subscription` are as typed; the faults are of the last consent URL and the last verification asked
    for here, `copied` says what was sent to the clipboard, `waiting` holds the kinds of intents that are not answered
    yet, `typing` says that a field has the keys.
    """

    step: int = IDS
    tenant: str = ""
    subscription: str = ""
    consent_fault: Fault | None = None
    check_fault: Fault | None = None
    copied: str = ""
    waiting: frozenset[str] = frozenset()
    typing: bool = False


def begun(facts: CustomerFacts) -> AzureVisit:
    """A visit begins at the step in hand, with the ids that were sent before."""
    steps = azure_steps(facts.azure, facts.customer)
    return AzureVisit(step_in_hand(steps), facts.azure.tenant_id or "", facts.azure.subscription_id or "")


def problem(visit: AzureVisit, name: str) -> str:
    """What is wrong with a field that holds something, in a sentence, "" when nothing is."""
    typed = visit.tenant if name == TENANT else visit.subscription
    if not typed.strip():
        return ""
    entry = guid(typed)
    if entry.ok and name == SUBSCRIPTION and entry.value == guid(visit.tenant).value:
        return _TWICE
    return entry.error


def is_good(visit: AzureVisit, name: str) -> bool:
    """Whether a field holds an id that can be sent."""
    typed = visit.tenant if name == TENANT else visit.subscription
    return bool(typed.strip()) and not problem(visit, name)


def ids_in(visit: AzureVisit) -> tuple[str, str] | None:
    """Tenant and subscription as they are sent, None while either is no GUID."""
    if not (is_good(visit, TENANT) and is_good(visit, SUBSCRIPTION)):
        return None
    return guid(visit.tenant).value, guid(visit.subscription).value


def consent_url(facts: CustomerFacts) -> str:
    """The consent URL that may be offered; empty when there is none, or when it is no https address."""
    url = facts.azure.url or ""
    return url if openable(url) else ""


def ids_differ(facts: CustomerFacts, visit: AzureVisit) -> bool:
    """Whether other ids were typed than the consent URL in hand was made for."""
    return ids_in(visit) not in (None, (facts.azure.tenant_id, facts.azure.subscription_id))


def asking(facts: CustomerFacts, visit: AzureVisit) -> bool:
    """Whether the consent URL is being asked for."""
    return "ReadConsentUrl" in visit.waiting or facts.running_since(ReadConsentUrl) is not None


def verifying(facts: CustomerFacts, visit: AzureVisit) -> bool:
    """Whether a verification is under way."""
    return "VerifyAzure" in visit.waiting or facts.running_since(VerifyAzure) is not None


def asked(visit: AzureVisit, intent: ReadConsentUrl | VerifyAzure) -> AzureVisit:
    """Something was asked for: what failed before is no longer told."""
    visit = replace(visit, waiting=visit.waiting | {type(intent).__name__}, copied="")
    if isinstance(intent, VerifyAzure):
        return replace(visit, step=CHECK, check_fault=None)
    # A new URL has to be sent on: whoever asks for it from the verification looks at it next.
    return replace(visit, consent_fault=None, step=min(visit.step, CONSENT))


def answered(visit: AzureVisit, outcome: Outcome) -> AzureVisit:
    """An answer came; with the consent URL the visit moves on to it, where the person is still at the ids."""
    kind = type(outcome.intent).__name__
    waited = kind in visit.waiting
    visit = replace(visit, waiting=visit.waiting - {kind})
    match outcome:
        case Failed(ReadConsentUrl(), fault):
            return replace(visit, consent_fault=fault)
        case Failed(VerifyAzure(), fault):
            return replace(visit, check_fault=fault)
        case Done(ReadConsentUrl()):
            step = CONSENT if waited and visit.step == IDS else visit.step
            return replace(visit, consent_fault=None, step=step)
        case Done(VerifyAzure()):
            return replace(visit, check_fault=None)
        case _:
            return visit


def reason_against(name: str, facts: CustomerFacts, visit: AzureVisit, no_writes: str) -> str:
    """Why a command may not be used now, "" when it may."""
    match name:
        case "url":
            if no_writes:
                return no_writes
            if asking(facts, visit):
                return "being asked for"
            return "" if ids_in(visit) else WRONG_IDS
        case "verify":
            return no_writes or ("a verification is under way" if verifying(facts, visit) else "")
        case "edit":
            return no_writes
        case "step-on" | "step-back":
            return at_the_end(name, visit.step, CHECK)
        case _:
            return ""


def relevant(name: str, step: int) -> bool:
    """Whether a command stands in the footer at a step."""
    of_step = {
        IDS: frozenset({"edit"}),
        CONSENT: URL_COMMANDS,
        CHECK: frozenset({"copy", "pager", "plan", "watch", "export"}),
    }
    return name in {"tab-on", "step-back" if step == CHECK else "step-on"} | of_step[step]
