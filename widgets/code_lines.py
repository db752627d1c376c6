"""JSON text cut into numbered screen rows: long lines go on below, nothing is left out.

Made for texts of megabytes: only counts are computed for all lines, the rest when a row is about to be seen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.text import clean
from widgets.code_search import marked

if TYPE_CHECKING:
    from widgets.code_search import Matches
    from widgets.segments import Cell, Piece

_GAP = 2
_LEAST_DIGITS = 3
# A key at the beginning of a line; what is longer than this is taken for a value.
_KEY = re.compile(r'(\s*)("(?:[^"\\]|\\.){0,300}")(\s*:\s*)')
_STRUCTURE = re.compile(r"\s*[\[\]{},]*\s*")


class CodeLines:
    """The rows of a text at a width in cells; `first` and `count` speak of rows, line numbers start at 1."""

    def __init__(self, text: str = "", cells: int = 80) -> None:
        self._lines = text.split("\n") if text else []
        self._digits = max(_LEAST_DIGITS, len(str(len(self._lines))))
        self._room = 1
        self._starts: list[int] = []
        self._count = 0
        self.fit(cells)

    @property
    def gutter(self) -> int:
        """Cells taken by the line number and the space after it."""
        return self._digits + _GAP

    @property
    def lines(self) -> int:
        """How many lines the text has."""
        return len(self._lines)

    @property
    def count(self) -> int:
        """How many rows they take."""
        return self._count

    def fit(self, cells: int) -> None:
        """Lay the text out for another width."""
        room = max(2, cells - self.gutter)
        if room == self._room and self._starts:
            return
        self._room = room
        counts = [1 if len(line) <= room and line.isascii() else self._rows_of(line) for line in self._lines]
        self._starts = [0, *accumulate(counts)]
        self._count = self._starts.pop()

    def line_at(self, row: int) -> int:
        """The number of the line a row belongs to, 0 in an empty text."""
        return bisect_right(self._starts, row) if self._lines else 0

    def first_row(self, line: int) -> int:
        """The first row of a line, by its number."""
        return self._starts[min(max(line, 1), len(self._starts)) - 1] if self._lines else 0

    def row_of(self, line: int, character: int) -> int:
        """The row that holds a character of a line."""
        return self.first_row(line) + character // self._step(self._lines[line - 1])

    def row(self, row: int, found: Matches | None = None) -> Cell:
        """A row: the line's number where the line begins, keys in ink, values muted, brackets faint; what was found."""
        line = self.line_at(row)
        text = self._lines[line - 1]
        part = row - self._starts[line - 1]
        number = str(line) if part == 0 else ""
        step = self._step(text)
        pieces = _sliced(_toned(text), part * step, (part + 1) * step)
        if found:
            pieces = marked(pieces, part * step, found.spans(line))
        return ((number.rjust(self._digits) + " " * _GAP, "faint"), *pieces)

    def _rows_of(self, line: str) -> int:
        step = self._step(line)
        return max(1, -(-len(line) // step))

    def _step(self, line: str) -> int:
        """Characters per row: outside ASCII a character may take two cells, so half as many are sure to fit."""
        if line.isascii():
            return self._room
        if len(line) <= self._room and cell_len(clean(line)) <= self._room:
            return max(1, len(line))
        return max(1, self._room // 2)


def _toned(line: str) -> list[Piece]:
    """A line of indented JSON in pieces."""
    if _STRUCTURE.fullmatch(line):
        return [(line, "faint")]
    key = _KEY.match(line)
    if key is None:
        return _value(line)
    return [(key[1], ""), (key[2], "ink"), (key[3], "faint"), *_value(line[key.end() :])]


def _value(text: str) -> list[Piece]:
    if _STRUCTURE.fullmatch(text):
        return [(text, "faint")]
    bare = text.removesuffix(",")
    return [(bare, "muted"), (text[len(bare) :], "faint")]


def _sliced(pieces: list[Piece], start: int, end: int) -> Cell:
    """The characters from `start` up to `end` of a line in pieces."""
    kept: list[Piece] = []
    at = 0
    for text, token in pieces:
        part = text[max(0, start - at) : max(0, end - at)]
        if part:
            kept.append((part, token))
        at += len(text)
    return tuple(kept)
