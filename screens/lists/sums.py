"""Sums of money beside a list, one a line (design/visual.md, "Formats")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.formats import NOTHING, dollars
from widgets.prose import Pair
from widgets.segments import width_of

if TYPE_CHECKING:
    from tui.domain.plan.brief import Money
    from widgets.segments import Cell

_MINIMUM = ("Min. commit", "Min. com.", "Min.")
_GAP = 2


def sum_words(value: Money, tone: str = "ink") -> Cell:
    """A sum with cents: unknown and zero faint, negative in warn, else with this style."""
    text = dollars(value)
    if text == NOTHING or value is None:
        return ((NOTHING, "faint"),)
    if value < 0:
        tone = "bold warn" if tone.startswith("bold") else "warn"
    return ((text, "faint" if value == 0 else tone),)


def sum_pair(label: str, value: Money, tone: str = "ink") -> Pair:
    """A label, and the sum at the right."""
    return Pair(((label, "muted"),), sum_words(value, tone))


def minimum_pair(value: Money, cells: int) -> Pair:
    """The minimum commitment in so many cells: a large sum shortens its label."""
    room = cells - _GAP - width_of(sum_words(value))
    return sum_pair(next((label for label in _MINIMUM if len(label) <= room), _MINIMUM[-1]), value)
