"""A URL to hand on: whole however long, its host in bold, and one line again when it is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.onboarding.launch import host_span
from widgets.prose import Para, Prose

if TYPE_CHECKING:
    from textual.selection import Selection

    from widgets.segments import Cell

_PIECE = 1_000


def url_cell(url: str) -> Cell:
    """The URL with its host in bold, which is the part to read before opening it."""
    at, end = host_span(url)
    return (*_muted(url[:at]), (url[at:end], "strong"), *_muted(url[end:])) if end else _muted(url)


def _muted(text: str) -> Cell:
    """A text in pieces, none so long that the screen would cut it."""
    return tuple((text[start : start + _PIECE], "muted") for start in range(0, len(text), _PIECE))


class UrlText(Prose):
    """Draws a URL, broken where its place ends; nothing of it is ever left out."""

    def __init__(self) -> None:
        super().__init__(classes="-quote")

    def show_url(self, url: str) -> None:
        """Another URL; an empty one takes no room."""
        self.set_class(not url, "hidden")
        self.show(*([Para(url_cell(url))] if url else []))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is selected without the breaks of the screen, so that it can be pasted."""
        found = super().get_selection(selection)
        return None if found is None else (found[0].replace("\n", ""), found[1])
