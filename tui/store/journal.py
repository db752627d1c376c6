"""journal.db: every attempt to buy, written before it is sent and never discarded (quality.md, "Buying").

Synchronous and bound to the thread that opened it. Several programs may use one journal at the same time: a
claim is taken by one of them, and a change made to what another has changed meanwhile is refused.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from tui.domain.purchase.attempt import Attempt
from tui.store.journal_disk import Disk, InMemory, JournalFile
from tui.store.journal_errors import (
    AttemptMovedError,
    JournalCorruptError,
    JournalError,
    JournalRefusedError,
    JournalVersionError,
    journal_error,
)
from tui.store.journal_rows import from_row, sender_from_json, to_row
from tui.store.journal_schema import COLUMNS, MOVING, STATEMENTS, VERSION
from tui.store.trouble import SENSELESS

_PATIENCE = 5.0

_INTENT = [name for name in COLUMNS if name != "number"]
_INSERT = f"INSERT INTO attempts ({', '.join(_INTENT)}) VALUES ({', '.join(':' + name for name in _INTENT)})"  # noqa: S608
_UPDATE = (
    f"UPDATE attempts SET revision = :revision + 1, {', '.join(f'{name} = :{name}' for name in MOVING)} "  # noqa: S608
    "WHERE id = :id AND revision = :revision"
)
_SELECT = """
    SELECT *, (
        SELECT json_group_array(json_array(seq, at, text)) FROM events WHERE attempt_id = attempts.id
    ) AS history FROM attempts
"""
_HOLDER = """
    SELECT number FROM attempts WHERE host = :host AND (
        (org_id = :org_id AND provider = :provider AND state IN ('intended', 'sent', 'unknown'))
        OR (plan_id = :plan_id AND state IN ('intended', 'sent', 'unknown', 'accepted', 'bought'))
    ) ORDER BY number LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class ClaimTaken:
    """The customer and provider, or the plan, are claimed by this attempt."""

    by: Attempt


