"""The top line on a screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from support.kit_app import FACTS, NOW, CustomersApp, KitApp, screen_lines

from widgets.palette import palette
from widgets.status_bar import BarEnd, StatusBar

if TYPE_CHECKING:
    from textual.geometry import Region


class Asking(BarEnd):
    """Counts how often it asks to be drawn."""

    asked = 0

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        self.asked += 1
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


def counted(bar: StatusBar) -> tuple[Asking, Asking]:
    """The two ends of a bar, counting from here on."""
    ends = list(bar.query(BarEnd))
    for end in ends:
        end.__class__ = Asking
    left, right = ends
    assert isinstance(left, Asking)
    assert isinstance(right, Asking)
    return left, right


async def test_only_the_age_is_drawn_and_only_every_five_seconds() -> None:
    app = CustomersApp()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        bar = app.query_one(StatusBar)
        assert screen_lines(app)[0].startswith(" READ-ONLY  Acme Partners  api.archera.ai (prod) ")
        assert screen_lines(app)[0].endswith(" ● live 10s ago   0 in flight ")
        left, right = counted(bar)
        bar.tick(NOW + 2)
        await pilot.pause()
        assert (left.asked, right.asked) == (0, 0)
        bar.tick(NOW + 3)
        await pilot.pause()
        assert (left.asked, right.asked) == (0, 1)
        assert screen_lines(app)[0].endswith(" ● live 15s ago   0 in flight ")


async def test_other_facts_are_told_and_equal_ones_draw_nothing() -> None:
    app = CustomersApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        bar = app.query_one(StatusBar)
        left, right = counted(bar)
        bar.show(replace(FACTS, since=NOW - 11))
        await pilot.pause()
        assert (left.asked, right.asked) == (0, 0)
        bar.show(replace(FACTS, connection="offline", retry_at=NOW + 9, since=NOW - 840))
        await pilot.pause()
        assert screen_lines(app)[0].endswith("✕ offline, retry in 10s · 14m old ")
        assert bar.facts.connection == "offline"


async def test_in_write_mode_the_whole_line_is_red_and_only_the_chip_is_not() -> None:
    for family in ("night", "contrast"):
        app = CustomersApp(family=family, mode="write", facts=replace(FACTS, mode="write"))
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            tokens = palette(family, "write").colours
            grounds: dict[str, str] = {}
            for piece in app.screen._compositor.render_strips()[0]:
                assert piece.style is not None
                assert piece.style.bgcolor is not None
                grounds[piece.style.bgcolor.name] = grounds.get(piece.style.bgcolor.name, "") + piece.text
            assert grounds.pop(tokens["chip"]) == " WRITE "
            assert set(grounds) == {tokens["bar"]}


async def test_without_colour_the_bar_of_a_writing_profile_is_reversed() -> None:
    app = CustomersApp(family="plain", mode="write", facts=replace(FACTS, mode="write"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        plain = [
            piece.text
            for piece in app.screen._compositor.render_strips()[0]
            if piece.style is None or not piece.style.reverse
        ]
        assert plain == []


async def test_the_bar_follows_the_width_of_the_terminal() -> None:
    app = KitApp(StatusBar(FACTS, lambda: NOW))
    async with app.run_test(size=(120, 5), notifications=True) as pilot:
        for cells, ending in ((120, "0 in flight "), (80, "live 10s ago "), (45, "live 10s ago "), (120, "in flight ")):
            await pilot.resize_terminal(cells, 5)
            await pilot.pause()
            assert screen_lines(app)[0].startswith(" READ-ONLY ")
            assert screen_lines(app)[0].endswith(ending)
