"""The headline figures of a plan, its bars, and their text for the clipboard."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from support.clock import EPOCH
from support.plans import ANY_PLAN, COMMITMENTS, LINES, PLAN, any_money, bare_plan, plan
from support.properties import PROPERTY

from screens.plan.figures import (
    LABEL_CELLS,
    NOTE_CELLS,
    brief_headline,
    cost_bars,
    coverage_line,
    dollar_forms,
    figures_text,
    fitting_dollars,
    headline,
    ratio_text,
)
from tui.domain.formats import NOTHING
from tui.domain.plan.figures import brief
from tui.domain.plan.records import Plan
from widgets.figures import Figure
from widgets.segments import CellLike, text_of, width_of

D = Decimal
LABELS = [
    "Net savings/mo", "Over the term", "Premium/mo", "Due at signing",
    "Lock-in, longest", "Min. commitment", "Breakeven", "Coverage",
]  # fmt: skip


def texts(figures: tuple[Figure, ...]) -> list[str]:
    return [text_of(figure.forms[0]) for figure in figures]


def token(figure: Figure) -> str:
    first: CellLike = figure.forms[0]
    assert not isinstance(first, str)
    return first[0][1]


def test_the_eight_figures_are_the_apis_own_in_a_fixed_order() -> None:
    shown = headline(PLAN)
    assert [figure.label for figure in shown] == LABELS
    assert texts(shown) == [
        "$4,210.20", "$23,177.04", "$467.80", "$1,840.00", "1 year", "$61,055.42", "212 h", "31 → 78 %",
    ]  # fmt: skip


def test_figures_are_shown_as_given_even_where_they_do_not_add_up() -> None:
    odd = plan(monthly_savings=D("1.00"), monthly_before_cost=D(10), monthly_after_cost=D(10))
    assert texts(headline(odd))[0] == "$1.00"


def test_a_plan_that_says_nothing_shows_dashes_and_never_zero() -> None:
    assert texts(headline(bare_plan())) == [NOTHING] * 8


def test_the_brief_fills_the_same_places_and_leaves_open_what_it_does_not_hold() -> None:
    shown = brief_headline(brief(PLAN))
    assert [figure.label for figure in shown] == LABELS
    assert texts(shown) == ["$4,210.20", NOTHING, "$467.80", "$1,840.00", "1 year", "$61,055.42", NOTHING, "31 → 78 %"]


@pytest.mark.parametrize(
    ("savings", "shown", "style"),
    [
        (D("4210.20"), "$4,210.20", "bold ok"),
        (D("-85.40"), "−$85.40", "bold warn"),
        (D("0"), "$0.00", "faint"),
        (D("-0.004"), "$0.00", "faint"),
        (None, NOTHING, "faint"),
    ],
)
def test_savings_are_green_losses_warn_zero_and_unknown_are_faint(
    savings: Decimal | None, shown: str, style: str
) -> None:
    figure = headline(plan(monthly_savings=savings))[0]
    assert (text_of(figure.forms[0]), token(figure)) == (shown, style)


def test_figures_that_are_not_final_are_muted() -> None:
    shown = headline(plan(is_calculating=True))
    assert {token(figure) for figure in shown} == {"muted"}
    assert cost_bars(plan(is_calculating=True))[1].note == (("−22.2 %", "muted"),)


def test_cash_due_names_both_sums_where_the_sources_disagree() -> None:
    lines = plan(line_items=LINES[:4], commitments=COMMITMENTS)
    figure = headline(lines)[3]
    assert text_of(figure.forms[0]) == "$1,200.00/$1,840.00"
    assert token(figure) == "bold warn"


@pytest.mark.parametrize(
    ("value", "cells", "shown"),
    [
        (D("12345678.90"), 14, "$12,345,678.90"),
        (D("12345678.90"), 13, "$12.3M"),
        (D("-12345678.90"), 13, "−$12.3M"),
        (None, 1, NOTHING),
    ],
)
def test_a_sum_is_shortened_where_it_has_no_room_and_never_cut(value: Decimal | None, cells: int, shown: str) -> None:
    assert fitting_dollars(value, cells) == shown


@PROPERTY
@given(any_money())
def test_every_spelling_of_a_sum_has_its_sign_and_its_dollar(value: Decimal | None) -> None:
    for form in dollar_forms(value):
        assert form == NOTHING or form.removeprefix("−").startswith("$")
        assert ("−" in form) <= (value is not None and value < 0)


@PROPERTY
@given(ANY_PLAN)
def test_any_plan_has_eight_figures_and_two_bars(shown: Plan) -> None:
    figures = headline(shown)
    assert [figure.label for figure in figures] == LABELS
    assert all(figure.forms and text_of(figure.forms[-1]) for figure in figures)
    assert [figure.label for figure in brief_headline(brief(shown))] == LABELS
    for bar in (*cost_bars(shown), coverage_line(shown.current_coverage, shown.potential_coverage)):
        assert width_of(bar.label) <= LABEL_CELLS
        assert width_of(bar.note) <= NOTE_CELLS


def test_the_bars_show_what_is_paid_before_and_after_and_the_change_worked_out_here() -> None:
    before, after = cost_bars(PLAN)
    assert text_of(before.label).split() == ["Before", "$18,940.00", "/mo"]
    assert text_of(after.label).split() == ["After", "$14,729.80", "/mo"]
    assert after.note == (("−22.2 %", "bold ok"),)
    assert [stretch.token for stretch in after.stretches] == ["ink", "ok"]


def test_a_plan_that_costs_more_has_a_warning_stretch() -> None:
    _before, after = cost_bars(plan(monthly_before_cost=D(100), monthly_after_cost=D(150)))
    assert after.note == (("+50.0 %", "bold warn"),)
    assert [stretch.token for stretch in after.stretches] == ["ink", "warn"]


def test_a_change_too_large_to_write_is_bounded_instead_of_cut() -> None:
    _before, after = cost_bars(plan(monthly_before_cost=D(1), monthly_after_cost=D(10**9)))
    assert text_of(after.note) == ">+999 %"


def test_without_a_cost_there_is_no_bar_and_no_change() -> None:
    before, after = cost_bars(plan(monthly_before_cost=None))
    assert (before.stretches, after.stretches, after.note) == ((), (), ())


@pytest.mark.parametrize(
    ("now", "then", "cells", "shown"),
    [
        (D("0.31"), D("0.78"), 7, "31→78"),
        (D(0), D(1), 7, "0→100"),
        (None, D("0.78"), 7, "–→78"),
        (None, None, 7, NOTHING),
        (D(10**9), D(1), 7, "?"),
    ],
)
def test_a_ratio_for_a_table_fits_or_says_that_it_does_not(
    now: Decimal | None, then: Decimal | None, cells: int, shown: str
) -> None:
    assert ratio_text(now, then, cells) == shown


def test_the_copied_figures_are_written_in_full_and_say_what_was_worked_out_here() -> None:
    huge = plan(total_savings=D("1234567890.12"))
    copied = figures_text("Atlas Print c/o Acme", huge, EPOCH - 360, EPOCH)
    lines = copied.splitlines()
    assert lines[0] == "Atlas Print c/o Acme"
    assert lines[1] == "AWS recommended 2026-11-11, AWS, b41c9d2e-0c6f-4d55"
    assert "Over the term: $1,234,567,890.12" in lines
    assert "Due at signing: $1,840.00" in lines
    assert "Cost/mo before and after: $18,940.00 → $14,729.80 (−22.2 %, worked out here)" in lines
    assert lines[-1] == "Read 6m ago"


def test_copied_figures_hold_no_control_characters_and_mark_what_is_not_final() -> None:
    hostile = plan(name="x\x1b]52;c;!\x07\n\u202eevil", is_calculating=True)
    copied = figures_text("Acme\x1b[2J", hostile, None, EPOCH)
    assert "\x1b" not in copied
    assert "\u202e" not in copied
    assert "Still calculating: not final" in copied.splitlines()
