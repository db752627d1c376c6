"""The headline figures of a plan and its bars: the API's figures, formatted; only changes are worked out here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.formats import MINUS, NOTHING, compact, dollars, percent, rounded, short_id, since
from tui.domain.plan.brief import Money, PlanBrief, PlanStanding
from tui.domain.plan.figures import CashDue, cash_due, lock_in_hours, plan_standing
from tui.domain.plan.terms import words_of_hours
from tui.domain.plan.words import change_percent, coverage_gain, coverage_words, hours_words
from tui.domain.records import CLOUD_NAMES
from tui.text import clean
from widgets.bars import Stretch, after_bar, before_bar, coverage_bar
from widgets.figures import Figure
from widgets.segments import EMPTY, Cell, CellLike, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.plan.records import Plan

STRONG, NOT_FINAL = "strong", "muted"
_NOTHING: Cell = ((NOTHING, "faint"),)
_LABEL, _MONEY = 7, 13
LABEL_CELLS = _LABEL + _MONEY + len(" /mo")
NOTE_CELLS = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """A line with a bar: its label, what it is made of, the note at its right."""

    label: Cell
    stretches: tuple[Stretch, ...] = ()
    note: Cell = EMPTY


def is_negative(value: Money) -> bool:
    """Whether a sum is below zero as shown, to the cent."""
    return value is not None and value.is_finite() and rounded(value) < 0


def sum_token(value: Money, token: str = "") -> str:
    """The style of a sum: unknown and zero faint, negative in warn."""
    if value is None or not value.is_finite() or not rounded(value):
        return "faint"
    return "warn" if value < 0 else token


def dollar_forms(value: Money) -> tuple[str, ...]:
    """The spellings of a sum in dollars, the fullest first: `$12,345,678.90`, `$12.3M`."""
    whole = dollars(value)
    if value is None or whole == NOTHING:
        return (whole,)
    short = compact(value)
    sign = MINUS if short.startswith(MINUS) else ""
    return whole, f"{sign}${short.removeprefix(MINUS)}"


def fitting_dollars(value: Money, cells: int) -> str:
    """A sum in dollars that takes at most `cells`, shortened where it must be, never cut."""
    forms = dollar_forms(value)
    return next((form for form in forms if len(form) <= cells), forms[-1])


def _sum(label: str, value: Money, token: str, short: str = "") -> Figure:
    # Bold also where it is coloured: a headline value.
    style = f"bold {shown}" if (shown := sum_token(value, token)) in ("ok", "warn") else shown
    return Figure(label, tuple(((form, style),) for form in dollar_forms(value)), short)


def _text(label: str, *forms: str, token: str, short: str = "") -> Figure:
    return Figure(label, tuple(((form, "faint" if form == NOTHING else token),) for form in forms), short)


def _compact_or_nothing(value: Money, unit: str) -> str:
    return NOTHING if value is None or not value.is_finite() else f"{compact(value)} {unit}"


def _coverage(now: Money, then: Money, token: str) -> Figure:
    known = [compact(ratio * 100) for ratio in (now, then) if ratio is not None and ratio.is_finite()]
    short = "→".join(known) + "%" if known else NOTHING
    return _text("Coverage", coverage_words(now, then), short, token=token)


def _due(due: CashDue, token: str) -> Figure:
    """Cash due; where the sources disagree, both of them."""
    if due.certain or due.amount is None:
        return _sum("Due at signing", due.amount, token, "At signing")
    pairs = zip(dollar_forms(due.amount), dollar_forms(due.other), strict=False)
    return Figure("Due at signing", tuple(((f"{one}/{other}", "bold warn"),) for one, other in pairs), "At signing")


def tone_of(standing: PlanStanding) -> str:
    """The style of headline values: figures that are not final are muted."""
    return NOT_FINAL if standing is PlanStanding.CALCULATING else STRONG


def headline(plan: Plan) -> tuple[Figure, ...]:
    """The eight headline figures, always in this order."""
    token = tone_of(plan_standing(plan))
    return (
        _sum("Net savings/mo", plan.monthly_savings, "ok" if token == STRONG else token, "Net/mo"),
        _sum("Over the term", plan.total_savings, token, "Over term"),
        _sum("Premium/mo", plan.monthly_fee, token),
        _due(cash_due(plan), token),
        _text("Lock-in, longest", words_of_hours(lock_in_hours(plan)), token=token, short="Lock-in"),
        _sum("Min. commitment", plan.minimum_commitment_cost, token, "Min. commit"),
        _text(
            "Breakeven", hours_words(plan.breakeven_hours), _compact_or_nothing(plan.breakeven_hours, "h"), token=token
        ),
        _coverage(plan.current_coverage, plan.potential_coverage, token),
    )


def brief_headline(brief: PlanBrief) -> tuple[Figure, ...]:
    """The same eight while only the brief of the plan is known; what it doesn't hold is not known yet."""
    token = tone_of(brief.standing)
    return (
        _sum("Net savings/mo", brief.monthly_savings, "ok" if token == STRONG else token, "Net/mo"),
        Figure("Over the term", (_NOTHING,), "Over term"),
        _sum("Premium/mo", brief.monthly_fee, token),
        _sum("Due at signing", brief.cash_due, token, "At signing"),
        _text("Lock-in, longest", words_of_hours(brief.lock_in_hours), token=token, short="Lock-in"),
        _sum("Min. commitment", brief.minimum_commitment_cost, token, "Min. commit"),
        Figure("Breakeven", (_NOTHING,)),
        _coverage(brief.current_coverage, brief.potential_coverage, token),
    )


