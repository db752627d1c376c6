"""The three lines under the list, for the customer in hand, where there is no room for a panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.customers.events import lately
from screens.customers.hand import cloud_name
from screens.customers.plan import plan_word
from screens.customers.rows import status_glyph
from screens.customers.steps import begin_words, step_words
from screens.lists.sums import sum_words
from tui.domain.customers.features import moment
from tui.domain.formats import age, percent
from tui.domain.plans.facts import known_brief
from tui.domain.records import AVAILABLE, AWS, AZURE, MISSING, UNKNOWN
from tui.domain.snapshot import Reading
from tui.text import clean
from widgets.segments import EMPTY, cleaned, cut, joined, spread, width_of
from widgets.wrapping import wrap

if TYPE_CHECKING:
    from screens.customers.hand import InHand, Trouble
    from widgets.segments import Cell

    Three = tuple[Cell, Cell, Cell]

_INDENT: Cell = (("  ", ""),)
_GAP = 3


def below(hand: InHand, cells: int) -> Three:
    """Three lines of at most `cells`: what is wrong since when, what to do, what else; or how things stand."""
    troubles = hand.troubles
    if troubles:
        return _in_trouble(hand, troubles, cells)
    return _fitted(_stands(hand), cells), _fitted(_plan(hand), cells), _fitted(_latest(hand), cells)


def _fitted(line: Cell, cells: int) -> Cell:
    return cut(cleaned(line), cells)


def _in_trouble(hand: InHand, troubles: tuple[Trouble, ...], cells: int) -> Three:
    """What is wrong; the meaning and the remedy in one line, else the remedy alone in one or two; the rest."""
    first, others = troubles[0], troubles[1:]
    words = first.words
    remedy = cleaned((("→ ", "key"), (words.remedy, "ink"))) if words.remedy else EMPTY
    advice = joined((cleaned(((words.meaning, "ink"),)), remedy), 1)
    room = cells - width_of(_INDENT)
    if width_of(advice) > room and remedy:
        advice = remedy
    lines = [*wrap(advice, room, hang=2 if advice is remedy else 0), EMPTY][:2]
    return (
        _fitted(_what(first, hand.now), cells),
        (*_INDENT, *lines[0]),
        _rest(lines[1], [_other(others), _more(others)], _counts(hand), cells),
    )


def _rest(advice: Cell, others: list[Cell], counts: Cell, cells: int) -> Cell:
    """The end of the advice and, as far as there is room, what else is wrong and how many features there are."""
    left = (*_INDENT, *advice) if advice else EMPTY
    for right in (joined((others[0], counts), _GAP), joined((others[1], counts), _GAP), others[1], counts):
        if not left and width_of(right) <= cells:
            return right
        if left and width_of(left) + _GAP + width_of(right) <= cells:
            return spread(left, right, cells)
    return left or cut(others[0], cells)


def _what(trouble: Trouble, now: float) -> Cell:
    """`✕ AWS assume_role missing since 02:58, 3m ago; was available`."""
    feature = trouble.feature
    since = ""
    if feature.since is not None:
        how_long = age(now - feature.since)
        since = f" since {moment(feature.since, now)}, {how_long} ago" if feature.was else f" for at least {how_long}"
    was = f"; was {clean(feature.was, 20)}" if feature.was else ""
    return (*_named(trouble), (f" {clean(feature.status, 20)}", "ink"), (f"{since}{was}", "muted"))


def _named(trouble: Trouble) -> Cell:
    """`✕ AWS assume_role`."""
    glyph, token = status_glyph(trouble.feature.status)
    colour = "bold miss" if trouble.feature.status == MISSING else "bold warn"
    return ((f"{glyph} ", token), (f"{cloud_name(trouble.key)} {clean(trouble.feature.name, 40)}", colour))


def _other(troubles: tuple[Trouble, ...]) -> Cell:
    """The second trouble in a few words, and how many more there are."""
    if not troubles:
        return EMPTY
    more = f", {len(troubles) - 1} more" if len(troubles) > 1 else ""
    return cleaned((*_named(troubles[0]), (f" {troubles[0].words.short}{more}", "muted")))


def _more(troubles: tuple[Trouble, ...]) -> Cell:
    if not troubles:
        return EMPTY
    return (status_glyph(troubles[0].feature.status), (f" {len(troubles)} more", "muted"))


def _counts(hand: InHand) -> Cell:
    """`○ 2 unknown   ● 4 available`."""
    counted = [(status, hand.count(status)) for status in (UNKNOWN, AVAILABLE)]
    return joined(((status_glyph(s), (f" {number} {s}", "muted")) for s, number in counted if number), _GAP)


def _stands(hand: InHand) -> Cell:
    """Every cloud in a few words."""
    parts: list[Cell] = []
    for key in (AWS, AZURE):
        step, facts = hand.standing.step(key), hand.standing.cloud(key)
        name = (cloud_name(key), "strong")
        if step is not None:
            waited = "" if step.since is None else f", {age(hand.now - step.since)}"
            parts.append((status_glyph(UNKNOWN), (" ", ""), name, (f" {step_words(key, step)}{waited}", "info")))
        elif facts.features:
            words = f" {facts.available} of {facts.features} available"
            parts.append((status_glyph(facts.status), (" ", ""), name, (words, "muted")))
    if parts:
        return joined(parts, _GAP)
    return (status_glyph(hand.standing.status), (f" {hand.standing.health.stands}", "muted"))


def _plan(hand: InHand) -> Cell:
    provider = hand.standing.plan.provider or next(iter(hand.readings), "")
    reading = hand.readings.get(provider)
    if reading is None:
        return (*_INDENT, *begin_words(hand.standing.stage))
    brief = known_brief(reading)
    lead: Cell = (*_INDENT, ("Plan ", "strong"), (f"{cloud_name(provider)}, ", "muted"), plan_word(reading, brief))
    if brief is None:
        if reading.fault is not None:
            return (*lead, (f": {reading.fault.sentence}", "warn"))
        usual = "; usually there is one 24-48 h after billing data arrives" if reading.state is Reading.NONE else ""
        return (*lead, (usual, "muted"))
    figures: Cell = (
        ("   net ", "muted"), *sum_words(brief.monthly_savings, "strong"),
        ("/mo   due ", "muted"), *sum_words(brief.cash_due),
        (f"   coverage {percent(brief.current_coverage)} → {percent(brief.potential_coverage)} %", "muted"),
    )  # fmt: skip
    return (*lead, *figures)


def _latest(hand: InHand) -> Cell:
    events = lately(hand)
    if not events:
        return EMPTY
    event = events[0]
    glyph = status_glyph(event.status) if event.status else ("·", "muted")
    return (*_INDENT, glyph, (f" {event.text}, {age(hand.now - event.at)} ago", "muted"))
