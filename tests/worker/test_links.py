from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.rig import Rig
from support.weather import Weather

from tui.domain.faults import Fault, Sent
from tui.domain.intents import UpdateLinks
from tui.domain.onboarding.links import Links
from tui.domain.snapshot import Mode

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

AWS, AZURE, GCP = (f"{cloud}_marketplace_offer_link" for cloud in ("aws", "azure", "gcp"))
OFFER = "https://aws.amazon.com/marketplace/pp/prodview-1"


@pytest.fixture
async def weather() -> Weather:
    return Weather()


@pytest.fixture
async def rig(tmp_path: Path, weather: Weather) -> AsyncIterator[Rig]:
    rig = Rig(tmp_path, around=weather.around, orgs=12)
    await rig.start()
    yield rig
    await rig.stop()


def first(rig: Rig) -> str:
    return next(iter(rig.world.orgs))


async def test_links_are_known_as_answered_and_after_a_restart(rig: Rig) -> None:
    org_id = first(rig)
    assert rig.snapshot.links == {}
    done = await rig.ask(UpdateLinks(org_id, ((AWS, OFFER),)))
    assert isinstance(done, Links)
    assert (done.values[AWS], done.at) == (OFFER, rig.clock.now())
    assert rig.world.orgs[org_id].links.aws_marketplace_offer_link == OFFER
    await rig.restart()
    assert rig.snapshot.links == {org_id: done}


async def test_none_clears_a_link_and_the_others_are_left_alone(rig: Rig) -> None:
    org_id = first(rig)
    await rig.ask(UpdateLinks(org_id, ((AWS, OFFER), (GCP, OFFER))))
    done = await rig.ask(UpdateLinks(org_id, ((AWS, None),)))
    assert (done.values[AWS], done.values[GCP], done.there) == (None, OFFER, 1)
    assert rig.world.orgs[org_id].links.gcp_marketplace_offer_link == OFFER


async def test_a_link_that_was_sent_and_is_not_in_the_answer_is_not_known(rig: Rig, weather: Weather) -> None:
    org_id = first(rig)
    await rig.ask(UpdateLinks(org_id, ((AWS, OFFER), (GCP, OFFER))))
    weather.status["partners$"] = (200, b"{}", {})
    done = await rig.ask(UpdateLinks(org_id, ((AWS, None),)))
    assert AWS not in done.values
    assert done.values[GCP] == OFFER


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (422, b'{"code": 422, "errors": {"json": {"aws_marketplace_offer_link": ["Not a valid URL."]}}}'),
        (403, b'{"message": "not yours", "timestamp": "x", "type": "Forbidden"}'),
        (503, b"<html>"),
    ],
)
async def test_a_refusal_or_an_outage_changes_nothing_that_is_known(
    rig: Rig, weather: Weather, status: int, body: bytes
) -> None:
    org_id = first(rig)
    known = await rig.ask(UpdateLinks(org_id, ((GCP, OFFER),)))
    weather.status["partners$"] = (status, body, {})
    fault = await rig.ask(UpdateLinks(org_id, ((AWS, OFFER),)))
    assert isinstance(fault, Fault)
    assert fault.status == status
    assert rig.snapshot.links == {org_id: known}


async def test_after_a_lost_answer_what_is_known_stays_and_the_same_may_be_sent_again(
    rig: Rig, weather: Weather
) -> None:
    org_id = first(rig)
    weather.late.add("partners$")
    fault = await rig.ask(UpdateLinks(org_id, ((AWS, OFFER),)))
    assert isinstance(fault, Fault)
    assert rig.snapshot.links == {}
    assert rig.world.orgs[org_id].links.aws_marketplace_offer_link == OFFER
    weather.late.clear()
    assert (await rig.ask(UpdateLinks(org_id, ((AWS, OFFER),)))).values[AWS] == OFFER


async def test_read_only_sends_no_link(tmp_path: Path, weather: Weather) -> None:
    rig = Rig(tmp_path, mode=Mode.READ_ONLY, around=weather.around, orgs=12)
    await rig.start()
    fault = await rig.ask(UpdateLinks(first(rig), ((AWS, OFFER),)))
    assert fault.sent is Sent.NOT_SENT
    assert weather.seen["partners"] == 0
    await rig.stop()
