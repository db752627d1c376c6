"""The filter language of a plan's lines: `save>100 term:1y service:ec2 !lambda`; every word must be true.

Bare words match the name. Sums are in the unit of their column; a line that does not say matches no comparison.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tui.domain.filter import FilterError
from tui.domain.filter_words import COMPARISONS, money, nearest
from tui.domain.names import folded
from tui.domain.plan_lines import finite
from tui.domain.terms import term_of_hours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.domain.plan_lines import PlanLine

Test = Callable[["PlanLine"], bool]

TEXTS = ("service", "key", "provider", "term")
FIGURES = ("save", "commit", "upfront", "number", "cover")
FIELDS = (*TEXTS, *FIGURES)
_KNOWN = ", ".join(FIELDS)
_KNOWN = ", ".join(FIELDS)
ALIASES = {"savings": "save", "commitment": "commit", "no": "number", "coverage": "cover", "name": "service"}
EXAMPLE = "name, save>100, term:1y …"
_TOKEN = re.compile(r'\S*?"[^"]*(?:"\S*|$)|\S+')
_WORD = re.compile(r"(?P<field>[A-Za-z_]+)(?P<op><=|>=|[:<>=])(?P<value>.*)", re.DOTALL)
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq,
}  # fmt: skip
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class LineTerm:
    """One word as it was understood."""

    text: str
    test: Test = field(compare=False)


@dataclass(frozen=True, slots=True)
class LineFilter:
    """A filter that was understood; without words it leaves every line."""

    terms: tuple[LineTerm, ...] = ()

    def select(self, lines: Iterable[PlanLine]) -> tuple[PlanLine, ...]:
        """The lines of which every word is true, in the order they came."""
        return tuple(line for line in lines if all(term.test(line) for term in self.terms))


class _WrongError(Exception):
    pass


def parse_line_filter(text: str) -> LineFilter | FilterError:
    """A whole filter, as confirmed by enter; the first wrong word as an error."""
    return _understood(text, unfinished=False)


def parse_partial_line_filter(text: str) -> LineFilter | FilterError:
    """A filter while it is being typed: a last word of which nothing can be made yet hides nothing."""
    return _understood(text, unfinished=True)


def _understood(text: str, *, unfinished: bool) -> LineFilter | FilterError:
    terms: list[LineTerm] = []
    for found in _TOKEN.finditer(text):
        at_end = unfinished and found.end() == len(text)
        if at_end and _may_become_a_field(found[0]):
            continue
        try:
            terms.append(_term(found[0] + ('"' if at_end and found[0].count('"') % 2 else "")))
        except _WrongError as wrong:
            if not at_end:
                return FilterError(found.start(), str(wrong), len(found[0]))
    return LineFilter(tuple(terms))


def _may_become_a_field(word: str) -> bool:
    """`sa` may be on its way to `save>`: it hides nothing while it is typed."""
    bare = word.lstrip("!").lower()
    return bool(bare) and any(name.startswith(bare) for name in (*FIGURES, *ALIASES, "term", "key", "provider"))


def _term(word: str) -> LineTerm:
    bare = word.lstrip("!")
    if bare.count('"') % 2:
        raise _WrongError('the quote is not closed, it ends with another "')
    fielded = None if bare.startswith('"') else _WORD.fullmatch(bare)
    if fielded is None:
        value = bare.replace('"', "")
        if not value.strip():
            raise _WrongError("there is nothing to look for" if bare else "! needs a word after it")
        made = LineTerm(value, _text("service", value))
    else:
        made = _fielded(fielded["field"].lower(), fielded["op"], fielded["value"].replace('"', ""))
    if (len(word) - len(bare)) % 2 == 0:
        return made
    test = made.test
    return LineTerm(f"!{made.text}", lambda line: not test(line))


def _fielded(name: str, sign: str, value: str) -> LineTerm:
    name = ALIASES.get(name, name)
    if name not in FIELDS:
        meant = nearest(name, FIELDS)
        raise _WrongError(f'there is no "{name}"; ' + (f"did you mean {meant}" if meant else f"there is {_KNOWN}"))
    if name in FIGURES:
        return LineTerm(f"{name}{sign}{value}", _compared(name, sign, value))
    if sign != ":":
        raise _WrongError(f"{name} takes a colon, as in {name}:{'1y' if name == 'term' else 'ec2'}")
    if not value.strip():
        raise _WrongError(f"{name}: needs a word after it")
    return LineTerm(f"{name}:{value}", _text(name, value))


def _text(name: str, value: str) -> Test:
    wanted = folded(value)
    match name:
        case "service":
            return lambda line: wanted in folded(f"{line.name} {line.service}")
        case "key":
            return lambda line: wanted in folded(line.key)
        case "provider":
            return lambda line: wanted == folded(line.provider)
        case _:
            return lambda line: wanted in (term_of_hours(line.min_hours), term_of_hours(line.max_hours))


def _compared(name: str, sign: str, value: str) -> Test:
    wanted = money(value)
    if sign not in COMPARISONS or wanted is None:
        raise _WrongError(f"{name} takes a comparison, as in {name}>100")
    compare, figure = _OPERATORS[sign], _FIGURES[name]

    def test(line: PlanLine) -> bool:
        found = figure(line)
        return found is not None and compare(found, wanted)

    return test


def _cover(line: PlanLine) -> Decimal | None:
    found = finite(line.then if line.then is not None else line.now)
    return None if found is None else found * _HUNDRED


_FIGURES: dict[str, Callable[[PlanLine], Decimal | int | None]] = {
    "save": lambda line: finite(line.save),
    "commit": lambda line: finite(line.commit),
    "upfront": lambda line: finite(line.upfront),
    "number": lambda line: line.number,
    "cover": _cover,
}
