"""Columns of a table, and where each stands at a given width (design/visual.md, "Grid" and "Tables")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.segments import Align

# Column 0 is the cursor bar, the last column stays free.
CURSOR_BAR = 1
FREE = 1
_LEAST = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `width` and `gap` (to the column after it) are in cells. `grow` is the share of spare room it takes, 0 for
    none. Columns with the lowest `drop` go first, and together, when room is short; 0 stays for ever. A `lead`
    column is bold on the row under the cursor. `instead_of` names a column whose place this one takes once that
    was dropped.
    """

    key: str
    title: str
    width: int
    align: Align = "left"
    grow: int = 0
    drop: int = 0
    gap: int = 2
    lead: bool = False
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A column on the screen: the index of its cell in a row, its left edge, its width, the space after it."""

    column: Column
    index: int
    x: int
    width: int
    gap: int


def lay_out(columns: Sequence[Column], cells: int) -> tuple[Slot, ...]:
    """The columns that fit into `cells`, left to right.

    Where they don't fit, gaps shrink to one cell first, then columns are dropped by their order, and what may
    not be dropped is narrowed, the widest first.
    """
    room = max(0, cells - CURSOR_BAR - FREE)
    dropped: set[str] = set()
    while True:
        kept = _kept(columns, dropped)
        gaps = _gaps(kept, room)
        going = min((c.drop for _i, c in kept if c.drop), default=None)
        if sum(c.width for _i, c in kept) + sum(gaps) <= room or going is None:
            break
        dropped |= {c.key for _i, c in kept if c.drop == going}
    widths = _narrowed([c.width for _i, c in kept], room - sum(gaps))
    _grow(widths, [c.grow for _i, c in kept], room - sum(widths) - sum(gaps))
    slots: list[Slot] = []
    x = CURSOR_BAR
    for (index, column), width, gap in zip(kept, widths, gaps, strict=True):
        slots.append(Slot(column, index, x, width, gap))
        x += width + gap
    return tuple(slots)


def _kept(columns: Sequence[Column], dropped: set[str]) -> list[tuple[int, Column]]:
    return [
        (index, column)
        for index, column in enumerate(columns)
        if column.key not in dropped and (not column.instead_of or column.instead_of in dropped)
    ]


def _gaps(kept: list[tuple[int, Column]], room: int) -> list[int]:
    """The space after each column: as asked where everything fits, else at most one cell; none after the last."""
    gaps = [c.gap for _index, c in kept[:-1]]
    if sum(c.width for _index, c in kept) + sum(gaps) > room:
        gaps = [min(gap, 1) for gap in gaps]
    return [*gaps, 0][: len(kept)]


def _narrowed(widths: list[int], room: int) -> list[int]:
    """The widths taken back, the widest first, until they fit or nothing can be taken any more."""
    widths = list(widths)
    while sum(widths) > room and widths and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _grow(widths: list[int], shares: list[int], spare: int) -> None:
    """Spare cells handed out by share, the rounding to the first that grows."""
    whole = sum(shares)
    if spare <= 0 or not whole:
        return
    given = [spare * share // whole for share in shares]
    given[next(i for i, share in enumerate(shares) if share)] += spare - sum(given)
    for index, extra in enumerate(given):
        widths[index] += extra
