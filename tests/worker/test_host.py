from __future__ import annotations

import asyncio
import queue
import sys
from typing import TYPE_CHECKING

import pytest

from tui.domain.intents import Done, Pause, Refresh
from tui.worker.host import WorkerHost

if TYPE_CHECKING:
    from tui.domain.intents import Intent, Outcome
    from tui.domain.snapshot import Snapshot
    from tui.worker.host import Publish


class Echo:
    """A worker that answers every intent at once."""

    def __init__(self, publish: Publish) -> None:
        self._publish = publish
        self._stopped = asyncio.Event()

    async def run(self) -> None:
        await self._stopped.wait()
        self._publish(Done(Refresh(), "the last word"))

    def submit(self, intent: Intent) -> None:
        self._publish(Done(intent))

    def stop(self) -> None:
        self._stopped.set()


def _unexpected(error: BaseException) -> None:
    raise AssertionError from error


async def _echo(publish: Publish) -> Echo:
    return Echo(publish)


async def test_intents_given_before_the_worker_is_ready_are_not_lost() -> None:
    published: queue.Queue[Snapshot | Outcome] = queue.Queue()
    host = WorkerHost(_echo, published.put, _unexpected)
    host.submit(Refresh())
    host.start()
    host.submit(Pause(True))
    answers = [await asyncio.to_thread(published.get, timeout=10) for _ in range(2)]
    assert answers == [Done(Refresh()), Done(Pause(True))]
    assert await host.stop()


async def test_nothing_is_published_once_the_program_has_begun_to_quit() -> None:
    published: queue.Queue[Snapshot | Outcome] = queue.Queue()
    host = WorkerHost(_echo, published.put, _unexpected)
    host.submit(Refresh())
    host.start()
    await asyncio.to_thread(published.get, timeout=10)
    assert await host.stop()
    assert published.empty()


async def test_what_draws_waits_a_millisecond_at_most_for_a_worker_that_computes() -> None:
    usual = sys.getswitchinterval()
    host = WorkerHost(_echo, lambda _: None, _unexpected)
    try:
        host.start()
        assert sys.getswitchinterval() == pytest.approx(0.001)
        await host.stop()
    finally:
        sys.setswitchinterval(usual)


async def test_a_worker_that_cannot_be_made_is_reported() -> None:
    errors: queue.Queue[BaseException] = queue.Queue()

    async def broken(_publish: Publish) -> Echo:
        raise ValueError("no key")

    host = WorkerHost(broken, lambda _: None, errors.put)
    host.start()
    error = await asyncio.to_thread(errors.get, timeout=10)
    assert str(error) == "no key"
    assert await host.stop()


async def test_a_worker_that_hangs_does_not_hold_up_quitting_for_ever() -> None:
    class Stuck(Echo):
        def stop(self) -> None:
            """It does not listen."""

    async def stuck(publish: Publish) -> Stuck:
        worker = Stuck(publish)
        loop = asyncio.get_running_loop()
        stop_later.append(lambda: loop.call_soon_threadsafe(worker._stopped.set))
        return worker

    stop_later: list[object] = []
    published: queue.Queue[Snapshot | Outcome] = queue.Queue()
    host = WorkerHost(stuck, published.put, _unexpected)
    host.submit(Refresh())
    host.start()
    await asyncio.to_thread(published.get, timeout=10)
    assert not await host.stop(patience=0.05)
    release = stop_later[0]
    assert callable(release)
    release()
    assert await host.stop()
