"""Commands against a sandbox over real HTTP: a world under a clock that stands still, in any weather."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from support.clock import ManualClock
from support.homes import Home, Said
from support.play import served
from support.weather import Weather

from tui.domain.records import AWS
from tui.sandbox.app import DEFAULT_KEY, create_app
from tui.sandbox.names import called
from tui.sandbox.world import World
from tui.store.state import StateStore
from tui.store.state_scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.domain.onboarding.steps import Progress

BORN = 1_795_000_000.0


async def _at_once(_seconds: float) -> None:
    """An answer that takes no time."""


@dataclass
class Headless:
    """A home whose commands act in a world of 24 customers; `weather` breaks it, `world` tells what became of it."""

    home: Home
    world: World
    weather: Weather = field(default_factory=Weather)

    def run(self, *argv: str) -> Said:
        """Run a command that may write."""
        return self.home.run(*argv, "--write")

    def read(self, *argv: str) -> Said:
        """Run a command of a read-only profile."""
        return self.home.run(*argv)

    def data(self, *argv: str) -> dict[str, Any]:
        """Run a command that may write, for what it says to programs."""
        document: dict[str, Any] = json.loads(self.run(*argv, "--json").out)
        return document

    def id_of(self, name: str) -> str:
        """The id of the customer of this name (without "c/o Sandbox")."""
        return next(org.org_id for org in self.world.orgs.values() if org.name == called(name))

    def progress(self, name: str, cloud: str = AWS) -> Progress:
        """What state.db keeps of this customer's onboarding, which is what the dashboard opens with."""
        address = os.environ["ARCHERA_BASE_URL"].removeprefix("http://")
        scope = Scope("env", address, self.world.partner_id)
        store, notice = StateStore.open(self.home.state / "state.db", scope, ManualClock())
        assert notice == ""
        try:
            return store.load().progress[self.id_of(name), cloud]
        finally:
            store.close()

    @property
    def sent(self) -> dict[str, int]:
        """How often each call came, the list left out; by the last part of its path."""
        return {name: times for name, times in self.weather.seen.items() if name != "child-orgs"}


@pytest.fixture
def headless(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Headless]:
    world = World(1, 24, born=BORN)
    stage = Headless(home, world)
    app = create_app(world, clock=lambda: BORN, delay=_at_once)
    with served(stage.weather.around(app)) as address:
        monkeypatch.setenv("ARCHERA_API_KEY", DEFAULT_KEY)
        monkeypatch.setenv("ARCHERA_BASE_URL", address)
        monkeypatch.setenv("ARCHERA_PARTNER_ORG_ID", world.partner_id)
        yield stage
