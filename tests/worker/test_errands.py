"""What is asked for while something of the same kind is under way: joined, answered, or kept, never swallowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.clock import breathe, until
from support.rig import Rig
from support.weather import Weather

from tui.domain.faults import Sent
from tui.domain.intents import Done, Failed, KeepOptions, StartOnboarding, UpdateLinks, VerifyAws

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

FIRST, SECOND = (("aws_marketplace_offer_link", f"https://aws.example/{n}") for n in (1, 2))


@pytest.fixture
def weather() -> Weather:
    return Weather()


@pytest.fixture
async def rig(tmp_path: Path, weather: Weather) -> AsyncIterator[Rig]:
    rig = Rig(tmp_path, orgs=8, around=weather.around)
    await rig.start()
    yield rig
    await rig.stop()


async def test_of_options_that_are_kept_twice_at_once_the_later_ones_stay(rig: Rig) -> None:
    org_id = rig.snapshot.customers[0].org_id
    first, second = KeepOptions(org_id, "111111111111"), KeepOptions(org_id, "222222222222")
    rig.worker.submit(first)
    rig.worker.submit(second)
    await rig.settled()
    assert rig.snapshot.progress[org_id, "aws"].account_id == "222222222222"
    assert [outcome.intent for outcome in rig.outcomes] == [first, second]


async def test_another_change_of_the_same_customer_s_links_is_told_that_one_is_under_way(
    rig: Rig, weather: Weather
) -> None:
    org_id = rig.snapshot.customers[0].org_id
    weather.lost.add("partners$")
    rig.worker.submit(UpdateLinks(org_id, (FIRST,)))
    await until(lambda: weather.seen["partners"] == 1)
    rig.worker.submit(UpdateLinks(org_id, (SECOND,)))
    await breathe()
    (told,) = rig.outcomes
    assert isinstance(told, Failed)
    assert told.intent == UpdateLinks(org_id, (SECOND,))
    assert told.fault.sent is Sent.NOT_SENT
    assert weather.seen["partners"] == 1


async def test_the_same_once_more_is_answered_with_the_one_under_way(rig: Rig, weather: Weather) -> None:
    start = StartOnboarding(rig.snapshot.customers[0].org_id)
    rig.worker.submit(start)
    rig.worker.submit(start)
    await rig.settled()
    assert weather.seen["start"] == 1
    assert [type(outcome) for outcome in rig.outcomes] == [Done]


async def test_a_verification_with_other_options_joins_the_one_under_way(rig: Rig, weather: Weather) -> None:
    org_id = rig.snapshot.customers[0].org_id
    rig.worker.submit(VerifyAws(org_id))
    rig.worker.submit(VerifyAws(org_id, "111111111111"))
    await rig.settled()
    assert weather.seen["verify"] == 1
    assert [outcome.intent for outcome in rig.outcomes] == [VerifyAws(org_id)]
