"""A text becomes a file, or the reason why not is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.store import text_file
from tui.store.text_file import problem_words, write_text


def test_a_file_may_be_read_by_everybody_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write_text(tmp_path / "new.json", "{}", replace=False)
        write_text(tmp_path / "new.json", "[]", replace=True)
    finally:
        os.umask(before)
    assert (tmp_path / "new.json").stat().st_mode & 0o777 == 0o644
    assert (tmp_path / "new.json").read_text() == "[]\n"
    assert list(tmp_path.iterdir()) == [tmp_path / "new.json"]


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text("precious")
    with pytest.raises(FileExistsError):
        write_text(tmp_path / "old.json", "{}", replace=False)
    assert (tmp_path / "old.json").read_text() == "precious"


def test_a_disk_that_is_full_leaves_neither_half_a_file_nor_the_old_one_harmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int, text: str) -> None:
        with os.fdopen(handle, "w") as file:
            file.write(text[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(text_file, "_fill", full)
    (tmp_path / "old.json").write_text("precious")
    for name, replace in (("new.json", False), ("old.json", True)):
        with pytest.raises(OSError, match="No space"):
            write_text(tmp_path / name, "{}", replace=replace)
    assert [path.name for path in tmp_path.iterdir()] == ["old.json"]
    assert (tmp_path / "old.json").read_text() == "precious"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(), "there is no folder /x"),
        (IsADirectoryError(), "that is a folder, a file's name is missing"),
        (NotADirectoryError(), "/x is no folder"),
        (PermissionError(), "/x may not be written to"),
        (OSError(28, "No space left on device"), "No space left on device"),
    ],
)
def test_a_failure_is_told_in_a_sentence(error: OSError, words: str) -> None:
    assert problem_words(error, Path("/x/y.json")) == words
