from collections.abc import Iterator

import pytest
from support.clock import ManualClock

from tui.domain.changes import Change
from tui.store.state import StateStore
from tui.store.state_scope import Scope


@pytest.fixture
def store() -> Iterator[StateStore]:
    store, _ = StateStore.open(None, Scope("prod", "api.example", "6f1c"), ManualClock())
    yield store
    store.close()


def feature(at: float, before: str, after: str, subject: str = "cur", org: str = "o1") -> Change:
    return Change(at, "feature", org, "Beta", subject, before, after, "aws")


def kept(store: StateStore) -> list[float]:
    return [change.at for change in store.load().changes]


def test_what_two_programs_saw_is_kept_once(store: StateStore) -> None:
    store.add_changes([feature(1.0, "available", "missing")])
    store.add_changes([feature(2.0, "available", "missing")])
    assert kept(store) == [1.0]


def test_the_same_again_is_kept_when_something_lay_between(store: StateStore) -> None:
    for at, before, after in (
        (1.0, "available", "missing"),
        (2.0, "missing", "available"),
        (3.0, "available", "missing"),
    ):
        store.add_changes([feature(at, before, after)])
    assert kept(store) == [3.0, 2.0, 1.0]


def test_other_features_and_customers_are_changes_of_their_own(store: StateStore) -> None:
    store.add_changes(
        [
            feature(1.0, "available", "missing"),
            feature(2.0, "available", "missing", subject="assume_role"),
            feature(3.0, "available", "missing", org="o2"),
        ]
    )
    assert kept(store) == [3.0, 2.0, 1.0]


def test_a_customer_that_comes_and_goes_and_comes_again_is_told_three_times(store: StateStore) -> None:
    for at, kind in ((1.0, "added"), (2.0, "gone"), (2.5, "gone"), (3.0, "added")):
        store.add_changes([Change(at, kind, "o1", "Beta", "", "", kind)])
    assert kept(store) == [3.0, 2.0, 1.0]


def test_equal_purchases_are_two_purchases(store: StateStore) -> None:
    for at in (1.0, 2.0):
        store.add_changes([Change(at, "purchase", "o1", "Beta", "AWS plan", "", "bought", "aws")])
    assert kept(store) == [2.0, 1.0]


def test_the_oldest_changes_are_forgotten(store: StateStore) -> None:
    store.add_changes(Change(float(n), "api", "", "", "", str(n), str(n + 1)) for n in range(5_010))
    store.add_changes([Change(9e9, "api", "", "", "", "x", "y")])
    rows = store._file.read(lambda connection: connection.execute("SELECT min(at), count(*) FROM changes").fetchone())
    assert rows == (11.0, 5_000)


def test_one_customers_changes_go_further_back_than_what_is_loaded_of_all(store: StateStore) -> None:
    store.add_changes([feature(1.0, "available", "missing", org="o2")])
    store.add_changes([feature(float(at), f"{at}", f"{at + 1}") for at in range(2, 700)])
    assert len(store.load().changes) == 500
    assert [change.at for change in store.changes_of("o2")] == [1.0]
    assert store.changes_of("nobody") == ()
