"""The filter of a list in one line: what is filtered by, or the field in which it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from textual import on
from textual.containers import Horizontal
from textual.message import Message

from widgets.field import Field
from widgets.segments import EMPTY
from widgets.text_line import TextLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from widgets.naming import Naming
    from widgets.segments import CellLike
    from widgets.text_line import Part


class FilterLine(Horizontal):
    """Says its words in a line; while somebody types it is a field with a note at its right.

    It takes the focus only in `edit` and never gives it away by itself.
    """

    class Typed(Message):
        """The text is another; posted at every key."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Kept(Message):
        """Enter: the text is to be kept."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Asked(Message):
        """A click on the words: somebody wants to type."""

    def __init__(self, placeholder: str, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._words = TextLine(classes="filter-words")
        self._sign = TextLine((("/", "key"),), classes="filter-sign")
        self._field = Field(placeholder=placeholder, classes="filter-field")
        self._said = TextLine(classes="filter-note")

    def compose(self) -> ComposeResult:
        """The words; or the sign, the field, the note."""
        yield self._words
        yield self._sign
        yield self._field
        yield self._said

    @property
    def editing(self) -> bool:
        """Whether somebody types."""
        return self.has_class("-editing")

    def show(self, *left: Part | CellLike, right: Sequence[Part | CellLike] = ()) -> None:
        """What the line says while nobody types."""
        self._words.show(*left, right=right)

    def note(self, text: CellLike, wrong: CellLike = EMPTY) -> None:
        """What stands beside the field: how many match; or what is wrong, which takes more of the room."""
        self.set_class(bool(wrong), "-wrong")
        self._said.show(right=(wrong or text,))

    def edit(self, text: str) -> None:
        """Open the field with this text in it."""
        if not self.editing:
            with self._field.prevent(Field.Changed):
                self._field.value = text
            self._field.cursor_position = len(text)
            self.add_class("-editing")
        self._field.focus()

    def close(self) -> None:
        """Back to words."""
        self.remove_class("-editing", "-wrong")

    @on(Field.Changed)
    def _changed(self, event: Field.Changed) -> None:
        event.stop()
        if self.editing:
            self.post_message(self.Typed(event.value))

    @on(Field.Submitted)
    def _submitted(self, event: Field.Submitted) -> None:
        event.stop()
        self.post_message(self.Kept(event.value))

    def on_click(self, event: events.Click) -> None:
        """Say that somebody wants to type."""
        event.stop()
        if not self.editing:
            self.post_message(self.Asked())
