"""The tables of a plan: rows, orders, widths and the totals added up here."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.plans import ANY_PLAN, COMMITMENTS, LINES, PLAN, plan
from support.properties import PROPERTY

from screens.plan.lines import (
    ADDED_UP,
    COVER_CELLS,
    LETTERS,
    PICKS,
    line_columns,
    number_text,
    row_of,
    term_text,
    totals_row,
    widths_for,
)
from tui.domain.formats import NOTHING
from tui.domain.plan.lines import LineKey, LineSort, commitment_lines, in_order, item_lines
from tui.domain.plan.records import LineItem, Plan
from widgets.segments import text_of, width_of
from widgets.table_columns import lay_out
from widgets.table_lines import Row

D = Decimal
NARROW, COVERED = widths_for(80), widths_for(80, COVER_CELLS)


def cells(row: Row) -> list[str]:
    return [text_of(value) for value in row.cells]


def row(item: LineItem) -> Row:
    return row_of(item_lines(plan(line_items=(item,)))[0], NARROW)


def test_a_line_shows_its_figures_to_the_cent_under_units_in_the_header() -> None:
    first = row_of(item_lines(PLAN)[0], NARROW)
    assert cells(first) == ["Amazon EC2", "12", "30d", "6,120.00", "0.00", "1,984.40"]
    assert [column.title for column in line_columns(NARROW, "Service")] == [
        "Service", "No.", "Term", "Commit $/mo", "Upfront $", "Save $/mo",
    ]  # fmt: skip


def test_coverage_is_a_column_of_commitments_alone_since_a_line_item_has_none() -> None:
    assert "Cover %" not in [column.title for column in line_columns(NARROW, "Service")]
    assert line_columns(COVERED, "Commitment")[-1].title == "Cover %"
    assert all(line.now is None and line.then is None for line in item_lines(PLAN))
    assert NARROW.service > COVERED.service


def test_commitments_are_called_by_their_name_and_have_their_coverage() -> None:
    lines = [cells(row_of(line, COVERED)) for line in commitment_lines(PLAN)]
    assert [line[0] for line in lines] == [summary.name for summary in COMMITMENTS]
    assert [line[-1] for line in lines] == ["28→81", "44→85", "20→66"]


def test_zero_and_unknown_are_faint_and_losses_warn() -> None:
    shown = row(LineItem("x", upfront_cost=D(0), monthly_savings=D("-3.20")))
    assert shown.cells[3] == ((NOTHING, "faint"),)
    assert shown.cells[4] == (("0.00", "faint"),)
    assert shown.cells[5] == (("−3.20", "warn"),)


def test_totals_say_that_they_were_added_up_here() -> None:
    assert cells(totals_row(item_lines(PLAN), NARROW)) == [
        ADDED_UP, "28", "", "12,128.00", "1,840.00", "4,210.20",
    ]  # fmt: skip


def test_a_total_with_a_missing_part_is_not_known_instead_of_understated() -> None:
    items = (*LINES, LineItem("silent", num_commitments=1, upfront_cost=D(1)))
    assert cells(totals_row(item_lines(plan(line_items=items)), NARROW)) == [
        ADDED_UP, "29", "", NOTHING, "1,841.00", NOTHING,
    ]  # fmt: skip


def test_a_count_with_a_missing_part_is_not_known_either() -> None:
    items = (*LINES, LineItem("silent", monthly_savings=D(1)))
    assert cells(totals_row(item_lines(plan(line_items=items)), NARROW))[1] == NOTHING


@pytest.mark.parametrize(("room", "shown"), [(80, "12,400"), (120, "12,400"), (69, "12400"), (66, "12k")])
def test_the_sum_of_the_counts_has_its_comma_where_the_name_can_spare_a_cell(room: int, shown: str) -> None:
    lines = item_lines(plan(line_items=(LineItem("x", num_commitments=12_400),)))
    assert cells(totals_row(lines, widths_for(room, 0, 12_400)))[1] == shown


def test_the_totals_of_a_filter_say_how_many_lines_they_hold() -> None:
    lines = item_lines(PLAN)[:3]
    assert cells(totals_row(lines, NARROW, 2_000))[0] == "added up, 3 of 2,000"
    assert cells(totals_row(lines, widths_for(60), 2_000))[0] == "3 of 2,000 shown"


def test_every_column_has_a_letter() -> None:
    assert set(LETTERS.values()) == set(LineKey)
    assert [pick.letter for pick in PICKS] == list(LETTERS)
    assert {column.key for column in line_columns(COVERED, "x")} == {key.value for key in LineKey}


@pytest.mark.parametrize(
    ("number", "cells_", "shown"),
    [(12, 4, "12"), (1204, 5, "1,204"), (1204, 4, "1204"), (12_345, 4, "12k"), (None, 4, NOTHING), (0, 4, "0")],
)
def test_a_count_is_shortened_where_it_has_no_room(number: int | None, cells_: int, shown: str) -> None:
    assert number_text(number, cells_) == shown


@pytest.mark.parametrize(
    ("least", "most", "shown"),
    [
        (720, 720, "30d"),
        (8_760, 8_760, "1y"),
        (720, 26_280, "30d–3y"),
        (720, 2_190, "to 3mo"),
        (None, 8_760, "1y"),
        (8_760, None, "1y"),
        (8_761, 26_281, "~3y"),
        (720, 8_761, "~1y"),
        (None, None, NOTHING),
        (0, 0, NOTHING),
    ],
)
def test_a_term_comes_from_its_hours(least: int | None, most: int | None, shown: str) -> None:
    assert term_text(least, most, 6) == shown


@PROPERTY
@given(ANY_PLAN, st.integers(30, 200))
def test_no_figure_of_any_line_is_ever_cut(shown: Plan, room: int) -> None:
    for lines, widths in (
        (item_lines(shown), widths_for(room)),
        (commitment_lines(shown), widths_for(room, COVER_CELLS)),
    ):
        for made in (*(row_of(line, widths) for line in lines), totals_row(lines, widths)):
            limits = (widths.number, widths.term, widths.commit, widths.upfront, widths.save, widths.cover)
            for value, limit in zip(made.cells[1:], limits, strict=False):
                assert width_of(value) <= limit, (value, limit)
        assert width_of(totals_row(lines, widths, 10**7).cells[0]) <= max(widths.service, len(ADDED_UP))
        for by in LineKey:
            assert sorted(line.key for line in in_order(lines, LineSort(by))) == sorted(line.key for line in lines)


@pytest.mark.parametrize("room", [80, 84, 100, 160])
def test_every_column_has_its_place_from_80_cells_on(room: int) -> None:
    columns = line_columns(widths_for(room, COVER_CELLS), "Commitment")
    slots = lay_out(columns, room)
    assert [slot.column.key for slot in slots] == [column.key for column in columns]
    assert slots[0].width <= 30


def test_below_80_cells_coverage_goes_first_then_the_count_then_the_commitment() -> None:
    columns = line_columns(widths_for(60, COVER_CELLS), "Commitment")
    assert [[slot.column.key for slot in lay_out(columns, room)] for room in (70, 60, 50)] == [
        ["service", "number", "term", "commit", "upfront", "save"],
        ["service", "term", "commit", "upfront", "save"],
        ["service", "term", "upfront", "save"],
    ]
