from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from support.clock import breathe, until
from support.rig import POLICY, Rig
from support.weather import Weather

from tui.domain.faults import Fault
from tui.domain.intents import LoadPlans, LookAt, Pause, ReadPlan, Refresh, StartOnboarding, VerifyAws
from tui.domain.plan.brief import PlanStanding
from tui.domain.plan.records import Plan
from tui.domain.snapshot import Link, Mode, Reading, Snapshot
from tui.worker.schedule import Policy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

# Enough customers that their plans are more than what is read at one time.
ORGS = 142


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    rig = Rig(tmp_path, orgs=ORGS)
    await rig.start()
    yield rig
    await rig.stop()


@pytest.fixture
async def weather() -> Weather:
    return Weather()


@pytest.fixture
async def stormy(tmp_path: Path, weather: Weather) -> AsyncIterator[Rig]:
    rig = Rig(tmp_path, orgs=ORGS, around=weather.around)
    await rig.start()
    yield rig
    await rig.stop()


def _ready(snapshot: Snapshot) -> tuple[str, str]:
    return next(
        key for key, reading in snapshot.plans.items() if reading.brief and reading.brief.standing is PlanStanding.READY
    )


async def test_at_the_start_the_customers_and_the_plans_of_connected_ones_are_read(rig: Rig) -> None:
    assert len(rig.snapshot.customers) == 142
    assert rig.snapshot.connection.link is Link.LIVE
    assert rig.snapshot.connection.in_flight == 0
    known = [reading for reading in rig.snapshot.plans.values() if reading.state is Reading.KNOWN]
    assert len(known) > 50
    assert {reading.brief.standing for reading in known if reading.brief} >= {
        PlanStanding.READY,
        PlanStanding.CALCULATING,
        PlanStanding.LOCKED,
    }


async def test_the_list_is_asked_for_every_minute_and_plans_are_not(stormy: Rig, weather: Weather) -> None:
    lists, plans = weather.seen["child-orgs"], weather.seen["recommended"]
    await stormy.advance(5 * 60)
    assert weather.seen["child-orgs"] - lists == 5
    assert weather.seen["recommended"] - plans < 60


async def test_an_unchanged_list_only_confirms_what_is_shown(rig: Rig) -> None:
    before = rig.snapshot
    await rig.ask(Refresh())
    assert rig.snapshot.customers is before.customers
    await rig.advance(30)
    await rig.ask(Refresh())
    assert rig.snapshot.customers_at == rig.clock.now()


async def test_a_feature_that_changes_is_told_with_before_and_since(rig: Rig) -> None:
    org = next(o for o in rig.world.orgs.values() if o.name.startswith("Cyan"))
    for _ in range(60):
        await rig.advance(3600)
        changes = [c for c in rig.snapshot.changes if c.org_id == org.org_id and c.kind == "feature"]
        if changes:
            break
    customer = rig.snapshot.customer(org.org_id)
    assert customer is not None
    feature = next(f for c in customer.integrations for f in c.features if f.name == changes[0].subject)
    assert (feature.was, feature.status) == (changes[0].before, changes[0].after)
    assert feature.since == changes[0].at


async def test_an_outage_keeps_what_is_known_and_says_since_when_and_when_it_tries_again(
    stormy: Rig, weather: Weather
) -> None:
    weather.status["child-orgs"] = (503, b"<html>down</html>", {"content-type": "text/html"})
    confirmed = stormy.snapshot.customers_at
    await stormy.advance(70)
    connection = stormy.snapshot.connection
    assert connection.link is Link.OFFLINE
    assert len(stormy.snapshot.customers) == 142
    assert stormy.snapshot.customers_at == confirmed
    assert connection.retry_at is not None
    assert connection.fault is not None
    assert connection.fault.status == 503
    weather.status.clear()
    await stormy.advance(120)
    assert stormy.snapshot.connection.link is Link.LIVE
    assert stormy.snapshot.connection.fault is None


async def test_a_refused_key_is_not_tried_every_few_seconds(stormy: Rig, weather: Weather) -> None:
    weather.status["child-orgs"] = (401, b'{"message": "no", "timestamp": "x", "type": "y"}', {})
    await stormy.ask(Refresh())
    asked = weather.seen["child-orgs"]
    await stormy.advance(120)
    assert weather.seen["child-orgs"] == asked
    fault = stormy.snapshot.connection.fault
    assert fault is not None
    assert fault.words == "no"
    assert "key was refused" in fault.what


