"""`archera-tui doctor` on the way to the server, whatever stands there."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from support import certificates
from support.api_client import KEY, NOW, PARTNER, InstantClock
from support.faulty_server import FaultyServer, Reply, Then, faulty, json_reply, reply

from tui.cli.doctor_network import examine_network
from tui.cli.examined import Verdict
from tui.config.profiles import Flags, Profile, choose_profile
from tui.config.secrets import Secret
from tui.config.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

ORG = {"org_id": "o1", "org_name": "Acme", "created_at": "2026-01-01T00:00:00Z"}
OK, WARN, FAIL, SKIPPED = Verdict.OK, Verdict.WARN, Verdict.FAIL, Verdict.SKIPPED
THINGS = ("host name", "connection", "clock", "key at the server", "partner at the server")
DATED = "Date: Wed, 18 Nov 2026 11:06:40 GMT"


def profile_at(url: str) -> Profile:
    env = {"ARCHERA_BASE_URL": url, "ARCHERA_API_KEY": "elsewhere", "ARCHERA_PARTNER_ORG_ID": PARTNER}
    return choose_profile(Flags(), env, Settings())


class Found(dict[str, tuple[Verdict, str, str]]):
    """What was found by the thing; `verdicts` in the order of the lines."""

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict, _, _ in self.values())


async def examined(url: str, key: Secret | None = None) -> Found:
    lines = await examine_network(profile_at(url), key or Secret(KEY), InstantClock())
    assert KEY not in repr(lines)
    return Found({line.what: (line.verdict, line.found, line.remedy) for line in lines})


@asynccontextmanager
async def answering(*replies: Reply) -> AsyncIterator[tuple[Found, FaultyServer]]:
    async with faulty(*replies) as server:
        yield await examined(server.url), server


async def test_all_is_well_after_one_read() -> None:
    async with answering(json_reply(200, [ORG], DATED)) as (found, server):
        assert tuple(found) == THINGS
        assert found.verdicts == (OK, OK, OK, OK, OK)
        assert found["partner at the server"][1] == f"{PARTNER} has 1 customer"
        assert [(seen.method, seen.target) for seen in server.requests] == [
            ("GET", f"/v2/org/{PARTNER}/partners/onboarding/child-orgs")
        ]


@pytest.mark.parametrize(
    ("answer", "verdicts", "told"),
    [
        (
            json_reply(401, {"message": "no such key"}, DATED),
            (OK, OK, OK, FAIL, SKIPPED),
            'refused (401): "no such key"',
        ),
        (
            json_reply(403, {"message": "not yours"}, DATED),
            (OK, OK, OK, OK, FAIL),
            "not one the key may ask about (403)",
        ),
        (json_reply(404, {"message": "nobody"}, DATED), (OK, OK, OK, OK, FAIL), '(404): "nobody"'),
        (json_reply(429, {}, DATED, "Retry-After: 60"), (OK, OK, OK, SKIPPED, WARN), "asked to slow down (429)"),
        (reply(503, b"<html>busy</html>", DATED), (OK, OK, OK, SKIPPED, FAIL), "the server failed (503)"),
        (reply(200, b"<html>hello</html>", DATED), (OK, OK, OK, SKIPPED, FAIL), "answer"),
        (reply(302, b"", DATED, "Location: https://x"), (OK, OK, OK, SKIPPED, FAIL), "not followed"),
        (json_reply(200, [], DATED), (OK, OK, OK, OK, WARN), "has no customer"),
        (json_reply(200, [ORG | {"org_name": []}], DATED), (OK, OK, OK, OK, WARN), "1 of them not readable in full"),
        (json_reply(200, [ORG]), (OK, OK, SKIPPED, OK, OK), "doesn't say what time it is"),
        (Reply(b"", Then.CLOSE), (OK, FAIL, SKIPPED, SKIPPED, SKIPPED), "broke off"),
    ],
    ids=lambda value: "" if isinstance(value, tuple) else repr(value)[:24],
)
async def test_each_answer_says_what_is_wrong_and_only_that(
    answer: Reply, verdicts: tuple[Verdict, ...], told: str
) -> None:
    async with answering(answer) as (found, server):
        assert found.verdicts == verdicts
        assert any(told in text for _, text, _ in found.values())
        assert all(remedy for verdict, _, remedy in found.values() if verdict in (WARN, FAIL))
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("date", "verdict", "told"),
    [
        ("Wed, 18 Nov 2026 11:06:01 GMT", OK, "agrees"),
        ("Wed, 18 Nov 2026 11:00:00 GMT", WARN, "this computer's clock is 6m 40s ahead of the server's"),
        ("Wed, 18 Nov 2026 11:10:00 GMT", WARN, "this computer's clock is 3m 20s behind the server's"),
    ],
)
async def test_a_clock_that_is_wrong_is_told_with_how_much(date: str, verdict: Verdict, told: str) -> None:
    assert NOW == 1_795_000_000.0
    async with answering(json_reply(200, [ORG], f"Date: {date}")) as (found, _):
        assert found["clock"][0] is verdict
        assert told in found["clock"][1]


async def test_nobody_there_is_told_once() -> None:
    found = await examined("http://127.0.0.1:9")
    assert found.verdicts == (OK, FAIL, SKIPPED, SKIPPED, SKIPPED)
    assert found["connection"][1] == "Connection refused"


async def test_a_name_that_is_not_found_is_not_asked() -> None:
    found = await examined("https://nowhere.invalid")
    assert found.verdicts == (FAIL, SKIPPED, SKIPPED, SKIPPED, SKIPPED)


@pytest.mark.parametrize("certificate", [certificates.VALID, certificates.EXPIRED], ids=["stranger", "expired"])
async def test_a_certificate_that_can_t_be_trusted_is_told_with_what_to_do(
    certificate: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if certificate is certificates.EXPIRED:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificates.write(tmp_path, certificate)))
    async with faulty(json_reply(200, [ORG]), tls=certificates.server_context(tmp_path, certificate)) as server:
        found = await examined(server.url)
        assert server.requests == []
    assert found.verdicts == (OK, FAIL, SKIPPED, SKIPPED, SKIPPED)
    assert "certificate" in found["connection"][1]
    assert "SSL_CERT_FILE" in found["connection"][2]


async def test_a_trusted_connection_tells_its_protection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.write(tmp_path, certificates.VALID)))
    context = certificates.server_context(tmp_path, certificates.VALID)
    async with faulty(json_reply(200, [ORG], DATED), tls=context) as server:
        found = await examined(server.url)
    assert found["connection"] == (OK, "TLSv1.3, answered in 0 ms", "")


async def test_without_a_key_nothing_is_asked() -> None:
    async with faulty(json_reply(200, [ORG])) as server:
        lines = await examine_network(profile_at(server.url), None, InstantClock())
        assert [line.verdict for line in lines] == [OK, SKIPPED, SKIPPED, SKIPPED, SKIPPED]
        assert server.requests == []


async def test_behind_a_proxy_the_name_is_the_proxy_s_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://user:hunter2@127.0.0.1:9")
    found = await examined("https://nowhere.invalid")
    assert found["host name"][:2] == (OK, "nowhere.invalid: a proxy that the environment names looks it up")
    assert found["connection"][0] is FAIL
    assert "hunter2" not in repr(found)
