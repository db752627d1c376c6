"""The sandbox as an ASGI application: authentication, the way from a request to an operation, and back."""

from __future__ import annotations

import asyncio
import logging
from base64 import b64decode
from collections.abc import Awaitable, Callable
from hmac import compare_digest
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.routing import Route

from tui.sandbox.chance import dice
from tui.sandbox.checks import checked_body
from tui.sandbox.envelopes import refusal, unacceptable
from tui.sandbox.refusals import RefusedError, UnacceptableError, not_found
from tui.sandbox.routes import OPERATIONS, ChildCall, ChildOperation, Operation, PartnerCall, PartnerOperation

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    from tui.sandbox.world import World

DEFAULT_KEY = "sandbox-key"
_log = logging.getLogger(__name__)


def create_app(
    world: World,
    *,
    api_key: str = DEFAULT_KEY,
    clock: Callable[[], float],
    delay: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> Starlette:
    """The partner API over a world.

    `clock` gives epoch seconds and is read once per request, after `delay` has waited the seconds that an answer
    takes. Everything an answer says is decided at that one moment.
    """
    desk = _Desk(world, api_key, clock, delay)
    paths = dict.fromkeys(operation.path for operation in OPERATIONS)
    routes = [Route(path, _Endpoint(desk, {op.method: op for op in OPERATIONS if op.path == path})) for path in paths]

    def no_such_path(request: Request, _error: Exception) -> Response:
        return refusal(not_found("There is nothing at this path."), clock(), request.url.path)

    app = Starlette(routes=routes, exception_handlers={HTTPException: no_such_path})
    app.router.redirect_slashes = False
    return app


class _Endpoint:
    """One path; being an ASGI application it sees every method, HEAD included, which Starlette would add to GET."""

    def __init__(self, desk: _Desk, operations: dict[str, Operation]) -> None:
        self._desk = desk
        self._operations = operations

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        operation = self._operations.get(request.method)
        if operation is None:
            response = self._desk.wrong_method(request, sorted(self._operations))
        else:
            try:
                response = await self._desk.answer(request, operation)
            except ClientDisconnect:
                # Nothing was done, since the request did not arrive whole; and nobody is there to be told.
                return
        await response(scope, receive, send)


class _Desk:
    """Answers requests, one at a time once they have waited; nothing is awaited between reading and changing."""

    def __init__(
        self,
        world: World,
        api_key: str,
        clock: Callable[[], float],
        delay: Callable[[float], Awaitable[object]],
    ) -> None:
        self._world = world
        self._api_key = api_key
        self._clock = clock
        self._delay = delay
        self._latencies = dice(world.seed, "latency")

    def wrong_method(self, request: Request, allowed: list[str]) -> Response:
        """405, with the methods that there are."""
        error = RefusedError(405, f"{request.method} is not allowed here.")
        return refusal(error, self._clock(), request.url.path, {"Allow": ", ".join(allowed)})

    async def answer(self, request: Request, operation: Operation) -> Response:
        """The operation's answer, or the error that stands in its way, in its envelope."""
        url = request.url.path
        try:
            raw = await request.body()
            await self._delay(self._seconds(operation))
            return self._answer_now(request, operation, raw, self._clock())
        except RefusedError as error:
            headers = {"WWW-Authenticate": "Basic"} if error.status == 401 else None  # noqa: PLR2004
            return refusal(error, self._clock(), url, headers)
        except UnacceptableError as error:
            return unacceptable(error)
        except ClientDisconnect:
            raise
        except Exception:  # noqa: BLE001 - whatever goes wrong is answered, as a server does
            _log.exception("the sandbox failed")
            return refusal(RefusedError(500, "Something went wrong in the sandbox."), self._clock(), url)

    def _seconds(self, operation: Operation) -> float:
        pace = self._world.pace
        match operation:
            case ChildOperation(waits="verify_latency"):
                return self._latencies.uniform(*pace.verify_latency)
            case _:
                return self._latencies.uniform(*pace.latency)

    def _answer_now(self, request: Request, operation: Operation, raw: bytes, at: float) -> Response:
        world = self._world
        world.advance(at)
        if not authenticated(request, self._api_key):
            raise RefusedError(401, "The API key is missing or not valid.")
        org_id = request.path_params["org_id"]
        content_type = request.headers.get("content-type", "")
        match operation:
            case PartnerOperation():
                world.require_partner(org_id)
                body = {} if operation.body is None else checked_body(raw, content_type, operation.body)
                return operation.answer(PartnerCall(world, body, at))
            case ChildOperation():
                org = world.child(org_id)
                body = {} if operation.body is None else checked_body(raw, content_type, operation.body)
                plan_id = request.path_params.get("plan_id", "")
                providers = request.query_params.getlist("provider")
                return operation.answer(ChildCall(world, org, body, at, plan_id, providers))


def authenticated(request: Request, api_key: str) -> bool:
    """Whether the request carries the key: in `x-api-key`, or as older clients do, in a Basic authorization."""
    given = request.headers.get("x-api-key")
    if given is None:
        given = _basic_key(request.headers.get("authorization", ""))
    return compare_digest(given.encode(), api_key.encode())


def _basic_key(authorization: str) -> str:
    """The key in `Basic base64(KEY)`, with or without the colon of a user without password."""
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return b64decode(encoded.strip(), validate=True).decode().removesuffix(":")
    except ValueError:
        return ""
