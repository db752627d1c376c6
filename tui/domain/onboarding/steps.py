"""Onboarding of one customer to one cloud: what was done from here, and which step is in hand (product.md, Customer).

The server's answer always wins over what is stored: a feature that works, even in part, means that the connection
exists, whatever this program remembers. Features that are all unknown or missing prove nothing of the kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.domain.records import AVAILABLE, AWS, AZURE, MISSING, WARNING, Feature, worst_first

if TYPE_CHECKING:
    from tui.domain.faults import Fault
    from tui.domain.records import Customer


@dataclass(frozen=True, slots=True)
class ExistingCur:
    """A cost and usage report that exists already (contract: ExistingCUR)."""

    region: str
    bucket: str
    prefix: str
    report_name: str


@dataclass(frozen=True, slots=True)
class Verification:
    """An answer of verifyAws or verifyAzure: when it came, how long it took (seconds), the features as they came."""

    at: float
    took: float
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """What was done here for one customer and cloud. Times in epoch seconds, None: not done from here.

    `switched_at` is when AWS was started after Azure's consent URL was asked for, which takes the record to AWS.
    """

    org_id: str
    cloud: str
    onboarding_id: str | None = None
    started_at: float | None = None
    template_at: float | None = None
    reviewed_at: float | None = None
    url: str | None = None
    url_at: float | None = None
    tenant_id: str | None = None
    subscription_id: str | None = None
    account_id: str | None = None
    existing_cur: ExistingCur | None = None
    asked_at: float | None = None
    verified: Verification | None = None
    before: Verification | None = None
    fault: Fault | None = None
    switched_at: float | None = None


class StepState(StrEnum):
    """State of a step, also its glyph's name."""

    DONE = "done"
    HAND = "hand"
    COMING = "coming"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the stepper; `at` is when it was done, as known here."""

    number: int
    title: str
    state: StepState
    at: float | None = None


AWS_STEPS = ("Start", "Template", "Launch URL", "Verify")
AZURE_STEPS = ("Tenant and subscription", "Consent URL", "Verify")


def _with_history(feature: Feature, listed: Feature | None, before: str | None, at: float) -> Feature:
    """A verified feature: the list's record where it agrees and knows a change, else what was seen at the verification.

    `before` is its status at the verification before.
    """
    agrees = listed is not None and listed.status == feature.status
    if agrees and listed is not None and (listed.was is not None or before in (None, feature.status)):
        return listed
    was = before if listed is None or agrees else listed.status
    return Feature(feature.name, feature.status, since=at, was=None if was == feature.status else was)


def current_features(progress: Progress, customer: Customer | None) -> tuple[Feature, ...]:
    """The features to show, worst first: the later of the verification here and the customer list.

    The list carries "since" and "was", so its record is used for every feature whose status agrees.
    """
    checklist = customer.checklist(progress.cloud) if customer else None
    listed = checklist.features if checklist else ()
    verified = progress.verified
    if verified is None:
        return worst_first(listed)
    known = {feature.name: feature for feature in listed}
    if listed and any((feature.since or 0) > verified.at for feature in listed):
        return worst_first(listed)
    before = {feature.name: feature.status for feature in progress.before.features} if progress.before else {}
    merged = tuple(
        _with_history(feature, known.get(feature.name), before.get(feature.name), verified.at)
        for feature in verified.features
    )
    return worst_first(merged)


def all_available(features: tuple[Feature, ...]) -> bool:
    """Whether there are features and each is available."""
    return bool(features) and all(feature.status == AVAILABLE for feature in features)


def _steps(titles: tuple[str, ...], times: list[float | None], features: tuple[Feature, ...]) -> tuple[Step, ...]:
    connected = all_available(features)
    reached = len(titles) if connected else next((i for i, at in enumerate(times) if at is None), len(times))
    if not connected and any(feature.status in (AVAILABLE, WARNING) for feature in features):
        reached = max(reached, len(titles) - 1)
    steps: list[Step] = []
    for index, title in enumerate(titles):
        last = index == len(titles) - 1
        if last and any(feature.status == MISSING for feature in features):
            state = StepState.TROUBLE
        elif index < reached and not (last and not connected):
            state = StepState.DONE
        else:
            state = StepState.HAND if index == min(reached, len(titles) - 1) else StepState.COMING
        steps.append(Step(index + 1, title, state, times[index]))
    return tuple(steps)


def aws_steps(progress: Progress, customer: Customer | None) -> tuple[Step, ...]:
    """Start, Template, Launch URL, Verify. Verify is done only when every feature is available."""
    times = [
        progress.started_at,
        progress.reviewed_at,
        progress.url_at,
        progress.verified.at if progress.verified else None,
    ]
    return _steps(AWS_STEPS, times, current_features(progress, customer))


def azure_steps(progress: Progress, customer: Customer | None) -> tuple[Step, ...]:
    """Tenant and subscription, Consent URL, Verify."""
    ids_at = progress.url_at if progress.tenant_id and progress.subscription_id else None
    times = [ids_at, progress.url_at, progress.verified.at if progress.verified else None]
    return _steps(AZURE_STEPS, times, current_features(progress, customer))


def switched_to_aws(aws: Progress, azure: Progress) -> float | None:
    """When AWS was started here after Azure's consent URL was asked for, None when it was not (startOnboarding)."""
    if azure.url_at is None:
        return None
    started = max((at for at in (aws.started_at, azure.switched_at) if at is not None), default=None)
    return started if started is not None and started > azure.url_at else None


def azure_under_way(customer: Customer | None, azure: Progress) -> bool:
    """Whether starting AWS may take an Azure onboarding away (domain.md, startOnboarding)."""
    listed = customer is not None and customer.checklist(AZURE) is not None and customer.checklist(AWS) is None
    return azure.url is not None or listed


def step_in_hand(steps: tuple[Step, ...]) -> int:
    """The number of the step a person should look at: the one in hand or in trouble, else the last."""
    for step in steps:
        if step.state in (StepState.HAND, StepState.TROUBLE):
            return step.number
    return steps[-1].number
