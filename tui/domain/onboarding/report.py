"""What an onboarding report tells: who, from where, both clouds with steps, statuses and the next move.

Facts in, a record out; `report_markdown` and `report_json` make of it what is pasted into a ticket. The launch and
the consent URL are told by host and age alone: whoever reads a ticket should not be handed the way in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.customers.feature_texts import ORG
from tui.domain.customers.features import explain
from tui.domain.customers.look import provider_key
from tui.domain.intents import VerifyAws, VerifyAzure
from tui.domain.onboarding.launch import host_of
from tui.domain.onboarding.next_move import Move, Mover, next_move
from tui.domain.onboarding.steps import Progress, aws_steps, azure_steps, current_features, switched_to_aws
from tui.domain.records import AVAILABLE, AWS, AZURE, Customer, worst_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.changes import Change
    from tui.domain.onboarding.links import Links
    from tui.domain.onboarding.steps import Step
    from tui.domain.records import Feature
    from tui.domain.snapshot import Identity, Snapshot

_MOST_CHANGES = 5


@dataclass(frozen=True, slots=True)
class FeatureLine:
    """A feature, and in words what its status means and what to do (empty: nothing)."""

    feature: Feature
    meaning: str
    remedy: str


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A feature that became another status at `at`, epoch seconds."""

    at: float
    name: str
    was: str
    status: str


@dataclass(frozen=True, slots=True)
class CloudReport:
    """One cloud of a customer.

    `features` are worst first; `from_list` says that they are the list's and no verification made here agrees.
    `running_since` is when a verification under way was asked, `switched_at` when AWS took the record from Azure.
    `changes` are newest first. `move` is None when nothing was done and nothing is listed.
    """

    cloud: str
    progress: Progress
    steps: tuple[Step, ...]
    features: tuple[FeatureLine, ...]
    from_list: bool
    changes: tuple[StatusChange, ...]
    move: Move | None
    running_since: float | None = None
    switched_at: float | None = None

    @property
    def available(self) -> int:
        """How many features are available."""
        return sum(line.feature.status == AVAILABLE for line in self.features)

    @property
    def url_host(self) -> str:
        """The host of the launch or consent URL, empty when none was fetched."""
        return host_of(self.progress.url or "")


@dataclass(frozen=True, slots=True)
class OnboardingReport:
    """A customer's onboarding as known at `at` (epoch seconds); `listed_at` is when the list was last read."""

    at: float
    identity: Identity
    customer: Customer
    listed: bool
    listed_at: float | None
    clouds: tuple[CloudReport, ...]
    own: tuple[FeatureLine, ...]
    move: Move
    links: Links | None = None


def onboarding_report(
    snapshot: Snapshot, org_id: str, now: float, known: Customer | None = None
) -> OnboardingReport | None:
    """The report of one customer; `known` is its last record, for when the list has lost it. None: nobody knows it."""
    listed = snapshot.customer(org_id)
    customer = listed or known
    if customer is None:
        return None
    clouds = tuple(_cloud(snapshot, customer, cloud, now) for cloud in (AWS, AZURE))
    return OnboardingReport(
        at=now,
        identity=snapshot.identity,
        customer=customer,
        listed=listed is not None,
        listed_at=snapshot.customers_at,
        clouds=clouds,
        own=_lines(worst_first(customer.org_checklist), ORG, now),
        move=_first(clouds),
        links=snapshot.links.get(org_id),
    )


def _cloud(snapshot: Snapshot, customer: Customer, cloud: str, now: float) -> CloudReport:
    aws, azure = (snapshot.progress.get((customer.org_id, c), Progress(customer.org_id, c)) for c in (AWS, AZURE))
    progress = aws if cloud == AWS else azure
    features = current_features(progress, customer)
    running = _running_since(snapshot, customer.org_id, cloud)
    verified = {f.name: f.status for f in progress.verified.features} if progress.verified else None
    return CloudReport(
        cloud=cloud,
        progress=progress,
        steps=aws_steps(aws, customer) if cloud == AWS else azure_steps(azure, customer),
        features=_lines(features, cloud, now),
        from_list=verified != {feature.name: feature.status for feature in features},
        changes=_changes(features, [c for c in snapshot.changes if c.org_id == customer.org_id], cloud),
        move=next_move(customer, aws, azure, cloud=cloud, running=running is not None, now=now),
        running_since=running,
        switched_at=switched_to_aws(aws, azure) if cloud == AZURE else None,
    )


def _running_since(snapshot: Snapshot, org_id: str, cloud: str) -> float | None:
    kind = VerifyAws if cloud == AWS else VerifyAzure
    found = (run for run in snapshot.running if isinstance(run.intent, kind))
    return next((run.since for run in found if getattr(run.intent, "org_id", None) == org_id), None)


def _lines(features: Sequence[Feature], provider: str, now: float) -> tuple[FeatureLine, ...]:
    told = ((feature, explain(feature, features, provider, now)) for feature in features)
    return tuple(FeatureLine(feature, words.meaning, words.remedy) for feature, words in told)


def _changes(features: Sequence[Feature], changes: Sequence[Change], cloud: str) -> tuple[StatusChange, ...]:
    """The latest changes of a cloud's features: those the list showed, and those the present statuses tell of."""
    found = [
        StatusChange(feature.since, feature.name, feature.was, feature.status)
        for feature in features
        if feature.was is not None and feature.since is not None
    ]
    found += [
        StatusChange(change.at, change.subject, change.before, change.after)
        for change in changes
        if change.kind == "feature" and provider_key(change.key) == cloud
    ]
    newest = sorted(dict.fromkeys(found), key=lambda change: -change.at)
    return tuple(newest[:_MOST_CHANGES])


def _first(clouds: Sequence[CloudReport]) -> Move:
    """What is to be done first: what somebody has to do comes before what takes care of itself."""
    moves = [cloud.move for cloud in clouds if cloud.move is not None]
    if not moves:
        return Move(Mover.PARTNER, "Start onboarding to AWS, or ask for the consent URL of Azure.")
    idle = (Mover.NOBODY, Mover.ARCHERA)
    return next((move for move in moves if move.who not in idle), moves[0])
