from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.customers import customer
from support.rig import Rig
from support.weather import Weather

from tui.api import errors
from tui.domain.faults import Fault, Sent
from tui.domain.intents import Register
from tui.domain.onboarding.registration import Claim, ClaimState, Registered, care_of, newcomer
from tui.domain.snapshot import Mode
from tui.worker.registration import is_refusal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

ACME = Register("Acme Bikes c/o Sandbox", "ops@acme.example", "labra-7")


@pytest.fixture
async def weather() -> Weather:
    return Weather()


@pytest.fixture
async def rig(tmp_path: Path, weather: Weather) -> AsyncIterator[Rig]:
    rig = Rig(tmp_path, around=weather.around, orgs=24)
    await rig.start()
    yield rig
    await rig.stop()


def named(rig: Rig, name: str = ACME.company) -> list[str]:
    return [org.org_id for org in rig.world.orgs.values() if org.name == name]


async def test_a_registered_customer_is_in_the_list_at_once_and_nothing_stays_open(rig: Rig) -> None:
    done = await rig.ask(ACME)
    assert [done] == [Registered(org_id, ACME.company) for org_id in named(rig)]
    assert rig.snapshot.customer(done.org_id) is not None
    assert rig.snapshot.claims == ()


async def test_an_answer_without_an_id_is_looked_up_in_the_list(rig: Rig, weather: Weather) -> None:
    rig.world.register(ACME.company, rig.clock.now(), invited=False, subscribed=False)
    weather.status["register_child"] = (200, b"{}", {})
    weather.status["child-orgs"] = (503, b"", {})
    fault = await rig.ask(Register("Nobody c/o Sandbox"))
    assert "the list has to be read before" in fault.what
    assert weather.seen["register_child"] == 0
    weather.status.pop("child-orgs")
    fault = await rig.ask(Register("Nobody c/o Sandbox"))
    assert isinstance(fault, Fault)
    assert fault.kind == "unknown"
    assert [claim.state for claim in rig.snapshot.claims] == [ClaimState.ACCEPTED]
    org = rig.world.register("Nobody c/o Sandbox", rig.clock.now(), invited=False, subscribed=False)
    assert await rig.ask(Register("nobody  C/O sandbox")) == Registered(org.org_id, "Nobody c/o Sandbox", found=True)
    assert weather.seen["register_child"] == 1


async def test_a_lost_answer_is_found_in_the_list_and_not_sent_again(rig: Rig, weather: Weather) -> None:
    weather.late.add("register_child")
    done = await rig.ask(ACME)
    assert weather.seen["register_child"] == 1
    assert done == Registered(named(rig)[0], ACME.company, found=True)
    assert rig.snapshot.claims == ()


async def test_a_lost_answer_of_which_the_list_shows_nothing_is_unknown_and_held_back(
    rig: Rig, weather: Weather
) -> None:
    weather.status["register_child"] = (502, b"<html>", {"content-type": "text/html"})
    fault = await rig.ask(ACME)
    assert (fault.sent, fault.kind, fault.status) == (Sent.MAYBE, "unknown", 502)
    assert "does not show" in fault.meaning
    again = await rig.ask(ACME)
    assert again.kind == "claimed"
    assert again.sent is Sent.NOT_SENT
    assert weather.seen["register_child"] == 1
    await rig.restart()
    assert [claim.company for claim in rig.snapshot.claims] == [ACME.company]
    assert (await rig.ask(ACME)).kind == "claimed"
    assert weather.seen["register_child"] == 1
    weather.status.clear()
    await rig.advance(61)
    assert isinstance(await rig.ask(ACME), Registered)
    assert len(named(rig)) == 1


async def test_a_twin_that_the_person_has_not_seen_stops_the_sending_and_a_seen_one_does_not(
    rig: Rig, weather: Weather
) -> None:
    there = rig.world.register(ACME.company, rig.clock.now(), invited=False, subscribed=False)
    fault = await rig.ask(replace(ACME, beside=()))
    assert (fault.kind, fault.sent) == ("twin", Sent.NOT_SENT)
    assert weather.seen["register_child"] == 0
    assert rig.snapshot.claims == ()
    done = await rig.ask(replace(ACME, beside=(there.org_id,)))
    assert isinstance(done, Registered)
    assert done.org_id != there.org_id


async def test_a_program_that_was_killed_while_it_sent_leaves_the_claim_behind(rig: Rig, weather: Weather) -> None:
    weather.lost.add("register_child")
    rig.worker.submit(ACME)
    for _ in range(1_000_000):
        if weather.seen["register_child"]:
            break
        await asyncio.sleep(0)
    weather.lost.clear()
    await rig.restart()
    assert [claim.state for claim in rig.snapshot.claims] == [ClaimState.SENT]
    done = await rig.ask(ACME)
    assert done == Registered(named(rig)[0], ACME.company, found=True)
    assert weather.seen["register_child"] == 1


