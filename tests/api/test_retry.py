"""Reads are tried again, within bounded tries and bounded time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.any_values import CALM
from support.api_client import CALLS, CHILD, InstantClock, client_for
from support.faulty_server import Reply, Then, faulty, json_reply, nobody_there, reply

from tui.api import errors
from tui.api.operations import OPERATIONS, Effect
from tui.api.retry import LONGEST_RETRY_AFTER, Retry, is_passing, retry_after
from tui.domain.faults import Sent

READS = sorted(name for name, operation in OPERATIONS.items() if operation.effect is Effect.READ)
BAD = json_reply(503, {})
GOOD = json_reply(200, {"url": "https://x.example"})


def fault(kind: type[errors.ApiError], *, status: int | None = None, wait: float | None = None) -> errors.ApiError:
    return kind("it went wrong", operation="o", sent=Sent.MAYBE, status=status, retry_after=wait)


@pytest.mark.parametrize(
    "trouble",
    [
        reply(500),
        reply(502, b"<html>"),
        reply(503),
        reply(504),
        reply(429),
        Reply(b"", Then.CLOSE),
        Reply(b"", Then.RESET),
        Reply(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", Then.CLOSE),
    ],
    ids=["500", "502", "503", "504", "429", "closed", "reset", "half"],
)
async def test_a_read_survives_trouble_that_passes(trouble: Reply) -> None:
    clock = InstantClock()
    async with faulty(trouble, trouble, GOOD) as server:
        async with client_for(server.url, tries=4, clock=clock) as client:
            reading = await client.get_aws_launch_stack_url(CHILD)
        assert len(server.requests) == 3
    assert reading.value.url == "https://x.example"
    assert clock.pauses == [0.25, 0.5]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 422, 501, 302])
async def test_a_read_is_not_repeated_when_repeating_cannot_help(status: int) -> None:
    async with faulty(reply(status, b"<html>")) as server, client_for(server.url, tries=4) as client:
        with pytest.raises(errors.ApiError):
            await client.get_aws_launch_stack_url(CHILD)
        assert len(server.requests) == 1


async def test_an_unreadable_answer_is_not_asked_for_again() -> None:
    async with faulty(reply(200, b"?")) as server, client_for(server.url, tries=4) as client:
        with pytest.raises(errors.Unreadable):
            await client.get_aws_launch_stack_url(CHILD)
        assert len(server.requests) == 1


@pytest.mark.parametrize("operation_id", READS)
async def test_every_read_gives_up_after_its_tries(operation_id: str) -> None:
    clock = InstantClock()
    async with faulty(BAD) as server:
        async with client_for(server.url, tries=4, clock=clock) as client:
            with pytest.raises(errors.ServerFault):
                await CALLS[operation_id](client)
        assert len(server.requests) == 4
    assert clock.pauses == [0.25, 0.5, 1.0]


async def test_a_connection_refused_to_a_read_is_tried_again() -> None:
    clock = InstantClock()
    with nobody_there() as url:
        async with client_for(url, tries=3, clock=clock) as client:
            with pytest.raises(errors.Unreachable):
                await client.get_aws_launch_stack_url(CHILD)
    assert len(clock.pauses) == 2


async def test_a_wait_the_server_asks_for_is_kept() -> None:
    clock = InstantClock()
    throttled = json_reply(429, {}, "Retry-After: 3")
    async with faulty(throttled, GOOD) as server, client_for(server.url, tries=4, clock=clock) as client:
        await client.get_aws_launch_stack_url(CHILD)
    assert clock.pauses == [3.0]


async def test_a_wait_beyond_the_deadline_is_handed_to_the_caller() -> None:
    clock = InstantClock()
    async with faulty(json_reply(429, {}, "Retry-After: 120")) as server:
        async with client_for(server.url, tries=4, clock=clock) as client:
            with pytest.raises(errors.Throttled) as caught:
                await client.get_aws_launch_stack_url(CHILD)
        assert len(server.requests) == 1
    assert caught.value.retry_after == 120
    assert clock.pauses == []


async def test_the_deadline_covers_all_tries_together() -> None:
    slow = Reply(b"", Then.HANG)
    async with faulty(BAD, BAD, slow) as server:
        async with client_for(server.url, tries=9, deadlines={"getAwsLaunchStackUrl": 1.0}) as client:
            with pytest.raises(errors.ApiError):
                await client.get_aws_launch_stack_url(CHILD)
        assert len(server.requests) == 3


@CALM
@given(st.floats(0, 1, exclude_max=True), st.integers(1, 30))
def test_the_jitter_is_full_and_bounded(chance: float, tried: int) -> None:
    retry = Retry(random=lambda: chance, tries=99)
    pause = retry.pause(fault(errors.Interrupted), tried, left=1e9)
    assert pause is not None
    assert 0 <= pause <= min(8.0, 0.5 * 2 ** (tried - 1))
    assert pause == pytest.approx(chance * min(8.0, 0.5 * 2 ** (tried - 1)))


def test_no_wait_is_begun_that_leaves_no_time() -> None:
    retry = Retry(random=lambda: 0.5)
    assert retry.pause(fault(errors.Interrupted), 1, left=0.2) is None
    assert retry.pause(fault(errors.Interrupted), 1, left=0.3) == 0.25


def test_a_certificate_does_not_mend_itself() -> None:
    assert not is_passing(fault(errors.Untrusted))
    assert is_passing(fault(errors.Unreachable))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("5", 5.0),
        ("1.5", 1.5),
        ("999999999999", LONGEST_RETRY_AFTER),
        ("Wed, 18 Nov 2026 00:00:30 GMT", 30.0),
        ("Tue, 17 Nov 2026 00:00:00 GMT", 0.0),
        ("Fri, 18 Nov 2039 00:00:30 GMT", LONGEST_RETRY_AFTER),
        ("Wed, 18 Nov 2026 00:00:30 -0000", 30.0),
        ("", None),
        ("-5", None),
        ("inf", None),
        ("nan", None),
        ("٣", None),
        ("9" * 400, None),
        ("Wed, 99 Nov 2026 99:99:99 GMT", None),
    ],
)
def test_a_wait_is_read_from_seconds_or_a_date(value: str, seconds: float | None) -> None:
    midnight = 1_794_960_000.0
    assert retry_after({"retry-after": value}, midnight) == seconds


def test_a_date_is_compared_with_the_servers_own_clock() -> None:
    headers = {"retry-after": "Wed, 18 Nov 2026 00:00:30 GMT", "date": "Wed, 18 Nov 2026 00:00:10 GMT"}
    assert retry_after(headers, now=0.0) == 20.0


@CALM
@given(st.text(), st.text())
def test_no_header_breaks_the_reading_of_a_wait(value: str, date: str) -> None:
    wait = retry_after({"retry-after": value, "date": date}, 0.0)
    assert wait is None or 0 <= wait <= LONGEST_RETRY_AFTER
