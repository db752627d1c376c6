"""The API in the activity: it stopped answering, refuses or fails, and is back (product.md, "3 Activity")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.changes import Change
from tui.domain.formats import age, count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.domain.faults import Fault

_KIND = "api"
_AWAY = "away"
_BACK = "back"
# Being asked to slow down is an answer, and a refresh that comes later is no outage.
_NO_OUTAGE = "throttled"


def _last(changes: Iterable[Change]) -> Change | None:
    return next((change for change in changes if change.kind == _KIND), None)


def went_away(changes: Iterable[Change], host: str, fault: Fault, now: float) -> Change | None:
    """The change to tell when a refresh failed; None while it is known already, and where the API only asks to wait.

    `changes` are those known so far, newest first.
    """
    last = _last(changes)
    if fault.kind == _NO_OUTAGE or (last is not None and last.key == _AWAY):
        return None
    return Change(now, _KIND, "", host, _happened(fault), "answering", fault.what, _AWAY)


def _happened(fault: Fault) -> str:
    if fault.is_refusal:
        return "refuses the list"
    return "can't give the list" if fault.is_failure else "stopped answering"


def back_again(changes: Iterable[Change], failures: int, now: float) -> Change | None:
    """The change to tell when a refresh came; None unless the API was away. `failures` were counted in this run."""
    last = _last(changes)
    if last is None or last.key != _AWAY:
        return None
    failed = f"{count(failures, 'refresh', 'refreshes')} failed" if failures else "answers again"
    reason = _reason(last.after)
    after = f"{failed}, {reason}" if reason else failed
    return Change(now, _KIND, "", last.name, f"back after {age(now - last.at)}", _AWAY, after, _BACK)


def _reason(what: str) -> str:
    """`No connection (connection refused).` -> `connection refused`; empty where a sentence names none so."""
    return what.partition("(")[2].rpartition(")")[0]
