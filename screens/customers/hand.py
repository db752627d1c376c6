"""Everything known of one customer, gathered once for its row, its panel and the lines under the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.customers.facts import Stage
from tui.domain.customers.feature_texts import ORG
from tui.domain.customers.features import Explanation, explain, troubles
from tui.domain.customers.look import expected_plans, has_begun, lists_of
from tui.domain.records import AWS, AZURE, CLOUD_NAMES, PROVIDERS, severity
from tui.domain.snapshot import PlanReading, Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.domain.changes import Change
    from tui.domain.customers.facts import Standing
    from tui.domain.customers.look import Lists
    from tui.domain.onboarding.steps import Progress
    from tui.domain.records import Feature
    from tui.domain.snapshot import Snapshot

_CLOUDS = (AWS, AZURE)


def progress_of(snapshot: Snapshot, org_id: str) -> dict[str, Progress]:
    """What was begun from here for a customer, by cloud."""
    found = {cloud: snapshot.progress.get((org_id, cloud)) for cloud in _CLOUDS}
    return {cloud: record for cloud, record in found.items() if record is not None and has_begun(record)}


def cloud_name(key: str) -> str:
    """How a person calls a list: `AWS`, `own list`, or the server's key as it came."""
    return "own list" if key == ORG else CLOUD_NAMES.get(key, key)


# Of one list; a server that sends thousands must not hold up the drawing.
_MOST_TROUBLES = 500


@dataclass(frozen=True, slots=True)
class Trouble:
    """A feature that somebody has to look at: the list it is in, what it means, what to do."""

    key: str
    feature: Feature
    words: Explanation


@dataclass(frozen=True, slots=True)
class InHand:
    """One customer with everything a screen may say of it; `now` in epoch seconds.

    `readings` are the plans that were asked for or are to be expected, by provider. `known_at` is when its lists
    were last confirmed by the server, None while they are as fresh as they get.
    """

    standing: Standing
    lists: Lists
    progress: Mapping[str, Progress]
    readings: Mapping[str, PlanReading]
    changes: tuple[Change, ...]
    now: float
    known_at: float | None = None

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What is wrong, worst first, in the lists that make the row what it is."""
        if not self.standing.needs_attention:
            return ()
        keys = [cloud.provider for cloud in self.standing.health.clouds if cloud.stage is Stage.ATTENTION] + [ORG]
        found = [
            Trouble(key, feature, explain(feature, self.lists[key], key, self.now))
            for key in keys
            for feature in troubles(self.lists.get(key, ()))[:_MOST_TROUBLES]
        ]
        # The customer's own list comes last: a cloud that works matters more than a marketplace offer.
        return tuple(sorted(found, key=lambda trouble: (trouble.key == ORG, severity(trouble.feature.status))))

    def count(self, status: str) -> int:
        """How many features of the customer's clouds have this status."""
        return sum(feature.status == status for key, fs in self.lists.items() if key != ORG for feature in fs)


def in_hand(snapshot: Snapshot, standing: Standing, now: float, known_at: float | None = None) -> InHand:
    """Gather what a snapshot says of one customer."""
    org_id = standing.org_id
    progress = progress_of(snapshot, org_id)
    lists = lists_of(standing.customer, progress)
    expected = expected_plans(lists)
    readings = {p: snapshot.plans.get((org_id, p)) for p in (*PROVIDERS, *(expected - set(PROVIDERS)))}
    return InHand(
        standing=standing,
        lists=lists,
        progress=progress,
        readings={
            provider: reading or PlanReading()
            for provider, reading in readings.items()
            if provider in expected or (reading is not None and reading.state is not Reading.UNKNOWN)
        },
        changes=tuple(change for change in snapshot.changes if change.org_id == org_id),
        now=now,
        known_at=known_at,
    )


def plans_to_look_at(hand: InHand) -> tuple[tuple[str, str], ...]:
    """The plans worth reading while somebody looks at this customer: the expected ones and the known ones."""
    return tuple((hand.standing.org_id, provider) for provider in hand.readings)
