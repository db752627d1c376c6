"""Invents the line items that add up to an offer."""

from __future__ import annotations

from decimal import ROUND_UP, Decimal
from itertools import count
from typing import TYPE_CHECKING

from tui.sandbox.catalog import REGIONS, SERVICES, Service
from tui.sandbox.money import MONTH_HOURS, Line, term_hours
from tui.sandbox.offers import CENT, GUARANTEED, Kind, Offer

if TYPE_CHECKING:
    from random import Random

_SHORT_GUARANTEED = ("thirty_day_gris", "three_month_gris")


def invent_lines(offer: Offer, provider: str, rng: Random) -> tuple[Line, ...]:
    """Line items whose net savings, cash at signing and coverages sum to the offer's; none for an all-zero plan."""
    if offer.kind is Kind.ZERO:
        return ()
    services = _services(offer, provider, rng)
    size = len(services)
    keys = _keys(services, provider, rng)
    nets = _split_net(offer.net, [service.weight * rng.randint(5, 15) for service in services])
    terms = [offer.term, *(_term_within(offer.term, rng) for _ in range(size - 1))]
    upfronts = _upfronts(offer.signing, services, terms)
    commitments = [_commitment(*row, rng) for row in zip(nets, upfronts, terms, strict=True)]
    covered = sum(commitments, Decimal(0)) + sum(nets, Decimal(0)) / (1 - offer.rate)
    everything = covered / (offer.potential - offer.current)
    reserved = _share(everything * offer.current, size, rng)
    uncovered = _share(everything * (1 - offer.potential), size, rng)
    return tuple(
        Line(
            key=keys[i],
            commitment_key=services[i].commitment.key,
            term=terms[i],
            count=rng.randint(1, 14),
            net=nets[i],
            commitment=commitments[i],
            upfront=upfronts[i],
            rate=offer.rate,
            reserved=reserved[i],
            uncovered=uncovered[i],
        )
        for i in range(size)
    )


def _services(offer: Offer, provider: str, rng: Random) -> list[Service]:
    offered = SERVICES[provider]
    if offer.lines is not None:
        return rng.choices(offered, weights=[service.weight for service in offered], k=offer.lines)
    first, *others = offered
    return [first, *rng.sample(others, rng.randint(1, len(others)))]


def _keys(services: list[Service], provider: str, rng: Random) -> list[str]:
    """A service's name, made different by size, region and a number where it comes again."""
    used: set[str] = set()
    keys: list[str] = []
    for service in services:
        key = service.name
        if key in used:
            base = f"{service.name} {rng.choice(service.sizes)} {rng.choice(REGIONS[provider])}"
            key = next(name for n in count(1) if (name := base if n == 1 else f"{base} #{n}") not in used)
        used.add(key)
        keys.append(key)
    return keys


def _split(amount: Decimal, weights: list[int]) -> list[Decimal]:
    """The amount in cents by weight; what is left over goes to the first."""
    total = sum(weights)
    parts = [(amount * weight / total).quantize(CENT) for weight in weights]
    parts[0] += amount - sum(parts)
    return parts


def _split_net(net: Decimal, weights: list[int]) -> list[Decimal]:
    """Net savings by weight; in a plan that loses the first line still gains a little."""
    if net >= 0:
        return _split(net, weights)
    gain = (-net / 4).quantize(CENT)
    return [gain, *_split(net - gain, weights[1:])]


def _term_within(longest: str, rng: Random) -> str:
    """A term no longer than the longest, guaranteed if that one is, so that one premium rate holds for all."""
    if not longest.endswith(GUARANTEED):
        return rng.choice([term for term in ("one_year", "three_year") if term_hours(term) <= term_hours(longest)])
    shorter = [term for term in _SHORT_GUARANTEED if term_hours(term) < term_hours(longest)]
    return rng.choice([longest, *shorter])


def _upfronts(signing: Decimal, services: list[Service], terms: list[str]) -> list[Decimal]:
    """Cash at signing goes to lines with the longest term, to services that take it if there are any."""
    longest = [i for i, term in enumerate(terms) if term == terms[0]]
    takers = [i for i in longest if services[i].takes_upfront] or longest
    parts = _split(signing, [1] * len(takers))
    return [parts[takers.index(i)] if i in takers else Decimal(0) for i in range(len(terms))]


def _commitment(net: Decimal, upfront: Decimal, term: str, rng: Random) -> Decimal:
    """Monthly cost of a line's commitments, in cents: in proportion to what it saves, at least its upfront part."""
    usual = abs(net) * Decimal(rng.randint(180, 320)) / 100 + 1
    least = upfront * MONTH_HOURS / term_hours(term) * Decimal("1.5")
    return max(usual, least).quantize(CENT, ROUND_UP)


def _share(amount: Decimal, size: int, rng: Random) -> list[Decimal]:
    """The amount in uneven shares that add up to it exactly."""
    weights = [rng.randint(1, 20) for _ in range(size)]
    parts = [amount * weight / sum(weights) for weight in weights]
    parts[0] += amount - sum(parts)
    return parts
