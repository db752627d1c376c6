"""Thin bars: what is paid before and after, what is covered now and then. Only what is saved is green."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from widgets.one_line import OneLine
from widgets.segments import EMPTY, Cell, CellLike, Piece, cleaned, cut, filled, width_of

if TYPE_CHECKING:
    from widgets.naming import Naming

_BAR = "━"
_SAVED = "╍"
_REST = "┈"
_MARGIN = 1
_GAP = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a bar: its share of the whole (0-1), the character it is made of, its style token."""

    share: float
    mark: str
    token: str


def bar(stretches: tuple[Stretch, ...], cells: int) -> Cell:
    """A bar of exactly `cells`, blank where the shares leave off; a share above nothing has at least one cell."""
    pieces: list[Piece] = []
    reached = 0.0
    taken = 0
    for stretch in stretches:
        share = min(max(stretch.share, 0.0), 1.0)
        reached += share
        end = min(cells, max(round(reached * cells), taken + (1 if share > 0 else 0)))
        if end > taken:
            pieces.append((stretch.mark * (end - taken), stretch.token))
            taken = end
    return filled(tuple(pieces), cells)


def before_bar(before: float, after: float) -> tuple[Stretch, ...]:
    """What is paid now, per month; full unless the plan costs more."""
    return (Stretch(_share(before, max(before, after)), _BAR, "faint"),)


def after_bar(before: float, after: float) -> tuple[Stretch, ...]:
    """What is paid after, and the part saved in green; what it costs more stands in warn."""
    most = max(before, after)
    if after > before:
        return (Stretch(_share(before, most), _BAR, "ink"), Stretch(_share(after - before, most), _BAR, "warn"))
    return (Stretch(_share(after, most), _BAR, "ink"), Stretch(_share(before - after, most), _SAVED, "ok"))


def coverage_bar(now: float, then: float) -> tuple[Stretch, ...]:
    """The share covered now and after (0-1), and the rest as a thin line."""
    if then < now:
        gone = now - then
        return (Stretch(then, _BAR, "ink"), Stretch(gone, _SAVED, "warn"), Stretch(1 - now, _REST, "rule"))
    return (Stretch(now, _BAR, "ink"), Stretch(then - now, _SAVED, "ok"), Stretch(1 - then, _REST, "rule"))


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


class BarLine(OneLine):
    """A label, a bar, a note: the label takes `label_cells`, the note `note_cells` at the right, the bar the rest."""

    DEFAULT_CSS = """
    BarLine { height: 1; }
    """

    def __init__(self, label_cells: int = 22, note_cells: int = 10, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._label_cells = label_cells
        self._note_cells = note_cells
        self._label: Cell = EMPTY
        self._note: Cell = EMPTY
        self._stretches: tuple[Stretch, ...] = ()

    def show(self, label: CellLike, stretches: tuple[Stretch, ...], note: CellLike = EMPTY) -> None:
        """Draw other figures."""
        self._label, self._stretches, self._note = cleaned(label), stretches, cleaned(note)
        self.repaint()

    def pieces(self, width: int) -> Cell:
        """The line; in a narrow place the bar goes before the figures do."""
        room = max(0, width - 2 * _MARGIN)
        label = filled(self._label, min(self._label_cells, room))
        note = filled(self._note, min(self._note_cells, room - width_of(label)), "right")
        cells = room - width_of(label) - width_of(note) - 2 * _GAP
        drawn = bar(self._stretches, cells) if cells > 0 else EMPTY
        space: Piece = (" " * _GAP, "")
        return cut(((" " * _MARGIN, ""), *label, space, *drawn, space, *note), width)
