"""The customer list, one org at a time."""

from __future__ import annotations

import hashlib
import json
import threading

import pytest
from support.api_client import PARTNER, client_for
from support.faulty_server import faulty, json_reply, reply

from tui.api.documents import NotReadableError
from tui.api.errors import Unreadable
from tui.api.exchange import Answered
from tui.api.models_onboarding import ListChildOrgsResponse
from tui.api.reading import ChildOrgs, Reading
from tui.api.stream import parse_child_orgs
from tui.domain.faults import Sent


def org(org_id: str, name: str = "Beta Corp c/o Acme") -> dict[str, object]:
    return {
        "org_id": org_id,
        "org_name": name,
        "created_at": "2026-01-02T03:04:05Z",
        "org_checklist": [{"feature": "user_invited", "status": "available"}],
        "integration_checklist": {"aws": [{"feature": "cur", "status": "warning"}], "azure": []},
    }


def same(reading: Reading[ListChildOrgsResponse]) -> Reading[ListChildOrgsResponse]:
    return reading


def parsed(body: bytes) -> ChildOrgs[Reading[ListChildOrgsResponse]]:
    return parse_child_orgs(Answered(200, body), same, "")


async def test_orgs_come_in_the_servers_order_with_duplicates_and_their_own_text() -> None:
    orgs = [org("b"), org("a", "Ä"), org("b")]
    async with faulty(json_reply(200, orgs)) as server, client_for(server.url) as client:
        answer = await client.list_child_orgs(PARTNER)
    assert [row.value.org_id for row in answer.rows] == ["b", "a", "b"]
    assert [json.loads(row.raw) for row in answer.rows] == orgs
    assert (answer.flawed, answer.unchanged) == (0, False)
    first = answer.rows[0].value
    assert first.integration_checklist is not None
    assert first.integration_checklist["azure"] == ()


async def test_only_what_the_caller_makes_of_an_org_is_kept() -> None:
    async with faulty(json_reply(200, [org("b"), org("a")])) as server, client_for(server.url) as client:
        answer = await client.list_child_orgs(PARTNER, lambda reading: reading.value.org_id)
    assert answer.rows == ("b", "a")


async def test_orgs_are_parsed_in_another_thread() -> None:
    async with faulty(json_reply(200, [org("b")])) as server, client_for(server.url) as client:
        answer = await client.list_child_orgs(PARTNER, lambda _: threading.get_ident())
    assert answer.rows != (threading.get_ident(),)


async def test_a_body_seen_before_is_not_parsed() -> None:
    seen: list[str | None] = []
    body = json.dumps([org("b")]).encode()
    async with faulty(reply(200, body)) as server, client_for(server.url) as client:
        first = await client.list_child_orgs(PARTNER, lambda reading: seen.append(reading.value.org_id))
        second = await client.list_child_orgs(
            PARTNER, lambda reading: seen.append(reading.value.org_id), known_digest=first.digest
        )
    assert first.digest == hashlib.sha256(body).hexdigest()
    assert seen == ["b"]
    assert (second.unchanged, second.rows, second.digest) == (True, (), first.digest)


async def test_a_body_not_seen_before_is_parsed() -> None:
    async with faulty(json_reply(200, [org("b")])) as server, client_for(server.url) as client:
        answer = await client.list_child_orgs(PARTNER, known_digest="0" * 64)
    assert not answer.unchanged
    assert len(answer.rows) == 1


def test_a_bad_org_is_counted_and_kept_as_far_as_it_is_readable() -> None:
    orgs = [org("a"), None, {"org_name": "nameless id"}, {**org("c"), "org_checklist": 3}, "x", org("d")]
    answer = parsed(json.dumps(orgs).encode())
    assert [row.value.org_id for row in answer.rows] == ["a", None, "c", "d"]
    assert answer.flawed == 4
    assert [row.unread for row in answer.rows] == [(), (), ("org_checklist",), ()]
    assert answer.rows[1].value.org_name == "nameless id"


def test_an_org_without_a_name_is_no_flaw() -> None:
    answer = parsed(b'[{"org_id": "a"}, {"org_id": "b", "org_name": null}]')
    assert answer.flawed == 0


def test_nobody_yet_is_an_empty_list() -> None:
    assert parsed(b" [ ] \n").rows == ()


@pytest.mark.parametrize("body", [b"", b"null", b"{}", b'{"message": "x"}', b"<html>", b"[{}", b'[{"org_id": "a"},'])
def test_a_list_that_is_none_or_is_cut_is_refused_whole(body: bytes) -> None:
    with pytest.raises(NotReadableError):
        parsed(body)


async def test_a_cut_list_is_an_error_and_not_a_short_list() -> None:
    cut = json.dumps([org("a"), org("b")]).encode()[:-5]
    async with faulty(reply(200, cut)) as server, client_for(server.url) as client:
        with pytest.raises(Unreadable) as caught:
            await client.list_child_orgs(PARTNER)
    assert (caught.value.status, caught.value.sent) == (200, Sent.ANSWERED)
    assert caught.value.__context__ is None


def test_ten_thousand_orgs_are_all_there() -> None:
    body = json.dumps([org(str(number)) for number in range(10_000)]).encode()
    answer = parse_child_orgs(Answered(200, body), lambda reading: reading.value.org_id, "")
    assert answer.rows == tuple(str(number) for number in range(10_000))
