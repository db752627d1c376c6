"""A table as CSV, JSON or Markdown: the one writer of the program, for whatever a list shows.

Figures stay figures: a negative one is a plain number in every form. Text that a spreadsheet would take for a formula
is defused in CSV; what would be markup is escaped in Markdown. Nothing known is an empty cell, and null in JSON.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from decimal import Decimal

from tui.domain.export import markdown
from tui.domain.formats import NOTHING
from tui.text import clean, csv_cell

Value = str | int | Decimal | bool | None
"""A cell: text, a figure, yes or no, or None for what is not known."""

_LONGEST_CELL = 20_000


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its name for programs, its title for people, and the unit that stands beside the title."""

    key: str
    title: str
    unit: str = ""
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; every row has a cell for every column."""

    headings: tuple[Heading, ...]
    rows: tuple[tuple[Value, ...], ...]


def plain_number(value: Decimal | int) -> str:
    """A figure without exponent, separators or sign of currency: `-85.40`."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _csv_value(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal() if not value.is_finite():
            return ""
        case Decimal() | int():
            return plain_number(value)
        case _:
            return csv_cell(value)


def csv_text(table: Table) -> str:
    """The table for a spreadsheet: UTF-8, commas, names of the columns first, a line break between lines."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([csv_cell(heading.key) for heading in table.headings])
    writer.writerows([_csv_value(value) for value in row] for row in table.rows)
    return written.getvalue().removesuffix("\n")


def records(table: Table) -> list[dict[str, object]]:
    """The rows as objects for JSON; figures with a fraction are text, so that no digit is lost."""
    keys = [heading.key for heading in table.headings]
    return [dict(zip(keys, map(json_value, row), strict=True)) for row in table.rows]


def json_value(value: Value) -> object:
    """A cell for JSON: a figure with a fraction as text, null for what is not known or no number."""
    match value:
        case Decimal():
            return plain_number(value) if value.is_finite() else None
        case str():
            return clean(value, _LONGEST_CELL)
        case _:
            return value


def json_text(document: object) -> str:
    """A document as indented JSON."""
    return json.dumps(document, indent=2, ensure_ascii=False)


def markdown_cell(text: object) -> str:
    """Text that means nothing to Markdown, on one line; empty where there is none."""
    return markdown.text(text, _LONGEST_CELL) if clean(text, _LONGEST_CELL).strip() else ""


def markdown_value(value: Value) -> str:
    """A cell in Markdown; `–` for what is not known or no number."""
    match value:
        case None:
            return NOTHING
        case bool():
            return "yes" if value else "no"
        case Decimal() | int():
            return plain_number(value) if not isinstance(value, Decimal) or value.is_finite() else NOTHING
        case _:
            return markdown_cell(value)


def markdown_table(table: Table) -> str:
    """The table in Markdown; figures stand at the right."""
    titles = [
        f"{markdown_cell(heading.title)}{f' ({markdown_cell(heading.unit)})' if heading.unit else ''}"
        for heading in table.headings
    ]
    rule = ["---:" if heading.is_figure else "---" for heading in table.headings]
    rows = [[markdown_value(value) for value in row] for row in table.rows]
    return "\n".join(markdown.row(*cells) for cells in (titles, rule, *rows))
