"""What an answer says besides its body: the server's clock, and how the connection is protected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support import certificates
from support.api_client import CHILD, client_for
from support.faulty_server import faulty, json_reply

from tui.api import errors
from tui.api.listening import Heard, listening
from tui.api.transport import over_network

if TYPE_CHECKING:
    from pathlib import Path

DATE = "Date: Wed, 18 Nov 2026 11:06:40 GMT"
SERVED_AT = 1_795_000_000.0
# 31 Dec 2119.
ENDS = 4_733_424_000.0


async def test_the_server_s_clock_and_the_end_of_its_certificate_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = certificates.server_context(tmp_path, certificates.VALID)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.write(tmp_path, certificates.VALID)))
    heard: list[Heard] = []
    wire = listening(over_network(), heard.append)
    async with faulty(json_reply(200, {}, DATE), tls=context) as server, client_for(server.url, wire=wire) as client:
        await client.start_onboarding(CHILD)
    assert heard == [Heard(SERVED_AT, "TLSv1.3", ENDS)]


async def test_a_refusal_is_heard_too_and_a_clock_that_is_none_is_not_told() -> None:
    heard: list[Heard] = []
    wire = listening(over_network(), heard.append)
    async with (
        faulty(json_reply(401, {}, DATE), json_reply(200, {}, "Date: yesterday"), json_reply(200, {})) as server,
        client_for(server.url, wire=wire) as client,
    ):
        with pytest.raises(errors.Unauthorized):
            await client.start_onboarding(CHILD)
        await client.start_onboarding(CHILD)
        await client.start_onboarding(CHILD)
    assert heard == [Heard(SERVED_AT), Heard(), Heard()]
