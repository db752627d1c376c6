"""Rounds: many customers verified because a person asked, a few at a time; one failure does not stop the rest."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tui.domain.faults import Fault, Sent
from tui.domain.intents import Done, Failed
from tui.domain.onboarding.rounds import Round, result_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tui.domain.clock import Clock
    from tui.domain.intents import Outcome, VerifyMany
    from tui.domain.snapshot import PlanKey
    from tui.worker.board import Board

AT_ONCE = 4
"""Verifications of a round under way together."""
_KEY_REFUSED = 401


class Rounds:
    """Carries out one round at a time, published as `Snapshot.round`; `on_end` is told when it is over."""

    def __init__(
        self,
        *,
        board: Board,
        clock: Clock,
        check: Callable[[str, str], Awaitable[Outcome]],
        on_end: Callable[[], None],
    ) -> None:
        self._board = board
        self._clock = clock
        self._check = check
        self._on_end = on_end
        self._round: Round | None = None
        self._waiting: list[PlanKey] = []
        self._task: asyncio.Task[None] | None = None
        self._stopped = asyncio.Event()
        # Until when nothing is begun, by a clock that is never set back.
        self._held_until = 0.0

    @property
    def under_way(self) -> bool:
        """Whether a round goes on."""
        return self._task is not None

    def begin(self, intent: VerifyMany) -> None:
        """Verify these, each once; the outcome comes at the end and carries the `Round`."""
        if self.under_way:
            fault = Fault("Nothing was begun: a round of verifications is under way.", sent=Sent.NOT_SENT, kind="busy")
            self._board.tell(Failed(intent, fault))
            return
        targets = tuple(dict.fromkeys(intent.targets))
        self._waiting = list(targets)
        self._stopped.clear()
        self._held_until = 0.0
        self._note(Round(targets, self._clock.now()))
        self._task = asyncio.ensure_future(self._carry_out(intent))

    def stop(self, why: str) -> None:
        """Begin no more; those under way are waited for."""
        if self._round is not None and self.under_way and self._waiting:
            self._waiting.clear()
            self._stopped.set()
            self._note(replace(self._round, stopped=why, held_until=None))

    def close(self) -> None:
        """The program ends; what was asked is written down with each customer."""
        if self._task is not None:
            self._task.cancel()

    async def _carry_out(self, intent: VerifyMany) -> None:
        await asyncio.gather(*(self._work() for _ in range(AT_ONCE)))
        self._task = None
        if self._round is not None:
            self._note(replace(self._round, ended_at=self._clock.now()))
        self._on_end()
        self._board.tell(Done(intent, self._round))

    async def _work(self) -> None:
        """Verify one after the other until none waits."""
        while self._waiting:
            if wait := self._held():
                await self._hold(wait)
                continue
            key = self._waiting.pop(0)
            self._began(key)
            self._ended(key, await self._check(*key))

    def _held(self) -> float:
        """How long the server asked to wait, seconds."""
        return max(0.0, self._held_until - self._clock.monotonic())

    async def _hold(self, seconds: float) -> None:
        """Wait, or until the round is stopped."""
        waits: list[asyncio.Future[Any]] = [
            asyncio.ensure_future(self._clock.sleep(seconds)),
            asyncio.ensure_future(self._stopped.wait()),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    def _began(self, key: PlanKey) -> None:
        if self._round is not None:
            self._note(replace(self._round, under_way=self._round.under_way | {key}, held_until=None))

    def _ended(self, key: PlanKey, outcome: Outcome) -> None:
        if self._round is None:
            return
        results = MappingProxyType({**self._round.results, key: result_of(outcome)})
        self._note(replace(self._round, under_way=self._round.under_way - {key}, results=results))
        if isinstance(outcome, Failed):
            if outcome.fault.status == _KEY_REFUSED:
                self.stop("the key was refused (401)")
            elif outcome.fault.retry_after is not None and self._waiting:
                self._held_until = max(self._held_until, self._clock.monotonic() + outcome.fault.retry_after)
                self._note(replace(self._round, held_until=self._clock.now() + self._held()))

    def _note(self, now: Round) -> None:
        self._round = now
        self._board.put(round=now)
