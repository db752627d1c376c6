"""What can be wrong with a file of the store, the state and the journal alike: SQLite's errors, senseless rows."""

from __future__ import annotations

import sqlite3

SENSELESS = (ValueError, KeyError, TypeError, IndexError, ArithmeticError, AttributeError, RecursionError)
"""What reading a row that makes no sense may raise: another version of the program wrote it, or it was damaged."""

DISK_WORDS = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_CANTOPEN: "it can't be opened",
    sqlite3.SQLITE_PERM: "access is denied",
    sqlite3.SQLITE_IOERR: "the disk failed",
}
"""What is wrong with the disk, by error code."""

_PRIMARY = 0xFF
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def code_of(error: sqlite3.Error) -> int:
    """The primary error code; SQLITE_ERROR where Python itself raised."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another program keeps the file locked."""
    return code_of(error) in _BUSY


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is no database, or holds tables or texts that can't be ours: what is asked of it is right."""
    code = code_of(error)
    return code in _DAMAGED or (code == sqlite3.SQLITE_ERROR and isinstance(error, sqlite3.OperationalError))
