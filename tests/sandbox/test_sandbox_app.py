"""Authentication, envelopes and methods: what every operation has in common (domain.md, "Calling the API")."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from support.clock import EPOCH
from support.sandbox_caller import Caller, onboarding, recommended

from tui.sandbox.app import create_app
from tui.sandbox.pace import Pace
from tui.sandbox.routes import OPERATIONS
from tui.sandbox.world import World

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
JSON = {"content-type": "application/json"}


def basic(text: str) -> dict[str, str]:
    return {"authorization": f"Basic {b64encode(text.encode()).decode()}"}


def bare_client(caller: Caller) -> httpx.AsyncClient:
    """A client of the same sandbox that sends no key by itself."""
    return httpx.AsyncClient(transport=caller.client._transport, base_url="http://sandbox")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"x-api-key": "sandbox-key"}, 200),
        (basic("sandbox-key"), 200),
        (basic("sandbox-key:"), 200),
        ({"x-api-key": "sandbox-key", **basic("wrong")}, 200),
        ({}, 401),
        ({"x-api-key": ""}, 401),
        ({"x-api-key": "sandbox-ke"}, 401),
        ({"x-api-key": "wrong", **basic("sandbox-key")}, 401),
        (basic("wrong"), 401),
        (basic("sandbox-key:password"), 401),
        ({"authorization": "Basic %%%"}, 401),
        ({"authorization": "Basic /w=="}, 401),
        ({"authorization": "Bearer sandbox-key"}, 401),
    ],
)
async def test_the_key_opens_and_nothing_else_does(headers: dict[str, str], status: int) -> None:
    async with Caller(orgs=3) as caller, bare_client(caller) as client:
        path = f"{onboarding(caller.world.partner_id)}/child-orgs"
        answer = await client.get(path, headers=headers)
        assert answer.status_code == status
        assert ("www-authenticate" in answer.headers) == (status == 401)


async def test_another_key_can_be_chosen() -> None:
    world = World(orgs=1, born=EPOCH)
    app = create_app(world, api_key="schlüssel", clock=lambda: EPOCH)
    path = f"{onboarding(world.partner_id)}/child-orgs"
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://sandbox") as client:
        assert (await client.get(path, headers=basic("schlüssel"))).status_code == 200
        assert (await client.get(path, headers={"x-api-key": "sandbox-key"})).status_code == 401


async def test_a_refusal_says_what_when_and_where() -> None:
    async with Caller() as caller:
        path = recommended(caller.id_of("Juniper Rail"), "aws")
        refusal = await caller.refused(404, "GET", path)
        assert refusal == {
            "message": "There is no recommended plan for aws.",
            "timestamp": datetime.fromtimestamp(EPOCH, UTC).isoformat(),
            "type": "NotFound",
            "code": "404",
            "url": path.partition("?")[0],
        }


async def test_unacceptable_values_come_in_the_other_envelope_without_a_message() -> None:
    async with Caller() as caller:
        path = f"{onboarding(caller.world.partner_id)}/register_child"
        refusal = await caller.refused(422, "POST", path, json={"email": "nobody", "colour": "red"})
        assert refusal == {
            "code": 422,
            "status": "Unprocessable Content",
            "errors": {
                "json": {
                    "colour": ["Unknown field."],
                    "company": ["Missing data for required field."],
                    "email": ["Not a valid email address."],
                }
            },
        }


@pytest.mark.parametrize("path", sorted({operation.path for operation in OPERATIONS}))
async def test_other_methods_are_answered_405_with_those_allowed(path: str) -> None:
    allowed = [operation.method for operation in OPERATIONS if operation.path == path]
    async with Caller(orgs=2) as caller:
        concrete = path.format(org_id=next(iter(caller.world.orgs)), plan_id="x")
        for method in METHODS:
            if method not in allowed:
                answer = await caller.client.request(method, concrete)
                assert answer.status_code == 405
                assert answer.headers["allow"] == ", ".join(allowed)
                if method != "HEAD":
                    assert answer.json()["type"] == "MethodNotAllowed"


@pytest.mark.parametrize("path", ["/", "/v2", "/v2/org", "/v2/org/x/partners/", "/v2/org/x/partners/onboarding/start/"])
async def test_an_unknown_path_is_404_in_the_envelope_and_never_a_redirect(path: str) -> None:
    async with Caller(orgs=1) as caller:
        answer = await caller.client.get(path)
        assert answer.status_code == 404
        assert answer.json()["type"] == "NotFound"
        assert answer.json()["url"] == path


@pytest.mark.parametrize("content", [b"{", b"{'a': 1}", b"\xff\xfe", b'{"company": NaN}', b"[" * 200_000])
async def test_malformed_json_is_400(content: bytes) -> None:
    async with Caller(orgs=1) as caller:
        path = f"{onboarding(caller.world.partner_id)}/register_child"
        refusal = await caller.refused(400, "POST", path, content=content, headers=JSON)
        assert refusal["type"] == "BadRequest"


@pytest.mark.parametrize("body", [[], "text", 7, None, True])
async def test_a_body_that_is_no_object_is_422(body: Any) -> None:
    async with Caller(orgs=1) as caller:
        path = f"{onboarding(caller.world.partner_id)}/register_child"
        refusal = await caller.refused(422, "POST", path, content=json.dumps(body).encode(), headers=JSON)
        assert refusal["errors"] == {"json": {"_schema": ["Invalid input type."]}}


async def test_a_body_that_is_required_and_missing_is_422() -> None:
    async with Caller() as caller:
        path = f"{onboarding(caller.id_of('Atlas Print'))}/aws/verify"
        refusal = await caller.refused(422, "POST", path)
        assert refusal["errors"] == {"json": {"_schema": ["Missing request body."]}}


async def test_the_partner_is_no_customer_and_a_customer_no_partner() -> None:
    async with Caller() as caller:
        child = caller.id_of("Atlas Print")
        await caller.refused(403, "GET", f"{onboarding(child)}/child-orgs")
        await caller.refused(403, "POST", f"{onboarding(child)}/register_child", json={"company": "New"})
        await caller.refused(404, "POST", f"{onboarding(caller.world.partner_id)}/start")


async def test_an_id_in_capitals_is_the_same_id() -> None:
    async with Caller() as caller:
        await caller.ok("GET", recommended(caller.id_of("Atlas Print").upper(), "aws"))


@pytest.mark.parametrize("query", ["", "?provider=", "?provider=AWS", "?provider=oracle", "?provider=aws&provider=gcp"])
async def test_a_provider_the_contract_does_not_know_is_422(query: str) -> None:
    async with Caller() as caller:
        path = recommended(caller.id_of("Atlas Print"), "aws").partition("?")[0]
        refusal = await caller.refused(422, "GET", f"{path}{query}")
        assert set(refusal["errors"]["query"]) == {"provider"}


async def test_an_unexpected_fault_is_500_in_the_envelope(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(_seconds: float) -> None:
        raise ZeroDivisionError

    world = World(orgs=1, born=EPOCH)
    app = create_app(world, clock=lambda: EPOCH, delay=broken)
    headers = {"x-api-key": "sandbox-key"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://sandbox") as client:
        answer = await client.get(f"{onboarding(world.partner_id)}/child-orgs", headers=headers)
    assert answer.status_code == 500
    assert answer.json()["type"] == "InternalServerError"
    assert "ZeroDivisionError" not in answer.text
    assert caplog.records[0].exc_info is not None


async def test_verifications_take_seconds_and_other_answers_a_moment() -> None:
    waited: list[float] = []

    async def note(seconds: float) -> None:
        waited.append(seconds)

    pace = Pace(latency=(0.03, 0.12), verify_latency=(2.0, 6.0))
    world = World(born=EPOCH, pace=pace)
    app = create_app(world, clock=lambda: EPOCH, delay=note)
    org_id = next(iter(world.orgs))
    headers = {"x-api-key": "sandbox-key"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://sandbox") as client:
        await client.get(recommended(org_id, "aws"), headers=headers)
        await client.post(f"{onboarding(org_id)}/aws/verify", json={}, headers=headers)
        await client.post(f"{onboarding(org_id)}/azure/verify", headers=headers)
    quick, *slow = waited
    assert 0.03 <= quick <= 0.12
    assert len(slow) == 2
    assert all(2.0 <= seconds <= 6.0 for seconds in slow)


async def test_an_answer_speaks_of_the_moment_after_it_took_its_time() -> None:
    now = EPOCH

    async def delay(_seconds: float) -> None:
        nonlocal now
        now += 30.0

    world = World(born=EPOCH)
    app = create_app(world, clock=lambda: now, delay=delay)
    org_id = next(org.org_id for org in world.orgs.values() if not org.checklists())
    headers = {"x-api-key": "sandbox-key"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://sandbox") as client:
        await client.post(f"{onboarding(org_id)}/start", headers=headers)
        await client.get(f"{onboarding(org_id)}/aws/launch-stack-url", headers=headers)
        verified = await client.post(f"{onboarding(org_id)}/aws/verify", json={}, headers=headers)
    assert verified.json()[0] == {"feature": "assume_role", "status": "available"}


async def test_a_request_that_breaks_off_changes_nothing_and_is_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    world = World(orgs=3, born=EPOCH)
    partner = world.partner_id
    scope = {
        "type": "http", "method": "POST", "path": f"{onboarding(partner)}/register_child", "query_string": b"",
        "headers": [(b"x-api-key", b"sandbox-key"), (b"content-type", b"application/json")],
    }  # fmt: skip
    heard = iter([{"type": "http.request", "body": b'{"company": "Ha', "more_body": True}, {"type": "http.disconnect"}])
    said: list[Any] = []

    async def receive() -> Any:
        return next(heard)

    async def send(message: Any) -> None:
        said.append(message)

    await create_app(world, clock=lambda: EPOCH)(scope, receive, send)
    assert said == []
    assert caplog.records == []
    assert len(world.orgs) == 3
