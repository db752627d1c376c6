"""The history of a customer goes as far back as anything is stored of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.program import running

from tui.domain.changes import Change

if TYPE_CHECKING:
    from pathlib import Path

DAY = 86_400.0


async def test_the_history_tab_reads_what_the_snapshot_has_lost(tmp_path: Path) -> None:
    async with running(tmp_path, orgs=12) as program:
        now = program.rig.clock.now()
        first, second = program.rig.snapshot.customers[:2]
        for customer, subject in ((first, "telltale"), (second, "other_mark")):
            old = Change(now - 90 * DAY, "feature", customer.org_id, "x", subject, "missing", "available", "aws")
            program.rig.store.add_changes([old])
        await program.press("slash")
        await program.type(first.name.split(" c/o ")[0].lower())
        await program.press("enter", "enter", "shift+tab")
        assert "History 1" in program.text
        assert "telltale  AWS" in program.text
        assert "missing → available" in program.text
        assert "other_mark" not in program.text
