"""A scenario being played, in this process or over real HTTP, under a clock that moves when told."""

from __future__ import annotations

import asyncio
import threading
from contextlib import asynccontextmanager, contextmanager
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from support.api_client import client_for
from support.clock import EPOCH, ManualClock

from tui.api.transport import in_process
from tui.sandbox.app import DEFAULT_KEY
from tui.sandbox.names import called
from tui.sandbox.scenario_file import parse_scenario
from tui.sandbox.server import SandboxServer
from tui.sandbox.staging import staged

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping

    from starlette.types import ASGIApp

    from tui.api.client import Client


class Way(StrEnum):
    """How a client reaches a sandbox."""

    IN_PROCESS = "in process"
    OVER_HTTP = "over HTTP"


class Play:
    """A scenario in TOML on a stage of its own. `waited` lists the seconds that answers took, in no time at all."""

    def __init__(self, toml: str = "", *, seed: int = 1, orgs: int | None = 12) -> None:
        self.clock = ManualClock(EPOCH)
        self.waited: list[float] = []
        scenario = parse_scenario(toml, "test.toml", "test")
        self.stage = staged(scenario, seed=seed, orgs=orgs, clock=self.clock.now, delay=self._wait)
        self.world = self.stage.world
        self.partner = self.world.partner_id

    async def _wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        # Others get on meanwhile.
        await asyncio.sleep(0)

    def at(self, seconds: float) -> None:
        """Move the clock to so many seconds after the world's birth."""
        self.clock.set(EPOCH + seconds)

    def id_of(self, name: str) -> str:
        """The id of the customer of this name (without "c/o Sandbox")."""
        return next(org.org_id for org in self.world.orgs.values() if org.name == called(name))

    @asynccontextmanager
    async def client(
        self, way: Way = Way.IN_PROCESS, *, tries: int = 1, deadlines: Mapping[str, float] = MappingProxyType({})
    ) -> AsyncIterator[Client]:
        """The real client, which may write and has the right key."""
        if way is Way.IN_PROCESS:
            wire = in_process(self.stage.app, self.stage.is_open)
            async with client_for(
                "http://localhost", key=DEFAULT_KEY, wire=wire, tries=tries, deadlines=deadlines
            ) as c:
                yield c
            return
        with served(self.stage.app, self.stage.is_open) as address:
            async with client_for(address, key=DEFAULT_KEY, tries=tries, deadlines=deadlines) as c:
                yield c

    async def statuses(self, name: str, key: str) -> dict[str, str]:
        """A customer's features and their statuses as listChildOrgs has them now."""
        org_id = self.id_of(name)
        async with self.client() as client:
            listed = await client.list_child_orgs(self.partner)
        org = next(row.value for row in listed.rows if row.value.org_id == org_id)
        lists = org.integration_checklist or {}
        return {row.feature or "": row.status or "" for row in lists.get(key) or ()}


@contextmanager
def served(app: ASGIApp, is_open: Callable[[], bool] = lambda: True) -> Iterator[str]:
    """An application over real HTTP in a thread; its base URL."""
    server = SandboxServer(app, is_open=is_open)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server.address
    finally:
        server.stop()
        thread.join(timeout=20)
        assert not thread.is_alive()
