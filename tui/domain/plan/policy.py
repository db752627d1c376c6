"""An execution policy in words: whether it buys by itself, when, and from which savings on (product.md, "Plan")."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tui.domain.formats import age, date, dollars, moment_words, rounded, weekday_and_day, whole_dollars
from tui.domain.plan.brief import PlanStanding
from tui.domain.plan.contract_words import human
from tui.domain.plan.figures import plan_standing

if TYPE_CHECKING:
    from tui.domain.plan.records import ExecutionPolicy, Plan

_HOUR = 3_600
_DAY = 86_400


def countdown(at: float, now: float) -> str:
    """`in 2d 3h`, `in 5h 10m`, `in 4m`, `now`, `3h ago`."""
    left = int(at - now)
    if left < 0:
        return f"{age(-left)} ago"
    days, hours, minutes = left // _DAY, left % _DAY // _HOUR, left % _HOUR // 60
    if days:
        return f"in {days}d {hours}h" if hours else f"in {days}d"
    if hours:
        return f"in {hours}h {minutes}m" if minutes else f"in {hours}h"
    return f"in {minutes}m" if minutes else "now"


@dataclass(frozen=True, slots=True)
class PolicyWords:
    """An execution policy in words. `buys`: it will buy by itself, which belongs on screen in warn.

    `condition` is the sum the savings have to reach; its unit is not published. `often` is the schedule as one says it:
    `every Tuesday`.
    """

    headline: str
    buys: bool = False
    next_run: str = ""
    when: str = ""
    condition: str = ""
    schedule: str = ""
    often: str = ""

    @property
    def sentence(self) -> str:
        """All of it on one line."""
        if not self.buys:
            return self.headline
        reach = f" when savings reach {self.condition}" if self.condition else ""
        often = f" {self.often}" if self.often else ""
        runs = f": next run {self.next_run}, {self.when}" if self.next_run else ": no next run is planned"
        return f"buys by itself{often}{reach}{runs}"


def policy_words(policy: ExecutionPolicy | None, now: float) -> PolicyWords:
    """An execution policy, or its absence, in words."""
    if policy is None:
        return PolicyWords("no execution policy: nothing is bought by itself")
    schedule = human(policy.schedule)
    condition = "" if policy.min_savings is None else _sum_words(policy.min_savings)
    if policy.enabled is None:
        return PolicyWords("whether the policy is enabled is not said", schedule=schedule, condition=condition)
    if not policy.enabled:
        return PolicyWords("switched off: it buys nothing by itself", schedule=schedule, condition=condition)
    if policy.end_date is not None and policy.end_date < now:
        return PolicyWords(f"ended {date(policy.end_date, now)}", schedule=schedule, condition=condition)
    at = policy.next_execution_date
    return PolicyWords(
        "enabled: it buys by itself",
        buys=True,
        next_run="" if at is None else moment_words(at),
        when="" if at is None else countdown(at, now),
        condition=condition,
        schedule=schedule,
        often=often_words(policy.schedule, at),
    )


_OFTEN = {"daily": "every day", "weekly": "every week", "monthly": "every month", "quarterly": "every quarter"}


def often_words(schedule: str | None, next_run: float | None) -> str:
    """`every Tuesday`, `every month on the 24th`: a schedule with the day of its next run, in UTC; else as it came."""
    often = _OFTEN.get(schedule or "", human(schedule))
    day = weekday_and_day(next_run)
    match schedule:
        case "weekly" if day is not None:
            return f"every {day[0]}"
        case "monthly" if day is not None:
            return f"{often} on the {_ordinal(day[1])}"
        case _:
            return often


def _ordinal(number: int) -> str:
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def policy_warning(plan: Plan, now: float) -> str:
    """What a person has to know who reviews a plan that a policy buys or may buy by itself; "" where none does."""
    words = policy_words(plan.execution_policy, now)
    if not words.buys or plan_standing(plan) in (PlanStanding.BOUGHT, PlanStanding.BUYING):
        return ""
    listed = plan.execution_policy.plans if plan.execution_policy is not None else ()
    named = bool(plan.id) and any(each.id == plan.id for each in listed)
    when = f" {words.when}" if words.when else ""
    reach = f", if savings reach {words.condition}" if words.condition else ""
    return f"A policy {'buys' if named else 'may buy'} this plan by itself{when}{reach}."


def _sum_words(value: Decimal) -> str:
    return whole_dollars(value) if value == rounded(value, Decimal(1)) else dollars(value)