async def test_another_program_over_the_same_state_cannot_send_the_same_name(rig: Rig) -> None:
    mine = Claim(ACME.company, rig.clock.now())
    assert rig.store.claims.take(mine, None)
    assert not rig.store.claims.take(Claim(ACME.company.upper(), 5.0), None)
    assert not rig.store.claims.take(Claim(ACME.company, 6.0), Claim(ACME.company, 5.0))
    assert rig.store.claims.take(Claim(ACME.company, 7.0), mine)


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (422, b'{"code": 422, "errors": {"json": {"email": ["Not a valid email address."]}}}', ""),
        (409, b'{"message": "exists", "timestamp": "x", "type": "Conflict"}', "exists"),
        (403, b'{"message": "no", "timestamp": "x", "type": "Forbidden"}', "no"),
    ],
)
async def test_a_refusal_in_either_envelope_leaves_nothing_open(
    rig: Rig, weather: Weather, status: int, body: bytes, words: str
) -> None:
    weather.status["register_child"] = (status, body, {})
    fault = await rig.ask(ACME)
    assert (fault.status, fault.words) == (status, words)
    assert rig.snapshot.claims == ()
    weather.status.clear()
    assert isinstance(await rig.ask(ACME), Registered)


@pytest.mark.parametrize("status", [404, 405, 410])
async def test_a_call_that_is_gone_is_explained_as_withdrawn(rig: Rig, weather: Weather, status: int) -> None:
    weather.status["register_child"] = (status, b"", {})
    fault = await rig.ask(ACME)
    assert f"no longer offers this call ({status}): the registration" in fault.what
    assert "legacy call" in fault.meaning
    assert "web console" in fault.remedy
    assert rig.snapshot.claims == ()


async def test_a_customer_of_the_same_name_from_before_is_not_taken_for_the_new_one(rig: Rig, weather: Weather) -> None:
    old = rig.world.register(ACME.company, rig.clock.now(), invited=False, subscribed=False)
    weather.status["register_child"] = (502, b"", {})
    fault = await rig.ask(ACME)
    assert fault.kind == "unknown"
    assert rig.snapshot.claims[0].before == (old.org_id,)


async def test_read_only_registers_nobody(tmp_path: Path, weather: Weather) -> None:
    rig = Rig(tmp_path, mode=Mode.READ_ONLY, around=weather.around, orgs=24)
    await rig.start()
    assert "--write" in (await rig.ask(ACME)).remedy
    assert weather.seen["register_child"] == 0
    await rig.stop()


@pytest.mark.parametrize(
    ("status", "envelope", "sent", "refused"),
    [
        (403, errors.Envelope.API, Sent.ANSWERED, True), (403, errors.Envelope.GATEWAY, Sent.ANSWERED, False),
        (410, errors.Envelope.EMPTY, Sent.ANSWERED, True), (408, errors.Envelope.API, Sent.ANSWERED, False),
        (500, errors.Envelope.API, Sent.ANSWERED, False), (None, None, Sent.NOT_SENT, True),
        (None, None, Sent.MAYBE, False), (429, errors.Envelope.GATEWAY, Sent.ANSWERED, True),
    ],
)  # fmt: skip
def test_only_a_no_of_the_api_itself_proves_that_nobody_was_registered(
    status: int | None, envelope: errors.Envelope | None, sent: Sent, refused: object
) -> None:
    error = errors.ApiError("x", operation="registerChild", sent=sent, status=status, envelope=envelope)
    assert is_refusal(error) is refused


def test_the_suffix_is_the_one_most_customers_carry_else_the_partners_name() -> None:
    acme = [customer(f"{name} c/o Acme") for name in ("Beta", "Cyan", "Delta")]
    assert care_of([*acme, customer("Ember")], "Acme Partners") == "c/o Acme"
    assert care_of([customer("Ember"), acme[0]], "Acme Partners") == "c/o Acme Partners"
    assert care_of([], "Acme Partners") == "c/o Acme Partners"


def test_a_newcomer_reads_like_the_name_whatever_its_case() -> None:
    claim = Claim("Ångström  GmbH", 0.0, before=("old",))
    assert newcomer([customer("angstrom gmbh", org_id="old")], claim) is None
    found = newcomer([customer("ANGSTROM GmbH", org_id="new")], claim)
    assert found is not None
    assert found.org_id == "new"
