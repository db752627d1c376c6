"""Text selected with the mouse in a widget drawn line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual.selection import Selection


def highlighted(strip: Strip, span: tuple[int, int] | None, style: Style) -> Strip:
    """The strip with a span of characters (end -1: to the end) in the style of selected text."""
    if span is None:
        return strip
    start, end = span
    text = strip.text
    left = cell_len(text[:start])
    right = strip.cell_length if end < 0 else cell_len(text[:end])
    if left >= right:
        return strip
    chosen = strip.crop(left, right)
    marked = Strip(Segment.apply_style(chosen, post_style=style), chosen.cell_length)
    return Strip.join([strip.crop(0, left), marked, strip.crop(right)])


def selected_text(selection: Selection, count: int, text_of_line: Callable[[int], str]) -> str:
    """The selected characters of lines 0 to `count` - 1; only the lines in question are asked for."""
    first, start = (0, 0) if selection.start is None else (max(0, selection.start.y), selection.start.x)
    last, end = (count - 1, None) if selection.end is None else (selection.end.y, selection.end.x)
    last = min(last, count - 1)
    lines = [text_of_line(index) for index in range(first, last + 1)]
    if not lines:
        return ""
    if selection.end is None or selection.end.y == last:
        lines[-1] = lines[-1][:end]
    lines[0] = lines[0][start:]
    return "\n".join(line.rstrip() for line in lines)
