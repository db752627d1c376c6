"""The panel beside the activity, the lines under it, and a line as text for the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.activity.rows import moment
from screens.activity.words import became, cloud_of, glyph, what
from screens.customers.rows import status_glyph
from tui.domain.formats import age, iso
from tui.domain.names import split_name
from tui.domain.records import MISSING, WARNING
from tui.text import clean
from widgets.prose import BLANK, Pair, Para
from widgets.segments import cleaned, cut, text_of, width_of
from widgets.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screens.activity.hand import ActivityInHand
    from tui.domain.changes import Change
    from widgets.segments import Cell

Lines = list[Para | Pair]

_MOST = 6
_FEW = 3
_DATE = 13
_KEPT = "What was known before stayed on screen with its age."
_OPENS: Cell = (("enter", "key"), (" opens the customer", "muted"))


def panel(hand: ActivityInHand) -> Lines:
    """Everything beside the list."""
    lines: Lines = [Para(((hand.name, "strong"),)), *_head(hand)]
    for block in (_to_do(hand), _history(hand), _touched(hand), _same_hour(hand)):
        if block:
            lines += [BLANK, *block]
    return lines


def _title(text: str) -> Para:
    return Para(((text, "strong"),))


def _muted(text: str) -> Para:
    return Para(((text, "muted"),))


def _head(hand: ActivityInHand) -> Iterator[Para | Pair]:
    """What it is, and since when."""
    change = hand.change
    sign, token = glyph(change)
    if change.kind == "feature":
        about = what(hand.entry)
        now = clean(change.after, 30)
        tone = {MISSING: "bold miss", WARNING: "warn"}.get(change.after, "ink")
        yield Para(((f"{sign} ", token), (f"{about} ", "ink"), (now, tone)), hang=2)
    else:
        yield Para(((f"{sign} ", token), (what(hand.entry), "ink")), hang=2)
    yield Para(((_since(hand), "muted"),), indent=2)
    if hand.is_over and hand.feature is not None:
        glyph_now, token_now = status_glyph(hand.feature.status)
        words = f"now {clean(hand.feature.status, 30)}"
        yield Para(((f"{glyph_now} ", token_now), (words, "ink")), indent=2)


def _since(hand: ActivityInHand) -> str:
    """`since 02:58, 3m ago`; at that time for what happened once."""
    change = hand.change
    word = "since" if change.kind == "feature" and not hand.is_over else "at"
    return f"{word} {moment(change.at, hand.now)}, {age(hand.now - change.at)} ago"


def _to_do(hand: ActivityInHand) -> Lines:
    """What it means, and what to do."""
    change = hand.change
    lines: Lines = []
    match change.kind:
        case "feature" if hand.words is not None:
            lines.append(_title("What to do" if hand.words.remedy else "What it means"))
            lines.append(Para(((hand.words.meaning, "muted" if hand.words.calm else "ink"),)))
            if hand.words.remedy:
                lines.append(Para((("→ ", "key"), (hand.words.remedy, "ink")), hang=2))
        case "feature":
            lines.append(_title("Features"))
            for each in hand.entry.changes[:_MOST]:
                lines.append(Para((status_glyph(each.after), (f" {clean(each.subject, 40)}", "muted")), hang=2))
            if len(hand.entry.changes) > _MOST:
                lines.append(_muted(f"and {len(hand.entry.changes) - _MOST} more"))
        case "plan" | "purchase":
            lines.append(Pair((("before", "muted"),), ((clean(change.before, 60) or "–", "muted"),)))
            lines.append(Pair((("after", "muted"),), ((clean(change.after, 60), "ink"),)))
            other = "2 shows all plans" if change.kind == "plan" else "4 shows the journal"
            lines.append(Para(((other[0], "key"), (other[1:], "muted"))))
        case "api":
            lines.append(Para(((clean(change.after, 300), "ink"),)))
            lines.append(_muted(_KEPT))
        case "gone":
            lines.append(_muted("The server no longer lists it. What was known of it is kept in the history."))
        case _:
            lines.append(_muted("It was not in the list before."))
    if hand.customer is not None:
        lines.append(Para(_OPENS))
    return lines


def _history(hand: ActivityInHand) -> Lines:
    """What is known of the past of the same thing."""
    changes = hand.history()
    if hand.entry.together > 1 or len(changes) + (hand.change.kind == "feature") < 2:  # noqa: PLR2004 - one says nothing
        return []
    lines: Lines = [_title("This feature" if hand.change.kind == "feature" else "Before")]
    for change in changes[:_MOST]:
        after = clean(change.after, 24) if change.kind != "api" else clean(change.subject, 24)
        lines.append(_past(change.at, glyph(change), after, hand.now))
    if hand.change.kind == "feature" and len(changes) <= _MOST and changes:
        first = changes[-1]
        lines.append(Para((("before that".ljust(_DATE), "faint"), (clean(first.before, 24), "faint"))))
    return lines


def _past(at: float, sign: tuple[str, str], word: str, now: float) -> Para:
    return Para(((moment(at, now).ljust(_DATE), "muted"), sign, (f" {word}", "muted")))


def _touched(hand: ActivityInHand) -> Lines:
    if hand.change.kind != "feature" or hand.entry.together > 1:
        return []
    changes = hand.also_touched()
    if not changes:
        return []
    lines: Lines = [_title("Also touched")]
    lines += [_other(change) for change in changes[:_MOST]]
    if len(changes) > _MOST:
        lines.append(_muted(f"and {len(changes) - _MOST} more"))
    return lines


def _other(change: Change) -> Para:
    named = f"{cloud_of(change)} {clean(change.subject, 40)}".strip()
    return Para((status_glyph(change.after), (f" {named}, {clean(change.after, 24)}", "muted")), hang=2)


def _same_hour(hand: ActivityInHand) -> Lines:
    """Whether it is one fault for many."""
    change = hand.change
    if change.kind != "feature" or not change.is_regression:
        return []
    others = hand.same_hour()
    if not others:
        return []
    noun = "1 other customer" if len(others) == 1 else f"{len(others)} other customers"
    lines: Lines = [_title("Same hour"), _muted(f"{noun} lost a feature:")]
    lines += [_muted(f"{clean(c.name, 60)}, {_apart(c.at - change.at)}") for c in others[:_FEW]]
    if len(others) > _FEW:
        lines.append(_muted(f"and {len(others) - _FEW} more"))
    return lines


def _apart(seconds: float) -> str:
    if abs(seconds) < 1:
        return "at the same moment"
    return f"{age(abs(seconds))} {'before' if seconds < 0 else 'after'}"


def below(hand: ActivityInHand, cells: int) -> tuple[Cell, ...]:
    """Three lines under the list: what it is and since when; what to do, or what it means."""
    sign, token = glyph(hand.change)
    # The API's own words are a sentence of their own: they stand below, and the time keeps its place here.
    change: Cell = () if hand.change.kind == "api" else ((" ", "ink"), *became(hand.entry))
    told: Cell = ((what(hand.entry), "ink"), *change, (f", {_since(hand)}", "muted"))
    named = [
        cleaned(((f"{sign} ", token), (f"{name} ", "strong"), *told)) for name in (hand.name, split_name(hand.name)[0])
    ]
    # The shared end of the name goes before the time does.
    first = named[0] if width_of(named[0]) <= cells else named[1]
    room = max(1, cells - 2)
    lines = wrap(cleaned(_advice(hand)), room, hang=2)
    if len(lines) > 2:  # noqa: PLR2004 - all that has room
        lines = [lines[0], cut((*lines[1], (" " * room, "")), room)]
    return cut(first, cells), *((("  ", ""), *line) for line in lines if line)


def _advice(hand: ActivityInHand) -> Cell:
    words = hand.words
    if words is not None:
        return (("→ ", "key"), (words.remedy, "ink")) if words.remedy else ((words.meaning, "muted"),)
    match hand.change.kind:
        case "plan" | "purchase":
            return (
                (f"was {clean(hand.change.before, 60) or 'not there'}; now {clean(hand.change.after, 60)}", "muted"),
            )
        case "api":
            said = clean(hand.change.after, 300).removesuffix(".")
            return ((f"{said}. ", "ink"), (_KEPT, "muted"))
        case "feature":
            return ((", ".join(clean(change.subject, 40) for change in hand.entry.changes), "muted"),)
        case _:
            return ()


def entry_text(hand: ActivityInHand) -> str:
    """The line as text, its time in full."""
    entry = hand.entry
    words = " ".join(part for part in (what(entry), text_of(became(entry))) if part)
    return f"{iso(hand.change.at) or '–'}\t{hand.name}\t{clean(words, 400)}"
