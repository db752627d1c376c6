"""The purchase driver: carries out the effects of the step machine on a journal, a gateway and a clock.

It decides nothing. What it adds is order and patience: an effect that fails stops those after it, what is known
after the request is written down for as long as that takes, and a purchase is a task of the worker, which no
screen can cancel.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.domain.purchase.attempt import Attempt, AttemptState
from tui.domain.purchase.events import (
    ClaimRefused,
    Event,
    FreshPlan,
    FreshReadFailed,
    Intended,
    IntentWritten,
    LookAt,
    NoAnswer,
    ReadPlan,
    Record,
    RecordBeforeSending,
    Send,
    SentWritten,
    Settled,
    Timing,
    WriteFailed,
    WriteIntent,
)
from tui.domain.purchase.figures import review
from tui.domain.purchase.gate import Target, may_buy, why_not_confirmed
from tui.domain.purchase.limits import Limits
from tui.domain.purchase.machine import step, why_not_settle
from tui.store.journal import ClaimTaken, Journal
from tui.store.journal_errors import AttemptMovedError, JournalError, JournalRefusedError
from tui.text import clean
from tui.worker.purchase_looks import Lookout, Report, Start, as_task
from tui.worker.purchase_ports import Liveness, PlanReadError, PurchaseDeclinedError, PurchaseGateway

if TYPE_CHECKING:
    from tui.domain.clock import Clock
    from tui.domain.intents import Buy
    from tui.domain.purchase.events import Reply
    from tui.domain.snapshot import Identity

_WRITE_AGAIN = 2.0
_LONGEST_WRITE_WAIT = 60.0


class PurchaseDriver:
    """Buys, looks and settles. Lives on the worker's loop and thread, where the journal was opened.

    `report` is told of every change that is on disk. `start` makes a task of a coroutine that nobody cancels.
    """

    def __init__(
        self,
        *,
        journal: Journal,
        gateway: PurchaseGateway,
        clock: Clock,
        run: Liveness,
        new_id: Callable[[], str],
        report: Report,
        identity: Identity,
        limits: Limits,
        timing: Timing | None = None,
        start: Start = as_task,
    ) -> None:
        self._journal = journal
        self._gateway = gateway
        self._clock = clock
        self._run = run
        self._new_id = new_id
        self._report = report
        self._identity = identity
        self._limits = limits
        self._timing = timing or Timing()
        self._start = start
        self._round: object = None
        self._purchases: set[asyncio.Task[Attempt]] = set()
        self._lookout = Lookout(
            journal=journal,
            gateway=gateway,
            clock=clock,
            run=run,
            report=report,
            timing=self._timing,
            start=start,
        )

    @property
    def in_hand(self) -> frozenset[str]:
        """Ids of the attempts being carried out now: what quitting would leave as sent."""
        return frozenset(self._lookout.in_hand)

    async def buy(self, intent: Buy) -> Attempt:
        """Buy the plan a person confirmed. Returns when the outcome, or that it is unknown, is written down.

        Raises `PurchaseDeclinedError` when nothing was done. Cancelling the caller does not cancel the purchase.
        """
        task = asyncio.create_task(self.carry_out(intent))
        self._purchases.add(task)
        task.add_done_callback(self._purchases.discard)
        return await asyncio.shield(task)

    async def carry_out(self, intent: Buy) -> Attempt:
        """What `buy` does, in the caller's own task."""
        attempt_id = self._new_id()
        # Before it is on disk, so that nobody here takes it for one that was left behind.
        self._lookout.in_hand.add(attempt_id)
        try:
            self._admit(intent)
            attempt = await self._handle(self._proposed(attempt_id, intent), Intended(intent.typed_sum))
        except PurchaseDeclinedError:
            raise
        except Exception:
            # What is on disk of it, if anything, is taken up like one that a dead program left.
            self._lookout.look_at(attempt_id, self._clock.now())
            raise
        finally:
            self._lookout.in_hand.discard(attempt_id)
        if not attempt.number:
            raise PurchaseDeclinedError(f"Not sent: {attempt.how}.")
        return attempt

    def reasons_against(self, intent: Buy) -> tuple[str, ...]:
        """Why this may not be bought now, as far as is known here. Raises `JournalError`."""
        return may_buy(
            intent.plan,
            Target(self._identity.host, intent.org_id, intent.provider, intent.email),
            mode=self._identity.mode,
            attempts=self._journal.holding(self._identity.host),
            limits=self._limits,
        )

    def resume(self) -> None:
        """Take up what earlier runs left open, at the start of a program, and keep looking at it by itself.

        So is what other programs leave behind later. Called once. Raises `JournalError`, and goes on looking then too.
        """
        host = self._identity.host
        self._round = self._start(self._lookout.keep_going_round(host))
        self._lookout.go_round(host)
        self._run.sweep(self._journal.runs_in_use())

    async def look(self, attempt_id: str) -> Attempt:
        """Look now, because a person asks, whether an attempt led to a purchase.

        Raises `PurchaseDeclinedError` when it can't be looked for: not known, or in another program's hands.
        """
        try:
            attempt = self._known(attempt_id)
            if attempt.state.is_open and self._lookout.is_elsewhere(attempt) and attempt.sender is not None:
                raise PurchaseDeclinedError(
                    f"The program that sent it still runs (process {attempt.sender.pid}). It looks by itself."
                )
            return await self._lookout.look(attempt)
        except JournalError as error:
            raise PurchaseDeclinedError(str(error)) from error

    def settle(self, key: str | int, word: Settled) -> Attempt:
        """End an unknown attempt, named by id or number, on a person's word.

        Raises `PurchaseDeclinedError` with the reason when it can't be ended so.
        """
        try:
            attempt = self._known(key)
            if attempt.state in (AttemptState.INTENDED, AttemptState.SENT):
                attempt = self._lookout.wake(attempt)
            reason = why_not_settle(attempt, self._clock.now(), word.note, word.who)
            if reason:
                raise PurchaseDeclinedError(reason)
            return self._lookout.note(attempt, word)
        except JournalError as error:
            raise PurchaseDeclinedError(str(error)) from error

    def _proposed(self, attempt_id: str, intent: Buy) -> Attempt:
        return Attempt(
            id=attempt_id,
            number=0,
            state=AttemptState.INTENDED,
            host=self._identity.host,
            profile=self._identity.profile,
            org_id=intent.org_id,
            org_name=clean(intent.org_name, 200),
            provider=intent.provider,
            email=intent.email,
            reviewed=review(intent.plan),
            intended_at=self._clock.now(),
            sender=self._run.sender,
        )

    def _admit(self, intent: Buy) -> None:
        """Raise `PurchaseDeclinedError` when this may not be bought now.

        Claims of programs that died meanwhile are taken up first: an intent that was never sent is let go.
        """
        try:
            for attempt in self._journal.open_attempts(self._identity.host):
                if (attempt.org_id, attempt.provider) == (intent.org_id, intent.provider):
                    self._lookout.wake(attempt)
            reasons = self.reasons_against(intent)
            unconfirmed = why_not_confirmed(intent.plan, self._limits, intent.typed_sum)
        except JournalError as error:
            raise PurchaseDeclinedError(str(error), "Nothing was sent.") from error
        if reasons or unconfirmed:
            raise PurchaseDeclinedError(*reasons, *([unconfirmed] if unconfirmed else []))

    def _known(self, key: str | int) -> Attempt:
        attempt = self._journal.get(key)
        if attempt is None:
            raise PurchaseDeclinedError(f"The journal has no entry {key}.")
        return attempt

    async def _handle(self, attempt: Attempt, event: Event) -> Attempt:
        """Step from event to event until nothing follows at once; the attempt as it then stands."""
        pending: Event | None = event
        while pending is not None:
            happened, pending = pending, None
            after = step(attempt, happened, self._clock.now(), self._timing)
            attempt = after.attempt
            for effect in after.effects:
                match effect:
                    case WriteIntent():
                        attempt, pending = self._write_intent(attempt)
                    case ReadPlan():
                        pending = await self._read_fresh(attempt)
                    case RecordBeforeSending():
                        attempt, pending = self._record_before_sending(attempt)
                    case Send():
                        pending = await self._send(attempt)
                    case Record():
                        attempt = await self._record(attempt, happened)
                    case LookAt(at):
                        self._lookout.look_at(attempt.id, at)
        return attempt

    def _write_intent(self, attempt: Attempt) -> tuple[Attempt, Event]:
        try:
            written = self._journal.intend(attempt)
        except JournalError as error:
            # It may be on disk all the same; then it is taken up like one that a dead program left.
            self._lookout.look_at(attempt.id, self._clock.now())
            raise PurchaseDeclinedError(str(error), "Nothing was sent.") from error
        if isinstance(written, ClaimTaken):
            return attempt, ClaimRefused(written.by)
        self._report(written)
        return written, IntentWritten()

    async def _read_fresh(self, attempt: Attempt) -> Event:
        try:
            return FreshPlan(await self._gateway.read_plan(attempt.org_id, attempt.provider))
        except PlanReadError as error:
            return FreshReadFailed(error.fault.what)
        except Exception as error:  # noqa: BLE001 - whatever broke, nothing was sent, and that has to be written down
            return FreshReadFailed(f"an error here ({type(error).__name__})")

    def _record_before_sending(self, attempt: Attempt) -> tuple[Attempt, Event | None]:
        try:
            written = self._journal.record(attempt)
        except AttemptMovedError as moved:
            # Another program ended it, so it is not ours to send.
            self._report(moved.current)
            return moved.current, None
        except JournalError as error:
            return attempt, WriteFailed(str(error))
        self._report(written)
        return written, SentWritten()

    async def _send(self, attempt: Attempt) -> Reply:
        try:
            return await self._gateway.purchase(attempt.org_id, attempt.plan_id, attempt.email)
        except Exception as error:  # noqa: BLE001 - whatever broke, the request may have left
            return NoAnswer(f"an error here ({type(error).__name__})")

    async def _record(self, attempt: Attempt, happened: Event) -> Attempt:
        """Write down what happened, again and again while the disk refuses; what others wrote first counts."""
        wait = _WRITE_AGAIN
        while True:
            try:
                written = self._journal.record(attempt)
            except AttemptMovedError as moved:
                current = moved.current
                if replace(current, revision=attempt.revision) == attempt:
                    written = current
                else:
                    after = step(current, happened, self._clock.now(), self._timing)
                    attempt = after.attempt
                    if Record() in after.effects:
                        continue
                    written = current
            except JournalRefusedError as refused:
                written = replace(attempt, how=f"{attempt.how} (not written down: {refused})")
            except JournalError as error:
                self._report(replace(attempt, how=f"{attempt.how} (not written down yet: {error})"))
                await self._clock.sleep(wait)
                wait = min(_LONGEST_WRITE_WAIT, 2 * wait)
                continue
            self._report(written)
            return written
