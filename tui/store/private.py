"""Files and folders for their owner alone (0600 in 0700), also where they were left open to others.

Every function raises OSError.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

FOLDER = 0o700
FILE = 0o600


def private_folder(folder: Path) -> None:
    """Make a folder, and what is missing above it, and close it to others."""
    missing = [above for above in folder.parents if not above.exists()]
    for each in (*reversed(missing), folder):
        each.mkdir(mode=FOLDER, exist_ok=True)
    _narrow(folder, FOLDER)


def private_file(path: Path) -> None:
    """Make a file, empty, in a private folder; one that is there keeps what it holds and is closed to others."""
    private_folder(path.parent)
    try:
        # Never opened here when it is there: closing it would drop the locks SQLite holds in this program.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE))
    except FileExistsError:
        _narrow(path, FILE)


def _narrow(path: Path, mode: int) -> None:
    if stat.S_IMODE(path.stat().st_mode) & ~mode:
        path.chmod(mode)
