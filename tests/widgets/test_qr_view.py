"""A QR code on the screen is the code: dark modules dark, light ones light, a margin around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.qr_view import half_blocks, lines_needed, margin_for

BITS = {"█": (False, False), "▀": (False, True), "▄": (True, False), " ": (True, True)}


def read_back(lines: list[str]) -> list[list[bool]]:
    """The modules a phone would see, True for dark."""
    return [[BITS[char][half] for char in line] for line in lines for half in (0, 1)]


def codes(size: int) -> st.SearchStrategy[list[list[bool]]]:
    return st.lists(st.lists(st.booleans(), min_size=size, max_size=size), min_size=size, max_size=size)


@given(st.integers(21, 40).flatmap(codes), st.integers(1, 4))
def test_every_module_is_where_it_belongs(rows: list[list[bool]], margin: int) -> None:
    seen = read_back(half_blocks(rows, margin))
    size = len(rows)
    assert [row[margin : margin + size] for row in seen[margin : margin + size]] == rows
    around = seen[:margin] + seen[margin + size :] + [row[:margin] + row[margin + size :] for row in seen]
    assert not any(module for row in around for module in row)


@pytest.mark.parametrize(
    ("size", "columns", "lines", "margin"),
    [(61, 120, 39, 4), (65, 120, 36, 3), (65, 120, 34, 1), (65, 120, 33, None), (65, 66, 60, None), (65, 67, 60, 1)],
)
def test_the_margin_is_as_wide_as_there_is_room_for(size: int, columns: int, lines: int, margin: int | None) -> None:
    assert margin_for(size, columns, lines) == margin


def test_what_is_said_to_be_needed_is_enough_and_a_line_less_is_not() -> None:
    for size in range(21, 178, 4):
        wide, high = lines_needed(size)
        assert margin_for(size, wide, high) == 1
        assert margin_for(size, wide - 1, high) is None
        assert margin_for(size, wide, high - 1) is None
