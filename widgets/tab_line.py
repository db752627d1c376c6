"""Tabs of a detail screen: one line of titles, and under it a rule that is thick under the tab in view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from textual.containers import Vertical
from textual.message import Message

from widgets.one_line import OneLine
from widgets.segments import EMPTY, Cell, CellLike, cell, cleaned, cut, joined, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from widgets.naming import Naming

_MARGIN = 1
_GAPS = (4, 2)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: its key, its title, and what is known there in a word or a figure."""

    key: str
    title: str
    info: CellLike = EMPTY


@dataclass(frozen=True, slots=True)
class PlacedTab:
    """A tab as drawn, from its first cell."""

    key: str
    x: int
    text: Cell


def place_tabs(tabs: Sequence[Tab], active: str, cells: int) -> tuple[PlacedTab, ...]:
    """Where each tab stands; in a narrow place the gaps shrink, then what is known there goes."""
    room = cells - 2 * _MARGIN
    texts: list[Cell] = []
    gap = _GAPS[-1]
    for with_info, tried in ((True, _GAPS[0]), (True, _GAPS[1]), (False, _GAPS[1])):
        texts = [_text(tab, with_info=with_info, active=tab.key == active) for tab in tabs]
        gap = tried
        if sum(width_of(text) for text in texts) + gap * (len(texts) - 1) <= room:
            break
    placed: list[PlacedTab] = []
    x = _MARGIN
    for tab, text in zip(tabs, texts, strict=True):
        placed.append(PlacedTab(tab.key, x, text))
        x += width_of(text) + gap
    return tuple(placed)


def _text(tab: Tab, *, with_info: bool, active: bool) -> Cell:
    title: Cell = ((tab.title, "strong" if active else "muted"),)
    return joined((cleaned(title), cleaned(cell(tab.info, "muted")) if with_info else EMPTY), 1)


class _Titles(OneLine):
    """The line of titles."""

    def __init__(self) -> None:
        super().__init__(classes="tab-titles")
        self.tabs: tuple[Tab, ...] = ()
        self.active = ""

    def pieces(self, width: int) -> Cell:
        """The titles at their places."""
        line: list[tuple[str, str]] = []
        taken = 0
        for tab in place_tabs(self.tabs, self.active, width):
            line += [(" " * (tab.x - taken), ""), *tab.text]
            taken = tab.x + width_of(tab.text)
        return cut(tuple(line), width)

    def on_click(self, event: events.Click) -> None:
        """Say which tab was clicked."""
        for tab in place_tabs(self.tabs, self.active, self.size.width):
            if tab.x <= event.x < tab.x + width_of(tab.text):
                self.post_message(TabLine.Chosen(tab.key))


class _Rule(OneLine):
    """The line under the titles."""

    def __init__(self) -> None:
        super().__init__(classes="tab-rule")
        self.tabs: tuple[Tab, ...] = ()
        self.active = ""

    def pieces(self, width: int) -> Cell:
        """Thick in the accent under the tab in view."""
        here = next((tab for tab in place_tabs(self.tabs, self.active, width) if tab.key == self.active), None)
        if here is None or here.x >= width:
            return (("─" * width, "rule"),)
        thick = min(width_of(here.text), width - here.x)
        return (
            ("─" * here.x, "rule"),
            ("━" * thick, "accent"),
            ("─" * (width - here.x - thick), "rule"),
        )


class TabLine(Vertical):
    """Draws tabs, the one in view in bold; says which one was clicked."""

    DEFAULT_CSS = """
    TabLine { height: 2; width: 1fr; }
    """

    class Chosen(Message):
        """A click on a tab."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._titles, self._rule = _Titles(), _Rule()

    def compose(self) -> ComposeResult:
        """Titles and rule."""
        yield self._titles
        yield self._rule

    def show(self, tabs: Sequence[Tab], active: str) -> None:
        """Draw these tabs, the active one by its key."""
        for line in (self._titles, self._rule):
            line.tabs, line.active = tuple(tabs), active
            line.repaint()
