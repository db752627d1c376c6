"""The filter language of the customer list (product.md, "Customers"): words that must all be true.

`needs:attention aws !plan:bought savings>1000 "two words"`. While somebody types, `parse_partial` leaves out a last
word that is not finished, so that the list doesn't empty under the fingers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.filters.syntax import FilterError, WrongWordError, tokens
from tui.domain.filters.terms import Moment, Term, term_of
from tui.domain.filters.words import completions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.domain.customers.facts import Standing


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that was understood; without terms it matches everyone. Two filters are equal when their words are."""

    terms: tuple[Term, ...] = ()

    @property
    def text(self) -> str:
        """The words as understood, one space between them."""
        return " ".join(term.text for term in self.terms)

    def matches(self, standing: Standing, moment: Moment) -> bool:
        """Whether every word is true of this customer."""
        return all(term.test(standing, moment) for term in self.terms)

    def select(self, standings: Iterable[Standing], moment: Moment) -> list[Standing]:
        """The customers of whom every word is true, in the order they came.

        A tentative word that is true of nobody is left out.
        """
        selected = list(standings)
        for term in self.terms:
            test = term.test
            kept = [standing for standing in selected if test(standing, moment)]
            if kept or not term.tentative:
                selected = kept
        return selected


def parse(text: str) -> Filter | FilterError:
    """A whole filter, as given on a command line or confirmed by enter; the first wrong word as an error."""
    terms: list[Term] = []
    for position, token in tokens(text):
        try:
            terms.append(term_of(token))
        except WrongWordError as wrong:
            return FilterError(position, str(wrong), len(token))
    return Filter(tuple(terms))


def _unfinished(token: str) -> Term | None:
    """The last word while it is typed: None when nothing can be made of it yet."""
    try:
        term = term_of(token + '"' if token.count('"') % 2 else token)
    except WrongWordError:
        return None
    is_feature = token.lstrip("!").lower().startswith("feature:")
    may_go_on = is_feature or any(completion != token for completion in completions(token))
    return Term(term.text, term.test, tentative=may_go_on)


def parse_partial(text: str) -> Filter | FilterError:
    """A filter while it is being typed.

    A last word without a space after it is left out as long as nothing can be made of it, and counts only as far
    as it leaves somebody when it may still become a word of the language. Words before it must be right.
    """
    words = list(tokens(text))
    if not words:
        return Filter()
    position, last = words[-1]
    if position + len(last) < len(text):
        return parse(text)
    before = parse(text[:position])
    if isinstance(before, FilterError):
        return before
    term = _unfinished(last)
    return before if term is None else Filter((*before.terms, term))
