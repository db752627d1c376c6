"""A screen that is drawn for the first time when its layout is settled, once."""

from __future__ import annotations

from typing import TypeVar

from textual import events, on
from textual.screen import Screen

Result = TypeVar("Result")


class SettledScreen(Screen[Result]):
    """Knows its width from the beginning, and holds back its first drawing until what depends on its size is laid out.

    Textual draws a screen as soon as it is there, then tells it its size and lays it out anew, each time whole: on a
    slow line a narrow layout would be seen, and paid for, before the wide one. The first screen of a program is drawn
    at once: somebody waits for it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_settled = False

    def on_mount(self) -> None:
        """Take the class of the width before anything is laid out."""
        width = self.app.size.width
        reached = [name for least, name in sorted(self.app.HORIZONTAL_BREAKPOINTS or ()) if width >= least]
        self.add_class(*reached[-1:])

    @on(events.Resize)
    def _settle(self) -> None:
        if not self._is_settled:
            self.call_after_refresh(self._begin_drawing)

    def _begin_drawing(self) -> None:
        self._is_settled = True
        self.refresh()

    def _compositor_refresh(self) -> None:
        # Nothing public says whether the program has drawn anything yet.
        if self._is_settled or not self.app._dom_ready:  # noqa: SLF001
            super()._compositor_refresh()
