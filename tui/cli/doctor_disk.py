"""`archera-tui doctor` on this computer's disk: folders, their modes, what is stored, the journal of purchases."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from tui.cli.examined import Examined, broken, doubtful, fine
from tui.config.paths import PRIVATE_DIR, PRIVATE_FILE, open_to_others
from tui.domain.formats import count
from tui.store.journal import Journal
from tui.store.journal_errors import JournalError
from tui.store.state_condition import wrong_with_state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tui.config.paths import Paths

# A list of ten thousand customers and a year of history take some 20 MB.
_LITTLE_ROOM = 50_000_000
_OTHERS = 0o077
# The file in it is closed by its own mode, unless somebody else puts another there.
_WRITTEN_BY_OTHERS = 0o022


def examine_disk(paths: Paths) -> Iterator[Examined]:
    """Nothing is made, moved or mended, but for the modes of a journal that is opened: it closes itself to others."""
    yield _folder("configuration folder", paths.config, _WRITTEN_BY_OTHERS)
    yield _folder("state folder", paths.state, _OTHERS)
    if room := _room(paths.state):
        yield room
    yield from _file_modes(paths)
    yield _state(paths.state_db)
    yield from _journal(paths.journal_db)


def _folder(what: str, folder: Path, unwanted: int) -> Examined:
    """`unwanted` are the bits of a mode that let others do what they must not."""
    try:
        facts = folder.stat()
    except FileNotFoundError:
        return _absent(what, folder)
    except OSError as error:
        return broken(what, f"{folder}: {error.strerror}", "Let yourself in, or set another folder: XDG_*_HOME")
    mode = f"{stat.S_IMODE(facts.st_mode):04o}"
    if not stat.S_ISDIR(facts.st_mode):
        return broken(what, f"{folder} is no folder", "Move it away")
    if facts.st_uid != os.geteuid():
        return broken(what, f"{folder} belongs to another user", "Give it back, or set another folder: XDG_*_HOME")
    if not os.access(folder, os.W_OK | os.X_OK):
        return broken(what, f"{folder} can't be written ({mode})", f"chmod {PRIVATE_DIR:o} {folder}")
    if facts.st_mode & unwanted:
        return doubtful(what, f"{folder} is open to others ({mode})", f"chmod {PRIVATE_DIR:o} {folder}")
    return fine(what, f"{folder} ({mode})")


def _absent(what: str, folder: Path) -> Examined:
    """A folder that is made when it is needed, if that can be done."""
    above = next((parent for parent in folder.parents if parent.exists()), folder.parent)
    if not os.access(above, os.W_OK | os.X_OK):
        remedy = "Make it yourself, or set another folder: XDG_*_HOME"
        return broken(what, f"{folder} is not there and can't be made in {above}", remedy)
    return fine(what, f"{folder}, not there yet")


def _room(folder: Path) -> Examined | None:
    above = folder if folder.exists() else next((parent for parent in folder.parents if parent.exists()), folder)
    try:
        disk = os.statvfs(above)
    except OSError:
        return None
    free = disk.f_bavail * disk.f_frsize
    megabytes = f"{free // 1_000_000:,} MB free"
    if free >= _LITTLE_ROOM:
        return fine("room on the disk", megabytes)
    remedy = "Make room: purchases are refused when they can't be written down"
    return (doubtful if free else broken)("room on the disk", megabytes, remedy)


def _file_modes(paths: Paths) -> Iterator[Examined]:
    for path in (paths.config_file, paths.state_db, paths.journal_db, paths.log_file):
        if open_to_others(path):
            found = f"{path} is open to others ({stat.S_IMODE(path.stat().st_mode):04o})"
            yield doubtful(path.name, found, f"chmod {PRIVATE_FILE:o} {path}")


def _state(path: Path) -> Examined:
    what = "last known state"
    if not path.exists():
        return fine(what, "nothing is stored yet")
    if wrong := wrong_with_state(path):
        remedy = "The next start moves it aside and begins anew; history is lost, purchases are not"
        return doubtful(what, f"{path} {wrong}", remedy)
    if not os.access(path, os.W_OK):
        return doubtful(what, f"{path} can't be written, so nothing new is kept", f"chmod {PRIVATE_FILE:o} {path}")
    return fine(what, f"{path}, {path.stat().st_size:,} bytes")


def _journal(path: Path) -> Iterator[Examined]:
    what = "journal of purchases"
    if not path.exists():
        yield fine(what, "no purchase yet")
        return
    if not os.access(path, os.R_OK | os.W_OK):
        yield broken(what, f"{path} can't be written, so nothing can be bought", f"chmod {PRIVATE_FILE:o} {path}")
        return
    try:
        journal = Journal.open(path)
        try:
            attempts = journal.attempts()
        finally:
            journal.close()
    except JournalError as error:
        yield broken(what, str(error), "Keep the file, it tells what was bought; use the archera-tui that wrote it")
        return
    yield fine(what, f"{path}, {count(len(attempts), 'entry', 'entries')}")
    opened = [attempt.number for attempt in attempts if attempt.state.is_open]
    if opened:
        numbers = ", ".join(map(str, opened))
        found = f"{count(len(opened), 'purchase')} not known to have ended: {numbers}"
        yield doubtful("unknown purchases", found, f"archera-tui journal look {opened[0]}")
