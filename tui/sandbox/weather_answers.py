"""Answers that are not the API's own: throttling, gateways, garbage, silence, a cut connection."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from json import dumps
from math import ceil
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from tui.sandbox.envelopes import json_answer, unacceptable
from tui.sandbox.moments import stamp
from tui.sandbox.refusals import UnacceptableError
from tui.sandbox.scenario import Body, Failure, Storm

if TYPE_CHECKING:
    from starlette.types import Receive, Scope

CUT = "sandbox.cut"
"""The ASGI extension by which a server lets an application cut the connection: a function without arguments."""

_API_STATUSES = frozenset({400, 401, 403, 404, 405, 409, 500})
_GARBAGE = b'{"org_id": "7f3a\x00\xff\xfe<'


async def vanish(receive: Receive) -> None:
    """Never answer: this ends when the caller has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def cut(scope: Scope, receive: Receive) -> None:
    """End the connection without an answer; where there is none to end, raise ConnectionResetError."""
    end = scope.get("extensions", {}).get(CUT)
    if end is None:
        raise ConnectionResetError("the sandbox cut the connection")
    end()
    await vanish(receive)


def throttled(storm: Storm, at: float) -> Response:
    """429 at a moment (epoch seconds)."""
    answer = unacceptable(UnacceptableError(429, _phrase(429)))
    if storm.retry_after is not None:
        # A date has whole seconds: rounded up, so that nobody is invited too early.
        then = format_datetime(datetime.fromtimestamp(ceil(at + storm.retry_after), UTC), usegmt=True)
        answer.headers["Retry-After"] = then if storm.as_date else f"{ceil(storm.retry_after)}"
    return answer


def page(status: int) -> Response:
    """What a gateway says by itself."""
    title = f"{status} {_phrase(status)}"
    return HTMLResponse(
        f"<html><head><title>{title}</title></head><body><center><h1>{title}</h1></center></body></html>", status
    )


def failed(failure: Failure, at: float, url: str) -> Response:
    """A failure at a moment (epoch seconds) of the path `url`."""
    status = failure.status
    match failure.body:
        case Body.CONTRACT if status not in _API_STATUSES:
            return unacceptable(UnacceptableError(status, _phrase(status)))
        case Body.ERROR:
            return unacceptable(UnacceptableError(status, _phrase(status)))
        case Body.CONTRACT | Body.API:
            return json_answer(
                {
                    "message": f"{_phrase(status)}.",
                    "timestamp": stamp(at),
                    "type": _phrase(status).replace(" ", ""),
                    "code": str(status),
                    "url": url,
                },
                status,
            )
        case Body.ONE_KEY:
            return Response(dumps({"message": _phrase(status)}), status, media_type="application/json")
        case Body.HTML:
            return page(status)
        case Body.EMPTY:
            return Response(status_code=status)
        case Body.GARBAGE:
            return Response(_GARBAGE, status, media_type="application/json")


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else "Error"
