"""Every way a call can end, over real HTTP, and how often anything was sent."""

from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING

import pytest
from support.api_client import CALLS, CHILD, EMAIL, NOW, PARTNER, PLAN, InstantClock, client_for
from support.clock import breathe
from support.faulty_server import (
    FaultyServer,
    Reply,
    Then,
    chunked,
    deaf,
    faulty,
    json_reply,
    nobody_there,
    reply,
)

from tui.api import errors
from tui.api.errors import ApiError, Envelope
from tui.api.operations import OPERATIONS, Effect
from tui.domain.faults import Sent

if TYPE_CHECKING:
    from tui.api.client import Client

API = {"message": "No such thing", "timestamp": "2026-11-18T00:00:00Z", "type": "not_found", "detail": None}
ERROR = {"code": 422, "status": "Unprocessable Content", "errors": {"json": {"email": ["Not a valid email."]}}}
HTML = b"<html><head><title>502 Bad Gateway</title></head><body><hr>nginx</body></html>"

WRITES = sorted(name for name, operation in OPERATIONS.items() if operation.effect is not Effect.READ)


async def failure(client: Client, operation_id: str) -> ApiError:
    """The error a call ends with."""
    with pytest.raises(ApiError) as caught:
        await CALLS[operation_id](client)
    assert caught.value.operation == operation_id
    return caught.value


async def failure_from(server: FaultyServer, operation_id: str = "startOnboarding") -> ApiError:
    """The error a call to a server ends with; exactly one request was sent."""
    async with server, client_for(server.url, deadlines={operation_id: 5.0}) as client:
        error = await failure(client, operation_id)
        assert len(server.requests) == 1
        return error


STATUSES = [
    (400, errors.Invalid),
    (401, errors.Unauthorized),
    (402, errors.UnexpectedStatus),
    (403, errors.Forbidden),
    (404, errors.NotFound),
    (405, errors.Withdrawn),
    (408, errors.UnexpectedStatus),
    (409, errors.Conflict),
    (410, errors.Withdrawn),
    (418, errors.UnexpectedStatus),
    (422, errors.Invalid),
    (429, errors.Throttled),
    (500, errors.ServerFault),
    (502, errors.ServerFault),
    (503, errors.ServerFault),
    (599, errors.ServerFault),
    (777, errors.UnexpectedStatus),
]


@pytest.mark.parametrize(("status", "kind"), STATUSES)
async def test_a_status_has_its_error_with_the_servers_words(status: int, kind: type[ApiError]) -> None:
    error = await failure_from(faulty(json_reply(status, API)))
    assert type(error) is kind
    assert (error.status, error.sent, error.envelope) == (status, Sent.ANSWERED, Envelope.API)
    assert error.words == "No such thing"


async def test_field_errors_come_flat() -> None:
    error = await failure_from(faulty(json_reply(422, ERROR)))
    assert isinstance(error, errors.Invalid)
    assert (error.envelope, error.words) == (Envelope.ERROR, "Unprocessable Content")
    assert error.fields == {"json.email": ("Not a valid email.",)}


@pytest.mark.parametrize(
    ("body", "envelope", "words"),
    [
        (b"", Envelope.EMPTY, ""),
        (HTML, Envelope.GATEWAY, "502 Bad Gateway nginx"),
        (b'{"message": "Forbidden"}', Envelope.GATEWAY, "Forbidden"),
        (b'{"error": "no healthy upstream"}', Envelope.GATEWAY, "no healthy upstream"),
        (b"upstream\r\nconnect error", Envelope.GATEWAY, "upstream connect error"),
        (b"\x00\xff\x1b[31m", Envelope.GATEWAY, "\ufffd[31m"),
        (b"null", Envelope.GATEWAY, ""),
        (b"x" * 300_000, Envelope.GATEWAY, ""),
    ],
)
async def test_a_body_between_us_and_the_api_is_told_from_its_envelopes(
    body: bytes, envelope: Envelope, words: str
) -> None:
    error = await failure_from(faulty(reply(502, body)))
    assert isinstance(error, errors.ServerFault)
    assert (error.envelope, error.words, error.sent) == (envelope, words, Sent.ANSWERED)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ((), None),
        (("Retry-After: 7",), 7.0),
        (("Retry-After: Wed, 18 Nov 2026 11:06:50 GMT",), 10.0),
        (("Retry-After: soon",), None),
    ],
)
async def test_a_throttled_write_says_how_long_to_wait(header: tuple[str, ...], seconds: float | None) -> None:
    assert NOW == 1_795_000_000.0
    error = await failure_from(faulty(json_reply(429, API, *header)))
    assert isinstance(error, errors.Throttled)
    assert error.retry_after == seconds


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308, 304])
async def test_a_redirect_is_never_followed(status: int) -> None:
    async with faulty(json_reply(200, {})) as elsewhere:
        away = faulty(reply(status, b"", f"Location: {elsewhere.url}/login"))
        error = await failure_from(away)
        assert elsewhere.connections == 0
    assert isinstance(error, errors.Redirected)
    assert (error.status, error.sent) == (status, Sent.ANSWERED)
    assert error.words.endswith("/login")


