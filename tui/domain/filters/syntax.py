"""What every filter of the program is written in: words, quotes, `!`, fields with a sign, figures that are compared."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tui.domain.formats import rounded

if TYPE_CHECKING:
    from collections.abc import Iterator

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt, "=": operator.eq,
}  # fmt: skip
_TOKEN = re.compile(r'\S*?"[^"]*(?:"\S*|$)|\S+')
_FIELDED = re.compile(r"(?P<field>[A-Za-z][A-Za-z_-]*)(?P<sign><=|>=|[:<>=])(?P<value>.*)", re.DOTALL)
_WHOLE, _CENT = Decimal(1), Decimal("0.01")


class WrongWordError(Exception):
    """A word that can't be understood; the message is for the person."""


@dataclass(frozen=True, slots=True)
class FilterError:
    """Why a filter can't be understood: where in the text (0-based), what was found and what is right."""

    position: int
    message: str
    length: int = 1


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a filter: `!field:value`, or a bare value without field and sign. `value` is without its quotes."""

    value: str
    field: str = ""
    sign: str = ""
    negated: bool = False


def tokens(text: str) -> Iterator[tuple[int, str]]:
    """The words of a filter as typed, each with its place; blanks within quotes are part of a word."""
    for found in _TOKEN.finditer(text):
        yield found.start(), found[0]


def fielded(token: str) -> Word | None:
    """A word that names a field (in small letters) and a sign; None for a bare one, and where a quote is open."""
    bare = token.lstrip("!")
    found = _FIELDED.fullmatch(bare)
    if found is None or bare.count('"') % 2:
        return None
    negated = (len(token) - len(bare)) % 2 == 1
    return Word(found["value"].replace('"', ""), found["field"].lower(), found["sign"], negated)


def word_of(token: str) -> Word:
    """Any word. Raises `WrongWordError` where a quote is open, or there is nothing to look for."""
    bare = token.lstrip("!")
    if bare.count('"') % 2:
        raise WrongWordError('the quote is not closed, it ends with another "')
    if (word := fielded(token)) is not None:
        return word
    if bare.startswith(("<", ">", "=", ":")):
        raise WrongWordError("a field, its sign and its value are one word, without blanks")
    value = bare.replace('"', "")
    if not value.strip():
        raise WrongWordError("there is nothing to look for" if bare else "! needs a word after it")
    return Word(value, negated=(len(token) - len(bare)) % 2 == 1)


def quoted(value: str) -> str:
    """A value as it is written in a filter."""
    return f'"{value}"' if any(ch.isspace() for ch in value) else value


def comparison(
    sign: str, wanted: Decimal | int, shown_to: Decimal | None = None
) -> Callable[[Decimal | int | None], bool]:
    """Whether a figure is so. One that is not known, or no number, is not.

    `=` holds to the dollar unless `wanted` has cents; `shown_to` is what a list rounds the figure to, with every sign.
    """
    compare, step = OPERATORS[sign], shown_to
    if step is None and sign == "=":
        step = _WHOLE if wanted == int(wanted) else _CENT

    def is_so(figure: Decimal | int | None) -> bool:
        if figure is None or (isinstance(figure, Decimal) and not figure.is_finite()):
            return False
        return compare(figure if step is None else rounded(Decimal(figure), step), wanted)

    return is_so
