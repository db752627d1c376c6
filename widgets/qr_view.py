"""A QR code drawn with half blocks, two rows of it on a screen line, black on white whatever the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.naming import Naming

Rows = tuple[tuple[bool, ...], ...]
"""The modules of a code, True for a dark one, without the quiet zone around them."""

# The standard asks for 4 light modules around a code; phones make do with less.
_MARGINS = (4, 3, 2, 1)
_STYLE = Style(color="#ffffff", bgcolor="#000000")
_BOTH = Style(color="#ffffff", bgcolor="#ffffff")
# Light modules are drawn, so that also a terminal without colours shows them light. (upper is light, lower is light)
_BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


def margin_for(size: int, columns: int, lines: int) -> int | None:
    """How many light modules fit around a code of so many modules; None where the code does not fit at all."""
    return next((m for m in _MARGINS if size + 2 * m <= columns and size + 2 * m <= 2 * lines), None)


def lines_needed(size: int) -> tuple[int, int]:
    """The columns and lines that a code of so many modules takes at the least."""
    whole = size + 2 * _MARGINS[-1]
    return whole, -(-whole // 2)


def half_blocks(rows: Sequence[Sequence[bool]], margin: int) -> list[str]:
    """The code with its margin as lines of text, light modules drawn and dark ones blank."""
    size = len(rows) + 2 * margin
    light = [[True] * size for _ in range(size + size % 2)]
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            light[y + margin][x + margin] = not dark
    return [
        "".join(_BLOCKS[upper, lower] for upper, lower in zip(above, below, strict=True))
        for above, below in zip(light[::2], light[1::2], strict=True)
    ]


class QrView(Widget):
    """Draws one code in the middle of its place; nothing where it does not fit."""

    DEFAULT_CSS = """
    QrView { width: 1fr; height: 1fr; }
    """

    def __init__(self, rows: Rows, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._rows = rows
        self._lines: list[str] = []

    @property
    def fits(self) -> bool:
        """Whether the code can be shown here."""
        return margin_for(len(self._rows), self.size.width, self.size.height) is not None

    def on_resize(self) -> None:
        """As much margin as there is room for."""
        margin = margin_for(len(self._rows), self.size.width, self.size.height)
        self._lines = [] if margin is None else half_blocks(self._rows, margin)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of it; full blocks have both colours alike, so that no seam of a font shows."""
        width, ground = self.size.width, Style(bgcolor=self.rich_style.bgcolor)
        if not 0 <= y < len(self._lines):
            return Strip.blank(width, ground)
        text = self._lines[y]
        left = (width - len(text)) // 2
        pieces = [Segment(" " * left, ground)]
        pieces += [Segment(char, _BOTH if char == "█" else _STYLE) for char in text]
        return Strip([*pieces, Segment(" " * (width - left - len(text)), ground)]).simplify()
