"""The columns of the list of plans and how a plan becomes a line (design/visual.md, "Tables")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.formats import NOTHING, fitting, percent
from tui.domain.marks import ReviewMark
from tui.domain.plan.brief import PlanStanding
from tui.domain.plan.terms import term_of_hours
from tui.domain.plans.list import row_key
from tui.domain.plans.portfolio import PlanSort
from tui.domain.purchase.attempt import AttemptState
from tui.domain.records import CLOUD_NAMES
from tui.text import clean
from widgets.letter_picker import Letter
from widgets.table_columns import Column
from widgets.table_lines import Row, Span

if TYPE_CHECKING:
    from tui.domain.plan.brief import Money
    from tui.domain.plans.portfolio import PlanRow
    from widgets.segments import Cell
    from widgets.table_lines import Line

_SAVE, _SUM = 9, 8
_WIDE = 92
_BROAD = 108
_ABSENT: Cell = ((NOTHING, "faint"),)

LETTERS: dict[str, PlanSort] = {
    "s": PlanSort.SAVINGS,
    "c": PlanSort.CUSTOMER,
    "z": PlanSort.CLOUD,
    "p": PlanSort.PREMIUM,
    "d": PlanSort.SIGNING,
    "l": PlanSort.LOCK_IN,
    "v": PlanSort.COVERAGE,
    "r": PlanSort.REVIEW,
}

PICKS = (
    Letter("s", "savings", "save"),
    Letter("c", "customer", "name"),
    Letter("z", "cloud"),
    Letter("p", "premium", "prem"),
    Letter("d", "due at signing", "due"),
    Letter("l", "lock-in", "lock"),
    Letter("v", "coverage", "cover"),
    Letter("r", "review"),
)

COLUMNS = {
    PlanSort.SAVINGS: "save",
    PlanSort.CUSTOMER: "name",
    PlanSort.CLOUD: "cloud",
    PlanSort.PREMIUM: "premium",
    PlanSort.SIGNING: "sign",
    PlanSort.LOCK_IN: "lock",
    PlanSort.COVERAGE: "cover",
    PlanSort.REVIEW: "review",
}
"""The column of the table each key sorts by."""

SORTS = {column: key for key, column in COLUMNS.items()}
"""What a click on a heading sorts by."""


def columns(cells: int) -> tuple[Column, ...]:
    """The columns for a table of this width."""
    far = 2 if cells >= _WIDE else 1
    found = [
        Column("name", "Customer", 22, lead=True, grow=2, gap=far),
        Column("cloud", "Cloud", 5, drop=3, gap=1),
        Column("save", "Save $/mo", _SAVE, align="right", gap=2),
        Column("premium", "Prem. $", _SUM, align="right", drop=1, gap=2),
        Column("sign", "Sign $", _SUM, align="right", drop=6, gap=2),
        Column("lock", "Lock-in", 8, drop=2, gap=1),
        Column("cover", "Cover %", 7, align="right", drop=4, gap=far),
        Column("review", "Review", 13 if cells >= _WIDE else 11, drop=7, gap=2),
    ]
    note = Column("note", "Note", 12, drop=1, grow=3)
    return (*found, note) if cells >= _BROAD else tuple(found)


def hidden_lines(hidden: int) -> tuple[Line, ...]:
    """What stands under the plans that are left."""
    if not hidden:
        return ()
    words = f"{hidden:,} hidden by the filter, esc clears it"
    return Span("\x00blank"), Span("\x00hidden", ((words, "faint"),), 0)


def plan_line(row: PlanRow) -> Row:
    """The line of a plan, a cell for every column; what nobody has to decide on any more is muted."""
    standing, brief, final = row.standing, row.brief, row.is_final
    quiet = brief.standing in (PlanStanding.BOUGHT, PlanStanding.BUYING) or row.mark is ReviewMark.DECLINED
    name = "muted" if quiet else ""
    suffix: Cell = ((f" {standing.suffix}", "faint"),) if standing.suffix else ()
    return Row(
        row_key(row.key),
        (
            ((standing.name, name), *suffix),
            ((CLOUD_NAMES.get(row.provider, clean(row.provider, 20)), "muted"),),
            sum_cell(row.savings, _SAVE, name),
            sum_cell(brief.monthly_fee if final else None, _SUM, "muted"),
            sum_cell(brief.cash_due if final else None, _SUM, name),
            ((term_of_hours(brief.lock_in_hours) if final else "", "muted"),),
            _coverage(row),
            review_cell(row),
            ((clean(row.review.note, 200), "muted"),) if row.review is not None else (),
        ),
    )


def sum_cell(value: Money, cells: int, token: str) -> Cell:
    """A sum with cents where they fit: unknown and zero faint, negative in warn."""
    if value is None or not value.is_finite():
        return _ABSENT
    text = fitting(value, cells)
    if value < 0:
        return ((text, "warn"),)
    return ((text, "faint" if text == "0.00" else token),)


def _coverage(row: PlanRow) -> Cell:
    if not row.is_final:
        return _ABSENT
    now, then = percent(row.brief.current_coverage), percent(row.brief.potential_coverage)
    if row.brief.standing is PlanStanding.BOUGHT or NOTHING in (now, then):
        known = next((word for word in (then, now) if word != NOTHING), NOTHING)
        return ((known, "faint" if known == NOTHING else "muted"),)
    return ((f"{now}→{then}", "muted"),)


_MARKS: dict[ReviewMark, Cell] = {
    ReviewMark.TO_DO: (("  to do", "muted"),),
    ReviewMark.LOOKED_AT: (("✓ looked", ""),),
    ReviewMark.TO_BUY: (("+ to buy", "key"),),
    ReviewMark.DECLINED: (("– declined", "muted"),),
}


def mark_cell(mark: ReviewMark) -> Cell:
    """A mark with its glyph."""
    return _MARKS[mark]


def review_cell(row: PlanRow) -> Cell:
    """Where the review stands: a purchase not known to have ended comes first, then why a plan is not for sale."""
    standing = row.brief.standing
    match row.purchase:
        case AttemptState.UNKNOWN:
            return (("○ ", "bold warn"), ("unknown", "warn"))
        case AttemptState.INTENDED | AttemptState.SENT:
            return (("  buying", "warn"),)
        case _:
            pass
    match standing:
        case PlanStanding.BOUGHT:
            return (("● ", "ok-quiet"), ("bought", "ok"))
        case PlanStanding.BUYING:
            return (("  buying", "warn"),)
        case PlanStanding.CALCULATING:
            return (("calculating", "muted"),)
        case PlanStanding.LOCKED | PlanStanding.SCHEDULED if row.mark is ReviewMark.TO_DO:
            return ((f"  {standing.value}", "muted"),)
        case _:
            return mark_cell(row.mark)
