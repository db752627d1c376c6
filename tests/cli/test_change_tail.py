"""Where a watch finds what is new: each change once, over the end of the program."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.clock import ManualClock

from tui.cli.change_tail import BoardTail, StoredTail
from tui.domain.changes import Change
from tui.domain.snapshot import Identity, Mode, Snapshot
from tui.store.state import StateStore
from tui.store.state_scope import Scope

SCOPE = Scope("prod", "api.archera.ai", "6f1c")
NOTHING = Snapshot(Identity(Mode.READ_ONLY, "Acme", "api.archera.ai", "prod", "6f1c"), 100.0)


def change(number: int) -> Change:
    return Change(float(number), "feature", "o1", "Acme", f"f{number}", "available", "missing", "aws")


def showing(*numbers: int) -> Snapshot:
    """A snapshot with these changes, newest first."""
    return replace(NOTHING, changes=tuple(map(change, numbers)))


def opened(path: Path) -> StateStore:
    store, notice = StateStore.open(path / "state.db", SCOPE, ManualClock())
    assert notice == ""
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[StateStore]:
    store = opened(tmp_path)
    yield store
    store.close()


def test_the_worker_s_changes_come_once_oldest_first() -> None:
    start = showing(2, 1)
    tail = BoardTail(start.changes)
    assert tail.new(start) == []
    later = replace(NOTHING, changes=(change(4), change(3), *start.changes))
    assert tail.new(later) == [change(3), change(4)]
    assert tail.new(later) == []


def test_a_flood_is_told_as_far_as_a_snapshot_holds_it() -> None:
    tail = BoardTail(showing(1).changes)
    assert tail.new(showing(4, 3, 2)) == [change(2), change(3), change(4)]


def test_a_first_watch_begins_with_what_comes(store: StateStore) -> None:
    store.add_changes([change(1)])
    tail = StoredTail(store, "")
    assert tail.new(NOTHING) == []
    store.add_changes([change(2)])
    assert tail.new(NOTHING) == [change(2)]
    assert tail.new(NOTHING) == []


def test_what_is_stored_before_the_first_look_is_told(store: StateStore) -> None:
    tail = StoredTail(store, "")
    store.add_changes([change(1)])
    assert tail.new(showing(1)) == [change(1)]


def test_what_happened_while_nobody_watched_is_told_once_by_the_next(tmp_path: Path) -> None:
    for expected, happens in (([], 1), ([1], 2), ([2], 3)):
        store = opened(tmp_path)
        tail = StoredTail(store, "")
        assert tail.new(NOTHING) == [change(number) for number in expected]
        tail.told()
        store.add_changes([change(happens)])
        store.close()


def test_what_was_not_written_is_told_again(store: StateStore) -> None:
    store.marks.tell_until("", 0)
    store.add_changes([change(1)])
    assert StoredTail(store, "").new(NOTHING) == [change(1)]
    assert StoredTail(store, "").new(NOTHING) == [change(1)]


def test_each_filter_listens_for_itself(store: StateStore) -> None:
    store.marks.tell_until("aws", 0)
    store.add_changes([change(1)])
    tail = StoredTail(store, "aws")
    assert tail.new(NOTHING) == [change(1)]
    tail.told()
    assert (store.marks.told_until("aws"), store.marks.told_until("azure")) == (1, None)


def test_another_profile_s_changes_are_not_told(store: StateStore, tmp_path: Path) -> None:
    tail = StoredTail(store, "")
    other, _ = StateStore.open(tmp_path / "state.db", replace(SCOPE, profile="test"), ManualClock())
    other.add_changes([change(1)])
    other.close()
    assert tail.new(NOTHING) == []


def test_where_the_disk_fails_what_the_worker_sees_is_told(store: StateStore) -> None:
    tail = StoredTail(store, "")
    assert tail.new(NOTHING) == []
    failing = replace(showing(1), notices=("state.db can't be used: the disk is full.",))
    assert tail.new(failing) == [change(1)]
    assert tail.new(failing) == []
