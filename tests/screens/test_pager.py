"""A text in the person's pager."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING

from support.stage import Stage, live
from textual.screen import Screen

from screens.pager import in_pager, page

if TYPE_CHECKING:
    import pytest


def pager(folder: Path, script: str) -> str:
    """A program that stands in for a pager; it runs a line of shell with the file as $1."""
    program = folder / "my pager"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    return f"'{program}' -X"


def test_the_pager_gets_a_private_file_that_is_gone_afterwards(tmp_path: Path) -> None:
    command = pager(tmp_path, f'stat -c "%a %n" "$2" > "{tmp_path}/seen"; cat "$2" > "{tmp_path}/text"')
    assert page('{"a": 1}', ".json", {"PAGER": command}) == ""
    mode, name = (tmp_path / "seen").read_text().split()
    assert mode == "600"
    assert name.endswith(".json")
    assert not Path(name).exists()
    assert (tmp_path / "text").read_text() == '{"a": 1}'


def test_what_could_drive_the_terminal_is_left_out(tmp_path: Path) -> None:
    command = pager(tmp_path, f'cat "$2" > "{tmp_path}/text"')
    page("a\x1b]0;title\x07b\nc" + chr(0x202E) + "d", ".txt", {"PAGER": command})
    assert (tmp_path / "text").read_text() == "a]0;titleb\ncd"


def test_a_pager_that_is_not_there_is_told() -> None:
    assert page("x", ".txt", {"PAGER": "no-such-program-here"}) == (
        "there is no no-such-program-here; PAGER names the program to use"
    )


def test_a_pager_that_fails_is_told_and_leaves_no_file(tmp_path: Path) -> None:
    command = pager(tmp_path, f'echo "$2" > "{tmp_path}/seen"; exit 3')
    assert page("x", ".txt", {"PAGER": command}) == "my pager ended with 3"
    assert not Path((tmp_path / "seen").read_text().strip()).exists()


def test_a_command_that_can_not_be_read_is_told() -> None:
    assert page("x", ".txt", {"PAGER": "less '"}) == "PAGER can't be read as a command"


def test_without_a_choice_the_pager_is_less(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    less = tmp_path / "less"
    less.write_text(f'#!/bin/sh\ncat "$1" > "{tmp_path}/text"\n')
    less.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert page("here", ".txt", {}) == ""
    assert (tmp_path / "text").read_text() == "here"


def test_an_interrupt_belongs_to_the_pager_alone(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    command = pager(tmp_path, "kill -INT $PPID; kill -INT $$")
    assert page("x", ".txt", {"PAGER": command}) == ""
    assert signal.getsignal(signal.SIGINT) is before


async def test_where_there_is_no_terminal_to_give_away_that_is_told() -> None:
    app = Stage(Screen(), live())
    async with app.run_test():
        assert in_pager(app, "x", ".txt") == "there is no terminal to give to a pager"
