"""Which plan is recommended to a customer for a provider, as a function of time and of what was bought."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from tui.sandbox.chance import dice, uuid4_of
from tui.sandbox.editions import Edition, Place
from tui.sandbox.moments import ALWAYS, DAY
from tui.sandbox.offers import Kind, Offer

if TYPE_CHECKING:
    from random import Random

    from tui.sandbox.pace import Pace

Progress = Literal["scheduled", "in_progress", "completed"]


@dataclass(frozen=True, slots=True)
class Bought:
    """A purchase of an edition at a moment; `until` is how long the plan stays the answer."""

    edition: Edition
    at: float
    until: float
    action_id: str


@dataclass(frozen=True, slots=True)
class Showing:
    """The plan that is the answer at a moment, and how it stands."""

    edition: Edition
    status: str
    is_calculating: bool
    is_locked: bool
    bought: Bought | None = None


@dataclass(slots=True)
class Shelf:
    """The plans of one customer and provider; `born` is when the world began, `since` when the first plan came."""

    place: Place
    offer: Offer
    pace: Pace
    born: float
    since: float
    bought: list[Bought] = field(default_factory=list)
    _shown: Edition | None = None

    def __post_init__(self) -> None:
        if self.offer.kind is Kind.BOUGHT:
            past = self.born - self._rng("bought").uniform(1, 6) * DAY
            edition = Edition(self.place, self.offer, 0, 0, past - 3 * DAY)
            self.bought.append(Bought(edition, past, self.born + self.pace.bought_stays, self._action_id()))

    def showing(self, at: float) -> Showing | None:
        """What is recommended now, None when there is no plan (yet)."""
        if self.offer.kind is Kind.NONE or at < self.since:
            return None
        last = self.bought[-1] if self.bought else None
        if last is not None and at < last.until:
            return Showing(last.edition, progress(at - last.at, self.pace), False, False, last)
        edition = self._edition(at)
        calculating = at < self._final_at()
        locked = self.offer.kind is Kind.LOCKED
        return Showing(edition, edition.status, calculating, locked and not calculating)

    def buy(self, at: float) -> Bought:
        """Buy what is showing at this moment; the caller has made sure that it may be bought."""
        until = at + self.pace.purchase_completes + self.pace.bought_stays
        bought = Bought(self._edition(at), at, until, self._action_id())
        self.bought.append(bought)
        return bought

    def _edition(self, at: float) -> Edition:
        number, refreshed_at = self._refresh(at)
        bought_before = len(self.bought)
        if self._shown is None or (self._shown.number, self._shown.bought_before) != (number, bought_before):
            created = max(refreshed_at, self.since, self.bought[-1].until if self.bought else ALWAYS)
            self._shown = Edition(self.place, self.offer, number, bought_before, created)
        return self._shown

    def _refresh(self, at: float) -> tuple[int, float]:
        """How often the plan was refreshed since the world began, and when it was last (or first made)."""
        rng = self._rng("refresh")
        first = self.born + rng.uniform(0.05, 1.0) * self.pace.plan_refreshes
        if at < first:
            return 0, self.born - rng.uniform(0.1, 9) * DAY
        times = int((at - first) // self.pace.plan_refreshes)
        return times + 1, first + times * self.pace.plan_refreshes

    def _final_at(self) -> float:
        """When the first plan's figures are final."""
        if self.offer.kind is Kind.CALCULATING:
            return self.born + self._rng("calculating").uniform(*self.pace.prebuilt_calculates)
        return self.since + self.pace.plan_calculates

    def _action_id(self) -> str:
        return uuid4_of("purchase action", self.place.seed, self.place.org_id, self.place.provider, len(self.bought))

    def _rng(self, purpose: str) -> Random:
        return dice(purpose, self.place.seed, self.place.org_id, self.place.provider)


def progress(elapsed: float, pace: Pace) -> Progress:
    """The status of a plan this many seconds after its purchase."""
    if elapsed < pace.purchase_starts:
        return "scheduled"
    return "in_progress" if elapsed < pace.purchase_completes else "completed"
