"""One attempt to buy a plan, from the intent on disk to its verdict (quality.md, "Buying")."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.domain.plan.brief import Money


class AttemptState(StrEnum):
    """Where an attempt stands; also the word a person reads.

    `NOT_BOUGHT` is said by a person only, who ended an unknown; the program itself never concludes it.
    """

    INTENDED = "intended"
    SENT = "sent"
    NOT_SENT = "not sent"
    ACCEPTED = "accepted"
    BOUGHT = "bought"
    NOT_BOUGHT = "not bought"
    REFUSED = "refused"
    UNKNOWN = "unknown"

    @property
    def is_open(self) -> bool:
        """Whether the customer and provider stay claimed: nothing is known to have ended it."""
        return self in (AttemptState.INTENDED, AttemptState.SENT, AttemptState.UNKNOWN)

    @property
    def keeps_plan(self) -> bool:
        """Whether the plan's id stays claimed for ever."""
        return self in (AttemptState.ACCEPTED, AttemptState.BOUGHT)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The figures a person confirmed, kept with the attempt. USD, units as in `tui.domain.plan.records`.

    `figures` is compact JSON of every compared figure, `signature` its digest.
    """

    plan_id: str
    plan_name: str
    status: str
    monthly_savings: Money
    monthly_fee: Money
    cash_due: Money
    minimum_commitment_cost: Money
    lock_in_hours: int | None
    breakeven_hours: Money
    signature: str
    figures: str = "{}"


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that was another one in the reading just before sending than in the one a person reviewed."""

    figure: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the plan looked like just before sending: only a move away from this is evidence.

    `status` is empty when the server did not say; `action_ids` are the flagged actions there already;
    `policy_status` is the plan's status inside its execution policy, None when it was not listed there.
    """

    status: str
    action_ids: tuple[str, ...]
    policy_status: str | None = None


@dataclass(frozen=True, slots=True)
class Sender:
    """The program run that sent an attempt, so that another run can tell whether it is still alive.

    `run` names the lock file the program holds for its life (`tui.store.alive`).
    """

    host: str
    pid: int
    started: str
    run: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of an attempt's history; `at` in epoch seconds."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt as the journal knows it. Times in epoch seconds.

    `number` counts attempts of this journal (0: not written down yet), `host` is the API host, `how` says in a
    few words how its state is known, `words` are the server's own. `looks` counts the readings made for evidence,
    `next_look` is when the next is due, `judge_after` the moment before which nothing may be judged, `ended_at`
    when its verdict was reached (None while open). `differences` say why fresh figures stopped it. `revision`
    grows with every record, so that two programs cannot overwrite each other.
    """

    id: str
    number: int
    state: AttemptState
    host: str
    profile: str
    org_id: str
    org_name: str
    provider: str
    email: str
    reviewed: Reviewed
    intended_at: float
    baseline: Baseline | None = None
    sender: Sender | None = None
    sent_at: float | None = None
    ended_at: float | None = None
    judge_after: float | None = None
    how: str = ""
    words: str = ""
    looks: int = 0
    next_look: float | None = None
    settled_by: str = ""
    note: str = ""
    events: tuple[Event, ...] = ()
    differences: tuple[Difference, ...] = ()
    revision: int = 0

    @property
    def plan_id(self) -> str:
        """The id of the plan to buy."""
        return self.reviewed.plan_id

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows yet what became of it."""
        return self.state is AttemptState.UNKNOWN


def open_purchases(attempts: Iterable[Attempt], host: str) -> dict[tuple[str, str], AttemptState]:
    """By customer and provider, where a purchase at this API host stands that is not known to have ended."""
    return {
        (attempt.org_id, attempt.provider): attempt.state
        for attempt in attempts
        if attempt.state.is_open and attempt.host == host
    }
