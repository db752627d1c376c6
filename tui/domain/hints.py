"""What to say of a word that is not right: what was found, and the nearest word that would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word a person most likely meant, None when nothing is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed only when something is wrong

    candidates = list(known)
    folded = {name.lower().replace("-", "_"): name for name in candidates}
    found = get_close_matches(word.lower().replace("-", "_"), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def hint(word: str, known: Iterable[str]) -> str:
    """`Did you mean theme?`, or the words that are known when nothing is near."""
    candidates = sorted(known)
    near = nearest(word, candidates)
    if near is not None:
        return f"Did you mean {near}?"
    return f"Known: {', '.join(candidates)}." if candidates else ""


def printable(text: str, limit: int = 60) -> str:
    """A found word in quotes, on one line, safe for a terminal."""
    shown = "".join(ch if ch.isprintable() else "?" for ch in text)
    return f'"{shown}"' if len(shown) <= limit else f'"{shown[: limit - 1]}…"'


def printable_key(key: str) -> str:
    """A key of a file as a message names it: short and printable."""
    return key if key.isprintable() and len(key) <= 60 else "(an unprintable or very long key)"  # noqa: PLR2004
