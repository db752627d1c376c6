"""Commitment terms in words, sorted by length (domain.md, "Plans and money": Terms)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
HOURS_PER_MONTH = 730
_HOURS = {"day": 24, "month": HOURS_PER_MONTH, "year": 12 * HOURS_PER_MONTH}
_LENGTHS = {"y": 12 * HOURS_PER_MONTH, "mo": HOURS_PER_MONTH, "d": 24, "h": 1}
_LENGTH = re.compile(r"(\d{1,6})(y|mo|d|h)", re.ASCII)
_SHORT = {"day": "d", "month": "mo", "year": "y"}


@dataclass(frozen=True, slots=True)
class Term:
    """A parsed term: "thirty_day_gris" is 30 days, guaranteed; `unit` is empty for one that can't be read."""

    raw: str
    count: int = 0
    unit: str = ""
    guaranteed: bool = False

    @property
    def hours(self) -> float:
        """Length in hours (a month has 730); an unreadable term sorts last."""
        return self.count * _HOURS[self.unit] if self.unit else float("inf")

    @property
    def short(self) -> str:
        """For tables: `30d guar`, `1y`; an unknown term as it came."""
        if not self.unit:
            return self.raw
        return f"{self.count}{_SHORT[self.unit]}" + (" guar" if self.guaranteed else "")

    @property
    def words(self) -> str:
        """For prose: `30-day guaranteed`, `1 year`; an unknown term as it came."""
        if not self.unit:
            return self.raw
        if self.guaranteed:
            return f"{self.count}-{self.unit} guaranteed"
        return f"{self.count} {self.unit}" + ("" if self.count == 1 else "s")


def _number(words: list[str]) -> int | None:
    """What "two", "thirty" or "twenty one" say; None for anything else."""
    match words:
        case [word]:
            return _UNITS.get(word, _TENS.get(word))
        case [tens, ones] if tens in _TENS and 0 < _UNITS.get(ones, 0) < 10:  # noqa: PLR2004 - a digit
            return _TENS[tens] + _UNITS[ones]
        case _:
            return None


def parse_term(raw: str) -> Term:
    """Read a term of the contract's enumeration; anything else comes back as text."""
    words = raw.lower().split("_")
    guaranteed = words[-1:] == ["gris"]
    if guaranteed:
        words = words[:-1]
    count = _number(words[:-1])
    unit = words[-1].removesuffix("s") if words else ""
    if count is None or unit not in _HOURS:
        return Term(raw)
    return Term(raw, count, unit, guaranteed)


def sorted_terms(raws: tuple[str, ...]) -> tuple[Term, ...]:
    """Distinct terms by length, guaranteed ones before native ones of the same length."""
    return tuple(sorted({parse_term(r) for r in raws}, key=lambda t: (t.hours, not t.guaranteed, t.raw)))


def term_of_hours(hours: float | None) -> str:
    """A term length given in hours, short, for tables: 8760 -> `1y`, 720 -> `30d`; `–` when unknown."""
    if hours is None or hours <= 0:
        return "–"
    for size, mark in ((12 * HOURS_PER_MONTH, "y"), (HOURS_PER_MONTH, "mo"), (24, "d")):
        if hours % size == 0:
            return f"{int(hours // size)}{mark}"
    return f"{hours:,.0f}h"


def hours_of_term(text: str) -> int | None:
    """The other way: `1y` -> 8760, `30d` -> 720; None for what is no term."""
    found = _LENGTH.fullmatch(text)
    return int(found[1]) * _LENGTHS[found[2]] if found else None


def words_of_hours(hours: float | None) -> str:
    """A term length given in hours, in words: 8760 -> `1 year`, 720 -> `30 days`."""
    short = term_of_hours(hours)
    for mark, unit in (("mo", "month"), ("y", "year"), ("d", "day"), ("h", "hour")):
        if short.endswith(mark):
            count = short.removesuffix(mark)
            return f"{count} {unit}" + ("" if count == "1" else "s")
    return short
