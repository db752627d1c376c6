"""Pieces of text: cut, filled and painted without ever losing a cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from widgets.glyphs import ASCII, UNICODE
from widgets.palette import palette
from widgets.segments import Cell, cell, cleaned, cut, filled, joined, merged, paint, safe, spread, text_of, width_of

PIECES = st.lists(st.tuples(st.text(max_size=12), st.sampled_from(["", "ink", "bold miss", "chip"])), max_size=5)


@given(PIECES, st.integers(0, 30), st.sampled_from(["left", "right"]))
def test_a_filled_cell_takes_exactly_its_cells(pieces: list[tuple[str, str]], cells: int, align: str) -> None:
    line = filled(cleaned(tuple(pieces)), cells, "right" if align == "right" else "left")
    assert width_of(line) == cells
    assert cell_len(text_of(line)) == cells


@given(PIECES, PIECES, st.integers(0, 40))
def test_the_ends_of_a_line_never_pass_its_width(
    left: list[tuple[str, str]], right: list[tuple[str, str]], cells: int
) -> None:
    assert width_of(spread(cleaned(tuple(left)), cleaned(tuple(right)), cells)) <= cells


def test_a_cut_ends_in_the_mark_and_in_the_style_it_was_cut_in() -> None:
    name: Cell = (("Elm Street Kitchens", ""), (" c/o Acme", "faint"))
    assert cut(name, 25) == (("Elm Street Kitchens", ""), (" c/o …", "faint"))
    assert cut(name, 10) == (("Elm Stree…", ""),)
    assert cut(name, 28) == name
    assert cut(name, 0) == ()
    assert text_of(cut((("日本語", ""),), 4)) == "日…"


def test_a_plain_text_becomes_a_cell_of_one_piece() -> None:
    assert cell("ready", "muted") == (("ready", "muted"),)
    assert cell("") == ()
    assert cell((("a", "b"),), "muted") == (("a", "b"),)


def test_empty_cells_leave_no_gap() -> None:
    assert joined(((("a", ""),), (), (("b", ""),)), 3) == (("a", ""), ("   ", ""), ("b", ""))


def test_spaces_borrow_the_style_before_them_unless_that_would_be_seen() -> None:
    assert merged((("a", "miss"), ("  ", ""), ("b", "miss"))) == (("a  b", "miss"),)
    assert merged((("a", "chip"), ("  ", ""))) == (("a", "chip"), ("  ", ""))
    assert merged((("a", "underline strong"), (" ", ""))) == (("a", "underline strong"), (" ", ""))
    assert merged((("a", ""), ("  ", "chip"))) == (("a", ""), ("  ", "chip"))


def test_outside_text_is_cleaned_and_glyphs_are_respelled() -> None:
    assert safe("a\x1b[31m\u202eb● →", UNICODE) == (("a[31mb● →", ""),)
    assert safe((("● → …", "ok"),), ASCII) == (("* > +", "ok"),)


def test_painted_pieces_take_the_tone_where_they_have_no_token() -> None:
    night = palette("night", "read-only")
    ground = night.rich_colour("cursor")
    painted = paint((("a", ""), ("b", "bold miss")), night, ground, "muted")
    assert [(piece.text, piece.style) for piece in painted] == [
        ("a", night.style("muted", ground)),
        ("b", night.style("bold miss", ground)),
    ]
    assert painted[1].style is not None
    assert painted[1].style.bold
