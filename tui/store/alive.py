"""Whether the program run that sent a purchase still lives: the kernel's word, not a guess from a process number.

A run holds an exclusive `flock` on a file of its own beside the journal from before its first purchase until the
process is gone; the kernel lets go of it however the process ends, `kill -9` included. Whoever can take that
lock knows that the run is over.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tui.domain.purchase.attempt import Sender
from tui.store.journal_errors import JournalWriteError
from tui.store.private import FILE, private_folder

if TYPE_CHECKING:
    from collections.abc import Collection

_SAFE = re.compile(r"[A-Za-z0-9._-]{1,80}")
_SUFFIX = ".run"


def _folder(journal: Path) -> Path:
    return journal.with_name(journal.name + ".runs")


class Run:
    """This program's own proof of life: make one before the first purchase, keep it until the program ends."""

    def __init__(self, journal: Path, sender: Sender, held: int) -> None:
        self._journal = journal
        self._held = held
        self.sender = sender

    @classmethod
    def begin(cls, journal: Path, run: str, started: str) -> Self:
        """Hold the lock of a run named `run` (letters, digits, `.`, `_`, `-`); `started` is for people to read.

        Raises `JournalWriteError` when the lock can't be made: then nothing may be bought.
        """
        if not _SAFE.fullmatch(run) or run.startswith("."):
            raise ValueError(f"a run can't be named {run!r}")
        folder = _folder(journal)
        try:
            private_folder(folder)
            held = _hold(folder / (run + _SUFFIX))
        except OSError as error:
            raise JournalWriteError(
                f"The lock of this run can't be made: {error.strerror}. Nothing can be bought. ({folder})"
            ) from error
        return cls(journal, Sender(socket.gethostname(), os.getpid(), started, run), held)

    def is_alive(self, sender: Sender | None) -> bool:
        """Whether this sender's program lives; when that can't be told, it is taken to live."""
        if sender is None:
            return False
        return sender == self.sender or is_alive(self._journal, sender)

    def sweep(self, keep: Collection[str]) -> None:
        """Remove the files of runs that are over, except those named in `keep`."""
        for path in _folder(self._journal).glob("*" + _SUFFIX):
            if path.name.removesuffix(_SUFFIX) in keep:
                continue
            # What can't be removed does no harm.
            with suppress(OSError):
                _remove_if_over(path)

    def end(self) -> None:
        """Let go, as the kernel would. The file stays: an attempt may still name it."""
        os.close(self._held)


def is_alive(journal: Path, sender: Sender) -> bool:
    """Whether the run that this sender names is still going on, asked from any program of this computer."""
    if not _SAFE.fullmatch(sender.run):
        return _process_exists(sender.pid)
    try:
        return _is_held(_folder(journal) / (sender.run + _SUFFIX))
    except FileNotFoundError:
        # Nobody but a person removes the file of a run that an attempt names.
        return _process_exists(sender.pid)


def is_in_use(journal: Path) -> bool:
    """Whether any run over this journal is still going on."""
    for path in _folder(journal).glob("*" + _SUFFIX):
        with suppress(FileNotFoundError):
            if _is_held(path):
                return True
    return False


def _is_held(path: Path) -> bool:
    """Whether a run holds this lock; also when that can't be told. Raises `FileNotFoundError`."""
    try:
        probe = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        raise
    except OSError:
        return True
    try:
        # Shared, so that two programs that ask at once do not take each other for the run.
        fcntl.flock(probe, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(probe)
    return False


def _hold(path: Path) -> int:
    """An open file with its lock taken before it has its name: no sweep takes it for one that is over."""
    if path.exists() and _is_held(path):
        raise FileExistsError(errno.EEXIST, "it is held already")
    unnamed = path.with_suffix(".new")
    held = os.open(unnamed, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        unnamed.replace(path)
    except BaseException:
        os.close(held)
        unnamed.unlink(missing_ok=True)
        raise
    return held


def _remove_if_over(path: Path) -> None:
    probe = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    finally:
        os.close(probe)


def _process_exists(pid: int) -> bool:
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
