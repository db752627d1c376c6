"""Handing a URL on: opened here, drawn as a code, or the reason why not; alike for AWS and for Azure."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.azure import CONSENT, consented
from support.customer_stage import ID, URL, CustomerStage, beta, launched, opened, shown_to

from screens.customer.screen import CustomerScreen
from screens.customer.tabs import AZURE_TAB
from screens.dialogs import qr as qr_screen
from screens.dialogs.qr import QrScreen, qr_rows
from screens.surroundings import Surroundings
from widgets.qr_view import QrView

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.domain.onboarding.steps import Progress


def at_the_url(tab: str) -> tuple[CustomerScreen, Progress, str]:
    if tab == AZURE_TAB:
        return CustomerScreen(ID, tab=AZURE_TAB), consented(ID), CONSENT
    return CustomerScreen(ID), launched(), URL


@asynccontextmanager
async def in_view(
    progress: Progress, screen: CustomerScreen | None = None, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[CustomerStage, Pilot[int]]]:
    """Look at the step with the URL, which is the one before the step in hand."""
    async with opened(shown_to(beta(), progress=(progress,)), screen, size) as (app, pilot):
        await pilot.press("left")
        await pilot.pause()
        yield app, pilot


class Started:
    """Takes what would be started."""

    def __init__(self, problem: str = "") -> None:
        self.commands: list[tuple[str, ...]] = []
        self.problem = problem

    def __call__(self, command: Sequence[str]) -> str:
        self.commands.append(tuple(command))
        return self.problem


def desktop(started: Started) -> Surroundings:
    return Surroundings({"DISPLAY": ":0"}, "linux", lambda name: name == "xdg-open", start=started)


@pytest.mark.parametrize("tab", ["aws", AZURE_TAB])
async def test_on_a_desktop_o_hands_the_whole_url_to_the_browser(tab: str) -> None:
    screen, progress, url = at_the_url(tab)
    started = Started()
    async with in_view(progress, screen) as (app, pilot):
        app.around = desktop(started)
        await pilot.press("o")
        assert started.commands == [("xdg-open", url)]
        assert app.told[-1].endswith("URL: handed to the browser")


async def test_over_ssh_o_says_where_the_browser_would_open_and_starts_nothing() -> None:
    started = Started()
    async with in_view(launched()) as (app, pilot):
        app.around = replace(desktop(started), environ={"DISPLAY": ":10", "SSH_CONNECTION": "1 2 3 4"})
        await pilot.press("o")
        assert app.told == ["warning: o open: over SSH a browser would open on the other computer"]
        assert started.commands == []


async def test_a_browser_that_can_not_be_started_is_told() -> None:
    async with in_view(launched()) as (app, pilot):
        app.around = desktop(Started("xdg-open could not be started: Permission denied"))
        await pilot.press("o")
        assert app.told == ["warning: o open: xdg-open could not be started: Permission denied"]


@pytest.mark.parametrize("url", ["http://console.aws.amazon.com/", "file:///etc/passwd", "javascript:alert(1)"])
async def test_what_is_not_https_is_neither_opened_nor_drawn_nor_copied(url: str) -> None:
    started = Started()
    async with in_view(launched(url=url)) as (app, pilot):
        app.around = desktop(started)
        await pilot.press("o", "Q", "y")
        assert app.told[:2] == [
            "warning: o open: there is no URL in view",
            "warning: Q QR: there is no URL in view",
        ]
        assert started.commands == []
        assert app.clipboard == ""


def the_code(app: CustomerStage) -> list[str]:
    return [strip.text for strip in app.screen._compositor.render_strips()]


async def test_where_there_is_no_url_step_there_is_nothing_to_open() -> None:
    async with opened(shown_to(beta())) as (app, pilot):
        await pilot.press("o")
        assert app.told == ["warning: o open: there is no URL in view"]


@pytest.mark.parametrize("tab", ["aws", AZURE_TAB])
async def test_q_draws_the_code_of_the_whole_url_and_hides_it(tab: str) -> None:
    screen, progress, url = at_the_url(tab)
    async with in_view(progress, screen) as (app, pilot):
        await pilot.press("Q")
        await pilot.pause()
        shown = the_code(app)
        assert "Scan with a phone" in shown[0]
        assert "of Beta Corp c/o Acme" in shown[0]
        rows = qr_rows(url)
        assert rows is not None
        dark = {"█": (False, False), "▀": (False, True), "▄": (True, False), " ": (True, True)}
        drawn = [line.strip() for line in shown[1:] if "█" in line]
        # From the margin's first light line to its last.
        seen = [[dark[char][half] for char in line] for line in drawn for half in (0, 1)]
        margin = (len(drawn[0]) - len(rows)) // 2
        assert tuple(tuple(row[margin : margin + len(rows)]) for row in seen[margin : margin + len(rows)]) == rows
        await pilot.press("Q")
        await pilot.pause()
        assert app.screen is app.customer_screen


async def test_in_a_small_window_it_says_what_it_takes_and_comes_when_the_window_grows() -> None:
    async with in_view(launched(), size=(80, 24)) as (app, pilot):
        await pilot.press("Q")
        await pilot.pause()
        said = " ".join(" ".join(the_code(app)).split())
        assert "takes 59 columns and 31 lines as a code; this window is 80 by 24." in said
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert app.screen.query_one(QrView).fits
        assert any("▀" in line for line in the_code(app))


async def test_without_the_library_the_key_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qr_screen, "_is_installed", lambda: False)
    async with in_view(launched()) as (app, pilot):
        await pilot.press("Q")
        assert app.told == ["warning: Q QR: QR codes need a library: pip install 'archera-tui[qr]'"]
        assert not isinstance(app.screen, QrScreen)


async def test_a_url_longer_than_a_code_can_hold_is_told() -> None:
    long = URL + "&param_X=" + "x" * 4_000
    async with in_view(launched(url=long)) as (app, pilot):
        await pilot.press("Q")
        assert app.told == [f"warning: Q QR: {len(long):,} characters are more than a QR code holds"]
