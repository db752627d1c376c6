"""A main screen whose list can be filtered and sorted: the line over it, and the cursor while somebody types."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on

from screens.lists.bar import ListBar
from screens.lists.freshness import known_ago, notice
from screens.lists.screen import ListScreen
from screens.lists.words import line_words, matching
from tui.domain.filters.syntax import FilterError

if TYPE_CHECKING:
    from screens.lists.words import FilterFacts
    from widgets.letter_picker import Letter

Wanted = TypeVar("Wanted")
"""What the typed words come to: the filter of the list."""


class FilteredScreen(ListScreen, Generic[Wanted]):
    """A list with a filter. Subclasses understand what is typed and show what it leaves.

    `PLACEHOLDER` says in the empty field what can be typed, `PICKS` are the letters to sort by.
    """

    PLACEHOLDER: ClassVar[str]
    PICKS: ClassVar[tuple[Letter, ...]] = ()
    # Where the cursor was when the filter began.
    _anchor: str | None = None

    @abstractmethod
    def understand(self, text: str, *, whole: bool) -> Wanted | FilterError:
        """The filter of a text; while it is typed (not `whole`) of what can be understood so far."""

    @abstractmethod
    def narrow(self, wanted: Wanted) -> None:
        """Show what a filter leaves: the list and the words over it."""

    @abstractmethod
    def first_key(self) -> str | None:
        """The key of the first line that is shown."""

    @abstractmethod
    def draw_words(self) -> None:
        """Summary, filter line (`draw_line`), and what stands in an empty list."""

    def line_four(self) -> ListBar:
        """The filter."""
        return ListBar(self.PLACEHOLDER, self.PICKS)

    @property
    def bar(self) -> ListBar:
        """The line over the list."""
        return self.query_one(ListBar)

    @property
    def bar_state(self) -> str:
        """Who has the keys."""
        return self.bar.state

    def draw_line(self, facts: FilterFacts) -> None:
        """The filter line, or what has to be said about the freshness of the list."""
        snapshot, now, cells = self.snapshot, self.now, self.size.width
        freshness = notice(snapshot, now, cells)
        ends = line_words(facts, self.PLACEHOLDER, freshness, known_ago(snapshot, now), cells)
        self.bar.show(ends, matching(facts), notice=bool(freshness) and not facts.text)

    def do_sort(self) -> None:
        """Ask for a column."""
        self.bar.pick()
        self.refresh_footer()

    @on(ListBar.Asked)
    def do_filter(self) -> None:
        """Type a filter."""
        self._anchor = self.table.cursor_key
        self.bar.type()
        self.draw_words()
        self.refresh_footer()

    def do_back(self) -> None:
        """Leave the field and clear the filter."""
        self.clear_filter()

    def clear_filter(self) -> bool:
        """Leave the field and filter nothing; False when there was nothing to clear."""
        if not self.bar.state:
            self._anchor = self.table.cursor_key
        return self.bar.clear()

    @on(ListBar.Closed)
    def _bar_closed(self) -> None:
        if not self.bar.state:
            self.table.focus()
        self.draw_words()
        self.refresh_footer()

    @on(ListBar.Typed)
    def _typed(self, event: ListBar.Typed) -> None:
        """Show what is left. While letters come the cursor belongs where it was, else to the first match."""
        found = self.understand(event.text, whole=event.whole)
        if isinstance(found, FilterError):
            self.bar.refuse(found)
            return
        self.bar.accept(event.text, whole=event.whole)
        self.narrow(found)
        first = self.first_key()
        if first is not None and not (self._anchor and self.table.move_to_key(self._anchor)):
            self.table.move_to_key(first)
        self.draw_hand()