async def test_being_asked_to_slow_down_holds_back_all_that_is_read_unasked(stormy: Rig, weather: Weather) -> None:
    weather.status["recommended"] = (429, b"", {"retry-after": "300"})
    key = _ready(stormy.snapshot)
    fault = await stormy.ask(ReadPlan(*key))
    assert isinstance(fault, Fault)
    assert fault.retry_after == 300
    weather.status.clear()
    # Some plans are calculating: they and the list are due all the time.
    standings = {plan.brief.standing for plan in stormy.snapshot.plans.values() if plan.brief}
    assert PlanStanding.CALCULATING in standings
    asked = weather.seen.total()
    told = stormy.snapshot.connection
    assert (told.link, told.retry_at) == (Link.STALE, stormy.clock.now() + 300)
    assert told.fault is not None
    assert told.fault.kind == "throttled"
    await stormy.advance(299)
    assert weather.seen.total() == asked
    await stormy.advance(10)
    assert weather.seen.total() > asked + 1
    assert (stormy.snapshot.connection.link, stormy.snapshot.connection.fault) == (Link.LIVE, None)


async def test_what_a_person_asks_for_is_sent_though_the_background_was_asked_to_slow_down(
    stormy: Rig, weather: Weather
) -> None:
    weather.status["recommended"] = (429, b"", {"retry-after": "300"})
    key = _ready(stormy.snapshot)
    await stormy.ask(ReadPlan(*key))
    lists = weather.seen["child-orgs"]
    await stormy.ask(Refresh())
    assert weather.seen["child-orgs"] == lists + 1


async def test_a_plan_that_can_t_be_read_keeps_its_last_figures_with_the_fault(stormy: Rig, weather: Weather) -> None:
    key = _ready(stormy.snapshot)
    known = stormy.snapshot.plans[key]
    weather.status["recommended"] = (502, b"<html>", {})
    await stormy.ask(ReadPlan(*key))
    failed = stormy.snapshot.plans[key]
    assert failed.brief == known.brief
    assert failed.read_at == known.read_at
    assert failed.fault is not None
    weather.status.clear()
    assert isinstance(await stormy.ask(ReadPlan(*key)), Plan)
    assert stormy.snapshot.plans[key].fault is None


async def test_what_is_looked_at_is_read_whole(rig: Rig) -> None:
    key = next(k for k in rig.snapshot.plans if k not in rig.snapshot.details)
    rig.worker.submit(LookAt((key,)))
    await rig.settled()
    assert (key in rig.snapshot.details) == (rig.snapshot.plans[key].brief is not None)


async def test_what_is_looked_at_stays_whole_while_the_others_are_read(rig: Rig) -> None:
    known = [key for key, reading in rig.snapshot.plans.items() if reading.brief is not None]
    rig.worker.submit(LookAt((known[0],)))
    await rig.settled()
    for key in known[1:]:
        await rig.ask(ReadPlan(*key))
    assert len(known) > len(rig.snapshot.details)
    assert known[0] in rig.snapshot.details


async def test_paused_means_that_nothing_is_asked_until_it_is_resumed(stormy: Rig, weather: Weather) -> None:
    stormy.worker.submit(Pause(True))
    await stormy.settled()
    paused = stormy.snapshot
    assert paused.connection.link is Link.PAUSED
    asked = weather.seen.total()
    await stormy.advance(3600)
    assert weather.seen.total() == asked
    stormy.worker.submit(Pause(False))
    await stormy.settled()
    assert stormy.snapshot.connection.link is Link.LIVE
    assert weather.seen.total() > asked


# Of the requests that may be under way at once, a quarter is not for the background.
AT_ONCE = POLICY.in_flight * 3 // 4


