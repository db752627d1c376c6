"""Where journal.db lies: a private file in a private folder, and the proof that what was written is on disk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from tui.store.journal_errors import JournalWriteError
from tui.store.private import private_file


class Disk(Protocol):
    """What lies under a journal."""

    path: Path

    def check(self) -> None:
        """Raise `JournalWriteError` when what is written would be lost."""
        ...

    def settle(self) -> None:
        """Make the last transaction durable, or raise `JournalWriteError`."""
        ...


class JournalFile:
    """The file a journal lives in. Made private (0600 in a 0700 folder) when it is taken.

    Raises `JournalWriteError` when the folder or the file can't be made or made private.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            private_file(path)
            self._identity = self._identify()
        except OSError as error:
            raise JournalWriteError(
                f"The purchase journal can't be made: {error.strerror}. Nothing can be bought. ({path})"
            ) from error

    def check(self) -> None:
        """Raise `JournalWriteError` when the file was moved or deleted: what is written would be lost."""
        try:
            same = self._identify() == self._identity
        except OSError:
            same = False
        if not same:
            raise JournalWriteError(
                f"The purchase journal was moved or deleted while in use. Nothing can be bought. ({self.path})"
            )

    def settle(self) -> None:
        """Make the end of a transaction durable.

        A transaction ends by the removal of SQLite's rollback file, and FULL does not sync the folder: after a
        power cut the file could be back, and with it the state from before "sent".
        """
        try:
            folder = os.open(self.path.parent, os.O_RDONLY | os.O_CLOEXEC)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            raise JournalWriteError(
                f"The purchase journal can't be written: {error.strerror}. Nothing can be bought. ({self.path})"
            ) from error

    def _identify(self) -> tuple[int, int]:
        found = self.path.stat()
        return found.st_dev, found.st_ino


class InMemory:
    """No file: nothing to lose and nothing to sync."""

    path = Path(":memory:")

    def check(self) -> None:
        """Nothing can have been moved."""

    def settle(self) -> None:
        """Nothing to sync."""
