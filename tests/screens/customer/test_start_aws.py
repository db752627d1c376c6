"""Step 1: starting, when it was as far as is known here, and the question before Azure is taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.azure import consented
from support.customer_stage import ID, SIZES, beta, opened, shown_to, started
from support.stage import READ_ONLY

from screens.customer.screen import CustomerScreen
from screens.customer.tabs import AZURE_TAB
from screens.dialogs.confirm import ConfirmDialog
from tui.domain.intents import StartOnboarding

if TYPE_CHECKING:
    from support.customer_stage import CustomerStage
    from textual.pilot import Pilot

    from tui.domain.onboarding.steps import Progress
    from tui.domain.records import Customer

    Known = tuple[Customer, tuple[Progress, ...]]

AZURE = consented(ID)


async def asked_at_step_1(pilot: Pilot[int], app: CustomerStage) -> ConfirmDialog:
    """Press the one action of step 1, and see what is asked first."""
    assert app.customer_screen.visit.step == 1
    await pilot.press("enter")
    await pilot.pause()
    assert isinstance(app.screen, ConfirmDialog)
    return app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_since_when_is_said_to_be_as_known_here(size: tuple[int, int]) -> None:
    async with opened(shown_to(progress=(started(),)), size=size) as (app, pilot):
        await pilot.press("left")
        await pilot.pause()
        assert "as known here, " in app.text
        assert "or finds the one that is there" in " ".join(app.text.split())


async def test_where_nothing_was_started_here_that_is_said_and_enter_starts_unasked() -> None:
    async with opened(shown_to()) as (app, pilot):
        assert "not started from here" in app.text
        await pilot.press("enter")
        assert app.wanted == [StartOnboarding(ID)]


async def test_where_the_server_lists_features_somebody_has_started_before() -> None:
    async with opened(shown_to(beta(aws="????????"))) as (app, pilot):
        while app.customer_screen.visit.step != 1:
            await pilot.press("left")
        await pilot.pause()
        assert "somebody has started before" in " ".join(app.text.split())


async def test_starting_again_finds_the_same_record_and_asks_nothing() -> None:
    async with opened(shown_to(progress=(started(),))) as (app, pilot):
        asked = len(app.wanted)
        await pilot.press("S")
        assert app.wanted[asked:] == [StartOnboarding(ID)]


@pytest.mark.parametrize(
    "customer_and_progress",
    [(beta(), (AZURE,)), (beta(azure="????????"), ())],
    ids=["as done here", "as the server lists it"],
)
async def test_while_azure_is_under_way_it_warns_and_asks_before_it_switches(customer_and_progress: Known) -> None:
    customer, progress = customer_and_progress
    async with opened(shown_to(customer, progress=progress)) as (app, pilot):
        said = " ".join(app.text.split())
        assert "Azure is under way for this customer. Starting AWS switches the record to AWS." in said
        await asked_at_step_1(pilot, app)
        question = " ".join(app.text.split())
        assert "Starting sets the cloud of the onboarding record to AWS." in question
        assert app.screen.focused is app.screen.query_one("#cancel")
        await pilot.press("right", "enter")
        await pilot.pause()
        assert app.wanted == [StartOnboarding(ID)]


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_the_answer_that_is_at_hand_switches_nothing(key: str) -> None:
    async with opened(shown_to(progress=(AZURE,))) as (app, pilot):
        await asked_at_step_1(pilot, app)
        await pilot.press(key)
        await pilot.pause()
        assert app.screen is app.customer_screen
        assert app.wanted == []


async def test_also_the_key_for_it_asks_from_whatever_step() -> None:
    async with opened(shown_to(progress=(AZURE, started()))) as (app, pilot):
        await pilot.press("S")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmDialog)


async def test_an_answer_for_a_customer_that_is_no_longer_in_view_starts_nothing() -> None:
    async with opened(shown_to(progress=(AZURE,))) as (app, pilot):
        await asked_at_step_1(pilot, app)
        app.customer_screen._walk_to("delta")
        await pilot.press("right", "enter")
        await pilot.pause()
        assert app.wanted == []


async def test_on_the_azure_tab_nothing_starts_aws() -> None:
    async with opened(shown_to(progress=(AZURE,)), CustomerScreen(ID, tab=AZURE_TAB)) as (app, pilot):
        await pilot.press("S", "left", "S", "left", "S", "enter", "right", "u", "V", "S")
        await pilot.pause()
        assert not any(isinstance(intent, StartOnboarding) for intent in app.wanted)
        assert app.told[0] == "warning: S start: that belongs to the AWS tab"


async def test_in_a_read_only_profile_it_says_why_it_does_not_start() -> None:
    async with opened(shown_to(identity=READ_ONLY)) as (app, pilot):
        await pilot.press("enter", "S")
        assert app.wanted == []
        assert all("read-only profile" in told for told in app.told)
        assert len(app.told) == 2