async def test_a_redirect_to_nowhere_is_a_redirect_all_the_same() -> None:
    error = await failure_from(faulty(reply(302, b"", "Location: http://[")))
    assert isinstance(error, errors.Redirected)


UNREADABLE = {
    "page": (reply(200, HTML), "502 Bad Gateway nginx"),
    "nothing": (reply(200), ""),
    "no content": (Reply(b"HTTP/1.1 204 No Content\r\n\r\n"), ""),
    "null": (reply(200, b"null"), "null"),
    "list": (reply(200, b"[]"), "[]"),
    "text": (reply(200, b'"yes"'), '"yes"'),
    "half a document": (reply(200, b'{"onboarding_id": "a'), '{"onboarding_id": "a'),
    "deep nesting": (reply(200, b"[" * 50_000), None),
    "packing nobody asked for": (reply(200, b"{}", "Content-Encoding: br"), None),
    "packing that is none": (reply(200, b"{}", "Content-Encoding: gzip"), None),
    "packing cut short": (reply(200, gzip.compress(b"{}")[:-9], "Content-Encoding: gzip"), None),
}


@pytest.mark.parametrize("name", sorted(UNREADABLE))
async def test_a_good_status_with_a_bad_body_is_unreadable_and_answered(name: str) -> None:
    answer, words = UNREADABLE[name]
    error = await failure_from(faulty(answer))
    assert type(error) is errors.Unreadable
    assert error.status in {200, 204}
    assert (error.sent, error.envelope) == (Sent.ANSWERED, None)
    assert words is None or error.words == words


@pytest.mark.parametrize("operation_id", ["verifyAws", "verifyAzure", "listChildOrgs"])
async def test_an_object_where_a_list_should_be_is_unreadable(operation_id: str) -> None:
    assert type(await failure_from(faulty(json_reply(200, {})), operation_id)) is errors.Unreadable


MIB = 1024 * 1024
BOMB = gzip.compress(bytes(9 * MIB))


@pytest.mark.parametrize(
    "answer",
    [
        reply(200, bytes(8 * MIB + 1)),
        chunked(200, *[bytes(MIB)] * 9),
        reply(200, BOMB, "Content-Encoding: gzip"),
    ],
    ids=["announced", "unannounced", "packed"],
)
async def test_an_answer_that_is_too_large_is_given_up(answer: Reply) -> None:
    error = await failure_from(faulty(answer))
    assert type(error) is errors.Unreadable
    assert "larger than" in error.summary


async def test_the_customer_list_may_be_larger() -> None:
    body = b"[" + b" " * (9 * MIB) + b"]"
    async with faulty(reply(200, body)) as server, client_for(server.url) as client:
        assert (await client.list_child_orgs(PARTNER)).rows == ()


async def test_a_packed_answer_is_unpacked() -> None:
    body = gzip.compress(b'{"onboarding_id": "o"}')
    packed = reply(200, body, "Content-Encoding: gzip")
    pieces = Reply(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: x-gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"".join(b"1\r\n%b\r\n" % bytes([byte]) for byte in body)
        + b"0\r\n\r\n"
    )
    async with faulty(packed, pieces) as server, client_for(server.url) as client:
        for _ in range(2):
            reading = await client.start_onboarding(CHILD)
            assert (reading.value.onboarding_id, reading.raw) == ("o", b'{"onboarding_id": "o"}')


