"""The operations of the contract as a person meets them: the keys that lead from the list to each and send it."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from support.azure import SUBSCRIPTION, TENANT
from support.program import Program, running
from support.rig import with_past
from support.weather import Weather
from textual.events import Paste

from tui.domain.purchase.gate import challenge
from tui.domain.snapshot import Mode
from widgets.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

NARROW, WIDE = (80, 24), (120, 40)
COMPANY = "Zephyr Kites"
OFFER = "https://aws.amazon.com/marketplace/pp/zephyr"
_PLAN_OF = "atlas"

Answer = tuple[int, bytes, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Deed:
    """One operation at the keyboard.

    `path` says to the weather which requests are meant, `segment` is what it counts them by. `reach` walks from the
    list to where one more press of `keys` sends the request. `done` are words that a success brings. `kept` is what
    was typed or known before and must not be lost by a failure, `again` what the screen then says to do. `field` is
    what the server complains about, dotted as the `Error` envelope nests it, `beside` whether its message stands at
    a field.
    """

    operation: str
    path: str
    segment: str
    reach: Callable[[Program], Awaitable[None]]
    keys: tuple[str, ...]
    done: tuple[str, ...]
    kept: tuple[str, ...]
    again: str
    field: str
    beside: bool = False

    def __str__(self) -> str:
        return self.operation


async def paste(program: Program, text: str) -> None:
    """What a terminal does when somebody pastes into the field in focus."""
    focused = program.app.screen.focused
    assert focused is not None
    focused.post_message(Paste(text))
    await program.settled()


async def _list(program: Program) -> None:
    await program.advance(30)


async def _never_started(program: Program) -> None:
    await program.press("slash")
    await program.type("stage:never")
    await program.press("enter", "enter")


async def _template(program: Program) -> None:
    await _never_started(program)
    await program.press("enter")


async def _launch(program: Program) -> None:
    await _template(program)
    await program.press("enter")


async def _verify(program: Program) -> None:
    await _launch(program)
    await program.press("enter")


async def _azure(program: Program) -> None:
    await _never_started(program)
    await program.press("tab")
    await paste(program, TENANT)
    await program.press("enter")
    await paste(program, SUBSCRIPTION)


async def _azure_verify(program: Program) -> None:
    await _azure(program)
    await program.press("enter")
    await program.advance(600)
    await program.press("enter")


async def _register(program: Program) -> None:
    await program.press("n")
    await paste(program, COMPANY)
    await program.press("tab", "tab")
    await paste(program, "ops@zephyr.example")
    await program.press("tab", "tab", "tab")


async def _links(program: Program) -> None:
    await _never_started(program)
    await program.press("shift+tab", "shift+tab", "e")
    await paste(program, OFFER)


async def _plan(program: Program) -> None:
    await program.press("slash")
    await program.type(_PLAN_OF)
    await program.press("enter", "P")


async def _purchase(program: Program) -> None:
    await _plan(program)
    await arm(program)


async def arm(program: Program) -> None:
    """Open the purchase dialog over a plan and type what arms Buy, up to the button."""
    await program.press("b")
    await program.advance(5)
    customer = next(c for c in program.rig.snapshot.customers if c.name.lower().startswith(_PLAN_OF))
    await program.press("tab")
    await program.type(challenge(customer.name, customer.org_id, unique=True))
    await program.advance(1)
    await program.press("tab")


_FLEET = ("Beta Corp c/o Sandbox", "need attention")
DEEDS: tuple[Deed, ...] = (
    Deed(
        "listChildOrgs", "child-orgs$", "child-orgs", _list, ("r",),
        done=("● live 0s ago", *_FLEET), kept=(*_FLEET, "as known"), again="r try now", field="headers.x-api-key",
    ),
    Deed(
        "registerChild", "register_child$", "register_child", _register, ("enter",),
        done=(COMPANY, "Start onboarding to AWS"), kept=("ops@zephyr.example",), again="→ Register", field="json.email",
        beside=True,
    ),
    Deed(
        "startOnboarding", "onboarding/start$", "start", _never_started, ("enter",),
        done=("What this role may do",), kept=("Start onboarding to AWS",), again="→ enter tries again", field="json",
    ),
    Deed(
        "getAwsCloudformationTemplate", "template$", "cloudformation_template", _template, ("t",),
        done=("fetched 0s ago", " lines", "AWSTemplateFormatVersion"),
        kept=("fetched 0s ago", "What this role may do"),
        again="→ t tries again", field="headers.x-api-key",
    ),
    Deed(
        "getAwsLaunchStackUrl", "launch-stack-url$", "launch-stack-url", _launch, ("u",),
        done=("fetched 0s ago", "eu-west-1.console.aws.amazon.com"), kept=("fetched 0s ago", "Send this to"),
        again="→ u tries again", field="headers.x-api-key",
    ),
    Deed(
        "verifyAws", "aws/verify$", "verify", _verify, ("V",),
        done=("assume_role missing", "took 0s", "→ Deploy the stack"), kept=("8 unknown", "as last reported"),
        again="V verifies again", field="json.account_id",
    ),
    Deed(
        "getAzureAuthUrl", "auth-url$", "auth-url", _azure, ("enter",),
        done=("login.microsoftonline.com", "Send this to the tenant administrator"), kept=(TENANT, SUBSCRIPTION),
        again="→ enter asks again; it updates the same record", field="json.azure_tenant_id", beside=True,
    ),
    Deed(
        "verifyAzure", "azure/verify$", "verify", _azure_verify, ("V",),
        done=("1 available app_consent", "took 0s"), kept=(), again="V verifies again", field="json",
    ),
    Deed(
        "getRecommendedPlans", "recommended$", "recommended", _plan, ("r",),
        done=("AWS ready", "$4,210.20", "figures 0s old"), kept=("$4,210.20", "$1,840.00", "old"), again="r tries now",
        field="query.provider",
    ),
    Deed(
        "purchasePlan", "purchase$", "purchase", _purchase, ("enter",),
        done=("Accepted", "before anything was sent"), kept=("Atlas Print c/o Sandbox", "$1,840.00 at signing"),
        again="Look again", field="json.email",
    ),
    Deed(
        "updatePartnerOrg", "partners$", "partners", _links, ("enter",),
        done=(f"now: {OFFER} as last answered here",), kept=(OFFER,), again="→ enter sends again",
        field="json.aws_marketplace_offer_link", beside=True,
    ),
)  # fmt: skip
BY_OPERATION = {deed.operation: deed for deed in DEEDS}

WORDS = "the contract of Acme has ended"
MESSAGE = "Not one of ours."


def refused() -> Answer:
    """403 in the `ApiErrorResponse` envelope."""
    told = {"message": WORDS, "timestamp": "2026-11-12T11:06:40Z", "type": "Forbidden", "code": "E7"}
    return 403, json.dumps(told).encode(), {}


def invalid(dotted: str) -> Answer:
    """422 in the `Error` envelope: the errors are nested, as deep as the path of the field says."""
    nested: object = [MESSAGE]
    for name in reversed(dotted.split(".")):
        nested = {name: nested}
    return 422, json.dumps({"code": 422, "status": "Unprocessable Entity", "errors": nested}).encode(), {}


GATEWAY: Answer = (503, b"<html><h1>Service Unavailable</h1></html>", {"content-type": "text/html"})


@dataclass(slots=True)
class Desk:
    """A person at the keys of the whole program, where one more press sends the request of a deed."""

    deed: Deed
    program: Program
    weather: Weather
    sent_before: int = field(init=False)

    def __post_init__(self) -> None:
        self.sent_before = self.weather.seen[self.deed.segment]

    @property
    def sent(self) -> int:
        """How often the request reached the server since."""
        return self.weather.seen[self.deed.segment] - self.sent_before

    async def go(self) -> None:
        """Send it."""
        await self.program.press(*self.deed.keys)

    @property
    def text(self) -> str:
        """What a person reads: of a dialog what stands in it, else the screen; lines joined, edges left out."""
        lines = self.program.text.split("\n")
        found = [dialog for dialog in self.program.app.screen.query(Dialog) if dialog.region]
        if found:
            x, y, width, height = found[0].region
            lines = [line[x : x + width] for line in lines[y : y + height]]
        words = " ".join(lines).replace("▌", " ").replace("▏", " ")
        return " ".join(words.split())

    def lacks(self, *told: str) -> list[str]:
        """Which of these words do not stand on the screen."""
        text = self.text
        return [words for words in told if words not in text]


@asynccontextmanager
async def at(deed: Deed, folder: Path, size: tuple[int, int] = NARROW) -> AsyncIterator[Desk]:
    """The program with a deed within reach, one press before its request leaves."""
    weather = Weather()
    async with running(
        folder, size, mode=Mode.WRITE, orgs=24, around=weather.around, is_open=weather.is_open, begin=with_past
    ) as program:
        await deed.reach(program)
        yield Desk(deed, program, weather)
