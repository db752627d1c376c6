"""What happened, as an error: from an HTTP status, or from an exception of the HTTP library."""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING

import httpx

from tui.api import errors
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.domain.faults import Sent

_BY_STATUS: dict[int, tuple[type[errors.ApiError], str]] = {
    400: (errors.Invalid, "the server refuses the request"),
    401: (errors.Unauthorized, "the API key is not accepted"),
    403: (errors.Forbidden, "the API key may not do this"),
    404: (errors.NotFound, "not found"),
    405: (errors.Withdrawn, "the call is not offered"),
    409: (errors.Conflict, "the present state does not allow it"),
    410: (errors.Withdrawn, "the call is no longer offered"),
    422: (errors.Invalid, "the server refuses the request"),
    429: (errors.Throttled, "too many requests"),
}
_LOWEST_FAULT, _HIGHEST_FAULT = 500, 599
_LONGEST_REASON = 200


def of_status(status: int) -> tuple[type[errors.ApiError], str]:
    """The class and the summary for an error status."""
    if _LOWEST_FAULT <= status <= _HIGHEST_FAULT:
        return errors.ServerFault, f"the server failed ({status})"
    found, summary = _BY_STATUS.get(status, (errors.UnexpectedStatus, "unexpected status"))
    return found, f"{summary} ({status})"


def of_exception(caught: Exception, *, operation: str, sent: Sent, status: int | None) -> errors.ApiError:
    """The error for what the HTTP library raised; the exception itself is not kept, it holds the request."""
    found, summary = _kind(caught)
    return found(summary, operation=operation, sent=sent, status=status)


def _kind(caught: Exception) -> tuple[type[errors.ApiError], str]:
    match caught:
        case httpx.ConnectTimeout():
            return errors.TimedOut, "no connection in time"
        case httpx.PoolTimeout():
            return errors.TimedOut, "no free connection in time"
        case httpx.TimeoutException():
            return errors.TimedOut, "no answer in time"
        case httpx.ProxyError():
            return errors.Unreachable, f"the proxy refuses to connect ({_reason(caught)})"
        case httpx.ConnectError():
            return _connection(caught)
        case httpx.LocalProtocolError():
            # Its text quotes the offending header, which may be the key.
            return errors.Interrupted, "the request broke a rule of HTTP"
        case httpx.RemoteProtocolError():
            # Its text quotes what the server sent, whatever that is.
            return errors.Interrupted, "the answer broke off or broke a rule of HTTP"
        case httpx.TransportError() | OSError():
            return errors.Interrupted, "the connection broke"
        case _:
            return errors.Interrupted, f"the call failed ({type(caught).__name__})"


def _connection(caught: httpx.ConnectError) -> tuple[type[errors.ApiError], str]:
    for cause in _causes(caught):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (
                errors.Untrusted,
                f"the certificate is not valid: {clean(cause.verify_message, _LONGEST_REASON)}",
            )
        if isinstance(cause, ssl.SSLError):
            return errors.Untrusted, f"no TLS connection: {clean(cause.reason, _LONGEST_REASON)}"
        if isinstance(cause, socket.gaierror):
            return errors.Unreachable, "the host name is not found"
        if isinstance(cause, ConnectionRefusedError):
            return errors.Unreachable, "connection refused"
    return errors.Unreachable, f"no connection ({_reason(caught)})"


def _causes(caught: BaseException) -> Iterator[BaseException]:
    """The exception and everything it came from, groups included."""
    waiting: list[BaseException | None] = [caught]
    seen: set[int] = set()
    while waiting:
        at = waiting.pop()
        if at is None or id(at) in seen:
            continue
        seen.add(id(at))
        yield at
        waiting += [at.__cause__, at.__context__]
        if isinstance(at, BaseExceptionGroup):
            waiting += at.exceptions


def _reason(caught: Exception) -> str:
    return clean(str(caught), _LONGEST_REASON)
