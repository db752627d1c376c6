"""A visit of one customer as it goes on: pure steps from one state to the next, and why something may not be done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from screens.customer.aws_steps import offer, under_way
from screens.customer.facts import LAUNCH, START, TEMPLATE, VERIFY, CustomerFacts, Visit
from screens.customer.tabs import AWS_TAB, AZURE_TAB, PLANS_TAB
from screens.url_pane import URL_COMMANDS
from tui.domain.intents import (
    Done,
    Failed,
    ReadLaunchUrl,
    ReadTemplate,
    StartOnboarding,
    TemplateReviewed,
    TemplateText,
    VerifyAws,
    VerifyAzure,
)
from tui.domain.onboarding.steps import step_in_hand

if TYPE_CHECKING:
    from tui.domain.intents import Intent, Outcome

_STEPS: dict[type, int] = {
    StartOnboarding: START,
    ReadTemplate: TEMPLATE,
    TemplateReviewed: TEMPLATE,
    ReadLaunchUrl: LAUNCH,
    VerifyAws: VERIFY,
}
_MOVES = {"StartOnboarding": TEMPLATE, "TemplateReviewed": LAUNCH}
# What the footer shows where: the keys of the step in view, of the tab in view, and those of every tab.
_OF_STEP = {
    START: frozenset[str](),
    TEMPLATE: frozenset({"copy", "save", "pager", "search", "template"}),
    LAUNCH: URL_COMMANDS,
    VERIFY: frozenset({"edit", "export", "copy", "pager", "plan", "watch"}),
}
_OF_TAB = {PLANS_TAB: frozenset({"plan"})}
_ON_AWS_ONLY = frozenset({"start", "template", "save", "url", "verify", "edit", "step-on", "step-back"})
_ON_TEMPLATE_ONLY = frozenset({"search", "match-next", "match-before"})
_ELSEWHERE = "that belongs to the AWS tab"


def begun(facts: CustomerFacts) -> Visit:
    """A visit begins at the step in hand."""
    return Visit(step=step_in_hand(facts.steps))


def looked(visit: Visit, step: int) -> Visit:
    """Another step is looked at."""
    return replace(visit, step=step, copied="")


def asked(visit: Visit, intent: Intent) -> Visit:
    """Something of a step was asked for: what failed there before is no longer told."""
    step = _STEPS[type(intent)]
    faults = {number: fault for number, fault in visit.faults.items() if number != step}
    return replace(visit, faults=faults, waiting=visit.waiting | {type(intent).__name__})


def concerns(outcome: Outcome, org_id: str) -> bool:
    """Whether an outcome is about the onboarding of this customer to AWS."""
    return type(outcome.intent) in _STEPS and getattr(outcome.intent, "org_id", None) == org_id


def answered(visit: Visit, outcome: Outcome) -> Visit:
    """An answer came; what was done here moves on to the next step, where the person is still at its step."""
    kind, step = type(outcome.intent), _STEPS[type(outcome.intent)]
    was_asked = kind.__name__ in visit.waiting
    visit = replace(visit, waiting=visit.waiting - {kind.__name__})
    match outcome:
        case Failed(fault=fault):
            return replace(visit, faults={**visit.faults, step: fault})
        case Done(value=value):
            faults = {number: fault for number, fault in visit.faults.items() if number != step}
            visit = replace(visit, faults=faults)
            if isinstance(value, TemplateText) and kind is ReadTemplate:
                return replace(visit, template=value, text="", review=None)
            after = _MOVES.get(kind.__name__, 0)
            return looked(visit, after) if after and was_asked and visit.step == step else visit


def relevant(name: str, tab: str, step: int) -> bool:
    """Whether a command of this screen stands in the footer now."""
    if name == "tab-on":
        return True
    if tab == AWS_TAB:
        return name == ("step-back" if step == VERIFY else "step-on") or name in _OF_STEP[step]
    return name in _OF_TAB.get(tab, ())


def reason_against(name: str, facts: CustomerFacts, visit: Visit, tab: str, no_writes: str) -> str:
    """Why a command of this screen may not be used now, "" when it may."""
    if misplaced := _misplaced(name, visit, tab):
        return misplaced
    match name:
        case "proceed" if tab == AWS_TAB:
            return offer(facts, visit, no_writes).primary.reason
        case "proceed" if tab != PLANS_TAB:
            return "there is nothing to do in this tab"
        case "start":
            return no_writes or _busy(facts, visit, START, "being asked")
        case "verify":
            return no_writes or _busy(facts, visit, VERIFY, "a verification is under way")
        case "watch" | "stop-waiting":
            return _against_repeating(name, facts, visit, tab, no_writes)
        case "template":
            return _busy(facts, visit, TEMPLATE, "being fetched")
        case "url":
            return _busy(facts, visit, LAUNCH, "being fetched")
        case "save" | "search" if visit.template is None:
            return "no template was fetched in this visit"
        case _:
            return ""


def at_the_end(name: str, step: int, last: int) -> str:
    """Why there is no step to go to on that side, "" when there is one."""
    ends = {("step-on", last): "this is the last step", ("step-back", 1): "this is the first step"}
    return ends.get((name, step), "")


def _misplaced(name: str, visit: Visit, tab: str) -> str:
    if tab != AWS_TAB and name in _ON_AWS_ONLY:
        return _ELSEWHERE
    if name in _ON_TEMPLATE_ONLY and (tab != AWS_TAB or visit.step != TEMPLATE):
        return "the template is in step 2 of the AWS tab"
    return at_the_end(name, visit.step, VERIFY)


def _against_repeating(name: str, facts: CustomerFacts, visit: Visit, tab: str, no_writes: str) -> str:
    """Why the verification of the cloud in view can't be watched, or waited for no longer."""
    if tab not in (AWS_TAB, AZURE_TAB):
        return "that belongs to the AWS and Azure tabs"
    if name == "watch":
        return no_writes
    azure = facts.running_since(VerifyAzure) is not None
    is_under_way = azure if tab == AZURE_TAB else under_way(facts, visit, VERIFY)
    return "" if is_under_way else "no verification is under way"


def _busy(facts: CustomerFacts, visit: Visit, step: int, words: str) -> str:
    return words if under_way(facts, visit, step) else ""


def neighbour(among: tuple[str, ...], org_id: str, step: int, listed: frozenset[str]) -> str:
    """The customer before (-1) or after (1) in the order of the list one came from, "" at its end.

    Those that are no longer listed are passed by.
    """
    if org_id not in among:
        return ""
    place = among.index(org_id) + step
    while 0 <= place < len(among):
        if among[place] in listed:
            return among[place]
        place += step
    return ""
