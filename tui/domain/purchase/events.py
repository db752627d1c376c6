"""What can happen to a purchase, and what the step machine asks for in return: values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.domain.plan.brief import Money
    from tui.domain.plan.records import Plan
    from tui.domain.purchase.attempt import Attempt


@dataclass(frozen=True, slots=True)
class Timing:
    """How long things may take, seconds.

    `deadline` bounds the one request, `settling` is how long the server may still be at it afterwards. A reading
    older than `fresh_for` when the request would leave is not fresh. Looks are `first_gap` apart, then ever
    further, up to `longest_gap`; an accepted attempt is looked at for `accepted_for`, an unknown one without end.
    Every `round` the journal is read for what other programs left behind.
    """

    deadline: float = 30.0
    settling: float = 15.0
    fresh_for: float = 20.0
    first_gap: float = 20.0
    longest_gap: float = 900.0
    round: float = 60.0
    accepted_for: float = 7 * 86_400.0


@dataclass(frozen=True, slots=True)
class Intended:
    """A person confirmed a plan, and with it the sum they typed, if one was asked for; nothing is written down yet."""

    typed_sum: Money = None


@dataclass(frozen=True, slots=True)
class IntentWritten:
    """The intent is on disk and holds the claim."""


@dataclass(frozen=True, slots=True)
class ClaimRefused:
    """The claim is held by another attempt."""

    by: Attempt


@dataclass(frozen=True, slots=True)
class WriteFailed:
    """The journal could not be written, so what would have followed did not."""

    reason: str


@dataclass(frozen=True, slots=True)
class FreshPlan:
    """The reading just before sending; None when no plan is recommended now."""

    plan: Plan | None


@dataclass(frozen=True, slots=True)
class FreshReadFailed:
    """The reading just before sending did not come."""

    reason: str


@dataclass(frozen=True, slots=True)
class SentWritten:
    """The word "sent" is on disk; the request has not left."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """No byte of the request reached the server."""

    reason: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The server, or something before it, answered.

    `known_envelope` says that an error body is one of the API's own two shapes. `plan_id` and `plan_status` are
    those of a readable JSON plan, None when the body holds none. `words` are the server's own.
    """

    status: int
    known_envelope: bool = False
    plan_id: str | None = None
    plan_status: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The request may have reached the server and no whole answer came back."""

    reason: str


@dataclass(frozen=True, slots=True)
class Woke:
    """A program looks at an attempt it is not carrying out now; `sender_alive` says whether another is."""

    sender_alive: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """A reading made for evidence, asked for at `asked_at`; `failure` says why it did not come."""

    asked_at: float
    plan: Plan | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """A person's word on an unknown."""

    bought: bool
    note: str
    who: str


Reply = NotSent | Answered | NoAnswer
"""What became of the one request."""

Event = (
    Intended | IntentWritten | ClaimRefused | WriteFailed | FreshPlan | FreshReadFailed | SentWritten | NotSent
    | Answered | NoAnswer | Woke | Looked | Settled
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WriteIntent:
    """Write the attempt down and take its claim; nothing further happens unless that is on disk."""


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """Read the plan now, for the figures just before sending."""


@dataclass(frozen=True, slots=True)
class RecordBeforeSending:
    """Write "sent" down; the request leaves only after that is on disk."""


@dataclass(frozen=True, slots=True)
class Send:
    """Send the one request."""


@dataclass(frozen=True, slots=True)
class Record:
    """Write down what is known now, for as long as it takes."""


@dataclass(frozen=True, slots=True)
class LookAt:
    """Read the plan for evidence at this moment, epoch seconds."""

    at: float


Effect = WriteIntent | ReadPlan | RecordBeforeSending | Send | Record | LookAt
