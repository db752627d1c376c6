"""Whether state.db can be used, found out without touching it: opening it in earnest moves a damaged one aside."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from tui.store.state_schema import VERSION

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE = 3.0


def wrong_with_state(path: Path) -> str:
    """What is wrong with the file, to stand behind "it "; empty when it is sound, and when it isn't there."""
    if not path.exists():
        return ""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)) as connection:
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            if version != VERSION:
                return f"is of another archera-tui (version {version}, this one knows {VERSION})"
            found: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        return f"can't be read: {error}"
    return "" if found == "ok" else "is damaged"
