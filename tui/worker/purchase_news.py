"""Purchases in the activity: an attempt that ended, or of which nobody knows how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.changes import Change
from tui.domain.purchase.attempt import AttemptState

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.domain.purchase.attempt import Attempt
    from tui.worker.board import Board

_NO_NEWS = (AttemptState.INTENDED, AttemptState.SENT)


def purchase_change(before: Attempt | None, after: Attempt) -> Change | None:
    """The change to tell when an attempt moved on, None when it is only under way or stands where it stood.

    Its time is that of the journal's last line, so that two programs over one journal tell the same change.
    """
    if after.state in _NO_NEWS or (before is not None and before.state is after.state):
        return None
    at = after.events[-1].at if after.events else after.ended_at or after.intended_at
    was = "" if before is None else before.state.value
    subject = f"purchase {after.number}"
    return Change(at, "purchase", after.org_id, after.org_name, subject, was, after.state.value, after.provider)


def reporter(board: Board) -> Callable[[Attempt], None]:
    """What the purchase driver reports to: every attempt goes onto the board, what became of it into the activity."""

    def report(attempt: Attempt) -> None:
        change = purchase_change(board.attempts.get(attempt.id), attempt)
        board.attempt(attempt)
        if change is not None:
            board.note(change)

    return report
