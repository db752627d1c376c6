"""Watches: verifications repeated because a person wished it. They live in this program and end with it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from tui.domain.intents import Done, WatchVerification
from tui.domain.onboarding.watch import LONGEST_WATCH, Watch, end_after, verified_by

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tui.domain.clock import Clock
    from tui.domain.intents import Outcome
    from tui.domain.snapshot import PlanKey
    from tui.worker.board import Board

_MINUTE = 60.0


class Watches:
    """Keeps them as `Snapshot.watches`; the outcome of a WatchVerification comes when its watch has ended."""

    def __init__(self, *, board: Board, clock: Clock, check: Callable[[str, str], Awaitable[Outcome]]) -> None:
        self._board = board
        self._clock = clock
        self._check = check
        self._watches: dict[PlanKey, Watch] = {}
        self._tasks: dict[PlanKey, asyncio.Task[None]] = {}
        # When the next verification is due and when the watch began, by a clock that is never set back.
        self._due: dict[PlanKey, float] = {}
        self._begun: dict[PlanKey, float] = {}

    def begin(self, intent: WatchVerification) -> None:
        """Verify this customer every so many minutes, for the first time so many minutes from now."""
        key, now = (intent.org_id, intent.cloud), self._clock.now()
        if key in self._tasks:
            self._tasks.pop(key).cancel()
        wait = intent.minutes * _MINUTE
        self._watches[key] = Watch(*key, intent.minutes, now, now + wait)
        self._begun[key] = self._clock.monotonic()
        self._due[key] = self._begun[key] + wait
        self._tasks[key] = asyncio.ensure_future(self._go_on(key))
        self._publish()

    def stop(self, org_id: str, cloud: str, why: str) -> None:
        """End one watch; a verification under way goes on."""
        key = (org_id, cloud)
        if key not in self._tasks:
            return
        self._tasks.pop(key).cancel()
        watch = replace(self._watches[key], ended=why, ended_at=self._clock.now())
        self._watches[key] = watch
        self._publish()
        self._board.tell(Done(WatchVerification(*key, watch.minutes), watch))

    def stop_all(self, why: str) -> None:
        """End every watch."""
        for key in tuple(self._tasks):
            self.stop(*key, why)

    def answered(self, outcome: Outcome) -> None:
        """A verification ended, whoever asked for it: the watch ends with it, or waits anew."""
        key = verified_by(outcome)
        if key is None or key not in self._tasks:
            return
        watch, now = self._watches[key], self._clock.monotonic()
        wait = watch.minutes * _MINUTE
        self._watches[key] = replace(watch, count=watch.count + 1, next_at=self._clock.now() + wait)
        self._due[key] = now + wait
        if why := end_after(outcome):
            self.stop(*key, why)
        elif now - self._begun[key] >= LONGEST_WATCH:
            self.stop(*key, "it went on for two days")
        else:
            self._publish()

    def close(self) -> None:
        """The program ends, and the watches with it."""
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()

    async def _go_on(self, key: PlanKey) -> None:
        while True:
            wait = self._due[key] - self._clock.monotonic()
            if wait > 0:
                await self._clock.sleep(wait)
            elif key[0] not in self._board.customers:
                # Cancels this very task, at its next wait.
                self.stop(*key, "the customer is no longer in the list")
                await asyncio.sleep(0)
            else:
                await self._check(*key)

    def _publish(self) -> None:
        self._board.put(watches=MappingProxyType(dict(self._watches)))
