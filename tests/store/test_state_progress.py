"""Onboarding progress of two programs on one file."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.clock import EPOCH, ManualClock

from tui.domain.onboarding.steps import Progress, Verification
from tui.store.state import StateStore
from tui.store.state_scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCOPE = Scope("prod", "api.example", "6f1c")
KEY = ("beta", "aws")
START = Progress(*KEY, onboarding_id="one", started_at=EPOCH)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[StateStore, StateStore]]:
    stores = tuple(StateStore.open(tmp_path / "state.db", SCOPE, ManualClock())[0] for _ in range(2))
    for store in stores:
        store.progress_news()
    yield stores[0], stores[1]
    for store in stores:
        store.close()


def test_each_program_puts_in_only_what_it_did(two: tuple[StateStore, StateStore]) -> None:
    one, other = two
    one.save_progress(START)
    one.save_progress(replace(START, template_at=EPOCH + 1), START)
    kept = other.save_progress(replace(START, account_id="604418802297"), START)
    assert kept == replace(START, template_at=EPOCH + 1, account_id="604418802297")
    assert one.load().progress == other.load().progress == {KEY: kept}


def test_what_another_program_wrote_is_noticed_once(two: tuple[StateStore, StateStore]) -> None:
    one, other = two
    assert other.progress_news() is None
    one.save_progress(START)
    assert other.progress_news() == {KEY: START}
    assert other.progress_news() is None


def test_what_a_program_wrote_itself_is_no_news(two: tuple[StateStore, StateStore]) -> None:
    one, _ = two
    one.save_progress(START)
    assert one.progress_news() is None


def test_an_older_verification_never_takes_the_place_of_a_newer(two: tuple[StateStore, StateStore]) -> None:
    one, other = two
    newer, older = (Verification(EPOCH + at, 1.0, ()) for at in (60, 30))
    one.save_progress(replace(START, verified=newer), START)
    kept = other.save_progress(replace(START, verified=older), START)
    assert kept == replace(START, verified=newer, before=older)


def test_a_row_that_makes_no_sense_is_passed_over_and_written_anew(
    two: tuple[StateStore, StateStore], tmp_path: Path
) -> None:
    one, other = two
    one.save_progress(START)
    with sqlite3.connect(tmp_path / "state.db") as connection:
        connection.execute("UPDATE progress SET body = '{\"org_id\": 7}'")
    connection.close()
    assert other.progress_news() == {}
    assert other.save_progress(START) == START


def test_a_change_that_another_program_kept_out_is_said_to_be_lost(
    two: tuple[StateStore, StateStore], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = two
    one.save_progress(START)
    monkeypatch.setattr("tui.store.state_opening._PATIENCE", 0.01)
    third, _ = StateStore.open(tmp_path / "state.db", SCOPE, ManualClock())
    holder = sqlite3.connect(tmp_path / "state.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert third.save_progress(replace(START, template_at=EPOCH), START) is None
    assert "locked by another program" in third.notice
    holder.close()
    third.close()


def test_in_memory_there_is_nobody_else() -> None:
    store, _ = StateStore.open(None, SCOPE, ManualClock())
    store.save_progress(START)
    assert store.progress_news() is None
    store.close()
