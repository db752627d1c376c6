"""A watch: a verification that a person asked for every so many minutes, until there is no more reason for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.faults import Sent
from tui.domain.intents import Done, VerifyAws, VerifyAzure
from tui.domain.onboarding.entries import Entry
from tui.domain.onboarding.steps import Progress, all_available
from tui.domain.records import AWS, AZURE

if TYPE_CHECKING:
    from tui.domain.intents import Outcome
    from tui.domain.snapshot import PlanKey

SHORTEST, USUAL, LONGEST = 5, 30, 720
"""Minutes between two verifications."""
LONGEST_WATCH = 48 * 3600.0
"""A watch ends by itself after so long, seconds: a cost report takes up to a day, so something else is wrong then."""


@dataclass(frozen=True, slots=True)
class Watch:
    """One customer's watch. Times in epoch seconds; `next_at` has passed while a verification is under way.

    `ended` says why it is over, "" while it goes on; `count` is how many verifications were answered meanwhile.
    """

    org_id: str
    cloud: str
    minutes: int
    begun_at: float
    next_at: float
    count: int = 0
    ended: str = ""
    ended_at: float | None = None

    @property
    def goes_on(self) -> bool:
        """Whether it will verify again."""
        return not self.ended


def verified_by(outcome: Outcome) -> PlanKey | None:
    """The customer and cloud a verification was about, None when the outcome is of something else."""
    match outcome.intent:
        case VerifyAws(org_id=org_id):
            return org_id, AWS
        case VerifyAzure(org_id):
            return org_id, AZURE
        case _:
            return None


def end_after(outcome: Outcome) -> str:
    """Why a watch ends with this outcome of a verification, "" when it goes on."""
    if isinstance(outcome, Done):
        value = outcome.value
        features = value.verified.features if isinstance(value, Progress) and value.verified else ()
        return "everything is available" if all_available(features) else ""
    fault = outcome.fault
    if fault.kind == "stopped":
        return "you stopped waiting for its verification"
    if fault.kind == "read-only":
        return "the profile is read-only"
    # The next verification would meet a refusal as well; being slowed down and failures of the server pass.
    if fault.sent is Sent.ANSWERED and fault.is_refusal:
        return f"the server refused ({fault.status})"
    return ""


def minutes_in(typed: str) -> Entry:
    """How many minutes were typed: a whole number in the range."""
    text = typed.strip()
    right = f"from {SHORTEST} to {LONGEST}"
    if not text:
        return Entry(error=f"empty, minutes go {right}")
    if not (text.isascii() and text.isdigit()):
        return Entry(error=f"not a whole number, minutes go {right}")
    number = int(text[:9])
    if not SHORTEST <= number <= LONGEST:
        return Entry(error=f"{number}, minutes go {right}")
    return Entry(str(number))
