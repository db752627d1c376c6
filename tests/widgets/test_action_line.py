"""The one thing to do next."""

from __future__ import annotations

from support.kit_app import KitApp, screen_lines
from textual.widget import Widget

from widgets.action_line import ActionLine, Primary

VERIFY = Primary("V", "Verify again", "may take a minute or two; you can leave this screen", "up to 2 min")


class ActedApp(KitApp):
    """Counts clicks on the action."""

    def __init__(self, *children: Widget) -> None:
        super().__init__(*children)
        self.pressed = 0

    def on_action_line_pressed(self) -> None:
        self.pressed += 1


async def line(action: Primary | None, cells: int) -> str:
    app = ActedApp(ActionLine())
    async with app.run_test(size=(cells, 2)) as pilot:
        app.query_one(ActionLine).show(action)
        await pilot.pause()
        return screen_lines(app)[0].rstrip()


async def test_key_words_and_what_follows_stand_in_a_line() -> None:
    assert await line(VERIFY, 80) == "  V  Verify again  may take a minute or two; you can leave this screen"


async def test_what_follows_is_shortened_then_left_out_where_there_is_no_room() -> None:
    assert await line(VERIFY, 40) == "  V  Verify again  up to 2 min"
    assert await line(VERIFY, 24) == "  V  Verify again"


async def test_a_reason_stands_in_place_of_what_follows() -> None:
    refused = Primary("enter", "Start", "next: the template", reason="read-only profile")
    assert await line(refused, 80) == "  enter  Start  read-only profile"


async def test_without_an_action_the_line_is_blank_and_a_click_says_nothing() -> None:
    app = ActedApp(ActionLine())
    async with app.run_test(size=(40, 2)) as pilot:
        await pilot.click(ActionLine)
        assert screen_lines(app)[0].strip() == ""
        assert app.pressed == 0


async def test_a_click_is_told_also_when_the_action_may_not_be_done() -> None:
    app = ActedApp(ActionLine())
    async with app.run_test(size=(40, 2)) as pilot:
        app.query_one(ActionLine).show(Primary("V", "Verify", reason="no"))
        await pilot.click(ActionLine)
        assert app.pressed == 1
