"""Leaving the program while a purchase is under way, or something else that its end would cut off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from support.api_client import EMAIL
from support.clock import until
from support.program import running
from support.stage import live
from support.weather import Weather

from screens.customers.screen import CustomersScreen
from screens.quit import QuitDialog, cut_off
from tui.domain.intents import (
    Buy,
    ReadPlan,
    ReadTemplate,
    Refresh,
    Register,
    UpdateLinks,
    VerifyAws,
    VerifyAzure,
)
from tui.domain.onboarding.rounds import Round
from tui.domain.onboarding.watch import Watch
from tui.domain.plan.brief import PlanStanding
from tui.domain.plan.records import Plan
from tui.domain.purchase.attempt import AttemptState
from tui.domain.snapshot import Running
from tui.store.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from support.program import Program

    from tui.domain.intents import Intent
    from tui.domain.snapshot import PlanKey


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


def going_on(*intents: Intent, watches: Mapping[PlanKey, Watch] | None = None, state: Round | None = None) -> list[str]:
    running = tuple(Running(intent, 0.0) for intent in intents)
    return list(cut_off(replace(live(), running=running, watches=watches or {}, round=state)))


def test_what_the_end_of_the_program_would_cut_off_is_said() -> None:
    assert going_on() == []
    assert going_on(Refresh(), ReadTemplate("a")) == []
    (said,) = going_on(VerifyAws("a"))
    assert said.startswith("A verification of a (AWS). The server may go on all the same")
    assert "1 more" in going_on(VerifyAws("a"), VerifyAzure("b"))[0]
    assert "would not be seen" in going_on(Register("Acme"))[0]
    assert "Links of a" in going_on(UpdateLinks("a", ()))[0]
    watches = {
        ("a", "aws"): Watch("a", "aws", 20, 0, 60),
        ("b", "aws"): Watch("b", "aws", 20, 0, 60, ended="done", ended_at=5),
    }
    assert going_on(watches=watches) == ["1 watch ends with the program: nothing is verified again."]
    keys = (("a", "aws"), ("b", "aws"), ("c", "aws"))
    state = Round(keys, 0, frozenset({("a", "aws")}))
    verified, under_way = going_on(VerifyAws("a"), state=state)
    assert verified == "Verified 0 of 3; 2 would not be begun."
    assert under_way.startswith("1 verification under way. The server may go on")
    assert going_on(state=replace(state, ended_at=5.0)) == []


async def test_quitting_while_a_verification_is_under_way_asks_first(tmp_path: Path) -> None:
    weather = Weather(lost={"aws/verify"})
    async with running(tmp_path, (80, 24), orgs=40, around=weather.around) as program:
        app, pilot = program.app, program.pilot
        customer = next(c for c in program.rig.snapshot.customers if c.checklist("aws"))
        program.rig.worker.submit(VerifyAws(customer.org_id))
        await until(lambda: weather.seen["verify"] == 1)
        await program.rig.clock.advance(1)
        await pilot.pause()
        await pilot.press("q", "enter")
        assert app.return_code is None
        await pilot.press("q")
        assert isinstance(app.screen, QuitDialog)
        assert "the next start says that it was asked" in " ".join(program.text.split())
        await pilot.press("tab", "enter")
        assert app.return_code == 0
