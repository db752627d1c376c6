"""Ways to travel: in process, over TLS, through a proxy; and what is certain when each fails."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from support import certificates
from support.api_client import CHILD, EMAIL, PARTNER, PLAN, InstantClock, client_for
from support.faulty_server import Reply, Then, deaf, faulty, json_reply

from tui.api import errors
from tui.api.address import BadBaseUrlError
from tui.api.secret import BadApiKeyError
from tui.api.transport import BadEnvironmentError, in_process
from tui.domain.faults import Sent

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tui.api.transport import AsgiApp

LOCAL = "http://localhost"


def app_answering(status: int, body: bytes) -> AsgiApp:
    """An ASGI application with one answer."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert scope["type"] == "http"
        await receive()
        await send({"type": "http.response.start", "status": status, "headers": [(b"x", b"y")]})
        await send({"type": "http.response.body", "body": body})

    return app


async def app_hanging(scope: Any, receive: Any, send: Any) -> None:
    """An ASGI application that never answers."""
    del scope, receive, send
    await asyncio.Event().wait()


async def app_breaking(scope: Any, receive: Any, send: Any) -> None:
    """An ASGI application that falls over."""
    del scope, receive, send
    raise RuntimeError("it fell over")


async def test_an_application_in_this_process_is_called_like_a_server() -> None:
    wire = in_process(app_answering(200, b'[{"org_id": "a"}]'))
    async with client_for(LOCAL, wire=wire) as client:
        answer = await client.list_child_orgs(PARTNER, lambda org: org.value.org_id)
    assert answer.rows == ("a",)


async def test_the_deadline_holds_in_process_and_leaves_a_write_in_doubt() -> None:
    async with client_for(LOCAL, wire=in_process(app_hanging), deadlines={"purchasePlan": 0.3}) as client:
        with pytest.raises(errors.TimedOut) as caught:
            await client.purchase_plan(CHILD, PLAN, email=EMAIL)
    assert caught.value.sent is Sent.MAYBE


async def test_an_application_that_falls_over_is_a_server_fault() -> None:
    async with client_for(LOCAL, wire=in_process(app_breaking)) as client:
        with pytest.raises(errors.ServerFault) as caught:
            await client.purchase_plan(CHILD, PLAN, email=EMAIL)
    assert (caught.value.status, caught.value.sent) == (500, Sent.ANSWERED)


async def app_cutting(scope: Any, receive: Any, send: Any) -> None:
    """An ASGI application that ends the connection without an answer."""
    del scope, receive, send
    raise ConnectionResetError


async def test_an_application_that_cuts_the_connection_leaves_a_write_in_doubt() -> None:
    async with client_for(LOCAL, wire=in_process(app_cutting)) as client:
        with pytest.raises(errors.Interrupted, match="the connection broke") as caught:
            await client.purchase_plan(CHILD, PLAN, email=EMAIL)
    assert caught.value.sent is Sent.MAYBE


async def test_an_application_that_is_not_open_certainly_stops_a_purchase() -> None:
    wire = in_process(app_answering(200, b"{}"), is_open=lambda: False)
    async with client_for(LOCAL, wire=wire) as client:
        with pytest.raises(errors.Unreachable, match="connection refused") as caught:
            await client.purchase_plan(CHILD, PLAN, email=EMAIL)
    assert caught.value.sent is Sent.NOT_SENT


async def test_an_answer_that_is_too_large_is_given_up_in_process_too() -> None:
    async with client_for(LOCAL, wire=in_process(app_answering(200, bytes(9 * 1024 * 1024)))) as client:
        with pytest.raises(errors.Unreadable, match="larger"):
            await client.start_onboarding(CHILD)


async def test_a_trusted_certificate_opens_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = certificates.server_context(tmp_path, certificates.VALID)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.write(tmp_path, certificates.VALID)))
    async with faulty(json_reply(200, {}), tls=context) as server, client_for(server.url) as client:
        await client.start_onboarding(CHILD)
        assert len(server.requests) == 1


async def test_an_expired_certificate_certainly_stops_a_purchase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = certificates.server_context(tmp_path, certificates.EXPIRED)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.write(tmp_path, certificates.EXPIRED)))
    async with faulty(json_reply(200, {}), tls=context) as server, client_for(server.url) as client:
        with pytest.raises(errors.Untrusted, match="expired") as caught:
            await client.purchase_plan(CHILD, PLAN, email=EMAIL)
        assert server.requests == []
    assert caught.value.sent is Sent.NOT_SENT


async def test_a_certificate_of_a_stranger_certainly_stops_a_read_at_the_first_try(tmp_path: Path) -> None:
    context = certificates.server_context(tmp_path, certificates.VALID)
    clock = InstantClock()
    async with faulty(json_reply(200, {}), tls=context) as server:
        async with client_for(server.url, tries=4, clock=clock) as client:
            with pytest.raises(errors.Untrusted, match="certificate"):
                await client.get_aws_launch_stack_url(CHILD)
        assert server.requests == []
    assert clock.pauses == []


async def test_a_server_that_speaks_no_tls_was_certainly_not_told_anything() -> None:
    async with faulty(json_reply(200, {})) as server:
        answering = await asyncio.start_server(_plain_greeting, "127.0.0.1", 0)
        port = answering.sockets[0].getsockname()[1]
        async with answering, client_for(f"https://127.0.0.1:{port}") as client:
            with pytest.raises(errors.Untrusted) as caught:
                await client.purchase_plan(CHILD, PLAN, email=EMAIL)
        assert server.requests == []
    assert caught.value.sent is Sent.NOT_SENT


