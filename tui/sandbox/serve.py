"""The sandbox as a program of its own: uvicorn on a loopback address, until it is interrupted."""

from __future__ import annotations

import signal
import socket
import sys
import threading
import time
from contextlib import contextmanager
from ipaddress import ip_address
from typing import TYPE_CHECKING

import uvicorn

from tui.sandbox.app import DEFAULT_KEY, create_app
from tui.sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.types import ASGIApp

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8765
_LAST_PORT = 65535
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class SandboxServer:
    """An application on a socket of its own. The socket listens once this exists; `run` answers until `stop`.

    Port 0 takes a free one. Raises OSError when the address can't be had.
    """

    def __init__(self, app: ASGIApp, host: str = DEFAULT_HOST, port: int = 0) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, port), family=family, backlog=2048)
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="critical",
            access_log=False,
            lifespan="off",
            ws="none",
            http="h11",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)

    @property
    def address(self) -> str:
        """The base URL, with the real port."""
        host, port = self._socket.getsockname()[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

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


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the host."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def banner(address: str, api_key: str, world: World) -> str:
    """What the standalone sandbox prints: where it is, its key, whose partner id to use."""
    return (
        f"{world.partner_name}: {len(world.orgs)} invented customers, nothing here costs money\n"
        f"  address  {address}\n"
        f"  key      {api_key}\n"
        f"  partner  {world.partner_id}\n"
        "Ctrl-C stops it.\n"
    )


def main_serve(
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    orgs: int = 142,
    seed: int = 1,
    api_key: str = DEFAULT_KEY,
) -> int:
    """Serve a new world until interrupted.

    Returns the exit code: 0, 1 when the address is taken, 2 for a host that is not loopback or no port at all.
    """
    if not is_loopback(host):
        sys.stderr.write(f"sandbox: {host} is not a loopback address; use 127.0.0.1, ::1 or localhost\n")
        return 2
    if not 0 <= port <= _LAST_PORT:
        sys.stderr.write(f"sandbox: {port} is not a port; use 0 to {_LAST_PORT}\n")
        return 2
    world = World(seed, orgs, born=time.time())
    try:
        server = SandboxServer(create_app(world, api_key=api_key, clock=time.time), host, port)
    except OSError as error:
        sys.stderr.write(f"sandbox: can't listen on {host} port {port}: {error.strerror}\n")
        return 1
    server.run(ready=lambda: print(banner(server.address, api_key, world), end="", flush=True))  # noqa: T201
    return 0
