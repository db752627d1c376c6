"""How Buy becomes armed: typed by hand, exactly, not too early (quality.md, "Buying", point 9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.domain.purchase_gate import challenge, is_armed, is_unique

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.domain.records import Customer

ARM_DELAY = 0.5
"""Keys within so many seconds of the field's, or of the armed button's, first sight do not count."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """What has to be typed; `by_name`: the customer's name, else the end of its id."""

    asked: str
    by_name: bool

    @property
    def label(self) -> str:
        """What a person is asked to do."""
        if self.by_name:
            return "Type the customer's name to arm Buy"
        return f"Type the last {len(self.asked)} characters of the customer's id to arm Buy"

    @property
    def not_typed(self) -> str:
        """Why Buy is not armed."""
        return f"not armed: the {'name' if self.by_name else 'end of the id'} is not typed"


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
    """The field as it stands: when it appeared, what is in it, since when that is what was asked for."""

    challenge: Challenge
    shown_at: float
    typed: str = ""
    armed_at: float | None = None

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
        armed = is_armed(typed, self.challenge.asked)
        return replace(self, typed=typed, armed_at=now if armed else None)
