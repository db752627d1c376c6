"""One line of text: what goes first when it is narrow."""

from __future__ import annotations

from support.kit_app import KitApp, screen_lines

from widgets.segments import text_of
from widgets.text_line import Part, TextLine, fit_parts

PARTS = (Part("142 customers", drop=2), Part("96 connected", drop=1, short="96 conn."), Part("✕ 4 need attention"))
RIGHT = (Part("waiting $103,400/mo"), Part("88/142 plans", drop=3, gap=2))


def ends(cells: int) -> tuple[str, str]:
    left, right = fit_parts(PARTS, RIGHT, cells)
    return text_of(left), text_of(right)


def test_parts_are_shortened_and_then_dropped_by_their_order() -> None:
    assert ends(100) == ("142 customers   96 connected   ✕ 4 need attention", "waiting $103,400/mo  88/142 plans")
    assert ends(82)[0] == "142 customers   96 conn.   ✕ 4 need attention"
    assert ends(75)[0] == "142 customers   ✕ 4 need attention"
    assert ends(60) == ("✕ 4 need attention", "waiting $103,400/mo  88/142 plans")
    assert ends(40) == ("✕ 4 need attention", "waiting $103,400/mo")


async def test_the_line_says_what_it_is_told_between_its_margins() -> None:
    line = TextLine(*PARTS, right=RIGHT)
    async with KitApp(line).run_test(size=(100, 3), notifications=True) as pilot:
        await pilot.pause()
        shown = screen_lines(line.app)[0]
        assert shown.startswith(" 142 customers   96 connected ")
        assert shown.endswith("waiting $103,400/mo  88/142 plans ")
        line.show("[/", (("\x1b[2J ● ok", "ok"),), right=("日本",))
        await pilot.pause()
        shown = screen_lines(line.app)[0]
        assert shown.startswith(" [/   [2J ● ok ")
        assert shown.endswith(" 日本 ")
        line.show()
        await pilot.pause()
        assert screen_lines(line.app)[0].strip() == ""


async def test_an_equal_text_is_not_drawn_again() -> None:
    line = TextLine("ready")
    async with KitApp(line).run_test(size=(100, 3), notifications=True) as pilot:
        await pilot.pause()
        asked: list[int] = []
        refresh = line.refresh

        def counting(*regions: object, **options: object) -> object:
            asked.append(1)
            return refresh(*regions, **options)  # type: ignore[arg-type]

        line.refresh = counting  # type: ignore[assignment, method-assign]
        line.show("ready")
        assert asked == []
        line.show("locked")
        assert asked == [1]


async def test_too_long_a_line_is_cut_and_its_text_can_be_selected() -> None:
    line = TextLine("x" * 50, right=("right",))
    line.show("y" * 50, right=("right",))
    async with KitApp(line).run_test(size=(30, 3), notifications=True) as pilot:
        await pilot.pause()
        assert screen_lines(line.app)[0] == " " + "y" * 20 + "…  right "
        line.text_select_all()
        await pilot.pause()
        assert (line.screen.get_selected_text() or "").strip() == "y" * 20 + "…  right"
        assert line.screen.get_widget_and_offset_at(4, 0)[1] is not None