class Journal:
    """The purchases of this computer.

    Every method raises a `JournalError`: `JournalWriteError` when a change may or may not be on disk,
    `JournalBusyError` and `JournalRefusedError` when it is not.
    """

    def __init__(self, connection: sqlite3.Connection, disk: Disk | None = None) -> None:
        self._disk: Disk = disk or InMemory()
        self._connection = connection
        connection.row_factory = sqlite3.Row
        connection.isolation_level = None
        with self._told():
            self._prepare()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open or create the journal at this path, private to its owner."""
        disk = JournalFile(path)
        try:
            connection = sqlite3.connect(path, timeout=_PATIENCE)
        except sqlite3.Error as error:
            raise journal_error(error, str(path)) from error
        try:
            return cls(connection, disk)
        except JournalError:
            connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def intend(self, attempt: Attempt) -> Attempt | ClaimTaken:
        """Write an intent down and take its claim, both or neither; the attempt comes back with its number."""
        row = to_row(attempt)
        with self._change():
            holder = self._connection.execute(_HOLDER, row).fetchone()
            if holder is None:
                number = self._connection.execute(_INSERT, row).lastrowid
                self._append_events(attempt, 0)
                return replace(attempt, number=number or 0)
        by = self.get(holder["number"])
        if by is None:
            raise JournalCorruptError(f"The purchase journal lost an entry. ({self._disk.path})")
        return ClaimTaken(by)

    def record(self, attempt: Attempt) -> Attempt:
        """Write down how an attempt stands and its new events; it comes back with its new revision.

        Raises `AttemptMovedError`, and changes nothing, when the attempt on disk is no longer the one this one
        was made from.
        """
        with self._change():
            changed = self._connection.execute(_UPDATE, to_row(attempt)).rowcount
            if changed == 1:
                told = self._connection.execute("SELECT count(*) FROM events WHERE attempt_id = ?", (attempt.id,))
                self._append_events(attempt, told.fetchone()[0])
                return replace(attempt, revision=attempt.revision + 1)
        current = self.get(attempt.id)
        if current is None:
            raise JournalRefusedError("The purchase journal knows no such entry.")
        raise AttemptMovedError(current)

    def attempts(self) -> tuple[Attempt, ...]:
        """Every attempt, newest first."""
        return self._read("ORDER BY number DESC", ())

    def waiting(self, host: str) -> tuple[Attempt, ...]:
        """The attempts at this API host that may still change: open ones and accepted ones, oldest first."""
        return self._at(host, "'intended', 'sent', 'unknown', 'accepted'")

    def open_attempts(self, host: str) -> tuple[Attempt, ...]:
        """The attempts at this API host that hold a customer's claim, oldest first."""
        return self._at(host, "'intended', 'sent', 'unknown'")

    def holding(self, host: str) -> tuple[Attempt, ...]:
        """The attempts at this API host that hold any claim, a customer's or a plan's, oldest first."""
        return self._at(host, "'intended', 'sent', 'unknown', 'accepted', 'bought'")

    def runs_in_use(self) -> frozenset[str]:
        """The program runs that open attempts name as their senders."""
        with self._told():
            rows = self._connection.execute(
                "SELECT DISTINCT sender FROM attempts "
                "WHERE state IN ('intended', 'sent', 'unknown') AND sender IS NOT NULL"
            ).fetchall()
        with self._sensible():
            return frozenset(sender_from_json(row["sender"]).run for row in rows)

    def get(self, key: str | int) -> Attempt | None:
        """An attempt by its id or its number, None when there is none."""
        column = "number" if isinstance(key, int) else "id"
        try:
            return next(iter(self._read(f"WHERE {column} = ?", (key,))), None)
        except (JournalRefusedError, OverflowError):
            # No entry has half a character in its id, or a number SQLite can't count to.
            return None

    def _at(self, host: str, states: str) -> tuple[Attempt, ...]:
        return self._read(f"WHERE host = ? AND state IN ({states}) ORDER BY number", (host,))

    def _read(self, clause: str, values: tuple[Any, ...]) -> tuple[Attempt, ...]:
        """One statement, so that attempts and their events are of one moment."""
        with self._told():
            rows = self._connection.execute(_SELECT + clause, values).fetchall()
        with self._sensible():
            return tuple(from_row(row) for row in rows)

    def _append_events(self, attempt: Attempt, known: int) -> None:
        self._connection.executemany(
            "INSERT INTO events (attempt_id, seq, at, state, text) VALUES (?, ?, ?, ?, ?)",
            [
                (attempt.id, seq, event.at, attempt.state.value, event.text)
                for seq, event in enumerate(attempt.events)
                if seq >= known
            ],
        )

    @contextmanager
    def _change(self) -> Iterator[None]:
        """One write transaction: when this returns without an error, what was done is on disk."""
        self._disk.check()
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        self._disk.settle()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except UnicodeEncodeError as error:
            raise JournalRefusedError("The purchase journal can't hold a text with half a character.") from error
        except sqlite3.Error as error:
            raise journal_error(error, str(self._disk.path)) from error

    @contextmanager
    def _sensible(self) -> Iterator[None]:
        try:
            yield
        except SENSELESS as error:
            raise JournalCorruptError(
                f"The purchase journal holds an entry that can't be read. ({self._disk.path})"
            ) from error

    def _prepare(self) -> None:
        run = self._connection.execute
        # One reading: between two, another program may have created it.
        version, tables = run(
            "SELECT user_version, (SELECT count(*) FROM sqlite_master) FROM pragma_user_version"
        ).fetchone()
        if version == 0 and tables:
            raise JournalCorruptError(f"The file is no purchase journal. Nothing can be bought. ({self._disk.path})")
        if version > VERSION:
            raise JournalVersionError(
                f"The purchase journal was written by a newer archera-tui (version {version}, this one knows "
                f"{VERSION}). Nothing can be bought with this one. ({self._disk.path})"
            )
        run("PRAGMA journal_mode = DELETE")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA fullfsync = ON")
        run("PRAGMA foreign_keys = ON")
        if version == 0:
            self._create()
        found = run("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise JournalCorruptError(f"The purchase journal is damaged: {found}. ({self._disk.path})")

    def _create(self) -> None:
        with self._change():
            # Another program may have created it while this one waited for the lock.
            if self._connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                for statement in STATEMENTS:
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {VERSION}")
