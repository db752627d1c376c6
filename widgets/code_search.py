"""Finding a text in a listing: where it stands, which one is in hand, and how a row shows it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from widgets.segments import Cell, Piece

MOST = 9_999
"""More matches than this are not counted: nobody walks through them, and a listing may have megabytes."""

_HERE, _ELSEWHERE = "reverse key", "underline strong"


@dataclass(frozen=True, slots=True)
class Match:
    """One place: the line's number, from 1, and its characters from `start` up to `end`."""

    line: int
    start: int
    end: int


class Matches:
    """The places of a text in a listing, without regard to capitals, and the one in hand."""

    def __init__(self, text: str = "", wanted: str = "") -> None:
        self.wanted = wanted
        self._found: list[Match] = []
        self._lines: list[int] = []
        self._at = 0
        self.is_cut = False
        if wanted:
            self._find(text, wanted)

    def _find(self, text: str, wanted: str) -> None:
        begins = [0, *(found.end() for found in re.finditer("\n", text))]
        for found in re.finditer(re.escape(wanted), text, re.IGNORECASE):
            if len(self._found) == MOST:
                self.is_cut = True
                break
            line = bisect_right(begins, found.start())
            begin = begins[line - 1]
            self._found.append(Match(line, found.start() - begin, found.end() - begin))
        self._lines = [match.line for match in self._found]

    def __len__(self) -> int:
        return len(self._found)

    @property
    def here(self) -> Match | None:
        """The match in hand."""
        return self._found[self._at] if self._found else None

    @property
    def words(self) -> str:
        """`3 of 17`, `not found`; empty while nothing is looked for."""
        if not self.wanted:
            return ""
        if not self._found:
            return "not found"
        return f"{self._at + 1:,} of {len(self._found):,}{'+' if self.is_cut else ''}"

    def from_line(self, line: int) -> None:
        """Take the first match at a line or below it in hand, else the first of all."""
        at = bisect_left(self._lines, line)
        self._at = at if at < len(self._found) else 0

    def step(self, step: int) -> None:
        """The next match (1) or the one before (-1); after the last comes the first."""
        if self._found:
            self._at = (self._at + step) % len(self._found)

    def spans(self, line: int) -> tuple[tuple[int, int, str], ...]:
        """Where on a line something was found, with the style token it is shown in."""
        first, last = bisect_left(self._lines, line), bisect_right(self._lines, line)
        here = self.here
        return tuple(
            (match.start, match.end, _HERE if match is here else _ELSEWHERE) for match in self._found[first:last]
        )


def marked(pieces: Cell, offset: int, spans: tuple[tuple[int, int, str], ...]) -> Cell:
    """Pieces whose first character is the line's character `offset`, with the spans in their own styles."""
    if not spans:
        return pieces
    made: list[Piece] = []
    at = offset
    for text, token in pieces:
        cuts = sorted(
            {at, at + len(text), *(edge for span in spans for edge in span[:2] if at < edge < at + len(text))}
        )
        for begin, end in pairwise(cuts):
            style = next((own for start, stop, own in spans if start <= begin < stop), token)
            made.append((text[begin - at : end - at], style))
        at += len(text)
    return tuple(made)
