"""A block of text: paragraphs with hanging indents, and pairs of a label and a figure. It can be selected."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Unpack

from textual.content import Content
from textual.widget import Widget

from widgets.look import Look, look_of
from widgets.measuring import measure_again
from widgets.segments import EMPTY, Cell, CellLike, cleaned, safe, spread
from widgets.wrapping import PROSE, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

    from widgets.glyphs import GlyphSet
    from widgets.naming import Naming


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph, broken at words. `indent` cells before every line, `hang` more before all but the first.

    An empty one is a blank line.
    """

    text: CellLike = EMPTY
    indent: int = 0
    hang: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A label at the left and its figure at the right edge; the label is cut when they meet."""

    left: CellLike
    right: CellLike
    indent: int = 0


BLANK = Para()


def lay_prose(lines: Sequence[Para | Pair], cells: int, look: Look) -> list[Cell]:
    """The screen lines of a block at a width; paragraphs are at most 86 wide, pairs take all of it."""
    return [laid for line in lines for laid in _laid(line, cells, look.glyphs)]


# A panel is laid at several heights and again for every snapshot, most of it as it was.
@lru_cache(maxsize=512)
def _laid(line: Para | Pair, cells: int, glyphs: GlyphSet) -> tuple[Cell, ...]:
    indent = ((" " * line.indent, ""),) if line.indent else EMPTY
    room = max(1, cells - line.indent)
    if isinstance(line, Pair):
        ends = safe(line.left, glyphs), safe(line.right, glyphs)
        return ((*indent, *spread(*ends, room, glyphs.cut)),)
    text = safe(line.text, glyphs)
    return tuple((*indent, *each) for each in wrap(text, min(room, PROSE - line.indent), hang=line.hang))


class Prose(Widget):
    """Draws a block of text as high as it is; put it into a scrolling container where it may be long."""

    DEFAULT_CSS = """
    Prose { height: auto; width: 1fr; }
    """

    def __init__(self, *lines: Para | Pair | CellLike, tone: str = "ink", **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._tone = tone
        self._lines = _as_lines(lines)

    def show(self, *lines: Para | Pair | CellLike) -> None:
        """Say something else; lays out again only when the number of screen lines changes."""
        made = _as_lines(lines)
        if made == self._lines:
            return
        before = self._height(self.size.width) if self.is_mounted else -1
        self._lines = made
        if before < 0 or self._height(self.size.width) != before:
            measure_again(self)
        else:
            self.refresh()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as there is room."""
        del viewport
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of screen lines at this width."""
        del container, viewport
        return self._height(width)

    def notify_style_update(self) -> None:
        """Another theme: the styles are taken again."""
        super().notify_style_update()
        self.refresh()

    def render(self) -> Content:
        """The block as text with styles, never as markup."""
        look = look_of(self.app)
        style = look.palette.content_style
        lines = [
            Content.assemble(*((text, style(token or self._tone)) for text, token in line))
            for line in lay_prose(self._lines, self.size.width, look)
        ]
        return Content("\n").join(lines)

    def _height(self, width: int) -> int:
        return len(lay_prose(self._lines, width, look_of(self.app)))


def _as_lines(lines: Sequence[Para | Pair | CellLike]) -> tuple[Para | Pair, ...]:
    return tuple(line if isinstance(line, Para | Pair) else Para(cleaned(line)) for line in lines)
