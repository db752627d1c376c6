"""A hostile server behind the whole program: on every screen and in every dialog its texts are text, and nothing else.

Whoever adds a screen or a dialog adds the way to it here; a test below fails until then.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from base64 import b64decode
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from support.azure import SUBSCRIPTION, TENANT
from support.deeds import paste
from support.hostile_server import ID_TAIL, HostileServer, faults_of_screen, unsafe
from support.program import Program, running
from textual.screen import Screen

import screens
from screens.quit import QuitDialog
from screens.surroundings import Surroundings
from screens.welcome import WelcomeScreen
from tui.domain.snapshot import Mode
from tui.sandbox.app import DEFAULT_KEY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
    from pathlib import Path

_COPY = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
DESKTOP = {"TERM": "xterm-256color", "DISPLAY": ":0"}


class Visitor:
    """Somebody at the keys; after every key what the terminal gets is looked at."""

    def __init__(self, program: Program, server: HostileServer) -> None:
        self.program = program
        self.server = server
        self.seen: set[str] = set()
        self.written: list[str] = []
        self.started: list[Sequence[str]] = []

    async def look(self) -> None:
        """Look at what is on the screen now."""
        await self.program.rig.settled()
        await self.program.pilot.pause()
        app = self.program.app
        self.seen.add(type(app.screen).__name__)
        assert faults_of_screen(app) == [], type(app.screen).__name__
        assert DEFAULT_KEY not in self.program.text

    async def press(self, *keys: str) -> None:
        """Press keys and look after each."""
        for key in keys:
            await self.program.pilot.press(key)
            await self.look()

    async def type(self, text: str) -> None:
        """Paste a text where the focus is."""
        await paste(self.program, text)
        await self.look()

    async def find(self, words: str) -> None:
        """Filter the list that is shown."""
        await self.program.press("slash")
        await paste(self.program, words)
        await self.press("enter")

    async def later(self, seconds: float) -> None:
        """Let time pass."""
        await self.program.advance(seconds)
        await self.look()

    async def is_handed_on_whole(self) -> None:
        """The URL went to the clipboard and to the browser as the server gave it, to the byte."""
        assert self.started.pop()[-1] == self.program.app.clipboard
        assert self.program.app.clipboard in self.server.urls

    def start(self, command: Sequence[str]) -> str:
        """Open something in a browser."""
        self.started.append(command)
        return ""


@asynccontextmanager
async def visiting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Visitor]:
    server = HostileServer()
    async with running(folder, (120, 40), mode=Mode.WRITE, orgs=24, around=server.around) as program:
        visitor = Visitor(program, server)
        around = Surroundings(DESKTOP, there_is=lambda _name: True, start=visitor.start)
        program.app.around = around
        monkeypatch.setattr(program.app, "to_terminal", visitor.written.append)
        await visitor.look()
        yield visitor
        for sent in visitor.written:
            found = _COPY.fullmatch(sent)
            assert found, sent
            assert unsafe(b64decode(found[1]).decode(), "\n\t") == set()


async def customers(v: Visitor) -> None:
    """The list, what stands beside it, what is asked from it."""
    await v.press("j", "y", "s", "escape", "question_mark", "escape", "ctrl+e", "escape", "colon", "escape")
    v.program.app.push_screen(WelcomeScreen())
    await v.look()
    await v.press("escape", "space", "space", "V", "tab", "enter")
    await v.later(5)
    await v.press("V", "escape")
    v.server.statuses = True
    await v.press("r", "j", "j", "3", "j", "y", "enter", "escape")
    v.server.refusing["child-orgs"] = 503
    await v.later(600)


async def register(v: Visitor) -> None:
    """A registration that is refused in every field."""
    v.server.refusing["register_child"] = 422
    await v.press("n")
    await v.type("Zephyr Kites")
    await v.press("tab", "tab")
    await v.type("ops@zephyr.example")
    await v.press("tab", "tab", "tab", "enter")


async def onboarding(v: Visitor) -> None:
    """The steps, the tabs, what is copied, saved and handed on."""
    await v.find("stage:never")
    await v.press("enter", "enter", "y", "w", "escape", "slash")
    await v.type("press")
    await v.press("enter", "n", "escape", "enter", "y", "o", "Q", "escape")
    await v.is_handed_on_whole()
    await v.press("enter", "e", "escape", "W", "escape", "V")
    v.server.refusing["verify"] = 409
    await v.press("V", "ctrl+e", "y", "escape", "tab", "e")
    await v.type(TENANT)
    await v.press("tab")
    await v.type(SUBSCRIPTION)
    await v.press("enter", "y", "o", "Q", "escape")
    await v.is_handed_on_whole()
    await v.press("tab", "tab", "e")
    v.server.refusing["partners"] = 422
    await v.type("https://aws.amazon.com/x")
    await v.press("enter", "escape", "tab", "j", "question_mark")


async def start_again(v: Visitor) -> None:
    """AWS is begun where Azure was: asked first."""
    await v.find("peregrine")
    await v.press("enter", "S", "escape", "tab", "tab", "shift+tab")


async def plan(v: Visitor) -> None:
    """A plan with every table of it, an earlier reading, its review."""
    await v.find("atlas")
    await v.press(
        "P", "j", "enter", "escape", "t", "j", "t", "ctrl+d", "y", "ctrl+e", "escape", "d", "escape", "question_mark"
    )
    await v.press(
        "escape", "escape", "2", "j", "y", "m", "l", "enter", "m", "escape", "question_mark", "escape", "escape"
    )
    await v.press("ctrl+e", "escape")
    v.server.refusing["recommended"] = 403
    await v.press("L", "j", "enter")


async def purchase(v: Visitor) -> None:
    """A purchase that is not answered, left, found again, ended by word."""
    await v.find("atlas")
    await v.press("P", "b")
    await v.later(5)
    v.server.refusing["purchase"] = 504
    await v.press("tab", *ID_TAIL[-6:])
    await v.later(1)
    await v.press("tab", "enter")
    await v.later(65)
    assert "unknown" in v.program.text
    await v.press("escape", "4", "y", "e", "escape", "l", "question_mark", "escape")
    v.program.app.push_screen(QuitDialog(v.program.app.snapshot))
    await v.look()


BASES = {
    "DashboardScreen",
    "ListScreen",
    "FilteredScreen",
    "RestingScreen",
    "CustomerView",
    "CustomerCourse",
    "CustomersView",
    "PlanView",
    "PlansView",
    "PurchaseDrawing",
}
"""What screens are made from."""

WAYS: tuple[tuple[Callable[[Visitor], Awaitable[None]], set[str]], ...] = (
    (
        customers,
        {
            "CustomersScreen",
            "ActivityScreen",
            "DashboardPalette",
            "HelpScreen",
            "SaveAsDialog",
            "WelcomeScreen",
            "ConfirmDialog",
            "RoundDialog",
        },
    ),
    (register, {"RegisterDialog"}),
    (onboarding, {"CustomerScreen", "SaveDialog", "QrScreen", "OptionsDialog", "WatchDialog", "ExportDialog"}),
    (start_again, {"ConfirmDialog"}),
    (plan, {"PlanScreen", "LineDialog", "PlanDiffDialog", "PlansScreen", "MarkDialog", "ReviewScreen"}),
    (purchase, {"PurchaseDialog", "PurchasesScreen", "SettleDialog", "QuitDialog"}),
)


def every_screen() -> set[str]:
    """Every screen and dialog of the program that can be opened."""
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        importlib.import_module(module.name)
    waiting: list[type] = [Screen]
    found: set[type] = set()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.partition(".")[0] == "screens":
            found.add(kind)
    return {kind.__name__ for kind in found} - BASES


def test_every_screen_and_dialog_is_on_a_way() -> None:
    assert every_screen() == set().union(*(leads_to for _, leads_to in WAYS))


@pytest.mark.parametrize(("way", "leads_to"), WAYS, ids=lambda value: getattr(value, "__name__", ""))
async def test_what_a_hostile_server_says_is_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[[Visitor], Awaitable[None]], leads_to: set[str]
) -> None:
    async with visiting(tmp_path, monkeypatch) as visitor:
        await way(visitor)
        assert leads_to <= visitor.seen, leads_to - visitor.seen
