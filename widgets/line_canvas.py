"""A widget drawn line by line on Textual's Line API, which paints only lines that would look different."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Unpack

from textual.cache import LRUCache
from textual.geometry import Region
from textual.scroll_view import ScrollView

from widgets.table_render import NOTHING, Drawn, Frame
from widgets.table_select import highlighted, selected_text

if TYPE_CHECKING:
    from textual.selection import Selection
    from textual.strip import Strip

    from widgets.naming import Naming

_KEPT_STRIPS = 512


class LineCanvas(ScrollView):
    """Subclasses say what belongs on a line (`drawn`, plain data) and how lines look (`frame`).

    `repaint` compares what belongs on each visible line with what was painted there last, and asks for those
    that differ; finished strips are kept by what they show, so a line that comes back costs nothing.
    """

    def __init__(self, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._frame: Frame | None = None
        self._strips: LRUCache[Drawn, Strip] = LRUCache(_KEPT_STRIPS)
        self._painted: dict[int, Drawn] = {}
        self._painting = False

    def drawn(self, y: int) -> Drawn:
        """What belongs on line `y` of the widget; subclasses say."""
        del y
        return NOTHING

    @abstractmethod
    def frame(self) -> Frame:
        """What all lines share at the present size and theme; subclasses say."""

    def text_place(self, y: int) -> int | None:
        """The number of the selectable text line on line `y` of the widget, None where nothing can be selected."""
        del y
        return None

    def text_line(self, place: int) -> Drawn:
        """What a selectable text line shows, in view or not; subclasses say."""
        del place
        return NOTHING

    def text_count(self) -> int:
        """How many selectable text lines there are."""
        return 0

    def reframe(self) -> None:
        """Everything looks different: draw it all again."""
        self._frame = None
        self.refresh()

    def repaint(self) -> None:
        """Draw again what looks different."""
        if not self._painted:
            self.refresh()
            return
        width = self.size.width
        changed = [y for y in range(self.size.height) if self._painted.get(y) != self.drawn(y)]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def notify_style_update(self) -> None:
        """Another theme or class: everything is drawn again."""
        super().notify_style_update()
        self._frame = None

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw what is different at the new place, instead of everything."""
        del old_value, new_value
        self.repaint()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint; the text offsets that selecting with the mouse needs are left out, they are dear."""
        self._painting = True
        try:
            return super().render_lines(crop)
        finally:
            self._painting = False

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        drawn = self.drawn(y)
        place = self.text_place(y)
        strip = self.strip(drawn)
        if not self._painting:
            return strip if place is None else strip.apply_offsets(0, place)
        self._painted[y] = drawn
        selection = self.text_selection
        if selection is None or place is None:
            return strip
        return highlighted(strip, selection.get_span(place), self.selection_style)

    def strip(self, drawn: Drawn) -> Strip:
        """The finished line, from the store if it was drawn lately."""
        if self._frame is None:
            self._strips.clear()
            self._frame = self.frame()
        strip = self._strips.get(drawn)
        if strip is None:
            strip = self._strips[drawn] = self._frame.strip(drawn)
        return strip

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, as it stands on the screen."""
        lines = selected_text(selection, self.text_count(), lambda place: self.strip(self.text_line(place)).text)
        return lines, "\n"
