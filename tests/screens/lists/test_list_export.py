"""What a main screen shows, in a file: the lines the filter leaves, in their order, read back as a program does."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from support.activity_feed import activity_shown
from support.customer_list import fleet, lines_of, shown, typed
from support.journal_list import purchases_shown
from support.portfolio import NARROW, plans_shown

from screens.dialogs.save_as import SaveAsDialog
from tui.domain.purchase.document import attempt_document
from widgets.field import Field

if TYPE_CHECKING:
    from pathlib import Path

    from support.stage import Stage
    from textual.pilot import Pilot


def written(path: Path) -> str:
    return path.read_text(encoding="utf-8")


async def exported(app: Stage, pilot: Pilot[int], path: Path) -> str:
    await pilot.press("ctrl+e")
    await pilot.pause()
    assert isinstance(app.screen, SaveAsDialog)
    app.screen.query_one("#path", Field).value = str(path)
    await pilot.press("enter")
    await pilot.pause()
    return written(path)


async def rows(app: Stage, pilot: Pilot[int], path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(await exported(app, pilot, path))))


async def document(app: Stage, pilot: Pilot[int], path: Path) -> Any:
    return json.loads(await exported(app, pilot, path))


async def test_the_plans_the_filter_leaves_are_written_in_the_order_shown(tmp_path: Path) -> None:
    async with plans_shown(size=NARROW) as (app, pilot):
        await pilot.press("slash")
        await typed(pilot, "mark:todo savings>4000 provider:aws")
        await pilot.press("enter", "s", "c")
        found = await rows(app, pilot, tmp_path / "plans.csv")
        assert [row["customer"].split()[0] for row in found] == ["Atlas", "Beta", "Marlow"]
        assert found[1]["monthly_savings_usd"] == "4480.90"
        assert app.told == [f"information: 3 plans exported to {tmp_path / 'plans.csv'}"]
        whole = await document(app, pilot, tmp_path / "plans.json")
        assert whole["about"]["filter"] == "mark:todo savings>4000 provider:aws"
        assert whole["about"]["sorted_by"] == "name"
        assert [plan["org_id"] for plan in whole["plans"]] == [row["org_id"] for row in found]
        read = await exported(app, pilot, tmp_path / "plans.md")
        assert read.startswith("# Plans of all customers\n")
        assert "added up here" in read


async def test_the_dialog_names_what_it_writes_and_nothing_is_written_before_it_is_asked_for() -> None:
    async with plans_shown() as (app, pilot):
        await pilot.press("slash")
        await typed(pilot, "mark:buy")
        await pilot.press("enter", "ctrl+e")
        await pilot.pause()
        text = "\n".join(lines_of(app))
        assert "Export 2 plans  filter mark:buy" in text
        assert app.screen.query_one("#path", Field).value == "plans-2026-11-18.csv"
        await pilot.press("escape")
        await pilot.pause()
        assert app.told == []


async def test_where_nothing_is_shown_the_key_says_why() -> None:
    async with plans_shown() as (app, pilot):
        await pilot.press("slash")
        await typed(pilot, "savings>99M")
        await pilot.press("enter", "ctrl+e")
        assert app.told == ["warning: ctrl+e export: there is no plan in the list"]


async def test_of_the_customers_the_selected_are_written_else_those_shown(tmp_path: Path) -> None:
    async with shown(fleet()) as (app, pilot):
        everyone = await rows(app, pilot, tmp_path / "all.csv")
        assert [row["name"].split()[0] for row in everyone[:4]] == ["Beta", "Halden", "Juniper", "Cyan"]
        assert len(everyone) == 9
        await pilot.press("j", "space", "space")
        few = await rows(app, pilot, tmp_path / "few.csv")
        assert [row["name"].split()[0] for row in few] == ["Halden", "Juniper"]
        assert few[0]["azure_not_available"].endswith("missing")
        whole = await document(app, pilot, tmp_path / "few.json")
        assert [one["org_id"] for one in whole["customers"]] == [row["org_id"] for row in few]


async def test_the_activity_is_written_as_it_is_filtered(tmp_path: Path) -> None:
    async with activity_shown() as (app, pilot):
        await pilot.press("slash")
        await typed(pilot, "feature:cur")
        await pilot.press("enter")
        found = await rows(app, pilot, tmp_path / "activity.csv")
        assert {row["what"] for row in found} == {"cur"}
        assert [row["times"] for row in found] == ["4", "1"]
        whole = await document(app, pilot, tmp_path / "activity.json")
        assert whole["activity"][0]["times"] == 4
        assert whole["about"]["filter"] == "feature:cur"


async def test_the_journal_is_written_with_everything_its_command_tells(tmp_path: Path) -> None:
    async with purchases_shown() as (app, pilot):
        found = await rows(app, pilot, tmp_path / "purchases.csv")
        assert [row["state"] for row in found[:2]] == ["unknown", "bought"]
        whole = await document(app, pilot, tmp_path / "purchases.json")
        assert whole["purchases"] == [
            json.loads(json.dumps(attempt_document(attempt))) for attempt in app.snapshot.attempts
        ]
