"""The state of the connection, judged by the customer list: the one call that is made all the time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.domain.snapshot import Connection, Link
from tui.worker.link_news import back_again, went_away

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.domain.faults import Fault
    from tui.worker.board import Board
    from tui.worker.schedule import Policy

THROTTLED = "throttled"
"""The kind of a fault that says that the server asked to slow down."""

_FIRST_RETRY = 2.0
_LONGEST_RETRY = 60.0
# A refused key gets no better by asking often, and asking often may lock it.
_REFUSED_RETRY = 300.0
# Fetching may take at most a tenth of the interval.
_SHARE = 10.0
_AWAY = frozenset({"unreachable", "untrusted", "timed out", "interrupted"})


class LinkState:
    """Keeps the connection facts on the board, and says when the customer list is due."""

    def __init__(self, board: Board, policy: Policy, random: Callable[[], float]) -> None:
        self._board = board
        self._policy = policy
        self._random = random
        self._failures = 0
        self._paused = False
        self.due = 0.0

    @property
    def paused(self) -> bool:
        """Whether a person stopped the background."""
        return self._paused

    @property
    def background_allowed(self) -> bool:
        """Whether plans may be read in the background: the API is not away and the key was not refused."""
        fault = self._board.connection.fault
        return not self._paused and (fault is None or fault.kind not in _AWAY | {"unauthorized", THROTTLED})

    def answered(self, now: float, took: float) -> None:
        """The list came."""
        change = back_again(self._board.changes, self._failures, now)
        if change is not None:
            self._board.note(change)
        self._failures = 0
        interval = max(self._policy.refresh, took * _SHARE)
        self.due = now + interval
        self._put(
            Connection(Link.PAUSED if self._paused else Link.LIVE, last_ok=now, stale_after=max(2.5 * interval, 30.0))
        )

    def failed(self, fault: Fault, now: float) -> None:
        """The list did not come; the next try waits longer each time, with jitter."""
        self._failures += 1
        wait = min(_LONGEST_RETRY, _FIRST_RETRY * 2 ** min(self._failures, 10)) * (0.5 + self._random() / 2)
        if fault.kind == "unauthorized":
            wait = _REFUSED_RETRY
        if fault.retry_after is not None:
            wait = max(wait, fault.retry_after)
        self.due = now + wait
        change = went_away(self._board.changes, self._board.host, fault, now)
        if change is not None:
            self._board.note(change)
        before = self._board.connection
        link = Link.STALE if fault.kind == THROTTLED else Link.OFFLINE
        self._put(
            replace(
                before,
                link=Link.PAUSED if self._paused else link,
                failing_since=now if before.failing_since is None else before.failing_since,
                retry_at=self.due,
                fault=fault,
            )
        )

    def held(self, fault: Fault, seconds: float, now: float) -> None:
        """The server asked to wait while it answered something else: the list is asked then, and what is shown says so.

        `seconds` is how long, from now.
        """
        self.due = now + seconds
        link = Link.PAUSED if self._paused else Link.STALE
        self._put(replace(self._board.connection, link=link, retry_at=self.due, fault=fault))

    def pause(self, paused: bool, now: float) -> None:  # noqa: FBT001 - the fact itself
        """Stop or resume the background; resuming asks at once."""
        self._paused = paused
        before = self._board.connection
        if paused:
            self._put(replace(before, link=Link.PAUSED, retry_at=None))
            return
        self.due = now
        link = Link.OFFLINE if before.fault else Link.LIVE if before.last_ok is not None else Link.STARTING
        self._put(replace(before, link=link))

    def set_back(self, seconds: float) -> None:
        """Ask when the clock that was set back says what it would have said."""
        self.due -= seconds
        before = self._board.connection
        if before.retry_at is not None:
            self._put(replace(before, retry_at=self.due))

    def _put(self, connection: Connection) -> None:
        self._board.put(connection=connection)
