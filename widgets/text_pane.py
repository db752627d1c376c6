"""A block of text that scrolls by the keys of the program when it is higher than its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Unpack

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from widgets.prose import Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from widgets.naming import Naming
    from widgets.prose import Pair, Para
    from widgets.segments import CellLike


class TextPane(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Holds one text; showing another keeps the place in it, `to_top` goes to its beginning."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "down", show=False, id="text.down"),
        Binding("k,up", "move(-1)", "up", show=False, id="text.up"),
        Binding("g,home", "edge(-1)", "top", show=False, id="text.top"),
        Binding("G,end", "edge(1)", "bottom", show=False, id="text.bottom"),
        Binding("ctrl+d", "page(1, 2)", "half a page down", show=False, id="text.half_down"),
        Binding("ctrl+u", "page(-1, 2)", "half a page up", show=False, id="text.half_up"),
        Binding("pagedown,space", "page(1, 1)", "page down", show=False, id="text.page_down"),
        Binding("pageup", "page(-1, 1)", "page up", show=False, id="text.page_up"),
    ]

    DEFAULT_CSS = """
    TextPane { height: 1fr; width: 1fr; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    """

    def __init__(self, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._prose = Prose()

    def compose(self) -> ComposeResult:
        """The text."""
        yield self._prose

    def show(self, *lines: Para | Pair | CellLike) -> None:
        """Say something else, without moving."""
        self._prose.show(*lines)

    def to_top(self) -> None:
        """Begin at the beginning."""
        self.scroll_to(y=0, animate=False, immediate=True)

    def action_move(self, rows: int) -> None:
        """Some rows further."""
        self._go(self.scroll_offset.y + rows)

    def action_edge(self, side: int) -> None:
        """The beginning or the end."""
        self._go(0 if side < 0 else self.max_scroll_y)

    def action_page(self, side: int, part: int) -> None:
        """A page, or the half of one."""
        self._go(self.scroll_offset.y + side * max(1, self.size.height // part - (1 if part == 1 else 0)))

    def _go(self, row: float) -> None:
        self.scroll_to(y=row, animate=False, immediate=True)
