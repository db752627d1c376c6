"""Texts from outside on the plans, the activity and the purchases, many in one frame: text, and nothing but text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from support.activity_feed import activity_screen, activity_shown, night
from support.customer_list import lines_of
from support.customers import customer
from support.journal_list import UNKNOWN, journal, purchases_screen, purchases_shown
from support.portfolio import plans_screen, plans_shown, portfolio
from support.stage import NOW

from screens.host import Dress
from tui.domain.changes import Change
from tui.domain.marks import Review, ReviewMark, Seen
from tui.domain.purchase.attempt import AttemptState, Event
from widgets.glyphs import ASCII

if TYPE_CHECKING:
    from support.stage import Stage
    from textual.pilot import Pilot

    from tui.domain.snapshot import Snapshot
    from widgets.virtual_table import VirtualTable

TEXTS = (
    "[/]",
    "[@click=app.quit]press[/] c/o [red]Acme",
    "\x1b]0;owned\x07title\x1b[31mred",
    "line\nbreak\r\ttab\x00nul",
    "\u202eesrever\u202c \u2066iso\u2069late",
    "lone 🏽 family 👩‍👩‍👧",
    "漢字の会社 株式会社ソラコム c/o パートナー",
    "a" * 3_000,
    " ",
    "\ud800 lone surrogate",
)
SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["80x24", "160x50"])
FORBIDDEN = {"\x00", "\x07", "\x1b", "\u202e", "\u2066", "\u200d", "\U0001f3fd", "\r", "\t"}


def harmless(lines: list[str], width: int) -> None:
    assert not FORBIDDEN & set("\n".join(lines))
    assert all(cell_len(line) <= width for line in lines)


async def _walked(app: Stage, pilot: Pilot[int], table: VirtualTable, size: tuple[int, int]) -> None:
    """Look at every line, and copy it."""
    for key in list(table.keys):
        if table.move_to_key(key):
            await pilot.press("y")
            harmless(lines_of(app), size[0])
            harmless(app.clipboard.replace("\t", " ").splitlines(), 100_000)


def hostile_plans() -> Snapshot:
    base = portfolio()
    reading = next(iter(base.plans.values()))
    assert reading.brief is not None
    brief = reading.brief
    keys = {text: (f"{n} {text[:60]}", "aws" if n % 2 else text[:30]) for n, text in enumerate(TEXTS)}
    return replace(
        base,
        customers=tuple(customer(text, org_id=key[0], aws="********") for text, key in keys.items()),
        plans={
            key: replace(reading, brief=replace(brief, id=text, name=text, status=text)) for text, key in keys.items()
        },
        marks={key: Review(ReviewMark.TO_BUY, text, NOW, text) for text, key in keys.items()},
        details={},
    )


@SIZES
async def test_hostile_texts_are_only_text_on_the_list_of_plans(size: tuple[int, int]) -> None:
    async with plans_shown(hostile_plans(), size) as (app, pilot):
        await _walked(app, pilot, plans_screen(app).table, size)
        assert "[@click=app.quit]" in "\n".join(lines_of(app))
        await pilot.press("m")
        harmless(lines_of(app), size[0])


@SIZES
async def test_hostile_texts_are_only_text_in_the_activity(size: tuple[int, int]) -> None:
    kinds = ("feature", "plan", "purchase", "api", "added", "gone", "else")
    changes = tuple(
        Change(NOW - n, kinds[n % len(kinds)], f"{n}{text[:60]}", text, text, text, text, text)
        for n, text in enumerate(TEXTS * 2)
    )
    start = replace(night(), changes=changes, seen=Seen(), customers=(customer(TEXTS[1], org_id=f"1{TEXTS[1][:60]}"),))
    async with activity_shown(start, size) as (app, pilot):
        await _walked(app, pilot, activity_screen(app).table, size)


@SIZES
async def test_hostile_texts_are_only_text_in_the_journal(size: tuple[int, int]) -> None:
    states = list(AttemptState)
    attempts = tuple(
        replace(
            UNKNOWN, id=f"attempt-{n}", number=n + 1, state=states[n % len(states)], org_name=text, org_id=text,
            provider=text[:30], email=text, host=text, profile=text, how=text, words=text, note=text, settled_by=text,
            events=(Event(NOW, text), Event(float("inf") if n else NOW, text)),
            reviewed=replace(UNKNOWN.reviewed, plan_id=text, plan_name=text),
        )
        for n, text in enumerate(TEXTS)
    )  # fmt: skip
    start = journal()
    start = replace(start, attempts=attempts, identity=replace(start.identity, host=TEXTS[0]))
    async with purchases_shown(start, size) as (app, pilot):
        await _walked(app, pilot, purchases_screen(app).table, size)
        purchases_screen(app).table.move_to_key("attempt-7")
        await pilot.press("e")
        harmless(lines_of(app), size[0])


async def test_in_ascii_no_glyph_of_ours_is_left() -> None:
    dress = Dress("night", ASCII)
    async with plans_shown(dress=dress) as (app, _pilot):
        assert "\n".join(lines_of(app)).replace("│", "|").isascii()
    async with activity_shown(dress=dress) as (stage, _pilot):
        assert "\n".join(lines_of(stage)).replace("│", "|").isascii()
    async with purchases_shown(dress=dress) as (stage, _pilot):
        assert "\n".join(lines_of(stage)).replace("│", "|").isascii()
