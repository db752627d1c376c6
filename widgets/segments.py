"""Text in pieces: what every widget draws from, and the one place where pieces become Rich segments.

A piece is a text and a style token (widgets/palette.py); a cell is a tuple of pieces. Both are plain data, so a
row can be compared, hashed and kept. Nothing here ever parses markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len
from rich.segment import Segment

from tui.text import clean
from widgets.palette import PAIRS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.color import Color as RichColor

    from widgets.glyphs import GlyphSet
    from widgets.palette import Palette

Piece = tuple[str, str]
Cell = tuple[Piece, ...]
CellLike = str | Cell
Align = Literal["left", "right"]

EMPTY: Cell = ()
# Tokens whose spaces can be seen, so a run of spaces may not borrow them.
_VISIBLE_SPACES = PAIRS | {"underline", "reverse"}


def cell(value: CellLike, token: str = "") -> Cell:
    """A cell from a plain text (drawn with `token`, or the tone of its row) or from a cell as it is."""
    if isinstance(value, str):
        return ((value, token),) if value else EMPTY
    return value


def text_of(value: CellLike) -> str:
    """The bare text of a cell."""
    return value if isinstance(value, str) else "".join(text for text, _token in value)


def width_of(value: CellLike) -> int:
    """Terminal cells a cell takes."""
    return cell_len(value) if isinstance(value, str) else sum(cell_len(text) for text, _token in value)


def cleaned(value: CellLike) -> Cell:
    """A cell whose text went through `tui.text`; everything from outside does before it is measured or drawn."""
    if isinstance(value, str):
        value = ((value, ""),)
    return tuple((clean(text), token) for text, token in value)


def safe(value: CellLike, glyphs: GlyphSet) -> Cell:
    """A cell that may be printed: outside text cleaned (tui.text), glyphs as the terminal can show them."""
    return tuple((glyphs.draw(text), token) for text, token in cleaned(value))


def cut(value: Cell, cells: int, mark: str = "…") -> Cell:
    """A cell that takes at most `cells`; where text is lost it ends in the mark, in the style it was cut in."""
    if width_of(value) <= cells:
        return value
    if cells <= 0:
        return EMPTY
    room = cells - cell_len(mark)
    kept: list[Piece] = []
    for text, token in value:
        size = cell_len(text)
        if size <= room:
            kept.append((text, token))
            room -= size
            continue
        head = head_of(text, room)
        kept.append((head + mark, token))
        break
    return tuple(kept)


def head_of(text: str, cells: int) -> str:
    """The longest beginning of a text within so many cells; a wide character is never halved."""
    if cell_len(text) <= cells:
        return text
    taken = 0
    for index, char in enumerate(text):
        taken += cell_len(char)
        if taken > cells:
            return text[:index]
    return text


def filled(value: Cell, cells: int, align: Align = "left", mark: str = "…") -> Cell:
    """A cell that takes exactly `cells`: cut or filled up with spaces."""
    taken = width_of(value)
    if taken > cells:
        value = cut(value, cells, mark)
        taken = width_of(value)
    if taken >= cells:
        return value
    blank = (" " * (cells - taken), "")
    return (blank, *value) if align == "right" else (*value, blank)


def joined(cells: Iterable[Cell], gap: int) -> Cell:
    """Cells one after another with so many spaces between; empty ones are left out."""
    pieces: list[Piece] = []
    for each in cells:
        if not each:
            continue
        if pieces:
            pieces.append((" " * gap, ""))
        pieces.extend(each)
    return tuple(pieces)


def spread(left: Cell, right: Cell, cells: int, mark: str = "…") -> Cell:
    """Left and right ends of a line of exactly `cells`; the left is cut when they meet, two spaces apart."""
    right = cut(right, cells, mark)
    room = cells - width_of(right) - (2 if right else 0)
    left = cut(left, max(0, room), mark)
    return (*left, (" " * max(0, cells - width_of(left) - width_of(right)), ""), *right)


def merged(pieces: Sequence[Piece]) -> Cell:
    """The same line in fewer pieces: equal neighbours join, and bare spaces take the style before them."""
    result: list[Piece] = []
    for text, token in pieces:
        if not text:
            continue
        if result:
            before, last = result[-1]
            if token == last or (not text.strip() and not _shows_spaces(last) and not _shows_spaces(token)):
                result[-1] = (before + text, last)
                continue
        result.append((text, token))
    return tuple(result)


def _shows_spaces(token: str) -> bool:
    return not _VISIBLE_SPACES.isdisjoint(token.split())


def paint(value: Cell, palette: Palette, ground: RichColor | None, tone: str = "ink") -> list[Segment]:
    """The Rich segments of a cell on a ground; pieces without a token take the tone."""
    style = palette.style
    return [Segment(text, style(token or tone, ground)) for text, token in merged(value)]
