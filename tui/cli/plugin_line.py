"""How `archera-tui check` speaks: the monitoring-plugin convention (https://www.monitoring-plugins.org/doc/guidelines.html).

One line on stdout, figures for graphs behind a `|`, and an exit code from 0 to 3. Light: the help needs it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable

# Older agents cut a line at 1,024 bytes; figures that are cut off would be read as others.
_LONGEST = 700
_SERVICE = "ARCHERA"


class Level(IntEnum):
    """A state of the convention; its value is the exit code."""

    OK = 0
    WARNING = 1
    CRITICAL = 2
    UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure for graphs: a count, or a number of `unit` (`s`).

    `warning` and `critical` say above which value that level is raised, None where the figure raises none.
    """

    label: str
    value: float
    unit: str = ""
    warning: int | None = None
    critical: int | None = None

    @property
    def text(self) -> str:
        """`'label'=value[unit];[warning];[critical];[least]`, without semicolons that nothing stands behind."""
        value = f"{self.value:.3f}" if self.unit else f"{self.value:.0f}"
        limits = ["" if limit is None else str(limit) for limit in (self.warning, self.critical)]
        return f"{self.label}={value}{self.unit};{';'.join(limits)};0"


def plugin_line(level: Level, text: str, figures: Iterable[Figure] = ()) -> str:
    """The one line. What would end the text or the line early is taken out of it."""
    from tui.text import clean  # noqa: PLC0415 - the help has no use for it

    said = " ".join(clean(text.replace("|", "/"), _LONGEST).split())
    graphs = " ".join(figure.text for figure in figures)
    return f"{_SERVICE} {level.name} - {said}" + (f" | {graphs}" if graphs else "")


def not_understood(message: str) -> NoReturn:
    """End because of a command line that makes no sense: for whoever watches, nothing is known."""
    sys.stdout.write(plugin_line(Level.UNKNOWN, message) + "\n")
    raise SystemExit(int(Level.UNKNOWN))
