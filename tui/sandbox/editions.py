"""One edition of a recommended plan: an id, a name, line items and figures that never change once published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from tui.sandbox.chance import dice, uuid4_of
from tui.sandbox.lines import invent_lines
from tui.sandbox.moments import stamp
from tui.sandbox.money import Figures
from tui.sandbox.offers import CENT, Kind, Offer

if TYPE_CHECKING:
    from random import Random

PROVIDER_NAMES = {"aws": "AWS", "azure": "Azure", "gcp": "GCP"}
_STATUSES = ("new", "new", "new", "reviewed", "needs_review", "draft")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a plan stands: the world's seed, the customer, the provider."""

    seed: int
    org_id: str
    provider: str


@dataclass(frozen=True)
class Edition:
    """A plan as recommended once. `number` counts refreshes and `bought_before` purchases; times in epoch seconds.

    Line items are invented when somebody looks at them, not before.
    """

    place: Place
    offer: Offer
    number: int
    bought_before: int
    created_at: float

    def rng(self, purpose: str) -> Random:
        """A generator for one purpose of this edition."""
        return dice(purpose, *self._name)

    @property
    def _name(self) -> tuple[object, ...]:
        return (self.place.seed, self.place.org_id, self.place.provider, self.number, self.bought_before)

    @cached_property
    def plan_id(self) -> str:
        """The plan's id, another one for every edition."""
        return uuid4_of("plan", *self._name)

    @property
    def name(self) -> str:
        """The plan's name."""
        what = "renewal" if self.offer.kind is Kind.RENEWAL else "recommended"
        return f"{PROVIDER_NAMES[self.place.provider]} {what} {stamp(self.created_at)[:10]}"

    @cached_property
    def status(self) -> str:
        """The status while nobody has bought it."""
        return self.rng("status").choice(_STATUSES)

    @cached_property
    def figures(self) -> Figures:
        """Line items and their sums."""
        offer = _moved(self.offer, self.rng("drift"), self.number, self.bought_before)
        return Figures(invent_lines(offer, self.place.provider, self.rng("lines")), offer.rate)

    @cached_property
    def first_figures(self) -> Figures:
        """What is there of the figures while they are still being calculated: half of the line items."""
        lines = self.figures.lines
        return Figures(lines[: len(lines) // 2], self.figures.rate)


def _moved(offer: Offer, rng: Random, number: int, bought_before: int) -> Offer:
    """The offer as time has moved it: a little by every refresh, down by what was bought already."""
    if not number and not bought_before:
        return offer
    factor = Decimal(rng.randint(94, 106)) / 100
    if bought_before:
        factor *= Decimal(rng.randint(30, 60)) / 100
    return replace(offer, net=(offer.net * factor).quantize(CENT), signing=(offer.signing * factor).quantize(CENT))
