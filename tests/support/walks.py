"""Walks of the real program to each screen that has a picture, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from support.azure import SUBSCRIPTION, TENANT
from support.deeds import paste

from screens.welcome import WelcomeScreen
from tui.domain.purchase.gate import challenge

if TYPE_CHECKING:
    from support.program import Program
    from support.weather import Weather

Walk = Callable[["Program", "Weather"], Awaitable[None]]


async def customers(_program: Program, _weather: Weather) -> None:
    """The list as it opens."""


async def filtered(program: Program, _weather: Weather) -> None:
    """A filter in force."""
    await program.press("slash")
    await program.type("needs:attention")
    await program.press("enter")


async def offline(program: Program, weather: Weather) -> None:
    """The API is away."""
    weather.closed = True
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


async def checked_round(program: Program, _weather: Weather) -> None:
    """Three customers were verified at once."""
    await program.press("space", "space", "space", "V")


async def register(program: Program, _weather: Weather) -> None:
    """A customer whose name is that of another."""
    await program.press("n")
    await program.type("beta corp")


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


async def watch(program: Program, weather: Weather) -> None:
    """How often a verification is to be repeated."""
    await verify(program, weather)
    await program.press("W")


async def report(program: Program, weather: Weather) -> None:
    """The onboarding as a report for a ticket."""
    await verify(program, weather)
    await program.press("ctrl+e")


async def history(program: Program, _weather: Weather) -> None:
    """What happened to a customer."""
    await program.press("enter", "shift+tab")


async def links(program: Program, _weather: Weather) -> None:
    """Marketplace links, typed and not sent yet."""
    await program.press("enter", "tab", "tab", "tab", "e")
    await paste(program, "https://aws.amazon.com/marketplace/offers/offer-4f2a91c7")
    await program.press("tab", "ctrl+n")


async def _plan_of(program: Program, name: str) -> None:
    await program.press("slash")
    await program.type(name)
    await program.press("enter", "P")


async def plan(program: Program, _weather: Weather) -> None:
    """A plan."""
    await _plan_of(program, "atlas")


async def plan_negative(program: Program, _weather: Weather) -> None:
    """A plan that costs more than it saves."""
    await _plan_of(program, "umber")


async def plan_calculating(program: Program, _weather: Weather) -> None:
    """A plan whose figures are not final."""
    await _plan_of(program, "cyan")


async def plan_lines(program: Program, _weather: Weather) -> None:
    """Two thousand lines under a filter."""
    await _plan_of(program, "consolidated")
    await program.press("slash")
    await program.type("save>20 term:1y")
    await program.press("enter")


async def plan_details(program: Program, _weather: Weather) -> None:
    """Every field of a plan."""
    await _plan_of(program, "atlas")
    await program.press("t", "t", "ctrl+d", "ctrl+d", "ctrl+d")


async def plan_line(program: Program, _weather: Weather) -> None:
    """Every field of a line."""
    await _plan_of(program, "atlas")
    await program.press("enter")


async def plan_diff(program: Program, _weather: Weather) -> None:
    """What is different since an earlier reading."""
    await _plan_of(program, "atlas")
    await program.advance(26 * 3600)
    await program.press("r", "d")


async def plan_export(program: Program, _weather: Weather) -> None:
    """Where the plan is to be written."""
    await _plan_of(program, "atlas")
    await program.press("ctrl+e")


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


async def plans(program: Program, _weather: Weather) -> None:
    """The plans of all customers, with reviews in different hands."""
    await program.press("2")
    for mark in ("l", "b", "", "", "l", "d"):
        await program.press(*(("m", mark) if mark else ()), "j")
    await program.press("g")


async def activity(program: Program, _weather: Weather) -> None:
    """What changed, a while after somebody looked."""
    await program.press("3")


async def purchases(program: Program, weather: Weather) -> None:
    """An open unknown on top of the journal."""
    await unknown(program, weather)
    await program.press("escape", "4")


async def azure_form(program: Program, _weather: Weather) -> None:
    """A subscription that is no GUID."""
    await _never_started(program)
    await program.press("tab")
    await paste(program, TENANT)
    await program.press("tab")
    await paste(program, SUBSCRIPTION[:-2])


async def azure_consent(program: Program, _weather: Weather) -> None:
    """The URL for the tenant's administrator."""
    await _never_started(program)
    await program.press("tab")
    await paste(program, TENANT)
    await program.press("tab")
    await paste(program, SUBSCRIPTION)
    await program.press("enter")


async def azure_verify(program: Program, weather: Weather) -> None:
    """Nobody has consented yet."""
    await azure_consent(program, weather)
    await program.press("enter", "V")


async def azure_qr(program: Program, weather: Weather) -> None:
    """The same as a code for a telephone."""
    await azure_consent(program, weather)
    await program.press("Q")
