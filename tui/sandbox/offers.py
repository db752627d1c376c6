"""What a recommended plan is to be: its headline figures and its circumstances, before any line item is invented."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.sandbox.chance import dice, happens

if TYPE_CHECKING:
    from random import Random

CENT = Decimal("0.01")
GUARANTEE_RATE = Decimal("0.1")
"""The premium of guaranteed commitments, as a share of gross savings."""
GUARANTEED = "_gris"
MANY_LINES = 2000


class Kind(StrEnum):
    """What is particular about a plan."""

    READY = "ready"
    CALCULATING = "calculating"
    LOCKED = "locked"
    BOUGHT = "bought"
    RENEWAL = "renewal"
    ZERO = "zero"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Scheduling:
    """The execution policy's schedule; `min_savings` in USD per month."""

    enabled: bool
    schedule: str
    min_savings: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A plan in a few words.

    `net` and `signing` are USD (per month, and once); `current` and `potential` coverage 0-1; `term` the longest
    term; `flags` the kind of the flagged action, if any; `nulls` the objects that servers in the field leave null;
    `lines` the number of line items, None for a handful; `has_aggregate` whether aggregate metrics are given.
    """

    net: Decimal
    current: Decimal
    potential: Decimal
    term: str
    signing: Decimal = Decimal(0)
    kind: Kind = Kind.READY
    policy: Scheduling | None = None
    flags: str = ""
    lines: int | None = None
    nulls: frozenset[str] = frozenset()
    has_aggregate: bool = True
    empty_answer: bool = False

    @property
    def rate(self) -> Decimal:
        """Premium over gross savings: guaranteed plans that save anything pay it, others nothing."""
        return GUARANTEE_RATE if self.term.endswith(GUARANTEED) and self.net > 0 else Decimal(0)


def offer(
    net: str, current: float, potential: float, term: str, *,
    signing: str = "0", kind: Kind = Kind.READY, policy: Scheduling | None = None, flags: str = "",
) -> Offer:  # fmt: skip
    """An offer written by hand; money as text, so that it is exact."""
    return Offer(
        net=Decimal(net),
        current=Decimal(str(current)),
        potential=Decimal(str(potential)),
        term=term,
        signing=Decimal(signing),
        kind=kind,
        policy=policy,
        flags=flags,
    )


_KINDS = {
    Kind.READY: 62, Kind.CALCULATING: 3, Kind.LOCKED: 5, Kind.BOUGHT: 5, Kind.RENEWAL: 6, Kind.ZERO: 4, Kind.NONE: 15,
}  # fmt: skip
_TERMS = {
    "aws": ("thirty_day_gris", "thirty_day_gris", "three_month_gris", "one_year_gris", "one_year", "three_year"),
    "azure": ("one_year", "one_year", "three_year", "thirty_day_gris"),
    "gcp": ("one_year", "three_year"),
}
_NULLABLE = ("created_by", "segment", "execution_policy")


def drawn_offer(provider: str, *name: object) -> Offer:
    """An offer out of the whole variety, always the same for the same name."""
    rng = dice("offer", *name, provider)
    kind = rng.choices(list(_KINDS), weights=list(_KINDS.values()))[0]
    plain = plain_offer(provider, *name)
    if kind in (Kind.READY, Kind.LOCKED) and happens(rng, 0.06):
        plain = replace(plain, net=-(plain.net / 8).quantize(CENT), term="one_year")
    return replace(
        plain,
        kind=kind,
        policy=_drawn_policy(rng),
        flags=_drawn_flags(rng, kind),
        nulls=frozenset(rng.sample(_NULLABLE, rng.choice((1, 1, 3)))) if happens(rng, 0.12) else frozenset(),
        has_aggregate=happens(rng, 0.94),
        empty_answer=kind is Kind.NONE and happens(rng, 0.4),
    )


def plain_offer(provider: str, *name: object) -> Offer:
    """A ready plan without particulars: what a customer gets whose onboarding ends while the world lives."""
    rng = dice("plain offer", *name, provider)
    current = Decimal(rng.randrange(0, 60)) / 100
    signing = Decimal(rng.randrange(100, 4000)) if happens(rng, 0.3) else Decimal(0)
    return Offer(
        net=Decimal(int(100 * rng.lognormvariate(6.0, 0.9))) / 100 + 20,
        current=current,
        potential=current + Decimal(rng.randrange(12, 38)) / 100,
        term=rng.choice(_TERMS[provider]),
        signing=signing,
    )


def _drawn_policy(rng: Random) -> Scheduling | None:
    enabled, present = happens(rng, 0.55), happens(rng, 0.4)
    schedule = rng.choice(("daily", "weekly", "monthly", "quarterly"))
    minimum = rng.choice((50, 100, 250, 500, 1000))
    return Scheduling(enabled, schedule, minimum) if present else None


def _drawn_flags(rng: Random, kind: Kind) -> str:
    drawn = rng.choice(("exchange", "legacy_purchase", "renewal_purchase", "purchase", *[""] * 12))
    return "renewal_purchase" if kind is Kind.RENEWAL else drawn
