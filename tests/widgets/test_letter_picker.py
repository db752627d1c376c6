"""A line that asks for a letter."""

from __future__ import annotations

from support.kit_app import KitApp, screen_lines
from textual.message import Message

from widgets.letter_picker import Letter, LetterPicker

LETTERS = (Letter("n", "needs attention", "needs"), Letter("c", "customer", "name"), Letter("a", "AWS"))


class WatchedPicker(LetterPicker):
    """Notes what it says."""

    def __init__(self) -> None:
        super().__init__("sort", LETTERS)
        self.said: list[str] = []

    def post_message(self, message: Message) -> bool:
        if isinstance(message, LetterPicker.Chosen):
            self.said.append(message.letter)
        if isinstance(message, LetterPicker.Left):
            self.said.append("left")
        return super().post_message(message)


async def test_it_takes_every_key_and_answers_its_letters_and_escape_only() -> None:
    picker = WatchedPicker()
    app = KitApp(picker)
    async with app.run_test(size=(80, 3), notifications=True) as pilot:
        picker.focus()
        await pilot.press("x", "c", "tab", "enter", "escape", "a")
        assert picker.said == ["c", "left", "a"]
        assert app.focused is picker


async def test_a_focus_that_goes_elsewhere_leaves() -> None:
    picker = WatchedPicker()
    app = KitApp(picker)
    async with app.run_test(size=(80, 3), notifications=True) as pilot:
        picker.focus()
        await pilot.pause()
        app.set_focus(None)
        await pilot.pause()
        assert picker.said == ["left"]


async def test_words_are_shortened_and_letters_left_out_where_room_is_short() -> None:
    picker = WatchedPicker()
    app = KitApp(picker)
    async with app.run_test(size=(80, 3), notifications=True) as pilot:
        for width, expected in (
            (56, " sort  n needs attention  c customer  a AWS  esc leaves"),
            (50, " sort  n needs  c name  a AWS          esc leaves"),
            (30, " sort n needs c name a AWS"),
            (22, " sort n needs c name"),
            (3, " s…"),
        ):
            await pilot.resize_terminal(width, 3)
            await pilot.pause()
            assert screen_lines(app)[0].rstrip() == expected
