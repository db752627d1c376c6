"""A line in two ends, and what the line over a list says while nobody types in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.segments import EMPTY
from widgets.text_line import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.segments import Cell, CellLike

ROOMY = 100
"""From this width on the filter line says how to use it; below it stays blank while nothing is filtered."""


@dataclass(frozen=True, slots=True)
class Ends:
    """A line in two ends, for a `TextLine`."""

    left: Sequence[Part | CellLike] = ()
    right: Sequence[Part | CellLike] = ()


@dataclass(frozen=True, slots=True)
class FilterFacts:
    """What the filter line tells: the words kept, how many match, the order, what is said of selected rows.

    `is_usual` says that the order is the one the list starts with.
    """

    text: str
    shown: int
    count: int
    sorted_by: str = ""
    is_usual: bool = True
    selected: Cell = EMPTY


def matching(facts: FilterFacts) -> str:
    """`9 of 142`."""
    return f"{facts.shown:,} of {facts.count:,}"


def line_words(facts: FilterFacts, placeholder: str, freshness: Cell, known: str, cells: int) -> Ends:
    """A notice about freshness, else the filter, how many match, and the order where there is room or it is unusual.

    Where somebody filters while the API is away, the filter stays and the age (`known`) stands at the right.
    """
    if freshness and not facts.text:
        return Ends((freshness,))
    if not facts.count:
        return Ends()
    roomy = cells >= ROOMY
    words: Cell = ((facts.text, "ink"),) if facts.text else ((placeholder, "faint"),)
    speaks = bool(facts.text) or roomy
    left = (Part((("/ ", "key"), *words)),) if speaks else ()
    right = [Part(facts.selected, drop=4 if facts.text else 0)] if facts.selected else []
    if speaks:
        right.append(Part(((matching(facts), "muted"),)))
    if freshness and known:
        right.append(Part(((f"as known {known}", "warn"),), drop=3, gap=2))
    if facts.sorted_by and (roomy or not facts.is_usual):
        right.append(Part((("sorted by ", "faint"), (facts.sorted_by, "muted")), drop=1))
    return Ends(left, tuple(right))
