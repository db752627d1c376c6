"""What can be wrong with the journal, each in a sentence a person can act on."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from tui.store.trouble import DISK_WORDS, code_of, is_busy, is_damage

if TYPE_CHECKING:
    from tui.domain.purchase.attempt import Attempt


class JournalError(Exception):
    """The journal of purchases can't be used; the message is a sentence for a person."""


class JournalVersionError(JournalError):
    """A newer program wrote it."""


class JournalCorruptError(JournalError):
    """It is damaged, or not a journal at all. It is never repaired or replaced by the program."""


class JournalWriteError(JournalError):
    """It can't be read or written: disk full, read-only, gone. It may or may not hold the last change."""


class JournalBusyError(JournalError):
    """Another program kept it locked for too long. The last change was not made."""


class JournalRefusedError(JournalError):
    """The database's own rules refused a change that must never happen. The change was not made."""


class AttemptMovedError(JournalError):
    """Another program moved the attempt first; `current` is the attempt as it is now. Nothing was changed."""

    def __init__(self, current: Attempt) -> None:
        super().__init__(f"Entry {current.number} was changed by another program: it is {current.state}.")
        self.current = current


def journal_error(error: sqlite3.Error, path: str) -> JournalError:
    """The typed error for what SQLite said."""
    if is_busy(error):
        return JournalBusyError(f"The purchase journal is locked by another program. Try again. ({path})")
    if is_damage(error):
        return JournalCorruptError(
            f"The purchase journal is damaged. Nothing can be bought. Move it away only after reading it. ({path})"
        )
    code = code_of(error)
    if code == sqlite3.SQLITE_CONSTRAINT:
        return JournalRefusedError(f"The purchase journal refused a change: {error}.")
    reason = DISK_WORDS.get(code, str(error))
    return JournalWriteError(f"The purchase journal can't be used: {reason}. Nothing can be bought. ({path})")
