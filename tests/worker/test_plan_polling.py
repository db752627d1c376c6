"""A plan that is calculating is asked about again by itself, ever more slowly, until it is final."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support.rig import Rig
from support.weather import Weather

from tui.domain.intents import LookAt, Pause, ReadPlan
from tui.domain.plan.brief import PlanStanding
from tui.domain.snapshot import Reading
from tui.worker.schedule import expected_plans

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tui.domain.snapshot import PlanKey

PATH = "purchase-plans-v2/recommended"


class Asked:
    """When the server was asked about plans, and whether its plan is still calculating."""

    def __init__(self, rig: Rig, weather: Weather, key: PlanKey) -> None:
        self._rig = rig
        self._weather = weather
        self.key = key
        self._body = json.loads(rig.store.raw_plan(key) or b"{}")

    def answer(self, *, calculating: bool) -> None:
        body = self._body | {"is_calculating": calculating, "status": "new", "is_locked": False}
        self._weather.status[PATH] = (200, json.dumps(body).encode(), {})

    async def times(self, seconds: int) -> list[int]:
        """At which seconds from now it was asked, in steps of five."""
        found: list[int] = []
        for second in range(5, seconds + 1, 5):
            before = self._weather.seen["recommended"]
            await self._rig.advance(5)
            found += [second] * (self._weather.seen["recommended"] - before)
        return found


@pytest.fixture
def weather() -> Weather:
    return Weather()


@pytest.fixture
async def rig(tmp_path: Path, weather: Weather) -> AsyncIterator[Rig]:
    rig = Rig(tmp_path, orgs=8, around=weather.around)
    await rig.start()
    yield rig
    await rig.stop()


def asked_of(rig: Rig, weather: Weather) -> Asked:
    key = next(key for key, reading in rig.snapshot.plans.items() if reading.state is Reading.KNOWN)
    return Asked(rig, weather, key)


async def test_it_is_polled_after_10_20_40_seconds_to_five_minutes_and_no_more_once_it_is_final(
    rig: Rig, weather: Weather
) -> None:
    asked = asked_of(rig, weather)
    asked.answer(calculating=True)
    await rig.ask(ReadPlan(*asked.key))
    assert await asked.times(1_300) == [10, 30, 70, 150, 310, 610, 910, 1210]
    asked.answer(calculating=False)
    await rig.advance(300)
    reading = rig.snapshot.plans[asked.key]
    assert reading.brief is not None
    assert reading.brief.standing is PlanStanding.READY
    assert await asked.times(600) == []


async def test_a_pause_is_honoured_and_resuming_asks_at_once(rig: Rig, weather: Weather) -> None:
    asked = asked_of(rig, weather)
    asked.answer(calculating=True)
    await rig.ask(ReadPlan(*asked.key))
    rig.worker.submit(Pause(paused=True))
    assert await asked.times(400) == []
    rig.worker.submit(Pause(paused=False))
    assert await asked.times(5) == [5]


async def test_a_plan_on_view_is_polled_though_nobody_expects_one_of_its_cloud(rig: Rig, weather: Weather) -> None:
    asked = asked_of(rig, weather)
    customer = rig.snapshot.customer(asked.key[0])
    assert customer is not None
    asked.key = (customer.org_id, "kubernetes")
    assert asked.key not in set(expected_plans(customer))
    asked.answer(calculating=True)
    rig.worker.submit(LookAt((asked.key,)))
    await rig.settled()
    assert len(await asked.times(120)) == 3
    rig.worker.submit(LookAt(()))
    await rig.advance(120)
    assert await asked.times(600) == []
