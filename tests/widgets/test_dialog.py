"""Dialogs, and what is left of the screen behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.kit_app import FACTS, NOW, CustomersApp, screen_lines
from textual.containers import Horizontal, Vertical

from widgets.backdrop import BackdropScreen
from widgets.buttons import Action
from widgets.dialog import Dialog, Kind
from widgets.key_footer import FooterKey, KeyFooter
from widgets.palette import palette
from widgets.prose import Prose
from widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Asking(BackdropScreen[None]):
    """A dialog with so many lines, a button and keys of its own."""

    def __init__(self, kind: Kind = "plain", lines: int = 3, classes: str = "") -> None:
        super().__init__()
        self._kind: Kind = kind
        self._said = lines
        self._dialog_classes = classes

    def compose(self) -> ComposeResult:
        with Dialog(title="Buy [/ this plan\x1b[2J", right="esc closes", kind=self._kind, classes=self._dialog_classes):
            yield Prose(*[f"line {index}" for index in range(self._said)])
            with Vertical(classes="dialog-foot"), Horizontal(classes="buttons"):
                yield Action("Cancel", id="cancel")
        yield KeyFooter(FooterKey("esc", "cancel"))


def grounds(app: CustomersApp, y: int) -> dict[str, str]:
    """The text of a line by the colour of its ground."""
    found: dict[str, str] = {}
    for piece in app.screen._compositor.render_strips()[y]:
        assert piece.style is not None
        name = piece.style.bgcolor.name if piece.style.bgcolor else ""
        found[name] = found.get(name, "") + piece.text
    return found


async def test_everything_behind_a_dialog_is_in_rule_colour_but_the_status_bar() -> None:
    app = CustomersApp(mode="write")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        before = screen_lines(app)
        await app.push_screen(Asking("danger"))
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        tokens = palette("night", "write").colours
        assert [strip.text for strip in strips[:10]] == before[:10]
        assert {piece.style.bgcolor.name for piece in strips[0] if piece.style and piece.style.bgcolor} == {
            tokens["bar"],
            tokens["chip"],
        }
        for strip in strips[1:10]:
            for piece in strip:
                assert piece.style is not None
                assert piece.style.color is not None
                assert piece.style.bgcolor is not None
                assert (piece.style.color.name, piece.style.bgcolor.name) == (tokens["rule"], tokens["ground"])
                assert not piece.style.bold
        assert screen_lines(app)[39].strip() == "esc cancel"


async def test_the_screen_behind_goes_on_living() -> None:
    app = CustomersApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await app.push_screen(Asking())
        await pilot.pause()
        below = app.screen_stack[0]
        below.query_one(StatusBar).tick(NOW + 10)
        await pilot.pause()
        assert "live 20s ago" in screen_lines(app)[0]
        app.theme = "day-read-only"
        await pilot.pause()
        assert set(grounds(app, 1)) == {"#fafaf8"}


@pytest.mark.parametrize(
    ("size", "classes", "left", "width"),
    [
        ((120, 40), "", 22, 76),
        ((80, 24), "", 6, 68),
        ((120, 40), "-wide", 9, 102),
        ((80, 24), "-wide", 2, 76),
    ],
)
async def test_a_dialog_is_as_wide_as_the_design_says(
    size: tuple[int, int], classes: str, left: int, width: int
) -> None:
    app = CustomersApp()
    async with app.run_test(size=size, notifications=True) as pilot:
        await app.push_screen(Asking(classes=classes))
        await pilot.pause()
        region = app.screen.query_one(Dialog).region
        assert (region.x, region.width) == (left, width)
        assert region.height == 1 + 1 + 3 + 2 + 1


async def test_a_long_dialog_leaves_four_lines_and_scrolls_to_its_end() -> None:
    app = CustomersApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await app.push_screen(Asking(lines=60))
        await pilot.pause()
        assert app.screen.query_one(Dialog).region.height <= 20
        assert "line 0 " in "".join(screen_lines(app))
        assert "line 59" not in "".join(screen_lines(app))
        assert "▌ Cancel" in "".join(screen_lines(app))
        await pilot.press(*["pagedown"] * 6)
        assert "line 59" in "".join(screen_lines(app))
        assert "▌ Cancel" in "".join(screen_lines(app))
        await pilot.press(*["pageup"] * 6, "down", "up")
        assert "line 0 " in "".join(screen_lines(app))


@pytest.mark.parametrize(("kind", "token"), [("danger", "danger"), ("alert", "alert")])
async def test_the_strip_says_how_grave_it_is(kind: Kind, token: str) -> None:
    app = CustomersApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await app.push_screen(Asking(kind))
        await pilot.pause()
        dialog = app.screen.query_one(Dialog)
        tokens = palette("night", "read-only").colours
        strip = grounds(app, dialog.region.y)[tokens[token]]
        assert strip == "   Buy [/ this plan[2J" + " " * 33 + "esc closes   "
        edge = app.screen._compositor.render_strips()[dialog.region.y + 2].crop(6, 7)
        piece = next(iter(edge))
        assert piece.text == "▌"
        assert piece.style is not None
        assert piece.style.color is not None
        assert piece.style.color.name == tokens[token]


async def test_a_plain_title_stands_on_the_raised_ground_beside_the_accent() -> None:
    app = CustomersApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await app.push_screen(Asking())
        await pilot.pause()
        dialog = app.screen.query_one(Dialog)
        assert screen_lines(app)[dialog.region.y][6:30] == "▌  Buy [/ this plan[2J  "
        dialog.show_title("Bought")
        await pilot.pause()
        assert screen_lines(app)[dialog.region.y][6:20] == "▌  Bought     "
        assert set(grounds(app, dialog.region.y)) == {"#14171a", "#23282d"}


async def test_a_dialog_over_a_dialog_flattens_both() -> None:
    app = CustomersApp(facts=FACTS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await app.push_screen(Asking("danger", lines=8))
        await app.push_screen(Asking(lines=1))
        await pilot.pause()
        outer = app.screen_stack[1].query_one(Dialog).region.y
        assert set(grounds(app, outer)) == {"#14171a"}
        assert "Buy [/ this plan" in screen_lines(app)[outer]
