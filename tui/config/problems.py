"""What is wrong with a setting, in words that name the place, what was found and what to do.

A value that may hold a key never becomes part of a message (quality.md, "never trusted").
"""

from __future__ import annotations

from collections.abc import Iterable


class ConfigError(Exception):
    """The configuration can't be used. `problems` are plain sentences, one for each thing that is wrong."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


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
