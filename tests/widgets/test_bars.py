"""Thin bars."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.kit_app import KitApp, screen_lines

from widgets.bars import BarLine, Stretch, after_bar, bar, before_bar, coverage_bar
from widgets.segments import text_of, width_of


def test_what_is_saved_stands_in_green_after_what_is_still_paid() -> None:
    assert bar(before_bar(100, 80), 10) == (("━" * 10, "faint"),)
    assert bar(after_bar(100, 80), 10) == (("━" * 8, "ink"), ("╍╍", "ok"))


def test_what_a_plan_costs_more_stands_in_warn_never_in_green() -> None:
    assert bar(before_bar(80, 100), 10) == (("━" * 8, "faint"), ("  ", ""))
    assert bar(after_bar(80, 100), 10) == (("━" * 8, "ink"), ("━━", "warn"))


def test_coverage_shows_now_then_and_the_rest() -> None:
    assert bar(coverage_bar(0.3, 0.8), 10) == (("━━━", "ink"), ("╍" * 5, "ok"), ("┈┈", "rule"))
    assert bar(coverage_bar(0.8, 0.3), 10) == (("━━━", "ink"), ("╍" * 5, "warn"), ("┈┈", "rule"))


def test_a_small_share_is_still_seen_and_nothing_is_drawn_of_nothing() -> None:
    assert bar(after_bar(10_000, 9_999), 10)[0] == ("━" * 10, "ink")
    assert bar((Stretch(0.001, "━", "ink"), Stretch(0.999, "╍", "ok")), 10)[0] == ("━", "ink")
    assert text_of(bar(before_bar(0, 0), 10)) == " " * 10
    assert text_of(bar(after_bar(0, 0), 10)) == " " * 10


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.integers(0, 60))
def test_a_bar_is_exactly_as_wide_as_told(before: float, after: float, cells: int) -> None:
    for stretches in (before_bar(before, after), after_bar(before, after)):
        assert width_of(bar(stretches, cells)) == cells


@pytest.mark.parametrize(("cells", "shown"), [(60, True), (24, False)])
async def test_in_a_narrow_place_the_bar_goes_before_the_figures(cells: int, shown: bool) -> None:  # noqa: FBT001
    line = BarLine(label_cells=14, note_cells=7)
    line.show((("After ", "muted"), ("$14,729", "strong")), after_bar(100, 78), (("−22.2 %", "ok"),))
    async with KitApp(line).run_test(size=(cells, 3), notifications=True) as pilot:
        await pilot.pause()
        drawn = screen_lines(line.app)[0]
        assert drawn.startswith(" After $14,729")
        assert ("━" in drawn) == shown
        assert "−22" in drawn
