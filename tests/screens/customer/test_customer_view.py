"""The customer screen when something is not well: faults, read-only, lost answers, a customer that goes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.customer_stage import (
    DELTA,
    ID,
    SIZES,
    beta,
    beta_with,
    launched,
    opened,
    reviewed,
    shown_to,
    started,
    troubled,
    verified,
)  # fmt: skip
from support.stage import NOW, READ_ONLY

from screens.customer.screen import CustomerScreen
from screens.dialogs.confirm import ConfirmDialog
from tui.domain.changes import Change
from tui.domain.faults import Fault, Sent
from tui.domain.intents import (
    Failed,
    ReadLaunchUrl,
    ReadTemplate,
    Refresh,
    StartOnboarding,
    VerifyAws,
)  # fmt: skip
from tui.domain.onboarding.steps import Progress
from tui.domain.records import AZURE
from tui.domain.snapshot import Connection, Link, Running
from widgets.prose import Prose

CHANGES = (Change(NOW - 200, "feature", ID, "Beta", "assume_role", "available", "missing", "aws"),)


FAULTS = (
    Fault("No connection (connection refused).", "What was known before stays.", "r tries now", sent=Sent.NOT_SENT),
    Fault("The key was refused (401).", "Nothing is being refreshed.", status=401),
    Fault("The key may not do this (403): the call.", "Nothing was done.", status=403),
    Fault("Not found (404): the call.", "The customer may have gone.", "r looks again", status=404),
    Fault("Not possible now (409): the call.", words="Onboarding has not been started", status=409),
    Fault("Refused as wrong (422): the call.", fields=(("json.company", ("Missing data.",)),), status=422),
    Fault("Asked to slow down (429).", "It may be asked again in 30s.", status=429, retry_after=30),
    Fault("The gateway answered with a page of its own (502).", remedy="r tries again", status=502),
    Fault("No answer in time: the call.", "It may have reached the server.", sent=Sent.MAYBE),
    Fault("The answer can't be read: the call (HTML).", kind="unreadable"),
)


async def test_every_kind_of_fault_is_told_at_its_step_and_can_be_tried_again() -> None:
    async with opened(shown_to(), size=(80, 24)) as (app, pilot):
        for fault in FAULTS:
            asked = len(app.wanted)
            await pilot.press("enter")
            assert app.wanted[asked:] == [StartOnboarding(ID)]
            app.answer(Failed(StartOnboarding(ID), fault))
            await pilot.pause()
            assert app.customer_screen.visit.step == 1
            assert fault.what in app.text
            assert "○" in app.text or fault.sent is not Sent.MAYBE
            assert all(words in app.text for words in (fault.words, *(m for _f, ms in fault.fields for m in ms)))


@pytest.mark.parametrize(
    ("progress", "intent", "key"),
    [((started(),), ReadTemplate(ID), "t"), ((reviewed(),), ReadLaunchUrl(ID), "u")],
)
async def test_a_read_that_failed_is_asked_again_by_its_key_and_by_refresh(
    progress: tuple[Progress, ...], intent: ReadTemplate | ReadLaunchUrl, key: str
) -> None:
    async with opened(shown_to(progress=progress)) as (app, pilot):
        if not app.wanted:
            await pilot.press("enter")
        for again in (key, "r", "enter"):
            app.answer(Failed(intent, FAULTS[0]))
            await pilot.pause()
            assert FAULTS[0].what in app.text
            before = app.wanted.count(intent)
            await pilot.press(again)
            assert app.wanted.count(intent) == before + 1
        assert app.wanted.count(Refresh()) == 1
        await pilot.press(key)
        assert app.told[-1].endswith("being fetched")


async def test_the_server_naming_a_field_is_told_beside_what_was_sent() -> None:
    fault = Fault(
        "Refused as wrong (422): the verification.", fields=(("json.account_id", ("Not yours.",)),), status=422
    )
    async with opened(shown_to(progress=(launched(account_id="604418802297"),))) as (app, pilot):
        await pilot.press("V")
        assert app.wanted == [VerifyAws(ID, "604418802297")]
        app.answer(Failed(VerifyAws(ID, "604418802297"), fault))
        await pilot.pause()
        lines = app.text.split("\n")
        row = next(index for index, line in enumerate(lines) if "Account id" in line)
        assert "604418802297" in lines[row]
        assert "✕ Not yours." in lines[row + 1]


# Read-only, running, killed, gone


async def test_a_read_only_profile_looks_but_starts_and_verifies_nothing() -> None:
    async with opened(shown_to(identity=READ_ONLY)) as (app, pilot):
        assert "read-only profile" in app.text.split("\n")[-2]
        await pilot.press("enter", "S", "V")
        assert app.wanted == []
        assert len(app.told) == 3
        assert all("read-only profile" in told for told in app.told)
        await pilot.press("right")
        assert app.wanted == [ReadTemplate(ID)]


async def test_a_verification_goes_on_while_one_looks_elsewhere_and_its_time_moves() -> None:
    running = (Running(VerifyAws(ID), NOW - 23),)
    async with opened(shown_to(progress=(launched(asked_at=NOW - 23),), running=running)) as (app, pilot):
        assert "Verifying  20s so far" in app.text
        assert "you can leave this screen, it goes on" in app.text
        await pilot.press("V", "enter")
        assert app.wanted == []
        app.time += 10
        app.customer_screen._age()
        await pilot.pause()
        assert "Verifying  30s so far" in app.text


async def test_while_a_verification_runs_only_the_lines_with_its_time_are_drawn_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    running = (Running(VerifyAws(ID), NOW - 23),)
    snapshot = shown_to(beta_with(troubled()), progress=(verified(troubled()),), running=running)
    async with opened(snapshot) as (app, pilot):
        drawn: list[str] = []
        for place, block in enumerate(app.screen.query_one("#step-4").query(Prose)):
            monkeypatch.setattr(block, "refresh", lambda place=place, **_layout: drawn.append(f"block {place}"))
        app.time += 5
        app.customer_screen._age()
        await pilot.pause()
        assert drawn == ["block 0"]
        assert "25s so far; you can leave" in app.text


async def test_a_verification_of_a_killed_program_is_unknown_and_may_be_asked_again() -> None:
    async with opened(shown_to(progress=(launched(asked_at=NOW - 720),))) as (app, pilot):
        assert "○ A verification was asked at 10:54 UTC, 12m ago; its answer was not seen." in app.text
        assert "failed" not in app.text.lower()
        await pilot.press("V")
        assert app.wanted == [VerifyAws(ID)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_customer_that_goes_while_open_is_kept_as_known_and_nothing_is_written_to_it(
    size: tuple[int, int],
) -> None:
    begin = shown_to(beta_with(troubled()), DELTA, progress=(verified(troubled()),))
    async with opened(begin, size=size) as (app, pilot):
        app.publish(replace(begin, customers=(DELTA,)))
        await pilot.pause()
        assert "No longer in the list of customers." in app.text
        assert "Beta Corp c/o Acme" in app.text
        assert "assume_role" in app.text
        await pilot.press("V")
        assert app.wanted == []
        assert "no longer in the list" in app.told[-1]
        app.publish(begin)
        await pilot.pause()
        assert "No longer in the list" not in app.text


async def test_before_the_list_was_ever_read_a_customer_is_not_called_gone() -> None:
    unread = replace(shown_to(), customers=(), customers_at=None)
    async with opened(unread) as (app, _pilot):
        assert "No longer in the list" not in app.text
        assert "(no name) beta" in app.text


async def test_while_the_api_is_away_that_is_said_and_what_is_known_stays() -> None:
    fault = Fault("No connection (connection refused).", kind="unreachable")
    away = Connection(Link.OFFLINE, last_ok=NOW - 840, failing_since=NOW - 840, retry_at=NOW + 9, fault=fault)
    snapshot = replace(shown_to(beta_with(troubled()), progress=(verified(troubled()),)), connection=away)
    async with opened(snapshot) as (app, _pilot):
        assert "connection refused" in app.text
        assert "assume_role" in app.text


@pytest.mark.parametrize("tab", ["aws", "azure", "marketplace"])
async def test_when_the_api_goes_away_nothing_that_is_read_moves(tab: str) -> None:
    here = {"aws": "assume_role ", "azure": "Tenant ID", "marketplace": "AWS offer"}[tab]
    now = shown_to(beta_with(troubled()), progress=(verified(troubled()),))
    gone = Connection(Link.OFFLINE, last_ok=NOW - 840, failing_since=NOW - 840, fault=Fault("No connection (refused)."))
    async with opened(now, CustomerScreen(ID, tab=tab)) as (app, pilot):
        before = placed(app.text, here)
        app.publish(replace(now, connection=gone, version=1))
        await pilot.pause()
        assert "No connection" in app.text or "No answer" in app.text
        assert placed(app.text, here) == before


def placed(text: str, part: str) -> tuple[int, int]:
    """The line and the cell where a part of a screen begins."""
    return next((y, line.index(part)) for y, line in enumerate(text.split("\n")) if part in line)


# Azure under way


async def test_starting_aws_over_azure_is_asked_first_and_the_harmless_answer_is_in_hand() -> None:
    azure = Progress(ID, AZURE, url="https://login.microsoftonline.com/x", url_at=NOW - 60)
    async with opened(shown_to(progress=(azure,)), size=(80, 24)) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmDialog)
        assert "Starting sets the cloud of the onboarding record to AWS." in app.text
        app.publish(shown_to(progress=(azure,), changes=CHANGES))
        await pilot.pause()
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("y", "enter")
        await pilot.pause()
        assert app.wanted == []
        await pilot.press("S")
        await pilot.pause()
        await pilot.press("right", "enter")
        await pilot.pause()
        assert app.wanted == [StartOnboarding(ID)]


async def test_the_question_is_closed_by_escape_and_nothing_is_started() -> None:
    async with opened(shown_to(beta(azure="x???????"))) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.customer_screen
        assert app.wanted == []
