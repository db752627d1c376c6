"""The panel beside the list: all there is to say of the customer in hand (design/customers-120x40.png)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.customers.events import lately
from screens.customers.hand import cloud_name
from screens.customers.plan import plan_lines
from screens.customers.rows import status_glyph
from screens.customers.steps import begin_words, step_words
from tui.domain.customers.facts import Stage
from tui.domain.customers.feature_texts import ORG
from tui.domain.formats import age, at_least, count, date, short_id
from tui.domain.records import AVAILABLE, AWS, AZURE, MISSING, UNKNOWN, WARNING, worst_first
from tui.text import clean, fit, pad
from widgets.look import DEFAULT_LOOK
from widgets.prose import BLANK, Pair, Para, lay_prose
from widgets.segments import EMPTY, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from screens.customers.hand import InHand, Trouble
    from tui.domain.records import Feature
    from widgets.segments import Cell

CELLS = 42
_NAME = 23
_WORD = 10
_MOST_MEANINGS = 3
_MOST_EVENTS = 8
# More than anybody reads; a server that sends thousands must not hold up the drawing.
_MOST_FEATURES = 100
_MOST_LISTS = 20

Lines = list[Para | Pair]

_WORDS = {MISSING: ("strong", "bold miss", "ink"), WARNING: ("strong", "warn", "ink"), UNKNOWN: ("muted",) * 3}


def panel(hand: InHand, rows: int) -> Lines:
    """The panel's lines for so many rows: what works is folded and the past left out where room is short."""
    healthy = _healthy(hand)
    lines: Lines = []
    for some in range(len(healthy) + 1):
        lines = [*_head(hand), *_clouds(hand, healthy[:some]), *_to_do(hand), *_plan(hand)]
        if _height(lines) <= rows:
            break
    return [*lines, *_lately(hand, rows - _height(lines))]


def _height(lines: Sequence[Para | Pair]) -> int:
    return len(lay_prose(lines, CELLS, DEFAULT_LOOK))


def _healthy(hand: InHand) -> list[str]:
    """The lists in which everything is available, the last one first."""
    lists = [(key, hand.lists[key]) for key in _keys(hand) if key in hand.lists][::-1]
    return [key for key, features in lists if all(feature.status == AVAILABLE for feature in features)]


def _head(hand: InHand) -> Iterator[Para | Pair]:
    customer = hand.standing.customer
    yield Para(((hand.standing.full_name, "strong"),))
    since = customer.created_at if customer.created_at is not None else hand.standing.times.since
    words = "customer since" if customer.created_at is not None else "known here since"
    known = f"{words} {date(since, hand.now)}" if since is not None else ""
    yield Pair(((short_id(clean(customer.org_id)), "faint"),), ((known, "muted"),))


def _keys(hand: InHand) -> list[str]:
    """The lists the panel speaks of."""
    others = [key for key in hand.lists if key not in (AWS, AZURE, ORG)]
    own = [ORG] if any(trouble.key == ORG for trouble in hand.troubles) else []
    return [AWS, AZURE, *others[:_MOST_LISTS], *own]


def _clouds(hand: InHand, folded: Sequence[str]) -> Iterator[Para | Pair]:
    compact = False
    for key in _keys(hand):
        # Headings without features under them stand close together.
        alone = key not in hand.lists or key in folded
        if not (compact and alone):
            yield BLANK
        compact = alone
        yield _cloud_head(hand, key)
        if not alone:
            features = worst_first(hand.lists[key])
            yield from (_feature(feature, hand.now) for feature in features[:_MOST_FEATURES])
            yield from _left_out(len(features) - _MOST_FEATURES, "feature")
    yield from _left_out(len(set(hand.lists) - {AWS, AZURE, ORG}) - _MOST_LISTS, "list")


def _left_out(more: int, what: str) -> Iterator[Para]:
    if more > 0:
        yield Para(((f"and {count(more, f'more {what}')}", "muted"),), indent=2)


