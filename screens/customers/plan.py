"""The plans of the customer in hand, in a few figures; the plan screen has them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.customers.hand import cloud_name
from screens.lists.sums import sum_pair, sum_words
from tui.domain.formats import age, date, percent
from tui.domain.plan.brief import PlanStanding
from tui.domain.plan.terms import words_of_hours
from tui.domain.plans.facts import known_brief
from tui.domain.snapshot import Reading
from widgets.prose import Pair, Para
from widgets.segments import EMPTY

if TYPE_CHECKING:
    from screens.customers.hand import InHand
    from tui.domain.plan.brief import PlanBrief
    from tui.domain.snapshot import PlanReading
    from widgets.segments import Cell

Lines = list[Para | Pair]


def plan_lines(hand: InHand) -> Lines:
    """The plan worth most with its figures, every other one in a line; empty when none is to be expected."""
    readings = dict(hand.readings)
    if not readings:
        return []
    first = hand.standing.plan.provider
    if first not in readings:
        first = next(iter(readings))
    lines = _first(first, readings.pop(first), hand.now)
    return lines + [_other(provider, reading) for provider, reading in readings.items()]


def _first(provider: str, reading: PlanReading, now: float) -> Lines:
    brief = known_brief(reading)
    word = plan_word(reading, brief)
    read = "" if reading.read_at is None else f"read {age(now - reading.read_at)} ago"
    title: Cell = (("Plan", "strong"), (f"   {cloud_name(provider)}, ", "muted"), word)
    lines: Lines = [Pair(title, ((read, "faint"),))]
    if brief is not None:
        lines += _figures(brief, now)
    if reading.fault is not None:
        lines.append(Para(((reading.fault.sentence, "warn"),)))
    elif reading.state is Reading.NONE:
        lines.append(Para((("Archera usually has one 24-48 h after billing data arrives.", "muted"),)))
    return lines


def plan_word(reading: PlanReading, brief: PlanBrief | None) -> tuple[str, str]:
    """Where a plan stands, in a word with its style token."""
    if brief is not None:
        return brief.standing.value, "ok" if brief.standing is PlanStanding.BOUGHT else "muted"
    match reading.state:
        case Reading.NONE:
            return "none yet", "muted"
        case Reading.FAILED:
            return "could not be read", "warn"
        case _:
            return "not read yet", "muted"


def _figures(brief: PlanBrief, now: float) -> Lines:
    final = brief.standing is not PlanStanding.CALCULATING
    lines: Lines = [
        sum_pair("Net savings/mo", brief.monthly_savings, "strong" if final else "muted"),
        sum_pair("Due at signing", brief.cash_due),
    ]
    lines.append(Pair((("Lock-in", "muted"),), ((words_of_hours(brief.lock_in_hours), "ink"),)))
    coverage = f"{percent(brief.current_coverage)} → {percent(brief.potential_coverage)} %"
    lines.append(Pair((("Coverage", "muted"),), ((coverage, "ink"),)))
    if brief.policy_next is not None:
        lines.append(
            Pair((("Bought by its policy", "muted"),), ((f"next run {date(brief.policy_next, now)}", "warn"),))
        )
    if not final:
        lines.append(Para((("Still calculating: the figures are not final.", "muted"),)))
    return lines


def _other(provider: str, reading: PlanReading) -> Pair:
    brief = known_brief(reading)
    word, token = plan_word(reading, brief)
    left: Cell = ((f"{cloud_name(provider)} plan, ", "muted"), (word, token))
    if brief is None:
        return Pair(left, EMPTY)
    amount = sum_words(brief.monthly_savings)
    return Pair(left, (*amount, ("/mo", "muted")) if brief.monthly_savings is not None else amount)
