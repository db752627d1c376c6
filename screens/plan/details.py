"""Sections of labelled fields as lines: labels in a column, figures aligned on the point, units beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.prose import BLANK, Pair, Para

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.plan.sections import DetailSection, Entry

_MOST_LABEL = 33
_LEAST_WHOLE, _MOST_WHOLE = 6, 16
_LEAST_FRACTION = 3
_LONGEST_SHOWN = 1_200

UNITS_NOTE = (
    "Money is in US dollars. What a figure is per is understood from the vendor's public description, not from the"
    " answer; “unit not published” means just that."
)


def section_lines(sections: Sequence[DetailSection]) -> list[Para | Pair]:
    """Each section under its title, a blank line between two; the columns are as wide as all of them need."""
    entries = [entry for section in sections for entry in section.entries]
    label = min(_MOST_LABEL, max((len(entry.label) for entry in entries), default=0) + 2)
    whole = min(_MOST_WHOLE, max((len(_whole(entry)) for entry in entries if entry.is_figure), default=0))
    lines: list[Para | Pair] = []
    for section in sections:
        fraction = max((len(_fraction(entry)) for entry in section.entries), default=0)
        cells = _Cells(label, max(whole, _LEAST_WHOLE), max(fraction, _LEAST_FRACTION))
        lines.append(Para(((section.title, "strong"),)))
        lines += [_line(entry, cells) for entry in section.entries]
        lines.append(BLANK)
    return lines[:-1]


@dataclass(frozen=True, slots=True)
class _Cells:
    """The columns: labels, figures up to the point, figures from the point on."""

    label: int
    whole: int
    fraction: int


def _whole(entry: Entry) -> str:
    """A figure without its decimals."""
    return entry.value.partition(".")[0]


def _fraction(entry: Entry) -> str:
    """The decimals of a figure with their point."""
    _whole, point, decimals = entry.value.partition(".")
    return point + decimals if entry.is_figure else ""


def _line(entry: Entry, cells: _Cells) -> Para:
    label = (f"{entry.label:<{cells.label - 1}} ", "muted")
    tone = "ink" if entry.is_known else "faint"
    if not entry.is_figure:
        value = entry.value
        if len(value) > _LONGEST_SHOWN:
            value = f"{value[:_LONGEST_SHOWN]} … the rest is in the export"
        return Para((label, (value, tone)), hang=cells.label)
    if entry.value.startswith("−"):
        tone = "warn"
    figure = f"{_whole(entry):>{cells.whole}}{_fraction(entry):<{cells.fraction}}"
    return Para((label, (figure, tone), (f" {entry.unit}", "faint")), hang=cells.label)
