"""Reads in the order of who waits for them, never the same one twice, at most so many at once."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Awaitable, Callable, Hashable, Iterable
from enum import IntEnum
from functools import partial
from itertools import count

Job = Callable[[], Awaitable[None]]


class Priority(IntEnum):
    """Who waits: a person who asked, a screen that shows it, nobody in particular."""

    ASKED = 0
    VISIBLE = 1
    BACKGROUND = 2


class ReadQueue:
    """Runs jobs by priority with a fixed number of runners.

    A quarter of the runners never takes what nobody waits for: hundreds of reads of an endpoint that is dead would
    hold all of them until each has timed out, and everything else would stand behind.

    A job is named by a key. Asking again for one that waits only raises its priority; asking for one that runs
    changes nothing, since its answer is under way. `on_error` is told of a job that raised.
    """

    def __init__(self, runners: int, *, on_idle: Callable[[], None], on_error: Callable[[BaseException], None]) -> None:
        self._limit = runners
        self._background = max(1, runners - max(1, runners // 4))
        self._on_idle = on_idle
        self._on_error = on_error
        self._heap: list[tuple[int, int, Hashable]] = []
        self._waiting: dict[Hashable, tuple[Priority, Job]] = {}
        self._running: dict[Hashable, asyncio.Task[None]] = {}
        self._order = count()

    @property
    def idle(self) -> bool:
        """Whether nothing waits and nothing runs."""
        return not self._waiting and not self._running

    @property
    def running(self) -> int:
        """How many run now."""
        return len(self._running)

    def __contains__(self, key: Hashable) -> bool:
        """Whether a job with this key waits or runs."""
        return key in self._waiting or key in self._running

    def ask(self, key: Hashable, job: Job, priority: Priority) -> None:
        """Queue a job under a key; see the class for one that is queued already."""
        if key in self._running:
            return
        queued = self._waiting.get(key)
        if queued is not None and queued[0] <= priority:
            return
        self._waiting[key] = (priority, job)
        heapq.heappush(self._heap, (priority, next(self._order), key))
        self._fill()

    def drop(self, *, keep: Callable[[Hashable, Priority], bool]) -> list[Hashable]:
        """Forget waiting jobs nobody wants any more; their keys."""
        dropped = [key for key, (priority, _) in self._waiting.items() if not keep(key, priority)]
        for key in dropped:
            del self._waiting[key]
        return dropped

    def cancel(self, keys: Iterable[Hashable]) -> None:
        """End jobs that run, those of them that are among these keys."""
        for key in keys:
            if key in self._running:
                self._running[key].cancel()

    async def close(self) -> None:
        """Forget what waits, cancel what runs, and wait for it to end."""
        self._waiting.clear()
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _fill(self) -> None:
        while self._heap and len(self._running) < self._room_for(self._heap[0][0]):
            priority, _, key = heapq.heappop(self._heap)
            queued = self._waiting.get(key)
            if queued is None or queued[0] != priority:
                continue
            del self._waiting[key]
            task = asyncio.ensure_future(queued[1]())
            self._running[key] = task
            task.add_done_callback(partial(self._ended, key))

    def _room_for(self, priority: int) -> int:
        return self._background if priority == Priority.BACKGROUND else self._limit

    def _ended(self, key: Hashable, task: asyncio.Task[None]) -> None:
        self._running.pop(key, None)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._on_error(error)
        self._fill()
        if self.idle:
            self._on_idle()
