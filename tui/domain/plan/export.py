"""A plan for a file: Markdown to read, the document as JSON, its lines as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.export.tables import Heading, Table, json_text, markdown_cell, markdown_table
from tui.domain.formats import NOTHING, iso
from tui.domain.plan import fields as known
from tui.domain.plan.document import plan_document
from tui.domain.plan.fields import UNIT_WORDS, Kind
from tui.domain.plan.sections import plan_sections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.plan.fields import PlanField
    from tui.domain.plan.records import Plan
    from tui.domain.plan.sections import DetailSection

_UNITS = (
    "Money is in US dollars; the figures are the API's. What each is per is understood from the vendor's public"
    " description; “unit not published” means just that. Sums under “Added up here” are the program's own."
)
# A table holds figures as the server gave them, a share as one of 1.
_TABLE_UNITS = UNIT_WORDS | {Kind.SHARE: Kind.SHARE.value}


def lines_table(records: Sequence[object], fields: Sequence[PlanField]) -> Table:
    """Records of one kind as a table with every field."""
    headings = tuple(
        Heading(field.name, field.label, _TABLE_UNITS.get(field.kind, ""), field.kind in (*UNIT_WORDS, Kind.COUNT))
        for field in fields
    )
    return Table(headings, tuple(tuple(getattr(record, field.name) for field in fields) for record in records))


def line_items_table(plan: Plan) -> Table:
    """The line items, every field of each."""
    return lines_table(plan.line_items, known.LINE_ITEM)


def commitments_table(plan: Plan) -> Table:
    """The commitment summaries, every field of each."""
    return lines_table(plan.commitments, known.COMMITMENT)


def plan_json(plan: Plan, read_at: float | None) -> str:
    """The document of the plan as text."""
    return json_text(plan_document(plan, read_at))


def plan_markdown(customer: str, plan: Plan, read_at: float | None) -> str:
    """The whole plan to read: sections, then its lines as tables."""
    title = f"# {markdown_cell(customer)}: {markdown_cell(plan.name or '(no name)')}"
    read = f"Read {iso(read_at)}." if iso(read_at) else "Read at an unknown time."
    parts = [title, f"{read} {_UNITS}", *(_section(section) for section in plan_sections(plan))]
    for words, table in (("Line items", line_items_table(plan)), ("By commitment", commitments_table(plan))):
        parts.append(f"## {words}\n\n{markdown_table(table) if table.rows else 'none'}")
    return "\n\n".join(parts)


def _section(section: DetailSection) -> str:
    headings = (Heading("field", "Field"), Heading("value", "Value", "", is_figure=True), Heading("unit", "Unit"))
    rows = tuple(
        (entry.label, entry.value if entry.is_known else NOTHING, entry.unit or "") for entry in section.entries
    )
    return f"## {markdown_cell(section.title)}\n\n{markdown_table(Table(headings, rows))}"
