"""A panel beside a list: prose in lines, of which only those are drawn again that read differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from widgets.look import look_of
from widgets.prose import Pair, Para, lay_prose
from widgets.table_columns import CURSOR_BAR, FREE
from widgets.table_lines import Span
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from widgets.naming import Naming


class SidePanel(VirtualTable, can_focus=False):
    """Shows paragraphs and pairs; the wheel scrolls what is too long."""

    def __init__(self, **naming: Unpack[Naming]) -> None:
        super().__init__(headings=False, **naming)
        self._told: tuple[Para | Pair, ...] = ()

    def tell(self, *lines: Para | Pair) -> None:
        """Say something else."""
        if lines != self._told:
            self._told = lines
            self._lay()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lay()

    def _lay(self) -> None:
        cells = self.size.width - CURSOR_BAR - FREE
        if cells <= 0:
            return
        laid = lay_prose(self._told, cells, look_of(self.app))
        self.set_rows([Span(str(place), line, 0) for place, line in enumerate(laid)])
