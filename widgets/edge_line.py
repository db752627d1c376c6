"""One line with a left and a right end from edge to edge, for a place that has margins of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from widgets.one_line import OneLine
from widgets.segments import EMPTY, Cell, CellLike, cell, cleaned, spread, width_of

if TYPE_CHECKING:
    from widgets.naming import Naming


class EdgeLine(OneLine):
    """Draws two ends; where they meet the left one is cut, and a right one that has no room at all is left out."""

    def __init__(self, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._left: Cell = EMPTY
        self._right: Cell = EMPTY

    def show(self, left: CellLike, right: CellLike = EMPTY) -> None:
        """Say something else."""
        self._left, self._right = cleaned(cell(left)), cleaned(cell(right))
        self.repaint()

    def pieces(self, width: int) -> Cell:
        """The line."""
        right = self._right if width_of(self._right) <= width else EMPTY
        return spread(self._left, right, width)
