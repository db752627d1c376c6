"""Whether a plan may be bought at all, and what a person types to arm Buy (quality.md, "Buying", points 2 and 9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tui.domain.formats import cents, dollars, rounded
from tui.domain.plan.brief import PlanStanding
from tui.domain.plan.figures import cash_due, plan_standing
from tui.domain.records import CLOUD_NAMES
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tui.domain.plan.brief import Money
    from tui.domain.plan.records import Plan
    from tui.domain.purchase.attempt import Attempt
    from tui.domain.purchase.limits import Limits
    from tui.domain.snapshot import Mode

_TYPEABLE = 40
_TAIL = 6

_A_SUM = re.compile(r"\$?([0-9]{1,3}(,[0-9]{3})*|[0-9]{1,15})\.[0-9]{2}", re.ASCII)

DUE_AT_SIGNING = "sum due at signing"
MINIMUM_COMMITMENT = "minimum commitment"
READ_ONLY = "Read-only profile. Restart with --write"


@dataclass(frozen=True, slots=True)
class SumToType:
    """A sum that has to be typed before a plan may be bought: USD in total, and what it is."""

    amount: Decimal
    what: str


@dataclass(frozen=True, slots=True)
class Target:
    """What a purchase would be made for: the API host, the customer, the provider, and who acts (e-mail)."""

    host: str
    org_id: str
    provider: str
    email: str


def may_buy(plan: Plan, target: Target, *, mode: Mode, attempts: Iterable[Attempt], limits: Limits) -> tuple[str, ...]:
    """Every reason why this plan may not be bought now, the most final first; empty when it may."""
    return (
        *reasons_in_plan(plan),
        *_reasons_in_journal(plan.id, target, attempts),
        *_reasons_in_profile(target, mode),
        *_reasons_in_limits(plan, target.provider, limits),
    )


def reasons_in_plan(plan: Plan) -> tuple[str, ...]:
    """Why the plan itself is not for sale: bought or on its way, calculating, locked, or not to be read."""
    reasons: list[str] = []
    match plan_standing(plan):
        case PlanStanding.BOUGHT:
            reasons.append("Already bought: the plan is completed")
        case PlanStanding.BUYING:
            reasons.append("Being bought: the plan is in progress")
        case PlanStanding.SCHEDULED:
            reasons.append("Already scheduled to be bought")
        case _:
            pass
    if plan.is_calculating:
        reasons.append("Still calculating: its figures are not final")
    if plan.is_locked:
        reasons.append("The plan is locked")
    if not plan.id:
        reasons.append("The plan has no id")
    if not _is_readable(plan):
        reasons.append("A sum of the plan can't be read")
    return tuple(reasons)


def _reasons_in_journal(plan_id: str, target: Target, attempts: Iterable[Attempt]) -> Iterator[str]:
    for attempt in attempts:
        if attempt.host != target.host:
            continue
        claimed = attempt.plan_id == plan_id or (attempt.org_id, attempt.provider) == (target.org_id, target.provider)
        if attempt.state.keeps_plan and attempt.plan_id == plan_id:
            yield f"Already bought from here: entry {attempt.number} is {attempt.state}"
        elif attempt.state.is_open and claimed:
            yield f"A purchase is open: entry {attempt.number} is {attempt.state}"


def _reasons_in_profile(target: Target, mode: Mode) -> Iterator[str]:
    if not mode.may_write:
        yield READ_ONLY
    if not target.email.strip():
        yield "No e-mail to buy with. Set ARCHERA_PURCHASER_EMAIL, or purchaser_email in the profile"


def _reasons_in_limits(plan: Plan, provider: str, limits: Limits) -> Iterator[str]:
    if limits.providers is not None and provider not in limits.providers:
        yield f"This profile may not buy for {CLOUD_NAMES.get(provider, clean(provider, 20))}"
    if limits.upfront is None and limits.commitment is None and limits.confirm_again_above is None:
        return
    if not _is_readable(plan):
        return  # Said of the plan itself; such a sum can't be compared.
    due = cash_due(plan)
    if due.other is not None:
        yield f"The plan gives two sums due at signing: {dollars(due.amount)} and {dollars(due.other)}"
    if limits.upfront is not None:
        yield from _over("due at signing", due.amount, limits.upfront)
    if limits.commitment is not None:
        yield from _over("minimum commitment", plan.minimum_commitment_cost, limits.commitment)
    if limits.confirm_again_above is not None:
        told = f"is not known, and the profile asks for it above {dollars(limits.confirm_again_above)}"
        if due.amount is None and limits.upfront is None:
            yield f"The sum due at signing {told}"
        if plan.minimum_commitment_cost is None and limits.commitment is None:
            yield f"The minimum commitment {told}"


def sum_to_type(plan: Plan, limits: Limits) -> SumToType | None:
    """The sum a person has to type besides the challenge, the larger of the two; None when both are small enough.

    A plan whose sums are not known is not asked about: it may not be bought at all (`may_buy`).
    """
    least = limits.confirm_again_above
    sums = (
        SumToType(amount, what)
        for amount, what in (
            (cash_due(plan).amount, DUE_AT_SIGNING),
            (plan.minimum_commitment_cost, MINIMUM_COMMITMENT),
        )
        if amount is not None and amount.is_finite()
    )
    largest = max(sums, key=lambda found: found.amount, default=None)
    return largest if least is not None and largest is not None and rounded(largest.amount) > least else None


def why_not_confirmed(plan: Plan, limits: Limits, typed: Money) -> str:
    """Why the sum that came with a purchase does not confirm this plan; empty when it does, or none is asked for."""
    asked = sum_to_type(plan, limits)
    if asked is None or (typed is not None and cents(typed) == cents(asked.amount)):
        return ""
    return f"Not confirmed: the {asked.what}, {dollars(asked.amount)}, has to be typed as well"


def typed_sum(text: str) -> Money:
    """A sum as a person types it, to the cent: `61,055.42`, `61055.42`, `$61,055.42`; None for anything else."""
    return Decimal(text.removeprefix("$").replace(",", "")) if _A_SUM.fullmatch(text) else None


def _over(what: str, amount: Money, limit: Decimal) -> Iterator[str]:
    if amount is None:
        yield f"The {what} is not known, and the profile limits it to {dollars(limit)}"
    elif rounded(amount) > limit:
        yield f"Over the limit: {dollars(amount)} {what}, at most {dollars(limit)}"


def _is_readable(plan: Plan) -> bool:
    """Whether every figure that limits are held against is a number."""
    lines = (item.upfront_cost for item in plan.line_items)
    commitments = (item.upfront_cost for item in plan.commitments)
    money = (plan.minimum_commitment_cost, *lines, *commitments)
    return all(value is None or value.is_finite() for value in money)


def challenge(name: str, org_id: str, *, unique: bool) -> str:
    """What a person types to arm Buy: the customer's name, else the last six characters of its id.

    The name counts if no other customer has it (`unique`), if it can be typed as it is seen (printable ASCII, at
    most 40 characters, no space at its ends or two in a row).
    """
    typeable = name.isascii() and name.isprintable() and 0 < len(name) <= _TYPEABLE and name == " ".join(name.split())
    return name if unique and typeable else org_id[-_TAIL:]


def is_armed(typed: str, asked: str) -> bool:
    """Whether what was typed is what was asked for; nothing asked for is never armed."""
    return bool(asked) and typed == asked


def is_unique(name: str, names: Iterable[str]) -> bool:
    """Whether exactly one of these customers' names is seen as this one, letter case and blanks aside."""
    seen = _seen(name)
    return sum(_seen(other) == seen for other in names) == 1


def _seen(name: str) -> str:
    return " ".join(clean(name).split()).casefold()
