"""The filter language of the plan list: the words of the customer list about one plan each, and `mark:` and `term:`.

`provider:`, `plan:`, `savings>` and `age<` speak of the plan of the line; all else speaks of its customer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tui.domain.filter import Filter, FilterError, parse, parse_partial
from tui.domain.filter_words import nearest
from tui.domain.marks import ReviewMark
from tui.domain.terms import term_of_hours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.domain.filter_terms import Moment
    from tui.domain.portfolio import PlanRow

MARKS = {
    "todo": ReviewMark.TO_DO,
    "looked": ReviewMark.LOOKED_AT,
    "buy": ReviewMark.TO_BUY,
    "declined": ReviewMark.DECLINED,
}
_OWN = ("mark:", "term:")
_TOKEN = re.compile(r'\S*?"[^"]*(?:"\S*|$)|\S+')
_TERM = re.compile(r"\d{1,6}(?:y|mo|d|h)")


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A word about the plan itself."""

    text: str
    test: Callable[[PlanRow], bool] = field(compare=False)


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """A filter that was understood; without words it leaves every plan."""

    words: Filter = field(default_factory=Filter)
    own: tuple[OwnTerm, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it leaves every plan."""
        return not (self.words.terms or self.own)

    def select(self, rows: Iterable[PlanRow], moment: Moment) -> list[PlanRow]:
        """The rows of which every word is true, in the order they came.

        A tentative word that is true of no row is left out.
        """
        selected = list(rows)
        for term in self.words.terms:
            kept = [row for row in selected if term.test(row.standing, moment)]
            selected = kept if kept or not term.tentative else selected
        for own in self.own:
            selected = [row for row in selected if own.test(row)]
        return selected


def parse_plan_filter(text: str) -> PlanFilter | FilterError:
    """A whole filter, as confirmed by enter; the first wrong word as an error."""
    return _understood(text, parse, unfinished=False)


def parse_partial_plan_filter(text: str) -> PlanFilter | FilterError:
    """A filter while it is being typed: a last word that is not finished hides nothing."""
    return _understood(text, parse_partial, unfinished=True)


def _understood(
    text: str, understand: Callable[[str], Filter | FilterError], *, unfinished: bool
) -> PlanFilter | FilterError:
    """Our own words are read here and blanked out, so that the others keep their places in the text."""
    rest, own = text, []
    for found in _TOKEN.finditer(text):
        word = found[0]
        if not word.lstrip("!").lower().startswith(_OWN):
            continue
        term = _own_term(word, at_end=unfinished and found.end() == len(text))
        if isinstance(term, str):
            return FilterError(found.start(), term, len(word))
        if term is not None:
            own.append(term)
        rest = rest[: found.start()] + " " * len(word) + rest[found.end() :]
    words = understand(rest)
    if isinstance(words, FilterError):
        return words
    return PlanFilter(_may_become_own(words, rest) if unfinished else words, tuple(own))


def _may_become_own(words: Filter, text: str) -> Filter:
    """While somebody types `ma`, it may be on its way to `mark:`."""
    last = text.rpartition(" ")[2].lstrip("!").lower()
    if not last or not words.terms or not any(name.startswith(last) for name in _OWN):
        return words
    return Filter((*words.terms[:-1], replace(words.terms[-1], tentative=True)))


def _own_term(word: str, *, at_end: bool) -> OwnTerm | str | None:
    """One of our own words as a term, why it can't be understood, or None while it is not finished."""
    bare = word.lstrip("!")
    name, _, value = bare.lower().replace('"', "").partition(":")
    found = _mark(value, at_end=at_end) if name == "mark" else _term(value, at_end=at_end)
    if not isinstance(found, OwnTerm) or (len(word) - len(bare)) % 2 == 0:
        return found
    test = found.test
    return OwnTerm("!" + found.text, lambda row: not test(row))


def _mark(value: str, *, at_end: bool) -> OwnTerm | str | None:
    mark = MARKS.get(value)
    if mark is not None:
        return OwnTerm(f"mark:{value}", lambda row: row.mark is mark)
    if at_end and any(name.startswith(value) for name in MARKS):
        return None
    if not value:
        return "mark: takes todo, looked, buy or declined"
    meant = nearest(value, tuple(MARKS))
    hint = f"did you mean {meant}" if meant else "it takes todo, looked, buy or declined"
    return f'mark: has no "{value}"; {hint}'


def _term(value: str, *, at_end: bool) -> OwnTerm | str | None:
    if _TERM.fullmatch(value):
        return OwnTerm(f"term:{value}", lambda row: term_of_hours(row.brief.lock_in_hours) == value)
    if at_end and (not value or value.isdigit() or value.endswith("m")):
        return None
    return f'"{value}" is no lock-in; term: takes one as the list shows it, as in term:1y or term:30d'
