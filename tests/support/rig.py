"""The real worker over the real sandbox in the test's own loop, under a clock that moves when told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from support.clock import ManualClock

from tui.api.transport import in_process
from tui.domain.intents import Done, Failed, Outcome
from tui.domain.snapshot import Identity, Mode, Snapshot
from tui.sandbox.app import DEFAULT_KEY, create_app
from tui.sandbox.pace import Pace
from tui.sandbox.world import World
from tui.store.state import StateStore
from tui.store.state_scope import Scope
from tui.worker.assemble import Ends, build
from tui.worker.places import Places
from tui.worker.sandbox import remembered
from tui.worker.schedule import Policy

if TYPE_CHECKING:
    from pathlib import Path

    from tui.api.transport import AsgiApp
    from tui.domain.intents import Intent
    from tui.worker.worker import Worker

# Background refreshing is the clock's doing, requests are never throttled.
POLICY = Policy(per_second=100_000)


async def at_once(_seconds: float) -> None:
    """An answer that takes no time."""


def with_past(world: World, start: Snapshot) -> Snapshot:
    """What the dashboard knows when it opens the built-in sandbox."""
    customers, changes = remembered(world)
    return replace(start, customers=customers, changes=changes)


class Rig:
    """A sandbox, a worker over it, and everything it published.

    `around` may wrap the sandbox's application, to break it; while `is_open` says no, connections are refused. `pace`
    changes how fast the world lives. `begin` makes what is known before the first request; `with_past` gives it the
    sandbox's invented past.
    """

    def __init__(
        self,
        folder: Path,
        *,
        mode: Mode = Mode.SANDBOX,
        orgs: int = 36,
        seed: int = 1,
        pace: Pace | None = None,
        around: Callable[[AsgiApp], AsgiApp] = lambda app: app,
        policy: Policy = POLICY,
        delay: Callable[[float], Awaitable[object]] = at_once,
        is_open: Callable[[], bool] = lambda: True,
        begin: Callable[[World, Snapshot], Snapshot] = lambda _world, start: start,
    ) -> None:
        self.clock = ManualClock()
        self.world = World(seed, orgs, born=self.clock.now(), pace=pace)
        self.folder = folder
        self.identity = Identity(
            mode, "Sandbox Partners", "in this program", "sandbox", self.world.partner_id, "you@example.com"
        )
        app = create_app(self.world, clock=self.clock.now, delay=delay)
        self._ends = Ends("http://127.0.0.1", DEFAULT_KEY, in_process(around(app), is_open))
        self._policy = policy
        self._ids = count(1)
        self._task: asyncio.Task[None] | None = None
        self.sink: Callable[[Snapshot | Outcome], None] = lambda _: None
        self.outcomes: list[Outcome] = []
        self.snapshot = begin(self.world, Snapshot(self.identity, self.clock.now()))
        self.worker = self._build(self.snapshot)

    def _build(self, start: Snapshot, digest: str = "") -> Worker:
        scope = Scope("sandbox", "in this program", self.world.partner_id)
        self.store, _ = StateStore.open(self.folder / "state.db", scope, self.clock)
        return build(
            self._ends,
            self._policy,
            Places(self.folder / "state.db", self.folder / "journal.db"),
            start,
            self._take,
            self.clock,
            self.store,
            digest,
            chance=lambda: 0.5,
            # A read that waits to be tried again would wait for the clock while the test waits for the read.
            tries=1,
            new_id=lambda: f"00000000-0000-4000-8000-{next(self._ids):012d}",
        )

    def _take(self, item: Snapshot | Outcome) -> None:
        if isinstance(item, Snapshot):
            self.snapshot = item
        else:
            self.outcomes.append(item)
        self.sink(item)

    def begin(self) -> None:
        """Let the worker run."""
        self._task = asyncio.ensure_future(self.worker.run())

    async def start(self) -> Snapshot:
        """Let the worker run and wait for what it does by itself at the start."""
        self.begin()
        return await self.settled()

    async def settled(self) -> Snapshot:
        """Wait until nothing is under way; what is known then."""
        if self._task is not None and self._task.done():
            self._task.result()
        await self.worker.settled()
        return self.snapshot

    async def ask(self, intent: Intent) -> Any:
        """Submit an intent and wait for it; its value, or the fault it failed with."""
        known = len(self.outcomes)
        self.worker.submit(intent)
        await self.settled()
        answered = [outcome for outcome in self.outcomes[known:] if outcome.intent == intent]
        match answered:
            case [Done(value=value)]:
                return value
            case [Failed(fault=fault)]:
                return fault
            case _:
                return None

    async def advance(self, seconds: float) -> Snapshot:
        """Let time pass and everything that was due happen."""
        target = self.clock.now() + seconds
        while (due := self.clock.next_due) is not None and due <= target:
            await self.clock.advance(due - self.clock.now())
            await self.settled()
        await self.clock.advance(target - self.clock.now())
        return await self.settled()

    async def stop(self) -> None:
        """End the worker as quitting does."""
        self.worker.stop()
        if self._task is not None:
            await self._task
            self._task = None

    async def restart(self) -> Snapshot:
        """Another run of the program over the same folder."""
        await self.stop()
        scope = Scope("sandbox", "in this program", self.world.partner_id)
        store, _ = StateStore.open(self.folder / "state.db", scope, self.clock)
        stored = store.load()
        store.close()
        start = replace(
            Snapshot(self.identity, self.clock.now()),
            stored=True,
            customers=stored.customers,
            customers_at=stored.customers_at,
            plans=stored.plans,
            progress=stored.progress,
            changes=stored.changes,
        )
        self.snapshot = start
        self.worker = self._build(start, stored.digest)
        return await self.start()
