"""Everything that can go wrong with a call, one class for each kind a person has to be told about.

Every error says how far its request got (`sent`): a write that was certainly not sent may be tried again, one
that may have been sent has an unknown outcome (quality.md, "Outcomes"). No error holds the API key.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.domain.faults import Sent


class Envelope(StrEnum):
    """The shape of an error body: the API's own two, nothing at all, or something between us and the API."""

    API = "ApiErrorResponse"
    ERROR = "Error"
    EMPTY = "empty"
    GATEWAY = "gateway"

    @property
    def is_known(self) -> bool:
        """Whether the API itself spoke, in one of its two envelopes."""
        return self in (Envelope.API, Envelope.ERROR)


class ApiError(Exception):
    """A call that did not bring a usable answer.

    `summary` is ours, in plain words; `words` are the server's own (safe text, capped), `fields` its messages by
    dotted field path. `operation` is the operation id, `status` the HTTP status when one came, `envelope` the
    shape of an error body that was read whole, `retry_after` the seconds the server asked to wait.
    """

    kind: ClassVar[str] = "api"

    def __init__(
        self,
        summary: str,
        *,
        operation: str,
        sent: Sent,
        status: int | None = None,
        words: str = "",
        fields: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
        retry_after: float | None = None,
        envelope: Envelope | None = None,
    ) -> None:
        super().__init__(summary)
        self.summary = summary
        self.operation = operation
        self.sent = sent
        self.status = status
        self.words = words
        self.fields = fields
        self.retry_after = retry_after
        self.envelope = envelope

    def __str__(self) -> str:
        quoted = f' "{self.words}"' if self.words else ""
        return f"{self.operation}: {self.summary}{quoted}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r}, status={self.status}, sent={self.sent.value!r})"


class Unsendable(ApiError):  # noqa: N818 - named by what happened, as all below; the base says it is an error
    """The request is wrong here already: `fields` says where. Nothing was sent."""

    kind = "unsendable"


class ReadOnlyRefused(ApiError):  # noqa: N818
    """A read-only client was asked to change something. Nothing was sent."""

    kind = "read-only"


class Unreachable(ApiError):  # noqa: N818
    """No connection: refused, name not found, proxy in the way."""

    kind = "unreachable"


class Untrusted(Unreachable):
    """The TLS handshake failed: an expired or foreign certificate, or no TLS at all."""

    kind = "untrusted"


class TimedOut(ApiError):  # noqa: N818
    """No answer in time."""

    kind = "timed out"


class Interrupted(ApiError):  # noqa: N818
    """The connection broke before the whole answer was there."""

    kind = "interrupted"


class Unreadable(ApiError):  # noqa: N818
    """An answer that cannot be used: not JSON, the wrong shape, too large, badly packed."""

    kind = "unreadable"


class Redirected(Unreadable):
    """A redirect, which is never followed; `words` is where it points."""

    kind = "redirected"


class Unauthorized(ApiError):  # noqa: N818
    """401: the key is not accepted."""

    kind = "unauthorized"


class Forbidden(ApiError):  # noqa: N818
    """403: the key may not do this."""

    kind = "forbidden"


class NotFound(ApiError):  # noqa: N818
    """404: no such thing, or not for this key."""

    kind = "not found"


class Conflict(ApiError):  # noqa: N818
    """409: the present state does not allow it."""

    kind = "conflict"


class Invalid(ApiError):  # noqa: N818
    """400 or 422: the server refuses the request; `fields` says where."""

    kind = "invalid"


class Throttled(ApiError):  # noqa: N818
    """429: too many requests; `retry_after` when the server said how long to wait."""

    kind = "throttled"


class Withdrawn(ApiError):  # noqa: N818
    """405 or 410: the call is no longer offered."""

    kind = "withdrawn"


class ServerFault(ApiError):  # noqa: N818
    """5xx: the server or a gateway failed."""

    kind = "server fault"


class UnexpectedStatus(ApiError):  # noqa: N818
    """Any other status, such as 408 or 418."""

    kind = "unexpected status"
