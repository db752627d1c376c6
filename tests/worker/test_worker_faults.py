"""What a server or a clock may do wrong without the worker standing still or losing anything."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support.altered import Altered
from support.clock import EPOCH, until
from support.rig import POLICY, Rig
from support.weather import Weather

from tui.domain.intents import LookAt
from tui.domain.snapshot import Link
from tui.worker.schedule import Policy

if TYPE_CHECKING:
    from pathlib import Path

HOUR = 3600.0
DAY = 24 * HOUR


async def test_a_clock_that_is_set_back_by_a_day_stops_no_reading(tmp_path: Path) -> None:
    weather = Weather()
    rig = Rig(tmp_path, orgs=40, around=weather.around)
    await rig.start()
    rig.clock.set_back(DAY)
    lists, plans = weather.seen["child-orgs"], weather.seen["recommended"]
    await rig.advance(10 * 60)
    assert weather.seen["child-orgs"] - lists == 10
    assert rig.snapshot.customers_at == rig.clock.now()
    assert rig.snapshot.connection.link is Link.LIVE
    await rig.advance(7 * HOUR)
    assert weather.seen["recommended"] - plans > 20
    await rig.stop()


async def test_a_clock_that_is_set_back_in_an_outage_does_not_put_off_the_next_try(tmp_path: Path) -> None:
    weather = Weather(status={"child-orgs": (503, b"", {})})
    rig = Rig(tmp_path, orgs=12, around=weather.around)
    await rig.start()
    rig.clock.set_back(DAY)
    await rig.advance(60)
    retry = rig.snapshot.connection.retry_at
    assert retry is not None
    assert rig.clock.now() < retry < rig.clock.now() + 120
    weather.status.clear()
    await rig.advance(120)
    assert rig.snapshot.connection.link is Link.LIVE
    await rig.stop()


async def test_what_an_earlier_run_noted_with_a_clock_that_was_ahead_is_read_anew(tmp_path: Path) -> None:
    weather = Weather()
    rig = Rig(tmp_path, orgs=40, around=weather.around)
    await rig.start()
    plans = weather.seen["recommended"]
    rig.clock.set_back(30 * DAY)
    await rig.restart()
    assert weather.seen["recommended"] >= 2 * plans
    assert {reading.read_at for reading in rig.snapshot.plans.values() if not reading.fault} == {rig.clock.now()}
    await rig.stop()


async def test_a_plan_on_view_that_was_read_by_a_clock_that_was_ahead_is_read_when_looked_at(tmp_path: Path) -> None:
    rig = Rig(tmp_path, orgs=40)
    await rig.start()
    key = next(key for key, reading in rig.snapshot.plans.items() if reading.brief and key not in rig.snapshot.details)
    rig.worker.submit(LookAt((key,)))
    await rig.settled()
    rig.clock.set_back(HOUR)
    rig.worker.submit(LookAt((key,)))
    await rig.settled()
    assert rig.snapshot.plans[key].read_at == rig.clock.now()
    await rig.stop()


async def test_one_dead_endpoint_does_not_delay_the_others(tmp_path: Path) -> None:
    # Plans are asked for and never answered; the list and what a person asks for go on beside them.
    weather = Weather(lost={"recommended"})
    rig = Rig(tmp_path, orgs=40, around=weather.around, policy=Policy(in_flight=4, per_second=100_000))
    rig.begin()
    await until(lambda: weather.seen["recommended"] == 3)
    for _ in range(5):
        await rig.clock.advance(POLICY.refresh)
        await until(lambda: rig.worker.in_flight == 3)
        await rig.clock.advance(1)
        assert len(rig.snapshot.customers) == 40
        assert rig.snapshot.connection.link is Link.LIVE
        assert rig.snapshot.connection.last_ok == pytest.approx(rig.clock.now(), abs=10)
    assert weather.seen["recommended"] == 3
    assert weather.seen["child-orgs"] == 6
    await rig.stop()


async def test_a_customer_that_is_listed_twice_is_shown_once_and_counted(tmp_path: Path) -> None:
    listed = Rig(tmp_path / "once", orgs=12).world.child_orgs_json(EPOCH)
    first, head = json.dumps(json.loads(listed)[0]).encode(), listed[:60]
    doubled = Rig(tmp_path, orgs=12, around=lambda app: Altered(app, head, b"[" + first + b"," + head[1:]))
    await doubled.start()
    assert len(doubled.snapshot.customers) == 12
    assert doubled.snapshot.duplicates == 1
    await doubled.stop()
