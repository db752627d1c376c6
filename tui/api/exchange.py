"""One request and its answer, with an exact account of how far the request got."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tui.api import errors
from tui.api.body import BadBodyError, read_body
from tui.api.classify import of_exception, of_status
from tui.api.envelopes import Explanation, explain
from tui.api.errors import ApiError, Envelope
from tui.api.retry import retry_after
from tui.api.transport import CONNECTED, SENDING
from tui.domain.faults import Sent
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

    from tui.api.operations import Operation

ERROR_BODY_CAP = 256 * 1024
_LONGEST_LOCATION = 300


@dataclass(slots=True)
class Progress:
    """How far a request got. `status` is there once the head of the answer has come."""

    begun: bool = False
    status: int | None = None
    _connection: Any = None

    def restart(self) -> None:
        """Forget the request before: a new one is about to be made."""
        self.begun, self.status, self._connection = False, None, None

    async def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Take note of what the transport announces; a proxy's CONNECT is not the request."""
        if event.endswith(CONNECTED):
            self._connection = info.get("return_value")
        elif event.endswith(SENDING) and getattr(info.get("request"), "method", b"") != b"CONNECT":
            self.begun = True

    async def abandon(self) -> None:
        """Close a connection given up during its TLS handshake, which httpcore leaves open when cancelled."""
        if self._connection is not None and not self.begun:
            with contextlib.suppress(Exception):
                await self._connection.aclose()

    @property
    def sent(self) -> Sent:
        """Not sent until the first byte of the request may have left."""
        return Sent.MAYBE if self.begun else Sent.NOT_SENT


@dataclass(frozen=True, slots=True)
class Answered:
    """A whole answer with a 2xx status; `body` is unpacked."""

    status: int
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What judging an answer needs: the operation, how to take the key out of a text, and the time."""

    operation: Operation
    scrub: Callable[[str], str]
    now: Callable[[], float]


async def exchange(
    transport: httpx.AsyncBaseTransport, request: httpx.Request, progress: Progress, about: Circumstances
) -> Answered:
    """Send one request and read its answer. Raises `ApiError`; nothing raised here leads back to the request."""
    progress.restart()
    request.extensions["trace"] = progress.trace
    try:
        return await _exchange(transport, request, progress, about)
    except ApiError:
        raise
    except asyncio.CancelledError:
        await progress.abandon()
        raise
    except Exception as caught:  # noqa: BLE001 - whatever it is, a write must be accounted for
        error = of_exception(caught, operation=about.operation.id, sent=progress.sent, status=progress.status)
    # Raised out here, the error has no context: the library's exception holds the request and its headers.
    raise error


async def _exchange(
    transport: httpx.AsyncBaseTransport, request: httpx.Request, progress: Progress, about: Circumstances
) -> Answered:
    response = await transport.handle_async_request(request)
    response.request = request
    progress.status = response.status_code
    try:
        if response.is_success:
            return await _success(response, about)
        if response.status_code < 400:  # noqa: PLR2004 - the first of the error statuses
            raise _redirected(response, about)
        raise await _refusal(response, about)
    finally:
        # A connection that fails to close must not cost an answer that is here.
        with contextlib.suppress(Exception):
            await response.aclose()


async def _success(response: httpx.Response, about: Circumstances) -> Answered:
    try:
        return Answered(response.status_code, await read_body(response, about.operation.body_cap))
    except BadBodyError as bad:
        reason = str(bad)
    raise errors.Unreadable(
        f"the answer cannot be used: {reason}",
        operation=about.operation.id,
        sent=Sent.ANSWERED,
        status=response.status_code,
    )


def _redirected(response: httpx.Response, about: Circumstances) -> ApiError:
    location = about.scrub(response.headers.get("location", ""))
    return errors.Redirected(
        f"the server answered with status {response.status_code}, which is not followed",
        operation=about.operation.id,
        sent=Sent.ANSWERED,
        status=response.status_code,
        words=clean(location, _LONGEST_LOCATION),
    )


async def _refusal(response: httpx.Response, about: Circumstances) -> ApiError:
    explanation = await _explanation(response, about)
    found, summary = of_status(response.status_code)
    return found(
        summary,
        operation=about.operation.id,
        sent=Sent.ANSWERED,
        status=response.status_code,
        words=explanation.words,
        fields=explanation.fields,
        retry_after=retry_after(response.headers, about.now()),
        envelope=explanation.envelope,
    )


async def _explanation(response: httpx.Response, about: Circumstances) -> Explanation:
    try:
        return explain(await read_body(response, ERROR_BODY_CAP), about.scrub)
    except BadBodyError:
        return Explanation(Envelope.GATEWAY)
