"""What a person asks of the worker: small frozen records a screen hands over, and outcomes that name them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.domain.changes import Change
    from tui.domain.faults import Fault
    from tui.domain.marks import ReviewMark
    from tui.domain.onboarding.drafts import Draft
    from tui.domain.onboarding.steps import ExistingCur
    from tui.domain.plan.brief import Money
    from tui.domain.plan.records import Plan


@dataclass(frozen=True, slots=True)
class Refresh:
    """Ask for the customer list now (listChildOrgs)."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop or resume refreshing in the background."""

    paused: bool


@dataclass(frozen=True, slots=True)
class LookAt:
    """A screen shows these now: their plans are read first and kept whole. Empty: nothing in particular."""

    plans: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """Read one plan now (getRecommendedPlans)."""

    org_id: str
    provider: str


@dataclass(frozen=True, slots=True)
class LoadPlans:
    """Read, at the pace of the background, every expected plan that is not known or could not be read."""


@dataclass(frozen=True, slots=True)
class ReadPlanHistory:
    """When a plan said something new: the outcome carries `PlanMoment`s, newest first. Nothing is sent."""

    org_id: str
    provider: str


@dataclass(frozen=True, slots=True)
class ReadPlanAt:
    """The plan as it was at a moment of its history (epoch seconds); the outcome carries it. Nothing is sent."""

    org_id: str
    provider: str
    read_at: float


@dataclass(frozen=True, slots=True)
class ReadRawPlan:
    """The last answer about a plan as the server wrote it; the outcome carries its text. Nothing is sent."""

    org_id: str
    provider: str


@dataclass(frozen=True, slots=True)
class StartOnboarding:
    """Create or retrieve the onboarding record; sets its provider to AWS (startOnboarding)."""

    org_id: str


@dataclass(frozen=True, slots=True)
class ReadTemplate:
    """Fetch the CloudFormation template (getAwsCloudformationTemplate); the outcome carries its text."""

    org_id: str


@dataclass(frozen=True, slots=True)
class TemplateReviewed:
    """A person has looked at the template and goes on."""

    org_id: str


@dataclass(frozen=True, slots=True)
class ReadLaunchUrl:
    """Fetch the launch-stack URL (getAwsLaunchStackUrl)."""

    org_id: str


@dataclass(frozen=True, slots=True)
class VerifyAws:
    """Check the AWS integration (verifyAws); may take minutes."""

    org_id: str
    account_id: str | None = None
    existing_cur: ExistingCur | None = None


@dataclass(frozen=True, slots=True)
class KeepOptions:
    """Keep what the next verification of AWS is to be asked with. Nothing is sent."""

    org_id: str
    account_id: str | None = None
    existing_cur: ExistingCur | None = None


@dataclass(frozen=True, slots=True)
class KeepDraft:
    """Keep what is typed about a customer and not used yet. Nothing is sent, and nothing answers."""

    org_id: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class ReadConsentUrl:
    """Ask for the Azure admin consent URL (getAzureAuthUrl)."""

    org_id: str
    tenant_id: str
    subscription_id: str


@dataclass(frozen=True, slots=True)
class VerifyAzure:
    """Check the Azure integration (verifyAzure)."""

    org_id: str


@dataclass(frozen=True, slots=True)
class StopWaiting:
    """Wait no longer for the verification under way; what the server does with it can't be taken back."""

    org_id: str
    cloud: str


@dataclass(frozen=True, slots=True)
class WatchVerification:
    """Verify every so many minutes until all is available; answered when the watch has ended, with the `Watch`."""

    org_id: str
    cloud: str
    minutes: int


@dataclass(frozen=True, slots=True)
class StopWatching:
    """End the watch of a customer's cloud."""

    org_id: str
    cloud: str


@dataclass(frozen=True, slots=True)
class VerifyMany:
    """Verify these customers, each with its cloud, a few at a time; answered at the end, with the `Round`."""

    targets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StopRound:
    """Begin no more verifications of the round under way."""


@dataclass(frozen=True, slots=True)
class Register:
    """Register a customer (registerChild); never repeated by the program.

    `beside` are the ids of the customers of that name that the person has been shown: nothing is sent while the list
    shows another. None: nobody was asked.
    """

    company: str
    email: str | None = None
    labra_subscription_id: str | None = None
    beside: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class UpdateLinks:
    """Set or clear marketplace offer links (updatePartnerOrg); only the fields named are sent, None clears."""

    org_id: str
    links: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class ReadHistory:
    """Read all that is stored of a customer's changes, newest first; the outcome carries them. Nothing is sent."""

    org_id: str


@dataclass(frozen=True, slots=True)
class PreparePurchase:
    """Read the plan afresh for the purchase dialog; the outcome carries the plan."""

    org_id: str
    provider: str


@dataclass(frozen=True, slots=True)
class Buy:
    """Buy the plan a person reviewed and confirmed (purchasePlan). `plan` is the reading they looked at.

    `typed_sum` is the sum they typed besides, USD, where the profile asks for one.
    """

    org_id: str
    org_name: str
    provider: str
    plan: Plan
    email: str
    typed_sum: Money = None


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Look now whether an unknown purchase happened."""

    attempt_id: str


@dataclass(frozen=True, slots=True)
class Settle:
    """End an unknown purchase on a person's word, with the reason."""

    attempt_id: str
    bought: bool
    note: str
    who: str


@dataclass(frozen=True, slots=True)
class MarkPlan:
    """Mark the plan with this id; the mark counts as long as the same plan is recommended. Nothing is sent."""

    org_id: str
    provider: str
    plan_id: str
    mark: ReviewMark
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """Keep a customer at the top of the list, or no more. Nothing is sent."""

    org_id: str
    pinned: bool


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Somebody has seen to these changes. Nothing is sent."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class LookedAt:
    """Somebody looked at the activity at this moment, epoch seconds. Nothing is sent."""

    at: float


Intent = (
    Refresh | Pause | LookAt | LoadPlans | ReadPlan | ReadPlanHistory | ReadPlanAt | ReadRawPlan
    | StartOnboarding | ReadTemplate | TemplateReviewed | ReadLaunchUrl
    | VerifyAws | KeepOptions | KeepDraft | ReadConsentUrl | VerifyAzure | Register | UpdateLinks | PreparePurchase
    | Buy | StopWaiting | WatchVerification | StopWatching | VerifyMany | StopRound | LookAgain | Settle | MarkPlan
    | Pin | Acknowledge | LookedAt | ReadHistory
)  # fmt: skip

WRITES = (
    StartOnboarding, VerifyAws, ReadConsentUrl, VerifyAzure, WatchVerification, VerifyMany, Register, UpdateLinks, Buy,
)  # fmt: skip
"""Intents that send something other than a read: refused in read-only mode."""


@dataclass(frozen=True, slots=True)
class Done:
    """An intent was carried out; `value` is what it brought (a template's text, a URL, a plan, an attempt, ...)."""

    intent: Intent
    value: object = None


@dataclass(frozen=True, slots=True)
class Failed:
    """An intent was not carried out, or its outcome is not known; the fault says which and what to do."""

    intent: Intent
    fault: Fault


Outcome = Done | Failed


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A template as indented JSON text, and when it was fetched; a text in another format is as it came."""

    text: str
    fetched_at: float
    document: object = field(repr=False, default=None)

    @property
    def suffix(self) -> str:
        """How the name of its file ends: a template that came as a text is no JSON."""
        return ".yaml" if isinstance(self.document, str) else ".json"
