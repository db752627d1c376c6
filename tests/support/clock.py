"""A clock that moves only when told."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable
from itertools import count

EPOCH = 1_795_000_000.0  # 18 Nov 2026, 11:06:40 UTC


class ManualClock:
    """Implements `tui.domain.clock.Clock`; `advance` wakes sleepers in the order of their times."""

    def __init__(self, now: float = EPOCH) -> None:
        self._now = now
        self._set_back = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()

    def now(self) -> float:
        return self._now - self._set_back

    def monotonic(self) -> float:
        return self._now - EPOCH + 1000.0

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + seconds, next(self._order), future))
        await future

    @property
    def next_due(self) -> float | None:
        """When the next sleeper wakes, None when nobody sleeps."""
        while self._sleepers and self._sleepers[0][2].done():
            heapq.heappop(self._sleepers)
        return self._sleepers[0][0] - self._set_back if self._sleepers else None

    def set(self, now: float) -> None:
        """Move the time without waking anybody (sleepers due wake at the next `advance`)."""
        self._now = now + self._set_back

    def set_back(self, seconds: float) -> None:
        """Correct a clock that was ahead: the time of day is another, nobody who waits notices."""
        self._set_back += seconds

    async def advance(self, seconds: float) -> None:
        """Let time pass, waking each sleeper at its time and letting the woken run until they wait again."""
        target = self._now + seconds
        while self.next_due is not None and self._sleepers[0][0] <= target:
            due, _, future = heapq.heappop(self._sleepers)
            self._now = max(self._now, due)
            if not future.done():
                future.set_result(None)
            await breathe()
        self._now = target
        await breathe()


async def breathe(turns: int = 50) -> None:
    """Give every ready task of this loop the chance to run until it waits."""
    for _ in range(turns):
        await asyncio.sleep(0)


async def until(holds: Callable[[], bool]) -> None:
    """Let this loop run until a condition holds, which a thread may bring about. Raises TimeoutError."""
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 - what is waited for tells nobody
            await asyncio.sleep(0)
