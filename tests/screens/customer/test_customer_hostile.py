"""Text from outside, everywhere on the customer screen at once: it stays text."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from support.customer_stage import ID, SIZES, CustomerStage, launched, opened, shown_to, template, verified
from support.stage import NOW

from screens.customer.screen import CustomerScreen
from tui.domain.changes import Change
from tui.domain.faults import Fault
from tui.domain.intents import Done, Failed, ReadTemplate, VerifyAws
from tui.domain.onboarding.steps import ExistingCur
from tui.domain.plan.brief import PlanBrief, PlanStanding
from tui.domain.records import Checklist, Customer, Feature
from tui.domain.snapshot import PlanReading, Reading

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.domain.snapshot import Snapshot

ESCAPE = "\x1b]0;title\x07\x1b[2J"
BAD = (
    "[/]", "[bold]b[/bold]", "[@click=app.quit]q[/]", "[red", ESCAPE + "e", chr(0x202E) + "gnp.exe", "a\r\nb\tc",
    chr(0x1F3FB) + "m", chr(0xD800) + "s", "漢字" * 30, "x" * 5_000, "", " ", "a" + chr(0x0300) * 50, "\x00\x7f",
)  # fmt: skip
EVERYTHING = " ".join(BAD)[:400]
STATUSES = ("missing", "warning", "unknown", "available", EVERYTHING)


def hostile_features() -> tuple[Feature, ...]:
    return tuple(
        Feature(bad, STATUSES[place % len(STATUSES)], NOW - 60, BAD[place - 1]) for place, bad in enumerate(BAD)
    )


def hostile_snapshot() -> Snapshot:
    customer = Customer(
        ID,
        EVERYTHING,
        integrations=(Checklist("aws" + EVERYTHING, hostile_features()), Checklist("azure", hostile_features())),
        first_seen=NOW,
    )
    url = "https://eu-west-1.console.aws.amazon.com/#/x?stackName=%1b%5B/%5D&param_%E2%80%AE=%5Bred&region=%00"
    progress = verified(
        hostile_features(),
        hostile_features()[::-1],
        onboarding_id=EVERYTHING,
        account_id=EVERYTHING,
        existing_cur=ExistingCur(*[EVERYTHING] * 4),
        url=url,
        fault=hostile_fault(),
    )
    brief = PlanBrief(EVERYTHING, EVERYTHING, EVERYTHING, PlanStanding.READY)
    return shown_to(
        customer,
        progress=(progress,),
        plans={(ID, "aws"): PlanReading(Reading.KNOWN, brief, NOW, hostile_fault(), NOW)},
        changes=tuple(
            Change(NOW - place, kind, ID, bad, bad, bad, bad, bad)
            for place, bad in enumerate(BAD)
            for kind in ("feature", "plan", "added", bad)
        ),
    )


def hostile_fault() -> Fault:
    return Fault(EVERYTHING, EVERYTHING, EVERYTHING, EVERYTHING, tuple((bad, BAD) for bad in BAD), kind=EVERYTHING)


def unsafe(app: CustomerStage) -> set[str]:
    """Characters on the screen that may never be printed."""
    return {char for char in app.text if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")}


async def walk(app: CustomerStage, pilot: Pilot[int]) -> None:
    for keys in (["left"], ["left"], ["left"], ["tab"], ["tab"], ["tab"], ["tab"], ["right", "right", "right", "G"]):
        await pilot.press(*keys)
        await pilot.pause()
        assert unsafe(app) == set(), keys
        assert "app.quit" not in str(app.screen.query("*"))


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_in_every_place_is_drawn_as_text(size: tuple[int, int]) -> None:
    screen = CustomerScreen(ID, (ID, "delta"), EVERYTHING)
    async with opened(hostile_snapshot(), screen, size) as (app, pilot):
        document = {
            "Resources": {bad: {"Type": "AWS::IAM::Role", bad: list(BAD)} for bad in BAD},
            "Description": BAD[4],
        }
        app.answer(Done(ReadTemplate(ID), template(document)))
        app.answer(Failed(VerifyAws(ID), hostile_fault()))
        await pilot.pause()
        assert "[/]" in app.text
        assert unsafe(app) == set()
        await walk(app, pilot)


async def test_hostile_text_in_dialogs_notices_clipboard_and_pager_is_text_too() -> None:
    paged: list[str] = []

    def pager(app: object, text: str, suffix: str) -> str:
        del app, suffix
        paged.append(text)
        return EVERYTHING

    async with opened(hostile_snapshot(), CustomerScreen(ID, pager=pager)) as (app, pilot):
        await pilot.press("y", "v", "e")
        await pilot.pause()
        assert unsafe(app) == set()
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("S")
        await pilot.pause()
        assert unsafe(app) == set()
        copied = {char for char in app.clipboard if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs")}
        assert copied == set()
        assert paged[0].isascii()
        assert "\x1b" not in paged[0]


async def test_a_url_with_anything_odd_in_it_is_neither_shown_as_one_nor_copied() -> None:
    for url in ("https://console.aws.amazon.com/" + ESCAPE, "javascript:x", "https://u:p@console.aws.amazon.com/"):
        async with opened(shown_to(progress=(launched(url=url),))) as (app, pilot):
            await pilot.press("left", "y")
            assert "It is not offered." in app.text
            assert app.clipboard == ""
