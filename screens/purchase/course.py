"""Where the purchase dialog stands: reading, reviewing, sending, or what became of it. Facts only, nothing drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.domain.faults import Fault, Sent
from tui.domain.intents import Buy, Done, Failed, PreparePurchase
from tui.domain.plan.records import Plan
from tui.domain.purchase.attempt import Attempt, AttemptState
from tui.domain.purchase.figures import differences, review

if TYPE_CHECKING:
    from tui.domain.intents import Outcome
    from tui.domain.purchase.attempt import Difference
    from tui.domain.snapshot import Snapshot


class Phase(StrEnum):
    """What the dialog is about."""

    READING = "reading"
    NOT_READ = "not read"
    GONE = "gone"
    CHANGED = "changed"
    REVIEW = "review"
    SENDING = "sending"
    DECLINED = "declined"
    LOST = "lost"
    ENDED = "ended"


_BEFORE = frozenset({Phase.READING, Phase.NOT_READ, Phase.REVIEW})


@dataclass(frozen=True, slots=True)
class Course:
    """One opening of the dialog for one reviewed plan; times in epoch seconds.

    `fresh` is the reading made for the dialog, `asked_at` when it was asked for, `read_at` when it came, `fault` why
    it didn't, `changes` how it differs from what was reviewed. `buy` is what was pressed at `pressed_at`; `earlier`
    are the ids of the attempts known before that, so that an old one is never taken for this. `declined` is why the
    worker did not carry it out, or could not say how it ended.
    """

    org_id: str
    provider: str
    reviewed: Plan
    asked_at: float
    fresh: Plan | None = None
    read_at: float | None = None
    fault: Fault | None = None
    changes: tuple[Difference, ...] = ()
    buy: Buy | None = None
    pressed_at: float | None = None
    earlier: frozenset[str] = frozenset()
    attempt: Attempt | None = None
    declined: Fault | None = None

    @property
    def phase(self) -> Phase:
        """Where it stands."""
        if self.buy is not None:
            return self._after()
        if self.read_at is None:
            return Phase.NOT_READ if self.fault is not None else Phase.READING
        if self.fresh is None:
            return Phase.GONE
        return Phase.CHANGED if self.changes else Phase.REVIEW

    def _after(self) -> Phase:
        if self._was_declined:
            return Phase.DECLINED
        if self.attempt is not None and self.attempt.state not in (AttemptState.INTENDED, AttemptState.SENT):
            return Phase.ENDED
        return Phase.SENDING if self.declined is None else Phase.LOST

    @property
    def _was_declined(self) -> bool:
        """Whether it is certain that nothing was sent: then no attempt seen is this one."""
        return self.declined is not None and self.declined.sent is Sent.NOT_SENT

    @property
    def is_before(self) -> bool:
        """Whether nothing was pressed and the plan on view may still be the one to buy."""
        return self.phase in _BEFORE

    @property
    def shown(self) -> Plan:
        """The plan whose figures the dialog shows: the fresh one as soon as it is there."""
        return self.fresh if self.fresh is not None else self.reviewed

    def read_again(self, now: float) -> Course:
        """The reading was asked for once more."""
        return replace(self, asked_at=now, fault=None)

    def pressed(self, buy: Buy, snapshot: Snapshot, now: float) -> Course:
        """Buy was pressed; a second press changes nothing."""
        if self.buy is not None:
            return self
        return replace(self, buy=buy, pressed_at=now, earlier=frozenset(known.id for known in snapshot.attempts))

    def answered(self, outcome: Outcome, now: float) -> Course:
        """An intent was answered; others than the dialog's own change nothing."""
        match outcome:
            case Done(PreparePurchase(org_id, provider), value) if self._reads(org_id, provider):
                return self._read(value if isinstance(value, Plan) else None, now)
            case Failed(PreparePurchase(org_id, provider), fault) if self._reads(org_id, provider):
                return replace(self, fault=fault)
            case Done(Buy() as intent, Attempt() as attempt) if intent == self.buy:
                return self._with(attempt)
            case Failed(Buy() as intent, fault) if intent == self.buy:
                return replace(self, declined=fault)
            case _:
                return self

    def followed(self, snapshot: Snapshot) -> Course:
        """What the snapshot knows of the attempt."""
        if self.buy is None:
            return self
        if self.attempt is not None:
            return next((self._with(a) for a in snapshot.attempts if a.id == self.attempt.id), self)
        mine = [a for a in snapshot.attempts if a.id not in self.earlier and self._is_this(a)]
        return self._with(max(mine, key=lambda a: a.number)) if mine else self

    def _read(self, fresh: Plan | None, now: float) -> Course:
        changes = differences(review(self.reviewed), fresh) if fresh is not None else ()
        return replace(self, fresh=fresh, read_at=now, fault=None, changes=changes)

    def _with(self, attempt: Attempt) -> Course:
        """Follow this state of the attempt, unless a later one is known already."""
        known = self.attempt
        if known is not None and known.id == attempt.id and known.revision > attempt.revision:
            return self
        return replace(self, attempt=attempt)

    def _reads(self, org_id: str, provider: str) -> bool:
        """Whether an answer is to the reading this dialog waits for."""
        waits = self.read_at is None and self.buy is None
        return waits and (org_id, provider) == (self.org_id, self.provider)

    def _is_this(self, attempt: Attempt) -> bool:
        shown = self.shown
        return (attempt.org_id, attempt.provider, attempt.plan_id) == (self.org_id, self.provider, shown.id)
