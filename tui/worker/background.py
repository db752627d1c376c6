"""What the worker reads by itself: the customer list, the plans that are due, and what is on view."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tui.api.errors import ApiError
from tui.domain.snapshot import PlanKey, PlanReading, Reading
from tui.worker.explain import fault_of
from tui.worker.link import THROTTLED, LinkState
from tui.worker.pace import Pace
from tui.worker.queue import Priority, ReadQueue
from tui.worker.schedule import DueList, Policy, expected_plans, is_moving, plan_due

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.domain.clock import Clock
    from tui.domain.faults import Fault
    from tui.worker.board import Board
    from tui.worker.customers import CustomerList
    from tui.worker.plans import PlanReader

_LIST = "customers"
# A plan on view is not asked for again when it is younger than this, seconds.
_FRESH = 30.0
_BATCH = 64
_NOT_KNOWN = (Reading.UNKNOWN, Reading.FAILED)
_SOONEST = 0.05
# A clock that moved by less than this was not set back, only nudged, seconds.
_NUDGE = 1.0


class Background:
    """Keeps the list and the plans fresh, by the policy and by what people look at. Sends nothing but reads."""

    def __init__(
        self,
        customers: CustomerList,
        plans: PlanReader,
        *,
        board: Board,
        clock: Clock,
        policy: Policy,
        random: Callable[[], float],
        on_idle: Callable[[], None],
        on_error: Callable[[BaseException], None],
        on_list: Callable[[], None] = lambda: None,
    ) -> None:
        self._customers = customers
        self._plans = plans
        self._board = board
        self._clock = clock
        self._policy = policy
        self._on_idle = on_idle
        self._on_list = on_list
        self._link = LinkState(board, policy, random)
        self._pace = Pace(clock, policy.per_second)
        self._queue = ReadQueue(policy.in_flight, on_idle=on_idle, on_error=on_error)
        self._due = DueList()
        self._looked_at: tuple[PlanKey, ...] = ()
        self._held_back: set[PlanKey] = set()
        self._read_again = False
        self._looks: dict[PlanKey, int] = {}
        self._wake = asyncio.Event()
        self._ahead = self._ahead_now()

    @property
    def idle(self) -> bool:
        """Whether nothing waits, nothing runs, and there is nothing to find out at once."""
        return self._queue.idle and not self._wake.is_set()

    @property
    def running(self) -> int:
        """How many reads are under way; those that wait for their turn are not."""
        return self._queue.running - len(self._held_back)

    async def go_on(self) -> None:
        """Read what is due, for ever."""
        self._schedule_plans()
        while True:
            self._follow_the_clock()
            now = self._clock.now()
            if not self._link.paused and not self._pace.paused_for:
                if now >= self._link.due:
                    self._queue.ask(_LIST, self._read_list, Priority.ASKED)
                if self._link.background_allowed:
                    for key in self._due.take(now, _BATCH):
                        self.read_plan(key, Priority.BACKGROUND)
            self._wake.clear()
            self._on_idle()
            await self._wait_for(self._next_due())

    async def close(self) -> None:
        """Stop reading."""
        await self._queue.close()

    def pause(self, paused: bool) -> None:  # noqa: FBT001 - the fact itself
        """Stop or resume; resuming reads at once.

        What has not been sent yet and nobody waits for is not sent any more; it is due again with the resuming.
        """
        self._link.pause(paused, self._clock.now())
        if paused:
            held_back = tuple(self._held_back)
            dropped = self._queue.drop(keep=lambda _, priority: priority is not Priority.BACKGROUND)
            self._queue.cancel(held_back)
            for key in (*held_back, *dropped):
                if isinstance(key, tuple):
                    self._reschedule(key)
        self._wake.set()

    def hold_back(self, fault: Fault) -> None:
        """Read nothing by itself for so long as the server asked, if it did, whatever it was answering."""
        if fault.retry_after is None:
            return
        self._pace.pause(fault.retry_after)
        if fault.kind == THROTTLED:
            self._link.held(fault, self._pace.paused_for, self._clock.now())
        self._wake.set()

    def refresh(self) -> None:
        """Read the list now, and what is on view."""
        self._queue.ask(_LIST, self._read_list, Priority.ASKED)
        for key in self._looked_at:
            self.read_plan(key, Priority.VISIBLE)

    def follow_up(self) -> None:
        """Read the list after something that changes it; while paused nobody asked for that, and nothing is sent.

        The answer to a request that is under way may be older than that, so one more comes after it.
        """
        if not self._link.paused:
            self._read_again = _LIST in self._queue
            self.refresh()

    def look_at(self, plans: tuple[PlanKey, ...]) -> None:
        """These plans are on view: read them unless they are fresh, and forget those that were on view before."""
        self._looked_at = self._board.on_view = plans
        wanted = set(plans)
        self._queue.drop(keep=lambda key, priority: priority is not Priority.VISIBLE or key in wanted)
        now = self._clock.now()
        for key in plans:
            reading = self._board.plans.get(key, PlanReading())
            tried = reading.tried_at or reading.read_at
            if tried is None or not 0 <= now - tried <= _FRESH or (reading.brief and key not in self._board.details):
                self.read_plan(key, Priority.VISIBLE)

    def load_plans(self) -> None:
        """Read every expected plan that is not known or could not be read, without waiting until it is due."""
        for key in self._expected():
            if self._board.plans.get(key, PlanReading()).state in _NOT_KNOWN:
                self.read_plan(key, Priority.BACKGROUND)

    def read_plan(self, key: PlanKey, priority: Priority) -> None:
        """Queue a reading of one plan; how it went is noted on the board."""

        async def read() -> None:
            if priority is Priority.BACKGROUND:
                self._held_back.add(key)
                try:
                    await self._pace.permit()
                finally:
                    self._held_back.discard(key)
            try:
                await self._plans.read(key)
            except ApiError as error:
                self.hold_back(fault_of(error))
            self.was_read(key)

        self._queue.ask(key, read, priority)

    def was_read(self, key: PlanKey) -> None:
        """A plan was read, here or because somebody asked: schedule its next reading."""
        if is_moving(self._board.plans.get(key, PlanReading())):
            self._looks[key] = self._looks.get(key, 0) + 1
        else:
            self._looks.pop(key, None)
        self._reschedule(key)
        self._wake.set()

    def _ahead_now(self) -> float:
        return self._clock.now() - self._clock.monotonic()

    def _follow_the_clock(self) -> None:
        """Take what is due along with a clock that was set back: else nothing is read until it is that late again."""
        before, self._ahead = self._ahead, self._ahead_now()
        if before - self._ahead > _NUDGE:
            self._link.set_back(before - self._ahead)
            self._due.set_back(before - self._ahead)

    def _next_due(self) -> float | None:
        """When there is something to do; None when only an intent or an answer can bring it."""
        if self._link.paused:
            return None
        times = [] if _LIST in self._queue else [self._link.due]
        if self._link.background_allowed and self._due.next is not None:
            times.append(self._due.next)
        return max(min(times), self._clock.now() + self._pace.paused_for) if times else None

    async def _wait_for(self, due: float | None) -> None:
        waits: list[asyncio.Future[Any]] = [asyncio.ensure_future(self._wake.wait())]
        if due is not None:
            waits.append(asyncio.ensure_future(self._clock.sleep(max(_SOONEST, due - self._clock.now()))))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def _read_list(self) -> None:
        began = self._clock.monotonic()
        try:
            await self._customers.refresh()
        except ApiError as error:
            fault = fault_of(error)
            self.hold_back(fault)
            self._link.failed(fault, self._clock.now())
        else:
            self._link.answered(self._clock.now(), self._clock.monotonic() - began)
            self._on_list()
            self._schedule_plans()
            if self._read_again:
                self._link.due = self._clock.now()
        self._read_again = False
        self._wake.set()

    def _schedule_plans(self) -> None:
        """Schedule the plans of new integrations, forget those of customers that are gone."""
        if not self._policy.reads_plans:
            return
        expected = self._expected()
        # What is on view is polled as well while it moves, whatever is expected of its cloud.
        self._due.keep_only(expected | set(self._looked_at))
        for key in expected:
            if key not in self._due and key not in self._queue:
                self._reschedule(key)

    def _expected(self) -> set[PlanKey]:
        return {key for customer in self._board.customers.values() for key in expected_plans(customer)}

    def _reschedule(self, key: PlanKey) -> None:
        if key[0] not in self._board.customers:
            return
        reading, now = self._board.plans.get(key, PlanReading()), self._clock.now()
        progress = self._board.progress.get(key)
        verified = progress.verified.at if progress and progress.verified else None
        looks = self._looks.get(key, 1)
        # A reading that is still to come was noted by a clock that was ahead.
        noted = max(reading.read_at or 0.0, reading.tried_at or 0.0)
        self._due.put(key, plan_due(reading, verified, self._policy, looks) if noted <= now else now)
