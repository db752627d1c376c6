"""The line over a list: its filter, the field in which it is typed, or the letters to sort by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.message import Message

from tui.text import clean
from widgets.filter_line import FilterLine
from widgets.letter_picker import LetterPicker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from screens.lists.words import Ends
    from tui.domain.filters.syntax import FilterError
    from widgets.letter_picker import Letter


class ListBar(Vertical):
    """Says what a list shows; takes the keys while somebody types a filter or picks a letter.

    The screen understands what is typed: it answers `Typed` with `accept` or `refuse`.
    """

    class Typed(Message):
        """A filter, at every key and, `whole`, when it is to be kept."""

        def __init__(self, text: str, *, whole: bool) -> None:
            super().__init__()
            self.text = text
            self.whole = whole

    class Picked(Message):
        """A letter to sort by."""

        def __init__(self, letter: str) -> None:
            super().__init__()
            self.letter = letter

    class Asked(Message):
        """A click: somebody wants to type."""

    class Closed(Message):
        """The keys belong to the list again."""

    def __init__(self, placeholder: str, letters: Sequence[Letter] = ()) -> None:
        super().__init__(id="bar")
        self.text = ""
        self._line = FilterLine(placeholder)
        self._picker = LetterPicker("sort", letters)
        self._picker.display = False

    def compose(self) -> ComposeResult:
        """One of them is seen at a time."""
        yield self._line
        yield self._picker

    @property
    def state(self) -> str:
        """Who has the keys: "filter" while somebody types, "sort" while somebody picks, else empty."""
        return "filter" if self._line.editing else "sort" if self._picker.display else ""

    def show(self, ends: Ends, matching: str, *, notice: bool) -> None:
        """What the line says; a notice stands on a ground of its own."""
        self._line.set_class(notice, "-notice")
        self._line.show(*ends.left, right=ends.right)
        if self._line.editing and not self._line.has_class("-wrong"):
            self._line.note(((matching, "muted"),))

    def type(self) -> None:
        """Let somebody type a filter."""
        self._close_picker()
        self._line.edit(self.text)

    def pick(self, letters: Sequence[Letter] = ()) -> None:
        """Let somebody pick one of these letters, else of those that were offered before."""
        if letters:
            self._picker.offer(letters)
        self._line.display = False
        self._picker.display = True
        self._picker.focus()

    def clear(self) -> bool:
        """Leave the field and filter nothing; False when there was nothing to clear."""
        if not (self._line.editing or self.text):
            return False
        self.post_message(self.Typed("", whole=True))
        return True

    def accept(self, text: str, *, whole: bool) -> None:
        """What was typed is understood; a whole filter is kept and the field closes."""
        self._line.note(())
        if whole:
            self.text = clean(text).strip()
            self._line.close()
            self.post_message(self.Closed())

    def refuse(self, wrong: FilterError) -> None:
        """What was typed can't be understood."""
        self._line.note((), ((f"✕ {wrong.message}", "warn"),))

    @on(FilterLine.Asked)
    def _asked(self) -> None:
        self.post_message(self.Asked())

    @on(FilterLine.Typed)
    def _typed(self, event: FilterLine.Typed) -> None:
        self.post_message(self.Typed(event.text, whole=False))

    @on(FilterLine.Kept)
    def _kept(self, event: FilterLine.Kept) -> None:
        self.post_message(self.Typed(event.text, whole=True))

    @on(LetterPicker.Chosen)
    def _chosen(self, event: LetterPicker.Chosen) -> None:
        self.post_message(self.Picked(event.letter))
        self._close_picker()

    @on(LetterPicker.Left)
    def _close_picker(self) -> None:
        if self._picker.display:
            self._picker.display = False
            self._line.display = True
            self.post_message(self.Closed())
