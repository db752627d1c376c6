"""The worker of the dashboard without a screen: a command submits intents, awaits outcomes, and stops it cleanly."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from tui.cli.loading import loading
from tui.cli.output import complain, tell_meanwhile
from tui.cli.run_places import places_of
from tui.config.problems import ConfigError
from tui.config.profiles import ProfileKind
from tui.domain.formats import clock_seconds
from tui.domain.intents import WRITES, Pause, Refresh
from tui.domain.snapshot import Snapshot
from tui.store.state import StateStore
from tui.store.state_scope import Scope
from tui.worker.clock import SystemClock
from tui.worker.first import first_snapshot
from tui.worker.link import THROTTLED
from tui.worker.places import Places
from tui.worker.schedule import policy_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from tui.cli.setup import Setup
    from tui.domain.faults import Fault
    from tui.domain.intents import Intent, Outcome
    from tui.sandbox.scenario import Scenario
    from tui.worker.worker import Worker

T = TypeVar("T")

# How long a worker that was told to stop may take, seconds.
_PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class Background:
    """What the worker does by itself: nothing, unless it reads the list and, if asked for, the plans that are due."""

    reads_list: bool = False
    reads_plans: bool = False


QUIET = Background()
"""Nothing is sent but what the command asks for."""


class Session:
    """A running worker. `snapshot` is the newest picture of what is known; the worker's end is the session's end.

    `heard` is told of every outcome, also of those nobody awaits here.
    """

    def __init__(self, start: Snapshot) -> None:
        self.snapshot = start
        self.heard: Callable[[Outcome], object] = lambda _: None
        self._worker: Worker | None = None
        self._running: asyncio.Future[None] | None = None
        self._awaited: list[tuple[Intent, asyncio.Future[Outcome]]] = []
        self._news = asyncio.Event()

    @property
    def sent_and_unanswered(self) -> tuple[Intent, ...]:
        """What was asked for that changes something and has not been answered."""
        asked = [intent for intent, _ in self._awaited] + [run.intent for run in self.snapshot.running]
        return tuple(dict.fromkeys(intent for intent in asked if isinstance(intent, WRITES)))

    def take(self, item: Snapshot | Outcome) -> None:
        """Take what the worker publishes."""
        if isinstance(item, Snapshot):
            self.snapshot = item
            self._news.set()
            return
        for intent, future in self._awaited:
            if intent == item.intent and not future.done():
                future.set_result(item)
        self.heard(item)

    def submit(self, intent: Intent) -> None:
        """Hand an intent to the worker without waiting for its outcome."""
        self._at_work.submit(intent)

    async def ask(self, intent: Intent) -> Outcome:
        """Submit an intent and wait for its outcome. Raises what the worker falls over with."""
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        entry = (intent, future)
        self._awaited.append(entry)
        self._at_work.submit(intent)
        outcome = await self._or_end(future)
        self._awaited.remove(entry)
        return outcome

    async def read_list(self) -> Fault | None:
        """Read the customer list now; why that could not be done, or None."""
        before = self._tries
        self.submit(Refresh())
        return await self._heard(before)

    async def list_was_read(self) -> Fault | None:
        """Wait for the first reading of the list, which the worker does by itself when its background reads."""
        return await self._heard((None, None))

    async def settled(self) -> None:
        """Wait until nothing is under way, and everything known is in `snapshot`.

        Where the server asks for a rest meanwhile, which may be long, a person is told until when.
        """
        rests = asyncio.ensure_future(self._tell_rests())
        try:
            await self._or_end(asyncio.ensure_future(self._at_work.settled()))
        finally:
            rests.cancel()

    async def _tell_rests(self) -> None:
        told = 0.0
        while True:
            fault, until = self.snapshot.connection.fault, self.snapshot.connection.retry_at
            # The same rest is asked for by several answers, moments apart.
            if fault is not None and fault.kind == THROTTLED and until is not None and until - told >= 1.0:
                told = until
                tell_meanwhile(f"{fault.what} Reading goes on at {clock_seconds(until)} UTC.")
            self._news.clear()
            await self._news.wait()

    @property
    def _at_work(self) -> Worker:
        if self._worker is None:
            raise RuntimeError("the session has not begun")
        return self._worker

    @property
    def _tries(self) -> tuple[float | None, float | None]:
        connection = self.snapshot.connection
        return connection.last_ok, connection.retry_at

    async def _heard(self, before: tuple[float | None, float | None]) -> Fault | None:
        while self._tries == before:
            await self.next_news()
        return self.snapshot.connection.fault

    async def next_news(self) -> None:
        """Wait for the next snapshot; what was published while nobody waited is in `snapshot` already."""
        self._news.clear()
        await self._or_end(asyncio.ensure_future(self._news.wait()))

    async def _or_end(self, future: asyncio.Future[T]) -> T:
        """What a future brings, unless the worker ends before."""
        if self._running is None:
            raise RuntimeError("the session has not begun")
        either: set[asyncio.Future[Any]] = {future, self._running}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if future.done():
                return future.result()
            await self._running
            raise RuntimeError("the worker ended before it had answered")
        finally:
            future.cancel()

    async def begin(self, worker: Worker, background: Background) -> None:
        """Let the worker run, and wait for its first picture."""
        self._worker = worker
        # In this order, so that the first picture holds what the worker reads from the disk when it begins.
        self._running = asyncio.ensure_future(worker.run())
        if not background.reads_list:
            worker.submit(Pause(paused=True))
        await self.next_news()

    async def end(self) -> None:
        """Stop the worker; what it falls over with is raised."""
        self._at_work.stop()
        if self._running is not None:
            done, _ = await asyncio.wait({self._running}, timeout=_PATIENCE)
            for ended in done:
                ended.result()


@asynccontextmanager
async def session(
    setup: Setup,
    env: Mapping[str, str],
    *,
    background: Background = QUIET,
    buys: bool = False,
    scenario: Scenario | None = None,
) -> AsyncIterator[Session]:
    """The worker of a profile at work, over what state.db knows; `buys` opens the journal of purchases as well.

    Raises `ConfigError` for a profile that can't be used. `scenario` is what happens in the built-in sandbox.
    """
    with loading():
        # Brings httpx and pydantic: after the arguments are right.
        from tui.worker.assemble import assemble  # noqa: PLC0415

    profile, clock = setup.profile, SystemClock()
    places = places_of(setup) if buys else Places(_state_of(setup), None)
    store, notice = StateStore.open(places.state, Scope(profile.name, profile.host, profile.partner_org_id), clock)
    if notice:
        complain(notice)
    start = first_snapshot(profile, store.load(), clock.now())
    store.close()
    policy = replace(policy_of(profile, setup.settings.background), reads_plans=background.reads_plans)
    running = Session(start)
    try:
        worker = await assemble(profile, policy, places, start, running.take, env, scenario)
    except ValueError as error:
        raise ConfigError(f"Profile {profile.name}: {error}") from error
    await running.begin(worker, background)
    try:
        yield running
    finally:
        await running.end()


def _state_of(setup: Setup) -> Path | None:
    return None if setup.profile.kind is ProfileKind.SANDBOX else setup.paths.state_db


def in_loop(work: Callable[[], Awaitable[T]]) -> T:
    """Run a command's coroutine to its end; SIGTERM ends it as Ctrl-C does, with exit code 143."""
    return asyncio.run(_until_told(work))


async def _until_told(work: Callable[[], Awaitable[T]]) -> T:
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    told: list[int] = []

    def end(number: int) -> None:
        told.append(number)
        if task is not None:
            task.cancel()

    loop.add_signal_handler(signal.SIGTERM, partial(end, signal.SIGTERM))
    try:
        return await work()
    except asyncio.CancelledError:
        if told:
            raise SystemExit(128 + told[0]) from None
        raise
    finally:
        loop.remove_signal_handler(signal.SIGTERM)
