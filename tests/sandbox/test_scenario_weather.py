"""The weather of a scenario as the real client meets it, in this process and over real HTTP."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from support.api_client import EMAIL
from support.clock import EPOCH
from support.play import Play, Way

from tui.api import errors
from tui.api.client import Client
from tui.api.errors import ApiError, Envelope
from tui.domain.faults import Sent
from tui.sandbox.chance import dice
from tui.sandbox.scenario import Even, HeavyTail, Window

BOTH = pytest.mark.parametrize("way", list(Way))
SOON = dict.fromkeys(("listChildOrgs", "getRecommendedPlans", "purchasePlan", "registerChild"), 0.4)


async def failure_of(play: Play, client: Client) -> ApiError:
    with pytest.raises(ApiError) as caught:
        await client.list_child_orgs(play.partner)
    return caught.value


async def buy(play: Play, client: Client) -> None:
    """Buy the plan of a customer who has one that may be bought."""
    org_id = play.id_of("Northwind Steel")
    plan = (await client.get_recommended_plans(org_id, "aws")).value
    assert plan is not None
    await client.purchase_plan(org_id, plan.id or "", email=EMAIL)


@BOTH
@pytest.mark.parametrize(
    ("body", "status", "envelope", "words"),
    [
        ("contract", 500, Envelope.API, "Internal Server Error."),
        ("contract", 503, Envelope.ERROR, "Service Unavailable"),
        ("api", 503, Envelope.API, "Service Unavailable."),
        ("error", 409, Envelope.ERROR, "Conflict"),
        ("one-key", 403, Envelope.GATEWAY, "Forbidden"),
        ("html", 502, Envelope.GATEWAY, "502 Bad Gateway 502 Bad Gateway"),
        ("empty", 504, Envelope.EMPTY, ""),
    ],
)
async def test_an_error_comes_in_the_body_the_scenario_names(
    way: Way, body: str, status: int, envelope: Envelope, words: str
) -> None:
    play = Play(f"[[errors]]\nstatus = {status}\nbody = '{body}'")
    async with play.client(way) as client:
        error = await failure_of(play, client)
    assert (error.status, error.envelope, error.words, error.sent) == (status, envelope, words, Sent.ANSWERED)


@BOTH
async def test_garbage_is_no_envelope_of_the_api(way: Way) -> None:
    play = Play("[[errors]]\nstatus = 500\nbody = 'garbage'")
    async with play.client(way) as client:
        assert (await failure_of(play, client)).envelope is Envelope.GATEWAY


@BOTH
async def test_an_error_strikes_the_operations_it_names_and_nothing_is_done(way: Way) -> None:
    play = Play("[[errors]]\noperations = ['purchasePlan']\nstatus = 500")
    async with play.client(way) as client:
        await client.list_child_orgs(play.partner)
        with pytest.raises(errors.ServerFault):
            await buy(play, client)
    assert play.world.purchases == []


async def outcomes(seed: int, calls: int = 300) -> list[bool]:
    """Whether each of so many calls was answered when a quarter fails."""
    play = Play("[[errors]]\nshare = 0.25\nstatus = 503", seed=seed, orgs=1)
    answered = []
    async with play.client() as client:
        for _ in range(calls):
            try:
                await client.list_child_orgs(play.partner)
                answered.append(True)
            except errors.ServerFault:
                answered.append(False)
    return answered


async def test_a_share_of_calls_fails_the_same_ones_for_a_seed_and_others_for_another() -> None:
    one, again, other = await outcomes(1), await outcomes(1), await outcomes(2)
    assert one == again != other
    assert 45 < Counter(one)[False] < 105


async def test_which_calls_fail_does_not_hang_on_how_many_are_under_way_together() -> None:
    one_by_one, together = await outcomes(1, 40), Play("[[errors]]\nshare = 0.25\nstatus = 503", orgs=1)
    async with together.client() as client:
        calls = (client.list_child_orgs(together.partner) for _ in range(40))
        answers = await asyncio.gather(*calls, return_exceptions=True)
    assert [not isinstance(answer, Exception) for answer in answers] == one_by_one


@BOTH
@pytest.mark.parametrize(
    ("how", "kind", "sent", "status"),
    [
        ("dropped", errors.Interrupted, Sent.MAYBE, None),
        ("silent", errors.TimedOut, Sent.MAYBE, None),
        ("gateway", errors.ServerFault, Sent.ANSWERED, 504),
    ],
)
async def test_a_lost_answer_leaves_a_purchase_made_and_its_buyer_in_doubt(
    way: Way, how: str, kind: type[ApiError], sent: Sent, status: int | None
) -> None:
    play = Play(f"[[lost]]\noperations = ['purchasePlan']\nhow = '{how}'")
    async with play.client(way, deadlines=SOON) as client:
        with pytest.raises(kind) as caught:
            await buy(play, client)
        assert (caught.value.sent, caught.value.status) == (sent, status)
        assert len(play.world.purchases) == 1
        await client.list_child_orgs(play.partner)


@BOTH
async def test_a_lost_answer_leaves_a_customer_registered(way: Way) -> None:
    play = Play("[[lost]]\noperations = ['registerChild']\nhow = 'dropped'")
    async with play.client(way) as client:
        with pytest.raises(errors.Interrupted):
            await client.register_child(play.partner, company="Lantern")
        listed = await client.list_child_orgs(play.partner)
    assert [row.value.org_name for row in listed.rows].count("Lantern") == 1


@BOTH
async def test_a_storm_throttles_in_its_window_and_says_how_long_if_told_to(way: Way) -> None:
    play = Play(
        "[[throttling]]\nfrom = 10\nuntil = 20\nretry_after = 7\n"
        "[[throttling]]\nfrom = 30\nuntil = 40\n"
        "[[throttling]]\nfrom = 50\nuntil = 60\nretry_after = 9\nas_date = true\noperations = ['listChildOrgs']"
    )
    async with play.client(way) as client:
        for second, said in ((10, 7.0), (30, None)):
            play.at(second)
            error = await failure_of(play, client)
            assert isinstance(error, errors.Throttled)
            assert (error.retry_after, error.envelope) == (said, Envelope.ERROR)
        for calm in (0.0, 9.9, 20.0, 45.0, 60.0):
            play.at(calm)
            await client.list_child_orgs(play.partner)
        play.at(55)
        await client.get_aws_cloudformation_template(play.id_of("Northwind Steel"))
        assert isinstance(await failure_of(play, client), errors.Throttled)


async def messages(play: Play, path: str) -> list[Any]:
    """What the application sends to a GET of a path."""
    sent: list[Any] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
    await play.stage.app(scope, receive, send)
    return sent


async def test_a_date_to_come_back_at_is_that_many_seconds_away() -> None:
    play = Play("[[throttling]]\nretry_after = 9\nas_date = true")
    head, _ = await messages(play, "/")
    assert (b"retry-after", b"Wed, 18 Nov 2026 11:06:49 GMT") in head["headers"]
    # In this process an answer carries no date of its own, so the client's clock counts, which stands still.
    async with play.client() as client:
        assert (await failure_of(play, client)).retry_after == 9


@BOTH
@pytest.mark.parametrize(
    ("how", "kind", "sent"),
    [
        ("unavailable", errors.ServerFault, Sent.ANSWERED),
        ("black-hole", errors.TimedOut, Sent.MAYBE),
    ],
)
async def test_an_outage_lasts_from_its_beginning_to_its_end_and_comes_back(
    way: Way, how: str, kind: type[ApiError], sent: Sent
) -> None:
    play = Play(f"[[outages]]\nfrom = 60\nuntil = 90\nevery = 100\nhow = '{how}'")
    async with play.client(way, deadlines=SOON) as client:
        for second in (60, 189.9):
            play.at(second)
            with pytest.raises(kind) as caught:
                await client.register_child(play.partner, company="Lantern")
            assert caught.value.sent is sent
        for second in (0, 59.9, 90, 159.9, 190):
            play.at(second)
            await client.list_child_orgs(play.partner)
    assert "Lantern" not in {org.name for org in play.world.orgs.values()}


async def refusal(play: Play, client: Client) -> ApiError:
    """What a call ends with once the door is shut; a connection that was open when it shut is cut first."""
    async with asyncio.timeout(10):
        while True:
            try:
                await client.list_child_orgs(play.partner)
            except errors.Interrupted:
                continue
            except ApiError as error:
                return error


@BOTH
async def test_a_connection_that_is_refused_certainly_brought_nothing_and_is_taken_again_later(way: Way) -> None:
    play = Play("[[outages]]\nfrom = 60\nuntil = 90\nhow = 'refuse'")
    async with play.client(way) as client:
        await client.list_child_orgs(play.partner)
        play.at(60)
        error = await refusal(play, client)
        assert isinstance(error, errors.Unreachable)
        assert (error.summary, error.sent) == ("connection refused", Sent.NOT_SENT)
        play.at(90)
        async with asyncio.timeout(10):
            while True:
                with suppress(errors.Unreachable):
                    await client.list_child_orgs(play.partner)
                    break


@BOTH
async def test_reads_tried_again_get_through_the_flaky_scenario_s_kind_of_weather(way: Way) -> None:
    play = Play("[[errors]]\nshare = 0.3\nstatus = 502\nbody = 'html'\n[[lost]]\nshare = 0.2\nhow = 'dropped'", orgs=2)
    async with play.client(way, tries=8) as client:
        for _ in range(20):
            await client.list_child_orgs(play.partner)


async def test_answers_take_as_long_as_their_operation_s_latency_says() -> None:
    play = Play(
        "[latency]\ndefault = 0.2\nverifyAws = [5, 6]\ngetRecommendedPlans = { median = 1, p99 = 10, most = 12 }"
    )
    org_id = play.id_of("Northwind Steel")
    async with play.client() as client:
        await client.list_child_orgs(play.partner)
        await client.verify_aws(org_id)
        for _ in range(200):
            await client.get_recommended_plans(org_id, "aws")
    plain, verify, *reads = play.waited
    assert plain == 0.2
    assert 5 <= verify <= 6
    reads.sort()
    assert 0.8 < reads[100] < 1.25
    assert 4 < reads[197] <= reads[-1] <= 12


async def test_without_a_latency_answers_take_as_long_as_the_pace_says() -> None:
    play = Play("[pace]\nlatency = [0.5, 0.6]\nverify_latency = 9")
    async with play.client() as client:
        await client.list_child_orgs(play.partner)
        await client.verify_aws(play.id_of("Northwind Steel"))
    assert 0.5 <= play.waited[0] <= 0.6
    assert play.waited[1:] == [9.0]


async def test_a_path_that_is_no_operation_is_answered_and_is_out_in_an_outage_too() -> None:
    play = Play("[[outages]]\nfrom = 1\nhow = 'unavailable'")
    assert play.stage.is_open()
    answered = await messages(play, "/nowhere")
    play.at(1)
    away = await messages(play, "/nowhere")
    assert (answered[0]["status"], away[0]["status"]) == (404, 503)
    assert play.waited == [0.0]


def test_windows_begin_end_and_come_again() -> None:
    once = Window(10, 20)
    assert [once.holds(t) for t in (9.9, 10, 19.9, 20, 110)] == [False, True, True, False, False]
    again = Window(10, 20, 100)
    assert [again.holds(t) for t in (9.9, 10, 20, 109.9, 110, 119.9, 120, 1010)] == [
        False, True, False, False, True, True, False, True,
    ]  # fmt: skip
    assert Window().holds(0)
    assert Window().holds(1e9)


def test_latencies_are_drawn_as_they_say() -> None:
    rng = dice("test")
    assert {Even(2, 2).draw(rng) for _ in range(5)} == {2}
    even = sorted(Even(2, 4).draw(rng) for _ in range(1000))
    assert 2 <= even[0] < 2.1
    assert 2.9 < even[500] < 3.1
    tail = sorted(HeavyTail(0.1, 3, 20).draw(rng) for _ in range(20_000))
    assert 0.09 < tail[10_000] < 0.11
    assert 2.5 < tail[19_800] < 3.6
    assert tail[-1] == 20


def test_the_clock_of_a_play_begins_at_the_birth_of_its_world() -> None:
    assert Play().world.born == EPOCH
