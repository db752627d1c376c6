"""Names and words from outside, many in one frame: text, and nothing but text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len
from support.customer_list import NARROW, WIDE, fleet, lines_of, screen_of, shown
from support.customers import customer
from support.stage import NOW

from screens.host import Dress
from tui.domain.changes import Change
from tui.domain.records import Checklist, Customer, Feature
from tui.domain.snapshot import Snapshot
from widgets.glyphs import ASCII

NAMES = (
    "[/]",
    "[@click=app.quit]press[/] c/o [red]Acme",
    "\x1b]0;owned\x07title\x1b[31mred",
    "line\nbreak\r\ttab\x00nul",
    "\u202eesrever\u202c \u2066iso\u2069late",
    "thumbs 👍🏽 lone 🏽 family 👩‍👩‍👧",
    "漢字の会社 株式会社ソラコム c/o パートナー",
    "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301 zalgo",
    "=HYPERLINK(1)",
    "a" * 5_000,
    " ",
    "\ud800 lone surrogate",
    "ｆｕｌｌ ｗｉｄｔｈ",
)  # fmt: skip


def hostile() -> Snapshot:
    """A fleet in which every text is hostile: names, ids, keys, features, statuses, changes."""
    customers: list[Customer] = []
    changes: list[Change] = []
    for place, text in enumerate(NAMES):
        org_id = f"{place}{text[:60]}"
        features = (Feature(text, text, NOW - 5, text), Feature("cur", "missing", NOW, text))
        lists = (Checklist("aws" + text[:20], features),)
        customers.append(replace(customer(text, org_id=org_id), integrations=lists, org_checklist=features))
        changes.append(Change(NOW, "feature", org_id, text, text, text, text, text))
    return replace(fleet(), customers=tuple(customers), changes=tuple(changes), plans={}, progress={})


def harmless(lines: list[str], width: int) -> None:
    text = "\n".join(lines)
    assert "\x1b" not in text
    assert not {"\x00", "\x07", "\u202e", "\u2066", "\u200d", "\U0001f3fd", "\r", "\t"} & set(text)
    assert all(cell_len(line) <= width for line in lines)


@pytest.mark.parametrize("size", [NARROW, WIDE, (160, 50)], ids=["80x24", "120x40", "160x50"])
async def test_hostile_names_are_only_text_in_every_part_of_the_screen(size: tuple[int, int]) -> None:
    async with shown(hostile(), size) as (app, pilot):
        table = screen_of(app).table
        for org_id in list(table.keys):
            table.move_to_key(org_id)
            await pilot.pause()
            harmless(lines_of(app), size[0])
        text = "\n".join(lines_of(app))
        assert "[@click=app.quit]press" in text
        assert "漢字の会社" in text


async def test_hostile_names_leave_the_columns_where_they_are() -> None:
    async with shown(hostile(), NARROW) as (app, _pilot):
        rows = [line for line in lines_of(app) if line[1:2] == "✕" and line.endswith(" 0s")]
        assert len(rows) == len(NAMES)
        # Nobody has savings: the dash of that column stands in the same cell, whatever the name is made of.
        assert {cell_len(row[: row.rindex("–")]) for row in rows} == {71}


async def test_hostile_names_are_copied_and_told_as_safe_text() -> None:
    async with shown(hostile(), NARROW) as (app, pilot):
        for _name in NAMES:
            await pilot.press("space")
        await pilot.press("y")
        harmless(app.clipboard.replace("\t", " ").splitlines(), 100_000)
        assert len(app.clipboard.splitlines()) == len(NAMES)


async def test_in_ascii_no_glyph_of_ours_is_left() -> None:
    async with shown(size=WIDE, dress=Dress("night", ASCII)) as (app, pilot):
        assert "\n".join(lines_of(app)).replace("│", "|").isascii()
        await pilot.press("s")
        assert "\n".join(lines_of(app)).replace("│", "|").isascii()
