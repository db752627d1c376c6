"""What the store makes is for its owner alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.store.alive import Run
from tui.store.journal import Journal
from tui.store.private import private_file, private_folder
from tui.store.sandbox_runs import begin_run


@pytest.fixture(autouse=True)
def anything_goes() -> Iterator[None]:
    """A umask that takes nothing away."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_is_private_with_all_that_was_missing_above_it(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    private_folder(tmp_path / "a/b/c")
    assert [mode(tmp_path / name) for name in ("", "a", "a/b", "a/b/c")] == [0o755, 0o700, 0o700, 0o700]


def test_a_file_is_made_once_and_keeps_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "data/file"
    private_file(path)
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    path.write_text("kept")
    path.chmod(0o666)
    path.parent.chmod(0o777)
    private_file(path)
    assert (path.read_text(), mode(path), mode(path.parent)) == ("kept", 0o600, 0o700)


def test_what_is_closed_already_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "file"
    private_file(path)
    path.chmod(0o400)
    private_file(path)
    assert mode(path) == 0o400


def test_a_file_in_the_place_of_a_folder_is_an_error_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "file").chmod(0o644)
    for folder in (tmp_path / "file", tmp_path / "file/inside"):
        with pytest.raises(OSError, match="file"):
            private_folder(folder)
    assert mode(tmp_path / "file") == 0o644


def test_the_first_run_of_the_sandbox_leaves_no_folder_open(tmp_path: Path) -> None:
    begin_run(tmp_path / "state/sandbox", "one")
    assert [mode(tmp_path / name) for name in ("state", "state/sandbox", "state/sandbox/one")] == [0o700] * 3


def test_the_last_few_runs_of_the_sandbox_are_kept_and_those_that_still_go_on(tmp_path: Path) -> None:
    runs = []
    for name in "abcd":
        journal = begin_run(tmp_path, name) / "journal.db"
        Journal.open(journal).close()
        runs.append(Run.begin(journal, name, "now"))
    for run in runs[1:]:
        run.end()
    for name in "efgh":
        begin_run(tmp_path, name)
    assert sorted(path.name for path in tmp_path.iterdir()) == list("adefgh")
    runs[0].end()
    begin_run(tmp_path, "i")
    assert sorted(path.name for path in tmp_path.iterdir()) == list("efghi")
