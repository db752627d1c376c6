"""Headline figures: two rows of four, a faint label above each value, at the same places at every width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from textual.containers import Vertical

from widgets.one_line import OneLine
from widgets.segments import EMPTY, Cell, CellLike, cleaned, filled, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from widgets.naming import Naming

PER_ROW = 4
_MARGIN = 1
# Where each of the four ends, as soon as there are so many cells: they never move with the width.
_WIDTHS = (18, 19, 19, 21)
_ROOM = _MARGIN + sum(_WIDTHS)
_APART = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A labelled value. `forms` are its spellings, the fullest first: one that fits is shown whole, none is cut."""

    label: str
    forms: tuple[CellLike, ...]
    short_label: str = ""


def columns(width: int) -> tuple[int, ...]:
    """The cells of the four columns at a width."""
    if width >= _ROOM:
        return _WIDTHS
    share = max(0, width - _MARGIN) // PER_ROW
    return (share,) * PER_ROW


def shown_label(figure: Figure, cells: int) -> Cell:
    """The label, the short one where the long one has no room."""
    label = figure.label if width_of(figure.label) <= cells - _APART else figure.short_label or figure.label
    return cleaned(((label, "faint"),))


def shown_value(figure: Figure, cells: int) -> Cell:
    """The fullest spelling that fits; the shortest where none does."""
    spelled = [cleaned(form) for form in figure.forms]
    return next((form for form in spelled if width_of(form) <= cells - _APART), spelled[-1] if spelled else EMPTY)


class _Row(OneLine):
    """One line of four labels or four values, right-aligned."""

    def __init__(self, *, values: bool) -> None:
        super().__init__()
        self._shown = shown_value if values else shown_label
        self._figures: tuple[Figure, ...] = ()

    def show(self, figures: tuple[Figure, ...]) -> None:
        """Show other figures."""
        self._figures = figures
        self.repaint()

    def pieces(self, width: int) -> Cell:
        """The line."""
        line: list[tuple[str, str]] = [(" " * _MARGIN, "")]
        for figure, cells in zip(self._figures, columns(width), strict=False):
            line += filled(self._shown(figure, cells), cells, "right")
        return tuple(line)


class Figures(Vertical):
    """Eight figures; the class `-airy` sets a blank line between the two rows."""

    DEFAULT_CSS = """
    Figures { height: auto; width: 1fr; }
    Figures > .figures-gap { height: 1; display: none; }
    Figures.-airy > .figures-gap { display: block; }
    """

    def __init__(self, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._rows = tuple((_Row(values=False), _Row(values=True)) for _ in range(2))

    def compose(self) -> ComposeResult:
        """Labels and values, twice."""
        yield from self._rows[0]
        yield OneLine(classes="figures-gap")
        yield from self._rows[1]

    def show(self, figures: Sequence[Figure]) -> None:
        """Show these, four in a row."""
        for place, pair in enumerate(self._rows):
            for row in pair:
                row.show(tuple(figures[place * PER_ROW : (place + 1) * PER_ROW]))
