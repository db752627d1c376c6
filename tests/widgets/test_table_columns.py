"""Where columns stand, and which go first when a terminal is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.kit_app import COLUMNS

from widgets.table_columns import Column, Slot, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence


def keys(slots: Sequence[Slot]) -> list[str]:
    return [slot.column.key for slot in slots]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (160, ["glyph", "name", "aws", "azure", "plan", "save", "since"]),
        (80, ["glyph", "name", "aws", "azure", "plan", "save", "since"]),
        (75, ["glyph", "name", "aws", "azure", "plan", "save", "since"]),
        (74, ["glyph", "name", "aws", "azure", "plan", "save"]),
        (60, ["glyph", "name", "aws", "azure", "save"]),
        (56, ["glyph", "name", "worst", "save"]),
        (40, ["glyph", "name", "worst"]),
    ],
)
def test_columns_are_dropped_in_their_order(cells: int, expected: list[str]) -> None:
    assert keys(lay_out(COLUMNS, cells)) == expected


def test_eighty_cells_have_two_between_columns_and_seventy_five_one() -> None:
    wide, tight = lay_out(COLUMNS, 80), lay_out(COLUMNS, 75)
    assert [slot.x for slot in wide] == [1, 3, 30, 40, 50, 63, 74]
    assert [slot.x for slot in tight] == [1, 3, 29, 38, 47, 59, 69]
    assert wide[-1].x + wide[-1].width == 79


def test_spare_room_goes_to_columns_that_grow() -> None:
    columns = (Column("a", "", 10, grow=1), Column("b", "", 10), Column("c", "", 10, grow=2))
    assert [slot.width for slot in lay_out(columns, 66)] == [20, 10, 30]
    assert [slot.width for slot in lay_out(columns, 67)] == [21, 10, 30]


def test_a_wide_gap_is_kept_where_there_is_room() -> None:
    columns = (Column("a", "", 10, gap=4), Column("b", "", 10))
    assert lay_out(columns, 80)[1].x == 15
    assert lay_out(columns, 23)[1].x == 12


def test_columns_that_must_stay_are_narrowed_the_widest_first() -> None:
    columns = (Column("a", "", 20), Column("b", "", 8))
    assert [slot.width for slot in lay_out(columns, 20)] == [9, 8]


@given(
    st.lists(
        st.tuples(st.integers(1, 40), st.integers(0, 3), st.integers(0, 5), st.integers(0, 4)),
        max_size=8,
    ),
    st.integers(30, 200),
)
def test_columns_never_overlap_nor_pass_the_free_column(shapes: list[tuple[int, int, int, int]], cells: int) -> None:
    columns = [
        Column(str(index), "", width, grow=grow, drop=drop, gap=gap)
        for index, (width, grow, drop, gap) in enumerate(shapes)
    ]
    slots = lay_out(columns, cells)
    edge = 1
    for slot in slots:
        assert slot.x >= edge
        edge = slot.x + slot.width
    if sum(min(column.width, 4) + 1 for column in columns) <= cells - 2:
        assert edge <= cells - 1
