"""`make shots`: a picture of every screen, by the real program on the sandbox with its clock standing still.

Usage: take.py FOLDER [NAME ...]; without names every picture is taken. Those of the README go to docs/. Needs
chromium and fonts-firacode.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from support.picture import png
from support.program import Program, running
from support.rig import with_past
from support.weather import Weather

from screens.host import Dress
from screens.welcome import WelcomeScreen
from tui.domain.purchase_gate import challenge
from tui.domain.snapshot import Mode
from widgets.glyphs import ASCII

DOCS = Path(__file__).parents[2] / "docs"
NARROW, WIDE, WIDEST = (80, 24), (120, 40), (160, 50)
Walk = Callable[[Program, Weather], Awaitable[None]]


async def customers(_program: Program, _weather: Weather) -> None:
    """The list as it opens."""


async def filtered(program: Program, _weather: Weather) -> None:
    """A filter in force."""
    await program.press("slash")
    await program.type("needs:attention")
    await program.press("enter")


async def offline(program: Program, weather: Weather) -> None:
    """The API is away."""
    weather.status["v2"] = (503, b"", {})
    await program.advance(14 * 60)


async def welcome(program: Program, _weather: Weather) -> None:
    """The first start."""
    program.app.push_screen(WelcomeScreen())
    await program.settled()


async def help_(program: Program, _weather: Weather) -> None:
    """The help of the list."""
    await program.press("question_mark")


async def _never_started(program: Program) -> None:
    await program.press("slash")
    await program.type("stage:never")
    await program.press("enter", "enter")


async def start(program: Program, _weather: Weather) -> None:
    """Step 1."""
    await _never_started(program)


async def template(program: Program, _weather: Weather) -> None:
    """Step 2."""
    await _never_started(program)
    await program.press("enter")


async def launch(program: Program, _weather: Weather) -> None:
    """Step 3."""
    await _never_started(program)
    await program.press("enter", "enter")


async def verify(program: Program, _weather: Weather) -> None:
    """Step 4 of a customer that lost its role."""
    await program.press("enter", "V")


async def plan(program: Program, _weather: Weather) -> None:
    """A plan."""
    await program.press("slash")
    await program.type("atlas")
    await program.press("enter", "P")


async def disarmed(program: Program, weather: Weather) -> None:
    """The purchase dialog as it opens."""
    await plan(program, weather)
    await program.press("b")
    await program.advance(5)


async def armed(program: Program, weather: Weather) -> None:
    """Typed, with Buy in focus."""
    await disarmed(program, weather)
    await program.press("tab")
    customer = next(c for c in program.rig.snapshot.customers if c.name.startswith("Atlas"))
    await program.type(challenge(customer.name, customer.org_id, unique=True))
    await program.advance(1)
    await program.press("tab")


async def unknown(program: Program, weather: Weather) -> None:
    """The answer was lost."""
    await armed(program, weather)
    weather.status["/purchase$"] = (504, b"", {})
    await program.press("enter")
    await program.advance(65)


SHOTS: dict[str, tuple[Walk, tuple[tuple[int, int], ...], Mode]] = {
    "customers": (customers, (NARROW, WIDE, WIDEST), Mode.SANDBOX),
    "read-only": (customers, (WIDE,), Mode.READ_ONLY),
    "write-customers": (filtered, (WIDE,), Mode.WRITE),
    "offline": (offline, (NARROW, WIDE), Mode.SANDBOX),
    "welcome": (welcome, (NARROW, WIDE), Mode.SANDBOX),
    "help": (help_, (NARROW, WIDE), Mode.SANDBOX),
    "aws-1-start": (start, (NARROW, WIDE), Mode.SANDBOX),
    "aws-2-template": (template, (NARROW, WIDE), Mode.WRITE),
    "aws-3-launch": (launch, (NARROW, WIDE), Mode.SANDBOX),
    "aws-4-verify": (verify, (NARROW, WIDE), Mode.WRITE),
    "plan": (plan, (NARROW, WIDE), Mode.SANDBOX),
    "purchase-1-disarmed": (disarmed, (NARROW, WIDE), Mode.WRITE),
    "purchase-2-armed": (armed, (NARROW, WIDE), Mode.WRITE),
    "purchase-3-unknown": (unknown, (NARROW, WIDE), Mode.WRITE),
}
DRESSES = {
    "theme-day": Dress("day"),
    "theme-contrast": Dress("contrast"),
    "theme-ansi": Dress("ansi"),
    "term-nocolor": Dress("mono"),
    "term-ascii": Dress("night", ASCII),
}
# The pictures the README shows; the others are for whoever works on the screens.
KEPT = ("customers-120x40", "plan-120x40", "purchase-2-armed-120x40", "aws-4-verify-120x40")


async def take(
    folder: Path, name: str, walk: Walk, size: tuple[int, int], mode: Mode, dress: Dress | None = None
) -> None:
    """Walk to a screen and write its picture."""
    weather = Weather()
    with tempfile.TemporaryDirectory() as home:
        async with running(Path(home), size, mode=mode, around=weather.around, begin=with_past, dress=dress) as program:
            await walk(program, weather)
            shot = f"{name}-{size[0]}x{size[1]}"
            path = png(program.app, (DOCS if shot in KEPT else folder) / f"{shot}.png")
            print(path)


async def main() -> int:
    """Take the pictures asked for."""
    folder, names = Path(sys.argv[1]), sys.argv[2:]
    for name, (walk, sizes, mode) in SHOTS.items():
        for size in sizes:
            if not names or name in names or f"{name}-{size[0]}x{size[1]}" in names:
                await take(folder, name, walk, size, mode)
    for name, dress in DRESSES.items():
        if not names or name in names:
            await take(folder, name, customers, NARROW, Mode.READ_ONLY, dress)
    return 0


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    sys.exit(asyncio.run(main()))
