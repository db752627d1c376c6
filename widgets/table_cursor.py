"""Where the cursor of a table stands and what is in view, without a screen.

The cursor belongs to a key. Places are indexes of lines; `top` is the first line in view, `room` how many are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from widgets.table_lines import Lines


class Seat(NamedTuple):
    """The place of the cursor, None in a table without rows, and the first line in view."""

    cursor: int | None
    top: int


def reseat(seat: Seat, room: int, before: Lines, after: Lines) -> Seat:
    """The seat after the lines were exchanged.

    The cursor keeps its key, and its line keeps its height on the screen; when the cursor is out of view, the
    topmost line does. A list that rests at its top stays there as long as the cursor stays in view.
    """
    cursor = _followed(seat.cursor, before, after)
    seen = seat.cursor is not None and seat.top <= seat.cursor < seat.top + max(1, room)
    if seen and seat.cursor is not None:
        height, anchor = seat.cursor - seat.top, cursor
    else:
        height, anchor = 0, after.find(before.keys[seat.top]) if seat.top < len(before) else None
    top = seat.top
    if anchor is not None and not (top == 0 and anchor < room):
        top = anchor - height
    return Seat(cursor, bounded(top, room, len(after)))


def _followed(cursor: int | None, before: Lines, after: Lines) -> int | None:
    if cursor is None:
        return after.seat(0)
    key = before.keys[cursor]
    # The same place first: of two lines with one key the cursor stays on its own.
    place = cursor if cursor < len(after) and after.keys[cursor] == key else after.find(key)
    if place is not None and after.row(place) is not None:
        return place
    return _successor(cursor, before, after)


def _successor(cursor: int, before: Lines, after: Lines) -> int | None:
    """Where the cursor goes when its line is gone: the next line that is still there, else the one before."""
    for index in (*range(cursor + 1, len(before)), *range(cursor - 1, -1, -1)):
        found = after.find(before.keys[index])
        if found is not None and after.row(found) is not None:
            return found
    return after.seat(cursor)


def bounded(top: int, room: int, count: int) -> int:
    """The first line in view, so that there are lines to the end of the room where there are enough."""
    return min(max(0, top), max(0, count - room))


def revealed(seat: Seat, room: int, count: int) -> int:
    """The first line in view once the cursor is; past the edge the view moves by half a page.

    Moving it by one line would draw every line again for each step (performance.md, "Terminal cost").
    """
    if seat.cursor is None or seat.top <= seat.cursor < seat.top + room:
        return seat.top
    return bounded(seat.cursor - room // 2, room, count)
