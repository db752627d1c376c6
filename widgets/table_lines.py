"""What a table shows, as plain data: rows, headed sections and free lines, made only when they are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.cache import LRUCache

from widgets.segments import EMPTY, CellLike

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_KEPT_LINES = 1_024


@dataclass(frozen=True, slots=True)
class Row:
    """A line the cursor can stand on: one cell per column; pieces without a token take the tone.

    The tone is a style token, empty for that of the table.
    """

    key: str
    cells: tuple[CellLike, ...]
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a rule to the edge of the table; without a title only the rule. The cursor skips it."""

    key: str
    title: CellLike = EMPTY


@dataclass(frozen=True, slots=True)
class Span:
    """A free line across the columns, from the left edge plus `indent` cells; empty it is a blank line.

    The cursor skips it.
    """

    key: str
    text: CellLike = EMPTY
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Headings:
    """The column titles once more, inside the table. The cursor skips them."""

    key: str


Line = Row | Section | Span | Headings


class Lines:
    """An ordered set of lines known by key, formatted one by one when asked for.

    `keys` is the order; `render` makes the line of a key. A key that occurs twice is found at its first place.
    """

    def __init__(self, keys: Sequence[str], render: Callable[[str], Line]) -> None:
        self.keys = tuple(keys)
        self._render = render
        self._made: LRUCache[str, Line] = LRUCache(_KEPT_LINES)
        self._index: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self.keys)

    def line(self, place: int) -> Line:
        """The line at a place; formatted now, unless it was looked at lately."""
        key = self.keys[place]
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._render(key)
        return made

    def find(self, key: str) -> int | None:
        """The place of a key, None when it isn't there."""
        if self._index is None:
            # Backwards, so that the first of two equal keys wins.
            places = range(len(self.keys) - 1, -1, -1)
            self._index = dict(zip(reversed(self.keys), places, strict=True))
        return self._index.get(key)

    def row(self, place: int) -> Row | None:
        """The row at a place, None where the cursor may not stand."""
        if not 0 <= place < len(self.keys):
            return None
        line = self.line(place)
        return line if isinstance(line, Row) else None

    def nearest(self, place: int, step: int) -> int | None:
        """The first place from here on, up or down by `step` (1 or -1), that the cursor may stand on."""
        while 0 <= place < len(self.keys):
            if self.row(place) is not None:
                return place
            place += step
        return None

    def seat(self, place: int, step: int = 1) -> int | None:
        """A place for the cursor as near as can be: from here on in a direction, else the other way."""
        if not self.keys:
            return None
        place = min(max(place, 0), len(self.keys) - 1)
        found = self.nearest(place, step)
        return self.nearest(place, -step) if found is None else found


def lines_of(lines: Sequence[Line]) -> Lines:
    """Lines that are all made already."""
    by_key: dict[str, Line] = {}
    for line in lines:
        by_key.setdefault(line.key, line)
    return Lines([line.key for line in lines], by_key.__getitem__)
