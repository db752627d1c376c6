"""What the main screens share: a summary, a line, a list with a panel beside it or lines under it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical

from screens.base import DashboardScreen
from screens.frame import footer_keys
from screens.lists.freshness import is_away
from widgets.key_footer import FooterKey, KeyFooter
from widgets.plain_line import PlainLine
from widgets.side_panel import SidePanel
from widgets.text_line import TextLine
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from widgets.prose import Pair, Para
    from widgets.segments import Cell

_PANEL_FROM = 120
_BROAD_FROM = 160
# The rule of the panel and a cell at both sides of its text.
_AROUND_TEXT = 3
_LEAST_LINES = 16
_TALL = 32
BAR_KEYS: dict[str, tuple[FooterKey, ...]] = {
    "filter": (FooterKey("enter", "keep"), FooterKey("esc", "clear")),
    "sort": (FooterKey("a letter", "sorts; again: reverses"), FooterKey("esc", "leave")),
}
"""What the footer says while the line over a list has the keys, by its state."""


class ListScreen(DashboardScreen):
    """A main screen that is one list. Subclasses give the fourth line, the table, and what is told of the line in hand.

    `PANEL` is the width of the panel with its rule and margins, below 160 cells and from there on (its sheet says the
    same). `BELOW` is the number of lines under the list where there is no room for a panel.
    """

    AUTO_FOCUS = "#list"
    PANEL: ClassVar[tuple[int, int]]
    BELOW: ClassVar[int] = 2

    @abstractmethod
    def line_four(self) -> Widget:
        """The line over the list."""

    @abstractmethod
    def make_table(self) -> VirtualTable:
        """The list, with the id `list` and the class `list`."""

    @abstractmethod
    def panel_lines(self) -> Sequence[Para | Pair]:
        """What the panel tells of the line in hand."""

    @abstractmethod
    def below_lines(self) -> Sequence[Cell]:
        """What the lines under the list tell of the line in hand, at most `BELOW`."""

    def body(self) -> ComposeResult:
        """Summary, line four, the list with its panel, the lines under it."""
        yield TextLine(id="summary")
        yield self.line_four()
        yield TextLine(classes="gap")
        with Horizontal(classes="body"):
            yield self.make_table()
            yield SidePanel(id="panel")
        # The margins of the block would make its neighbours narrower too: it has a place of its own.
        with Vertical(id="below"), Vertical(classes="below"):
            yield from (PlainLine(classes="below-line") for _line in range(self.BELOW))

    @property
    def table(self) -> VirtualTable:
        """The list."""
        return self.query_one("#list", VirtualTable)

    @property
    def is_wide(self) -> bool:
        """Whether there is room for the panel."""
        return self.size.width >= _PANEL_FROM

    @property
    def is_tall(self) -> bool:
        """Whether there is room for blank lines."""
        return self.size.height >= _TALL

    @property
    def _panel_width(self) -> int:
        return self.PANEL[self.size.width >= _BROAD_FROM]

    @property
    def panel_cells(self) -> int:
        """The cells the text of the panel has."""
        return self._panel_width - _AROUND_TEXT

    @property
    def list_cells(self) -> int:
        """The cells the list has."""
        return self.size.width - (self._panel_width if self.is_wide else 0)

    def draw_hand(self) -> None:
        """Tell of the line in hand: in the panel, or in the lines under the list."""
        if self.is_wide:
            self.query_one("#panel", SidePanel).tell(*self.panel_lines())
            return
        told = (*self.below_lines(), *((),) * self.BELOW)[: self.BELOW]
        for line, text in zip(self.query(".below-line").results(PlainLine), told, strict=True):
            line.show(text)

    @property
    def bar_state(self) -> str:
        """Who has the keys: "filter", "sort", or empty for the list."""
        return ""

    def refresh_footer(self) -> None:
        """The keys that work now: those of the field or the picker while they have the keys."""
        keys = BAR_KEYS.get(self.bar_state) or footer_keys(self.WHERE, self.why_not, main=True)
        if not self.bar_state and is_away(self.snapshot, self.now):
            keys = _with_try(keys)
        if keys != self._footer_shown:
            self._footer_shown = keys
            self.query_one(KeyFooter).show(*keys)

    @on(VirtualTable.Moved)
    def _in_hand(self) -> None:
        self.draw_hand()
        self.refresh_footer()

    def on_resize(self, event: events.Resize) -> None:
        """Other columns, other words, a panel or lines."""
        self.set_class(event.size.height < _LEAST_LINES, "-low")
        self.set_class(event.size.width >= _BROAD_FROM, "-broad")
        self.call_after_refresh(self.redraw)


def _with_try(keys: tuple[FooterKey, ...]) -> tuple[FooterKey, ...]:
    """While the API is away, trying now comes right after what enter does."""
    rest = [key for key in keys if key.key != "r"]
    return (*rest[:1], FooterKey("r", "try now"), *rest[1:])
