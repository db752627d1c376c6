"""Styled text broken into lines at words (design/visual.md, "Width": prose is at most 86 wide)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from widgets.segments import EMPTY, Cell, head_of, merged

if TYPE_CHECKING:
    from widgets.segments import Piece

PROSE = 86
_WORD = re.compile(r"\s+|\S+")


def wrap(text: Cell, cells: int, *, hang: int = 0) -> list[Cell]:
    """The lines of a text, none wider than `cells`; all but the first begin with `hang` spaces.

    A word that is wider than a line (a URL) is broken where the line ends. Pieces keep their style.
    """
    cells = max(1, cells)
    # A wide character must fit after the indent.
    hang = max(0, min(hang, cells - 2))
    lines: list[list[Piece]] = [[]]
    taken = 0
    for word in _words(text):
        size = sum(cell_len(part) for part, _token in word)
        blank = not word[0][0].strip()
        if taken + size > cells and not blank:
            if taken > (hang if len(lines) > 1 else 0):
                _trim(lines[-1])
                lines.append([(" " * hang, "")])
                taken = hang
            taken = _pour(word, lines, taken, cells, hang)
        elif taken + size <= cells and not (blank and len(lines) > 1 and taken == hang):
            lines[-1] += word
            taken += size
    _trim(lines[-1])
    return [merged(line) for line in lines]


def _words(text: Cell) -> list[list[Piece]]:
    """Runs of blanks and of other characters; a word that changes its style inside stays one word."""
    words: list[list[Piece]] = []
    for part, token in text:
        for run in _WORD.findall(part):
            blank = not run.strip()
            if words and blank == (not words[-1][0][0].strip()):
                words[-1].append((run, token))
            else:
                words.append([(run, token)])
    return words


def _pour(word: list[Piece], lines: list[list[Piece]], taken: int, cells: int, hang: int) -> int:
    """Set a word, broken at the edge as often as it must be; the cells taken on the last line."""
    for part, token in word:
        rest = part
        while rest:
            head = head_of(rest, cells - taken)
            if not head and taken > hang:
                lines.append([(" " * hang, "")])
                taken = hang
                continue
            head = head or rest[0]
            lines[-1].append((head, token))
            taken += cell_len(head)
            rest = rest[len(head) :]
    return taken


def _trim(line: list[Piece]) -> None:
    """Blanks at the end of a line go; they are pieces of their own."""
    while line and not line[-1][0].strip():
        line.pop()


def plain(lines: list[Cell]) -> list[str]:
    """The bare text of wrapped lines."""
    return ["".join(text for text, _token in line or EMPTY) for line in lines]
