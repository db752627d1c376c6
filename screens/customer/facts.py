"""What the customer screen knows of one customer, and what belongs to the present visit: plain records."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tui.domain.customers.look import expected_plans, lists_of
from tui.domain.onboarding.steps import AWS_STEPS, Progress, Step, aws_steps, azure_under_way, current_features
from tui.domain.onboarding.verify_options import VerifyOptions
from tui.domain.records import AWS, AZURE, CLOUD_NAMES, PROVIDERS, Customer, Feature
from tui.domain.snapshot import PlanReading, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tui.domain.changes import Change
    from tui.domain.faults import Fault
    from tui.domain.intents import Intent, TemplateText
    from tui.domain.onboarding.links import Links
    from tui.domain.onboarding.verify_options import TypedOptions
    from tui.domain.onboarding.watch import Watch
    from tui.domain.snapshot import Running, Snapshot
    from tui.domain.template.review import TemplateReview

START, TEMPLATE, LAUNCH, VERIFY = range(1, len(AWS_STEPS) + 1)


@dataclass(frozen=True, slots=True)
class Visit:
    """What belongs to this visit of one customer: nothing of it is stored.

    `template`, its `text` as it may be shown and its `review` (which may follow a moment later) are of the template
    fetched in this visit. `faults` are by step, `options` what was typed for the next check (None: as stored),
    `copied` says what was sent to the clipboard, `waiting` holds the kinds of intents that were asked and not
    answered yet. `draft` is a form that was left without being used.
    """

    step: int = START
    template: TemplateText | None = None
    text: str = ""
    review: TemplateReview | None = None
    faults: Mapping[int, Fault] = field(default_factory=dict)
    options: VerifyOptions | None = None
    draft: TypedOptions | None = None
    copied: str = ""
    waiting: frozenset[str] = frozenset()

    @property
    def template_suffix(self) -> str:
        """How the name of the template's file ends."""
        return ".json" if self.template is None else self.template.suffix


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """One customer as the snapshot has it.

    `listed` is False once the server's list no longer holds the customer; what was known of it stays. `features`
    are those of AWS, worst first, as verified here or, `from_list`, as the list reported them at `list_at`.
    `plans` are the readings by provider, `expected` the providers a plan is to be expected of. `changes` are this
    customer's, newest first, among the `changes_seen` of all customers that a snapshot holds.
    """

    customer: Customer
    now: float
    listed: bool
    list_at: float | None
    aws: Progress
    azure: Progress
    features: tuple[Feature, ...]
    azure_features: tuple[Feature, ...]
    from_list: bool
    azure_from_list: bool
    steps: tuple[Step, ...]
    running: tuple[Running, ...]
    plans: tuple[tuple[str, PlanReading], ...]
    expected: frozenset[str]
    changes: tuple[Change, ...]
    changes_seen: int = 0
    links: Links | None = None
    watches: tuple[Watch, ...] = ()

    def watch(self, cloud: str) -> Watch | None:
        """The watch of a cloud, also one that has ended; None when there was none in this run."""
        return next((watch for watch in self.watches if watch.cloud == cloud), None)

    def running_since(self, kind: type[Intent]) -> float | None:
        """Since when an intent of this kind is under way for this customer, None when none is."""
        return next((run.since for run in self.running if isinstance(run.intent, kind)), None)

    def plan(self, provider: str) -> PlanReading:
        """The last reading of a plan of this customer."""
        return dict(self.plans).get(provider, PlanReading())

    @property
    def azure_under_way(self) -> bool:
        """Whether starting AWS may take an Azure onboarding away (domain.md, startOnboarding)."""
        return azure_under_way(self.customer, self.azure)

    @property
    def plans_to_read(self) -> tuple[str, ...]:
        """The providers whose plans are worth reading while the customer is on view."""
        known = {provider for provider, reading in self.plans if reading.state is not Reading.UNKNOWN}
        return tuple(provider for provider in PROVIDERS if provider in self.expected | known)


def facts_of(snapshot: Snapshot, org_id: str, known: Customer | None, now: float) -> CustomerFacts:
    """The facts of one customer; `known` is its last record, for when the list has lost it."""
    listed = snapshot.customer(org_id)
    customer = listed or known or Customer(org_id, "")
    aws = snapshot.progress.get((org_id, AWS), Progress(org_id, AWS))
    azure = snapshot.progress.get((org_id, AZURE), Progress(org_id, AZURE))
    lists = lists_of(customer, {p.cloud: p for p in (aws, azure) if p.verified is not None})
    readings = ((provider, snapshot.plans.get((org_id, provider))) for provider in CLOUD_NAMES)
    plans = tuple((provider, reading) for provider, reading in readings if reading is not None)
    changes = [change for change in snapshot.changes if change.org_id == org_id]
    features, azure_features = current_features(aws, customer), current_features(azure, customer)
    return CustomerFacts(
        customer=customer,
        now=now,
        listed=listed is not None or snapshot.customers_at is None,
        list_at=snapshot.customers_at,
        aws=aws,
        azure=azure,
        features=features,
        azure_features=azure_features,
        from_list=_is_from_list(aws, features),
        azure_from_list=_is_from_list(azure, azure_features),
        steps=aws_steps(aws, customer),
        running=tuple(run for run in snapshot.running if getattr(run.intent, "org_id", None) == org_id),
        plans=plans,
        expected=expected_plans(lists),
        changes=tuple(sorted(changes, key=lambda change: -change.at)),
        changes_seen=len(snapshot.changes),
        links=snapshot.links.get(org_id),
        watches=tuple(watch for watch in snapshot.watches.values() if watch.org_id == org_id),
    )


def with_history(facts: CustomerFacts, stored: Iterable[Change]) -> CustomerFacts:
    """The facts with all the store holds of the customer's changes; the snapshot's may be newer, or fewer."""
    changes = sorted(dict.fromkeys((*facts.changes, *stored)), key=lambda change: -change.at)
    return replace(facts, changes=tuple(changes), changes_seen=0)


def _is_from_list(progress: Progress, features: tuple[Feature, ...]) -> bool:
    """Whether the statuses shown are the list's alone: nothing was verified here, or they have changed since."""
    if progress.verified is None:
        return True
    verified = {feature.name: feature.status for feature in progress.verified.features}
    return verified != {feature.name: feature.status for feature in features}


def options_of(facts: CustomerFacts, visit: Visit) -> VerifyOptions:
    """What the next verification would be asked with: what was typed in this visit, else what was stored."""
    return visit.options or VerifyOptions(facts.aws.account_id, facts.aws.existing_cur)


def fault_of_check(facts: CustomerFacts, visit: Visit) -> Fault | None:
    """Why the last verification of AWS failed, in this visit or before."""
    return visit.faults.get(VERIFY) or facts.aws.fault
