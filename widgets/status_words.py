"""The words of the status bar, without a widget (design/visual.md, "Status bar"; product.md, "The frame")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tui.domain.formats import age
from tui.text import fit, width
from widgets.segments import Cell, cleaned, cut, text_of, width_of

if TYPE_CHECKING:
    from widgets.palette import Mode

Connection = Literal["starting", "live", "stale", "offline", "refused", "failing", "paused"]

STEP = 5
_WIDE = 120
_APART = 2
# The shortest a host is cut to before the profile goes.
_SHORT_HOST = 7
# Of who acts, at least so much stays before the words of the connection are shortened.
_LEAST_WHO = 4
_AGE_CELLS = 3
# States in which the next try is told.
_AWAY = ("offline", "refused", "failing")
_CHIPS = {"sandbox": "SANDBOX", "read-only": "READ-ONLY", "write": "WRITE"}
_GLYPHS: dict[str, tuple[str, str]] = {
    "starting": ("·", "muted"),
    "live": ("●", "ok"),
    "stale": ("◐", "warn"),
    "offline": ("✕", "miss"),
    "refused": ("✕", "miss"),
    "failing": ("✕", "miss"),
    "paused": ("⏸", "warn"),
}


@dataclass(frozen=True, slots=True)
class BarFacts:
    """What the status bar tells.

    `since` is when what is shown was last known to be true, `retry_at` when the next try is due; both in epoch
    seconds, None when there is no such moment. `waiting_text` says what requests wait for, in place of their
    number ("slowed down, 40s").
    """

    mode: Mode
    who: str
    host: str
    profile: str = ""
    connection: Connection = "starting"
    since: float | None = None
    retry_at: float | None = None
    in_flight: int = 0
    waiting_text: str = ""


@dataclass(frozen=True, slots=True)
class BarWords:
    """The bar in two ends, cut to fit; the right one has `right_cells` to itself, however many digits its ages have."""

    left: Cell
    right: Cell
    right_cells: int


def shown_age(since: float, now: float) -> str:
    """An age that moves in steps of five seconds, so that an idle screen sends next to nothing."""
    return age(max(0.0, now - since) // STEP * STEP)


def wait_words(retry_at: float, now: float) -> str:
    """The time left until a try, in the same steps, rounded up: it never says less than it takes."""
    left = max(0.0, retry_at - now)
    return age(-(-left // STEP) * STEP)


def connection_words(facts: BarFacts, now: float) -> tuple[Cell, ...]:
    """Glyph and words of the connection, the fullest form first; every form holds the glyph and the age."""
    glyph = _GLYPHS[facts.connection]
    old = "" if facts.since is None else shown_age(facts.since, now)
    retry = "" if facts.retry_at is None else wait_words(facts.retry_at, now)
    forms: tuple[str, ...]
    match facts.connection:
        case state if state in _AWAY:
            soon = ", retry in " + retry if retry and retry != "0s" else ", retrying" if retry else ""
            known = f" · {old} old" if old else ""
            forms = (f" {state}{soon}{known}", f" {state}{known}", f" {old}" if old else f" {state}")
        case "starting":
            forms = (f" starting · {old} old" if old else " starting", f" {old}" if old else " starting")
        case "stale":
            forms = (f" stale {old}".rstrip(), f" {old}" if old else " stale")
        case state:
            forms = (f" {state} {old} ago" if old else f" {state}", f" {old}" if old else f" {state}")
    return tuple((glyph, (words, "")) for words in forms)


def bar_words(facts: BarFacts, now: float, cells: int) -> BarWords:
    """The bar at a width.

    Dropped as room shrinks: in flight (below 120 cells), the middle of the host, the profile, the end of who.
    Never dropped: the chip, the glyph of the connection, the age.
    """
    chip: Cell = ((f" {_CHIPS[facts.mode]} ", "chip"),)
    forms = connection_words(facts, now)
    right = forms[0]
    if cells >= _WIDE:
        waits = facts.waiting_text or f"{facts.in_flight:,} in flight"
        right = (*right, ("   " + waits, "muted"))
    right = cleaned(right)
    room = cells - 1 - width_of(chip) - _APART - 1 - _slack(facts, now)
    least = min(width(facts.who), _LEAST_WHO)
    for form in forms[1:]:
        if width_of(right) + least <= room:
            break
        right = form
    left = (*chip, *_who(facts, room - width_of(right)))
    return BarWords(left, right, width_of(right) + _slack(facts, now) + 1)


def _slack(facts: BarFacts, now: float) -> int:
    """Cells kept free for ages that grow a digit, so that nothing else moves when they do."""
    words = [] if facts.since is None else [shown_age(facts.since, now)]
    if facts.retry_at is not None and facts.connection in _AWAY:
        words.append(wait_words(facts.retry_at, now))
    return sum(max(0, _AGE_CELLS - len(word)) for word in words)


def _who(facts: BarFacts, room: int) -> Cell:
    """Who acts, and where, within so many cells."""
    who, host = text_of(cleaned(facts.who)), text_of(cleaned(facts.host))
    profile = f" ({text_of(cleaned(facts.profile))})" if facts.profile else ""
    rest = room - width(who) - _APART
    if rest >= width(host) + width(profile):
        where = host + profile
    elif rest >= min(width(host), _SHORT_HOST) + width(profile):
        where = middle_cut(host, rest - width(profile)) + profile
    elif rest >= min(width(host), _SHORT_HOST):
        where = middle_cut(host, rest)
    else:
        where = ""
    named = cut(((who, "strong"),), max(0, room))
    return ((" ", ""), *named, *(((" " * _APART + where, "muted"),) if where else ()))


def middle_cut(text: str, cells: int) -> str:
    """A text that loses its middle, so that both ends can still be read: `api.ar…era.ai`."""
    if width(text) <= cells:
        return text
    head = fit(text, (cells + 1) // 2)
    tail = fit(text[::-1], cells - width(head) + 1)[::-1].lstrip("…")
    return head + tail
