"""The onboarding report from the customer screen: looked at, copied, saved, in two forms."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.azure import TENANT, consented
from support.customer_stage import ID, SIZES, beta, opened, shown_to
from support.stage import READ_ONLY

from screens.customer.screen import CustomerScreen
from screens.dialogs.export import ExportDialog
from widgets.code_view import CodeView
from widgets.field import Field

if TYPE_CHECKING:
    from pathlib import Path

    from support.customer_stage import CustomerStage
    from textual.pilot import Pilot

    from tui.domain.snapshot import Snapshot


def begun(**more: object) -> Snapshot:
    return replace(shown_to(beta(azure="x???????"), progress=(consented(ID),)), **more)  # type: ignore[arg-type]


async def save_to(app: CustomerStage, pilot: Pilot[int], path: Path) -> None:
    await pilot.press("w")
    await pilot.pause()
    app.screen.query_one(Field).value = str(path)
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_the_report_is_looked_at_and_copied_in_either_form(size: tuple[int, int]) -> None:
    async with opened(begun(), size=size) as (app, pilot):
        await pilot.press("ctrl+e")
        await pilot.pause()
        assert isinstance(app.screen, ExportDialog)
        assert "# Onboarding of Beta Corp c/o Acme" in app.text
        assert "beta-corp-c-o-acme-onboarding.md" in app.text
        await pilot.press("y")
        assert app.clipboard.startswith("# Onboarding of Beta Corp c/o Acme\n")
        assert f"`{TENANT}`" in app.clipboard
        assert app.told[-1].startswith("information: Onboarding report as Markdown: ")
        await pilot.press("f")
        await pilot.pause()
        assert "beta-corp-c-o-acme-onboarding.json" in app.text
        await pilot.press("y")
        assert json.loads(app.clipboard)["clouds"][1]["asked"]["tenant_id"] == TENANT
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, CustomerScreen)
        assert app.wanted == []


async def test_the_report_is_saved_and_never_over_a_file_unasked(tmp_path: Path) -> None:
    there = tmp_path / "there.md"
    there.write_text("mine", encoding="utf-8")
    async with opened(begun()) as (app, pilot):
        await pilot.press("ctrl+e")
        await pilot.pause()
        await save_to(app, pilot, tmp_path / "report.md")
        assert (tmp_path / "report.md").read_text(encoding="utf-8").startswith("# Onboarding of Beta Corp")
        assert isinstance(app.screen, ExportDialog)
        await save_to(app, pilot, there)
        assert there.read_text(encoding="utf-8") == "mine"
        assert "there is a file of that name already" in app.text


async def test_the_buttons_do_what_the_keys_do() -> None:
    async with opened(begun()) as (app, pilot):
        await pilot.press("ctrl+e")
        await pilot.pause()
        await pilot.press("tab", "tab", "enter")
        assert app.clipboard.startswith("# Onboarding")
        await pilot.press("tab", "tab", "enter")
        await pilot.pause()
        assert "As Markdown" in app.text
        await pilot.press("shift+tab", "shift+tab", "shift+tab", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CustomerScreen)


async def test_a_report_is_a_read_and_works_in_every_tab_also_read_only() -> None:
    async with opened(begun(identity=READ_ONLY)) as (app, pilot):
        for _ in range(5):
            await pilot.press("ctrl+e")
            await pilot.pause()
            assert isinstance(app.screen, ExportDialog)
            await pilot.press("escape", "tab")
            await pilot.pause()
        assert app.told == []


async def test_a_snapshot_changes_nothing_in_an_open_report_and_a_customer_that_left_has_one() -> None:
    async with opened(begun()) as (app, pilot):
        await pilot.press("ctrl+e", "j", "j")
        await pilot.pause()
        view = app.screen.query_one(CodeView)
        line = view.line
        app.publish(begun(customers=()))
        await pilot.pause()
        assert view.line == line
        await pilot.press("y")
        assert "no longer in the list" not in app.clipboard
        await pilot.press("escape", "ctrl+e", "y")
        await pilot.pause()
        assert "**The customer is no longer in the list**" in app.clipboard


async def test_hostile_text_is_drawn_as_text_and_copied_without_what_drives_a_terminal() -> None:
    bad = "[/][@click=app.quit]q[/]\x1b]0;t\x07" + chr(0x202E) + "漢" * 60
    found = shown_to(beta(name=bad), progress=(consented(ID, tenant_id=bad),))
    for size in (*SIZES, (60, 20)):
        async with opened(found, size=size) as (app, pilot):
            await pilot.press("ctrl+e", "y")
            await pilot.pause()
            assert not {char for char in app.text + app.clipboard if char in "\x1b\x07" + chr(0x202E)}
            assert "@click=app.quit" in app.clipboard
