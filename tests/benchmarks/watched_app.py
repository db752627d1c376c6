"""The program without a terminal: its worker in its thread, its drawing counted, its loop listened to."""

from __future__ import annotations

import asyncio
import gc
from contextlib import asynccontextmanager
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Self

from textual._compositor import ChopsUpdate

from tui.app import ArcheraApp
from tui.cli.declare import build_parser
from tui.cli.setup import read_setup
from tui.store.state import StateStore
from tui.worker.assemble import assemble, scope_of
from tui.worker.clock import SystemClock
from tui.worker.first import first_snapshot
from tui.worker.host import WorkerHost
from tui.worker.memory import return_large_blocks
from tui.worker.places import Places
from tui.worker.schedule import Policy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from typing import Any

    from textual.pilot import Pilot
    from textual.screen import Screen

    from tui.app import Crashed, Publish
    from tui.compat import Standing
    from tui.messages import Published
    from tui.worker.host import Runs

SIZE = (120, 40)
QUIET = 0.05


class Drawn:
    """What was sent to the terminal since it was last emptied: bytes, and the lines they went to."""

    def __init__(self) -> None:
        self.bytes = 0
        self.lines: set[int] = set()
        self.at = 0.0
        self.news = asyncio.Event()

    def empty(self) -> None:
        self.bytes = 0
        self.lines = set()

    def take(self, screen: Screen[Any], renderable: Any, standing: Standing) -> None:
        if renderable is None or not hasattr(renderable, "render_segments"):
            return
        self.bytes += len(standing.over(renderable).render_segments(screen.app.console).encode())
        whole = not isinstance(renderable, ChopsUpdate)
        self.lines |= set(range(screen.size.height)) if whole else {y for y, _, _ in renderable.spans}
        self.at = perf_counter()
        self.news.set()

    async def until_quiet(self, action: Callable[[], object]) -> float:
        """Milliseconds from the beginning of an action to the last paint that follows from it."""
        begun = self.at = perf_counter()
        action()
        while True:
            self.news.clear()
            try:
                await asyncio.wait_for(self.news.wait(), QUIET)
            except TimeoutError:
                return (self.at - begun) * 1e3


class WatchedApp(ArcheraApp):
    """The dashboard; `drawn` knows what it sends, `published` how many snapshots came."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.drawn = Drawn()
        self.published = 0

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        self.drawn.take(screen, renderable, self._standing)
        super()._display(screen, renderable)

    def on_published(self, message: Published) -> None:
        self.published += 1
        super().on_published(message)


@asynccontextmanager
async def running(env: Mapping[str, str], policy: Policy) -> AsyncIterator[tuple[WatchedApp, Pilot[int]]]:
    """The program on what an environment names, under a policy for its background."""
    setup = read_setup(build_parser().parse_args([]), env)
    clock = SystemClock()
    store, _ = StateStore.open(setup.paths.state_db, scope_of(setup.profile), clock)
    start = first_snapshot(setup.profile, store.load(), clock.now())
    store.close()
    places = Places(setup.paths.state_db, None)

    async def made(publish: Publish) -> Runs:
        # As the dashboard does it.
        return_large_blocks()
        worker = await assemble(setup.profile, policy, places, start, publish, env)
        gc.freeze()
        return worker

    def port(publish: Publish, crashed: Crashed) -> WorkerHost:
        return WorkerHost(made, publish, crashed)

    app = WatchedApp(start, now=clock.now, port=port)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        yield app, pilot
        await app._port.stop()


class Listener:
    """Listens to a loop: how long it was deaf at most, in milliseconds of this process's work.

    Others at work on the same machine make every wait longer; what this process did meanwhile is its own. The work of
    all its threads counts, for while one of them holds the interpreter the others wait.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.ensure_future(self._listen())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _listen(self) -> None:
        while True:
            before = process_time()
            await asyncio.sleep(0.001)
            self.longest = max(self.longest, (process_time() - before) * 1e3)


async def until(holds: Callable[[], bool], what: str, seconds: float = 60.0) -> None:
    """Wait until something holds. Raises TimeoutError."""
    begun = perf_counter()
    while not holds():
        if perf_counter() - begun > seconds:
            raise TimeoutError(what)
        await asyncio.sleep(0.005)
