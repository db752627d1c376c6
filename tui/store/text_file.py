"""Writing a text to a file a person names: nothing is written over unasked, nothing half."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

MODE = 0o644


def write_text(path: Path, text: str, *, replace: bool) -> None:
    """Write a text to a file that everybody may read (0644).

    A file that is there is left alone unless it is to be replaced, and is replaced as a whole or not at all.
    Raises OSError (FileExistsError among them).
    """
    if replace:
        _put_in_place(path, text)
        return
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
    try:
        _fill(handle, text)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _put_in_place(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        _fill(handle, text)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _fill(handle: int, text: str) -> None:
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        os.fchmod(file.fileno(), MODE)
        file.write(text)
        file.write("\n")


def problem_words(error: OSError, path: Path) -> str:
    """Why a file could not be written, in a sentence."""
    match error:
        case FileNotFoundError():
            return f"there is no folder {path.parent}"
        case IsADirectoryError():
            return "that is a folder, a file's name is missing"
        case NotADirectoryError():
            return f"{path.parent} is no folder"
        case PermissionError():
            return f"{path.parent} may not be written to"
        case _:
            return error.strerror or type(error).__name__
