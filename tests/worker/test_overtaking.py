"""Answers that overtake each other: what was asked for last is what is known, and each change is told once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from support.clock import until
from support.rig import Rig

from tui.domain.intents import LookAt, ReadPlan, Refresh, Register, StartOnboarding
from tui.domain.onboarding.registration import Registered
from tui.domain.snapshot import Reading

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tui.api.transport import AsgiApp, Message

    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]


class Slow:
    """Once armed, the next answer to a path that ends so is written at once and comes when it is let go."""

    def __init__(self, end: str) -> None:
        self._end = end
        self._armed = False
        self._gate = asyncio.Event()
        self.held = False

    def arm(self) -> None:
        self._armed = True

    def let_go(self) -> None:
        self._gate.set()

    def around(self, app: AsgiApp) -> AsgiApp:
        async def held(scope: Message, receive: Receive, send: Send) -> None:
            if not (self._armed and str(scope["path"]).endswith(self._end)):
                await app(scope, receive, send)
                return
            self._armed = False
            written: list[Message] = []

            async def keep(message: Message) -> None:
                written.append(message)

            await app(scope, receive, keep)
            self.held = True
            await self._gate.wait()
            for message in written:
                await send(message)

        return held


async def test_a_customer_registered_while_the_list_was_under_way_is_not_gone_when_that_list_comes(
    tmp_path: Path,
) -> None:
    slow = Slow("child-orgs")
    rig = Rig(tmp_path, orgs=8, around=slow.around)
    await rig.start()
    rig.world.register("Somebody Else c/o Sandbox", rig.clock.now(), invited=False, subscribed=False)
    slow.arm()
    rig.worker.submit(Refresh())
    await until(lambda: slow.held)
    rig.worker.submit(Register("Acme Bikes c/o Sandbox"))
    await until(lambda: bool(rig.outcomes))
    done = rig.outcomes[-1]
    registered = getattr(done, "value", None)
    assert isinstance(registered, Registered)
    slow.let_go()
    await rig.settled()
    assert rig.snapshot.customer(registered.org_id) is not None
    told = [change.kind for change in rig.snapshot.changes if change.org_id == registered.org_id]
    assert len(told) == 1
    await rig.stop()


async def test_a_list_asked_for_before_a_customer_was_changed_is_read_once_more_after_it(tmp_path: Path) -> None:
    slow = Slow("child-orgs")
    rig = Rig(tmp_path, orgs=8, around=slow.around)
    await rig.start()
    org_id = rig.world.register("Acme Bikes c/o Sandbox", rig.clock.now(), invited=False, subscribed=False).org_id
    await rig.ask(Refresh())
    slow.arm()
    rig.worker.submit(Refresh())
    await until(lambda: slow.held)
    rig.worker.submit(StartOnboarding(org_id))
    await until(lambda: any(isinstance(outcome.intent, StartOnboarding) for outcome in rig.outcomes))
    slow.let_go()
    customer = (await rig.settled()).customer(org_id)
    assert customer is not None
    assert [checklist.key for checklist in customer.integrations] == ["aws"]
    await rig.stop()


async def test_an_older_reading_of_a_plan_does_not_replace_a_newer_one(tmp_path: Path) -> None:
    slow = Slow("recommended")
    rig = Rig(tmp_path, orgs=8, around=slow.around)
    await rig.start()
    key = next(key for key, reading in rig.snapshot.plans.items() if reading.state is Reading.KNOWN)
    rig.clock.set(rig.clock.now() + 40)
    slow.arm()
    rig.worker.submit(LookAt((key,)))
    await until(lambda: slow.held)
    # Another edition is recommended by now.
    rig.clock.set(rig.clock.now() + 7 * 3600)
    rig.worker.submit(ReadPlan(*key))
    await until(lambda: bool(rig.outcomes))
    newer = rig.snapshot.plans[key]
    slow.let_go()
    await rig.settled()
    assert rig.snapshot.plans[key].brief == newer.brief
    told = [(change.org_id, change.key) for change in rig.snapshot.changes if change.kind == "plan"]
    assert told.count(key) == 1
    await rig.stop()
