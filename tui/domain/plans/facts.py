"""What the plans of one customer amount to in a list (domain.md, "Savings waiting")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.customers.facts import PlanFacts
from tui.domain.plan.brief import Money, PlanBrief, PlanStanding
from tui.domain.snapshot import PlanReading, Reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# The standing that matters most comes first: what can be bought, then what moves, then what is done.
_RANKS = (
    PlanStanding.READY, PlanStanding.CALCULATING, PlanStanding.BUYING, PlanStanding.SCHEDULED, PlanStanding.LOCKED,
    PlanStanding.BOUGHT,
)  # fmt: skip
NONE = "none"
FAILED = "failed"
UNKNOWN = "unknown"
PLAN_WORDS = (*(standing.value for standing in _RANKS), NONE, FAILED, UNKNOWN)
"""Every word a customer's plan can have, the one that matters most first."""

_SINGLE = {standing: frozenset((standing.value,)) for standing in _RANKS}
_NO_READING = PlanReading()
_NOTHING = PlanFacts()
_ALL_UNKNOWN = tuple(PlanFacts(UNKNOWN, frozenset((UNKNOWN,)), expected=count) for count in range(8))


def known_brief(reading: PlanReading) -> PlanBrief | None:
    """The plan as last known: also after a failed try, not when the server said that there is none."""
    return reading.brief if reading.state in (Reading.KNOWN, Reading.FAILED) else None


def _savings(briefs: Sequence[PlanBrief]) -> Money:
    """The sum of what is positive, else the best of what is not; None while figures are not final."""
    values = [
        brief.monthly_savings
        for brief in briefs
        if brief.monthly_savings is not None and brief.standing is not PlanStanding.CALCULATING
    ]
    positive = [value for value in values if value > 0]
    return sum(positive[1:], positive[0]) if positive else max(values, default=None)


def _without_plan(states: set[Reading]) -> str:
    if Reading.FAILED in states:
        return FAILED
    return UNKNOWN if Reading.UNKNOWN in states else NONE


def _of_one(provider: str, brief: PlanBrief) -> PlanFacts:
    """The facts of the usual customer: one cloud and its plan."""
    calculating = brief.standing is PlanStanding.CALCULATING
    return PlanFacts(
        word=brief.standing.value,
        words=_SINGLE[brief.standing],
        savings=None if calculating else brief.monthly_savings,
        provider=provider,
        current_coverage=brief.current_coverage,
        potential_coverage=brief.potential_coverage,
        waiting=brief.waiting,
        known=1,
        expected=1,
    )


def plan_facts(readings: Mapping[str, PlanReading], expected: frozenset[str]) -> PlanFacts:
    """The plan facts of one customer.

    `readings` by provider, as far as any was tried; `expected` are the providers a plan is to be expected of. A
    provider without a plan counts neither as known nor as expected.
    """
    if not readings:
        return _ALL_UNKNOWN[min(len(expected), 7)] if expected else _NOTHING
    if len(readings) == 1:
        [(provider, reading)] = readings.items()
        if provider in expected and len(expected) == 1 and (brief := known_brief(reading)):
            return _of_one(provider, brief)
    asked = {provider: readings.get(provider, _NO_READING) for provider in (*readings, *(expected - readings.keys()))}
    briefs = {provider: brief for provider, reading in asked.items() if (brief := known_brief(reading))}
    without_plan = sum(reading.state is Reading.NONE for reading in asked.values())
    if not briefs:
        word = _without_plan({reading.state for reading in asked.values()})
        return PlanFacts(word, frozenset((word,)), expected=len(asked) - without_plan)
    standing = min((brief.standing for brief in briefs.values()), key=_RANKS.index)
    chosen = {provider: brief for provider, brief in briefs.items() if brief.standing is standing}
    provider = max(chosen, key=lambda name: chosen[name].monthly_savings or 0)
    largest = chosen[provider]
    waiting = [brief.waiting for brief in briefs.values() if brief.waiting is not None]
    return PlanFacts(
        word=standing.value,
        words=frozenset(brief.standing.value for brief in briefs.values()),
        savings=_savings(list(chosen.values())),
        provider=provider,
        current_coverage=largest.current_coverage,
        potential_coverage=largest.potential_coverage,
        waiting=sum(waiting[1:], waiting[0]) if waiting else None,
        known=len(briefs),
        expected=len(asked) - without_plan,
    )