def _number(value: Money) -> float | None:
    return float(value) if value is not None and value.is_finite() else None


def _cost_label(word: str, value: Money, token: str) -> Cell:
    amount = fitting_dollars(value, _MONEY)
    unit = "" if amount == NOTHING else " /mo"
    return ((f"{word:<{_LABEL}}", "muted"), (f"{amount:>{_MONEY}}{unit}", sum_token(value, token)))


def _change(before: Money, after: Money, tone: str) -> Cell:
    text = change_percent(before, after)
    if text == NOTHING or before is None or after is None:
        return EMPTY
    if len(text) > NOTE_CELLS:
        text = ">+999 %" if after > before else "<−999 %"
    if tone == NOT_FINAL:
        return ((text, tone),)
    return ((text, "bold ok" if after < before else "bold warn" if after > before else "faint"),)


def cost_bars(plan: Plan) -> tuple[Bar, Bar]:
    """What is paid per month before and after; without both figures the lines stay and the bars don't."""
    old, new = plan.monthly_before_cost, plan.monthly_after_cost
    before, after = _number(old), _number(new)
    token = tone_of(plan_standing(plan))
    known = before is not None and after is not None and before >= 0 and after >= 0
    return (
        Bar(_cost_label("Before", old, "ink"), before_bar(before or 0, after or 0) if known else ()),
        Bar(
            _cost_label("After", new, token),
            after_bar(before or 0, after or 0) if known else (),
            _change(old, new, token),
        ),
    )


def coverage_line(now_ratio: Money, then_ratio: Money) -> Bar:
    """The share of on-demand spend covered now and after."""
    words = coverage_words(now_ratio, then_ratio)
    now, then = _number(now_ratio), _number(then_ratio)
    label: Cell = (("Coverage", "muted"), (f"{words:>{LABEL_CELLS - len('Coverage')}}", "ink"))
    if len(words) > LABEL_CELLS - len("Coverage "):
        label = (("Coverage", "muted"),)
    if now is None or then is None or not (0 <= now <= 1 and 0 <= then <= 1):
        return Bar(label)
    return Bar(label, coverage_bar(now, then), ((coverage_gain(now_ratio, then_ratio), "muted"),))


NO_BARS = (Bar((("Before", "faint"),)), Bar((("After", "faint"),)))
"""The lines of the bars while nothing is known."""


def _plain(forms: Sequence[CellLike]) -> str:
    return text_of(forms[0]) if forms else NOTHING


def figures_text(customer: str, plan: Plan, read_at: float | None, now: float) -> str:
    """The headline figures as text for the clipboard; every sum in full."""
    cloud = CLOUD_NAMES.get(plan.provider, plan.provider)
    named = ", ".join(part for part in (clean(plan.name, 200), cloud, short_id(clean(plan.id, 80))) if part)
    lines = [clean(customer, 300), named]
    lines += [f"{figure.label}: {_plain(figure.forms)}" for figure in headline(plan)]
    change = change_percent(plan.monthly_before_cost, plan.monthly_after_cost)
    worked_out = "" if change == NOTHING else f" ({change}, worked out here)"
    cost = f"{dollars(plan.monthly_before_cost)} → {dollars(plan.monthly_after_cost)}"
    lines.append(f"Cost/mo before and after: {cost}{worked_out}")
    if plan_standing(plan) is PlanStanding.CALCULATING:
        lines.append("Still calculating: not final")
    lines.append(f"Read {since(read_at, now)} ago" if read_at is not None else "Read at an unknown time")
    return "\n".join(lines)


def ratio_text(now: Money, then: Money, cells: int) -> str:
    """`31→78` for a table, `–` when neither is known; what has no room even when shortened is `?`, never cut."""
    if all(ratio is None or not ratio.is_finite() for ratio in (now, then)):
        return NOTHING
    whole = f"{percent(now)}→{percent(then)}"
    if len(whole) <= cells:
        return whole
    short = "→".join(NOTHING if ratio is None else compact(ratio * 100) for ratio in (now, then))
    return short if len(short) <= cells else "?"
