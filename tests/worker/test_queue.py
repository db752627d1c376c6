from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from support.clock import breathe

from tui.worker.queue import Priority, ReadQueue

if TYPE_CHECKING:
    from tui.worker.queue import Job


class Gate:
    """Jobs that note their start and wait until they are let go."""

    def __init__(self) -> None:
        self.started: list[str] = []
        self.open: dict[str, asyncio.Event] = {}

    def job(self, name: str) -> Job:
        async def run() -> None:
            self.started.append(name)
            await self.open.setdefault(name, asyncio.Event()).wait()

        return run

    async def let(self, name: str) -> None:
        self.open.setdefault(name, asyncio.Event()).set()
        await breathe()


def _unexpected(error: BaseException) -> None:
    raise AssertionError from error


def _queue(runners: int) -> ReadQueue:
    return ReadQueue(runners, on_idle=lambda: None, on_error=_unexpected)


async def test_what_a_person_asked_for_overtakes_the_background() -> None:
    gate, queue = Gate(), _queue(1)
    queue.ask("first", gate.job("first"), Priority.BACKGROUND)
    queue.ask("background", gate.job("background"), Priority.BACKGROUND)
    queue.ask("visible", gate.job("visible"), Priority.VISIBLE)
    queue.ask("asked", gate.job("asked"), Priority.ASKED)
    await breathe()
    for name in ("first", "asked", "visible", "background"):
        await gate.let(name)
    assert gate.started == ["first", "asked", "visible", "background"]


async def test_the_same_read_is_never_queued_or_run_twice() -> None:
    gate, queue = Gate(), _queue(1)
    for _ in range(3):
        queue.ask("runs", gate.job("runs"), Priority.ASKED)
        queue.ask("waits", gate.job("waits"), Priority.BACKGROUND)
    await breathe()
    queue.ask("runs", gate.job("runs"), Priority.ASKED)
    queue.ask("waits", gate.job("waits"), Priority.ASKED)
    await gate.let("runs")
    await gate.let("waits")
    assert gate.started == ["runs", "waits"]
    assert queue.idle


async def test_what_nobody_waits_for_leaves_a_quarter_of_the_runners_to_the_others() -> None:
    gate, queue = Gate(), _queue(8)
    for number in range(20):
        queue.ask(number, gate.job(str(number)), Priority.BACKGROUND)
    await breathe()
    assert gate.started == ["0", "1", "2", "3", "4", "5"]
    for name in ("asked", "visible", "too much"):
        queue.ask(name, gate.job(name), Priority.VISIBLE)
    await breathe()
    assert gate.started[6:] == ["asked", "visible"]
    await gate.let("asked")
    assert gate.started[8:] == ["too much"]
    await gate.let("visible")
    await gate.let("0")
    assert len(gate.started) == 9
    await gate.let("1")
    await gate.let("2")
    assert gate.started[9:] == ["6", "7"]
    await queue.close()


async def test_no_more_than_the_limit_run_at_once() -> None:
    gate, queue = Gate(), _queue(3)
    for number in range(10):
        queue.ask(number, gate.job(str(number)), Priority.VISIBLE)
    await breathe()
    assert gate.started == ["0", "1", "2"]
    await gate.let("1")
    assert gate.started == ["0", "1", "2", "3"]
    await queue.close()


async def test_reads_nobody_wants_any_more_are_forgotten() -> None:
    gate, queue = Gate(), _queue(1)
    queue.ask("runs", gate.job("runs"), Priority.ASKED)
    queue.ask("seen", gate.job("seen"), Priority.VISIBLE)
    queue.ask("kept", gate.job("kept"), Priority.BACKGROUND)
    assert queue.drop(keep=lambda _, priority: priority is not Priority.VISIBLE) == ["seen"]
    await gate.let("runs")
    await gate.let("kept")
    assert gate.started == ["runs", "kept"]


async def test_a_job_that_is_cancelled_makes_room_for_the_next_and_is_no_error() -> None:
    gate, queue = Gate(), _queue(1)
    queue.ask("runs", gate.job("runs"), Priority.BACKGROUND)
    queue.ask("next", gate.job("next"), Priority.ASKED)
    await breathe()
    queue.cancel(["runs", "next", "nobody"])
    await breathe()
    assert gate.started == ["runs", "next"]
    await gate.let("next")
    assert queue.idle


async def test_it_says_when_nothing_is_left_to_do() -> None:
    idle: list[bool] = []
    gate, queue = Gate(), ReadQueue(2, on_idle=lambda: idle.append(True), on_error=_unexpected)
    queue.ask("a", gate.job("a"), Priority.ASKED)
    queue.ask("b", gate.job("b"), Priority.ASKED)
    await gate.let("a")
    assert not idle
    await gate.let("b")
    assert idle == [True]


async def test_closing_cancels_what_runs_and_forgets_what_waits() -> None:
    gate, queue = Gate(), _queue(1)
    queue.ask("runs", gate.job("runs"), Priority.ASKED)
    queue.ask("waits", gate.job("waits"), Priority.ASKED)
    await breathe()
    await queue.close()
    await breathe()
    assert gate.started == ["runs"]
    assert queue.idle


async def test_a_job_that_breaks_is_reported_and_the_rest_goes_on() -> None:
    errors: list[BaseException] = []
    gate = Gate()
    queue = ReadQueue(1, on_idle=lambda: None, on_error=errors.append)

    async def breaks() -> None:
        raise ZeroDivisionError

    queue.ask("breaks", breaks, Priority.ASKED)
    queue.ask("after", gate.job("after"), Priority.ASKED)
    await breathe()
    await gate.let("after")
    assert [type(error) for error in errors] == [ZeroDivisionError]
    assert gate.started == ["after"]
