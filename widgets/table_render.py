"""How one line of a table is drawn: a frame (everything the lines share) and a line make a strip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.strip import Strip

from widgets.segments import EMPTY, Cell, cell, filled, paint, safe, width_of
from widgets.table_columns import CURSOR_BAR, FREE
from widgets.table_lines import Headings, Row, Section, Span

if TYPE_CHECKING:
    from rich.color import Color as RichColor

    from widgets.look import Look
    from widgets.segments import Piece
    from widgets.table_columns import Slot
    from widgets.table_lines import Line

# How the cursor stands on a line: not at all, while the keys go elsewhere, with the keys.
AWAY, RESTING, HERE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Drawn:
    """Everything the look of one line depends on besides the frame: equal values need no repaint."""

    line: Line | None
    cursor: int = AWAY
    marked: bool = False
    sorted_by: str = ""


NOTHING = Drawn(None)


@dataclass(frozen=True, eq=False, slots=True)
class Frame:
    """What every line of a table shares; a new frame means that all of it is drawn again."""

    look: Look
    slots: tuple[Slot, ...]
    width: int
    ground: RichColor | None
    tone: str

    def strip(self, drawn: Drawn) -> Strip:
        """The finished line, exactly `width` cells."""
        match drawn.line:
            case Row() as row:
                pieces = self._row(row, drawn)
            case Section(title=title):
                pieces = self._section(safe(title, self.look.glyphs))
            case Span(text=text, indent=indent):
                pieces = [(" " * (CURSOR_BAR + indent), ""), *safe(text, self.look.glyphs)]
            case Headings():
                pieces = self._headings(drawn.sorted_by)
            case None:
                pieces = []
        palette = self.look.palette
        ground = palette.rich_colour("cursor") if drawn.cursor else self.ground
        tone = (drawn.line.tone if isinstance(drawn.line, Row) else "") or self.tone
        line = filled(tuple(pieces), self._edge, mark=self.look.glyphs.cut)
        segments = paint(line, palette, ground, tone)
        segments += paint(((" " * (self.width - self._edge), ""),), palette, self.ground, tone)
        return Strip(segments, self.width)

    @property
    def _edge(self) -> int:
        """Where the free column at the right begins."""
        return max(0, self.width - FREE)

    def _row(self, row: Row, drawn: Drawn) -> list[Piece]:
        pieces = [self._bar(drawn)]
        mark = self.look.glyphs.cut
        for slot in self.slots:
            value = safe(row.cells[slot.index], self.look.glyphs) if slot.index < len(row.cells) else EMPTY
            if drawn.cursor and slot.column.lead:
                value = tuple((text, token or "strong") for text, token in value)
            pieces += filled(value, slot.width, slot.column.align, mark)
            pieces.append((" " * slot.gap, ""))
        return pieces

    def _bar(self, drawn: Drawn) -> Piece:
        """Column 0: the cursor bar, or the mark of a selected row, which also stays under the cursor."""
        glyphs = self.look.glyphs
        token = "faint" if drawn.cursor == RESTING else "key"
        if drawn.marked:
            return glyphs.added, token
        return (glyphs.cursor, token) if drawn.cursor else (" ", "")

    def _headings(self, sorted_by: str) -> list[Piece]:
        pieces: list[Piece] = [(" " * CURSOR_BAR, "")]
        for slot in self.slots:
            title = cell(
                self.look.glyphs.draw(slot.column.title), "strong" if slot.column.key == sorted_by else "faint"
            )
            pieces += filled(title, slot.width, slot.column.align, self.look.glyphs.cut)
            pieces.append((" " * slot.gap, ""))
        return pieces

    def _section(self, title: Cell) -> list[Piece]:
        pieces: list[Piece] = [(" " * CURSOR_BAR, ""), *title]
        if title:
            pieces.append((" ", ""))
        rest = self._edge - width_of(tuple(pieces))
        return [*pieces, (self.look.glyphs.draw("─") * max(0, rest), "rule")]