async def test_paused_in_the_midst_of_reading_plans_the_rest_waits_until_it_is_resumed(tmp_path: Path) -> None:
    weather, gate = Weather(), asyncio.Event()

    async def slowly(_seconds: float) -> None:
        if weather.seen["recommended"]:
            await gate.wait()

    rig = Rig(tmp_path, orgs=ORGS, around=weather.around, delay=slowly)
    rig.begin()
    await until(lambda: weather.seen["recommended"] == AT_ONCE)
    await breathe()
    assert weather.seen["recommended"] == AT_ONCE
    rig.worker.submit(Pause(True))
    gate.set()
    # What was sent is still taken in.
    known = (await rig.settled()).plans
    assert weather.seen["recommended"] == len(known) == AT_ONCE
    await rig.advance(3600)
    assert weather.seen["recommended"] == AT_ONCE
    rig.worker.submit(Pause(False))
    resumed = await rig.settled()
    assert resumed.plans.keys() > known.keys()
    assert weather.seen["recommended"] > 5 * AT_ONCE
    await rig.stop()


async def test_paused_while_the_server_wants_a_rest_nothing_is_under_way_any_more(tmp_path: Path) -> None:
    weather = Weather(status={"recommended": (429, b"", {"retry-after": "300"})})
    rig = Rig(tmp_path, orgs=ORGS, around=weather.around, policy=Policy(in_flight=4, per_second=100_000))
    rig.begin()
    await until(lambda: weather.seen["recommended"] > 0)
    await breathe(500)
    asked = weather.seen["recommended"]
    # What waits for its turn is not under way.
    assert (rig.worker.idle, rig.worker.in_flight) == (False, 0)
    rig.worker.submit(Pause(True))
    await rig.settled()
    assert rig.snapshot.connection.in_flight == rig.worker.in_flight == 0
    await rig.advance(600)
    assert weather.seen["recommended"] == asked
    weather.status.clear()
    rig.worker.submit(Pause(False))
    await rig.settled()
    assert weather.seen["recommended"] > asked + 50
    await rig.stop()


async def test_a_read_only_profile_sends_no_write_and_says_why(tmp_path: Path, weather: Weather) -> None:
    rig = Rig(tmp_path, orgs=ORGS, mode=Mode.READ_ONLY, around=weather.around)
    await rig.start()
    org_id = rig.snapshot.customers[0].org_id
    for intent in (StartOnboarding(org_id), VerifyAws(org_id)):
        fault = await rig.ask(intent)
        assert isinstance(fault, Fault)
        assert "--write" in fault.remedy
    assert weather.seen["start"] == weather.seen["verify"] == 0
    await rig.stop()


async def test_after_a_restart_everything_known_is_there_before_the_first_answer(
    tmp_path: Path, weather: Weather
) -> None:
    rig = Rig(tmp_path, orgs=ORGS, around=weather.around)
    before = await rig.start()
    weather.status["v2"] = (503, b"", {})
    after = await rig.restart()
    assert after.connection.link is Link.OFFLINE
    assert after.stored
    assert {c.org_id: c for c in after.customers} == {c.org_id: c for c in before.customers}
    assert {k: r.brief for k, r in after.plans.items()} == {k: r.brief for k, r in before.plans.items()}
    assert after.customers_at == before.customers_at
    await rig.stop()


async def test_the_same_list_after_a_restart_is_not_parsed_again(tmp_path: Path) -> None:
    rig = Rig(tmp_path, orgs=ORGS)
    before = await rig.start()
    after = await rig.restart()
    assert not after.stored
    assert after.customers_at == rig.clock.now()
    assert [c.org_id for c in after.customers] == [c.org_id for c in before.customers]
    await rig.stop()


async def test_plans_that_could_not_be_read_are_read_at_once_when_a_person_asks(tmp_path: Path) -> None:
    weather = Weather(status={"recommended": (403, b"{}", {})})
    rig = Rig(tmp_path, orgs=ORGS, around=weather.around)
    await rig.start()
    failed = [key for key, reading in rig.snapshot.plans.items() if reading.state is Reading.FAILED]
    assert len(failed) > 50
    weather.status.clear()
    asked = weather.seen["recommended"]
    await rig.ask(Pause(paused=True))
    await rig.ask(LoadPlans())
    assert weather.seen["recommended"] - asked == len(failed)
    assert not any(rig.snapshot.plans[key].state is Reading.FAILED for key in failed)
    await rig.ask(LoadPlans())
    assert weather.seen["recommended"] - asked == len(failed)
    await rig.stop()
