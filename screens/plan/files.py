"""What of a plan goes into a file: the whole as Markdown or JSON, the lines as CSV, its line items or commitments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from screens.dialogs.save_as import Form, SaveAsDialog
from tui.domain.export.tables import csv_text
from tui.domain.plan import fields as known
from tui.domain.plan.export import lines_table, plan_json, plan_markdown
from tui.text import clean, file_stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.host import Host
    from screens.plan.tables import PlanTables
    from tui.domain.plan.lines import PlanLine
    from tui.domain.snapshot import PlanDetail


def plan_forms(customer: str, detail: PlanDetail, lines: Sequence[PlanLine]) -> tuple[Form, ...]:
    """The forms of a plan; `lines` are those in view, all of one kind, in their order: without any the line items."""
    records = [line.record for line in lines] or list(detail.plan.line_items)
    fields = known.COMMITMENT if records and hasattr(records[0], "service_name") else known.LINE_ITEM
    return (
        Form("Markdown", ".md", lambda: plan_markdown(customer, detail.plan, detail.read_at)),
        Form("JSON", ".json", lambda: plan_json(detail.plan, detail.read_at)),
        Form("Lines in view", ".csv", lambda: csv_text(lines_table(records, fields))),
    )


def export_plan(host: Host, customer: str, detail: PlanDetail, tables: PlanTables) -> None:
    """Ask for a file and write the plan to it, with the lines in view."""
    stem = f"{file_stem(customer)}-{file_stem(detail.plan.provider)}-plan"
    title = (("Export the plan", "strong"), (f"  {clean(customer, 120)}", "faint"))

    def told(path: Path | None) -> None:
        if path is not None:
            host.tell(f"exported to {path}")

    host.push_screen(SaveAsDialog(title, plan_forms(customer, detail, tables.shown), stem), told)
