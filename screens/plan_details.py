"""Sections of labelled fields as lines: labels in a column, figures aligned on the point, units beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.prose import BLANK, Pair, Para

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.plan_document import DetailSection, Entry

LABEL_CELLS = 33
_WHOLE_CELLS = 14
_LEAST_FRACTION = 3
_LONGEST_SHOWN = 1_200

UNITS_NOTE = (
    "Money is in US dollars. What a figure is per is understood from the vendor's public description, not from the"
    " answer; “unit not published” means just that."
)


def section_lines(sections: Sequence[DetailSection]) -> list[Para | Pair]:
    """Each section under its title, a blank line between two."""
    lines: list[Para | Pair] = []
    for section in sections:
        fraction = max((len(_fraction(entry)) for entry in section.entries), default=0)
        lines.append(Para(((section.title, "strong"),)))
        lines += [_line(entry, max(fraction, _LEAST_FRACTION)) for entry in section.entries]
        lines.append(BLANK)
    return lines[:-1]


def _fraction(entry: Entry) -> str:
    """The decimals of a figure with their point."""
    _whole, point, decimals = entry.value.partition(".")
    return point + decimals if entry.is_figure else ""


def _line(entry: Entry, fraction: int) -> Para:
    label = (f"{entry.label:<{LABEL_CELLS - 1}} ", "muted")
    tone = "ink" if entry.is_known else "faint"
    if not entry.is_figure:
        value = entry.value
        if len(value) > _LONGEST_SHOWN:
            value = f"{value[:_LONGEST_SHOWN]} … the rest is in the export"
        return Para((label, (value, tone)), hang=LABEL_CELLS)
    if entry.value.startswith("−"):
        tone = "warn"
    after = _fraction(entry)
    whole = entry.value.removesuffix(after) if after else entry.value
    figure = f"{whole:>{_WHOLE_CELLS}}{after:<{fraction}}"
    return Para((label, (figure, tone), (f" {entry.unit}", "faint")), hang=LABEL_CELLS)
