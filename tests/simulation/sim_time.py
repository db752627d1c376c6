"""Virtual time and deterministic interleaving: coroutines of several programs, moved one await at a time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Coroutine, Generator
from random import Random
from typing import Any, Protocol

EPOCH = 1_795_000_000.0

Action = Callable[[], None]
Work = Coroutine[Any, Any, Any]


class Crash(BaseException):
    """`kill -9`, here."""


class Pause:
    """Awaited: the rest happens this many seconds later."""

    def __init__(self, seconds: float) -> None:
        self.seconds = max(0.0, seconds)

    def __await__(self) -> Generator[float, None, None]:
        yield self.seconds


class Owner(Protocol):
    """Whose work it is; the work of the dead is dropped."""

    alive: bool


class Nature:
    """The owner of what happens to no program: the server, the network, people."""

    alive = True


class Timeline:
    """Everything that is to happen, in order of time; at one time in an order the seed decides."""

    def __init__(self, chance: Random) -> None:
        self.now = EPOCH
        self._chance = chance
        self._heap: list[tuple[float, float, Owner, Action | Work]] = []
        self._nested = False

    def at(self, when: float, owner: Owner, work: Action | Work) -> None:
        heapq.heappush(self._heap, (when, self._chance.random(), owner, work))

    def spawn(self, owner: Owner, work: Work) -> None:
        self.at(self.now, owner, work)

    def run(self, until: float) -> None:
        heap = self._heap
        while heap and heap[0][0] <= until:
            when, _, owner, work = heapq.heappop(heap)
            self.now = max(self.now, when)
            self._move(owner, work)
        self.now = until

    def let_others_in(self, owner: Owner) -> None:
        """Between two statements of one program, the other programs do whatever they would do now."""
        if self._nested:
            return
        self._nested = True
        mine: list[tuple[float, float, Owner, Action | Work]] = []
        try:
            while self._heap and self._heap[0][0] <= self.now:
                item = heapq.heappop(self._heap)
                if item[2] is owner or isinstance(item[2], Nature):
                    mine.append(item)
                else:
                    self._move(item[2], item[3])
        finally:
            for item in mine:
                heapq.heappush(self._heap, item)
            self._nested = False

    def close(self) -> None:
        for _, _, _, work in self._heap:
            if isinstance(work, Coroutine):
                work.close()
        self._heap.clear()

    def _move(self, owner: Owner, work: Action | Work) -> None:
        if not isinstance(work, Coroutine):
            work()
            return
        if not owner.alive:
            work.close()
            return
        try:
            seconds = work.send(None)
        except (StopIteration, Crash):
            return
        self.at(self.now + seconds, owner, work)
