"""One line of styled text with a left and a right end: summaries, notices, the filter line, titles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Unpack

from widgets.one_line import OneLine
from widgets.segments import EMPTY, Cell, CellLike, cell, cleaned, spread, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.naming import Naming

# Column 0 is the cursor bar's, the last column stays free.
_MARGIN = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line. The lowest `drop` goes first when the line is narrow, 0 stays; `gap` is the space before.

    With a `short` form that is tried before the part is dropped.
    """

    text: CellLike
    drop: int = 0
    short: CellLike | None = None
    gap: int = 3


def fit_parts(left: Sequence[Part], right: Sequence[Part], cells: int) -> tuple[Cell, Cell]:
    """The two ends of a line within so many cells, two apart: parts shortened, then dropped, by their order."""
    kept_left, kept_right = list(left), list(right)
    while True:
        ends = _run(kept_left), _run(kept_right)
        apart = 2 if ends[0] and ends[1] else 0
        if width_of(ends[0]) + apart + width_of(ends[1]) <= cells:
            return ends
        going = min((part for part in (*kept_left, *kept_right) if part.drop), key=lambda p: p.drop, default=None)
        if going is None:
            return ends
        for side in (kept_left, kept_right):
            if going in side:
                place = side.index(going)
                shorter = [] if going.short is None else [Part(going.short, going.drop, None, going.gap)]
                side[place : place + 1] = shorter
                break


def _run(parts: Sequence[Part]) -> Cell:
    pieces: list[tuple[str, str]] = []
    for part in parts:
        text = cell(part.text)
        if not text:
            continue
        if pieces and part.gap:
            pieces.append((" " * part.gap, ""))
        pieces.extend(text)
    return tuple(pieces)


def part(value: Part | CellLike) -> Part:
    """A part with clean text, from a part, a cell or a plain text; the last two are never dropped."""
    if not isinstance(value, Part):
        return Part(cleaned(value))
    return replace(value, text=cleaned(value.text), short=None if value.short is None else cleaned(value.short))


class TextLine(OneLine):
    """A line drawn from parts, left and right; `show` replaces them and redraws only when they differ."""

    DEFAULT_CSS = """
    TextLine { height: 1; }
    """

    def __init__(
        self,
        *left: Part | CellLike,
        right: Sequence[Part | CellLike] = (),
        **naming: Unpack[Naming],
    ) -> None:
        super().__init__(**naming)
        self._left = tuple(part(value) for value in left)
        self._right = tuple(part(value) for value in right)

    def show(self, *left: Part | CellLike, right: Sequence[Part | CellLike] = ()) -> None:
        """Say something else; nothing at all leaves the line blank."""
        self._left = tuple(part(value) for value in left)
        self._right = tuple(part(value) for value in right)
        self.repaint()

    def pieces(self, width: int) -> Cell:
        """The parts that fit between the margins."""
        room = max(0, width - 2 * _MARGIN)
        left, right = fit_parts(self._left, self._right, room)
        if not left and not right:
            return EMPTY
        return ((" " * _MARGIN, ""), *spread(left, right, room))
