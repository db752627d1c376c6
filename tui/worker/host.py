"""A thread with a loop of its own for the worker, so that drawing never waits for the network or for parsing."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from tui.domain.intents import Intent, Outcome
    from tui.domain.snapshot import Snapshot

# How long the thread that draws waits for one that computes, seconds; Python's own is five times as long, and drawing a
# key waits several times.
_TURN = 0.001

Publish = Callable[["Snapshot | Outcome"], None]


class Runs(Protocol):
    """What the host runs: the worker."""

    async def run(self) -> None:
        """Work until told to stop."""
        ...

    def submit(self, intent: Intent) -> None:
        """Take an intent."""
        ...

    def stop(self) -> None:
        """End `run` soon; a purchase under way is left as sent."""
        ...


class WorkerHost:
    """Builds and runs a worker in a daemon thread.

    `make` is called inside the thread, so that the imports it needs happen there, after the first paint. Intents
    submitted before the worker is ready wait for it. `crashed` is told when it could not be built or fell over.
    """

    def __init__(
        self, make: Callable[[Publish], Awaitable[Runs]], publish: Publish, crashed: Callable[[BaseException], None]
    ) -> None:
        self._make = make
        self._sink: Publish | None = publish
        self._crashed = crashed
        self._thread = threading.Thread(target=self._main, name="archera-worker", daemon=True)
        self._lock = threading.Lock()
        self._waiting: list[Intent] = []
        self._worker: Runs | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = False

    def start(self) -> None:
        """Start the thread."""
        sys.setswitchinterval(_TURN)
        self._thread.start()

    def submit(self, intent: Intent) -> None:
        """Hand an intent to the worker, from any thread."""
        with self._lock:
            if self._worker is None or self._loop is None:
                self._waiting.append(intent)
                return
            loop, worker = self._loop, self._worker
        _soon(loop, partial(worker.submit, intent))

    def detach(self) -> None:
        """Publish nothing any more; comes first when the program quits."""
        self._sink = None

    async def stop(self, patience: float = 3.0) -> bool:
        """Detach, stop the worker and wait at most `patience` seconds for it; True when it ended in time."""
        self.detach()
        with self._lock:
            self._stopping = True
            loop, worker = self._loop, self._worker
        if loop is not None and worker is not None:
            _soon(loop, worker.stop)
        if self._thread.is_alive():
            await asyncio.to_thread(self._thread.join, patience)
        return not self._thread.is_alive()

    def _publish(self, item: Snapshot | Outcome) -> None:
        sink = self._sink
        if sink is not None:
            sink(item)

    def _main(self) -> None:
        try:
            asyncio.run(self._work())
        except Exception as error:  # noqa: BLE001 - the screen has to say that nothing refreshes any more
            if self._sink is not None:
                self._crashed(error)

    async def _work(self) -> None:
        worker = await self._make(self._publish)
        with self._lock:
            self._loop, self._worker = asyncio.get_running_loop(), worker
            waiting, self._waiting = self._waiting, []
            if self._stopping:
                return
        for intent in waiting:
            worker.submit(intent)
        await worker.run()


def _soon(loop: asyncio.AbstractEventLoop, work: Callable[[], object]) -> None:
    """Have it done in the worker's loop; one that has ended meanwhile, in its own thread, does nothing any more."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(work)
