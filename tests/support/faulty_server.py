"""A scripted HTTP server on loopback that answers in raw bytes, or breaks, exactly as told."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import struct
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from typing import Self

_DRIP_SECONDS = 0.01


class Then(Enum):
    """What becomes of the connection after the bytes of a reply."""

    KEEP = auto()
    CLOSE = auto()
    RESET = auto()
    HANG = auto()
    DRIP = auto()


@dataclass(frozen=True, slots=True)
class Reply:
    """Raw bytes for one request, and what then."""

    data: bytes = b""
    then: Then = Then.KEEP


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it came; header names in lower case, `connection` counts from 1."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    connection: int

    @property
    def json(self) -> object:
        return json.loads(self.body)


def reply(status: int, body: bytes = b"", *headers: str, then: Then = Then.KEEP) -> Reply:
    """A well-formed answer."""
    head = (f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}", *headers)
    return Reply("\r\n".join(head).encode() + b"\r\n\r\n" + body, then)


def json_reply(status: int, document: object, *headers: str) -> Reply:
    """A well-formed answer in JSON."""
    return reply(status, json.dumps(document).encode(), "Content-Type: application/json", *headers)


def chunked(status: int, *pieces: bytes, then: Then = Then.KEEP) -> Reply:
    """An answer of unannounced length; without a last empty piece when the connection does not stay."""
    head = f"HTTP/1.1 {status} Whatever\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
    return Reply(head + body + (b"0\r\n\r\n" if then is Then.KEEP else b""), then)


@dataclass(slots=True)
class FaultyServer:
    """Answers request after request with the replies in turn, the last one for ever.

    `connections` counts accepted ones. With `deaf`, a connection is accepted and nothing is ever read from it;
    with `tls`, everything is encrypted.
    """

    script: tuple[Reply, ...]
    tls: ssl.SSLContext | None = None
    deaf: bool = False
    requests: list[Seen] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accepted, "127.0.0.1", 0, ssl=self.tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_exc: object) -> None:
        self._over.set()
        if self._server:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def seen(self, count: int) -> None:
        """Wait until this many requests have come."""
        async with self.arrived:
            await self.arrived.wait_for(lambda: len(self.requests) >= count)

    async def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task:
            self._tasks.add(task)
        self.connections += 1
        number = self.connections
        try:
            if self.deaf:
                await self._over.wait()
            while await self._one(reader, writer, number):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = head[0].split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        self.requests.append(Seen(method, target, headers, body, number))
        async with self.arrived:
            self.arrived.notify_all()
        answer = self.script[min(len(self.requests), len(self.script)) - 1]
        writer.write(answer.data)
        await writer.drain()
        return await self._then(answer.then, writer)

    async def _then(self, then: Then, writer: asyncio.StreamWriter) -> bool:
        match then:
            case Then.RESET:
                plain = writer.get_extra_info("socket")
                plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                writer.transport.abort()
            case Then.HANG:
                await self._over.wait()
            case Then.DRIP:
                while not self._over.is_set():
                    writer.write(b" ")
                    await writer.drain()
                    await asyncio.sleep(_DRIP_SECONDS)
            case Then.KEEP | Then.CLOSE:
                pass
        return then is Then.KEEP


def faulty(*script: Reply, tls: ssl.SSLContext | None = None) -> FaultyServer:
    """A server that answers with these replies; use it with `async with`."""
    return FaultyServer(script, tls)


def deaf() -> FaultyServer:
    """A server that accepts connections and never reads or says a word."""
    return FaultyServer((), deaf=True)


@contextlib.contextmanager
def nobody_there() -> Iterator[str]:
    """The URL of a port that refuses connections."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
