"""A strict reader of TOML tables: every wrong or unknown key is noted with its place, what was found, what is right."""

from __future__ import annotations

from math import inf, isfinite
from typing import TYPE_CHECKING, TypeGuard

from tui.domain.hints import hint, printable, printable_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LONGEST_SHOWN = 60


class ScenarioError(ValueError):
    """A scenario can't be used. `problems` are plain sentences, one for each thing that is wrong."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def shown(found: object) -> str:
    """What was found, on one line, safe for a terminal."""
    match found:
        case str():
            return printable(found)
        case bool():
            return str(found).lower()
        case int() | float():
            return f"the number {str(found)[:_LONGEST_SHOWN]}"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or a time"


class Table:
    """One table, read key by key; `done` notes the keys nobody asked for.

    `place` stands before the keys in messages ("mine.toml: errors[2]."). A value that is wrong is noted in `problems`
    and its default taken, so that everything wrong with a file is said at once.
    """

    def __init__(self, found: Mapping[str, object], place: str, problems: list[str]) -> None:
        self._found = found
        self._place = place
        self._problems = problems
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def holds_table(self, key: str) -> bool:
        """Whether the value of a key is a table."""
        return isinstance(self._found.get(key), dict)

    def note(self, key: str, wrong: str) -> None:
        """Note that the value of a key is wrong; `wrong` goes on after the key."""
        self._problems.append(f"{self._place}{printable_key(key)} {wrong}")

    def number(self, key: str, default: float, *, least: float = 0.0, most: float = inf) -> float:
        """A number between two bounds."""
        value = self._take(key, default)
        if _is_number(value, least, most):
            return float(value)
        if key in self._found:
            self.note(key, f"must be a number {_bounds(least, most)}, found {shown(value)}.")
        return default

    def optional(self, key: str, *, least: float = 0.0, most: float = inf) -> float | None:
        """A number between two bounds, None when it is not there."""
        self._asked.add(key)
        return self.number(key, least, least=least, most=most) if key in self._found else None

    def count(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number between two bounds."""
        match self._take(key, default):
            case int() as value if not isinstance(value, bool) and least <= value <= most:
                return value
            case value:
                self.note(key, f"must be a whole number {_bounds(least, most)}, found {shown(value)}.")
        return default

    def switch(self, key: str) -> bool:
        """True or false, false when it is not there."""
        match self._take(key, default=False):
            case bool() as value:
                return value
            case value:
                self.note(key, f"must be true or false, found {shown(value)}.")
        return False

    def text(self, key: str) -> str:
        """A text, empty when it is not there."""
        match self._take(key, ""):
            case str() as value:
                return value
            case value:
                self.note(key, f"must be a text, found {shown(value)}.")
        return ""

    def needed(self, key: str) -> str:
        """A text that must be there and say something."""
        value = self.text(key)
        if key not in self._found:
            self.note(key, "is missing.")
        elif isinstance(self._found[key], str) and not value.strip():
            self.note(key, "must not be empty.")
        return value

    def word(self, key: str, known: Iterable[str], default: str = "") -> str:
        """One of some words; it must be there when there is no default."""
        self._asked.add(key)
        value = self.needed(key) if not default or key in self._found else default
        words = list(known)
        if value in words:
            return value
        if value.strip():
            self.note(key, f"can't be {shown(value)}. {hint(value, words)}")
        return default

    def words(self, key: str, known: Iterable[str]) -> frozenset[str]:
        """A list of some words, empty when it is not there."""
        found, words = self._take(key, []), list(known)
        if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
            self.note(key, f"must be a list of texts, found {shown(found)}.")
            return frozenset()
        for word in found:
            if word not in words:
                self.note(key, f"can't hold {shown(word)}. {hint(word, words)}")
        return frozenset(found)

    def span(self, key: str, default: tuple[float, float], least: float = 0.0) -> tuple[float, float]:
        """A number, or two between which any may be drawn."""
        match self._take(key, list(default)):
            case [a, b] if _is_number(a, least) and _is_number(b, least) and a <= b:
                return float(a), float(b)
            case value if _is_number(value, least):
                return float(value), float(value)
            case value:
                wanted = f"a number {_bounds(least, inf)}, or two in order like [1, 2]"
                self.note(key, f"must be {wanted}, found {shown(value)}.")
        return default

    def table(self, key: str) -> Table:
        """A table inside this one, empty when it is not there."""
        match self._take(key, {}):
            case dict() as value:
                return Table(value, f"{self._place}{key}.", self._problems)
            case value:
                self.note(key, f"must be a table, written [{key}], found {shown(value)}.")
        return Table({}, f"{self._place}{key}.", self._problems)

    def tables(self, key: str) -> list[Table]:
        """A list of tables, empty when it is not there; they are counted from 1."""
        match self._take(key, []):
            case list() as value if all(isinstance(item, dict) for item in value):
                return [Table(item, f"{self._place}{key}[{n}].", self._problems) for n, item in enumerate(value, 1)]
            case value:
                self.note(key, f"must be a list of tables, each written [[{key}]], found {shown(value)}.")
        return []

    def done(self, also: Iterable[str] = ()) -> None:
        """Note every key that nobody asked for; `also` are keys that would have been right."""
        for key in self._found:
            if key not in self._asked:
                self.note(key, f"is not known here. {hint(key, {*self._asked, *also})}")

    def _take(self, key: str, default: object) -> object:
        self._asked.add(key)
        return self._found.get(key, default)


def _is_number(value: object, least: float, most: float = inf) -> TypeGuard[int | float]:
    return (
        isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value) and least <= value <= most
    )


def _bounds(least: float, most: float) -> str:
    return f"of at least {least:g}" if most == inf else f"from {least:g} to {most:g}"
