"""Connections kept for the next requests, each in a pool of its own.

For every request httpcore looks at every connection of a pool, and for every idle one at every other and at its
socket: with sixteen of them that is more work than the request itself.
"""

from __future__ import annotations

import asyncio
import contextlib
from time import monotonic
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable


class Lanes(httpx.AsyncBaseTransport):
    """At most `most` connections, opened as they are needed; `opened` makes a transport that keeps one.

    One that nobody used for `kept` seconds is closed when the next request is sent. A request waits while all are in
    use.
    """

    def __init__(self, opened: Callable[[], httpx.AsyncBaseTransport], most: int, kept: float) -> None:
        self._opened = opened
        self._kept = kept
        self._room = asyncio.Semaphore(most)
        # Since when nobody uses it; the one used last comes last and is used next.
        self._free: list[tuple[float, httpx.AsyncBaseTransport]] = []
        self._used: set[httpx.AsyncBaseTransport] = set()
        # What cannot be opened is told at once, not with the first request.
        self._give_back(opened())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request over a free connection; it is free again when the answer is closed."""
        await self._close_stale()
        await self._room.acquire()
        try:
            lane = self._free.pop()[1] if self._free else self._opened()
            self._used.add(lane)
            try:
                response = await lane.handle_async_request(request)
            except BaseException:
                self._give_back(lane)
                raise
        except BaseException:
            self._room.release()
            raise
        stream = _Lent(response.stream, lambda: self._returned(lane))
        return httpx.Response(
            response.status_code, headers=response.headers, stream=stream, extensions=response.extensions
        )

    async def aclose(self) -> None:
        """Close every connection, also those in use."""
        lanes = [*self._used, *(lane for _, lane in self._free)]
        self._free.clear()
        for lane in lanes:
            await lane.aclose()

    def _returned(self, lane: httpx.AsyncBaseTransport) -> None:
        self._give_back(lane)
        self._room.release()

    def _give_back(self, lane: httpx.AsyncBaseTransport) -> None:
        self._used.discard(lane)
        self._free.append((monotonic(), lane))

    async def _close_stale(self) -> None:
        oldest = monotonic() - self._kept
        while self._free and self._free[0][0] < oldest:
            _, lane = self._free.pop(0)
            # A connection that fails to close must not cost a request that has nothing to do with it.
            with contextlib.suppress(Exception):
                await lane.aclose()


class _Lent(httpx.AsyncByteStream):
    """The body of an answer; `returned` is called once, when it is closed."""

    def __init__(self, body: object, returned: Callable[[], None]) -> None:
        if not isinstance(body, httpx.AsyncByteStream):
            raise TypeError("the body of an answer is read bit by bit")
        self._body = body
        self._returned: Callable[[], None] | None = returned

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._body:
            yield piece

    async def aclose(self) -> None:
        """Close the body and give the connection back, whatever becomes of it."""
        try:
            await self._body.aclose()
        finally:
            returned, self._returned = self._returned, None
            if returned is not None:
                returned()