async def _plain_greeting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(16)
    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    await writer.drain()
    writer.close()


@contextlib.asynccontextmanager
async def tunnel(answer: bytes, to: int | None) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A proxy: it answers CONNECT and, with a port to go to, passes bytes on. Gives its URL and what it was asked."""
    asked: list[bytes] = []
    pumps: list[asyncio.Task[None]] = []

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65_536):
                writer.write(data)
                await writer.drain()
        finally:
            writer.close()

    async def accepted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answer)
        await writer.drain()
        if to is None:
            writer.close()
            return
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", to)
        pumps.extend([asyncio.create_task(pump(reader, far_writer)), asyncio.create_task(pump(far_reader, writer))])

    server = await asyncio.start_server(accepted, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", asked
        server.close()
        for task in pumps:
            task.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)


OPENED = b"HTTP/1.1 200 Connection established\r\n\r\n"
BASE = f"https://{certificates.HOST}"


async def test_a_request_goes_through_the_environments_proxy_in_a_tunnel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = certificates.server_context(tmp_path, certificates.VALID)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.write(tmp_path, certificates.VALID)))
    async with faulty(json_reply(200, {}), tls=context) as server, tunnel(OPENED, server.port) as (proxy, asked):
        monkeypatch.setenv("HTTPS_PROXY", proxy)
        async with client_for(BASE) as client:
            await client.purchase_plan(CHILD, PLAN, email=EMAIL)
        assert len(server.requests) == 1
        assert asked[0].startswith(f"CONNECT {certificates.HOST}:443 ".encode())
        assert b"x-api-key" not in asked[0].lower()


@pytest.mark.parametrize("answer", [b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", b"HTTP/1.1 502 No\r\n\r\n"])
async def test_a_tunnel_that_is_refused_certainly_sent_nothing(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    async with tunnel(answer, None) as (proxy, asked):
        monkeypatch.setenv("HTTPS_PROXY", proxy.removeprefix("http://"))
        async with client_for(BASE) as client:
            with pytest.raises(errors.Unreachable, match="proxy") as caught:
                await client.purchase_plan(CHILD, PLAN, email=EMAIL)
        assert len(asked) == 1
    assert caught.value.sent is Sent.NOT_SENT


async def test_a_tunnel_to_silence_certainly_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with deaf() as server, tunnel(OPENED, server.port) as (proxy, _):
        monkeypatch.setenv("ALL_PROXY", proxy)
        async with client_for(BASE, deadlines={"purchasePlan": 0.2}) as client:
            with pytest.raises(errors.TimedOut) as caught:
                await client.purchase_plan(CHILD, PLAN, email=EMAIL)
    assert caught.value.sent is Sent.NOT_SENT


async def test_a_request_in_a_tunnel_may_have_been_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = certificates.server_context(tmp_path, certificates.VALID)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.write(tmp_path, certificates.VALID)))
    hanging = faulty(Reply(b"", Then.HANG), tls=context)
    async with hanging as server, tunnel(OPENED, server.port) as (proxy, _):
        monkeypatch.setenv("HTTPS_PROXY", proxy)
        async with client_for(BASE, deadlines={"purchasePlan": 1.0}) as client:
            with pytest.raises(errors.TimedOut) as caught:
                await client.purchase_plan(CHILD, PLAN, email=EMAIL)
        assert len(server.requests) == 1
    assert caught.value.sent is Sent.MAYBE


async def test_loopback_never_goes_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    async with faulty(json_reply(200, {})) as server, tunnel(OPENED, None) as (proxy, asked):
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy)
        async with client_for(server.url) as client:
            await client.start_onboarding(CHILD)
        assert (len(server.requests), asked) == (1, [])


@pytest.mark.parametrize("exceptions", [".invalid", "nobody.invalid", "else.example, nobody.invalid:8443", "*"])
async def test_a_host_named_as_an_exception_does_not_go_through_the_proxy(
    exceptions: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with tunnel(OPENED, None) as (proxy, asked):
        monkeypatch.setenv("HTTPS_PROXY", proxy)
        monkeypatch.setenv("NO_PROXY", exceptions)
        async with client_for("https://nobody.invalid:8443") as client:
            with pytest.raises(errors.Unreachable):
                await client.start_onboarding(CHILD)
        assert asked == []


@pytest.mark.parametrize("proxy", ["socks5://user:secret@127.0.0.1:1", "gopher://x:secret@y"])
def test_a_proxy_that_cannot_be_used_is_said_without_repeating_it(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(BadEnvironmentError) as caught:
        client_for(BASE)
    assert "secret" not in str(caught.value)
    assert caught.value.__context__ is None


def test_certificates_that_are_not_there_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = tmp_path / "missing.pem"
    missing.write_text("no certificate")
    monkeypatch.setenv("SSL_CERT_FILE", str(missing))
    with pytest.raises(BadEnvironmentError, match="SSL_CERT_FILE"):
        client_for(BASE)


def test_what_is_wrong_with_the_way_in_is_a_value_error() -> None:
    assert issubclass(BadEnvironmentError, ValueError)
    with pytest.raises(BadBaseUrlError):
        client_for("http://api.archera.ai")
    with pytest.raises(BadApiKeyError):
        client_for(BASE, key="a b")
    assert issubclass(BadBaseUrlError, ValueError)
    assert issubclass(BadApiKeyError, ValueError)


def test_importing_the_package_costs_nothing() -> None:
    code = "import sys, tui.api; print(sorted({'httpx', 'pydantic', 'ssl', 'rich'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
