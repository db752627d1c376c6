"""Invents the parts of customers that nobody wrote: connected, in trouble, onboarding, never started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.sandbox.chance import happens
from tui.sandbox.checklist import AVAILABLE, AWS_FEATURES, AZURE_FEATURES, UNKNOWN
from tui.sandbox.moments import DAY, HOUR, MINUTE
from tui.sandbox.org import AWS, AZURE
from tui.sandbox.parts import Part, Turn
from tui.sandbox.pasts import REGRESSIONS

if TYPE_CHECKING:
    from random import Random

_FEATURES = {AWS: AWS_FEATURES, AZURE: AZURE_FEATURES}
_CLOUDS: tuple[tuple[str, ...], ...] = ((AWS,), (AZURE,), (AWS, AZURE))


def connected(name: str, rng: Random) -> Part:
    """Everything available, in one cloud or two; some had a bad hour since."""
    clouds = rng.choices(_CLOUDS, weights=(55, 20, 25))[0]
    ages = {cloud: _age(rng, 6 * HOUR, 120 * DAY) for cloud in clouds}
    turns: list[Turn] = []
    if happens(rng, 0.2):
        cloud = rng.choice(clouds)
        began = ages[cloud] * rng.uniform(0.1, 0.8)
        ended = began * rng.uniform(0.5, 0.95)
        regression = rng.choice(REGRESSIONS[cloud])
        turns = [Turn(began, cloud, feature, status) for feature, status in regression]
        turns += [Turn(ended, cloud, feature, AVAILABLE) for feature, _ in regression]
    return Part(
        name,
        aws=ages.get(AWS),
        azure=ages.get(AZURE),
        turns=tuple(turns),
        has_gcp=happens(rng, 0.04),
        created=max(ages.values()) + rng.uniform(2, 30) * DAY,
    )


def attention(name: str, rng: Random) -> Part:
    """Was connected, until something went wrong in the last days."""
    cloud = rng.choices((AWS, AZURE), weights=(7, 3))[0]
    age = _age(rng, 10 * DAY, 120 * DAY)
    began = _age(rng, 10 * MINUTE, 6 * DAY)
    turns = tuple(Turn(began, cloud, feature, status) for feature, status in rng.choice(REGRESSIONS[cloud]))
    return _in_one_cloud(name, cloud, age, (), turns, rng)


def onboarding(name: str, rng: Random) -> Part:
    """Begun: nothing checked yet, stuck half-way, or with features arriving while the world lives."""
    cloud = rng.choices((AWS, AZURE), weights=(7, 3))[0]
    features = _FEATURES[cloud]
    reached = rng.randint(2, 6)
    match rng.choices(("waiting", "half-way", "arriving"), weights=(45, 30, 25))[0]:
        case "waiting":
            return _in_one_cloud(name, cloud, _age(rng, 10 * MINUTE, 12 * DAY), features, (), rng)
        case "half-way":
            return _in_one_cloud(name, cloud, _age(rng, HOUR, 9 * DAY), features[reached:], (), rng)
        case _:
            every = rng.uniform(1, 5) * MINUTE
            to_come = features[reached:]
            turns = tuple(Turn(-every * n, cloud, feature, AVAILABLE) for n, feature in enumerate(to_come, 1))
            return _in_one_cloud(name, cloud, every * rng.random(), to_come, turns, rng)


def never_started(name: str, rng: Random) -> Part:
    """Registered, and that is all."""
    return Part(
        name,
        created=_age(rng, 2 * HOUR, 40 * DAY),
        user_invited=rng.choice((AVAILABLE, UNKNOWN)),
        marketplace=rng.choice((AVAILABLE, UNKNOWN)),
    )


def _in_one_cloud(
    name: str, cloud: str, age: float, open_features: tuple[str, ...], turns: tuple[Turn, ...], rng: Random
) -> Part:
    return Part(
        name,
        aws=age if cloud == AWS else None,
        azure=age if cloud == AZURE else None,
        open_features=open_features,
        turns=turns,
        created=age + rng.uniform(1, 12) * DAY,
    )


def _age(rng: Random, least: float, most: float) -> float:
    """An age in seconds, short ones as likely as long ones by their order of magnitude."""
    return float(least * (most / least) ** rng.random())
