"""A script that is told to end while its purchase waits for the answer."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from crash.crash_nursery import house
from crash.crash_program import journal_in
from crash.crash_proxy import Proxy
from crash.crash_rules import rows_of
from crash.crash_trouble import Part, Way
from crash.test_two_programs import told_to_buy

if TYPE_CHECKING:
    from pathlib import Path

EMAIL = "cron@crash.example"


async def nobody_is_killed() -> None:
    """The script ends by itself."""


async def test_it_says_that_the_purchase_goes_on_and_leaves_it_as_sent(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    journal.parent.mkdir(mode=0o700)
    async with house(tmp_path) as where:
        left = asyncio.Event()
        proxy = Proxy(
            where.at,
            Part("buy", Way.SILENT_AFTER_COMMIT),
            Random(1),
            kill=nobody_is_killed,
            leaving=left.set,
            tell=lambda _: None,
        )
        orders = told_to_buy(where, where.for_sale[0], tmp_path, EMAIL)
        script = await where.start(replace(orders, address=f"http://127.0.0.1:{await proxy.open()}"))
        await left.wait()
        await script.end()
        await proxy.close()
        assert await script.gone() == 143
        assert [row["state"] for row in rows_of(journal)] == ["sent"]
        assert [entry["what"] for entry in where.arrived(where.for_sale[0]["plan_id"])] == ["arrived", "bought"]
    said = (tmp_path / f"{EMAIL}.log").read_text()
    assert "Interrupted before the purchase was answered: the server may still carry it out." in said
