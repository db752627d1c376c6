"""What the sandbox says no with; `envelopes` turns these into the contract's two kinds of error answer."""

from __future__ import annotations

from typing import Any

Errors = dict[str, Any]
"""Location ("json", "query") -> field -> messages, nested for nested objects."""


class RefusedError(Exception):
    """An answer of the ApiErrorResponse kind: 400, 401, 403, 404, 405, 409 or 500."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class UnacceptableError(Exception):
    """An answer of the Error kind: 422, and everything the contract does not list."""

    def __init__(self, code: int, status: str, *, message: str | None = None, errors: Errors | None = None) -> None:
        super().__init__(status)
        self.code = code
        self.status = status
        self.message = message
        self.errors = errors


def not_found(message: str) -> RefusedError:
    """404: what was named is not there."""
    return RefusedError(404, message)


def forbidden(message: str) -> RefusedError:
    """403: it is there and not for this key."""
    return RefusedError(403, message)


def conflict(message: str) -> RefusedError:
    """409: it is there and in a state that does not allow this."""
    return RefusedError(409, message)


def unprocessable(errors: Errors) -> UnacceptableError:
    """422: understood, with values that are not acceptable."""
    return UnacceptableError(422, "Unprocessable Content", errors=errors)


def unsupported_media_type(message: str) -> UnacceptableError:
    """415: a body that is not JSON."""
    return UnacceptableError(415, "Unsupported Media Type", message=message)
