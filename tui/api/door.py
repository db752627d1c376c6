"""The one door through which requests leave: policy, deadline, retries, connections, the key."""

from __future__ import annotations

import asyncio
import contextlib
from types import MappingProxyType
from typing import TYPE_CHECKING

import httpx

from tui import __version__
from tui.api.address import parse_base_url
from tui.api.errors import ApiError, TimedOut, Unsendable
from tui.api.exchange import Answered, Circumstances, Progress, exchange
from tui.api.operations import BadPathError, Effect
from tui.api.retry import Retry, never
from tui.api.secret import ApiKey
from tui.domain.faults import Sent

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from tui.api.operations import Operation
    from tui.api.policy import Policy
    from tui.api.transport import Wire
    from tui.domain.clock import Clock

CONNECT_SECONDS = 10.0
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Door:
    """Sends requests to one host with one key.

    A read is tried again as `retry` says, anything else goes out once. What must not happen twice leaves on a
    fresh connection: a kept one may have died unseen, and then nobody knows whether the request arrived.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        wire: Wire,
        policy: Policy,
        retry: Retry,
        clock: Clock,
        deadlines: Mapping[str, float],
        connect_seconds: float,
    ) -> None:
        self.base = parse_base_url(base_url)
        self._key = ApiKey(api_key)
        self._wire = wire
        self._policy = policy
        self._clock = clock
        self._deadlines = deadlines
        self._timeout = httpx.Timeout(None, connect=connect_seconds).as_dict()
        self._shared = wire.shared(self.base)
        self._retries = {Effect.READ: retry, Effect.REPEATABLE: never(), Effect.ONCE: never()}
        self._connections = {
            Effect.READ: self._kept,
            Effect.REPEATABLE: self._kept,
            Effect.ONCE: self._fresh,
        }
        self._closed = False

    def __repr__(self) -> str:
        return f"Door({self.base.host})"

    async def send(
        self,
        operation: Operation,
        ids: Mapping[str, str],
        *,
        query: Mapping[str, str] = _NOTHING,
        body: bytes | None = None,
    ) -> Answered:
        """Carry out one call within its deadline. Raises `ApiError`."""
        self._policy.admit(operation)
        request = self._request(operation, ids, query, body)
        progress = Progress()
        deadline = self._deadlines.get(operation.id, operation.deadline)
        try:
            async with asyncio.timeout(deadline) as scope:
                return await self._attempts(operation, request, progress, scope)
        except TimeoutError:
            pass
        raise TimedOut(
            f"no answer within {deadline:g} s",
            operation=operation.id,
            sent=progress.sent,
            status=progress.status,
        )

    async def aclose(self) -> None:
        """Close the kept connections; nothing can be sent afterwards."""
        self._closed = True
        await self._shared.aclose()

    def scrub(self, text: str) -> str:
        """Take the key out of a text."""
        return self._key.scrub(text)

    async def _attempts(
        self, operation: Operation, request: httpx.Request, progress: Progress, scope: asyncio.Timeout
    ) -> Answered:
        retry = self._retries[operation.effect]
        about = Circumstances(operation, self._key.scrub, self._clock.now)
        tried = 0
        while True:
            tried += 1
            try:
                async with self._connections[operation.effect]() as transport:
                    return await exchange(transport, request, progress, about)
            except ApiError as error:
                pause = retry.pause(error, tried, _left(scope))
                if pause is None:
                    raise
            await self._clock.sleep(pause)

    def _request(
        self, operation: Operation, ids: Mapping[str, str], query: Mapping[str, str], body: bytes | None
    ) -> httpx.Request:
        if self._closed:
            raise Unsendable("the client is closed", operation=operation.id, sent=Sent.NOT_SENT)
        try:
            url = httpx.URL(self.base.text + operation.target(ids, query))
        except BadPathError as bad:
            reason = str(bad)
        except httpx.InvalidURL:
            reason = "an id is too long"
        else:
            return httpx.Request(
                operation.method,
                url,
                headers=self._headers(body),
                content=body,
                extensions={"timeout": self._timeout},
            )
        raise Unsendable(f"the request cannot be made: {reason}", operation=operation.id, sent=Sent.NOT_SENT)

    def _headers(self, body: bytes | None) -> dict[str, str]:
        headers = {
            "x-api-key": self._key.reveal(),
            "User-Agent": f"archera-tui/{__version__}",
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
        }
        return headers if body is None else headers | {"Content-Type": "application/json"}

    @contextlib.asynccontextmanager
    async def _kept(self) -> AsyncIterator[httpx.AsyncBaseTransport]:
        yield self._shared

    @contextlib.asynccontextmanager
    async def _fresh(self) -> AsyncIterator[httpx.AsyncBaseTransport]:
        transport = self._wire.fresh(self.base)
        try:
            yield transport
        finally:
            # A connection that fails to close must not cost an answer that is here.
            with contextlib.suppress(Exception):
                await transport.aclose()


def _left(scope: asyncio.Timeout) -> float:
    when = scope.when()
    return float("inf") if when is None else when - asyncio.get_running_loop().time()
