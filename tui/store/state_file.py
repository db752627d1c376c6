"""The file under the state store: private, shared by several programs, and replaced by memory when the disk fails.

Nothing in state.db is worth stopping for. A damaged file or one of another version is moved aside and begun
anew, a disk that can't be written is left alone; `notice` says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import TypeVar

from tui.domain.clock import Clock
from tui.store.state_opening import UnusableError, connected, identity, in_memory, moved_aside
from tui.store.state_schema import SMALL_TABLES
from tui.store.trouble import DISK_WORDS, code_of, is_busy, is_damage

Answer = TypeVar("Answer")
Work = Callable[[sqlite3.Connection], Answer]


class StateFile:
    """Transactions on state.db, or in memory. Any thread may use it; one at a time does.

    `notice` is a sentence for the person when something went wrong, empty otherwise.
    """

    def __init__(self, path: Path | None, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._lock = RLock()
        self._in_memory = path is None
        self._identity: tuple[int, int] | None = None
        self.notice = ""
        self._version = -1
        self._connection = in_memory() if path is None else self._open(path)

    def read(self, work: Work[Answer]) -> Answer:
        """Do the work in a transaction that only reads; an empty store answers when the file fails."""
        with self._lock:
            try:
                return self._transaction("BEGIN", work)
            except sqlite3.Error as error:
                self._recover(error)
                return self._transaction("BEGIN", work)

    def write(self, work: Work[None]) -> bool:
        """Do the work in a transaction that writes; False when another program kept the file locked and it is lost."""
        with self._lock:
            try:
                self._transaction("BEGIN IMMEDIATE", work)
            except sqlite3.Error as error:
                if is_busy(error) and not self._in_memory:
                    self.notice = self._locked
                    return False
                self._recover(error)
                self._transaction("BEGIN IMMEDIATE", work)
            if self.notice == self._locked:
                self.notice = ""
            return True

    @property
    def _locked(self) -> str:
        return f"{self._path} is locked by another program. The last change was not stored."

    def changed_elsewhere(self) -> bool:
        """Whether another program has written to the file since this was asked last."""
        with self._lock:
            try:
                version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
            except sqlite3.Error:
                return False
            changed, self._version = version != self._version, version
            return changed and not self._in_memory

    def begin_anew(self, reason: str) -> None:
        """Move the file aside, with its contents, and go on with an empty one. `reason` stands behind "it "."""
        with self._lock:
            self._connection.close()
            if self._path is None or self._in_memory:
                self._connection = in_memory()
            elif identity(self._path) != self._identity:
                # Another program moved it aside before; what is there now is the new one.
                self._connection = self._open(self._path)
            else:
                self._connection = self._replaced(self._path, reason)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _transaction(self, begin: str, work: Work[Answer]) -> Answer:
        self._connection.execute(begin)
        try:
            answer = work(self._connection)
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        return answer

    def _recover(self, error: sqlite3.Error) -> None:
        """Make the store usable again after an error, or raise it when no file is to blame."""
        if self._in_memory:
            raise error
        if is_damage(error):
            self.begin_anew("is damaged")
        elif is_busy(error):
            self._go_on_in_memory("another program keeps it locked")
        elif reason := DISK_WORDS.get(code_of(error)):
            self._go_on_in_memory(reason)
        else:
            raise error

    def _go_on_in_memory(self, reason: str) -> None:
        old, new = self._connection, in_memory()
        for table in SMALL_TABLES:
            try:
                rows = old.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own names
            except sqlite3.Error:
                rows = []
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                new.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
        old.close()
        self._connection = new
        self._forgetful(reason)

    def _forgetful(self, reason: str) -> None:
        self._in_memory = True
        self.notice = (
            f"{self._path} can't be used: {reason}. What is learned now is forgotten at the end of the program."
        )

    def _open(self, path: Path) -> sqlite3.Connection:
        try:
            return self._connected(path)
        except UnusableError as error:
            return self._replaced(path, str(error))
        except (sqlite3.Error, OSError) as error:
            if isinstance(error, sqlite3.Error) and is_damage(error):
                return self._replaced(path, "is damaged")
            self._forgetful(_reason(error))
            return in_memory()

    def _replaced(self, path: Path, reason: str) -> sqlite3.Connection:
        try:
            aside = moved_aside(path, self._clock.now())
            connection = self._connected(path)
        except (sqlite3.Error, OSError, UnusableError) as error:
            self._forgetful(_reason(error))
            return in_memory()
        self.notice = f"The stored state {reason}. It was moved to {aside}; history begins anew."
        return connection

    def _connected(self, path: Path) -> sqlite3.Connection:
        connection = connected(path)
        self._identity = identity(path)
        return connection


def _reason(error: Exception) -> str:
    match error:
        case sqlite3.Error():
            return DISK_WORDS.get(code_of(error), str(error))
        case OSError():
            return error.strerror or str(error)
        case _:
            return f"it {error}"
