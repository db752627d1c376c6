"""The panel beside the list of plans, the lines under it, and a plan as text for the clipboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screens.lists.sums import minimum_pair, sum_pair
from screens.plans.rows import mark_cell
from tui.domain.formats import NOTHING, age, clock, date, dollars, moment_words, short_id
from tui.domain.plan.brief import PlanStanding
from tui.domain.plan.terms import words_of_hours
from tui.domain.plan.words import change_percent, coverage_words, hours_words
from tui.domain.records import CLOUD_NAMES
from tui.text import clean, fit
from widgets.bars import after_bar, bar, before_bar
from widgets.prose import BLANK, Pair, Para
from widgets.text_line import Part, fit_parts, part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.domain.plan.records import Plan
    from tui.domain.plans.portfolio import PlanRow
    from tui.domain.snapshot import PlanDetail
    from widgets.segments import Cell

Lines = list[Para | Pair]

_DAY = 86_400.0
# A longer name leaves no room for the figures beside it.
_NAME_CELLS = 24


@dataclass(frozen=True, slots=True)
class PlanInHand:
    """The plan under the cursor: its row, the whole plan once it was read, and the present (epoch seconds)."""

    row: PlanRow
    detail: PlanDetail | None
    now: float

    @property
    def plan(self) -> Plan | None:
        """The whole plan, as far as it is the one of the row."""
        return self.detail.plan if self.detail is not None and self.detail.plan.id == self.row.brief.id else None

    @property
    def cloud(self) -> str:
        """`AWS`; a cloud nobody has heard of as it came."""
        return CLOUD_NAMES.get(self.row.provider, clean(self.row.provider, 20))


def _word(label: str, value: str) -> Pair:
    return Pair(((label, "muted"),), ((value, "faint" if value == NOTHING else "ink"),))


def panel(hand: PlanInHand, cells: int) -> Lines:
    """Everything beside the list, in lines of so many cells."""
    row, brief, plan = hand.row, hand.row.brief, hand.plan
    lines: Lines = [
        Para(((row.standing.full_name, "strong"),)),
        Para(((f"{hand.cloud}, {_standing_words(row)}", "muted"),)),
        BLANK,
        sum_pair("Savings/mo", brief.monthly_savings, "bold ok" if row.is_final else "muted"),
    ]
    if plan is not None:
        lines.append(sum_pair("Over term", plan.total_savings))
    lines += [
        sum_pair("Premium/mo", brief.monthly_fee),
        sum_pair("At signing", brief.cash_due),
        _word("Lock-in", words_of_hours(brief.lock_in_hours)),
        minimum_pair(brief.minimum_commitment_cost, cells),
    ]
    if plan is not None:
        lines.append(_word("Breakeven", hours_words(plan.breakeven_hours)))
    lines.append(_word("Coverage", coverage_words(brief.current_coverage, brief.potential_coverage)))
    for block in (_bars(plan, cells), _warnings(hand), _review(row, hand.now), _fresh(hand)):
        if block:
            lines += [BLANK, *block]
    return lines


def _standing_words(row: PlanRow) -> str:
    """`recommended`, or where the plan stands when it is not for sale."""
    if row.brief.standing is not PlanStanding.READY:
        return row.brief.standing.value
    return clean(row.brief.status, 30).replace("_", " ").strip() or "ready"


def _bars(plan: Plan | None, cells: int) -> Lines:
    before, after = (plan.monthly_before_cost, plan.monthly_after_cost) if plan is not None else (None, None)
    if before is None or after is None or not before.is_finite() or not after.is_finite() or before <= 0 or after < 0:
        return []
    paid, left = float(before), float(after)
    return [
        Para(bar(before_bar(paid, left), cells)),
        Para(bar(after_bar(paid, left), cells)),
        Pair((("before, after", "muted"),), ((change_percent(before, after), "ok" if after <= before else "warn"),)),
    ]


def _warnings(hand: PlanInHand) -> Lines:
    """What will happen without anybody, what is queued, and what went wrong."""
    brief, reading = hand.row.brief, hand.row.reading
    lines: Lines = []
    if not hand.row.is_final:
        lines.append(Para((("◐ ", "warn"), ("still calculating: the figures are not final", "warn")), hang=2))
    if brief.policy_next is not None:
        words = f"policy buys by itself {moment_words(brief.policy_next)}"
        lines.append(Para((("◐ ", "warn"), (words, "warn")), hang=2))
    if brief.flagged:
        noun = "flagged action" if brief.flagged == 1 else "flagged actions"
        lines.append(Para((("◐ ", "warn"), (f"{brief.flagged} {noun}", "ink")), hang=2))
    if reading.fault is not None:
        lines.append(Para((("✕ ", "miss"), (reading.fault.sentence, "ink")), hang=2))
    return lines


def _review(row: PlanRow, now: float) -> Lines:
    review = row.review
    lines: Lines = [Pair((("Review", "strong"),), mark_cell(row.mark))]
    if review is None or not review.note:
        lines.append(Para((("no note yet, ", "faint"), ("m", "key"), (" adds one", "faint"))))
    else:
        lines.append(Para(((f"“{clean(review.note, 400)}”", "ink"),)))
    if review is not None:
        lines.append(Para(((f"marked {_when(review.at, now)}", "faint"),)))
    return lines


def _when(at: float, now: float) -> str:
    return f"at {clock(at)} UTC" if 0 <= now - at < _DAY else f"on {date(at, now)}"


def _fresh(hand: PlanInHand) -> Lines:
    read_at = hand.row.reading.read_at
    old = "Figures of unknown age" if read_at is None else f"Figures {age(hand.now - read_at)} old"
    return [Para(((old, "faint"),)), Para(((f"id {short_id(clean(hand.row.brief.id, 80)) or NOTHING}", "faint"),))]


def below(hand: PlanInHand, cells: int) -> tuple[Cell, ...]:
    """Two lines under the list: the figures that have no column, and what will happen by itself."""
    row, brief, plan = hand.row, hand.row.brief, hand.plan
    figures = [
        Part(((fit(row.standing.name, _NAME_CELLS), "strong"),)),
        Part(((f"premium {dollars(brief.monthly_fee)}/mo", "muted"),), drop=2, gap=2),
        Part(((f"min. commitment {dollars(brief.minimum_commitment_cost)}", "muted"),), drop=3),
    ]
    if plan is not None:
        figures.insert(2, Part(((f"breakeven {hours_words(plan.breakeven_hours)}", "muted"),), drop=1))
    return _fitted(figures, cells), _fitted(list(_notes(hand)), cells)


def _fitted(parts: list[Part], cells: int) -> Cell:
    """The parts that have room; a figure is never cut in two."""
    return fit_parts([part(each) for each in parts], (), cells)[0]


def _notes(hand: PlanInHand) -> Iterator[Part]:
    row, brief, reading = hand.row, hand.row.brief, hand.row.reading
    if reading.fault is not None:
        yield Part((("✕ ", "miss"), (reading.fault.what, "ink")))
    if brief.policy_next is not None:
        yield Part(((f"◐ policy buys by itself {moment_words(brief.policy_next)}", "warn"),))
    if brief.flagged:
        yield Part(((f"◐ {brief.flagged} flagged", "warn"),), drop=3)
    old = "age unknown" if reading.read_at is None else f"figures {age(hand.now - reading.read_at)} old"
    yield Part(((old, "muted"),), drop=2)
    if row.review is not None and row.review.note:
        yield Part(((f"“{clean(row.review.note, 200)}”", "muted"),), drop=1)


def plan_text(hand: PlanInHand) -> str:
    """The plan as lines of text, names and ids in full; every line is safe."""
    row, brief = hand.row, hand.row.brief
    read = "" if row.reading.read_at is None else f", read {moment_words(row.reading.read_at)}"
    coverage = coverage_words(brief.current_coverage, brief.potential_coverage)
    note = f", {clean(row.review.note, 400)}" if row.review is not None and row.review.note else ""
    lines = (
        f"{row.standing.full_name} ({clean(row.key[0], 200)})",
        f"{hand.cloud} plan {clean(brief.id, 200)}, {_standing_words(row)}{read}",
        f"net savings {dollars(brief.monthly_savings)}/mo, premium {dollars(brief.monthly_fee)}/mo",
        f"due at signing {dollars(brief.cash_due)}, minimum commitment {dollars(brief.minimum_commitment_cost)}",
        f"lock-in {words_of_hours(brief.lock_in_hours)}, coverage {coverage}",
        f"review: {row.mark.value}{note}",
    )
    return "\n".join(lines)
