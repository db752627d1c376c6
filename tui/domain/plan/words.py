"""Words for the parts of a plan (product.md, "Plan"). Figures are the API's; what is worked out here says so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tui.domain.formats import (
    MINUS,
    NOTHING,
    age,
    percent,
    rounded,
    short_id,
)
from tui.domain.plan.brief import Money, PlanStanding
from tui.domain.plan.contract_words import human
from tui.domain.plan.figures import lock_in_hours, plan_standing
from tui.domain.plan.policy import countdown
from tui.domain.plan.terms import words_of_hours
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.domain.plan.records import FlaggedAction, Plan

_TENTH = Decimal("0.1")


def people_of(plan: Plan) -> dict[str, str]:
    """The names of the people a plan and its policy speak of, by their id."""
    policy = plan.execution_policy
    users = (plan.created_by, policy.created_by if policy is not None else None)
    return {user.id: clean(user.full_name or user.username, 80) for user in users if user is not None and user.id}


def action_words(action: FlaggedAction, now: float, people: Mapping[str, str] | None = None) -> str:
    """`exchange, submitted 2d ago, by Noor Haddad`: what is queued or done for a plan, and on whose word.

    Unknown kinds stand in the server's word, people nobody knows by the beginning of their id.
    """
    kind = human(action.action_type) or "action of an unnamed kind"
    status = human(action.status)
    if action.execution_time is not None:
        ahead = action.execution_time > now
        when = (
            f"runs {countdown(action.execution_time, now)}" if ahead else f"ran {age(now - action.execution_time)} ago"
        )
        status = f"{status}, {when}" if status else when
    elif action.creation_time is not None:
        since = f"{age(now - action.creation_time)} ago"
        status = f"{status} {since}" if status else since
    exchange = human(action.exchange_status)
    who = (people or {}).get(action.user_id or "") or short_id(clean(action.user_id, 80).strip())
    parts = [kind, status, f"exchange {exchange}" if exchange and exchange not in status else ""]
    parts.append(f"by {who}" if who else "")
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Badge:
    """A word about a plan and the token of its colour: accent, warn, muted or ok."""

    word: str
    tone: str


_TONES = {
    PlanStanding.CALCULATING: "warn",
    PlanStanding.LOCKED: "warn",
    PlanStanding.SCHEDULED: "warn",
    PlanStanding.BUYING: "warn",
    PlanStanding.BOUGHT: "ok",
}


def badges(plan: Plan) -> tuple[Badge, ...]:
    """The badges of a plan: standing, recommended, flagged, renewal, and a status of its own."""
    found: list[Badge] = []
    standing = plan_standing(plan)
    if standing is not PlanStanding.READY:
        found.append(Badge(standing.value, _TONES[standing]))
    if plan.is_calculating and standing is not PlanStanding.CALCULATING:
        found.append(Badge("calculating", "warn"))
    if plan.is_locked and standing is not PlanStanding.LOCKED:
        found.append(Badge("locked", "warn"))
    if plan.is_recommended:
        found.append(Badge("recommended", "accent"))
    if plan.flagged_actions:
        found.append(Badge(f"{len(plan.flagged_actions)} flagged", "warn"))
    if plan.is_renewal or plan.plan_type == "renewal":
        found.append(Badge("renewal", "muted"))
    status = human(plan.status)
    if status and standing in (PlanStanding.READY, PlanStanding.CALCULATING, PlanStanding.LOCKED):
        found.append(Badge(status, "muted"))
    return tuple(found)


def hours_words(hours: Money) -> str:
    """`212 h`; `–` when unknown."""
    return NOTHING if hours is None or not hours.is_finite() else f"{rounded(hours, Decimal(1)):,.0f} h"


def breakeven_words(plan: Plan) -> str:
    """Breakeven against lock-in on one line: `212 h, 2 % of the longest lock-in (1 year)`."""
    lock_in = lock_in_hours(plan)
    shown = hours_words(plan.breakeven_hours)
    if shown == NOTHING or plan.breakeven_hours is None or not lock_in:
        return shown
    term = words_of_hours(lock_in)
    if plan.breakeven_hours > lock_in:
        return f"{shown}, longer than the longest lock-in ({term})"
    return f"{shown}, {percent(plan.breakeven_hours / lock_in)} % of the longest lock-in ({term})"


def change_percent(before: Money, after: Money) -> str:
    """`−22.2 %`: what becomes of a cost, worked out here; `–` when there is nothing to compare with."""
    if before is None or after is None or not before.is_finite() or not after.is_finite() or before <= 0:
        return NOTHING
    change = rounded((after - before) / before * 100, _TENTH)
    sign = MINUS if change < 0 else "+" if change > 0 else ""
    return f"{sign}{abs(change):,.1f} %"


def coverage_words(current: Money, potential: Money) -> str:
    """`31 → 78 %`; one figure when only one is known, `–` for none."""
    known = [percent(ratio) for ratio in (current, potential) if ratio is not None and ratio.is_finite()]
    return f"{' → '.join(known)} %" if known else NOTHING


def coverage_gain(current: Money, potential: Money) -> str:
    """`+47 pp`: percentage points between two coverages as shown, worked out here."""
    if current is None or potential is None or not current.is_finite() or not potential.is_finite():
        return NOTHING
    gain = rounded(potential * 100, Decimal(1)) - rounded(current * 100, Decimal(1))
    return f"{MINUS if gain < 0 else '+'}{abs(gain):.0f} pp"


def service_names(plan: Plan) -> dict[str, str]:
    """A name for every line item and commitment key: the aggregate's service or name, else the key itself."""
    names = {item.key: clean(item.key, 120) for item in plan.line_items}
    for summary in plan.commitments:
        named = clean(summary.service_name or summary.name or summary.key, 120).strip()
        names[summary.key] = named or clean(summary.key, 120)
    return names
