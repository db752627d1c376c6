"""A thin line across the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from widgets.one_line import OneLine
from widgets.segments import Cell

if TYPE_CHECKING:
    from widgets.naming import Naming


class RuleLine(OneLine):
    """A rule that stays `margin` cells away from both edges."""

    def __init__(self, margin: int = 0, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._margin = margin

    def pieces(self, width: int) -> Cell:
        """The line."""
        return ((" " * self._margin, ""), ("─" * max(0, width - 2 * self._margin), "rule"))
