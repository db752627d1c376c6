"""Two labelled figures on one line, in two columns that keep their places from line to line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from widgets.one_line import OneLine
from widgets.segments import EMPTY, Cell, CellLike, cleaned, spread, width_of

if TYPE_CHECKING:
    from widgets.naming import Naming

_LEFT = 29
_GAP = 4
_NARROW_GAP = 2
_LEAST_LABEL = 10


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and the spellings of its figure, the fullest first: one that fits is shown, none is cut."""

    label: str
    forms: tuple[CellLike, ...] = ()


def columns(width: int) -> tuple[int, int, int]:
    """The cells of the left column, the space between, and the right column."""
    if width >= 2 * _LEFT + _GAP:
        return _LEFT, _GAP, width - _LEFT - _GAP
    left = max(0, width - _NARROW_GAP) // 2
    return left, _NARROW_GAP, max(0, width - _NARROW_GAP - left)


def _pair(pair: Labelled | None, cells: int) -> Cell:
    if pair is None:
        return ((" " * cells, ""),)
    spelled = [cleaned(form) for form in pair.forms]
    # The label is cut before the figure is shortened, as long as it can still be told from others.
    room = cells - _LEAST_LABEL
    figure = next((form for form in spelled if width_of(form) <= room), spelled[-1] if spelled else EMPTY)
    return spread(cleaned(((pair.label, "muted"),)), figure, cells)


class TwoPairs(OneLine):
    """Draws a figure at the left and one at the right."""

    def __init__(self, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._pairs: tuple[Labelled | None, Labelled | None] = (None, None)

    def show(self, left: Labelled | None, right: Labelled | None) -> None:
        """Show other figures."""
        self._pairs = (left, right)
        self.repaint()

    def pieces(self, width: int) -> Cell:
        """The line."""
        left, gap, right = columns(width)
        return (*_pair(self._pairs[0], left), (" " * gap, ""), *_pair(self._pairs[1], right))
