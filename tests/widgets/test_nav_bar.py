"""The second line: main screens, or crumbs with the keys to the neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.kit_app import SCREENS, KitApp, screen_lines

from widgets.nav_bar import Crumbs, NavBar, NavItem

if TYPE_CHECKING:
    from textual.message import Message

CRUMBS = Crumbs(("Customers", "Beta Corp c/o Acme"), place="3 of 9", among="needs:attention")


class HeardBar(NavBar):
    """Notes what it says."""

    def __init__(self, items: tuple[NavItem, ...] = (), active: str = "") -> None:
        super().__init__(items, active)
        self.heard: list[object] = []

    def post_message(self, message: Message) -> bool:
        if isinstance(message, NavBar.Chosen):
            self.heard.append(message.key)
        if isinstance(message, NavBar.Stepped):
            self.heard.append(message.step)
        return super().post_message(message)


def styles_of(bar: NavBar) -> dict[str, str]:
    """The style of each piece of the line, by its text."""
    return {piece.text.strip(): str(piece.style) for piece in bar.render_lines(bar.size.region)[0]}


async def test_the_main_screens_stand_with_their_counters_and_the_active_one_underlined() -> None:
    bar = HeardBar(SCREENS, "1")
    async with KitApp(bar).run_test(size=(120, 5), notifications=True) as pilot:
        await pilot.pause()
        line = screen_lines(bar.app)[0]
        assert line.rstrip() == " 1 Customers 142    2 Plans 88    3 Activity 7 new    4 Purchases ○ 1 unknown"
        styles = styles_of(bar)
        assert [text for text, style in styles.items() if "not underline" not in style] == ["Customers"]
        assert "#8fa9c4" in styles["1"]
        assert "#7a838c" in styles["2"]
        assert "#e0b05c" in styles["7 new"]
        bar.show_screens(SCREENS, "2")
        await pilot.pause()
        assert [text for text, style in styles_of(bar).items() if "not underline" not in style] == ["Plans"]


async def test_a_narrow_line_shortens_the_news_and_then_drops_the_counters() -> None:
    bar = HeardBar(SCREENS, "1")
    async with KitApp(bar).run_test(size=(80, 5), notifications=True) as pilot:
        await pilot.pause()
        assert screen_lines(bar.app)[0].rstrip() == " 1 Customers 142   2 Plans 88   3 Activity 7 new   4 Purchases ○ 1"
        await pilot.resize_terminal(62, 5)
        await pilot.pause()
        assert screen_lines(bar.app)[0].rstrip() == " 1 Customers   2 Plans   3 Activity 7 new   4 Purchases ○ 1"


async def test_crumbs_tell_the_way_the_neighbours_and_the_place() -> None:
    bar = HeardBar()
    async with KitApp(bar).run_test(size=(120, 5), notifications=True) as pilot:
        bar.show_crumbs(CRUMBS)
        await pilot.pause()
        line = screen_lines(bar.app)[0]
        assert line.startswith(" Customers › Beta Corp c/o Acme  ")
        assert line.endswith(" [ previous  ] next   3 of 9 in needs:attention ")
        await pilot.resize_terminal(80, 5)
        await pilot.pause()
        line = screen_lines(bar.app)[0]
        assert line.startswith(" Customers › Beta Corp c/o Acme  ")
        assert line.endswith(" [ prev  ] next   3 of 9 ")
        await pilot.resize_terminal(40, 5)
        await pilot.pause()
        assert screen_lines(bar.app)[0] == " Beta Corp c/…  [ prev  ] next   3 of 9 "


async def test_a_hostile_name_in_the_crumbs_is_only_text() -> None:
    bar = HeardBar()
    async with KitApp(bar).run_test(size=(80, 5), notifications=True) as pilot:
        bar.show_crumbs(Crumbs(("Customers", "[@click=app.quit]x[/]\x1b[2J\u202e")))
        await pilot.pause()
        assert screen_lines(bar.app)[0].rstrip() == " Customers › [@click=app.quit]x[/][2J"


async def test_a_click_says_which_screen_or_step() -> None:
    bar = HeardBar((*SCREENS, NavItem("5", "More")), "1")
    async with KitApp(bar).run_test(size=(120, 5), notifications=True) as pilot:
        await pilot.click(bar, offset=(3, 0))
        await pilot.click(bar, offset=(22, 0))
        await pilot.click(bar, offset=(18, 0))
        assert bar.heard == ["1", "2"]
        bar.show_crumbs(CRUMBS)
        line = screen_lines(bar.app)[0]
        await pilot.pause()
        line = screen_lines(bar.app)[0]
        await pilot.click(bar, offset=(line.index("previous"), 0))
        await pilot.click(bar, offset=(line.index("] next"), 0))
        await pilot.click(bar, offset=(line.index("3 of 9"), 0))
        assert bar.heard == ["1", "2", -1, 1]
