"""The journal as lines of a table: open entries with what is known of them, then those that ended (visual.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.plans.rows import sum_cell
from screens.purchase.ended import happened, last_look, next_look
from tui.domain.formats import NOTHING, clock, count, date
from tui.domain.names import safe_name, split_name
from tui.domain.purchase.attempt import AttemptState
from tui.domain.records import CLOUD_NAMES
from tui.text import clean
from widgets.table_columns import Column
from widgets.table_lines import Headings, Row, Section, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.domain.purchase.attempt import Attempt
    from widgets.segments import Cell, Piece
    from widgets.table_lines import Line

_DAY = 86_400.0
_ROOMY = 90
_BROAD = 110
_SUM = 9
_TOLD = 3

_GLYPHS: dict[AttemptState, Piece] = {
    AttemptState.BOUGHT: ("●", "ok-quiet"),
    AttemptState.ACCEPTED: ("●", "ok-quiet"),
    AttemptState.REFUSED: ("✕", "bold miss"),
    AttemptState.UNKNOWN: ("○", "bold warn"),
    AttemptState.SENT: ("▸", "info"),
    AttemptState.INTENDED: ("▸", "info"),
}


def outcome(state: AttemptState) -> Cell:
    """Glyph and word of a state: unknown is amber and never called failed."""
    word = "bold warn" if state is AttemptState.UNKNOWN else "info" if state.is_open else "muted"
    return (_GLYPHS.get(state, (NOTHING, "muted")), (f" {state.value}", word))


def columns(cells: int) -> tuple[Column, ...]:
    """The columns for a table of this width."""
    roomy = cells >= _ROOMY
    return (
        Column("number", "No", 3, align="right", gap=1),
        Column("outcome", "Outcome", 12, gap=1),
        Column("name", "Customer", 22, lead=True, grow=1, gap=1),
        Column("cloud", "Cloud", 5, drop=2, gap=1),
        Column("save", "Save $/mo", _SUM, align="right", gap=1),
        Column("sign", "Sign $", _SUM, align="right", drop=3, gap=2),
        Column("how", "How", 17 if roomy else 10, drop=1, grow=2 if cells >= _BROAD else 1, gap=1),
        Column("sent", "Sent", 6, align="right"),
    )


def lines(attempts: Sequence[Attempt], now: float, host: str, *, airy: bool) -> Iterator[Line]:
    """Every line, the open entries on top.

    `host` is the API this program calls; `airy` sets a blank line between the sections.
    """
    waiting = [attempt for attempt in attempts if attempt.state.is_open]
    done = [attempt for attempt in attempts if not attempt.state.is_open]
    if waiting:
        yield Section("\x00open", (("Open", "bold warn"),))
        if not done:
            yield Headings("\x00headings")
        for attempt in waiting:
            yield row(attempt, now)
            for place, told in enumerate(open_words(attempt, now, host)):
                yield Span(f"\x00told {attempt.id} {place}", told, _TOLD)
    if done:
        if waiting and airy:
            yield Span("\x00gap")
        yield Section("\x00done", (("Done", "faint"),))
        yield Headings("\x00headings")
        yield from (row(attempt, now) for attempt in done)


def row(attempt: Attempt, now: float) -> Row:
    """The line of an entry; the figures are those a person reviewed."""
    name, suffix = split_name(safe_name(attempt.org_name or attempt.org_id))
    shown: Cell = ((name, ""), (f" {suffix}", "faint")) if suffix else ((name, ""),)
    is_open, reviewed = attempt.state.is_open, attempt.reviewed
    how = "" if is_open else clean(attempt.how, 100)
    return Row(
        attempt.id,
        (
            ((f"{attempt.number}", "faint"),),
            outcome(attempt.state),
            shown,
            ((CLOUD_NAMES.get(attempt.provider, clean(attempt.provider, 20)), "muted"),),
            sum_cell(reviewed.monthly_savings, _SUM, "ink"),
            sum_cell(reviewed.cash_due, _SUM, "ink"),
            ((how, "muted"),),
            ((sent_words(attempt, now), "muted"),),
        ),
    )


def sent_words(attempt: Attempt, now: float) -> str:
    """`03:04` within a day, `14 Nov` before that; `–` for what never left."""
    at = attempt.sent_at
    if at is None:
        return NOTHING
    return clock(at) if 0 <= now - at < _DAY else date(at, now)


def open_words(attempt: Attempt, now: float, host: str) -> tuple[Cell, Cell]:
    """Two lines about an entry that nobody knows the end of: what is known, and what happens by itself."""
    how = happened(attempt, 120) or "nothing is known yet"
    match attempt.state:
        case AttemptState.UNKNOWN if attempt.looks:
            how = f"{how}; looked {count(attempt.looks, 'time')}, {last_look(attempt)}"
        case AttemptState.UNKNOWN:
            how = f"{how}; not looked yet"
        case AttemptState.INTENDED:
            how = "written down, not sent yet"
        case _:
            pass
    return ((how, "ink"),), ((_then(attempt, now, host), "muted"),)


def _then(attempt: Attempt, now: float, host: str) -> str:
    match attempt.state:
        case _ if attempt.host != host:
            return f"looked for by a program with profile {clean(attempt.profile, 40)}, at {clean(attempt.host, 60)}"
        case AttemptState.UNKNOWN:
            return f"looks again {next_look(attempt, now)} by itself; can't be bought until known"
        case AttemptState.SENT:
            return "its answer is waited for, whatever is on screen"
        case _:
            return "the figures are read once more before it leaves"
