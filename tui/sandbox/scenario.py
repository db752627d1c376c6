"""A scenario: what happens in a sandbox besides what people do. Records only; `scenario_file` reads them from TOML.

Times are seconds since the world's birth, shares are 0-1, operations are named by their ids in the contract.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from math import log
from statistics import NormalDist
from types import MappingProxyType
from typing import TYPE_CHECKING

from tui.sandbox.moments import NEVER
from tui.sandbox.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from tui.sandbox.checklist import Status

CALM = "calm"
"""The scenario that is played unless another is named."""
USUAL_ORGS = 142
EVERY_OPERATION = frozenset[str]()

_P99 = NormalDist().inv_cdf(0.99)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time; with `every` it begins again after so many seconds, counted from its first beginning."""

    begins: float = 0.0
    ends: float = NEVER
    every: float | None = None

    def holds(self, elapsed: float) -> bool:
        """Whether a moment lies in it."""
        since = elapsed - self.begins
        if since < 0:
            return False
        return (since % self.every if self.every else since) < self.ends - self.begins


@dataclass(frozen=True, slots=True)
class Even:
    """Any number of seconds between two, all as likely; a fixed one when they are the same."""

    least: float
    most: float

    def draw(self, rng: Random) -> float:
        """How long one answer takes, in seconds."""
        return rng.uniform(self.least, self.most)


@dataclass(frozen=True, slots=True)
class HeavyTail:
    """Lognormal: half of the answers take less than `median` seconds, one in a hundred more than `p99`, none `most`."""

    median: float
    p99: float
    most: float

    def draw(self, rng: Random) -> float:
        """How long one answer takes, in seconds."""
        return min(self.most, rng.lognormvariate(log(self.median), log(self.p99 / self.median) / _P99))


Latency = Even | HeavyTail


@dataclass(frozen=True, slots=True)
class Occasion:
    """When something strikes: a share of the calls of some operations (all when none is named) in a window."""

    operations: frozenset[str] = EVERY_OPERATION
    share: float = 1.0
    window: Window = field(default_factory=Window)

    def concerns(self, operation: str, elapsed: float) -> bool:
        """Whether a call at a moment is among those of which the share is struck."""
        return (not self.operations or operation in self.operations) and self.window.holds(elapsed)


class Body(StrEnum):
    """What an error says: in one of the contract's two envelopes, or as a gateway would."""

    CONTRACT = "contract"
    API = "api"
    ERROR = "error"
    ONE_KEY = "one-key"
    HTML = "html"
    EMPTY = "empty"
    GARBAGE = "garbage"


@dataclass(frozen=True, slots=True)
class Failure:
    """An error in the sandbox's place; nothing is done. `Body.CONTRACT` is the envelope the contract has for it."""

    occasion: Occasion
    status: int
    body: Body = Body.CONTRACT


class Ending(StrEnum):
    """How an answer is lost: the connection is cut, it never comes, or a gateway answers 504 in its place."""

    DROPPED = "dropped"
    SILENT = "silent"
    GATEWAY = "gateway"


@dataclass(frozen=True, slots=True)
class Loss:
    """The work is done and the answer is lost."""

    occasion: Occasion
    ending: Ending


@dataclass(frozen=True, slots=True)
class Storm:
    """429 to everybody; `retry_after` in seconds, None for no header, `as_date` to say it as a date."""

    occasion: Occasion
    retry_after: float | None = None
    as_date: bool = False


class Absence(StrEnum):
    """How the API is away: connections are refused, a gateway answers 503, or nothing ever answers."""

    REFUSED = "refuse"
    UNAVAILABLE = "unavailable"
    BLACK_HOLE = "black-hole"


@dataclass(frozen=True, slots=True)
class Outage:
    """The whole API is away for a while."""

    window: Window
    absence: Absence


@dataclass(frozen=True, slots=True)
class Cue:
    """A customer's feature takes a status at a moment, and again `every` so many seconds."""

    at: float
    customer: str
    key: str
    feature: str
    status: Status
    every: float | None = None


@dataclass(frozen=True, slots=True)
class Casting:
    """A customer, one of the cast or another, plays one of the `situations`, begun `since` seconds before the birth."""

    name: str
    situation: str
    since: float


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole scenario. The defaults are `calm`.

    `latencies` by operation id, "" for all others; what neither names takes as long as `pace` says. With `still`
    nothing moves unless somebody acts.
    """

    name: str = CALM
    about: str = ""
    orgs: int = USUAL_ORGS
    still: bool = False
    pace: Pace = field(default_factory=Pace)
    latencies: Mapping[str, Latency] = field(default_factory=lambda: MappingProxyType({}))
    failures: tuple[Failure, ...] = ()
    losses: tuple[Loss, ...] = ()
    storms: tuple[Storm, ...] = ()
    outages: tuple[Outage, ...] = ()
    cues: tuple[Cue, ...] = ()
    castings: tuple[Casting, ...] = ()
