from __future__ import annotations

from support.clock import ManualClock, breathe

from tui.domain.intents import Done, Refresh
from tui.domain.plan.records import Plan
from tui.domain.records import Customer
from tui.domain.snapshot import Identity, Mode, PlanDetail, PlanReading, Reading, Snapshot
from tui.worker.board import Board

IDENTITY = Identity(Mode.SANDBOX, "Partner", "here", "sandbox", "id")


def _board() -> tuple[Board, list[object], ManualClock]:
    clock, published = ManualClock(), list[object]()
    return Board(Snapshot(IDENTITY, clock.now()), clock, published.append), published, clock


async def test_a_flood_of_changes_becomes_one_snapshot_each_tenth_of_a_second() -> None:
    board, published, clock = _board()
    for number in range(100):
        board.plan((f"org{number}", "aws"), PlanReading(Reading.NONE, read_at=1.0), None)
    await breathe()
    assert len(published) == 1
    for number in range(100, 200):
        board.plan((f"org{number}", "aws"), PlanReading(Reading.NONE, read_at=1.0), None)
    await breathe()
    assert len(published) == 1
    await clock.advance(0.1)
    assert len(published) == 2
    last = published[-1]
    assert isinstance(last, Snapshot)
    assert len(last.plans) == 200
    assert last.version == 2


async def test_an_outcome_follows_the_state_it_speaks_of() -> None:
    board, published, _ = _board()
    board.put(duplicates=3)
    board.tell(Done(Refresh()))
    assert [type(item).__name__ for item in published] == ["Snapshot", "Done"]


async def test_a_published_snapshot_never_changes_afterwards() -> None:
    board, published, _ = _board()
    board.plan(("a", "aws"), PlanReading(Reading.NONE, read_at=1.0), None)
    board.flush()
    board.plan(("b", "aws"), PlanReading(Reading.NONE, read_at=1.0), None)
    first = published[0]
    assert isinstance(first, Snapshot)
    assert set(first.plans) == {("a", "aws")}


async def test_plans_of_customers_that_are_gone_go_with_them() -> None:
    board, published, _ = _board()
    board.plan(("a", "aws"), PlanReading(Reading.NONE, read_at=1.0), None)
    board.plan(("b", "aws"), PlanReading(Reading.NONE, read_at=1.0), None)
    board.customer_list((Customer("b", "B"),), at=2.0, duplicates=0, flawed=0)
    board.flush()
    last = published[-1]
    assert isinstance(last, Snapshot)
    assert set(last.plans) == {("b", "aws")}
    assert last.customers_at == 2.0


async def test_only_the_whole_plans_read_last_are_kept() -> None:
    board, published, _ = _board()
    for number in range(60):
        key = (f"org{number}", "aws")
        board.plan(key, PlanReading(Reading.KNOWN, read_at=1.0), PlanDetail(Plan(str(number), "aws"), 1.0))
    board.flush()
    last = published[-1]
    assert isinstance(last, Snapshot)
    assert len(last.plans) == 60
    assert ("org59", "aws") in last.details
    assert len(last.details) == 24


async def test_nothing_is_published_after_closing() -> None:
    board, published, clock = _board()
    board.put(duplicates=1)
    board.close()
    await clock.advance(1)
    board.tell(Done(Refresh()))
    assert published == []


async def test_a_plan_on_view_stays_whole_however_many_are_read_behind_it() -> None:
    board, published, _ = _board()
    board.on_view = (("read", "aws"),)
    board.plan(board.on_view[0], PlanReading(Reading.KNOWN, read_at=1.0), PlanDetail(Plan("read", "aws"), 1.0))
    for number in range(60):
        key = (f"org{number}", "aws")
        board.plan(key, PlanReading(Reading.KNOWN, read_at=1.0), PlanDetail(Plan(str(number), "aws"), 1.0))
    board.flush()
    last = published[-1]
    assert isinstance(last, Snapshot)
    assert ("read", "aws") in last.details
    assert ("org59", "aws") in last.details
    assert len(last.details) == 24
