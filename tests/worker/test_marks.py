from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from support.rig import Rig

from tui.config.profiles import Flags, choose_profile
from tui.config.settings import Settings
from tui.domain.activity.feed import waiting_entries
from tui.domain.changes import Change
from tui.domain.faults import Fault
from tui.domain.intents import Acknowledge, KeepDraft, LookedAt, MarkPlan, Pin, Refresh
from tui.domain.marks import Review, ReviewMark, Seen, change_key
from tui.domain.onboarding.drafts import Draft
from tui.domain.snapshot import Mode, Snapshot
from tui.store.state import StateStore, Stored
from tui.store.state_scope import Scope
from tui.worker.assemble import assemble
from tui.worker.first import first_snapshot
from tui.worker.places import Places
from tui.worker.schedule import Policy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

KEY = ("org", "aws")


def change(at: float = 1.0) -> Change:
    return Change(at, "feature", "org", "Beta", "cur", "available", "missing", "aws")


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    rig = Rig(tmp_path, orgs=3)
    await rig.start()
    yield rig
    await rig.stop()


def another_program(rig: Rig) -> StateStore:
    return StateStore.open(
        rig.folder / "state.db", Scope("sandbox", "in this program", rig.world.partner_id), rig.clock
    )[0]


async def test_a_mark_is_on_the_snapshot_before_its_outcome_is_told(rig: Rig) -> None:
    order: list[object] = []
    rig.sink = lambda item: order.append(getattr(item, "marks", None) or item)
    kept = await rig.ask(MarkPlan(*KEY, "plan-1", ReviewMark.TO_BUY, "ask Noor first"))
    assert kept == Review(ReviewMark.TO_BUY, "plan-1", rig.clock.now(), "ask Noor first")
    assert rig.snapshot.marks == {KEY: kept}
    assert order[0] == {KEY: kept}


async def test_a_draft_is_kept_without_a_word_and_on_the_snapshot_of_the_next_run(rig: Rig) -> None:
    heard: list[object] = []
    rig.sink = heard.append
    rig.worker.submit(KeepDraft("org", Draft(ids=("8c1f", ""))))
    await rig.worker.settled()
    assert heard == []
    await rig.restart()
    assert rig.snapshot.drafts == {"org": Draft(ids=("8c1f", ""))}


async def test_two_marks_in_the_same_moment_are_both_kept_and_the_later_one_holds(rig: Rig) -> None:
    rig.worker.submit(MarkPlan(*KEY, "plan-1", ReviewMark.LOOKED_AT))
    rig.worker.submit(MarkPlan(*KEY, "plan-1", ReviewMark.DECLINED))
    rig.worker.submit(MarkPlan("other", "aws", "plan-2", ReviewMark.TO_BUY))
    await rig.settled()
    assert {key: review.mark for key, review in rig.snapshot.marks.items()} == {
        KEY: ReviewMark.DECLINED,
        ("other", "aws"): ReviewMark.TO_BUY,
    }


async def test_marks_and_what_was_seen_are_there_after_a_restart(rig: Rig) -> None:
    await rig.ask(MarkPlan(*KEY, "plan-1", ReviewMark.DECLINED))
    await rig.ask(Acknowledge((change(),)))
    await rig.ask(LookedAt(17.5))
    for org_id, pinned in (("one", True), ("two", True), ("one", False)):
        await rig.ask(Pin(org_id, pinned=pinned))
    assert rig.snapshot.pinned == {"two"}
    snapshot = await rig.restart()
    assert snapshot.pinned == {"two"}
    assert snapshot.marks[KEY].mark is ReviewMark.DECLINED
    assert snapshot.seen == Seen(frozenset({change_key(change())}), 17.5)


async def test_acknowledging_adds_to_what_was_acknowledged(rig: Rig) -> None:
    await rig.ask(Acknowledge((change(1.0), change(2.0))))
    await rig.ask(Acknowledge((change(3.0),)))
    assert rig.snapshot.seen is not None
    assert rig.snapshot.seen.acknowledged == {change_key(change(at)) for at in (1.0, 2.0, 3.0)}


async def test_what_another_program_marked_is_taken_over_and_never_overwritten(rig: Rig) -> None:
    other = another_program(rig)
    other.marks.review(("theirs", "azure"), Review(ReviewMark.TO_BUY, "plan-9", 1.0))
    other.marks.acknowledge([change(9.0)])
    await rig.ask(MarkPlan(*KEY, "plan-1", ReviewMark.LOOKED_AT))
    assert set(rig.snapshot.marks) == {KEY, ("theirs", "azure")}
    other.marks.review(("theirs", "azure"), Review(ReviewMark.DECLINED, "plan-9", 2.0))
    await rig.ask(Refresh())
    assert rig.snapshot.marks["theirs", "azure"].mark is ReviewMark.DECLINED
    assert rig.snapshot.seen is not None
    assert change_key(change(9.0)) in rig.snapshot.seen.acknowledged
    assert set(other.marks.reviews()) == {KEY, ("theirs", "azure")}
    other.close()


async def test_marks_may_be_made_in_a_read_only_profile(tmp_path: Path) -> None:
    rig = Rig(tmp_path, mode=Mode.READ_ONLY, orgs=1)
    await rig.start()
    for intent in (
        MarkPlan(*KEY, "p", ReviewMark.TO_BUY),
        Acknowledge((change(),)),
        LookedAt(1.0),
        Pin("one", pinned=True),
    ):
        assert not isinstance(await rig.ask(intent), Fault)
    assert rig.snapshot.marks
    await rig.stop()


async def test_a_mark_of_a_kind_nobody_knows_does_not_stop_the_program(rig: Rig) -> None:
    await rig.ask(MarkPlan(*KEY, "plan-1", ReviewMark.TO_BUY))
    with sqlite3.connect(rig.folder / "state.db") as file:
        file.execute("""UPDATE marks SET body = '["from the future","plan-1",1.0,""]' WHERE kind = 'review'""")
    file.close()
    snapshot = await rig.restart()
    assert snapshot.marks == {}
    assert snapshot.seen == Seen()


async def test_a_mark_that_could_not_be_kept_is_told(rig: Rig) -> None:
    rig.store._file._connection.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(rig.folder / "state.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    fault = await rig.ask(MarkPlan(*KEY, "plan-1", ReviewMark.TO_BUY))
    assert isinstance(fault, Fault)
    assert "not kept" in fault.what
    assert rig.snapshot.marks == {}
    other.execute("ROLLBACK")
    other.close()


async def test_a_fresh_sandbox_has_a_past_of_which_only_the_last_hour_is_news() -> None:
    published: list[object] = []
    profile = choose_profile(Flags(), {}, Settings())
    worker = await assemble(
        profile, Policy(), Places(None, None), first_snapshot(profile, Stored(), 0.0), published.append, {}
    )
    worker._marks.read()
    worker._board.flush()
    snapshot = published[-1]
    assert isinstance(snapshot, Snapshot)
    assert snapshot.seen is not None
    assert snapshot.seen.looked_at is not None
    waiting = waiting_entries(snapshot.changes, snapshot.seen)
    assert 0 < len(waiting) < 60 < len(snapshot.changes)
    assert all(entry.changes[-1].at > snapshot.seen.looked_at for entry in waiting)
    worker._store.close()
