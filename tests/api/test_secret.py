"""The key is in the request, and nowhere else."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

import pytest
from support.api_client import CALLS, CHILD, EMAIL, KEY, PLAN, client_for
from support.faulty_server import Reply, Then, faulty, json_reply, nobody_there, reply

from tui.api.errors import ApiError
from tui.api.secret import ApiKey, BadApiKeyError

if TYPE_CHECKING:
    from collections.abc import Iterator

ECHO = f"the key {KEY} is not known"
API = {"message": ECHO, "timestamp": "t", "type": KEY, "detail": {"key": [ECHO]}}
ERROR = {"code": 1, "status": ECHO, "errors": {KEY: {"x-api-key": [ECHO]}}}

ECHOES = {
    "one envelope": json_reply(401, API),
    "the other envelope": json_reply(422, ERROR),
    "one key": json_reply(403, {"message": ECHO}),
    "some object": json_reply(500, {"headers": [KEY]}),
    "page": reply(502, f"<html>{' ' * 4064}{ECHO}</html>".encode()),
    "good status, bad body": reply(200, ECHO.encode()),
    "redirect": reply(302, b"", f"Location: https://elsewhere.example/?key={KEY}"),
    "no http": Reply(f"{ECHO}\r\n\r\n".encode(), Then.CLOSE),
    "silence": Reply(b"", Then.CLOSE),
    "hang": Reply(b"", Then.HANG),
}


DEADLINES = {"hang": {"startOnboarding": 0.3}}


def everything_about(error: BaseException) -> str:
    """All that is ever printed of an exception and of what it came from."""
    return " ".join(
        "".join(traceback.format_exception(each)) + repr(each) + str(each) + repr(getattr(each, "__dict__", {}))
        for each in chain(error)
    )


def chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("name", sorted(ECHOES))
async def test_the_key_is_in_no_error_however_a_server_echoes_it(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with faulty(ECHOES[name]) as server:
        async with client_for(server.url, deadlines=DEADLINES.get(name, {})) as client:
            with pytest.raises(ApiError) as caught:
                await client.start_onboarding(CHILD)
        assert server.requests[0].headers["x-api-key"] == KEY
    assert KEY[:12] not in everything_about(caught.value)
    assert KEY[:12] not in caplog.text


@pytest.mark.parametrize("name", sorted(ECHOES))
async def test_no_error_leads_back_to_the_request_that_holds_the_key(name: str) -> None:
    async with faulty(ECHOES[name]) as server, client_for(server.url, deadlines=DEADLINES.get(name, {})) as client:
        with pytest.raises(ApiError) as caught:
            await client.start_onboarding(CHILD)
    assert list(chain(caught.value)) == [caught.value]


async def test_a_connection_refused_does_not_lead_back_to_the_request() -> None:
    with nobody_there() as url:
        async with client_for(url) as client:
            with pytest.raises(ApiError) as caught:
                await client.purchase_plan(CHILD, PLAN, email=EMAIL)
    assert list(chain(caught.value)) == [caught.value]


async def test_a_client_shows_its_host_and_nothing_else() -> None:
    async with client_for("https://api.archera.ai") as client:
        assert repr(client) == str(client) == "Client(api.archera.ai)"
        assert repr(client._door) == "Door(api.archera.ai)"
        assert KEY not in repr(vars(client)) + repr(vars(client._door))


async def test_nothing_is_logged_at_any_level_of_a_good_call(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with faulty(json_reply(200, [])) as server, client_for(server.url) as client:
        await CALLS["listChildOrgs"](client)
    assert [record for record in caplog.records if record.name.startswith("http")] == []
    assert KEY not in caplog.text


@pytest.mark.parametrize("key", ["", " ", "a b", f"{KEY}\n", f"{KEY}\r\nx: y", "clé", "a\x00"])
def test_a_key_that_cannot_be_a_header_is_refused_without_repeating_it(key: str) -> None:
    with pytest.raises(BadApiKeyError) as caught:
        ApiKey(key)
    assert not key.strip() or key.strip() not in str(caught.value)


def test_a_key_hides_itself_and_is_taken_out_of_texts() -> None:
    key = ApiKey(KEY)
    assert KEY not in f"{key} {key!r} {[key]}"
    assert key.scrub(f"a{KEY}b{KEY}") == "a[key]b[key]"
    assert key.reveal() == KEY


def test_a_key_is_taken_out_of_an_address_that_quotes_it() -> None:
    key = ApiKey("s3+cr/et==")
    assert key.scrub("https://x/?a=s3%2Bcr%2Fet%3D%3D&b=s3%2bcr%2fet%3d%3d") == "https://x/?a=[key]&b=[key]"


def test_a_very_short_key_does_not_garble_words() -> None:
    assert ApiKey("a").scrub("a banana") == "a banana"
