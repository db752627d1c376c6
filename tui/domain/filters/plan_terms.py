"""The words of the plan list's filter that speak of the plan itself: its mark, its term, its figures compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from tui.domain.filters.syntax import OPERATORS, WrongWordError, comparison, fielded
from tui.domain.filters.words import FIELDS, FilterWord, money, nearest, no_such_field
from tui.domain.marks import ReviewMark
from tui.domain.plan.terms import hours_of_term

if TYPE_CHECKING:
    from tui.domain.plan.brief import PlanBrief
    from tui.domain.plans.portfolio import PlanRow

MARKS = ("todo", "looked", "buy", "declined")
_MARKED = {"looked": ReviewMark.LOOKED_AT, "buy": ReviewMark.TO_BUY, "declined": ReviewMark.DECLINED}
_ALIASES = {"prem": "premium", "sign": "signing", "lock": "lockin", "lock-in": "lockin", "cover": "coverage"}
_EXAMPLES = {
    "premium": "dollars per month, as in premium>100",
    "signing": "dollars, as in signing=0",
    "commitment": "dollars in total, as in commitment<50k",
    "coverage": "the percentage after buying, as in coverage<75",
    "lockin": "a length, as in lockin<=1y or lockin>30d",
}
COMPARED = tuple(_EXAMPLES)
NAMES = ("mark", "term", *COMPARED)
WORDS = (
    FilterWord("beta", "customer's name contains"),
    FilterWord("mark:todo", "to be reviewed; looked, buy, declined"),
    FilterWord("plan:ready", "calculating, locked, scheduled, buying, bought"),
    FilterWord("provider:aws", "azure, gcp"),
    FilterWord("term:1y", "the lock-in as listed"),
    FilterWord("lockin<=1y", "compared; y mo d h"),
    FilterWord("savings>1000", "net, per month; also < <= >= ="),
    FilterWord("premium>100", "per month"),
    FilterWord("signing=0", "due at signing"),
    FilterWord("coverage<75", "after, in %"),
    FilterWord("commitment<50k", "the least to spend, in total"),
    FilterWord("age<7d", "the plan changed in a week"),
    FilterWord("!word", "not"),
)
"""What the help tells; the words about the customer, as `stage:connected`, work as well."""

_HUNDRED, _WHOLE = Decimal(100), Decimal(1)
_FIGURES: dict[str, Callable[[PlanBrief], Decimal | int | None]] = {
    "premium": lambda brief: brief.monthly_fee,
    "signing": lambda brief: brief.cash_due,
    "commitment": lambda brief: brief.minimum_commitment_cost,
    "coverage": lambda brief: None if brief.potential_coverage is None else brief.potential_coverage * _HUNDRED,
    "lockin": lambda brief: brief.lock_in_hours,
}


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A word about the plan itself."""

    text: str
    test: Callable[[PlanRow], bool] = field(compare=False)


def own_term(word: str, *, at_end: bool) -> OwnTerm | None:
    """A word of ours as a term; None for a word that is not finished (`at_end`: it may go on), or no word of ours.

    Raises `WrongWordError`.
    """
    found = fielded(word)
    if found is None:
        return None
    name, sign, value = _ALIASES.get(found.field, found.field), found.sign, found.value.lower()
    if name not in (*FIELDS, *NAMES):
        raise WrongWordError(no_such_field(name, sign, (*FIELDS, *NAMES)))
    if name in FIELDS:
        return None
    match name:
        case "mark" | "term" if sign != ":":
            raise WrongWordError(f"{name} takes a colon, as in {'mark:todo' if name == 'mark' else 'term:1y'}")
        case "mark":
            made = _mark(value, at_end=at_end)
        case "term":
            made = _term(value, at_end=at_end)
        case _:
            made = _compared(name, sign, value, at_end=at_end)
    if made is None or not found.negated:
        return made
    test = made.test
    return OwnTerm("!" + made.text, lambda row: not test(row))


def is_own(word: str) -> bool:
    """Whether a word is one of ours."""
    found = fielded(word)
    return found is not None and _ALIASES.get(found.field, found.field) in NAMES


def may_become_own(word: str) -> bool:
    """`ma` may be on its way to `mark:`, `prem` to `premium>`."""
    typed = word.lstrip("!").lower()
    return bool(typed) and any(name.startswith(typed) for name in (*NAMES, *_ALIASES))


def _mark(value: str, *, at_end: bool) -> OwnTerm | None:
    """`mark:todo` is what waits for review: a plan that is bought or can't be bought yet has nothing to do."""
    if value == "todo":
        return OwnTerm("mark:todo", lambda row: row.waits_for_review)
    mark = _MARKED.get(value)
    if mark is not None:
        return OwnTerm(f"mark:{value}", lambda row: row.mark is mark)
    if at_end and any(name.startswith(value) for name in MARKS):
        return None
    if not value:
        raise WrongWordError("mark: takes todo, looked, buy or declined")
    meant = nearest(value, MARKS)
    hint = f"did you mean {meant}" if meant else "it takes todo, looked, buy or declined"
    raise WrongWordError(f'mark: has no "{value}"; {hint}')


def _term(value: str, *, at_end: bool) -> OwnTerm | None:
    hours = hours_of_term(value)
    if hours is not None:
        return OwnTerm(f"term:{value}", lambda row: row.brief.lock_in_hours == hours)
    if at_end and _may_become_length(value):
        return None
    raise WrongWordError(f'"{value}" is no lock-in; term: takes one as the list shows it, as in term:1y or term:30d')


def _may_become_length(value: str) -> bool:
    return not value or value.isdigit() or value.endswith("m")


def _compared(name: str, sign: str, value: str, *, at_end: bool) -> OwnTerm | None:
    """Compared as the list shows it: a coverage in whole percents, `=` to the dollar unless cents are given."""
    if sign not in OPERATORS:
        raise WrongWordError(f"{name} is compared with < <= > >= or =; it takes {_EXAMPLES[name]}")
    if name == "lockin":
        wanted: Decimal | int | None = hours_of_term(value)
        unfinished = _may_become_length(value)
    else:
        wanted, unfinished = money(value.removesuffix("%") if name == "coverage" else value), not value.strip("$-")
    if wanted is None:
        if at_end and unfinished:
            return None
        raise WrongWordError(f'{name} can\'t be compared with "{value}"; it takes {_EXAMPLES[name]}')
    is_so, figure = comparison(sign, wanted, _WHOLE if name == "coverage" else None), _FIGURES[name]
    return OwnTerm(f"{name}{sign}{value}", lambda row: row.is_final and is_so(figure(row.brief)))