INTERRUPTED = {
    "reset at once": Reply(b"", Then.RESET),
    "closed at once": Reply(b"", Then.CLOSE),
    "reset after the head": Reply(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n", Then.RESET),
    "half a body": Reply(b'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{"a"', Then.CLOSE),
    "half a chunked body": chunked(200, b'{"a"', then=Then.CLOSE),
    "half a head": Reply(b"HTTP/1.1 200 OK\r\nContent-", Then.CLOSE),
    "half a refusal": Reply(b"HTTP/1.1 422 No\r\nContent-Length: 20\r\n\r\n{", Then.CLOSE),
    "garbage": Reply(b"\x15\x03\x01 no http at all\r\n\r\n", Then.CLOSE),
    "endless head": Reply(b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 100_000, Then.CLOSE),
}


@pytest.mark.parametrize("name", sorted(INTERRUPTED))
async def test_a_broken_answer_leaves_a_write_in_doubt_and_is_not_repeated(name: str) -> None:
    error = await failure_from(faulty(INTERRUPTED[name]))
    assert type(error) is errors.Interrupted
    assert error.sent is Sent.MAYBE
    assert error.envelope is None
    assert error.status == {"half a refusal": 422, "reset after the head": 200}.get(name, error.status)


SLOW = {
    "silence": Reply(b"", Then.HANG),
    "head and then silence": Reply(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n", Then.HANG),
    "a drip": Reply(b"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n", Then.DRIP),
}


@pytest.mark.parametrize("name", sorted(SLOW))
@pytest.mark.parametrize("operation_id", ["startOnboarding", "getAwsLaunchStackUrl"])
async def test_the_deadline_ends_a_call_however_slowly_it_goes_on(name: str, operation_id: str) -> None:
    async with faulty(SLOW[name]) as server:
        async with client_for(server.url, deadlines={operation_id: 0.4}, tries=5) as client:
            error = await failure(client, operation_id)
        assert len(server.requests) == 1
    assert isinstance(error, errors.TimedOut)
    assert error.sent is Sent.MAYBE


@pytest.mark.parametrize("operation_id", sorted(OPERATIONS))
async def test_a_refused_connection_was_certainly_not_used(operation_id: str) -> None:
    with nobody_there() as url:
        async with client_for(url) as client:
            error = await failure(client, operation_id)
    assert type(error) is errors.Unreachable
    assert (error.sent, error.status) == (Sent.NOT_SENT, None)
    assert "refused" in error.summary


async def test_a_name_nobody_knows_was_certainly_not_reached() -> None:
    async with client_for("https://nobody.invalid") as client:
        error = await failure(client, "purchasePlan")
    assert isinstance(error, errors.Unreachable)
    assert error.sent is Sent.NOT_SENT


async def test_a_handshake_that_never_ends_was_certainly_not_used() -> None:
    async with deaf() as server:
        url = server.url.replace("http:", "https:")
        async with client_for(url, connect_seconds=0.1) as client:
            early = await failure(client, "purchasePlan")
        async with client_for(url, deadlines={"purchasePlan": 0.1}) as client:
            late = await failure(client, "purchasePlan")
    assert [type(early), type(late)] == [errors.TimedOut, errors.TimedOut]
    assert [early.sent, late.sent] == [Sent.NOT_SENT, Sent.NOT_SENT]


async def test_a_request_nobody_reads_may_have_been_sent() -> None:
    async with deaf() as server, client_for(server.url, deadlines={"purchasePlan": 0.4}) as client:
        error = await failure(client, "purchasePlan")
    assert isinstance(error, errors.TimedOut)
    assert error.sent is Sent.MAYBE


@pytest.mark.parametrize("operation_id", WRITES)
@pytest.mark.parametrize(
    "answer",
    [
        json_reply(500, API),
        json_reply(503, API, "Retry-After: 0"),
        json_reply(429, API, "Retry-After: 0"),
        Reply(b"", Then.CLOSE),
        Reply(b"", Then.RESET),
    ],
    ids=["500", "503", "429", "closed", "reset"],
)
async def test_a_write_is_sent_exactly_once_whatever_comes_back(operation_id: str, answer: Reply) -> None:
    clock = InstantClock()
    async with faulty(answer) as server:
        async with client_for(server.url, tries=5, clock=clock) as client:
            await failure(client, operation_id)
        assert len(server.requests) == 1
    assert clock.pauses == []


@pytest.mark.parametrize("operation_id", ["purchasePlan", "registerChild"])
async def test_what_must_not_happen_twice_leaves_on_a_fresh_connection(operation_id: str) -> None:
    async with faulty(json_reply(200, {})) as server, client_for(server.url) as client:
        await client.get_aws_launch_stack_url(CHILD)
        await client.get_aws_launch_stack_url(CHILD)
        await CALLS[operation_id](client)
        await CALLS[operation_id](client)
        await client.get_aws_launch_stack_url(CHILD)
        assert [request.connection for request in server.requests] == [1, 1, 2, 3, 1]


async def test_no_more_than_sixteen_connections_are_open_at_once() -> None:
    async with faulty(Reply(b"", Then.HANG)) as server, client_for(server.url) as client:
        calls = [asyncio.ensure_future(client.get_aws_launch_stack_url(CHILD)) for _ in range(20)]
        await server.seen(16)
        await breathe(500)
        assert (server.connections, len(server.requests)) == (16, 16)
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)


PLAN_BODY = {"id": PLAN, "status": "in_progress", "savings": 1.5}


async def test_a_purchase_reply_keeps_the_status_and_the_plan() -> None:
    async with faulty(json_reply(202, PLAN_BODY)) as server, client_for(server.url) as client:
        answer = await client.purchase_plan(CHILD, PLAN, email=EMAIL)
    assert answer.status == 202
    assert answer.plan is not None
    assert (answer.plan.id, answer.plan.status) == (PLAN, "in_progress")
    assert b"in_progress" in answer.raw


@pytest.mark.parametrize("body", [b"", b"null", b"[]", HTML, b'{"id": "3333'])
async def test_a_purchase_reply_that_is_no_plan_keeps_its_status(body: bytes) -> None:
    async with faulty(reply(200, body)) as server, client_for(server.url) as client:
        answer = await client.purchase_plan(CHILD, PLAN, email=EMAIL)
    assert (answer.status, answer.plan, answer.raw) == (200, None, body)


async def test_a_recommended_plan_comes_with_its_own_text() -> None:
    async with faulty(json_reply(200, PLAN_BODY)) as server, client_for(server.url) as client:
        reading = await client.get_recommended_plans(CHILD, "aws")
    assert reading.value is not None
    assert str(reading.value.savings) == "1.5"
    assert (reading.status, reading.unread) == (200, ())
    assert b'"savings": 1.5' in reading.raw


@pytest.mark.parametrize(
    "answer",
    [
        Reply(b"HTTP/1.1 204 No Content\r\n\r\n"),
        json_reply(404, API),
        json_reply(404, {**ERROR, "code": 404}),
        reply(404),
    ],
    ids=["204", "404 in one envelope", "404 in the other", "404 with nothing"],
)
async def test_no_plan_is_not_an_error(answer: Reply) -> None:
    async with faulty(answer) as server, client_for(server.url) as client:
        reading = await client.get_recommended_plans(CHILD, "aws")
    assert reading.value is None
    assert reading.status in {204, 404}


@pytest.mark.parametrize("body", [HTML, b'{"message": "no route"}', b"x" * 300_000])
async def test_a_404_of_a_gateway_does_not_mean_that_there_is_no_plan(body: bytes) -> None:
    error = await failure_from(faulty(reply(404, body)), "getRecommendedPlans")
    assert isinstance(error, errors.NotFound)


async def test_what_could_not_be_read_is_named() -> None:
    async with faulty(json_reply(200, {"url": ["?"]})) as server, client_for(server.url) as client:
        reading = await client.get_aws_launch_stack_url(CHILD)
    assert (reading.value.url, reading.unread) == (None, ("url",))
