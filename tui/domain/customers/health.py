"""From checklists to one status, one stage and a few words (domain.md, "Checklists"; visual.md, "Glyphs").

A row is ✕ or ◐ when a feature of a cloud is missing or a warning. The customer's own list alone makes it at most ◐,
and only once a cloud is there: a cloud that works matters more than a marketplace offer. `unknown` is never a fault.
A cloud whose onboarding is under way from here and was never verified is onboarding, also when the server already
lists what is not deployed yet as missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.customers.facts import CloudFacts, Health, Stage
from tui.domain.customers.feature_texts import ORG
from tui.domain.customers.features import short_words
from tui.domain.names import feature_word
from tui.domain.records import AVAILABLE, MISSING, UNKNOWN, WARNING, Feature, severity
from tui.text import fit, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

STANDS_CELLS = 23
_FAULTS = (MISSING, WARNING)
_STAGE_WORDS = {
    Stage.NEVER: "not started",
    Stage.ONBOARDING: "onboarding",
    Stage.CONNECTED: "connected",
    Stage.UNKNOWN: "unknown",
}


def one_per_name(features: Iterable[Feature]) -> tuple[Feature, ...]:
    """The worst record of every name, in the order of first sight (several integrations of one cloud)."""
    worst: dict[str, Feature] = {}
    for feature in features:
        known = worst.get(feature.name)
        if known is None or severity(feature.status) < severity(known.status):
            worst[feature.name] = feature
    return tuple(worst.values())


def works(features: Iterable[Feature]) -> bool:
    """Whether a cloud works at least in part, so that a plan is to be expected."""
    return any(feature.status in (AVAILABLE, WARNING) for feature in features)


def _regressed(feature: Feature) -> bool:
    return feature.was in (AVAILABLE, WARNING) and severity(feature.status) < severity(AVAILABLE)


def _cloud_stage(features: Sequence[Feature], *, begun: bool, verified: bool) -> Stage:
    if not features:
        return Stage.ONBOARDING if begun else Stage.NEVER
    if any(feature.status in _FAULTS for feature in features):
        untried = begun and not verified
        fresh = untried and not works(features) and not any(_regressed(feature) for feature in features)
        return Stage.ONBOARDING if fresh else Stage.ATTENTION
    if all(feature.status == AVAILABLE for feature in features):
        return Stage.CONNECTED
    unheard_of = any(feature.status not in (AVAILABLE, UNKNOWN) for feature in features)
    return Stage.UNKNOWN if unheard_of or any(_regressed(feature) for feature in features) else Stage.ONBOARDING


def cloud_facts(provider: str, features: Sequence[Feature], *, begun: bool, verified: bool) -> CloudFacts:
    """The facts of one cloud; `begun` and `verified` say what was done about its onboarding from here."""
    return CloudFacts(
        provider=provider,
        stage=_cloud_stage(features, begun=begun, verified=verified),
        status=min((feature.status for feature in features), key=severity, default=""),
        available=sum(feature.status == AVAILABLE for feature in features),
        features=len(features),
    )


def _stage(clouds: Sequence[CloudFacts], *, org_fault: bool) -> Stage:
    stages = {cloud.stage for cloud in clouds}
    if org_fault or Stage.ATTENTION in stages:
        return Stage.ATTENTION
    return next((s for s in (Stage.UNKNOWN, Stage.CONNECTED, Stage.ONBOARDING) if s in stages), Stage.NEVER)


def _status(stage: Stage, clouds: Sequence[CloudFacts]) -> str:
    if stage is Stage.ATTENTION:
        broken = any(cloud.stage is Stage.ATTENTION and cloud.status == MISSING for cloud in clouds)
        return MISSING if broken else WARNING
    return AVAILABLE if stage is Stage.CONNECTED else UNKNOWN


def _counted(words: Sequence[str]) -> str:
    """The first of several words for a narrow column, and how many more there are."""
    more = len(words) - 1
    if not more:
        return fit(words[0], STANDS_CELLS)
    long = f"{words[0]}, {more} more"
    tail = f" +{more}"
    return long if width(long) <= STANDS_CELLS else fit(words[0], STANDS_CELLS - width(tail)) + tail


def _stands(stage: Stage, clouds: Sequence[CloudFacts], lists: Mapping[str, tuple[Feature, ...]], now: float) -> str:
    if stage is not Stage.ATTENTION:
        return _STAGE_WORDS[stage]
    troubled = [cloud for cloud in clouds if cloud.stage is Stage.ATTENTION]
    worst = min((cloud.status for cloud in troubled), key=severity, default=MISSING)
    words: list[str] = []
    for key in [cloud.provider for cloud in troubled if cloud.status == worst] or [ORG]:
        features = lists.get(key, ())
        level = worst if key != ORG else min((f.status for f in features), key=severity, default=MISSING)
        named = [f for f in features if f.status == level]
        words.extend(short_words(named, features, key, now))
    distinct = list(dict.fromkeys(words))
    return _counted(distinct) if distinct else _STAGE_WORDS[Stage.UNKNOWN]


def health(
    lists: Mapping[str, tuple[Feature, ...]], begun: frozenset[str], verified: frozenset[str], now: float
) -> Health:
    """The health of a customer from its lists by provider (and `org`), one record per feature name.

    `begun` are the clouds whose onboarding was begun from here, `verified` those of them that were verified here.
    """
    providers = [key for key in lists if key != ORG] + sorted(begun - lists.keys())
    clouds = tuple(
        cloud_facts(key, lists.get(key, ()), begun=key in begun, verified=key in verified) for key in providers
    )
    org = lists.get(ORG, ())
    connected = any(cloud.features for cloud in clouds)
    org_fault = any(f.status in _FAULTS and (connected or _regressed(f)) for f in org)
    stage = _stage(clouds, org_fault=org_fault)
    every = [feature for features in lists.values() for feature in features]
    return Health(
        stage=stage,
        status=_status(stage, clouds),
        stands=_stands(stage, clouds, lists, now),
        clouds=clouds,
        providers=frozenset(cloud.provider for cloud in clouds if cloud.features or cloud.provider in begun),
        statuses=frozenset(feature.status for feature in every),
        faulty=frozenset(feature_word(feature.name) for feature in every if feature.status != AVAILABLE),
    )
