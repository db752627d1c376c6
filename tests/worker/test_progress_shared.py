"""Two programs over one state file: what one did is noticed by the other, and neither undoes the other's work."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from support.rig import Rig

from tui.domain.intents import KeepOptions, LookAt, ReadTemplate, Refresh, StartOnboarding, VerifyAws
from tui.domain.onboarding.steps import ExistingCur

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

REPORT = ExistingCur("eu-central-1", "acme-billing", "", "hourly")


async def _two(folder: Path) -> tuple[Rig, Rig, str]:
    rigs = Rig(folder), Rig(folder)
    for rig in rigs:
        await rig.start()
    org_id = next(c.org_id for c in rigs[0].snapshot.customers if not c.integrations)
    return *rigs, org_id


async def _end(*rigs: Rig) -> None:
    for rig in rigs:
        await rig.stop()


async def test_opening_a_customer_shows_what_another_program_did(tmp_path: Path) -> None:
    one, other, org_id = await _two(tmp_path)
    done = await one.ask(StartOnboarding(org_id))
    assert (org_id, "aws") not in other.snapshot.progress
    other.worker.submit(LookAt(()))
    await other.settled()
    assert other.snapshot.progress[org_id, "aws"] == done
    await _end(one, other)


async def test_a_refresh_and_the_list_by_itself_notice_it_too(tmp_path: Path) -> None:
    one, other, org_id = await _two(tmp_path)
    await one.ask(StartOnboarding(org_id))
    other.worker.submit(Refresh())
    await other.settled()
    assert other.snapshot.progress[org_id, "aws"].started_at is not None
    await one.ask(ReadTemplate(org_id))
    await other.advance(90)
    assert other.snapshot.progress[org_id, "aws"].template_at is not None
    await _end(one, other)


async def test_neither_undoes_what_the_other_did(tmp_path: Path) -> None:
    one, other, org_id = await _two(tmp_path)
    await one.ask(StartOnboarding(org_id))
    await other.ask(KeepOptions(org_id, "604418802297", REPORT))
    await one.ask(ReadTemplate(org_id))
    progress = (await one.restart()).progress[org_id, "aws"]
    assert progress.onboarding_id
    assert progress.template_at
    assert progress.account_id == "604418802297"
    assert progress.existing_cur == REPORT
    await _end(one, other)


async def test_a_change_kept_out_by_another_program_is_stored_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.store.state_opening._PATIENCE", 0.01)
    rig = Rig(tmp_path)
    org_id = next(c.org_id for c in (await rig.start()).customers if not c.integrations)
    holder = sqlite3.connect(tmp_path / "state.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    await rig.ask(KeepOptions(org_id, "604418802297"))
    holder.execute("ROLLBACK")
    holder.close()
    assert rig.snapshot.progress[org_id, "aws"].account_id == "604418802297"
    rig.worker.submit(Refresh())
    await rig.settled()
    assert (await rig.restart()).progress[org_id, "aws"].account_id == "604418802297"
    await rig.stop()


async def test_the_answer_to_a_verification_keeps_what_was_chosen_while_it_ran(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    org_id = next(c.org_id for c in (await rig.start()).customers if not c.integrations)
    await rig.ask(StartOnboarding(org_id))
    rig.worker.submit(VerifyAws(org_id))
    rig.worker.submit(KeepOptions(org_id, "604418802297"))
    await rig.settled()
    progress = rig.snapshot.progress[org_id, "aws"]
    assert progress.verified is not None
    assert progress.account_id == "604418802297"
    await rig.stop()
