from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from support.clock import ManualClock
from support.purchases import EMAIL, intended, sent, unknown
from support.rig import Rig

from tui.domain.changes import Change
from tui.domain.intents import Buy, ReadPlan
from tui.domain.plan.brief import PlanStanding
from tui.domain.plan.records import Plan
from tui.domain.purchase.attempt import AttemptState, Event
from tui.domain.snapshot import Identity, Mode, Snapshot
from tui.worker.board import Board
from tui.worker.purchase_news import purchase_change, reporter

if TYPE_CHECKING:
    from pathlib import Path

UNKNOWN = unknown(number=7, events=(Event(5.0, "sent"), Event(9.0, "no answer")))
BOUGHT = replace(UNKNOWN, state=AttemptState.BOUGHT, ended_at=20.0, events=(*UNKNOWN.events, Event(20.0, "bought")))


def test_an_attempt_that_is_only_under_way_is_no_news() -> None:
    assert purchase_change(None, intended(number=7)) is None
    assert purchase_change(intended(number=7), sent(number=7)) is None


def test_an_outcome_is_told_with_what_it_was_before_at_the_time_the_journal_has() -> None:
    assert purchase_change(sent(number=7), UNKNOWN) == Change(
        9.0, "purchase", UNKNOWN.org_id, UNKNOWN.org_name, "purchase 7", "sent", "unknown", "aws"
    )
    told = purchase_change(UNKNOWN, BOUGHT)
    assert told is not None
    assert (told.at, told.before, told.after) == (20.0, "unknown", "bought")


def test_another_look_that_leaves_it_where_it_stood_is_no_news() -> None:
    assert purchase_change(UNKNOWN, replace(UNKNOWN, looks=3)) is None
    assert purchase_change(BOUGHT, BOUGHT) is None


async def test_the_reporter_puts_the_attempt_on_the_board_and_keeps_the_news() -> None:
    kept: list[Change] = []
    published: list[object] = []
    identity = Identity(Mode.SANDBOX, "Partner", "here", "sandbox", "id")
    board = Board(Snapshot(identity, 0.0), ManualClock(), published.append, keep=kept.extend)
    report = reporter(board)
    for attempt in (sent(number=7), UNKNOWN, UNKNOWN, BOUGHT):
        report(attempt)
    board.flush()
    last = published[-1]
    assert isinstance(last, Snapshot)
    assert last.attempts == (BOUGHT,)
    assert [change.after for change in last.changes] == ["bought", "unknown"]
    assert [change.after for change in kept] == ["unknown", "bought"]


async def test_a_purchase_in_the_sandbox_is_in_the_activity_and_not_told_again_after_a_restart(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    await rig.start()
    key = next(k for k, r in rig.snapshot.plans.items() if r.brief and r.brief.standing is PlanStanding.READY)
    plan = await rig.ask(ReadPlan(*key))
    assert isinstance(plan, Plan)
    customer = rig.snapshot.customer(key[0])
    assert customer is not None
    await rig.ask(Buy(key[0], customer.name, key[1], plan, EMAIL))
    told = [change for change in rig.snapshot.changes if change.kind == "purchase"]
    assert [(change.org_id, change.key) for change in told][:1] == [key]
    again = await rig.restart()
    after = [change for change in again.changes if change.kind == "purchase"]
    assert after[-len(told) :] == told
    assert len({(change.after) for change in after}) == len(after)
    await rig.stop()
