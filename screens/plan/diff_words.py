"""What changed in a plan, in lines: another plan first, then money by size, then the lines of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.domain.formats import NOTHING, age, fitting, moment_words, short_id
from tui.text import clean
from widgets.prose import BLANK, Pair, Para
from widgets.table_columns import Column
from widgets.table_lines import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.plan.diff import Difference, LineDifference, PlanDiff, PlanMoment

Lines = list[Para | Pair]

COLUMNS = (
    Column("when", "It read so on", 24, lead=True),
    Column("age", "Ago", 5, align="right"),
    Column("save", "Save $/mo", 12, align="right"),
    Column("sign", "Sign $", 11, align="right", drop=2),
    Column("word", "Plan", 12, drop=1),
)
_LABEL, _FIGURE = 27, 16
# A figure, what it became and what that makes stand on one line also at 80 columns.
_UNITS = {"per month": "/mo", "per hour": "/h", "over the term": "/term", "in total": "total", "one-time": "once"}
_MOST_LINES = 200
_MOST_FIELDS = 40
_SIGNS = {"new": ("+ ", "key"), "gone": ("– ", "warn"), "changed": ("→ ", "muted")}


def moment_row(moment: PlanMoment, now: float) -> Row:
    """A moment to compare with."""
    brief = moment.brief
    return Row(
        str(moment.read_at),
        (
            moment_words(moment.read_at),
            ((age(now - moment.read_at), "muted"),),
            fitting(brief.monthly_savings, 12),
            fitting(brief.cash_due, 11),
            ((brief.standing.value, "muted"),),
        ),
    )


def nothing_changed(since: float | None) -> Lines:
    """There is nothing to compare with, or it reads the same."""
    if since is None:
        return [Para((("No earlier reading of this plan is kept on this computer yet.", "ink"),))]
    return [
        Para(((f"Nothing changed since {moment_words(since)}.", "ink"),)),
        Para((("Every reading that differs is kept from then on, the last 14 of them.", "muted"),)),
    ]


def diff_lines(diff: PlanDiff, before: float, now: float) -> Lines:
    """What changed since the reading at `before` (epoch seconds)."""
    since = f"{moment_words(before)}, {age(now - before)} ago"
    if diff.is_empty:
        restless = _fields("Moved by itself", diff.fields)
        return [Para(((f"Nothing changed since {since}: it reads as it did then.", "ink"),)), *restless]
    lines: Lines = [Para(((f"Since {since}", "muted"),))]
    if diff.replaced is not None:
        old, new = (short_id(each) or "(no id)" for each in diff.replaced)
        lines.append(
            Para((("◐ ", "warn"), ("Another plan took its place: ", "warn"), (f"{old} → {new}", "ink")), hang=2)
        )
    lines += _fields("Figures and terms", [each for each in diff.fields if each.counts])
    lines += _of_lines("Line items", diff.lines)
    lines += _of_lines("By commitment", diff.commitments)
    return [*lines, *_fields("Moved by itself", [each for each in diff.fields if not each.counts])]


def _fields(title: str, found: Sequence[Difference]) -> Lines:
    if not found:
        return []
    columns = _columns(found)
    lines: Lines = [BLANK, Para(((title, "strong"),)), *(_difference(each, columns) for each in found[:_MOST_FIELDS])]
    if len(found) > _MOST_FIELDS:
        lines.append(Para(((f"and {len(found) - _MOST_FIELDS:,} more", "muted"),)))
    return lines


class _Columns(NamedTuple):
    """The cells of labels, of figures before, and of those after."""

    label: int
    before: int
    after: int


def _columns(found: Sequence[Difference]) -> _Columns:
    """As much room as they need, labels and figures up to a limit."""
    figures = [each for each in found if each.delta is not None]
    return _Columns(
        min(_LABEL, max(len(each.label) for each in found)),
        min(_FIGURE, max((len(each.before) for each in figures), default=0)),
        min(_FIGURE, max((len(each.after) for each in figures), default=0)),
    )


def _difference(each: Difference, columns: _Columns, indent: int = 0) -> Para | Pair:
    label = (f"{each.label:<{columns.label}}  ", "muted")
    unit = (f" {_UNITS.get(each.unit, each.unit)}" if each.unit else "", "faint")
    if not each.change:
        words = (f"{each.before} → {each.after}", "ink")
        return Para((label, words, unit), indent=indent, hang=columns.label + 2)
    figures = (f"{each.before:>{columns.before}} → {each.after:>{columns.after}}", "ink")
    return Pair((label, figures, unit), ((each.change, _tone(each)),), indent=indent)


def _value(each: Difference, cells: int) -> Para:
    """What a line that came or went says."""
    known = each.before if each.after == NOTHING else each.after
    return Para(((f"{each.label:<{cells}}  ", "muted"), (known, "ink"), (f" {each.unit}", "faint")), indent=2)


def _tone(each: Difference) -> str:
    """A gain in savings is good, a gain in what is paid is not; what is no money is neither."""
    if not each.is_money or each.delta is None:
        return "ink"
    good = (each.delta > 0) == ("savings" in each.label.lower())
    return "ok" if good else "warn"


def _of_lines(title: str, found: Sequence[LineDifference]) -> Lines:
    if not found:
        return []
    lines: Lines = [BLANK, Para(((title, "strong"),))]
    for each in found[:_MOST_LINES]:
        lines.append(Para((_SIGNS[each.what], (clean(each.name, 120), "ink"), (f"  {each.what}", "muted")), hang=2))
        columns = _columns(each.differences)
        if each.what == "changed":
            lines += [_difference(inner, columns, indent=2) for inner in each.differences]
        else:
            lines += [_value(inner, columns.label) for inner in each.differences]
    if len(found) > _MOST_LINES:
        lines.append(Para(((f"and {len(found) - _MOST_LINES:,} lines more, smaller ones", "muted"),)))
    return lines
