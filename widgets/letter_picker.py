"""One line that asks for a letter: `sort by  n needs attention  c customer  a AWS`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Unpack

from textual.message import Message

from widgets.one_line import OneLine
from widgets.segments import Cell, joined, spread, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from widgets.naming import Naming

_MARGIN = 1
_GAP = 2


class Letter(NamedTuple):
    """A letter and what it chooses, in a long and a short word."""

    letter: str
    word: str
    short: str = ""


class LetterPicker(OneLine, can_focus=True):
    """While it has the focus it takes every key: a letter chooses, escape leaves, the others do nothing."""

    class Chosen(Message):
        """A letter was pressed."""

        def __init__(self, letter: str) -> None:
            super().__init__()
            self.letter = letter

    class Left(Message):
        """Escape, or the focus went elsewhere: nothing is chosen."""

    def __init__(self, ask: str, letters: Sequence[Letter], **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._ask = ask
        self._letters = tuple(letters)

    def offer(self, letters: Sequence[Letter]) -> None:
        """Ask for one of these instead."""
        self._letters = tuple(letters)
        self.repaint()

    def pieces(self, width: int) -> Cell:
        """The question and its letters: long words where they fit, else short ones, else as many as there is room."""
        room = max(0, width - 2 * _MARGIN)
        right: Cell = (("esc", "key"), (" leaves", "faint"))
        words = [letter.word for letter in self._letters]
        short = [letter.short or letter.word for letter in self._letters]
        for left in (self._asked(words, _GAP), self._asked(short, _GAP)):
            if width_of(left) + _GAP + width_of(right) <= room:
                return ((" " * _MARGIN, ""), *spread(left, right, room))
        while short and width_of(self._asked(short, 1)) > room:
            short.pop()
        return ((" " * _MARGIN, ""), *self._asked(short, 1))

    def _asked(self, words: Sequence[str], gap: int) -> Cell:
        """The question and as many letters as there are words."""
        named = (((each.letter, "key"), (f" {word}", "ink")) for each, word in zip(self._letters, words, strict=False))
        return joined((((self._ask, "muted"),), *named), gap)

    def on_key(self, event: events.Key) -> None:
        """Every key ends here, so that none of them does something else by accident."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.post_message(self.Left())
        elif event.character in {letter.letter for letter in self._letters}:
            self.post_message(self.Chosen(str(event.character)))

    def on_blur(self) -> None:
        """A click elsewhere leaves."""
        self.post_message(self.Left())
