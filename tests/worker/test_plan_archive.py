"""What plans said before: kept by the worker as they are read, and read again from the store alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.rig import Rig
from support.weather import Weather

from tui.domain.faults import Fault
from tui.domain.intents import ReadPlan, ReadPlanAt, ReadPlanHistory, ReadRawPlan
from tui.domain.plan.compare import plan_diff
from tui.domain.snapshot import PlanDetail, Reading

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tui.domain.snapshot import PlanKey


@pytest.fixture
def weather() -> Weather:
    return Weather()


@pytest.fixture
async def rig(tmp_path: Path, weather: Weather) -> AsyncIterator[Rig]:
    rig = Rig(tmp_path, orgs=40, around=weather.around)
    await rig.start()
    yield rig
    await rig.stop()


def known_key(rig: Rig) -> PlanKey:
    return next(key for key, reading in rig.snapshot.plans.items() if reading.state is Reading.KNOWN)


def answering(rig: Rig, weather: Weather, **changes: Any) -> None:
    """Let the server tell of the plan with other values from now on."""
    body = json.loads(asked_raw(rig, known_key(rig))) | changes
    weather.status["purchase-plans-v2/recommended"] = (200, json.dumps(body).encode(), {})


def asked_raw(rig: Rig, key: PlanKey) -> str:
    return (rig.store.raw_plan(key) or b"").decode()


async def test_the_text_of_the_last_reading_comes_as_the_server_wrote_it(rig: Rig) -> None:
    key = known_key(rig)
    text = await rig.ask(ReadRawPlan(*key))
    assert text == asked_raw(rig, key)
    assert json.loads(text)["id"]


async def test_a_plan_that_was_never_read_has_no_text_and_no_past(rig: Rig) -> None:
    assert isinstance(await rig.ask(ReadRawPlan("nobody", "aws")), Fault)
    assert await rig.ask(ReadPlanHistory("nobody", "aws")) == ()
    assert isinstance(await rig.ask(ReadPlanAt("nobody", "aws", 1.0)), Fault)


async def test_a_reading_that_differs_anywhere_is_kept_and_can_be_compared(rig: Rig, weather: Weather) -> None:
    key = known_key(rig)
    first = (await rig.ask(ReadPlanHistory(*key)))[0]
    answering(rig, weather, recurring_cost=1.5)
    await rig.advance(60)
    await rig.ask(ReadPlan(*key))
    history = await rig.ask(ReadPlanHistory(*key))
    assert [moment.read_at for moment in history] == [rig.clock.now(), first.read_at]
    before, after = await rig.ask(ReadPlanAt(*key, first.read_at)), await rig.ask(ReadPlanAt(*key, rig.clock.now()))
    assert isinstance(before, PlanDetail)
    assert [each.label for each in plan_diff(before.plan, after.plan).fields] == ["Recurring cost"]


async def test_the_same_answer_again_is_no_moment_of_its_own(rig: Rig, weather: Weather) -> None:
    key = known_key(rig)
    answering(rig, weather)
    before = await rig.ask(ReadPlanHistory(*key))
    for modified in ("2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"):
        answering(rig, weather, last_modified=modified)
        await rig.advance(60)
        await rig.ask(ReadPlan(*key))
    assert await rig.ask(ReadPlanHistory(*key)) == before


async def test_values_that_could_not_be_read_are_named_with_the_plan(rig: Rig, weather: Weather) -> None:
    key = known_key(rig)
    answering(rig, weather, monthly_savings="NaN", fee={"amount": 1})
    await rig.ask(ReadPlan(*key))
    detail = rig.snapshot.details[key]
    assert set(detail.unread) == {"monthly_savings", "fee"}
    assert detail.plan.monthly_savings is None
