"""One customer looked at: its lists by provider, its onboarding from here, and since when things are as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from tui.domain.customers.facts import Health, Stage, Times, UnderWay
from tui.domain.customers.feature_texts import ORG
from tui.domain.customers.health import health, one_per_name, works
from tui.domain.onboarding.steps import Progress, aws_steps, azure_steps, current_features, step_in_hand
from tui.domain.records import AWS, PROVIDERS, Customer, Feature, provider_of, severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Lists = Mapping[str, tuple[Feature, ...]]
"""A customer's features by provider (and `org`), one record per name."""

_WAS = attrgetter("was")
_SINCE = attrgetter("since")
NO_PROGRESS: Mapping[str, Progress] = {}


def provider_key(checklist_key: str) -> str:
    """What a checklist is filed under: the provider its key names, else its own key."""
    own = checklist_key.lower()
    return provider_of(own) or (f"{own} integration".lstrip() if own in ("", ORG) else own)


def lists_of(customer: Customer, progress: Mapping[str, Progress] = NO_PROGRESS) -> dict[str, tuple[Feature, ...]]:
    """A customer's features by provider (and `org`), one record per name.

    A verification made here counts where it is later than the list (`onboarding.steps.current_features`).
    """
    gathered: dict[str, list[Feature]] = {}
    for checklist in customer.integrations:
        if checklist.features:
            gathered.setdefault(provider_key(checklist.key), []).extend(checklist.features)
    lists = {key: one_per_name(features) for key, features in gathered.items()}
    for cloud, record in progress.items():
        several = sum(checklist.provider == cloud for checklist in customer.integrations) > 1
        if record.verified is not None and not several:
            lists[cloud] = one_per_name(current_features(record, customer))
    if customer.org_checklist:
        lists[ORG] = one_per_name(customer.org_checklist)
    return {key: features for key, features in lists.items() if features}


def has_begun(progress: Progress) -> bool:
    """Whether anything was done from here for this customer and cloud."""
    return any(
        value is not None
        for value in (
            progress.onboarding_id, progress.started_at, progress.template_at, progress.reviewed_at, progress.url_at,
            progress.verified,
        )
    )  # fmt: skip


def under_way(progress: Progress, customer: Customer) -> UnderWay:
    """The step of an onboarding and when the last one was made; to verify is to look, and makes nothing."""
    steps = aws_steps(progress, customer) if progress.cloud == AWS else azure_steps(progress, customer)
    times = [step.at for step in steps[:-1]] + [progress.template_at]
    return UnderWay(step_in_hand(steps), len(steps), max((at for at in times if at is not None), default=None))


def _latest(features: Iterable[Feature]) -> tuple[float | None, bool]:
    """The latest change among features, else the latest first sight."""
    changed = seen = None
    for feature in features:
        at = feature.since
        if at is None:
            continue
        if feature.was is None:
            seen = at if seen is None or at > seen else seen
        else:
            changed = at if changed is None or at > changed else changed
    return (changed, True) if changed is not None else (seen, False)


def _troubled(lists: Lists, found: Health) -> list[Feature]:
    """The features that make the row what it is: those of the worst status in the clouds, else in the own list."""
    clouds = [cloud.provider for cloud in found.clouds if cloud.stage is Stage.ATTENTION]
    features = [feature for key in clouds or [ORG] for feature in lists.get(key, ())]
    worst = min((feature.status for feature in features), key=severity, default="")
    return [feature for feature in features if feature.status == worst]


def troubled_times(lists: Lists, found: Health) -> Times:
    """The times of a customer that needs attention: since when the worst of it is so."""
    return Times(*_latest(_troubled(lists, found)), *_latest(chain.from_iterable(lists.values())))


def _times(customer: Customer, lists: Lists, found: Health, ways: Mapping[str, UnderWay]) -> Times:
    """The times of any customer; a step of onboarding made from here is a change too."""
    changed, exact = _latest(chain.from_iterable(lists.values()))
    made = max((way.since for way in ways.values() if way.since is not None), default=None)
    if made is not None and (not exact or changed is None or made > changed):
        changed, exact = made, True
    if found.stage is Stage.NEVER and not exact and customer.created_at is not None:
        changed, exact = customer.created_at, True
    if found.stage is Stage.ATTENTION:
        return Times(*_latest(_troubled(lists, found)), changed, exact)
    if found.stage is Stage.ONBOARDING and made is not None:
        return Times(made, True, changed, exact)
    return Times(changed, exact, changed, exact)


def expected_plans(lists: Lists) -> frozenset[str]:
    """The providers a plan is to be expected of: their integration works at least in part."""
    return frozenset(provider for provider in PROVIDERS if works(lists.get(provider, ())))


@dataclass(frozen=True, slots=True)
class Look:
    """What the checklists of one customer say."""

    health: Health
    expected: frozenset[str]
    times: Times
    under_way: tuple[tuple[str, UnderWay], ...] = ()


def look_at(customer: Customer, lists: Lists, progress: Mapping[str, Progress], now: float) -> Look:
    """Look at a customer closely. `lists` are its `lists_of`, `progress` by cloud what was begun from here."""
    ways = {cloud: under_way(record, customer) for cloud, record in progress.items()}
    verified = frozenset(cloud for cloud, record in progress.items() if record.verified is not None)
    found = health(lists, frozenset(ways), verified, now)
    onboarding = {cloud.provider for cloud in found.clouds if cloud.stage is Stage.ONBOARDING}
    shown = tuple((cloud, way) for cloud, way in ways.items() if cloud in onboarding)
    return Look(found, expected_plans(lists), _times(customer, lists, found, ways), shown)


def _every(customer: Customer) -> Iterator[Feature]:
    lists = (checklist.features for checklist in customer.integrations)
    return chain(customer.org_checklist, *lists)


def calm_times(customer: Customer, stage: Stage) -> Times:
    """The times of a customer without progress and without a fault."""
    changed, exact = _latest(_every(customer))
    if stage is Stage.NEVER and not exact and customer.created_at is not None:
        changed, exact = customer.created_at, True
    return Times(changed, exact, changed, exact)


def has_history(customer: Customer) -> bool:
    """Whether any feature was seen to change."""
    return any(map(_WAS, _every(customer)))


def unchanged_times(customer: Customer, stage: Stage) -> Times:
    """As `calm_times`, for a customer that has no history."""
    try:
        seen = max(map(_SINCE, _every(customer)), default=None)
    except TypeError:
        # Some first sights are not known.
        return calm_times(customer, stage)
    if stage is Stage.NEVER and customer.created_at is not None:
        return Times(customer.created_at, True, customer.created_at, True)
    return Times(seen, False, seen, False)
