"""What the line over a list says while nobody types in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.customers.summary import ROOMY, Ends, FilterFacts, matching
from widgets.text_line import Part

if TYPE_CHECKING:
    from widgets.segments import Cell


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
    shown = bool(facts.text) or roomy
    left = (Part((("/ ", "key"), *words)),) if shown else ()
    right = [Part(((matching(facts), "muted"),))] if shown else []
    if freshness and known:
        right.append(Part(((f"as known {known}", "warn"),), drop=3, gap=2))
    if facts.sorted_by and (roomy or not facts.is_usual):
        right.append(Part((("sorted by ", "faint"), (facts.sorted_by, "muted")), drop=1))
    return Ends(left, tuple(right))
