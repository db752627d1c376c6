"""A watch on the step: begun with a number of minutes, said, ended; and a verification nobody waits for any more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.customer_stage import DAY, ID, SIZES, beta, launched, opened, shown_to
from support.program import Program, running
from support.stage import NOW, READ_ONLY
from support.weather import Weather

from screens.customer.screen import CustomerScreen
from screens.customer.watch import WatchDialog
from tui.domain.intents import StopWaiting, StopWatching, VerifyAws, VerifyAzure, WatchVerification
from tui.domain.onboarding.steps import Progress
from tui.domain.onboarding.watch import Watch
from tui.domain.snapshot import Running
from widgets.buttons import Action
from widgets.field import Field

if TYPE_CHECKING:
    from pathlib import Path

    from tui.domain.snapshot import Snapshot

AZURE_BEGUN = Progress(ID, "azure", started_at=NOW - DAY, url="https://login.microsoftonline.com/x", url_at=NOW - DAY)
OK = b'[{"feature": "assume_role", "status": "available"}]'
CUR = b'[{"feature": "assume_role", "status": "available"}, {"feature": "cur", "status": "warning"}]'


def watched(watch: Watch, **more: object) -> Snapshot:
    return replace(shown_to(progress=(launched(**more),)), watches={(ID, watch.cloud): watch})


@pytest.mark.parametrize("size", SIZES)
async def test_w_asks_how_often_and_begins(size: tuple[int, int]) -> None:
    async with opened(shown_to(progress=(launched(),)), size=size) as (app, pilot):
        assert "W verifies again every so many minutes" in app.text
        await pilot.press("W")
        await pilot.pause()
        assert isinstance(app.screen, WatchDialog)
        assert app.screen.focused is app.screen.query_one("#minutes")
        assert "A cost report (CUR) takes up to a day" in app.text
        assert "lives in this program" in app.text
        app.screen.query_one("#minutes", Field).value = "3"
        await pilot.pause()
        assert "✕ 3, minutes go from 5 to 720" in app.text
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WatchDialog)
        app.screen.query_one("#minutes", Field).value = "20"
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.wanted == [WatchVerification(ID, "aws", 20)]


async def test_escape_and_cancel_begin_nothing() -> None:
    async with opened(shown_to(progress=(launched(),))) as (app, pilot):
        await pilot.press("W")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.press("W")
        await pilot.pause()
        app.screen.query_one("#cancel", Action).focus()
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is app.customer_screen
        assert app.wanted == []


@pytest.mark.parametrize("size", SIZES)
async def test_a_watch_says_when_next_and_w_ends_it(size: tuple[int, int]) -> None:
    async with opened(watched(Watch(ID, "aws", 20, NOW - 600, NOW + 720)), size=size) as (app, pilot):
        assert "▸ Verifying again every 20 minutes" in app.text
        assert "next 11:18 UTC, in 12m" in app.text
        assert "with this program" in app.text
        assert "A cost report (CUR) takes up to a day to arrive." in app.text
        await pilot.press("W")
        await pilot.pause()
        assert app.wanted == [StopWatching(ID, "aws")]


async def test_a_watch_that_ended_says_when_and_why_and_can_begin_anew() -> None:
    over = Watch(ID, "aws", 20, NOW - 6000, NOW, ended="everything is available", ended_at=NOW - 60)
    async with opened(watched(over)) as (app, pilot):
        assert "The watch ended 11:05 UTC: everything is available." in app.text
        await pilot.press("W")
        await pilot.pause()
        assert app.screen.query_one("#minutes", Field).value == "20"


async def test_the_azure_tab_watches_azure() -> None:
    begin = replace(
        shown_to(beta(azure="****~***"), progress=(AZURE_BEGUN,)),
        watches={(ID, "azure"): Watch(ID, "azure", 45, NOW, NOW + 60)},
    )
    async with opened(begin, CustomerScreen(ID, tab="azure")) as (app, pilot):
        assert "▸ Verifying again every 45 minutes" in app.text
        assert "CUR" not in app.text
        await pilot.press("W")
        await pilot.pause()
        assert app.wanted == [StopWatching(ID, "azure")]


async def test_other_tabs_have_no_watch_and_a_read_only_profile_says_so() -> None:
    async with opened(shown_to(progress=(launched(),)), CustomerScreen(ID, tab="history")) as (app, pilot):
        await pilot.press("W", "x")
        assert app.told[0] == "warning: W watch: that belongs to the AWS and Azure tabs"
    async with opened(shown_to(progress=(launched(),), identity=READ_ONLY)) as (app, pilot):
        await pilot.press("W")
        assert app.told == ["warning: W watch: read-only profile"]
        assert app.wanted == []


@pytest.mark.parametrize(("tab", "intent"), [("aws", VerifyAws(ID)), ("azure", VerifyAzure(ID))])
async def test_x_stops_waiting_for_the_verification_of_the_cloud_in_view(
    tab: str, intent: VerifyAws | VerifyAzure
) -> None:
    begin = shown_to(beta(azure="x*******"), progress=(launched(), AZURE_BEGUN), running=(Running(intent, NOW - 90),))
    async with opened(begin, CustomerScreen(ID, tab=tab)) as (app, pilot):
        assert "x stops waiting here; the server may go on all the same." in app.text
        await pilot.press("x")
        assert app.wanted == [StopWaiting(ID, tab)]


async def test_x_with_nothing_under_way_says_so() -> None:
    async with opened(shown_to(progress=(launched(),))) as (app, pilot):
        await pilot.press("x")
        assert app.told == ["warning: x stop waiting: no verification is under way"]


async def _at_the_check(program: Program) -> str:
    await program.press("slash")
    await program.type("stage:never")
    await program.press("enter", "enter", "enter", "enter", "enter")
    screen = program.app.screen
    assert isinstance(screen, CustomerScreen)
    org_id = screen.org_id
    assert program.rig.snapshot.progress[org_id, "aws"].url
    return org_id


@pytest.mark.parametrize("size", SIZES)
async def test_a_watch_goes_on_behind_other_screens_until_all_is_available(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    weather = Weather()
    async with running(tmp_path, size, around=weather.around) as program:
        await _at_the_check(program)
        weather.status["aws/verify"] = (200, CUR, {})
        await program.press("V", "W")
        await program.press("ctrl+u")
        await program.type("10")
        await program.press("enter")
        assert "▸ Verifying again every 10 minutes" in program.text
        await program.press("escape", "2")
        await program.advance(601)
        assert weather.seen["verify"] == 2
        weather.status["aws/verify"] = (200, OK, {})
        await program.advance(601)
        assert weather.seen["verify"] == 3
        assert any("everything is available; the watch ended" in n.message for n in program.app._notifications)
        await program.advance(3600)
        assert weather.seen["verify"] == 3


async def test_stop_waiting_is_honest_about_the_server(tmp_path: Path) -> None:
    weather = Weather()
    async with running(tmp_path, (120, 40), around=weather.around) as program:
        org_id = await _at_the_check(program)
        weather.lost.add("aws/verify")
        await program.pilot.press("V")
        await program.pilot.pause()
        await program.rig.clock.advance(95)
        await program.pilot.pause()
        assert "x stops waiting here" in program.text
        await program.press("x")
        assert "You stopped waiting at" in program.text
        said = " ".join(line.rpartition("│")[2].strip() for line in program.text.splitlines())
        assert "The server may still be at it: nothing was taken back." in said
        assert "its answer was not seen" in program.text
        assert program.text.count("○ A ver") + program.text.count("○ You") == 1
        assert "✕ You" not in program.text
        weather.lost.clear()
        await program.press("V")
        assert "You stopped waiting" not in program.text
        assert program.rig.snapshot.progress[org_id, "aws"].verified is not None


async def test_the_minutes_typed_take_the_place_of_those_offered() -> None:
    async with opened(shown_to(progress=(launched(),))) as (app, pilot):
        await pilot.press("W")
        await pilot.pause()
        await pilot.press("4", "5")
        await pilot.pause()
        assert app.screen.query_one("#minutes", Field).value == "45"


async def test_the_azure_tab_offers_the_watch_in_the_footer_and_under_the_statuses() -> None:
    begin = shown_to(beta(azure="****~***"), progress=(AZURE_BEGUN,))
    async with opened(begin, CustomerScreen(ID, tab="azure")) as (app, _pilot):
        assert "W watch" in app.text
        assert "Watch  off, W verifies again every so many minutes" in app.text
