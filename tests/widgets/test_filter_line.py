"""The filter of a list in one line."""

from __future__ import annotations

from support.kit_app import KitApp, screen_lines
from textual import events
from textual.message import Message

from widgets.field import Field
from widgets.filter_line import FilterLine


class WatchedLine(FilterLine):
    """Notes what it says."""

    def __init__(self) -> None:
        super().__init__("what to type")
        self.said: list[tuple[str, str]] = []

    def post_message(self, message: Message) -> bool:
        if isinstance(message, FilterLine.Typed | FilterLine.Kept):
            self.said.append((type(message).__name__, message.text))
        return super().post_message(message)


async def test_typing_is_told_at_every_key_and_keeping_at_enter() -> None:
    line = WatchedLine()
    async with KitApp(line).run_test(size=(80, 3), notifications=True) as pilot:
        line.edit("a")
        await pilot.press("b", "backspace", "enter")
        assert line.said == [("Typed", "ab"), ("Typed", "a"), ("Kept", "a")]
        assert line.editing
        line.close()
        assert not line.editing


async def test_opening_and_closing_says_nothing_by_itself() -> None:
    line = WatchedLine()
    async with KitApp(line).run_test(size=(80, 3), notifications=True) as pilot:
        line.edit("needs:attention")
        await pilot.pause()
        assert line.query_one(Field).value == "needs:attention"
        line.close()
        await pilot.pause()
        assert line.said == []


async def test_what_is_pasted_becomes_one_clean_line() -> None:
    line = WatchedLine()
    async with KitApp(line).run_test(size=(80, 3), notifications=True) as pilot:
        line.edit("")
        await pilot.pause()
        line.query_one(Field).post_message(events.Paste("x\u202ey\nrest"))
        await pilot.pause()
        assert line.said == [("Typed", "xy")]


async def test_its_words_stand_where_nobody_types() -> None:
    line = WatchedLine()
    app = KitApp(line)
    async with app.run_test(size=(80, 3), notifications=True) as pilot:
        for part in (".filter-sign", ".filter-field", ".filter-note"):
            line.query_one(part).display = False
        line.show("left", right=("right",))
        await pilot.pause()
        assert screen_lines(app)[0].split() == ["left", "right"]
