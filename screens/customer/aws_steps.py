"""The AWS stepper of the customer screen: the steps, what stands under them, and the one action of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from screens.customer.facts import LAUNCH, START, TEMPLATE, VERIFY, options_of
from screens.customer.launch import url_in_hand
from screens.customer.template import problem_of
from tui.domain.formats import short_id, since
from tui.domain.intents import ReadLaunchUrl, ReadTemplate, StartOnboarding, TemplateReviewed, VerifyAws
from tui.domain.onboarding.launch import parse_launch_url
from tui.domain.onboarding.steps import StepState, all_available
from tui.domain.onboarding.verify_options import report_words
from widgets.action_line import Primary
from widgets.prose import BLANK, Para
from widgets.stepper import StepLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screens.customer.facts import CustomerFacts, Visit
    from tui.domain.onboarding.steps import Step

_STEP = 5
_KINDS = {
    START: (StartOnboarding,),
    TEMPLATE: (ReadTemplate, TemplateReviewed),
    LAUNCH: (ReadLaunchUrl,),
    VERIFY: (VerifyAws,),
}
_THEN = {
    START: "the template of the role, for you to review",
    TEMPLATE: "the customer opens one URL and makes the stack; about 3 minutes",
    LAUNCH: "verify, once the stack is made",
    VERIFY: "the plan, 24 to 48 h after the first report",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """The primary action of a step, and the command of the screen that it stands for."""

    primary: Primary
    command: str


def under_way(facts: CustomerFacts, visit: Visit, step: int) -> bool:
    """Whether something of a step was asked for and has not been answered."""
    kinds = _KINDS[step]
    return any(kind.__name__ in visit.waiting or facts.running_since(kind) is not None for kind in kinds)


def elapsed(seconds: float) -> str:
    """How long something takes so far, in steps of 5 s: `20s so far`, `1m 05s so far`."""
    whole = _STEP * int(max(0.0, seconds) // _STEP)
    minutes, rest = divmod(whole, 60)
    if not whole:
        return "just asked"
    return f"{minutes}m {rest:02}s so far" if minutes else f"{rest}s so far"


def step_lines(facts: CustomerFacts, visit: Visit) -> tuple[StepLine, ...]:
    """The steps as the stepper draws them."""
    return tuple(StepLine(s.number, s.title, s.state, _note(facts, visit, s)) for s in facts.steps)


def _note(facts: CustomerFacts, visit: Visit, step: Step) -> str:
    if under_way(facts, visit, step.number):
        return "verifying" if step.number == VERIFY else "asking"
    if step.at is not None:
        words = since(step.at, facts.now)
        return words if " " in words else f"{words} ago"
    if step.number == TEMPLATE and visit.step == TEMPLATE and visit.template is not None:
        return "reading"
    return "now" if step.state is StepState.HAND else ""


def aside_lines(facts: CustomerFacts, visit: Visit) -> Iterator[Para]:
    """What stands under the steps: ids and choices that belong to the step in view, and what comes then."""
    known: list[tuple[str, str]] = []
    launch = parse_launch_url(url_in_hand(facts))
    options = options_of(facts, visit)
    match visit.step:
        case 1 | 2:
            known = [("Onboarding", short_id(facts.aws.onboarding_id or "")), ("External id", launch.external_id)]
        case 3:
            known = [("Stack", launch.stack_name), ("Region", launch.region), ("External id", launch.external_id)]
        case _:
            report = options.existing_cur
            known = [
                ("Account", options.account_id or "not given"),
                ("Existing CUR", "none, one is made" if report is None else report_words(report)),
                ("Stack", launch.stack_name),
                ("Region", launch.region),
            ]
    for label, value in known:
        if value:
            yield Para(((label, "faint"),))
            yield Para(((short_id(value) if label == "External id" else value, "muted"),))
            yield BLANK
    yield Para((("Then", "faint"),))
    yield Para(((_THEN[visit.step], "muted"),))


def offer(facts: CustomerFacts, visit: Visit, no_writes: str) -> Offer:
    """The one action of the step in view; `no_writes` says why nothing may be sent but reads, "" when it may."""
    match visit.step:
        case 1:
            return _start(facts, visit, no_writes)
        case 2:
            return _template(facts, visit)
        case 3:
            return _launch(facts, visit)
        case _:
            return _verify(facts, visit, no_writes)


def _start(facts: CustomerFacts, visit: Visit, no_writes: str) -> Offer:
    if facts.aws.started_at is not None and START not in visit.faults:
        return Offer(Primary("enter", "Go on to the template", "for you to review", "to review"), "step-on")
    primary = Primary("enter", "Start onboarding to AWS", "next: the template, for you to review", "next: the template")
    reason = no_writes or ("being asked" if under_way(facts, visit, START) else "")
    return Offer(replace(primary, reason=reason), "start")


def _template(facts: CustomerFacts, visit: Visit) -> Offer:
    if visit.template is None:
        fetch = Primary("enter", "Fetch the template", "it is a read")
        return Offer(replace(fetch, reason="being fetched" if under_way(facts, visit, TEMPLATE) else ""), "template")
    primary = Primary(
        "enter",
        "Reviewed: get the launch URL",
        "next: the customer opens it, about 3 min",
        "next: the customer opens it",
    )
    reason = "it is being read" if visit.review is None else problem_of(visit.review)
    return Offer(replace(primary, reason=reason), "reviewed")


def _launch(facts: CustomerFacts, visit: Visit) -> Offer:
    if url_in_hand(facts):
        done = Primary("enter", "The stack is made: verify", "next: what to verify with", "next: verify")
        return Offer(done, "step-on")
    fetch = Primary("enter", "Get the launch URL", "next: the customer opens it, about 3 min", "it is a read")
    return Offer(replace(fetch, reason="being fetched" if under_way(facts, visit, LAUNCH) else ""), "url")


def _verify(facts: CustomerFacts, visit: Visit, no_writes: str) -> Offer:
    if under_way(facts, visit, VERIFY):
        since_when = facts.running_since(VerifyAws)
        words = elapsed(facts.now - since_when) if since_when is not None else "just asked"
        return Offer(Primary("V", "Verifying", reason=f"{words}; you can leave this screen, it goes on"), "verify")
    if all_available(facts.features):
        return Offer(Primary("P", "Open the plan", "V verifies again"), "plan")
    again = facts.aws.verified is not None
    primary = Primary(
        "V",
        "Verify again" if again else "Verify",
        "may take a minute or two; you can leave this screen, it goes on",
        "up to 2 min, you can leave; it goes on",
    )
    return Offer(replace(primary, reason=no_writes), "verify")
