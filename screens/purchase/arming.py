"""How Buy becomes armed: typed by hand, exactly, not too early (quality.md, "Buying", point 9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.domain.formats import cents
from tui.domain.purchase.gate import SumToType, challenge, is_armed, is_unique, sum_to_type, typed_sum
from tui.domain.purchase.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.domain.plan.brief import Money
    from tui.domain.plan.records import Plan
    from tui.domain.records import Customer

ARM_DELAY = 0.5
"""Keys within so many seconds of the field's, or of the armed button's, first sight do not count."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """What has to be typed; `by_name`: the customer's name, `sum`: a sum of money, else the end of the id."""

    asked: str
    by_name: bool = False
    sum: SumToType | None = None

    @property
    def label(self) -> str:
        """What a person is asked to do."""
        if self.sum is not None:
            return f"Type the {self.sum.what} as well, to the cent"
        if self.by_name:
            return "Type the customer's name to arm Buy"
        return f"Type the last {len(self.asked)} characters of the customer's id to arm Buy"

    @property
    def brief(self) -> str:
        """The same where something else has to be said on its line."""
        if self.sum is not None or self.by_name:
            return f"Type the {self.short}"
        return f"Type the last {len(self.asked)} of the id"

    @property
    def short(self) -> str:
        """What is typed, in a word."""
        return "sum" if self.sum is not None else "name" if self.by_name else "text"

    @property
    def not_typed(self) -> str:
        """Why Buy is not armed."""
        if self.sum is not None:
            return "not armed: the sum is not typed"
        return f"not armed: the {'name' if self.by_name else 'end of the id'} is not typed"

    def is_met(self, typed: str) -> bool:
        """Whether this is what was asked for; a sum may be typed with or without its commas."""
        if self.sum is not None:
            found = typed_sum(typed)
            return found is not None and cents(found) == self.asked
        return is_armed(typed, self.asked)


def second_challenge(plan: Plan, limits: Limits | None) -> tuple[Challenge, ...]:
    """The sum that has to be typed after the first challenge; none where the profile asks for none."""
    asked = sum_to_type(plan, limits or Limits())
    return () if asked is None else (Challenge(cents(asked.amount), sum=asked),)


def challenge_for(customer: Customer | None, org_id: str, customers: Iterable[Customer]) -> Challenge:
    """The challenge of a customer: its name if no other customer has it and it can be typed as it is seen."""
    name = customer.name if customer is not None else ""
    unique = bool(name) and is_unique(name, (other.name for other in customers))
    asked = challenge(name, org_id, unique=unique)
    return Challenge(asked, by_name=unique and asked == name)


def delay_over(since: float, now: float) -> bool:
    """Whether the arm delay is over; a clock that went back doesn't lock anybody out."""
    return not 0 <= now - since < ARM_DELAY


@dataclass(frozen=True, slots=True)
class Arming:
    """The field as it stands: when it appeared, what is in it, since when that is what was asked for.

    What is asked for `then` takes the place of what was typed; `typed_sum` is the sum that was.
    """

    challenge: Challenge
    shown_at: float
    typed: str = ""
    armed_at: float | None = None
    then: tuple[Challenge, ...] = ()
    typed_sum: Money = None

    @property
    def is_armed(self) -> bool:
        """Whether what was asked for stands in the field."""
        return self.armed_at is not None

    def takes_keys(self, now: float) -> bool:
        """Whether a key counts by now."""
        return delay_over(self.shown_at, now)

    def takes_press(self, now: float) -> bool:
        """Whether Buy may be pressed by now: armed, and not by the same burst of keys."""
        return self.armed_at is not None and delay_over(self.armed_at, now)

    def with_text(self, typed: str, now: float) -> Arming:
        """The field with this in it; any other text than the one asked for disarms."""
        if typed == self.typed:
            return self
        if not self.challenge.is_met(typed):
            return replace(self, typed=typed, armed_at=None)
        met = self if self.challenge.sum is None else replace(self, typed_sum=self.challenge.sum.amount)
        if self.then:
            # An empty field, and the delay anew: the keys that typed the first do not begin the second.
            return replace(met, challenge=self.then[0], then=self.then[1:], typed="", shown_at=now)
        return replace(met, typed=typed, armed_at=now)
