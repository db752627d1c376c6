"""The form for the next check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.customer_stage import ID, SIZES, launched, opened, shown_to
from support.stage import NOW

from screens.customer.options_dialog import OptionsDialog
from tui.domain.faults import Fault
from tui.domain.intents import KeepOptions, VerifyAws
from tui.domain.onboarding.steps import ExistingCur
from tui.domain.snapshot import Running
from widgets.buttons import Action
from widgets.field import Field

if TYPE_CHECKING:
    from support.customer_stage import CustomerStage

REPORT = {"region": "eu-central-1", "bucket": "acme-billing", "prefix": "reports", "report-name": "hourly"}
CUR = ExistingCur("eu-central-1", "acme-billing", "reports", "hourly")


def fill(app: CustomerStage, **values: str) -> None:
    for name, value in values.items():
        app.screen.query_one(f"#{name.replace('_', '-')}", Field).value = value


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_goes_with_the_next_verification(size: tuple[int, int]) -> None:
    async with opened(shown_to(progress=(launched(),)), size=size) as (app, pilot):
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, OptionsDialog)
        assert app.screen.focused is app.screen.query_one("#account-id")
        await pilot.press(*"604418802297")
        fill(app, **{name.replace("-", "_"): value for name, value in REPORT.items()})
        await pilot.pause()
        await pilot.press("enter", "enter", "enter", "enter", "enter", "right", "enter")
        await pilot.pause()
        await pilot.press("V")
        assert app.wanted == [KeepOptions(ID, "604418802297", CUR), VerifyAws(ID, "604418802297", CUR)]


async def test_a_wrong_field_says_so_under_itself_while_one_types_and_can_not_be_used() -> None:
    async with opened(shown_to(progress=(launched(),)), size=(80, 24)) as (app, pilot):
        await pilot.press("e")
        await pilot.pause()
        await pilot.press(*"60441880229")
        fill(app, bucket="s3://acme/daily")
        await pilot.pause()
        lines = app.text.split("\n")
        row = next(index for index, line in enumerate(lines) if "60441880229" in line)
        assert "✕ 11 digits, an AWS account id has 12" in lines[row + 1]
        assert "✕ a path follows, the bucket's name alone is acme" in app.text
        use = app.screen.query_one("#use", Action)
        assert use.reason == "account id: see above"
        use.focus()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, OptionsDialog)
        fill(app, account_id="", bucket="acme-billing")
        await pilot.pause()
        assert use.reason == "an existing report also needs region and report name"


async def test_escape_and_cancel_change_nothing() -> None:
    stored = launched(account_id="604418802297", existing_cur=CUR)
    async with opened(shown_to(progress=(stored,))) as (app, pilot):
        for leave in (["escape"], ["shift+tab", "enter"]):
            await pilot.press("e")
            await pilot.pause()
            assert app.screen.query_one("#report-name", Field).value == "hourly"
            fill(app, account_id="111111111111")
            if leave != ["escape"]:
                app.screen.query_one("#use", Action).focus()
            await pilot.press(*leave)
            await pilot.pause()
            assert app.screen is app.customer_screen
        await pilot.press("V")
        assert app.wanted == [VerifyAws(ID, "604418802297", CUR)]


async def test_emptied_fields_take_back_what_was_stored() -> None:
    stored = launched(account_id="604418802297", existing_cur=CUR)
    async with opened(shown_to(progress=(stored,))) as (app, pilot):
        await pilot.press("e")
        await pilot.pause()
        fill(app, account_id="", region="", bucket="", prefix="", report_name="")
        await pilot.pause()
        app.screen.query_one("#use", Action).focus()
        await pilot.press("enter")
        await pilot.pause()
        assert "none: a report is made for you" in app.text
        await pilot.press("V")
        assert app.wanted == [KeepOptions(ID), VerifyAws(ID)]


async def test_a_snapshot_that_arrives_neither_closes_nor_edits_the_form() -> None:
    begin = shown_to(progress=(launched(),))
    async with opened(begin) as (app, pilot):
        await pilot.press("e")
        await pilot.pause()
        await pilot.press(*"6044")
        running = (Running(VerifyAws(ID), NOW - 20),)
        app.publish(shown_to(progress=(launched(account_id="999999999999"),), running=running))
        await pilot.pause()
        assert isinstance(app.screen, OptionsDialog)
        assert app.screen.query_one("#account-id", Field).value == "6044"
        assert app.screen.focused is app.screen.query_one("#account-id")


async def test_what_was_typed_and_not_used_is_there_when_the_form_is_opened_again() -> None:
    async with opened(shown_to(progress=(launched(account_id="604418802297"),))) as (app, pilot):
        await pilot.press("e")
        await pilot.pause()
        assert "As typed before" not in app.text
        fill(app, region="eu-centr", bucket="acme-billing")
        await pilot.press("escape")
        await pilot.pause()
        assert "604418802297" in app.text
        await pilot.press("e")
        await pilot.pause()
        assert "As typed before; it is not used yet." in app.text
        assert app.screen.query_one("#region", Field).value == "eu-centr"
        assert app.screen.query_one("#bucket", Field).value == "acme-billing"
        assert app.wanted == []


async def test_the_servers_words_stand_under_their_fields_until_those_are_changed() -> None:
    fault = Fault(
        "Refused as wrong (422): the verification.",
        status=422,
        fields=(
            ("json.existing_cur.bucket", ("No such bucket.",)),
            ("json.existing_cur", ("Incomplete.",)),
            ("json.onboarding_id", ("Not yours.",)),
        ),
    )
    async with opened(shown_to(progress=(launched(existing_cur=CUR, fault=fault),)), size=(80, 24)) as (app, pilot):
        assert "✕ onboarding_id: Not yours." in app.text
        await pilot.press("e")
        await pilot.pause()
        assert app.screen.focused is app.screen.query_one("#bucket")
        lines = app.text.split("\n")
        row = next(index for index, line in enumerate(lines) if "acme-billing" in line)
        assert "✕ No such bucket." in lines[row + 1]
        assert "✕ Incomplete." in app.text
        await pilot.press("x")
        await pilot.pause()
        assert "No such bucket" not in app.text.split("\n")[row + 1]
