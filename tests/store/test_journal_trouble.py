"""A journal that is damaged, too new, full, locked, moved or not to be made."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from support.purchases import intended

from tui.domain.purchase.attempt import Attempt
from tui.store import journal as journal_module
from tui.store.journal import Journal
from tui.store.journal_errors import (
    JournalBusyError,
    JournalCorruptError,
    JournalError,
    JournalVersionError,
    JournalWriteError,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def opened(path: Path, *, with_entry: bool = False) -> Journal:
    journal = Journal.open(path)
    if with_entry:
        assert isinstance(journal.intend(intended()), Attempt)
    return journal


def test_a_journal_of_a_newer_program_is_refused_and_left_as_it_is(path: Path) -> None:
    opened(path, with_entry=True).close()
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 2")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(JournalVersionError, match="newer archera-tui"):
        Journal.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"this is no database, only words of a person" * 40, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_file_that_is_no_journal_is_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(JournalCorruptError, match="damaged"):
        Journal.open(path)
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_refused_and_left_as_it_is(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(JournalCorruptError, match="is no purchase journal"):
        Journal.open(path)
    assert path.read_bytes() == before


def test_a_damaged_page_is_noticed_on_opening(path: Path) -> None:
    opened(path, with_entry=True).close()
    whole = bytearray(path.read_bytes())
    whole[4096 : 3 * 4096] = b"\xa5" * (2 * 4096)
    path.write_bytes(whole)
    with pytest.raises(JournalCorruptError):
        Journal.open(path)


@pytest.mark.parametrize("column", ["reviewed", "sender", "differences"])
@pytest.mark.parametrize("text", ['{"half": ', "[1]", "[" * 100_000], ids=["half", "another shape", "beyond depth"])
def test_an_entry_that_cannot_be_read_is_an_error_and_not_skipped(path: Path, column: str, text: str) -> None:
    opened(path, with_entry=True).close()
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TRIGGER the_intent_is_final")
        raw.execute(f"UPDATE attempts SET {column} = ?", (text,))
    raw.close()
    journal = opened(path)
    with pytest.raises(JournalCorruptError, match="can't be read"):
        journal.attempts()
    if column == "sender":
        with pytest.raises(JournalCorruptError, match="can't be read"):
            journal.runs_in_use()
    journal.close()


@pytest.mark.parametrize("spoil", ["UPDATE attempts SET org_name = CAST(x'41ff' AS TEXT)", "DROP TABLE events"])
def test_texts_and_tables_that_are_none_of_ours_are_damage(path: Path, spoil: str) -> None:
    opened(path, with_entry=True).close()
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TRIGGER the_intent_is_final")
        raw.execute("DROP TRIGGER events_stay")
        raw.execute(spoil)
    raw.close()
    journal = opened(path)
    with pytest.raises(JournalCorruptError, match="is damaged"):
        journal.attempts()
    journal.close()


def test_a_full_disk_is_an_error_and_nothing_is_written(path: Path) -> None:
    journal = opened(path)
    pages = journal._connection.execute("PRAGMA page_count").fetchone()[0]
    journal._connection.execute(f"PRAGMA max_page_count = {pages}")
    big = intended(org_name="x" * 100_000)
    with pytest.raises(JournalWriteError, match="the disk is full"):
        journal.intend(big)
    assert journal.attempts() == ()
    assert isinstance(journal.intend(intended()), Attempt)
    journal.close()


def test_a_disk_that_became_read_only_is_an_error(path: Path) -> None:
    journal = opened(path, with_entry=True)
    journal._connection.execute("PRAGMA query_only = ON")
    first = journal.get(1)
    assert first is not None
    with pytest.raises(JournalWriteError, match="read-only"):
        journal.record(first)
    journal.close()


def test_another_program_that_keeps_it_locked_is_an_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "_PATIENCE", 0.05)
    journal = opened(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(JournalBusyError, match="locked by another program"):
        journal.intend(intended())
    other.execute("ROLLBACK")
    other.close()
    assert isinstance(journal.intend(intended()), Attempt)
    journal.close()


@pytest.mark.parametrize("loss", ["deleted", "replaced"])
def test_a_journal_that_is_taken_away_while_in_use_is_written_no_more(path: Path, loss: str) -> None:
    journal = opened(path)
    path.rename(path.with_name("elsewhere.db"))
    if loss == "replaced":
        opened(path).close()
    with pytest.raises(JournalWriteError, match="moved or deleted"):
        journal.intend(intended())
    journal.close()


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(JournalWriteError, match="can't be made"):
        Journal.open(tmp_path / "file" / "journal.db")


def test_every_error_is_a_sentence_with_the_place(path: Path) -> None:
    path.write_bytes(b"words" * 1000)
    with pytest.raises(JournalError) as caught:
        Journal.open(path)
    assert str(path) in str(caught.value)
    assert "Nothing can be bought" in str(caught.value)


def test_a_journal_in_use_by_two_programs_at_once_is_created_once(path: Path) -> None:
    first, second = Journal.open(path), Journal.open(path)
    assert isinstance(first.intend(intended()), Attempt)
    assert len(second.attempts()) == 1
    first.close()
    second.close()
