"""The file under the state store: private, shared by several programs, and replaced by memory when the disk fails.

Nothing in state.db is worth stopping for. A damaged file or one of another version is moved aside and begun
anew, a disk that can't be written is left alone; `notice` says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import TypeVar

from tui.domain.clock import Clock
from tui.store.private import private_file
from tui.store.state_schema import SMALL_TABLES, STATEMENTS, VERSION

Answer = TypeVar("Answer")
Work = Callable[[sqlite3.Connection], Answer]

_PATIENCE = 3.0
"""Seconds to wait for another program's transaction."""

_PRIMARY = 0xFF
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DISK = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_CANTOPEN: "it can't be opened",
    sqlite3.SQLITE_PERM: "access is denied",
    sqlite3.SQLITE_IOERR: "the disk failed",
}


class _UnusableError(Exception):
    """The file holds something this program can't work with; the message says what, to stand behind "it "."""


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY


def _is_damage(error: Exception) -> bool:
    """Whether the file is no database, or holds tables or texts that can't be ours: what is asked of it is right."""
    if not isinstance(error, sqlite3.Error):
        return False
    code = _code(error)
    return code in _DAMAGED or (code == sqlite3.SQLITE_ERROR and isinstance(error, sqlite3.OperationalError))


class StateFile:
    """Transactions on state.db, or in memory. Any thread may use it; one at a time does.

    `notice` is a sentence for the person when something went wrong, empty otherwise.
    """

    def __init__(self, path: Path | None, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._lock = RLock()
        self._in_memory = path is None
        self._opened: tuple[int, int] | None = None
        self.notice = ""
        self._version = -1
        self._connection = _memory() if path is None else self._open(path)

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
                if _code(error) in _BUSY and not self._in_memory:
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
                self._connection = _memory()
            elif _identity(self._path) != self._opened:
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
        code = _code(error)
        if self._in_memory:
            raise error
        if _is_damage(error):
            self.begin_anew("is damaged")
        elif code in _BUSY or code in _DISK:
            self._go_on_in_memory(_DISK.get(code, "another program keeps it locked"))
        else:
            raise error

    def _go_on_in_memory(self, reason: str) -> None:
        old, new = self._connection, _memory()
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
        except _UnusableError as error:
            return self._replaced(path, str(error))
        except (sqlite3.Error, OSError) as error:
            if _is_damage(error):
                return self._replaced(path, "is damaged")
            self._forgetful(_reason(error))
            return _memory()

    def _replaced(self, path: Path, reason: str) -> sqlite3.Connection:
        try:
            aside = _move_aside(path, self._clock.now())
            connection = self._connected(path)
        except (sqlite3.Error, OSError, _UnusableError) as error:
            self._forgetful(_reason(error))
            return _memory()
        self.notice = f"The stored state {reason}. It was moved to {aside}; history begins anew."
        return connection

    def _connected(self, path: Path) -> sqlite3.Connection:
        connection = _connection(path)
        self._opened = _identity(path)
        return connection


def _reason(error: Exception) -> str:
    match error:
        case sqlite3.Error():
            return _DISK.get(_code(error), str(error))
        case OSError():
            return error.strerror or str(error)
        case _:
            return f"it {error}"


def _memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    _create(connection)
    return connection


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file lies there, whatever its name; None when none does."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _connection(path: Path) -> sqlite3.Connection:
    """A connection to a file with our tables. Raises `_UnusableError`, `sqlite3.Error`, `OSError`."""
    private_file(path)
    connection = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False, isolation_level=None)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    if _version(connection) == 0:
        connection.execute("BEGIN IMMEDIATE")
        # Another program may have made the tables while this one waited.
        if _version(connection) == 0:
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise _UnusableError("was made by another program")
            _create(connection)
        connection.execute("COMMIT")
    version = _version(connection)
    if version != VERSION:
        raise _UnusableError(f"is of another archera-tui (version {version}, this one knows {VERSION})")
    connection.execute("PRAGMA synchronous = NORMAL")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        # Refused at once, without waiting, while another program is at the file; that one or the next does it.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _create(connection: sqlite3.Connection) -> None:
    for statement in STATEMENTS:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _move_aside(path: Path, now: float) -> Path:
    stamp = f"{path.name}.bad-{datetime.fromtimestamp(now, UTC):%Y%m%dT%H%M%SZ}"
    aside = next(
        candidate
        for number in range(10_000)
        if not (candidate := path.with_name(f"{stamp}.{number}" if number else stamp)).exists()
    )
    # The write-ahead log belongs to the old file: left behind, it would be thrown away with what only it holds.
    for ending in ("-wal", "-shm"):
        companion = path.with_name(path.name + ending)
        if companion.exists():
            companion.rename(aside.with_name(aside.name + ending))
    path.rename(aside)
    return aside
