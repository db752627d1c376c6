"""Tabs of a detail screen."""

from __future__ import annotations

from rich.cells import cell_len
from support.kit_app import KitApp, screen_lines
from textual.widget import Widget

from widgets.tab_line import Tab, TabLine, place_tabs

TABS = (
    Tab("aws", "AWS", (("✕ ", "miss"), ("4/8", "miss"))),
    Tab("azure", "Azure", "–"),
    Tab("plans", "Plans", "$4,480"),
)


class TabbedApp(KitApp):
    """Notes which tab was clicked."""

    def __init__(self, *children: Widget) -> None:
        super().__init__(*children)
        self.chosen: list[str] = []

    def on_tab_line_chosen(self, event: TabLine.Chosen) -> None:
        self.chosen.append(event.key)


async def test_the_rule_is_thick_exactly_under_the_tab_in_view() -> None:
    app = TabbedApp(TabLine())
    async with app.run_test(size=(60, 4)) as pilot:
        app.query_one(TabLine).show(TABS, "azure")
        await pilot.pause()
        titles, rule = screen_lines(app)[:2]
        assert titles.rstrip() == " AWS ✕ 4/8    Azure –    Plans $4,480"
        assert rule.index("━") == titles.index("Azure")
        assert rule.count("━") == len("Azure –")
        assert len(rule) == 60


async def test_a_click_says_which_tab_and_beside_them_nothing() -> None:
    app = TabbedApp(TabLine())
    async with app.run_test(size=(60, 4)) as pilot:
        app.query_one(TabLine).show(TABS, "aws")
        await pilot.pause()
        await pilot.click(TabLine, offset=(15, 0))
        await pilot.click(TabLine, offset=(11, 0))
        await pilot.click(TabLine, offset=(50, 0))
        assert app.chosen == ["azure"]


async def test_tabs_fit_any_width() -> None:
    app = TabbedApp(TabLine())
    async with app.run_test(size=(80, 3)) as pilot:
        app.query_one(TabLine).show(TABS, "plans")
        for cells in (1, 2, 8, 15, 22, 30, 34, 38, 80):
            await pilot.resize_terminal(cells, 3)
            await pilot.pause()
            assert {cell_len(line) for line in screen_lines(app)} == {cells}


def test_in_a_narrow_place_what_is_known_goes_before_the_titles() -> None:
    words = ["".join(text for text, _token in tab.text) for tab in place_tabs(TABS, "aws", 24)]
    assert words == ["AWS", "Azure", "Plans"]
