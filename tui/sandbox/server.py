"""An application on a socket: uvicorn, with connections that can be cut and a door that can be shut."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from tui.sandbox.weather_answers import CUT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.types import ASGIApp, Receive, Scope, Send

DEFAULT_HOST = "127.0.0.1"
_BACKLOG = 2048
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class SandboxServer:
    """An application on a socket of its own. The socket listens once this exists; `run` answers until `stop`.

    Port 0 takes a free one. While `is_open` says no, nobody listens and connections are refused. Raises OSError when
    the address can't be had.
    """

    def __init__(
        self, app: ASGIApp, host: str = DEFAULT_HOST, port: int = 0, *, is_open: Callable[[], bool] = lambda: True
    ) -> None:
        self._socket = _listening(host, port)
        name, number = self._socket.getsockname()[:2]
        self._address = f"http://[{name}]:{number}" if ":" in host else f"http://{name}:{number}"
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="critical",
            access_log=False,
            lifespan="off",
            ws="none",
            http=_Protocol,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = _Server(config, is_open, partial(_listening, name, number))

    @property
    def address(self) -> str:
        """The base URL, with the real port."""
        return self._address

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Answer until told to stop; SIGINT and SIGTERM tell so too when this is the main thread.

        `ready` is called once signals are heeded and requests wait their turn.
        """
        try:
            with self._stopped_by_signals():
                ready()
                self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()

    def stop(self) -> None:
        """Finish what is being answered and return from `run`; from any thread."""
        self._server.should_exit = True

    @contextmanager
    def _stopped_by_signals(self) -> Iterator[None]:
        """Uvicorn raises the signal again when it is done; here that must not end the program."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, lambda *_: self.stop()) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    # Connections inherit it. Without it the second part of every answer waits 40 ms for the first to be confirmed;
    # asyncio sees to that only for sockets it made itself.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


class _Protocol(H11Protocol):
    """A connection that its application may cut."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Offer every request the way to end this connection at once."""
        super().connection_made(transport)
        inner: Any = self.app

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            scope.setdefault("extensions", {})[CUT] = transport.abort
            await inner(scope, receive, send)

        self.app = app


class _Server(uvicorn.Server):
    """A server whose door is looked after ten times a second."""

    def __init__(
        self, config: uvicorn.Config, is_open: Callable[[], bool], listen: Callable[[], socket.socket]
    ) -> None:
        super().__init__(config)
        self._is_open = is_open
        self._listen = listen

    async def on_tick(self, counter: int) -> bool:
        """Shut the door or open it again, then do what uvicorn does."""
        is_open = self._is_open()
        if self.servers and not is_open:
            self._shut()
        elif is_open and not self.servers:
            # Somebody else may have taken the port meanwhile: the next tick tries again.
            with suppress(OSError):
                await self._reopen()
        return await super().on_tick(counter)

    def _shut(self) -> None:
        """Stop listening and end every connection."""
        for server in self.servers:
            server.close()
        self.servers = []
        for connection in list(self.server_state.connections):
            connection.transport.abort()

    async def _reopen(self) -> None:
        loop = asyncio.get_running_loop()
        protocol = partial(_Protocol, self.config, self.server_state, self.lifespan.state)
        self.servers = [await loop.create_server(protocol, sock=self._listen(), backlog=_BACKLOG)]
