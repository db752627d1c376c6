"""The room of the worker where marks are kept: of plans, customers and changes, and when the activity was looked at.

Nothing is sent anywhere. Several programs may share the store, so whatever is marked here is read back with what the
others marked meanwhile.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from tui.domain.faults import Fault, Sent
from tui.domain.intents import Acknowledge, Done, Failed, LookedAt, MarkPlan, Outcome, Pin
from tui.domain.marks import Review, Seen

if TYPE_CHECKING:
    from tui.domain.clock import Clock
    from tui.domain.intents import KeepDraft
    from tui.store.state import StateStore
    from tui.worker.board import Board


class MarksRoom:
    """Keeps marks in the store and on the board."""

    def __init__(self, *, board: Board, store: StateStore, clock: Clock) -> None:
        self._board = board
        self._marks = store.marks
        self._clock = clock

    def read(self) -> None:
        """Put on the board what the store holds."""
        seen = Seen(self._marks.acknowledged(), self._marks.looked_at())
        self._board.put(marks=MappingProxyType(self._marks.reviews()), seen=seen, pinned=self._marks.pinned())

    def read_drafts(self) -> None:
        """Put on the board what was typed in earlier runs; what is typed in this one is the screens' own."""
        self._board.put(drafts=MappingProxyType(self._marks.drafts()))

    def keep_draft(self, intent: KeepDraft) -> None:
        """Keep a draft in the place of the one before. Nobody waits for an answer, and what is drawn stays as it is."""
        self._marks.keep_draft(intent.org_id, intent.draft)

    def carry_out(self, intent: MarkPlan | Pin | Acknowledge | LookedAt) -> Outcome:
        """Keep a mark at once. The value of a marked plan is its `Review`."""
        match intent:
            case MarkPlan(org_id, provider, plan_id, mark, note):
                review = Review(mark, plan_id, self._clock.now(), note)
                self._marks.review((org_id, provider), review)
                self.read()
                return self._kept(intent, review)
            case Pin(org_id, pinned):
                (self._marks.pin if pinned else self._marks.unpin)(org_id)
                self.read()
                return Done(intent)
            case Acknowledge(changes):
                self._marks.acknowledge(changes)
                self.read()
                return Done(intent)
            case LookedAt(at):
                self._marks.look(at)
                self.read()
                return Done(intent)

    def _kept(self, intent: MarkPlan, review: Review) -> Outcome:
        """The mark, or that it could not be kept: another program held the store for too long."""
        if self._marks.reviews().get((intent.org_id, intent.provider)) == review:
            return Done(intent, review)
        return Failed(
            intent,
            Fault(
                "The mark was not kept: another program is writing.",
                "",
                "Mark it again",
                sent=Sent.NOT_SENT,
                kind="state",
            ),
        )
