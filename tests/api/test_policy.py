"""A read-only client sends reads, and nothing else can leave it."""

from __future__ import annotations

import inspect

import pytest
from support.api_client import CALLS, client_for
from support.faulty_server import faulty, json_reply

from tui.api.client import Client
from tui.api.errors import ReadOnlyRefused
from tui.api.operations import OPERATIONS, Effect
from tui.api.policy import READS_AND_WRITES, READS_ONLY
from tui.domain.faults import Sent

LISTS = {"listChildOrgs", "verifyAws", "verifyAzure"}


@pytest.mark.parametrize("operation_id", sorted(OPERATIONS))
async def test_a_read_only_client_lets_reads_alone_pass(operation_id: str) -> None:
    async with faulty(json_reply(200, [] if operation_id in LISTS else {})) as server:
        async with client_for(server.url, policy=READS_ONLY) as client:
            if OPERATIONS[operation_id].effect is Effect.READ:
                await CALLS[operation_id](client)
                assert len(server.requests) == 1
                return
            with pytest.raises(ReadOnlyRefused) as caught:
                await CALLS[operation_id](client)
        assert (server.connections, server.requests) == (0, [])
    assert (caught.value.sent, caught.value.operation) == (Sent.NOT_SENT, operation_id)


@pytest.mark.parametrize("operation_id", sorted(OPERATIONS))
async def test_a_client_that_may_write_lets_everything_pass(operation_id: str) -> None:
    async with faulty(json_reply(200, [] if operation_id in LISTS else {})) as server:
        async with client_for(server.url, policy=READS_AND_WRITES) as client:
            await CALLS[operation_id](client)
        assert len(server.requests) == 1


def test_a_client_is_read_only_unless_told_otherwise() -> None:
    assert inspect.signature(Client).parameters["policy"].default is READS_ONLY