def _cloud_head(hand: InHand, key: str) -> Pair:
    features = hand.lists.get(key, ())
    step = hand.standing.step(key)
    title: Cell = ((clean(cloud_name(key), 20), "strong"),)
    if step is not None:
        waited = "" if step.since is None else age(hand.now - step.since)
        return Pair((*title, (f"  {step_words(key, step)}", "info")), ((waited, "info"),))
    if not features:
        return Pair((*title, ("  not started", "muted")), EMPTY)
    available = sum(feature.status == AVAILABLE for feature in features)
    known = "as last reported" if hand.known_at is None else f"known {age(hand.now - hand.known_at)} ago"
    left: Cell = (*title, (f"  {available} of {len(features)} available", "muted"))
    if width_of(left) + 2 + len(known) > CELLS and hand.known_at is None:
        known = ""
    return Pair(left, ((known, "faint"),) if known else EMPTY)


def _feature(feature: Feature, now: float) -> Pair:
    name, word, time = _WORDS.get(feature.status, ("muted", "faint", "faint"))
    since = "" if feature.since is None else age(now - feature.since)
    if feature.was is None and feature.since is not None:
        since, time = at_least(now - feature.since), "faint"
    left: Cell = (
        status_glyph(feature.status),
        (" ", ""),
        (pad(fit(clean(feature.name), _NAME - 1), _NAME), name),
        (pad(clean(feature.status), _WORD), word),
    )
    return Pair(left, ((since, time),))


def _to_do(hand: InHand) -> Iterator[Para | Pair]:
    troubles = hand.troubles
    if not troubles:
        return
    yield BLANK
    yield Para((("What to do", "strong"),))
    for group in _groups(troubles):
        for trouble in group[:_MOST_MEANINGS]:
            tone = "muted" if trouble.words.calm else "ink"
            glyph, token = status_glyph(trouble.feature.status)
            name = clean(trouble.feature.name, 40)
            label: Cell = ((f"{name}: ", tone),) if len(troubles) > 1 else ()
            yield Para(((f"{glyph} ", token), *label, (trouble.words.meaning, tone)), hang=2)
        if len(group) > _MOST_MEANINGS:
            yield Para(((f"and {len(group) - _MOST_MEANINGS} more like these", "muted"),), indent=2)
        remedy = group[0].words.remedy
        if remedy:
            yield Para((("→ ", "key"), (remedy, "muted" if group[0].words.calm else "ink")), indent=2, hang=2)


def _groups(troubles: Sequence[Trouble]) -> list[list[Trouble]]:
    """Troubles one after another that have the same remedy."""
    groups: list[list[Trouble]] = []
    for trouble in troubles:
        last = groups[-1][-1] if groups else None
        if last and (last.key, last.words.remedy) == (trouble.key, trouble.words.remedy) and trouble.words.remedy:
            groups[-1].append(trouble)
        else:
            groups.append([trouble])
    return groups


def _plan(hand: InHand) -> Iterator[Para | Pair]:
    lines = plan_lines(hand)
    if lines:
        yield BLANK
        yield from lines
    elif hand.standing.stage in (Stage.NEVER, Stage.ONBOARDING):
        yield BLANK
        yield Para((("What to do", "strong"),))
        yield Para(begin_words(hand.standing.stage), hang=2)


def _lately(hand: InHand, room: int) -> Iterator[Para | Pair]:
    events = lately(hand)[: min(_MOST_EVENTS, room - 2)] if room > 2 else []  # noqa: PLR2004 - blank and title
    if not events:
        return
    yield BLANK
    yield Para((("Lately", "strong"),))
    for event in events:
        glyph = status_glyph(event.status) if event.status else ("·", "muted")
        yield Pair(((f"{age(hand.now - event.at):>4}", "muted"), ("  ", ""), glyph, (f" {event.text}", "muted")), EMPTY)
