"""JSON answers, and the two error envelopes: ApiErrorResponse and Error (domain.md, "Calling the API")."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from tui.sandbox.moments import stamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.sandbox.refusals import RefusedError, UnacceptableError

_TYPES = {
    400: "BadRequest",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    405: "MethodNotAllowed",
    409: "Conflict",
    500: "InternalServerError",
}
_JSON = "application/json"


def json_answer(payload: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON answer; a number that JSON does not know is a mistake of ours and raises."""
    text = dumps(payload, separators=(",", ":"), allow_nan=False)
    return Response(text, status_code=status, headers=headers, media_type=_JSON)


def raw_answer(body: bytes) -> Response:
    """A JSON answer that is written already."""
    return Response(body, media_type=_JSON)


def empty_answer() -> Response:
    """204, without a body."""
    return Response(status_code=204)


def refusal(error: RefusedError, at: float, url: str, headers: Mapping[str, str] | None = None) -> Response:
    """The ApiErrorResponse of a refusal at a moment (epoch seconds) of the path `url`."""
    name = _TYPES[error.status]
    body = {"message": error.message, "timestamp": stamp(at), "type": name, "code": str(error.status), "url": url}
    return json_answer(body, error.status, headers)


def unacceptable(error: UnacceptableError) -> Response:
    """The Error envelope; parts that say nothing are left out."""
    parts = {"code": error.code, "status": error.status, "message": error.message, "errors": error.errors}
    return json_answer({name: value for name, value in parts.items() if value is not None}, error.code)
