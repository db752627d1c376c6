"""Which cells of a drawn line differ from what stands there, for a terminal that is sent no more than those."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from widgets.glyphs import ALSO_DRAWN, NAMES, UNICODE

if TYPE_CHECKING:
    from rich.style import Style
    from textual.strip import Strip

Run = tuple[int, int]

# Without the one that some terminals draw as a picture, two cells wide.
_OURS = "".join(sorted(({getattr(UNICODE, name) for name in NAMES} | set(ALSO_DRAWN)) - {UNICODE.paused}))
# Latin letters and what the program itself draws take one cell in every terminal. About all else, wide letters, marks
# that join the letter before them, pictures, terminals disagree with each other.
_CERTAIN = re.compile(rf"[ -~¡-¬®-ɏ{re.escape(_OURS)}]*")
# Cells between two changes that cost no more than going from one to the other.
_NEAR = 4


def certain(strip: Strip) -> bool:
    """Whether every character of a strip is known to take one cell, whatever the terminal."""
    text = strip.text
    return len(text) == strip.cell_length and _CERTAIN.fullmatch(text) is not None


def changed(old: Strip, new: Strip) -> list[Run]:
    """Where two certain strips of the same width differ: cells from and to, in order, near ones as one."""
    runs: list[Run] = []
    if old is new:
        return runs
    before, after = old.text, new.text
    styles_before, styles_after = _styles(old), _styles(new)
    style_before = style_after = None
    for start, end in pairwise(sorted(styles_before.keys() | styles_after.keys())):
        style_before = styles_before.get(start, style_before)
        style_after = styles_after.get(start, style_after)
        if style_before != style_after:
            _join(runs, start, end)
        elif before[start:end] != after[start:end]:
            for place in range(start, end):
                if before[place] != after[place]:
                    _join(runs, place, place + 1)
    return runs


def _join(runs: list[Run], start: int, end: int) -> None:
    """Add a run; where it begins near the end of the last it becomes part of that."""
    if runs and start - runs[-1][1] <= _NEAR:
        runs[-1] = (runs[-1][0], end)
    else:
        runs.append((start, end))


def _styles(strip: Strip) -> dict[int, Style | None]:
    """The style that begins at a cell, and the end of the strip."""
    styles: dict[int, Style | None] = {}
    place = 0
    for text, style, _ in strip:
        if text:
            styles[place] = style
            place += len(text)
    styles[place] = None
    return styles
