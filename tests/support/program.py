"""The whole program for Pilot tests: real app, real worker, real sandbox, one loop, a clock that moves when told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from support.rig import Rig

from tui.app import ArcheraApp

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from screens.host import Dress
    from screens.surroundings import Surroundings
    from tui.app import Crashed, Publish
    from tui.domain.alerts import AlertRules
    from tui.domain.intents import Intent


class RigPort:
    """The worker's end of the program, in the loop of the test."""

    def __init__(self, rig: Rig, publish: Publish) -> None:
        self._rig = rig
        rig.sink = publish

    def start(self) -> None:
        self._rig.begin()

    def submit(self, intent: Intent) -> None:
        self._rig.worker.submit(intent)

    async def stop(self) -> bool:
        self._rig.sink = lambda _: None
        await self._rig.stop()
        return True


class Program:
    """A running program and its pilot; keys go in, screens come out."""

    def __init__(self, app: ArcheraApp, rig: Rig, pilot: Pilot[Any]) -> None:
        self.app = app
        self.rig = rig
        self.pilot = pilot

    async def settled(self) -> None:
        """Let the worker finish and the screens draw what it published."""
        await self.rig.settled()
        await self.pilot.pause()
        await self.rig.settled()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, and let everything that follows happen."""
        for key in keys:
            await self.pilot.press(key)
        await self.settled()

    async def type(self, text: str) -> None:
        """Type a text."""
        for char in text:
            await self.pilot.press("space" if char == " " else char)
        await self.settled()

    async def advance(self, seconds: float) -> None:
        """Let time pass."""
        await self.rig.advance(seconds)
        await self.settled()

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return screen_text(self.app)


def screen_text(app: Any) -> str:
    """The text of the screen in front, line by line."""
    width, height = app.size
    lines = app.screen._compositor.render_strips() if hasattr(app.screen, "_compositor") else []
    return "\n".join("".join(segment.text for segment in strip)[:width].rstrip() for strip in lines[:height])


@asynccontextmanager
async def running(
    folder: Path,
    size: tuple[int, int] = (80, 24),
    *,
    dress: Dress | None = None,
    surroundings: Surroundings | None = None,
    alerts: AlertRules | None = None,
    **rig_facts: Any,
) -> AsyncIterator[Program]:
    """The program on the sandbox, started and settled; the other keywords go to the rig."""
    rig = Rig(folder, **rig_facts)

    def port(publish: Publish, _crashed: Crashed) -> RigPort:
        return RigPort(rig, publish)

    app = ArcheraApp(rig.snapshot, now=rig.clock.now, port=port, dress=dress, around=surroundings, alerts=alerts)
    async with app.run_test(size=size, notifications=True) as pilot:
        program = Program(app, rig, pilot)
        await program.settled()
        yield program
    await rig.stop()
