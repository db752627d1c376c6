"""Where `archera-tui watch` finds what is new: in the history that is stored, else in what the worker shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from tui.domain.changes import Change
    from tui.domain.snapshot import Snapshot
    from tui.store.state import StateStore


class Tail(Protocol):
    """Gives every change once."""

    def new(self, snapshot: Snapshot) -> list[Change]:
        """What happened since this was asked last, oldest first."""
        ...

    def told(self) -> None:
        """Remember that all of it was told."""
        ...


class BoardTail:
    """What the worker itself sees from now on; nothing is remembered for the next start."""

    def __init__(self, start: tuple[Change, ...]) -> None:
        self._known = start

    def new(self, snapshot: Snapshot) -> list[Change]:
        """The changes on top of those known, oldest first; of a flood, the latest as many as a snapshot holds."""
        latest = self._known[0] if self._known else None
        fresh: list[Change] = []
        for change in snapshot.changes:
            if change is latest:
                break
            fresh.append(change)
        self._known = snapshot.changes
        return fresh[::-1]

    def told(self) -> None:
        """There is nothing to remember it in."""


class StoredTail:
    """What any program of this computer stores in the history of the profile, also while nobody listened.

    A listener that never listened before begins with what comes after this is made. Where the disk fails, what the
    worker sees is told; it is compared with the first snapshot that comes.
    """

    def __init__(self, store: StateStore, listener: str) -> None:
        self._store = store
        self._listener = listener
        self._beside: BoardTail | None = None
        self._notices: tuple[str, ...] = ()
        self._told = store.marks.told_until(listener)
        self._last = store.newest_change() if self._told is None else self._told

    def new(self, snapshot: Snapshot) -> list[Change]:
        """What was stored since, oldest first."""
        if self._beside is None:
            self._beside, self._notices = BoardTail(snapshot.changes), snapshot.notices
        seen_here = self._beside.new(snapshot)
        if self._store.notice or snapshot.notices != self._notices:
            return seen_here
        stored = self._store.changes_after(self._last)
        if stored:
            self._last = stored[-1][0]
        return [change for _, change in stored]

    def told(self) -> None:
        """Keep it for the next start."""
        if self._last != self._told:
            self._store.marks.tell_until(self._listener, self._last)
            self._told = self._last
