"""Which cells of a line differ from what stands there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from widgets.changed_cells import certain, changed
from widgets.glyphs import NAMES, UNICODE

OURS = sorted({getattr(UNICODE, name) for name in NAMES} - {UNICODE.paused})
BOLD, DIM = Style(bold=True), Style(dim=True)


def strip(*pieces: str | tuple[str, Style]) -> Strip:
    """A strip of plain texts and of texts with a style."""
    return Strip([Segment(piece) if isinstance(piece, str) else Segment(*piece) for piece in pieces])


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        (strip("Beta Corp   3m"), strip("Beta Corp   3m"), []),
        (strip("Beta Corp   3m"), strip("Beta Corp   4m"), [(12, 13)]),
        # Far apart each for itself, near ones as one.
        (strip("9m Beta Corp   9m"), strip("8m Beta Corp   8m"), [(0, 1), (15, 16)]),
        (strip("9m - 9m"), strip("8m - 8m"), [(0, 6)]),
        (strip("  59m", (" new", BOLD)), strip("   1h", (" old", BOLD)), [(2, 9)]),
        (strip("ready ", ("3m", BOLD)), strip("ready ", ("3m", DIM)), [(6, 8)]),
        # However it is cut into pieces, what reads and looks the same is the same.
        (strip("ready ", "3m"), strip("rea", "dy 3m"), []),
        (strip(("ready", BOLD), ("3m", BOLD)), strip(("ready3", BOLD), ("m", DIM)), [(6, 7)]),
        (strip("", "3m"), strip("3m", ""), []),
    ],
)
def test_only_cells_that_read_or_look_differently_have_changed(
    old: Strip, new: Strip, runs: list[tuple[int, int]]
) -> None:
    assert changed(old, new) == runs


PIECES = st.lists(st.sampled_from("ab "), min_size=12, max_size=12).flatmap(
    lambda chars: st.lists(st.sampled_from([None, BOLD, DIM]), min_size=12, max_size=12).map(
        lambda styles: Strip([Segment(char, style) for char, style in zip(chars, styles, strict=True)]).simplify()
    )
)


def cells(drawn: Strip) -> list[tuple[str, Style | None]]:
    return [(char, style or None) for text, style, _ in drawn for char in text]


@given(PIECES, PIECES)
def test_the_changed_cells_put_over_the_old_line_make_the_new_one(old: Strip, new: Strip) -> None:
    standing = cells(old)
    for start, end in changed(old, new):
        standing[start:end] = cells(new)[start:end]
    assert standing == cells(new)


@pytest.mark.parametrize("text", ["Beta Corp", "Åsa Łódź", "".join(OURS), "│─┈"])
def test_latin_letters_and_the_programs_own_glyphs_take_a_cell_for_certain(text: str) -> None:
    assert certain(strip(text))


@pytest.mark.parametrize(
    "text",
    ["株式会社", "e\N{COMBINING ACUTE ACCENT}", "Zoo \N{ELEPHANT}", "क्षि", "a\N{SOFT HYPHEN}", "⏸", "\t", "שלום"],
)
def test_about_all_else_terminals_disagree(text: str) -> None:
    assert not certain(strip(text))
