from __future__ import annotations

import asyncio

from support.clock import ManualClock, breathe

from tui.worker.pace import Pace


async def test_requests_beyond_the_burst_wait_for_their_turn() -> None:
    clock = ManualClock()
    pace = Pace(clock, per_second=2)
    sent: list[float] = []

    async def ask() -> None:
        await pace.permit()
        sent.append(clock.monotonic())

    start = clock.monotonic()
    tasks = [asyncio.ensure_future(ask()) for _ in range(6)]
    await breathe()
    assert len(sent) == 4
    await clock.advance(5)
    await asyncio.gather(*tasks)
    assert sent[-1] - start == 1.0


async def test_the_pause_a_server_asked_for_holds_back_everything() -> None:
    clock = ManualClock()
    pace = Pace(clock, per_second=100)
    pace.pause(30)
    pace.pause(5)
    task = asyncio.ensure_future(pace.permit())
    await clock.advance(29)
    assert not task.done()
    assert pace.paused_for == 1
    await clock.advance(1)
    assert task.done()
    assert pace.paused_for == 0
