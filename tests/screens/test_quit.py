"""Leaving the program while a purchase is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.api_client import EMAIL
from support.clock import until
from support.program import running
from support.weather import Weather

from screens.customers import CustomersScreen
from screens.quit import QuitDialog
from tui.domain.attempt import AttemptState
from tui.domain.intents import Buy, ReadPlan
from tui.domain.plan import Plan
from tui.domain.plan_brief import PlanStanding
from tui.store.journal import Journal

if TYPE_CHECKING:
    from pathlib import Path

    from support.program import Program


async def buy_something(program: Program, weather: Weather) -> None:
    """Begin a purchase whose answer never comes."""
    rig = program.rig
    key = next(k for k, r in rig.snapshot.plans.items() if r.brief and r.brief.standing is PlanStanding.READY)
    plan, customer = await rig.ask(ReadPlan(*key)), rig.snapshot.customer(key[0])
    assert isinstance(plan, Plan)
    assert customer is not None
    rig.worker.submit(Buy(key[0], customer.name, key[1], plan, EMAIL))
    await until(lambda: weather.seen["purchase"] == 1)
    await rig.clock.advance(1)
    await program.pilot.pause()


async def test_quitting_with_a_purchase_under_way_asks_first_and_then_leaves_it_as_sent(tmp_path: Path) -> None:
    weather = Weather(lost={"/purchase$"})
    async with running(tmp_path, (120, 40), orgs=40, around=weather.around) as program:
        app, pilot = program.app, program.pilot
        await buy_something(program, weather)
        for harmless in ("enter", "escape"):
            await pilot.press("q")
            assert isinstance(app.screen, QuitDialog)
            assert "It stays in the journal as sent" in program.text
            assert app.focused is not None
            assert app.focused.id == "stay"
            await pilot.press(harmless)
            assert isinstance(app.screen, CustomersScreen)
            assert app.return_code is None
        await pilot.press("q", "tab", "enter")
        assert app.return_code == 0
    assert weather.seen["purchase"] == 1
    journal = Journal.open(tmp_path / "journal.db")
    (attempt,) = journal.attempts()
    journal.close()
    assert attempt.state is AttemptState.SENT


async def test_with_a_purchase_under_way_it_is_not_stopped_either(tmp_path: Path) -> None:
    weather = Weather(lost={"/purchase$"})
    async with running(tmp_path, (120, 40), orgs=40, around=weather.around) as program:
        await buy_something(program, weather)
        await program.pilot.press("ctrl+z")
        assert "wait for its answer" in program.text
        await program.pilot.press("q", "tab", "enter")
    assert program.app.return_code == 0


async def test_quitting_with_nothing_under_way_asks_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, orgs=12) as program:
        await program.pilot.press("q")
        assert program.app.return_code == 0
