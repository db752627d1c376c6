"""Opening state.db: made private and ours, or told why it can't be used; and moving one aside."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from tui.store.private import private_file
from tui.store.state_schema import STATEMENTS, VERSION

_PATIENCE = 3.0
"""Seconds to wait for another program's transaction."""


class UnusableError(Exception):
    """The file holds something this program can't work with; the message says what, to stand behind "it "."""


def in_memory() -> sqlite3.Connection:
    """A connection to empty tables that no file holds."""
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    _create(connection)
    return connection


def connected(path: Path) -> sqlite3.Connection:
    """A connection to a file with our tables. Raises `UnusableError`, `sqlite3.Error`, `OSError`."""
    private_file(path)
    connection = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False, isolation_level=None)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def identity(path: Path) -> tuple[int, int] | None:
    """Which file lies there, whatever its name; None when none does."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def moved_aside(path: Path, now: float) -> Path:
    """Where a file is after it was moved out of the way, with what SQLite keeps beside it. Raises `OSError`."""
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


def _prepare(connection: sqlite3.Connection) -> None:
    if _version(connection) == 0:
        connection.execute("BEGIN IMMEDIATE")
        # Another program may have made the tables while this one waited.
        if _version(connection) == 0:
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise UnusableError("was made by another program")
            _create(connection)
        connection.execute("COMMIT")
    version = _version(connection)
    if version != VERSION:
        raise UnusableError(f"is of another archera-tui (version {version}, this one knows {VERSION})")
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
