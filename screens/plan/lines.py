"""The tables of a plan: line items, and commitments by service, as rows of one shape."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from screens.plan.figures import ratio_text, sum_token
from tui.domain.formats import NOTHING, compact, fitting
from tui.domain.plan.lines import LineKey, sums_of
from tui.domain.plan.terms import term_of_hours
from widgets.letter_picker import Letter
from widgets.table_columns import CURSOR_BAR, FREE, Column
from widgets.table_lines import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.plan.brief import Money
    from tui.domain.plan.lines import PlanLine
    from widgets.segments import Cell, CellLike

LETTERS: dict[str, LineKey] = {
    "s": LineKey.SAVE,
    "c": LineKey.COMMIT,
    "u": LineKey.UPFRONT,
    "n": LineKey.SERVICE,
    "k": LineKey.NUMBER,
    "t": LineKey.TERM,
    "v": LineKey.COVER,
}
PICKS = (
    Letter("s", "savings", "save"),
    Letter("c", "commitment", "commit"),
    Letter("u", "upfront"),
    Letter("n", "name"),
    Letter("k", "number", "no."),
    Letter("t", "term"),
    Letter("v", "coverage", "cover"),
)
ITEM_PICKS = tuple(pick for pick in PICKS if LETTERS[pick.letter] is not LineKey.COVER)
"""What line items can be sorted by: they have no coverage."""
COVER_CELLS = 7
ADDED_UP = "added up here"
_HOURS_PER_YEAR = 8_760


@dataclass(frozen=True, slots=True)
class Widths:
    """Cells of the columns whose room depends on the terminal."""

    service: int
    number: int
    commit: int
    upfront: int
    save: int
    term: int = 7
    cover: int = 0

    @property
    def cells(self) -> int:
        """All columns with the space between them."""
        figures = self.number + self.term + self.commit + self.upfront + self.save + self.cover
        return self.service + _AFTER_SERVICE + figures + _GAP * (5 if self.cover else 4)


_SERVICE, _SERVICE_MOST = 17, 30
_AFTER_SERVICE, _GAP = 1, 2
_NARROW = Widths(service=_SERVICE, number=4, commit=11, upfront=9, save=9)
_WIDE = Widths(service=_SERVICE, number=5, commit=12, upfront=11, save=12)


def widths_for(cells: int, cover: int = 0, counted: int | None = None) -> Widths:
    """The widths for a table of so many cells: figures first, then the name, up to 30.

    `cover` is the width of the coverage, 0 for line items: the contract gives a coverage to commitments alone.
    `counted` is the sum under the counts, for which their column has room where the name can spare it.
    """
    room = cells - CURSOR_BAR - FREE
    wide, narrow = replace(_WIDE, cover=cover), replace(_NARROW, cover=cover)
    chosen = wide if room >= wide.cells else narrow
    spare = max(0, room - chosen.cells)
    more = min(spare, max(0, len(f"{counted or 0:,}") - chosen.number))
    return replace(chosen, number=chosen.number + more, service=min(_SERVICE_MOST, _SERVICE + spare - more))


def line_columns(widths: Widths, title: str) -> tuple[Column, ...]:
    """The columns of a table whose first is called so."""
    cover = (Column("cover", "Cover %", widths.cover, "right", drop=1),) if widths.cover else ()
    return (
        Column("service", title, widths.service, gap=_AFTER_SERVICE, lead=True),
        Column("number", "No.", widths.number, "right", drop=2),
        Column("term", "Term", widths.term),
        Column("commit", "Commit $/mo", widths.commit, "right", drop=3),
        Column("upfront", "Upfront $", widths.upfront, "right"),
        Column("save", "Save $/mo", widths.save, "right"),
        *cover,
    )


def number_text(number: int | None, cells: int) -> str:
    """A count in at most `cells`, shortened where it must be: `1,204`, `1204`, `12k`."""
    if number is None:
        return NOTHING
    for text in (f"{number:,}", str(number)):
        if len(text) <= cells:
            return text.replace("-", "−")
    short = compact(Decimal(number))
    bare = short if "." not in short else f"{short.partition('.')[0]}{short[-1]}"
    return short if len(short) <= cells else bare


def term_text(least: int | None, most: int | None, cells: int) -> str:
    """`1y`, `30d–3y`, `to 30mo` where both have no room, `–`; hours that make no whole unit are years, about."""
    known = [hours for hours in (least, most) if hours is not None and hours > 0]
    if not known:
        return NOTHING
    whole = "–".join(dict.fromkeys(term_of_hours(hours) for hours in known))
    if len(whole) <= cells:
        return whole
    longest = term_of_hours(known[-1])
    if len(f"to {longest}") <= cells:
        return f"to {longest}"
    return f"~{compact(Decimal(known[-1]) / _HOURS_PER_YEAR)}y"


def _sum(value: Money, cells: int, token: str = "") -> Cell:
    return ((fitting(value, cells), sum_token(value, token)),)


def row_of(line: PlanLine, widths: Widths) -> Row:
    """One line of the table."""
    number = number_text(line.number, widths.number)
    cells: tuple[CellLike, ...] = (
        line.name,
        ((number, "faint" if number in (NOTHING, "0") else ""),),
        ((term_text(line.min_hours, line.max_hours, widths.term), "muted"),),
        _sum(line.commit, widths.commit),
        _sum(line.upfront, widths.upfront),
        _sum(line.save, widths.save),
    )
    if not widths.cover:
        return Row(line.key, cells)
    cover = ratio_text(line.now, line.then, widths.cover)
    return Row(line.key, (*cells, ((cover, "faint" if cover == NOTHING else "muted"),)))


def totals_row(lines: Sequence[PlanLine], widths: Widths, of: int | None = None) -> Row:
    """What the lines amount to, added up here; a column in which a line does not say has no sum.

    `of` is how many there are without the filter, None where there is none.
    """
    sums = sums_of(lines)
    cells: tuple[CellLike, ...] = (
        ((_added_up(len(lines), of, widths.service), "faint"),),
        ((number_text(sums.number, widths.number), "muted" if sums.number is not None else "faint"),),
        "",
        _sum(sums.commit, widths.commit, "strong"),
        _sum(sums.upfront, widths.upfront, "strong"),
        _sum(sums.save, widths.save, "strong"),
    )
    return Row("added up", (*cells, "") if widths.cover else cells)


def _added_up(shown: int, of: int | None, cells: int) -> str:
    if of is None:
        return ADDED_UP
    forms = (
        f"{ADDED_UP}, {shown:,} of {of:,}",
        f"added up, {shown:,} of {of:,}",
        f"{shown:,} of {of:,} shown",
        f"{shown} of {of}",
    )
    return next((form for form in forms if len(form) <= cells), ADDED_UP)
