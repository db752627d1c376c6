"""The tables of a plan: line items, and commitments by service, as rows of one shape."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from screens.plan_figures import ratio_text, sum_token
from tui.domain.formats import NOTHING, compact, fitting
from tui.domain.plan import CommitmentSummary, LineItem, Money, total
from tui.domain.plan_words import service_names
from tui.domain.terms import term_of_hours
from tui.text import clean
from widgets.segments import Cell
from widgets.table_columns import CURSOR_BAR, FREE, Column
from widgets.table_lines import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tui.domain.plan import Plan

SortName = Literal["save", "commit", "upfront", "service", "number", "term", "cover"]
SORTS: tuple[SortName, ...] = ("save", "commit", "upfront", "service", "number", "term", "cover")
"""The orders in the order `s` goes through them."""

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
    term: int = 6
    cover: int = 7

    @property
    def cells(self) -> int:
        """All columns with the space between them."""
        figures = self.number + self.term + self.commit + self.upfront + self.save + self.cover
        return self.service + _AFTER_SERVICE + figures + _GAP * 5


_SERVICE, _SERVICE_MOST = 17, 30
_AFTER_SERVICE, _GAP = 1, 2
_NARROW = Widths(service=_SERVICE, number=4, commit=11, upfront=9, save=9)
_WIDE = Widths(service=_SERVICE, number=5, commit=12, upfront=11, save=12)


def widths_for(cells: int) -> Widths:
    """The widths for a table of so many cells: figures first, then the name, up to 30."""
    room = cells - CURSOR_BAR - FREE
    chosen = _WIDE if room >= _WIDE.cells else _NARROW
    spare = max(0, room - chosen.cells)
    return replace(chosen, service=min(_SERVICE_MOST, _SERVICE + spare))


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line item or the commitments of one service. Money in USD per month, `upfront` one-time; coverages 0-1."""

    key: str
    name: str
    number: int | None
    min_hours: int | None
    max_hours: int | None
    commit: Money
    upfront: Money
    save: Money
    now: Money = None
    then: Money = None


def line_columns(widths: Widths, title: str) -> tuple[Column, ...]:
    """The columns of a table whose first is called so."""
    return (
        Column("service", title, widths.service, gap=_AFTER_SERVICE, lead=True),
        Column("number", "No.", widths.number, "right", drop=2),
        Column("term", "Term", widths.term),
        Column("commit", "Commit $/mo", widths.commit, "right", drop=3),
        Column("upfront", "Upfront $", widths.upfront, "right"),
        Column("save", "Save $/mo", widths.save, "right"),
        Column("cover", "Cover %", widths.cover, "right", drop=1),
    )


def _keys(raw: Sequence[str]) -> list[str]:
    """Keys that tell lines apart also where the server repeats one: the second is `key#2`."""
    seen: dict[str, int] = {}
    made: list[str] = []
    for key in raw:
        seen[key] = seen.get(key, 0) + 1
        made.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return made


def item_lines(plan: Plan) -> tuple[PlanLine, ...]:
    """The line items, in the server's order; coverage only where a commitment summary has the same key."""
    names = service_names(plan)
    covered = {summary.key: summary for summary in plan.commitments}
    keys = _keys([item.key for item in plan.line_items])
    return tuple(_line(key, names[i.key], i, covered.get(i.key)) for key, i in zip(keys, plan.line_items, strict=True))


def commitment_lines(plan: Plan) -> tuple[PlanLine, ...]:
    """The commitments by service (`aggregate_metrics.summaries`), in the server's order."""
    keys = _keys([summary.key for summary in plan.commitments])
    return tuple(
        _line(key, s.name or s.service_name or s.key, s, s) for key, s in zip(keys, plan.commitments, strict=True)
    )


def _line(key: str, name: str, source: LineItem | CommitmentSummary, covered: CommitmentSummary | None) -> PlanLine:
    return PlanLine(
        key=key,
        name=clean(name, 120).strip() or "(unnamed)",
        number=source.num_commitments,
        min_hours=source.min_term_hours,
        max_hours=source.max_term_hours,
        commit=source.monthly_commitment,
        upfront=source.upfront_cost,
        save=source.monthly_savings,
        now=covered.current_coverage if covered else None,
        then=covered.potential_coverage if covered else None,
    )


_VALUES: dict[SortName, Callable[[PlanLine], Decimal | int | None]] = {
    "save": lambda line: _comparable(line.save),
    "commit": lambda line: _comparable(line.commit),
    "upfront": lambda line: _comparable(line.upfront),
    "number": lambda line: line.number,
    "term": lambda line: line.max_hours if line.max_hours is not None else line.min_hours,
    "cover": lambda line: _comparable(line.then if line.then is not None else line.now),
}


def _comparable(value: Money) -> Money:
    return value if value is not None and value.is_finite() else None


def in_order(lines: Sequence[PlanLine], by: SortName) -> tuple[PlanLine, ...]:
    """The lines by name, or by a figure, the largest first; lines that don't say come last."""
    if by == "service":
        return tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.key)))
    value = _VALUES[by]
    known = [(found, line) for line in lines if (found := value(line)) is not None]
    known.sort(key=lambda pair: pair[0], reverse=True)
    return (*(line for _found, line in known), *(line for line in lines if value(line) is None))


def next_sort(by: SortName) -> SortName:
    """The order after this one."""
    return SORTS[(SORTS.index(by) + 1) % len(SORTS)]


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
    """`1y`, `30d–3y`, `–`; hours that make no whole unit are given in years, about."""
    known = [hours for hours in (least, most) if hours is not None and hours > 0]
    if not known:
        return NOTHING
    whole = "–".join(dict.fromkeys(term_of_hours(hours) for hours in known))
    if len(whole) <= cells:
        return whole
    longest = term_of_hours(known[-1])
    if len(longest) < cells:
        return f"–{longest}"
    return f"~{compact(Decimal(known[-1]) / _HOURS_PER_YEAR)}y"


def _sum(value: Money, cells: int, token: str = "") -> Cell:
    return ((fitting(value, cells), sum_token(value, token)),)


def row_of(line: PlanLine, widths: Widths) -> Row:
    """One line of the table."""
    number = number_text(line.number, widths.number)
    cover = ratio_text(line.now, line.then, widths.cover)
    return Row(
        line.key,
        (
            line.name,
            ((number, "faint" if number in (NOTHING, "0") else ""),),
            ((term_text(line.min_hours, line.max_hours, widths.term), "muted"),),
            _sum(line.commit, widths.commit),
            _sum(line.upfront, widths.upfront),
            _sum(line.save, widths.save),
            ((cover, "faint" if cover == NOTHING else "muted"),),
        ),
    )


def totals_row(lines: Sequence[PlanLine], widths: Widths) -> Row:
    """What the lines amount to, added up here; a column in which a line does not say has no sum."""
    numbers = [line.number for line in lines]
    known = [number for number in numbers if number is not None]
    number = sum(known) if known and len(known) == len(numbers) else None
    return Row(
        "added up",
        (
            ((ADDED_UP, "faint"),),
            ((number_text(number, widths.number), "muted" if number is not None else "faint"),),
            "",
            _sum(_total(line.commit for line in lines), widths.commit, "strong"),
            _sum(_total(line.upfront for line in lines), widths.upfront, "strong"),
            _sum(_total(line.save for line in lines), widths.save, "strong"),
            "",
        ),
    )


def _total(values: Iterable[Money]) -> Money:
    return total([_comparable(value) for value in values])
