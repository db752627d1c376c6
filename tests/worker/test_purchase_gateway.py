"""The API client as the purchase driver sees it, over real HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from support.api_client import CHILD, EMAIL, PLAN, client_for
from support.faulty_server import Reply, Then, deaf, faulty, json_reply, nobody_there, reply

from tui.api.operations import OPERATIONS
from tui.api.policy import READS_ONLY
from tui.domain.purchase.attempt import AttemptState
from tui.domain.purchase.events import Answered, NoAnswer, NotSent, Timing
from tui.domain.purchase.events import Reply as Outcome
from tui.domain.purchase.evidence import verdict
from tui.worker.purchase_gateway import ApiGateway
from tui.worker.purchase_ports import PlanReadError

API = {"message": "plan is locked", "timestamp": "2026-11-18T06:26:40Z", "type": "conflict"}
ERROR = {"code": 422, "status": "Unprocessable Entity", "errors": {"json": {"email": ["Not an e-mail."]}}}
RESET = Reply(b"", Then.RESET)
HALF = Reply(b'HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{"id": ', Then.CLOSE)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


async def bought(answer: Reply) -> Outcome:
    async with faulty(answer) as server, client_for(server.url, tries=3) as client:
        outcome = await ApiGateway(client).purchase(CHILD, PLAN, EMAIL)
        assert len(server.requests) == 1
        assert server.requests[0].target.endswith(f"/{CHILD}/partners/purchase-plans-v2/{PLAN}/purchase")
        assert server.requests[0].json == {"email": EMAIL}
    return outcome


async def test_a_plan_that_comes_back_is_accepted() -> None:
    outcome = await bought(json_reply(200, {"id": PLAN, "status": "scheduled"}))
    assert outcome == Answered(200, plan_id=PLAN, plan_status="scheduled")
    assert verdict(outcome, PLAN) is AttemptState.ACCEPTED


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (json_reply(200, {"id": "another", "status": "completed"}), AttemptState.UNKNOWN),
        (json_reply(200, {}), AttemptState.UNKNOWN),
        (json_reply(200, [PLAN]), AttemptState.UNKNOWN),
        (reply(200, b"<html>signed out</html>"), AttemptState.UNKNOWN),
        (reply(204), AttemptState.UNKNOWN),
        (reply(302, b"", "Location: https://elsewhere.example/"), AttemptState.UNKNOWN),
        (reply(302, b'{"id": "%s"}' % PLAN.encode()), AttemptState.UNKNOWN),
        (json_reply(408, API), AttemptState.UNKNOWN),
        (json_reply(409, API), AttemptState.UNKNOWN),
        (json_reply(410, API), AttemptState.UNKNOWN),
        (json_reply(500, API), AttemptState.UNKNOWN),
        (reply(502, b"<html>Bad gateway</html>"), AttemptState.UNKNOWN),
        (json_reply(404, API), AttemptState.REFUSED),
        (json_reply(422, ERROR), AttemptState.REFUSED),
        (reply(404, b"<html>Not found</html>"), AttemptState.UNKNOWN),
        (json_reply(403, {"message": "Forbidden"}), AttemptState.UNKNOWN),
        (reply(401), AttemptState.UNKNOWN),
        (json_reply(400, []), AttemptState.UNKNOWN),
        (reply(429, b"slow down", "Retry-After: 3"), AttemptState.REFUSED),
    ],
)
async def test_every_other_answer_is_a_fact_the_rules_can_judge(answer: Reply, state: AttemptState) -> None:
    outcome = await bought(answer)
    assert isinstance(outcome, Answered)
    assert verdict(outcome, PLAN) is state


@pytest.mark.parametrize(("answer", "words"), [(json_reply(403, API), "plan is locked"), (HALF, None)])
async def test_the_words_of_the_server_are_kept(answer: Reply, words: str | None) -> None:
    outcome = await bought(answer)
    assert (outcome.words if isinstance(outcome, Answered) else None) == words


@pytest.mark.parametrize("answer", [RESET, Reply(b"", Then.CLOSE), HALF, Reply(b"HTTP/1.1 200", Then.RESET)])
async def test_an_answer_that_breaks_off_is_no_answer(answer: Reply) -> None:
    assert isinstance(await bought(answer), NoAnswer)


@pytest.mark.parametrize("then", [Then.HANG, Then.DRIP])
async def test_waiting_ends_at_the_deadline_without_an_answer(then: Then) -> None:
    slow = Reply(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", then)
    async with faulty(slow) as server, client_for(server.url, deadlines={"purchasePlan": 0.2}) as client:
        outcome = await ApiGateway(client).purchase(CHILD, PLAN, EMAIL)
    assert outcome == NoAnswer("no answer within 0.2 s")


async def test_a_server_that_takes_the_request_and_never_speaks_gave_no_answer() -> None:
    async with deaf() as server, client_for(server.url, deadlines={"purchasePlan": 0.2}) as client:
        assert isinstance(await ApiGateway(client).purchase(CHILD, PLAN, EMAIL), NoAnswer)


async def test_a_refused_connection_sent_nothing() -> None:
    with nobody_there() as url:
        async with client_for(url) as client:
            outcome = await ApiGateway(client).purchase(CHILD, PLAN, EMAIL)
    assert outcome == NotSent("connection refused")


@pytest.mark.parametrize(("plan_id", "email"), [("", EMAIL), ("..", EMAIL), (PLAN, "\ud800")])
async def test_what_cannot_be_sent_sent_nothing(plan_id: str, email: str) -> None:
    async with faulty(reply(200)) as server, client_for(server.url) as client:
        assert isinstance(await ApiGateway(client).purchase(CHILD, plan_id, email), NotSent)
        assert server.requests == []


async def test_a_read_only_client_refuses_and_sends_nothing() -> None:
    async with faulty(reply(200)) as server, client_for(server.url, policy=READS_ONLY) as client:
        assert isinstance(await ApiGateway(client).purchase(CHILD, PLAN, EMAIL), NotSent)
        assert server.requests == []


async def test_a_reading_is_a_plan_of_the_provider_asked_for() -> None:
    document: dict[str, Any] = {"id": PLAN, "status": "reviewed", "monthly_savings": 4210.2}
    async with faulty(json_reply(200, document)) as server, client_for(server.url) as client:
        found = await ApiGateway(client).read_plan(CHILD, "azure")
    assert found is not None
    assert (found.id, found.provider, found.status) == (PLAN, "azure", "reviewed")


@pytest.mark.parametrize("answer", [reply(204), json_reply(404, API)])
async def test_no_plan_is_none(answer: Reply) -> None:
    async with faulty(answer) as server, client_for(server.url) as client:
        assert await ApiGateway(client).read_plan(CHILD, "aws") is None


async def test_a_reading_that_fails_says_why() -> None:
    async with faulty(json_reply(401, API)) as server, client_for(server.url) as client:
        with pytest.raises(PlanReadError) as caught:
            await ApiGateway(client).read_plan(CHILD, "aws")
    assert caught.value.fault.status == 401


async def test_two_readings_are_two_requests() -> None:
    async with faulty(json_reply(200, {"id": PLAN})) as server, client_for(server.url) as client:
        gateway = ApiGateway(client)
        await gateway.read_plan(CHILD, "aws")
        await gateway.read_plan(CHILD, "aws")
        assert len(server.requests) == 2


def test_the_request_of_a_purchase_ends_when_the_timing_of_purchases_says_so() -> None:
    assert OPERATIONS["purchasePlan"].deadline == Timing().deadline
