"""Prose beside a list, drawn again only where it reads differently."""

from __future__ import annotations

from support.kit_app import KitApp, screen_lines
from textual.strip import Strip

from widgets.prose import BLANK, Pair, Para
from widgets.side_panel import SidePanel


class WatchedPanel(SidePanel):
    """Notes which lines are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.lines_drawn: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.lines_drawn.append(y)
        return super().render_line(y)


async def test_paragraphs_are_broken_and_pairs_reach_both_edges() -> None:
    panel = WatchedPanel()
    app = KitApp(panel)
    async with app.run_test(size=(22, 6), notifications=True) as pilot:
        panel.tell(Para("one two three four five"), BLANK, Pair("left", "right"))
        await pilot.pause()
        assert [line.rstrip() for line in screen_lines(app)[:4]] == [
            " one two three four",
            " five",
            "",
            " left           right",
        ]
        await pilot.resize_terminal(32, 6)
        await pilot.pause()
        assert screen_lines(app)[0].rstrip() == " one two three four five"


async def test_only_the_line_that_reads_differently_is_drawn_again() -> None:
    panel = WatchedPanel()
    app = KitApp(panel)
    async with app.run_test(size=(30, 6), notifications=True) as pilot:
        panel.tell(Para("a"), Pair("b", "1"), Para("c"))
        await pilot.pause()
        panel.lines_drawn.clear()
        panel.tell(Para("a"), Pair("b", "2"), Para("c"))
        await pilot.pause()
        assert panel.lines_drawn == [1]
        panel.tell(Para("a"), Pair("b", "2"), Para("c"))
        await pilot.pause()
        assert panel.lines_drawn == [1]


async def test_it_never_takes_the_keys() -> None:
    panel = WatchedPanel()
    app = KitApp(panel)
    async with app.run_test(size=(30, 6), notifications=True) as pilot:
        panel.focus()
        await pilot.press("tab")
        assert app.focused is None
