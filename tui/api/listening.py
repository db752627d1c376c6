"""A wire that tells what an answer says besides its body: the server's clock, how the connection is protected."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.api.address import BaseUrl
    from tui.api.transport import Wire


@dataclass(frozen=True, slots=True)
class Heard:
    """What came with an answer, of whatever status.

    `served_at` is the server's clock (`Date`, epoch seconds, to the second), `tls` the version of TLS, empty without,
    `trusted_until` when the server's certificate ends (epoch seconds). None: not told.
    """

    served_at: float | None = None
    tls: str = ""
    trusted_until: float | None = None


def listening(wire: Wire, hear: Callable[[Heard], object]) -> Wire:
    """The same wire; `hear` is told of every answer as soon as its head has come."""
    return _Listening(wire, hear)


class _Listening:
    def __init__(self, wire: Wire, hear: Callable[[Heard], object]) -> None:
        self._wire = wire
        self._hear = hear

    def shared(self, base: BaseUrl) -> httpx.AsyncBaseTransport:
        return _Ear(self._wire.shared(base), self._hear)

    def fresh(self, base: BaseUrl) -> httpx.AsyncBaseTransport:
        return _Ear(self._wire.fresh(base), self._hear)


class _Ear(httpx.AsyncBaseTransport):
    def __init__(self, inner: httpx.AsyncBaseTransport, hear: Callable[[Heard], object]) -> None:
        self._inner = inner
        self._hear = hear

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._inner.handle_async_request(request)
        stream = response.extensions.get("network_stream")
        protection = stream.get_extra_info("ssl_object") if stream is not None else None
        self._hear(Heard(_served_at(response), *_protection(protection)))
        return response

    async def aclose(self) -> None:
        await self._inner.aclose()


def _served_at(response: httpx.Response) -> float | None:
    try:
        return parsedate_to_datetime(response.headers["date"]).timestamp()
    except (KeyError, ValueError, TypeError, IndexError, OverflowError):
        return None


def _protection(protection: Any) -> tuple[str, float | None]:
    if protection is None:
        return "", None
    ends = (protection.getpeercert() or {}).get("notAfter")
    return protection.version() or "", ssl.cert_time_to_seconds(ends) if ends else None
