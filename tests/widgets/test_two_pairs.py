"""Two labelled figures on a line."""

from __future__ import annotations

import pytest
from support.kit_app import KitApp, screen_lines

from widgets.edge_line import EdgeLine
from widgets.rule_line import RuleLine
from widgets.two_pairs import Labelled, TwoPairs, columns

LEAST = Labelled("Min. commitment", ("$61,055.42", "$61.1k"))
SAVED = Labelled("Net savings/mo", ("$4,210.20", "$4.2k"))


@pytest.mark.parametrize("width", [62, 63, 71])
def test_the_left_column_keeps_its_place(width: int) -> None:
    left, gap, right = columns(width)
    assert (left, gap) == (29, 4)
    assert left + gap + right == width


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (63, "Net savings/mo      $4,210.20    Min. commitment     $61,055.42"),
        (52, "Net savings/mo  $4,210.20  Min. commitm…  $61,055.42"),
        (34, "Net savi…  $4.2k  Min. co…  $61.1k"),
    ],
)
async def test_the_label_gives_way_before_the_figure_is_shortened(width: int, line: str) -> None:
    pairs = TwoPairs()
    app = KitApp(pairs)
    async with app.run_test(size=(width, 3)) as pilot:
        pairs.show(SAVED, LEAST)
        await pilot.pause()
        shown = screen_lines(app)[0]
        assert shown.split() == line.split()
        assert len(shown) == width


async def test_an_edge_line_keeps_both_ends_and_leaves_out_a_right_end_without_room() -> None:
    line = EdgeLine()
    app = KitApp(line, RuleLine(1))
    async with app.run_test(size=(20, 3)) as pilot:
        line.show("left \x1b[", "right")
        await pilot.pause()
        assert screen_lines(app)[0] == "left [         right"
        assert screen_lines(app)[1] == " " + "─" * 18 + " "
        line.show("left", "a right end that is far too long")
        await pilot.pause()
        assert screen_lines(app)[0] == "left".ljust(20)
