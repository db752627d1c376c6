"""What every widget of a single line has in common: it is composed of pieces and repaints only when they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Unpack

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from widgets.look import look_of
from widgets.segments import EMPTY, Cell, filled, paint, safe
from widgets.table_select import highlighted, selected_text

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.selection import Selection

    from widgets.naming import Naming


class OneLine(Widget):
    """A line that says what it is made of in `pieces`; `repaint` draws it again where that has changed."""

    DEFAULT_CSS = """
    OneLine { height: 1; width: 1fr; }
    """

    # The style token of pieces without one.
    TONE: ClassVar[str] = "ink"

    def __init__(self, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._line: tuple[int, Cell] | None = None
        self._strip = Strip.blank(0)
        self._painting = False

    def pieces(self, width: int) -> Cell:
        """What the line holds at a width, at most that many cells; subclasses say."""
        del width
        return EMPTY

    def repaint(self) -> None:
        """Draw the line again if it would look different; never lays out."""
        if self.is_mounted and self._line != (self.size.width, self._composed()):
            self.refresh()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as there is room."""
        del viewport
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        del container, viewport, width
        return 1

    def notify_style_update(self) -> None:
        """Another theme or class: the strip is made again."""
        super().notify_style_update()
        self._line = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint; the text offsets that selecting with the mouse needs are left out, they are dear."""
        self._painting = True
        try:
            return super().render_lines(crop)
        finally:
            self._painting = False

    def render_line(self, y: int) -> Strip:
        """The line; anything below it is blank."""
        width = self.size.width
        ground = self.rich_style.bgcolor
        palette = look_of(self.app).palette
        if y:
            return Strip.blank(width, palette.style(self.TONE, ground))
        line = (width, self._composed())
        if line != self._line:
            self._line = line
            self._strip = Strip(paint(filled(line[1], width), palette, ground, self.TONE), width)
        if not self._painting:
            return self._strip.apply_offsets(0, y)
        selection = self.text_selection
        if selection is None:
            return self._strip
        return highlighted(self._strip, selection.get_span(y), self.selection_style)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text of the line."""
        return selected_text(selection, 1, lambda _y: self._strip.text), "\n"

    def _composed(self) -> Cell:
        glyphs = look_of(self.app).glyphs
        return filled(safe(self.pieces(self.size.width), glyphs), self.size.width, mark=glyphs.cut)
