"""What a list, a filter and a summary line say of one customer: records without rules (computed in `standing`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.domain.names import split_name
from tui.domain.plan.brief import Money
from tui.domain.records import MISSING, UNKNOWN, WARNING, Customer

if TYPE_CHECKING:
    from collections.abc import Iterable

NO_WORDS: frozenset[str] = frozenset()


class Stage(StrEnum):
    """Where a customer stands; every customer is at one of these. Also a word of the filter."""

    NEVER = "never"
    ONBOARDING = "onboarding"
    CONNECTED = "connected"
    ATTENTION = "attention"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Onboarding as this program knows it: the step in hand of so many, and when the last step was made."""

    step: int
    steps: int
    since: float | None

    @property
    def text(self) -> str:
        """`2/4`."""
        return f"{self.step}/{self.steps}"


@dataclass(frozen=True, slots=True)
class CloudFacts:
    """One cloud of a customer: worst status (empty: no feature is listed), how many of its features are available."""

    provider: str
    stage: Stage = Stage.NEVER
    status: str = ""
    available: int = 0
    features: int = 0


@dataclass(frozen=True, slots=True)
class Health:
    """What the checklists of a customer amount to; shared by all customers with the same checklists.

    `status` is the glyph of the row, `stands` says in at most 23 cells where the customer stands. `statuses` are
    all statuses in any list, `faulty` the folded names of features that are not available.
    """

    stage: Stage
    status: str
    stands: str
    clouds: tuple[CloudFacts, ...] = ()
    providers: frozenset[str] = NO_WORDS
    statuses: frozenset[str] = NO_WORDS
    faulty: frozenset[str] = NO_WORDS


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the plans of a customer amount to.

    `word` is the standing that matters most (empty: no plan is to be expected), `savings` what the plans of that
    standing save together, USD per month (None: not known or not final); `provider` and the coverages (0-1) belong
    to the largest of them. `waiting` is the savings that wait to be bought. `known` of `expected` plans are known.
    """

    word: str = ""
    words: frozenset[str] = NO_WORDS
    savings: Money = None
    provider: str = ""
    current_coverage: Money = None
    potential_coverage: Money = None
    waiting: Money = None
    known: int = 0
    expected: int = 0


@dataclass(frozen=True, slots=True)
class Times:
    """When a row became what it is, and when anything last changed (epoch seconds).

    Where nothing was seen to change the time is that of the first sight: `exact` is False, and the state is at
    least that old.
    """

    since: float | None = None
    since_exact: bool = False
    changed: float | None = None
    changed_exact: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """One customer as lists show it. `full_name` is safe text; `folded` is what a search looks in."""

    customer: Customer
    full_name: str
    folded: str
    health: Health
    times: Times
    plan: PlanFacts
    under_way: tuple[tuple[str, UnderWay], ...] = ()

    @property
    def org_id(self) -> str:
        """The customer's id."""
        return self.customer.org_id

    @property
    def name(self) -> str:
        """The name without its `c/o Partner`."""
        return split_name(self.full_name)[0]

    @property
    def suffix(self) -> str:
        """The `c/o Partner` of the name, empty without one."""
        return split_name(self.full_name)[1]

    @property
    def status(self) -> str:
        """The glyph of the row, as a status."""
        return self.health.status

    @property
    def stage(self) -> Stage:
        """Where the customer stands."""
        return self.health.stage

    @property
    def needs_attention(self) -> bool:
        """Whether something is missing or works only in part."""
        return self.health.stage is Stage.ATTENTION

    def cloud(self, provider: str) -> CloudFacts:
        """The facts of one cloud; empty ones when it is not there."""
        return next((c for c in self.health.clouds if c.provider == provider), CloudFacts(provider))

    def step(self, provider: str) -> UnderWay | None:
        """Onboarding of this cloud from here, None when it is not under way or the cloud is past it."""
        return next((way for name, way in self.under_way if name == provider), None)


@dataclass(frozen=True, slots=True)
class Totals:
    """The summary line: every customer is in exactly one of the counts from `connected` to `never`.

    `missing` and `warning` count the rows that need attention; `waiting` is added up here, USD per month (None: no
    plan waits).
    """

    customers: int = 0
    connected: int = 0
    onboarding: int = 0
    missing: int = 0
    warning: int = 0
    unknown: int = 0
    never: int = 0
    waiting: Money = None
    plans_known: int = 0
    plans_expected: int = 0

    @property
    def attention(self) -> int:
        """How many customers need attention."""
        return self.missing + self.warning


def totals(standings: Iterable[Standing]) -> Totals:
    """Counts and sums of ours over these customers (domain.md, "Savings waiting")."""
    stages = dict.fromkeys(Stage, 0)
    statuses = {MISSING: 0, WARNING: 0, UNKNOWN: 0}
    known = expected = customers = 0
    waiting: Money = None
    for standing in standings:
        customers += 1
        health, plan = standing.health, standing.plan
        stages[health.stage] += 1
        if health.stage is Stage.ATTENTION:
            statuses[health.status] += 1
        known += plan.known
        expected += plan.expected
        if plan.waiting is not None:
            waiting = plan.waiting + (waiting or 0)
    return Totals(
        customers=customers,
        connected=stages[Stage.CONNECTED],
        onboarding=stages[Stage.ONBOARDING],
        missing=statuses[MISSING],
        warning=statuses[WARNING],
        unknown=stages[Stage.UNKNOWN],
        never=stages[Stage.NEVER],
        waiting=waiting,
        plans_known=known,
        plans_expected=expected,
    )
