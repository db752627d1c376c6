"""Headline figures: same places at every width, spelled shorter where there is no room, never cut."""

from __future__ import annotations

import pytest
from support.kit_app import KitApp, screen_lines

from widgets.figures import Figure, Figures, columns, shown_label, shown_value
from widgets.segments import text_of

SAVED = Figure("Net savings/mo", ((("$12,345,678.90", "ok"),), "$12.3M"), "Net/mo")
FIGURES = (SAVED, *(Figure(f"Figure {n}", (f"${n}.00",)) for n in range(7)))


@pytest.mark.parametrize("width", [78, 80, 86, 120, 200])
def test_the_columns_never_move_with_the_width(width: int) -> None:
    assert columns(width) == (18, 19, 19, 21)


@pytest.mark.parametrize("width", [0, 1, 20, 60, 77])
def test_in_a_narrow_place_the_columns_share_what_there_is(width: int) -> None:
    assert len(set(columns(width))) == 1
    assert sum(columns(width)) <= width


@pytest.mark.parametrize(
    ("cells", "label", "value"),
    [
        (18, "Net savings/mo", "$12,345,678.90"),
        (14, "Net/mo", "$12.3M"),
        (7, "Net/mo", "$12.3M"),
        (3, "Net/mo", "$12.3M"),
    ],
)
def test_label_and_value_are_spelled_shorter_where_they_have_no_room(cells: int, label: str, value: str) -> None:
    assert text_of(shown_label(SAVED, cells)) == label
    assert text_of(shown_value(SAVED, cells)) == value


async def test_labels_stand_above_their_values_right_aligned() -> None:
    figures = Figures()
    app = KitApp(figures)
    async with app.run_test(size=(80, 10)) as pilot:
        figures.show(FIGURES)
        await pilot.pause()
        lines = screen_lines(app)
        assert lines[0][:38] == "     Net savings/mo           Figure 0"
        assert lines[1][:38] == "     $12,345,678.90              $0.00"
        assert "Figure 6" in lines[2]
        figures.set_class(True, "-airy")
        await pilot.pause()
        assert screen_lines(app)[2].strip() == ""
        assert "Figure 6" in screen_lines(app)[3]


async def test_hostile_words_are_text() -> None:
    figures = Figures()
    app = KitApp(figures)
    async with app.run_test(size=(80, 10)) as pilot:
        figures.show([Figure("[/\x1b", ("[@click=app.quit]x",))] * 8)
        await pilot.pause()
        assert "[/" in screen_lines(app)[0]
        assert "\x1b" not in "".join(screen_lines(app))
