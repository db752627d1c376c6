"""One line of styled text from edge to edge, for a place that has margins of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from widgets.one_line import OneLine
from widgets.segments import EMPTY, Cell, CellLike, cleaned

if TYPE_CHECKING:
    from widgets.naming import Naming


class PlainLine(OneLine):
    """Shows a cell; draws again only when it reads differently."""

    def __init__(self, text: CellLike = EMPTY, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._text = cleaned(text)

    def show(self, text: CellLike) -> None:
        """Say something else."""
        self._text = cleaned(text)
        self.repaint()

    def pieces(self, width: int) -> Cell:
        """The text."""
        del width
        return self._text
