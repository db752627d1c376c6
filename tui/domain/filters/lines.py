"""The filter language of a plan's lines: `save>100 term:1y service:ec2 !lambda`; every word must be true.

Bare words match the name. Sums are in the unit of their column; a line that does not say matches no comparison.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from tui.domain.filters.syntax import OPERATORS, FilterError, WrongWordError, comparison, tokens, word_of
from tui.domain.filters.words import money, nearest
from tui.domain.names import folded
from tui.domain.plan.terms import hours_of_term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.domain.plan.lines import PlanLine

Test = Callable[["PlanLine"], bool]

TEXTS = ("service", "key", "provider", "term")
FIGURES = ("save", "commit", "upfront", "number", "cover")
FIELDS = (*TEXTS, *FIGURES)
ALIASES = {"savings": "save", "commitment": "commit", "no": "number", "coverage": "cover", "name": "service"}
EXAMPLE = "name, save>100, term:1y …"
_HUNDRED, _WHOLE = Decimal(100), Decimal(1)


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


def parse_line_filter(text: str) -> LineFilter | FilterError:
    """A whole filter, as confirmed by enter; the first wrong word as an error."""
    return _understood(text, unfinished=False)


def parse_partial_line_filter(text: str) -> LineFilter | FilterError:
    """A filter while it is being typed: a last word of which nothing can be made yet hides nothing."""
    return _understood(text, unfinished=True)


def _understood(text: str, *, unfinished: bool) -> LineFilter | FilterError:
    terms: list[LineTerm] = []
    for position, token in tokens(text):
        at_end = unfinished and position + len(token) == len(text)
        if at_end and _may_become_a_field(token):
            continue
        try:
            terms.append(_term(token + ('"' if at_end and token.count('"') % 2 else "")))
        except WrongWordError as wrong:
            if not at_end:
                return FilterError(position, str(wrong), len(token))
    return LineFilter(tuple(terms))


def _may_become_a_field(word: str) -> bool:
    """`sa` may be on its way to `save>`: it hides nothing while it is typed."""
    bare = word.lstrip("!").lower()
    return bool(bare) and any(name.startswith(bare) for name in (*FIGURES, *ALIASES, "term", "key", "provider"))


def _term(token: str) -> LineTerm:
    word = word_of(token)
    made = _fielded(word.field, word.sign, word.value) if word.field else LineTerm(word.value, _named(word.value))
    if not word.negated:
        return made
    test = made.test
    return LineTerm(f"!{made.text}", lambda line: not test(line))


def _fielded(name: str, sign: str, value: str) -> LineTerm:
    name = ALIASES.get(name, name)
    if name not in FIELDS:
        meant = nearest(name, FIELDS)
        raise WrongWordError(
            f'there is no "{name}"; ' + (f"did you mean {meant}" if meant else f"there is {', '.join(FIELDS)}")
        )
    if name in FIGURES:
        return LineTerm(f"{name}{sign}{value}", _compared(name, sign, value))
    if sign != ":":
        raise WrongWordError(f"{name} takes a colon, as in {name}:{'1y' if name == 'term' else 'ec2'}")
    if not value.strip():
        raise WrongWordError(f"{name}: needs a word after it")
    return LineTerm(f"{name}:{value}", _text(name, value))


def _named(value: str) -> Test:
    wanted = folded(value)
    return lambda line: wanted in folded(f"{line.name} {line.service}")


def _text(name: str, value: str) -> Test:
    wanted = folded(value)
    match name:
        case "service":
            return _named(value)
        case "term":
            return _of_term(value)
        case "key":
            return lambda line: wanted in folded(line.key)
        case _:
            return lambda line: wanted == folded(line.provider)


def _of_term(value: str) -> Test:
    wanted = hours_of_term(value.lower())
    if wanted is None:
        raise WrongWordError(f'"{value}" is no term; it takes one as the table shows it, as in term:1y or term:30d')
    return lambda line: wanted in (line.min_hours, line.max_hours)


def _compared(name: str, sign: str, value: str) -> Test:
    wanted = money(value.removesuffix("%") if name == "cover" else value)
    if sign not in OPERATORS or wanted is None:
        raise WrongWordError(f"{name} takes a comparison, as in {name}>100")
    is_so, figure = comparison(sign, wanted, _WHOLE if name == "cover" else None), _FIGURES[name]
    return lambda line: is_so(figure(line))


def _cover(line: PlanLine) -> Decimal | None:
    found = line.then if line.then is not None else line.now
    return None if found is None else found * _HUNDRED


_FIGURES: dict[str, Callable[[PlanLine], Decimal | int | None]] = {
    "save": lambda line: line.save,
    "commit": lambda line: line.commit,
    "upfront": lambda line: line.upfront,
    "number": lambda line: line.number,
    "cover": _cover,
}
