"""Flat buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.kit_app import KitApp, screen_lines
from textual.containers import Horizontal

from widgets.buttons import Action

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ButtonsApp(KitApp):
    """Cancel, Buy and Look now, side by side; notes what they say."""

    def __init__(self, cancel: Action, buy: Action) -> None:
        super().__init__()
        self.cancel, self.buy = cancel, buy
        self.heard: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        with Horizontal(classes="buttons"):
            yield self.cancel
            yield self.buy

    def on_mount(self) -> None:
        self.cancel.focus()

    def on_action_pressed(self, event: Action.Pressed) -> None:
        self.heard.append(("pressed", event.id))

    def on_action_refused(self, event: Action.Refused) -> None:
        self.heard.append((event.reason, event.id))


async def test_the_button_in_hand_has_a_bar_and_enter_presses_it() -> None:
    app = ButtonsApp(Action("Close", id="close"), Action("Look now", id="look"))
    async with app.run_test(size=(60, 3), notifications=True) as pilot:
        await pilot.pause()
        assert screen_lines(app)[0].rstrip() == "▌ Close      Look now"
        await pilot.press("enter", "right")
        assert screen_lines(app)[0].rstrip() == "  Close    ▌ Look now"
        await pilot.press("enter", "y", "left")
        assert screen_lines(app)[0].startswith("▌ Close")
        assert app.heard == [("pressed", "close"), ("pressed", "look")]


async def test_a_button_that_enter_does_not_press_takes_only_clicks() -> None:
    app = ButtonsApp(Action("Cancel", activation="click", id="cancel"), Action("Buy", id="buy"))
    async with app.run_test(size=(60, 3), notifications=True) as pilot:
        await pilot.press("enter", "y", "space")
        assert app.heard == []
        await pilot.click("#cancel")
        app.cancel.press()
        await pilot.pause()
        assert app.heard == [("pressed", "cancel"), ("pressed", "cancel")]


async def test_a_button_that_may_not_be_pressed_says_why() -> None:
    reason = "not armed: the name is not typed"
    app = ButtonsApp(Action("Cancel", id="cancel"), Action("Buy", weight="danger", reason=reason, id="buy"))
    async with app.run_test(size=(80, 3), notifications=True) as pilot:
        await pilot.pause()
        assert screen_lines(app)[0].rstrip() == f"▌ Cancel      Buy    {reason}"
        await pilot.press("tab", "right")
        assert app.cancel.has_focus
        await pilot.click("#buy", offset=(3, 0))
        assert app.heard == [(reason, "buy")]
        app.buy.show("Buy: $1,840.00 now [/")
        await pilot.press("tab")
        assert (app.buy.label, app.buy.reason) == ("Buy: $1,840.00 now [/", "")
        assert screen_lines(app)[0].rstrip() == "  Cancel    ▌ Buy: $1,840.00 now [/"
        grounds = {
            piece.style.bgcolor.name: piece.text
            for piece in app.buy.render_lines(app.buy.size.region)[0]
            if piece.style and piece.style.bgcolor
        }
        assert grounds == {"#b33a24": "▌ Buy: $1,840.00 now [/  "}
        await pilot.press("enter")
        assert app.heard[-1] == ("pressed", "buy")
