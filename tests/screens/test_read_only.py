"""A read-only profile: nothing that writes can be done, by key, by palette or by intent, and each says why."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, get_args

import pytest
from support.customer_stage import ID, launched, shown_to, verified
from support.customers import features, reading
from support.plans import plan
from support.program import running
from support.stage import NOW, READ_ONLY, Stage
from support.weather import Weather
from textual.command import Hit

from screens.base import DashboardScreen
from screens.customer.screen import CustomerScreen
from screens.customers.screen import CustomersScreen
from screens.palette import DashboardCommands
from screens.plan.screen import PlanScreen
from screens.plans.screen import PlansScreen
from screens.purchases.screen import PurchasesScreen
from tui.commands import COMMANDS, Command, Where
from tui.domain import intents
from tui.domain.intents import WRITES, Failed
from tui.domain.snapshot import Mode, PlanDetail

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

WRITING = tuple(command for command in COMMANDS if command.writes)
TABS = ("aws", "azure", "plans", "marketplace", "history")
SCREENS: dict[Where, tuple[Callable[[], DashboardScreen], ...]] = {
    Where.CUSTOMERS: (lambda: CustomersScreen(rest=0),),
    Where.CUSTOMER: tuple(partial(CustomerScreen, ID, tab=tab) for tab in TABS),
    Where.PLAN: (lambda: PlanScreen(ID, "aws"),),
    Where.PLANS: (PlansScreen,),
    Where.PURCHASES: (PurchasesScreen,),
}


def stage(screen: DashboardScreen) -> Stage:
    plans = {(ID, "aws"): reading("1000")}
    begin = shown_to(progress=(verified(features("x*******")),), identity=READ_ONLY, plans=plans)
    return Stage(screen, replace(begin, details={(ID, "aws"): PlanDetail(plan(), NOW)}))


def test_every_command_that_writes_is_on_a_screen_that_is_walked_here() -> None:
    assert {command.where for command in WRITING} <= set(SCREENS)
    assert len(WRITING) >= 6


async def _refused(app: Stage, pilot: Pilot[int], command: Command, how: Callable[[], object] | None) -> None:
    app.told.clear()
    app.asked.clear()
    if how is None:
        await pilot.press(command.keys.partition(",")[0])
    else:
        how()
    await pilot.pause()
    assert [intent for intent in app.asked if isinstance(intent, WRITES)] == []
    assert len(app.screen_stack) == 2, f"{command.id} opened something"
    assert app.told, f"{command.id} says nothing"
    assert any(reason in app.told[-1] for reason in ("read-only", "belongs to")), app.told


@pytest.mark.parametrize("where", SCREENS, ids=[where.value for where in SCREENS])
async def test_no_command_that_writes_does_anything_by_its_key_or_by_name(where: Where) -> None:
    for make in SCREENS[where]:
        app = stage(make())
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, DashboardScreen)
            # A field that has the keys takes letters; the commands are the screen's.
            screen.set_focus(None)
            for command in WRITING:
                if command.where is where:
                    await _refused(app, pilot, command, None)
                    await _refused(app, pilot, command, partial(screen.action_do, command.id))


async def test_what_the_palette_offers_does_nothing_and_tells_the_reason() -> None:
    app = stage(CustomerScreen(ID))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        provider = DashboardCommands(app.screen)
        for command in (c for c in WRITING if c.where is Where.CUSTOMER):
            hits = [hit async for hit in provider.search(command.help) if isinstance(hit, Hit)]
            await _refused(app, pilot, command, hits[0].command)


def _samples() -> list[intents.Intent]:
    made: dict[type, intents.Intent] = {
        intents.StartOnboarding: intents.StartOnboarding(ID),
        intents.VerifyAws: intents.VerifyAws(ID),
        intents.ReadConsentUrl: intents.ReadConsentUrl(ID, "t", "s"),
        intents.VerifyAzure: intents.VerifyAzure(ID),
        intents.WatchVerification: intents.WatchVerification(ID, "aws", 10),
        intents.VerifyMany: intents.VerifyMany(((ID, "aws"),)),
        intents.Register: intents.Register("Acme"),
        intents.UpdateLinks: intents.UpdateLinks(ID, (("aws_marketplace_offer_link", None),)),
        intents.Buy: intents.Buy(ID, "Beta", "aws", plan(), "you@example.com"),
    }
    assert set(made) == set(WRITES)
    return list(made.values())


async def test_every_intent_that_writes_is_refused_by_the_worker_and_nothing_is_sent(tmp_path: Path) -> None:
    weather = Weather()
    async with running(tmp_path, around=weather.around, mode=Mode.READ_ONLY) as program:
        before = weather.seen.copy()
        for intent in _samples():
            program.rig.worker.submit(intent)
            await program.settled()
            outcome = program.rig.outcomes[-1]
            assert isinstance(outcome, Failed)
            assert (outcome.intent, outcome.fault.kind) == (intent, "read-only")
        assert weather.seen == before


def test_what_writes_is_named_among_all_intents() -> None:
    assert set(WRITES) < set(get_args(intents.Intent))
    assert launched().url
