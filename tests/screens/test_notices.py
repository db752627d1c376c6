"""What is wrong with the disk is told on screen, once, as text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from support.program import running

if TYPE_CHECKING:
    from pathlib import Path

    from tui.app import ArcheraApp


def notices(app: ArcheraApp) -> list[str]:
    return [notice.message for notice in app._notifications]


async def test_a_notice_known_at_the_start_is_told_once_and_outlasts_those_of_keys(tmp_path: Path) -> None:
    text = "state.db [b]is damaged[/]\x1b[2J. It was moved away."
    async with running(tmp_path, orgs=12, begin=lambda _world, start: replace(start, notices=(text,))) as program:
        assert notices(program.app) == ["state.db [b]is damaged[/][2J. It was moved away."]
        await program.advance(600)
        assert len(notices(program.app)) == 1


async def test_a_disk_that_takes_nothing_any_more_while_the_program_runs_is_told(tmp_path: Path) -> None:
    async with running(tmp_path, orgs=12) as program:
        assert notices(program.app) == []
        program.rig.store._file._connection.execute("PRAGMA query_only = 1")
        await program.advance(180)
        (told,) = notices(program.app)
        assert "can't be used" in told
        assert "forgotten at the end of the program" in told
        assert "Customers 12" in program.text
