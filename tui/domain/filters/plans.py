"""The filter language of the plan list: the words of the customer list about one plan each, and words of its own.

Those are in `plan_terms`: `mark:todo`, `term:1y`, `premium>100`. `provider:`, `plan:`, `savings>` and `age<`
speak of the plan of the line; all else speaks of its customer.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tui.domain.filters.filter import Filter, parse, parse_partial
from tui.domain.filters.plan_terms import OwnTerm, is_own, may_become_own, own_term
from tui.domain.filters.syntax import FilterError, WrongWordError, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tui.domain.filters.terms import Moment
    from tui.domain.plans.portfolio import PlanRow


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
    for position, token in tokens(text):
        end = position + len(token)
        try:
            term = own_term(token, at_end=unfinished and end == len(text))
        except WrongWordError as wrong:
            return FilterError(position, str(wrong), len(token))
        if not is_own(token):
            continue
        if term is not None:
            own.append(term)
        rest = rest[:position] + " " * len(token) + rest[end:]
    words = understand(rest)
    if isinstance(words, FilterError):
        return words
    return PlanFilter(_may_become_own(words, rest) if unfinished else words, tuple(own))


def _may_become_own(words: Filter, text: str) -> Filter:
    """While somebody types `ma`, it may be on its way to `mark:`: it hides everything only where it is a name."""
    if not words.terms or not may_become_own(text.rpartition(" ")[2]):
        return words
    return Filter((*words.terms[:-1], replace(words.terms[-1], tentative=True)))
