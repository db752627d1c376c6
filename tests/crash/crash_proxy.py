"""What stands between one program and the sandbox: passes reads on, and does to the purchase what the story says."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from crash.crash_trouble import Killing, Part, Way

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from random import Random

_LATE = 0.8
_ERROR = {"type": "error", "timestamp": "2026-11-18T00:00:00Z"}
_FRESH_READING = 2


def _answer(status: int, body: bytes, kind: str = "application/json", more: str = "") -> bytes:
    head = f"HTTP/1.1 {status} x\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{more}"
    return head.encode() + b"\r\n" + body


def _api(status: int, message: str, more: str = "") -> bytes:
    return _answer(status, json.dumps({"message": message, **_ERROR}).encode(), more=more)


_PAGE = b"<html><body>gateway</body></html>"
_INSTEAD = {
    Way.PAGE_502: _answer(502, _PAGE, "text/html"),
    Way.PAGE_403: _answer(403, _PAGE, "text/html"),
    Way.LOST_502: _answer(502, _PAGE, "text/html"),
    Way.CONFLICT: _api(409, "This plan has already been purchased."),
    Way.REDIRECT: _answer(307, b"", more="Location: https://elsewhere.example/\r\n"),
    Way.OTHER_PLAN: _answer(200, json.dumps({"id": "another-plan", "status": "scheduled"}).encode()),
    Way.FORBIDDEN: _api(403, "This key may not execute plans."),
    Way.TOO_MANY: _api(429, "Too many requests.", "Retry-After: 1\r\n"),
}
_NEVER_ARRIVES = {
    Way.LOST, Way.LOST_SILENTLY, Way.LOST_502, Way.REDIRECT, Way.OTHER_PLAN, Way.FORBIDDEN, Way.TOO_MANY,
}  # fmt: skip


class CutError(Exception):
    """The connection to the program breaks here."""


class Proxy:
    """Listens for one program. `kill` ends it at once; `leaving` is called as the first byte of a purchase is seen.

    `purchases` counts requests to buy of which at least the head came.
    """

    def __init__(
        self,
        server: tuple[str, int],
        part: Part,
        chance: Random,
        *,
        kill: Callable[[], Awaitable[None]],
        leaving: Callable[[], None],
        tell: Callable[[str], None],
    ) -> None:
        self._server_at = server
        self._part = part
        self._chance = chance
        self._kill = kill
        self._leaving = leaving
        self._tell = tell
        self._listening: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._plan_reads = 0
        self.purchases = 0

    async def open(self) -> int:
        """Listen; the port."""
        self._listening = await asyncio.start_server(self._accepted, "127.0.0.1", 0)
        port: int = self._listening.sockets[0].getsockname()[1]
        return port

    async def close(self) -> None:
        """Let what is on its way arrive, then end."""
        if self._listening is not None:
            self._listening.close()
        for task in self._tasks:
            if task.get_name() != "delivers":
                task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            if head.startswith(b"POST"):
                await self._purchase(head, reader, writer)
            else:
                await self._read(head, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        except CutError:
            plain = writer.get_extra_info("socket")
            with suppress(OSError):
                plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            writer.close()

    async def _read(self, head: bytes, writer: asyncio.StreamWriter) -> None:
        if b"/recommended" in head.split(b"\r\n", 1)[0]:
            if self._chance.random() < self._part.reads_fail:
                self._tell("a reading of the plan fails")
                raise CutError
            self._plan_reads += 1
            if self._part.way is Way.REFUSED and self._plan_reads == _FRESH_READING and self._listening:
                # The request that follows this reading finds nobody.
                self._listening.close()
        writer.write(await self._forward(head))
        await writer.drain()

    async def _purchase(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.purchases += 1
        self._tell("a purchase request leaves the program")
        self._leaving()
        way, killing = self._part.way, self._part.killing
        if killing is Killing.AT_HEAD:
            await self._kill()
        if way is Way.CUT_AT_HEAD:
            raise CutError
        request = head + await reader.readexactly(_length(head))
        if killing is Killing.BEFORE_ARRIVAL:
            await self._kill()
        if way is Way.HALF_ARRIVES:
            await self._half_arrives(request)
            raise CutError
        if way is Way.LATE:
            task = asyncio.create_task(self._arrive_late(request), name="delivers")
            self._tasks.add(task)
            raise CutError
        # Cut off in the middle of it, what was sent still arrives.
        answer = b"" if way in _NEVER_ARRIVES else await asyncio.shield(self._deliver(request))
        if killing is Killing.AFTER_COMMIT:
            await self._kill()
        await self._reply(_INSTEAD.get(way, answer), writer)

    async def _reply(self, answer: bytes, writer: asyncio.StreamWriter) -> None:
        way = self._part.way
        if way in (Way.LOST_SILENTLY, Way.SILENT_AFTER_COMMIT):
            await asyncio.Event().wait()
        if way in (Way.LOST, Way.CUT_AFTER_COMMIT):
            raise CutError
        half = answer[: len(answer) // 2]
        if way is Way.HALF_ANSWER or self._part.killing is Killing.HALF_ANSWER:
            writer.write(half)
            await writer.drain()
            await asyncio.sleep(0.05)
            if self._part.killing is Killing.HALF_ANSWER:
                await self._kill()
            raise CutError
        writer.write(answer)
        await writer.drain()

    def _deliver(self, request: bytes) -> asyncio.Task[bytes]:
        async def arrive() -> bytes:
            self._tell("it arrives")
            answer = await self._forward(request)
            self._tell(f"the server answers {answer[9:12].decode()}")
            return answer

        task = asyncio.create_task(arrive(), name="delivers")
        self._tasks.add(task)
        return task

    async def _arrive_late(self, request: bytes) -> None:
        await asyncio.sleep(_LATE)
        await self._deliver(request)

    async def _half_arrives(self, request: bytes) -> None:
        _, to_server = await asyncio.open_connection(*self._server_at)
        to_server.write(request[: len(request) - 10])
        await to_server.drain()
        await asyncio.sleep(0.05)
        to_server.transport.abort()

    async def _forward(self, request: bytes) -> bytes:
        """Pass a request on over a connection of its own; the whole answer."""
        reader, writer = await asyncio.open_connection(*self._server_at)
        try:
            head, _, body = request.partition(b"\r\n\r\n")
            lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
            writer.write(b"\r\n".join((*lines, b"Connection: close")) + b"\r\n\r\n" + body)
            await writer.drain()
            return await reader.read()
        finally:
            writer.close()


def _length(head: bytes) -> int:
    named = (line.split(b":", 1) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return next((int(value) for _, value in named), 0)
