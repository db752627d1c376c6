"""A terminal that is sent only what differs shows what one shows that is sent everything Textual draws again."""

from __future__ import annotations

import random
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, cast

import pyte
import pyte.screens
import pytest
from rich.segment import Segment
from rich.style import Style
from support.customer_list import fleet
from support.stage import NOW
from textual import events
from textual.app import App
from textual.containers import Horizontal
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Label
from wcwidth import wcwidth

from tui.app import ArcheraApp
from tui.compat import Standing
from widgets.changed_cells import certain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from textual.app import ComposeResult
    from textual.pilot import Pilot
    from textual.screen import Screen

    from screens.customers.screen import CustomersScreen
    from tui.domain.intents import Intent

WIDTH, HEIGHT = 40, 12
STYLES = [Style.parse(words) for words in ("none", "bold", "red on blue", "dim")]
NAMES = ["Beta Corp", "Åsa Łódź", "ready", "3m", "59m", "● ◐ ✕", "…", "", "          "]
DOUBTFUL = ["株式会社", "e\N{COMBINING ACUTE ACCENT}te\N{COMBINING DIAERESIS}", "Zoo \N{ELEPHANT}", "⏸ paused", "שלום"]


def usual(char: str) -> int:
    """What most terminals take for a character."""
    return max(0, wcwidth(char))


def narrow(char: str) -> int:
    """A terminal that knows no wide character and no mark that joins another."""
    del char
    return 1


def wide(char: str) -> int:
    """A terminal that draws wide whatever may be wide."""
    return 1 if certain(Strip([Segment(char)])) else 2


class Lines(Widget):
    """Lines that are drawn again one by one."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [Strip.blank(WIDTH)] * HEIGHT

    def put(self, y: int, strip: Strip) -> None:
        self.lines[y] = strip
        self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        return self.lines[y].adjust_cell_length(self.size.width) if y < HEIGHT else Strip.blank(self.size.width)


class Over(ModalScreen[None]):
    """Something that covers a part of it."""

    CSS = "Over { align: center middle; } Label { width: 20; height: 3; background: red; }"

    def compose(self) -> ComposeResult:
        yield Label("over it")


class Watched(App[None]):
    """Two lists side by side, seen on a terminal that is sent everything and on one that is sent what differs."""

    CSS = "Lines { width: 1fr; height: 100%; }"

    def __init__(self) -> None:
        super().__init__()
        self.standing = Standing()
        self.whole, self.sparing = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
        self.bytes = [0, 0]

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Lines()
            yield Lines()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        super()._display(screen, renderable)
        if renderable is None:
            return
        sent = renderable.render_segments(self.console), self.standing.over(renderable).render_segments(self.console)
        for terminal, text in zip((self.whole, self.sparing), sent, strict=True):
            # Every piece goes to a place of its own: Textual's line feeds only move what a wide character pushed down.
            pyte.Stream(terminal).feed(text.replace("\n", ""))
        self.bytes = [known + len(text.encode()) for known, text in zip(self.bytes, sent, strict=True)]

    def stands(self, terminal: pyte.Screen) -> list[list[Any]]:
        return [[terminal.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]


def any_line(chance: random.Random, texts: list[str]) -> Strip:
    pieces = [Segment(f"{chance.choice(texts)} ", chance.choice(STYLES)) for _ in range(chance.randint(1, 4))]
    return Strip(pieces).adjust_cell_length(WIDTH // 2)


def put(lines: Lines, chance: random.Random) -> None:
    """Another line, or a small change in the one that is there."""
    y = chance.randrange(HEIGHT)
    old = lines.lines[y]
    if chance.random() < 0.5:
        new = any_line(chance, NAMES + DOUBTFUL if chance.random() < 0.3 else NAMES)
    else:
        place = chance.randrange(10)
        middle = Strip([Segment(chance.choice("ab "), chance.choice(STYLES))])
        new = Strip.join([old.crop(0, place), middle, old.crop(place + 1)])
    lines.put(y, new)


async def walk(app: Watched, pilot: Pilot[None], chance: random.Random) -> None:
    """Do one thing of those that happen to a screen."""
    match chance.randrange(12):
        case 0 if len(app.screen_stack) == 1:
            await app.push_screen(Over())
        case 1 if len(app.screen_stack) > 1:
            app.pop_screen()
        case 2:
            app.refresh()
        case 3:
            app.screen_stack[0].query(Lines).last().styles.width = chance.choice([5, 15, 20])
        case _:
            for _ in range(chance.randint(1, 4)):
                put(chance.choice([*app.screen_stack[0].query(Lines)]), chance)
    await pilot.pause()


@pytest.mark.parametrize("width", [usual, narrow, wide])
@pytest.mark.parametrize("seed", [1, 3])
async def test_whatever_happens_it_shows_what_textual_drew(
    seed: int, width: Callable[[str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyte.screens, "wcwidth", width)
    chance = random.Random(seed)
    app = Watched()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        for step in range(40):
            await walk(app, pilot, chance)
            assert app.stands(app.sparing) == app.stands(app.whole), step
    assert app.bytes[1] < app.bytes[0]


class Resting:
    """A worker's end that does nothing."""

    def start(self) -> None:
        """Begin nothing."""

    def submit(self, intent: Intent) -> None:
        """Take an intent and leave it."""

    async def stop(self) -> bool:
        return True


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the program sends to draw, one text for each time."""
    texts: list[str] = []

    def display(app: App[Any], _screen: object, update: Any) -> None:
        if update is not None:
            texts.append(update.render_segments(app.console))

    monkeypatch.setattr(App, "_display", display)
    return texts


@asynccontextmanager
async def program() -> AsyncIterator[tuple[Callable[[float], Awaitable[None]], ArcheraApp, Pilot[int]]]:
    """The program over customers that stand still, and how to let ages move."""
    time = NOW
    app = ArcheraApp(fleet(), now=lambda: time, port=lambda _publish, _crashed: Resting())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()

        async def passes(seconds: float) -> None:
            nonlocal time
            time += seconds
            cast("CustomersScreen", app.screen)._age()
            await pilot.pause()

        yield passes, app, pilot


async def test_a_minute_later_the_program_sends_the_ages_and_not_their_lines(sent: list[str]) -> None:
    async with program() as (passes, _app, _pilot):
        sent.clear()
        await passes(61)
        # Five ages of the list and the one in the bar; a line alone is some 500 bytes.
        assert sent
        assert len("".join(sent).encode()) < 600


async def test_after_a_change_of_the_windows_size_lines_are_sent_whole(sent: list[str]) -> None:
    async with program() as (passes, app, pilot):
        # There and back again within a moment: the terminal may have moved what stood on it.
        app.post_message(events.Resize(app.size, app.size))
        await pilot.pause()
        sent.clear()
        await passes(61)
        assert "Beta Corp" in "".join(sent)
