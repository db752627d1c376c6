"""One word of the filter language as a test on a customer's standing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tui.domain.customers.facts import Stage, Standing
from tui.domain.filters.syntax import OPERATORS, WrongWordError, comparison, quoted, word_of
from tui.domain.filters.words import (
    ALIASES,
    COMPARED,
    FIELDS,
    OPEN,
    VALUES,
    last_place,
    listed,
    money,
    nearest,
    no_such_field,
    seconds,
)
from tui.domain.names import feature_word, folded
from tui.domain.records import AVAILABLE


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
    wanted = feature_word(value)
    return lambda standing, _: wanted in standing.health.faulty


_TESTS: dict[str, Callable[[str], Test]] = {
    "needs": _needs, "status": _status, "provider": _provider, "plan": _plan, "stage": _stage, "is": _is,
    "feature": _feature, "name": _name,
}  # fmt: skip


def _savings(sign: str, value: str) -> Test:
    wanted = money(value)
    if wanted is None:
        raise WrongWordError(f'"{value}" is no sum; savings takes dollars per month, as in savings>1000')
    is_so = comparison(sign, wanted)
    return lambda standing, _: is_so(standing.plan.savings)


def _age(sign: str, value: str) -> Test:
    wanted = seconds(value)
    if wanted is None:
        raise WrongWordError(f'"{value}" is no age; age takes a number and s, m, h, d or w, as in age<7d')
    compare, until = OPERATORS[sign], wanted + last_place(value)
    at_least = sign in (">", ">=")

    def test(standing: Standing, moment: Moment) -> bool:
        times = standing.times
        # What was never seen to change is at least as old as its first sight: old for sure, but never young.
        if times.changed is None or not (times.changed_exact or at_least):
            return False
        age = max(0.0, moment.now - times.changed)
        # Ages are shown rounded down: seven days are as many until the eighth is full.
        return wanted <= age < until if sign == "=" else compare(age, wanted)

    return test


def _choice(name: str, value: str) -> str:
    lowered = ALIASES.get(value.lower(), value.lower())
    choices = VALUES[name]
    if lowered in choices:
        return lowered
    if not value:
        raise WrongWordError(f"{name}: takes {listed(choices)}")
    meant = nearest(value, choices)
    raise WrongWordError(
        f'{name}: has no "{value}"; ' + (f"did you mean {meant}" if meant else f"it takes {listed(choices)}")
    )


def _fielded(name: str, sign: str, value: str) -> tuple[str, Test]:
    """The canonical text and the test of `field:value` or `field>value`."""
    if name not in FIELDS:
        raise WrongWordError(no_such_field(name, sign, FIELDS))
    if name in COMPARED:
        if sign not in OPERATORS:
            example = "savings>1000" if name == "savings" else "age<7d"
            raise WrongWordError(f"{name} is compared with < <= > >= or =, as in {example}")
        return f"{name}{sign}{value}", (_savings if name == "savings" else _age)(sign, value)
    if sign != ":":
        raise WrongWordError(f"{name} takes a colon, as in {name}:{VALUES.get(name, ('cur',))[0]}")
    if name in OPEN:
        if not value.strip():
            raise WrongWordError(f"{name}: needs a word after the colon")
        return f"{name}:{quoted(value)}", _TESTS[name](value)
    chosen = _choice(name, value)
    return f"{name}:{chosen}", _TESTS[name](chosen)


def _negated(test: Test) -> Test:
    return lambda standing, moment: not test(standing, moment)


def term_of(token: str) -> Term:
    """One word as a term; `WrongWordError` when it can't be understood."""
    word = word_of(token)
    if word.field:
        text, test = _fielded(word.field, word.sign, word.value)
    else:
        text, test = (f'"{word.value}"' if '"' in token else word.value), _name(word.value)
    return Term("!" + text, _negated(test)) if word.negated else Term(text, test)
