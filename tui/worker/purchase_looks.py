"""Looking, by itself and when asked, whether an open attempt led to a purchase."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from tui.domain.purchase.attempt import Attempt, AttemptState
from tui.domain.purchase.events import Event, LookAt, Looked, Record, Timing, Woke
from tui.domain.purchase.machine import step, still_looks
from tui.store.journal_errors import AttemptMovedError, JournalError
from tui.worker.purchase_ports import PlanReadError

if TYPE_CHECKING:
    from tui.domain.clock import Clock
    from tui.store.journal import Journal
    from tui.worker.purchase_ports import Liveness, PurchaseGateway

Report = Callable[[Attempt], None]
Start = Callable[[Coroutine[Any, Any, Any]], object]


class Lookout:
    """Takes up attempts nobody carries out any more and follows them with one task each, until they are known.

    `in_hand` holds the ids of the attempts this program is carrying out: those are left alone.
    """

    def __init__(
        self,
        *,
        journal: Journal,
        gateway: PurchaseGateway,
        clock: Clock,
        run: Liveness,
        report: Report,
        timing: Timing,
        start: Start,
    ) -> None:
        self._journal = journal
        self._gateway = gateway
        self._clock = clock
        self._run = run
        self._report = report
        self._timing = timing
        self._start = start
        self._due: dict[str, float] = {}
        self._open: dict[str, int] = {}
        self._tasks: dict[str, object] = {}
        self.in_hand: set[str] = set()

    def is_elsewhere(self, attempt: Attempt) -> bool:
        """Whether another program that lives is responsible for the attempt."""
        return attempt.sender != self._run.sender and self._run.is_alive(attempt.sender)

    def wake(self, attempt: Attempt) -> Attempt:
        """Take up an attempt that nobody here carries out now. Raises `JournalError`."""
        if attempt.id in self.in_hand:
            return attempt
        return self.note(attempt, Woke(self.is_elsewhere(attempt)))

    async def look(self, attempt: Attempt) -> Attempt:
        """Read the plan now and hold it against what was seen before sending. Raises `JournalError`."""
        if attempt.id in self.in_hand:
            return attempt
        if attempt.state in (AttemptState.INTENDED, AttemptState.SENT) or self.is_elsewhere(attempt):
            return self.wake(attempt)
        now = self._clock.now()
        if not still_looks(attempt, now, self._timing):
            return attempt
        seen = await self._read(attempt, now)
        try:
            return self.note(attempt, seen)
        except AttemptMovedError as moved:
            # Another look ended while this one read: what this one saw is held against what is known by now.
            return self.note(moved.current, seen)

    def go_round(self, host: str) -> None:
        """Take up every attempt at this API host that is open or only accepted; tell what others changed.

        Raises `JournalError`; what could not be written is taken up soon all the same.
        """
        unwritten: JournalError | None = None
        waiting = self._journal.waiting(host)
        before, self._open = self._open, {attempt.id: attempt.revision for attempt in waiting}
        for attempt in waiting:
            if before.get(attempt.id) != attempt.revision:
                self._report(attempt)
            if attempt.id in self._tasks:
                continue
            try:
                self.wake(attempt)
            except JournalError as error:
                self.look_at(attempt.id, self._clock.now() + self._timing.first_gap)
                unwritten = unwritten if isinstance(error, AttemptMovedError) else error
        for ended in (self._journal.get(attempt_id) for attempt_id in before.keys() - self._open.keys()):
            if ended is not None:
                self._report(ended)
        if unwritten is not None:
            raise unwritten

    async def keep_going_round(self, host: str) -> None:
        """Go round again and again: another program may leave an attempt behind at any time."""
        while True:
            await self._clock.sleep(self._timing.round)
            try:
                self.go_round(host)
            except Exception:  # noqa: BLE001, S112 - the next round tries again
                continue

    def note(self, attempt: Attempt, event: Event) -> Attempt:
        """Step once and write down what follows, if anything does; what was not written did not happen.

        Raises `JournalError`, `AttemptMovedError` among them.
        """
        after = step(attempt, event, self._clock.now(), self._timing)
        attempt = after.attempt
        for effect in after.effects:
            match effect:
                case Record():
                    attempt = self._journal.record(attempt)
                    self._report(attempt)
                case LookAt(at):
                    self.look_at(attempt.id, at)
        return attempt

    def look_at(self, attempt_id: str, at: float) -> None:
        """Look at this moment, epoch seconds, instead of any other that was planned."""
        # By a clock that is never set back: what is due has to come all the same.
        self._due[attempt_id] = self._clock.monotonic() + at - self._clock.now()
        if attempt_id not in self._tasks:
            self._tasks[attempt_id] = None
            self._tasks[attempt_id] = self._start(self._follow(attempt_id))

    async def _follow(self, attempt_id: str) -> None:
        try:
            while (due := self._due.get(attempt_id)) is not None:
                wait = due - self._clock.monotonic()
                if wait > 0:
                    # In pieces: a look may be wanted earlier meanwhile.
                    await self._clock.sleep(min(wait, self._timing.longest_gap))
                    continue
                del self._due[attempt_id]
                await self._look_by_itself(attempt_id)
        finally:
            self._tasks.pop(attempt_id, None)

    async def _look_by_itself(self, attempt_id: str) -> None:
        try:
            attempt = self._journal.get(attempt_id)
            if attempt is None:
                return
            if attempt_id not in self.in_hand:
                await self.look(attempt)
            else:
                self.look_at(attempt_id, self._clock.now() + self._timing.first_gap)
        except Exception:  # noqa: BLE001 - looking goes on, whatever broke this time
            # Most likely another program moved it, or the journal can't be written now.
            self.look_at(attempt_id, self._clock.now() + self._timing.first_gap)

    async def _read(self, attempt: Attempt, asked_at: float) -> Looked:
        try:
            plan = await self._gateway.read_plan(attempt.org_id, attempt.provider)
        except PlanReadError as error:
            return Looked(asked_at, failure=error.fault.what)
        except Exception as error:  # noqa: BLE001 - looking goes on, whatever broke this time
            return Looked(asked_at, failure=f"an error here ({type(error).__name__})")
        return Looked(asked_at, plan=plan)


def as_task(work: Coroutine[Any, Any, Any]) -> asyncio.Future[Any]:
    """A task of the running loop."""
    return asyncio.ensure_future(work)
