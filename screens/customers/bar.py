"""The line over the customer list: the filter, the field in which it is typed, or the letters to sort by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.message import Message

from screens.customers.sort import LETTERS, PICKS
from screens.customers.summary import PLACEHOLDER
from tui.domain.filters.filter import Filter, parse, parse_partial
from tui.domain.filters.syntax import FilterError
from tui.text import clean
from widgets.filter_line import FilterLine
from widgets.letter_picker import LetterPicker

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from screens.customers.summary import Ends
    from tui.domain.customers.ordering import SortKey


class CustomersBar(Vertical):
    """Says what the list shows; takes the keys while somebody types a filter or picks a column."""

    class Filtered(Message):
        """The list is to show what this filter leaves; posted at every key that can be understood."""

        def __init__(self, wanted: Filter) -> None:
            super().__init__()
            self.wanted = wanted

    class Sorted(Message):
        """A column was picked."""

        def __init__(self, key: SortKey) -> None:
            super().__init__()
            self.key = key

    class Asked(Message):
        """A click: somebody wants to type."""

    class Closed(Message):
        """The keys belong to the list again."""

    def __init__(self) -> None:
        super().__init__(id="bar")
        self.text = ""
        self._line = FilterLine(PLACEHOLDER)
        self._picker = LetterPicker("sort", PICKS)
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

    def pick(self) -> None:
        """Let somebody pick a column to sort by."""
        self._line.display = False
        self._picker.display = True
        self._picker.focus()

    def clear(self) -> bool:
        """Leave the field and filter nothing; False when there was nothing to clear."""
        if not (self._line.editing or self.text):
            return False
        self.text = ""
        self._line.close()
        self.post_message(self.Filtered(Filter()))
        self.post_message(self.Closed())
        return True

    @on(FilterLine.Asked)
    def _asked(self) -> None:
        self.post_message(self.Asked())

    @on(FilterLine.Typed)
    def _typed(self, event: FilterLine.Typed) -> None:
        """What can be understood so far; what can't is told, and hides nobody."""
        found = parse_partial(event.text)
        if isinstance(found, FilterError):
            self._tell(found)
        else:
            self._line.note(())
            self.post_message(self.Filtered(found))

    @on(FilterLine.Kept)
    def _kept(self, event: FilterLine.Kept) -> None:
        found = parse(event.text)
        if isinstance(found, FilterError):
            self._tell(found)
            return
        self.text = clean(event.text).strip()
        self._line.close()
        self.post_message(self.Filtered(found))
        self.post_message(self.Closed())

    def _tell(self, wrong: FilterError) -> None:
        self._line.note((), ((f"✕ {wrong.message}", "warn"),))

    @on(LetterPicker.Chosen)
    def _chosen(self, event: LetterPicker.Chosen) -> None:
        self.post_message(self.Sorted(LETTERS[event.letter]))
        self._close_picker()

    @on(LetterPicker.Left)
    def _close_picker(self) -> None:
        if self._picker.display:
            self._picker.display = False
            self._line.display = True
            self.post_message(self.Closed())
