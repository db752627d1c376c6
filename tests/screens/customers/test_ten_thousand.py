"""The whole program over ten thousand customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.program import running

from screens.customers.screen import CustomersScreen
from tui.worker.schedule import Policy

if TYPE_CHECKING:
    from pathlib import Path


async def test_ten_thousand_customers_are_listed_filtered_and_walked_to_the_end(tmp_path: Path) -> None:
    # Their plans would be another ten thousand requests.
    policy = Policy(per_second=100_000, reads_plans=False)
    async with running(tmp_path, (120, 40), orgs=10_000, policy=policy) as program:
        screen = program.app.screen
        assert isinstance(screen, CustomersScreen)
        table = screen.table
        assert "10,000 customers" in program.text
        first = table.cursor_key
        await program.press("G")
        assert table.cursor_key != first
        assert "▌" in program.text.splitlines()[-2]
        await program.press("slash")
        await program.type("!status")
        await program.press("backspace")
        assert "of 10,000" in program.text
        await program.press("escape", "g")
        assert table.cursor_key == first
