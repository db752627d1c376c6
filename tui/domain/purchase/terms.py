"""The terms on which a script may buy: what it expects of the plan, and how much it allows (quality.md, "Buying")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tui.domain.formats import NOTHING, cents, dollars, rounded
from tui.domain.plan.figures import cash_due
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.domain.plan.brief import Money
    from tui.domain.plan.records import Plan

_MONEY = re.compile(r"-?\$?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,15})(\.[0-9]{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a purchase without a screen is bound to, US dollars.

    The plan with this id must save exactly `monthly_savings` per month; at most `max_cash` may be due at signing, and
    the minimum commitment may be at most `max_commitment`.
    """

    plan_id: str
    monthly_savings: Decimal
    max_cash: Decimal
    max_commitment: Decimal


def money_of(text: str) -> Money:
    """A sum as a person writes it on a command line: `4210.20`, `4,210.20`, `$5000`; None for anything else."""
    return Decimal(text.replace("$", "").replace(",", "")) if _MONEY.fullmatch(text) else None


def reasons_in_terms(plan: Plan, terms: Terms) -> tuple[str, ...]:
    """Why a plan as just read is not what was expected and allowed; empty when it is.

    Sums are compared to the cent, as they are shown. A figure that is missing, that is no number, or that two sources
    give differently, never is what was expected.
    """
    return tuple(_reasons(plan, terms))


def _reasons(plan: Plan, terms: Terms) -> Iterator[str]:
    if plan.id != terms.plan_id:
        yield f"Another plan is recommended now: {clean(plan.id, 80) or 'one without an id'}"
    savings = cents(plan.monthly_savings)
    if savings == NOTHING:
        yield "The net savings are not known"
    elif savings != cents(terms.monthly_savings):
        yield f"The net savings are {dollars(plan.monthly_savings)} a month, not {dollars(terms.monthly_savings)}"
    due = cash_due(plan)
    if due.other is not None:
        yield f"The plan gives two sums due at signing: {dollars(due.amount)} and {dollars(due.other)}"
    else:
        yield from _over("sum due at signing", due.amount, terms.max_cash)
    yield from _over("minimum commitment", plan.minimum_commitment_cost, terms.max_commitment)


def _over(what: str, amount: Money, most: Decimal) -> Iterator[str]:
    if amount is None or not amount.is_finite():
        yield f"The {what} is not known"
    elif rounded(amount) > most:
        yield f"The {what} is {dollars(amount)}, more than the {dollars(most)} allowed"
