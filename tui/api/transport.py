"""How requests travel: over the network, or straight into an ASGI application in this process.

Proxies named by the environment (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`) are used for https hosts, since people
behind a company's proxy have no other way out; the request goes through a TLS tunnel, so that the proxy never
sees the key, and a tunnel that fails counts as not sent. Loopback never goes through a proxy. `SSL_CERT_FILE`
and `SSL_CERT_DIR` are honoured.
"""

from __future__ import annotations

import logging
import ssl
import urllib.request
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any, Protocol

import httpx

from tui.api.lanes import Lanes

if TYPE_CHECKING:
    from tui.api.address import BaseUrl

# At these levels they would log every URL; httpcore would log headers as well.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)

CONNECTIONS = 16
"""Never more to one host at a time."""

_KEPT_SECONDS = 30.0
_KEPT = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=_KEPT_SECONDS)
_SINGLE = httpx.Limits(max_connections=1, max_keepalive_connections=0)

Message = MutableMapping[str, Any]
AsgiApp = Callable[[Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]]

CONNECTED = "connect_tcp.complete"
"""How the name of the trace event ends that brings a connection just made."""

SENDING = "send_request_headers.started"
"""How the name of the trace event ends that comes right before the first byte of a request."""


class BadEnvironmentError(ValueError):
    """A proxy or certificate file named by the environment cannot be used.

    The message does not repeat what the environment says: a proxy's URL may hold a password.
    """


class Wire(Protocol):
    """Opens transports to a host."""

    def shared(self, base: BaseUrl) -> httpx.AsyncBaseTransport:
        """Open a transport that keeps connections for the next requests, at most `CONNECTIONS`.

        Raises `BadEnvironmentError`.
        """
        ...

    def fresh(self, base: BaseUrl) -> httpx.AsyncBaseTransport:
        """Open a transport with one connection of its own, for one request."""
        ...


def over_network() -> Wire:
    """The real thing."""
    return _Network()


def in_process(app: AsgiApp, is_open: Callable[[], bool] = lambda: True) -> Wire:
    """Straight into an ASGI application; any base URL that is allowed will do, no connection is made.

    While `is_open` says no, connections are refused. An OSError of the application is a connection that broke, any
    other exception becomes 500. Streams are buffered, and only the deadline limits the time.
    """
    return _InProcess(app, is_open)


class _Network:
    def __init__(self) -> None:
        self._trust: ssl.SSLContext | None = None
        # Looked up once for each host: the last request of a run goes the same way as the first.
        self._proxies: dict[BaseUrl, str | None] = {}

    def shared(self, base: BaseUrl) -> httpx.AsyncBaseTransport:
        return Lanes(lambda: self._open(base, _KEPT), CONNECTIONS, _KEPT_SECONDS)

    def fresh(self, base: BaseUrl) -> httpx.AsyncBaseTransport:
        return self._open(base, _SINGLE)

    def _open(self, base: BaseUrl, limits: httpx.Limits) -> httpx.AsyncBaseTransport:
        if base not in self._proxies:
            self._proxies[base] = _proxy(base)
        context = self._context(base)
        try:
            return httpx.AsyncHTTPTransport(verify=context, limits=limits, proxy=self._proxies[base])
        except (ImportError, ValueError, httpx.InvalidURL):
            pass
        raise BadEnvironmentError("the proxy named by the environment cannot be used (SOCKS is not supported)")

    def _context(self, base: BaseUrl) -> ssl.SSLContext:
        if not base.is_https:
            # Nothing is encrypted on loopback; an empty context trusts nobody and costs no loading.
            return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if self._trust is None:
            self._trust = _trust()
        return self._trust


class _InProcess:
    def __init__(self, app: AsgiApp, is_open: Callable[[], bool]) -> None:
        self._app = app
        self._is_open = is_open

    def shared(self, _base: BaseUrl) -> httpx.AsyncBaseTransport:
        return _Entering(self._app, self._is_open)

    def fresh(self, _base: BaseUrl) -> httpx.AsyncBaseTransport:
        return _Entering(self._app, self._is_open)


class _Entering(httpx.AsyncBaseTransport):
    """Announces the request like a real connection does, then calls the application."""

    def __init__(self, app: AsgiApp, is_open: Callable[[], bool]) -> None:
        self._inner = httpx.ASGITransport(app=app)
        self._is_open = is_open

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not self._is_open():
            raise httpx.ConnectError("refused") from ConnectionRefusedError()
        await request.extensions["trace"](f"asgi.{SENDING}", {})
        try:
            return await self._inner.handle_async_request(request)
        except OSError:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, a server would have answered 500
            return httpx.Response(500, stream=httpx.ByteStream(b""))


def goes_through_proxy(base: BaseUrl) -> bool:
    """Whether requests to this base URL leave through a proxy that the environment names."""
    return bool(_proxy(base))


def _trust() -> ssl.SSLContext:
    try:
        return httpx.create_ssl_context()
    except OSError:
        pass
    raise BadEnvironmentError("the certificates named by SSL_CERT_FILE or SSL_CERT_DIR cannot be read")


def _proxy(base: BaseUrl) -> str | None:
    # An exception may name a port as well.
    if base.is_loopback or any(map(urllib.request.proxy_bypass, (base.hostname, base.host))):
        return None
    proxies = urllib.request.getproxies()
    proxy = proxies.get("https") or proxies.get("all")
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"
