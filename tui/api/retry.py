"""When a failed call is tried again: reads only, with full jitter, within bounded tries and time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from tui.api.errors import ApiError, Interrupted, ServerFault, Throttled, TimedOut, Unreachable, Untrusted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST_RETRY_AFTER = 3600.0
"""Seconds; a server that asks for more is taken to have asked for this."""

_PASSING = (Unreachable, TimedOut, Interrupted, Throttled)
_PASSING_STATUSES = frozenset({500, 502, 503, 504})
_SECONDS = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class Retry:
    """Exponential backoff with full jitter. `base` and `ceiling` are seconds, `tries` counts the first one.

    `random` gives numbers in [0, 1).
    """

    random: Callable[[], float]
    tries: int = 4
    base: float = 0.5
    ceiling: float = 8.0

    def pause(self, error: ApiError, tried: int, left: float) -> float | None:
        """Seconds to wait before the next try, None to give up.

        `tried` counts the tries made, `left` is the time left in seconds: a wait that would not leave room for
        another try is not begun.
        """
        if tried >= self.tries or not is_passing(error):
            return None
        jitter = self.random() * min(self.ceiling, self.base * 2 ** (tried - 1))
        wait = max(error.retry_after or 0.0, jitter)
        return wait if wait < left else None


def never() -> Retry:
    """For what changes something: one try, whatever happens."""
    return Retry(random=float, tries=1)


def is_passing(error: ApiError) -> bool:
    """Whether the same call may well succeed a moment later."""
    if isinstance(error, Untrusted):
        return False
    if isinstance(error, ServerFault):
        return error.status in _PASSING_STATUSES
    return isinstance(error, _PASSING)


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds from a `Retry-After` header (seconds or an HTTP date), None when there is none to be read.

    A date is compared with the answer's own `Date`, so that a wrong clock here does not matter; `now` (epoch
    seconds) counts when the answer has none.
    """
    value = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(value):
        return min(float(value), LONGEST_RETRY_AFTER)
    then = _epoch(value)
    if then is None:
        return None
    served = _epoch(headers.get("date", ""))
    return min(max(then - (now if served is None else served), 0.0), LONGEST_RETRY_AFTER)


def _epoch(text: str) -> float | None:
    try:
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
