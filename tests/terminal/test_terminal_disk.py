"""A disk that is full, a home that can't be written, files that are damaged: the dashboard of a real host goes on."""

from __future__ import annotations

import shlex
import sqlite3
from typing import TYPE_CHECKING

import pytest
from support.standalone import Standalone
from support.terminal import DASHBOARD, Terminal, homes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "sandbox-key-for-full-disks"
REFUSED = "b buy: The purchase journal"
EMAIL = {"ARCHERA_PURCHASER_EMAIL": "buyer@partner.example"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standalone]:
    with Standalone(homes(tmp_path_factory.mktemp("serving")), KEY) as standalone:
        yield standalone


def leave(terminal: Terminal) -> None:
    """Quit from wherever one is; the terminal is as it was."""
    terminal.press("\x11")
    assert terminal.ended() == 0
    assert terminal.burdens() == []
    assert b"Traceback" not in terminal.received


def told(terminal: Terminal, *words: str) -> None:
    """Wait until a notice says all these words, wherever its lines are broken."""
    terminal.wait_for(lambda text: all(word in " ".join(text.replace("▌", " ").split()) for word in words))


def open_a_plan(terminal: Terminal) -> None:
    """The first customer with a plan that could be bought, and its plan."""
    terminal.wait_for(lambda text: "24 customers" in text and "live" in text)
    terminal.press("/", "plan:ready")
    terminal.wait_for(lambda text: "of 24" in text and "ready" in text)
    terminal.press("enter", "P")
    terminal.wait_for("Net savings")


def test_a_disk_that_is_full_takes_the_memory_and_not_the_program(server: Standalone, tmp_path: Path) -> None:
    # No file may grow beyond 8 kB: what sqlite begins fails in the midst of it, as on a disk that runs full.
    line = f"ulimit -f 16; exec {shlex.join(DASHBOARD)} --write"
    # Bytecode that is cut short by the limit would be read by the next program.
    env = server.env(homes(tmp_path)) | EMAIL | {"PYTHONDONTWRITEBYTECODE": "1"}
    with Terminal(env=env, columns=120, lines=40, command=("sh", "-c", line)) as terminal:
        told(terminal, "state.db can't be used", "forgotten at the end of the program")
        open_a_plan(terminal)
        terminal.press("b")
        terminal.wait_for(REFUSED)
        leave(terminal)
    sizes = [path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()]
    assert max(sizes, default=0) <= 8_192


def test_in_a_home_that_can_not_be_written_it_shows_everything_and_buys_nothing(
    server: Standalone, tmp_path: Path
) -> None:
    # Also the superuser, whom permissions don't hold, can make no folder below a file.
    file = tmp_path / "file"
    file.touch()
    env = server.env(homes(tmp_path)) | EMAIL | {name: str(file) for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME")}
    with Terminal("--write", env=env, columns=120, lines=40) as terminal:
        told(terminal, "state.db can't be used", "forgotten at the end of the program")
        open_a_plan(terminal)
        terminal.press("b")
        terminal.wait_for(REFUSED)
        leave(terminal)
    assert file.read_bytes() == b""


@pytest.mark.parametrize("damage", ["garbage", "newer"])
def test_files_that_are_damaged_or_of_a_newer_program_are_told_and_the_rest_works(
    server: Standalone, tmp_path: Path, damage: str
) -> None:
    folder = tmp_path / "state/archera-tui"
    folder.mkdir(mode=0o700, parents=True)
    for name in ("state.db", "journal.db"):
        if damage == "garbage":
            (folder / name).write_bytes(b"no database at all " * 500)
            continue
        with sqlite3.connect(folder / name) as database:
            database.execute("PRAGMA user_version = 9000")
            database.execute("CREATE TABLE later (thing)")
        database.close()
    journal = (folder / "journal.db").read_bytes()
    env = server.env(homes(tmp_path)) | EMAIL
    with Terminal("--write", env=env, columns=120, lines=40) as terminal:
        told(terminal, "The stored state", "was moved to", "history begins anew")
        open_a_plan(terminal)
        terminal.press("b")
        told(terminal, REFUSED, "damaged" if damage == "garbage" else "newer archera-tui")
        leave(terminal)
    # The one is never touched, the other is moved aside and begun anew.
    assert (folder / "journal.db").read_bytes() == journal
    assert (folder / "state.db").stat().st_size > 0
    assert len(list(folder.glob("state.db.bad-*"))) == 1
