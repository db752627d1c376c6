"""Proof of life of a program run."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tui.domain.purchase.attempt import Sender
from tui.store.alive import Run, is_alive
from tui.store.journal_errors import JournalWriteError

_HOLD = """
import sys
from pathlib import Path
from tui.store.alive import Run
run = Run.begin(Path(sys.argv[1]), "run-1", "now")
print(run.sender.pid, flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


def _holder(journal: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(journal)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_a_run_lives_until_its_program_is_gone_however_it_goes(journal: Path, end: signal.Signals) -> None:
    with _holder(journal) as program:
        assert program.stdout is not None
        sender = Sender("here", int(program.stdout.readline()), "now", "run-1")
        assert is_alive(journal, sender)
        assert is_alive(journal, sender)
        program.send_signal(end)
    assert not is_alive(journal, sender)


def test_a_run_that_is_stopped_lives(journal: Path) -> None:
    with _holder(journal) as program:
        assert program.stdout is not None
        sender = Sender("here", int(program.stdout.readline()), "now", "run-1")
        program.send_signal(signal.SIGSTOP)
        assert is_alive(journal, sender)
        program.kill()


def test_the_lock_counts_and_not_the_process_number(journal: Path) -> None:
    run = Run.begin(journal, "run-1", "now")
    assert is_alive(journal, replace(run.sender, pid=2**22 - 1))
    run.end()
    assert not is_alive(journal, replace(run.sender, pid=os.getpid()))


def test_a_run_knows_itself_and_others(journal: Path) -> None:
    mine, other = Run.begin(journal, "mine", "now"), Run.begin(journal, "other", "now")
    assert mine.is_alive(mine.sender)
    assert mine.is_alive(other.sender)
    other.end()
    assert not mine.is_alive(other.sender)
    assert not mine.is_alive(None)
    mine.end()


@pytest.mark.parametrize("run", ["gone", "", "../../etc", "a/b", "ü"])
def test_without_a_lock_file_a_process_of_that_number_counts_as_alive(journal: Path, run: str) -> None:
    assert is_alive(journal, Sender("here", os.getpid(), "now", run))
    with subprocess.Popen([sys.executable, "-c", ""]) as over:
        over.wait()
    assert not is_alive(journal, Sender("here", over.pid, "now", run))
    assert not is_alive(journal, Sender("here", 0, "now", run))


def test_a_sweep_forgets_what_is_over_unless_it_is_named(journal: Path) -> None:
    folder = journal.with_name("journal.db.runs")
    for name in ("over", "named"):
        Run.begin(journal, name, "now").end()
    living, mine = Run.begin(journal, "living", "now"), Run.begin(journal, "mine", "now")
    mine.sweep({"named"})
    assert sorted(path.stem for path in folder.iterdir()) == ["living", "mine", "named"]
    assert mine.is_alive(living.sender)
    living.end()
    mine.end()


def test_the_lock_file_is_private(journal: Path) -> None:
    Run.begin(journal, "run-1", "now").end()
    folder = journal.with_name("journal.db.runs")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "run-1.run").stat().st_mode & 0o777 == 0o600


def test_a_lock_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(JournalWriteError, match="Nothing can be bought"):
        Run.begin(tmp_path / "file" / "journal.db", "run-1", "now")


@pytest.mark.parametrize("name", ["", "a/b", "..", ".hidden", "x" * 81])
def test_a_run_has_a_name_that_is_a_file_name(journal: Path, name: str) -> None:
    with pytest.raises(ValueError, match="can't be named"):
        Run.begin(journal, name, "now")


def test_a_run_is_not_to_be_seen_before_its_lock_is_taken(journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, lock = journal.with_name("journal.db.runs"), fcntl.flock
    seen: list[str] = []

    def watched(held: int, how: int) -> None:
        seen.extend(path.name for path in folder.glob("*.run"))
        lock(held, how)

    monkeypatch.setattr(fcntl, "flock", watched)
    run = Run.begin(journal, "run-1", "now")
    assert seen == []
    assert [path.name for path in folder.iterdir()] == ["run-1.run"]
    run.end()


def test_a_name_whose_run_is_over_may_be_held_again(journal: Path) -> None:
    Run.begin(journal, "run-1", "now").end()
    run = Run.begin(journal, "run-1", "now")
    assert is_alive(journal, run.sender)
    run.end()


def test_a_name_that_is_held_already_is_not_held_twice(journal: Path) -> None:
    run = Run.begin(journal, "run-1", "now")
    with pytest.raises(JournalWriteError):
        Run.begin(journal, "run-1", "now")
    run.end()
