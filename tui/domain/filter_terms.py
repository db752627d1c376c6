"""One word of the filter language as a test on a customer's standing."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tui.domain.facts import Stage, Standing
from tui.domain.filter_words import ALIASES, COMPARED, COMPARISONS, FIELDS, OPEN, VALUES, money, nearest, seconds
from tui.domain.formats import rounded
from tui.domain.names import folded
from tui.domain.records import AVAILABLE

_WORD = re.compile(r"(?P<field>[A-Za-z_]+)(?P<op><=|>=|[:<>=])(?P<value>.*)", re.DOTALL)
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq,
}  # fmt: skip
_WHOLE = Decimal(1)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Moment:
    """What a match may depend on besides the customer: the time (epoch seconds) and who is pinned here."""

    now: float
    pinned: frozenset[str] = frozenset()


Test = Callable[[Standing, Moment], bool]


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a filter. A tentative one may still become something else while it is being typed."""

    text: str
    test: Test = field(compare=False)
    tentative: bool = False


class WrongWordError(Exception):
    """A word that can't be understood."""


def _name(value: str) -> Test:
    wanted = folded(value)
    return lambda standing, _: wanted in standing.folded


def _needs(_: str) -> Test:
    return lambda standing, _: standing.health.stage is Stage.ATTENTION


def _status(value: str) -> Test:
    if value == AVAILABLE:
        return lambda standing, _: standing.health.status == AVAILABLE
    return lambda standing, _: value in standing.health.statuses


def _provider(value: str) -> Test:
    return lambda standing, _: value in standing.health.providers


def _plan(value: str) -> Test:
    return lambda standing, _: value in standing.plan.words


def _stage(value: str) -> Test:
    if value == Stage.ONBOARDING:
        return lambda standing, _: bool(standing.health.stage is Stage.ONBOARDING or standing.under_way)
    return lambda standing, _: standing.health.stage == value


def _is(_: str) -> Test:
    return lambda standing, moment: standing.customer.org_id in moment.pinned


def _feature(value: str) -> Test:
    wanted = value.lower().replace("-", "_")
    return lambda standing, _: wanted in standing.health.faulty


_TESTS: dict[str, Callable[[str], Test]] = {
    "needs": _needs, "status": _status, "provider": _provider, "plan": _plan, "stage": _stage, "is": _is,
    "feature": _feature, "name": _name,
}  # fmt: skip


def _savings(comparison: str, value: str) -> Test:
    wanted = money(value)
    if wanted is None:
        raise WrongWordError(f'"{value}" is no sum; savings takes dollars per month, as in savings>1000')
    compare = _OPERATORS[comparison]
    if comparison == "=":
        step = _WHOLE if wanted == wanted.to_integral_value() else _CENT
        return lambda standing, _: standing.plan.savings is not None and rounded(standing.plan.savings, step) == wanted
    return lambda standing, _: standing.plan.savings is not None and compare(standing.plan.savings, wanted)


def _age(comparison: str, value: str) -> Test:
    wanted = seconds(value)
    if wanted is None:
        raise WrongWordError(f'"{value}" is no age; age takes a number and s, m, h, d or w, as in age<7d')
    compare = _OPERATORS[comparison]
    at_least = comparison in (">", ">=")

    def test(standing: Standing, moment: Moment) -> bool:
        times = standing.times
        # What was never seen to change is at least as old as its first sight: old for sure, but never young.
        if times.changed is None or not (times.changed_exact or at_least):
            return False
        return compare(max(0.0, moment.now - times.changed), wanted)

    return test


def _choice(name: str, value: str) -> str:
    lowered = ALIASES.get(value.lower(), value.lower())
    choices = VALUES[name]
    if lowered in choices:
        return lowered
    if not value:
        raise WrongWordError(f"{name}: takes {_listed(choices)}")
    meant = nearest(value, choices)
    raise WrongWordError(
        f'{name}: has no "{value}"; ' + (f"did you mean {meant}" if meant else f"it takes {_listed(choices)}")
    )


def _listed(choices: tuple[str, ...]) -> str:
    return choices[0] if len(choices) == 1 else ", ".join(choices[:-1]) + " or " + choices[-1]


def _fielded(name: str, comparison: str, value: str) -> tuple[str, Test]:
    """The canonical text and the test of `field:value` or `field>value`."""
    if name not in FIELDS:
        meant = nearest(name, FIELDS)
        raise WrongWordError(
            f'there is no "{name}{comparison}"; '
            + (f"did you mean {meant}" if meant else f"the words are {_listed(FIELDS)}")
            + "; a name with such a sign goes in quotes",
        )
    if name in COMPARED:
        if comparison not in COMPARISONS:
            example = "savings>1000" if name == "savings" else "age<7d"
            raise WrongWordError(f"{name} is compared with < <= > >= or =, as in {example}")
        return f"{name}{comparison}{value}", (_savings if name == "savings" else _age)(comparison, value)
    if comparison != ":":
        raise WrongWordError(f"{name} takes a colon, as in {name}:{VALUES.get(name, ('cur',))[0]}")
    if name in OPEN:
        if not value.strip():
            raise WrongWordError(f"{name}: needs a word after the colon")
        return f"{name}:{_quoted(value)}", _TESTS[name](value)
    chosen = _choice(name, value)
    return f"{name}:{chosen}", _TESTS[name](chosen)


def _quoted(value: str) -> str:
    return f'"{value}"' if any(ch.isspace() for ch in value) else value


def _negated(test: Test) -> Test:
    return lambda standing, moment: not test(standing, moment)


def term_of(token: str) -> Term:
    """One word as a term; `WrongWordError` when it can't be understood."""
    bare = token.lstrip("!")
    marks = len(token) - len(bare)
    if bare.count('"') % 2:
        raise WrongWordError('the quote is not closed, it ends with another "')
    fielded = None if bare.startswith('"') else _WORD.fullmatch(bare)
    if fielded:
        value = fielded["value"].replace('"', "")
        text, test = _fielded(fielded["field"].lower(), fielded["op"], value)
    else:
        value = bare.replace('"', "")
        if not value.strip():
            raise WrongWordError("there is nothing to look for" if bare else "! needs a word after it")
        text, test = (f'"{value}"' if '"' in bare else value), _name(value)
    return Term("!" + text, _negated(test)) if marks % 2 else Term(text, test)
