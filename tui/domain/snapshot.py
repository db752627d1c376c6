"""The one immutable picture of everything known, which the worker publishes and the screens draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.domain.changes import Change
    from tui.domain.faults import Fault
    from tui.domain.intents import Intent
    from tui.domain.marks import Review, Seen
    from tui.domain.onboarding.drafts import Draft
    from tui.domain.onboarding.links import Links
    from tui.domain.onboarding.registration import Claim
    from tui.domain.onboarding.rounds import Round
    from tui.domain.onboarding.steps import Progress
    from tui.domain.onboarding.watch import Watch
    from tui.domain.plan.brief import PlanBrief
    from tui.domain.plan.records import Plan
    from tui.domain.purchase.attempt import Attempt
    from tui.domain.purchase.limits import Limits
    from tui.domain.records import Customer

PlanKey = tuple[str, str]
"""(org id, provider)."""


class Mode(StrEnum):
    """What the program may do with the profile in hand; also the word in the status bar."""

    READ_ONLY = "READ-ONLY"
    WRITE = "WRITE"
    SANDBOX = "SANDBOX"

    @property
    def may_write(self) -> bool:
        """Whether anything but reads may be sent."""
        return self is not Mode.READ_ONLY


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the program acts as, and what the profile allows: fixed for a run."""

    mode: Mode
    partner: str
    host: str
    profile: str
    partner_org_id: str
    purchaser_email: str = ""
    read_only_reason: str = ""
    limits: Limits | None = None


class Link(StrEnum):
    """State of the connection to the API."""

    STARTING = "starting"
    LIVE = "live"
    STALE = "stale"
    OFFLINE = "offline"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Connection:
    """Connection facts; times in epoch seconds. `fault` says why the last refresh failed."""

    link: Link = Link.STARTING
    last_ok: float | None = None
    failing_since: float | None = None
    retry_at: float | None = None
    in_flight: int = 0
    fault: Fault | None = None
    stale_after: float = 150.0

    def link_at(self, now: float) -> Link:
        """The link as of now: live data that has grown older than `stale_after` seconds is stale."""
        if self.link is Link.LIVE and self.last_ok is not None and now - self.last_ok > self.stale_after:
            return Link.STALE
        return self.link


class Reading(StrEnum):
    """What is known of the plan of one customer and provider."""

    UNKNOWN = "unknown"
    NONE = "none"
    KNOWN = "known"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PlanReading:
    """The last reading of a plan: its brief, when it was read, and why the last try failed if it did.

    A failed try keeps what was known before; `state` is FAILED only when nothing was.
    """

    state: Reading = Reading.UNKNOWN
    brief: PlanBrief | None = None
    read_at: float | None = None
    fault: Fault | None = None
    tried_at: float | None = None


@dataclass(frozen=True, slots=True)
class PlanDetail:
    """A whole plan that somebody looks at or looked at lately, and when it was read.

    `unread` names values of the answer that could not be read and so are not known (dotted paths, a few).
    """

    plan: Plan
    read_at: float
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Running:
    """Something a person asked for that is under way, and since when (epoch seconds)."""

    intent: Intent
    since: float


def _nothing() -> Mapping[PlanKey, PlanReading]:
    return MappingProxyType({})


def _no_details() -> Mapping[PlanKey, PlanDetail]:
    return MappingProxyType({})


def _no_progress() -> Mapping[PlanKey, Progress]:
    return MappingProxyType({})


def _no_marks() -> Mapping[PlanKey, Review]:
    return MappingProxyType({})


def _no_watches() -> Mapping[PlanKey, Watch]:
    return MappingProxyType({})


def _no_drafts() -> Mapping[str, Draft]:
    return MappingProxyType({})


def _no_links() -> Mapping[str, Links]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything the screens may draw.

    `at` is when it was made, `customers_at` when the customer list was last confirmed by the server (None: never),
    `customers` in the server's order, `version` grows with every publication. `stored` says that what is shown
    was read from disk and no request has answered yet. `journal_fault` says why nothing can be bought, `notices`
    what a person should know about where things are kept. `marks` are reviews of plans, `pinned` the ids of customers
    kept at the top, `seen` what was seen of `changes` (None: not read yet). `claims` are registrations of customers
    that nobody saw the end of, `links` the marketplace links by customer as last answered here, `drafts` what was typed
    about customers in earlier runs and not used. `watches` repeat a verification by customer and cloud, those that have
    ended included; `round` is the last one that verified many.
    """

    identity: Identity
    at: float
    version: int = 0
    stored: bool = False
    connection: Connection = field(default_factory=Connection)
    customers_at: float | None = None
    customers: tuple[Customer, ...] = ()
    duplicates: int = 0
    flawed: int = 0
    plans: Mapping[PlanKey, PlanReading] = field(default_factory=_nothing)
    details: Mapping[PlanKey, PlanDetail] = field(default_factory=_no_details)
    progress: Mapping[PlanKey, Progress] = field(default_factory=_no_progress)
    running: tuple[Running, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    journal_fault: Fault | None = None
    notices: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    marks: Mapping[PlanKey, Review] = field(default_factory=_no_marks)
    seen: Seen | None = None
    pinned: frozenset[str] = frozenset()
    claims: tuple[Claim, ...] = ()
    links: Mapping[str, Links] = field(default_factory=_no_links)
    drafts: Mapping[str, Draft] = field(default_factory=_no_drafts)
    watches: Mapping[PlanKey, Watch] = field(default_factory=_no_watches)
    round: Round | None = None

    def customer(self, org_id: str) -> Customer | None:
        """The customer with this id, None when the server no longer lists it."""
        return next((c for c in self.customers if c.org_id == org_id), None)

    def plan(self, org_id: str, provider: str) -> PlanReading:
        """The last reading of a plan; unknown when it was never asked for."""
        return self.plans.get((org_id, provider), PlanReading())
