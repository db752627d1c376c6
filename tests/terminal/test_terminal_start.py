"""Starting and leaving: where it can be drawn, and with which words it refuses where it can't."""

from __future__ import annotations

import shlex
import signal
import sys
from pathlib import Path

import pytest
from support.terminal import DASHBOARD, Terminal, homes
from support.terminal_state import switched_on

PROGRAM = shlex.join(DASHBOARD)


def test_it_opens_on_the_customers_and_q_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with Terminal(env=homes(tmp_path)) as terminal:
        shown = terminal.open_customers()
        assert "SANDBOX" in shown.splitlines()[0]
        assert "Beta Corp" in shown
        assert {1049, 1006, 2004} <= switched_on(terminal.received)
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.burdens() == []


def test_without_the_mouse_it_is_left_to_the_terminal(tmp_path: Path) -> None:
    with Terminal("--no-mouse", env=homes(tmp_path)) as terminal:
        terminal.open_customers()
        assert switched_on(terminal.received).isdisjoint({1000, 1002, 1003, 1006, 1015, 1016})
        terminal.press("\x11")
        assert terminal.ended() == 0
        assert terminal.burdens() == []


@pytest.mark.parametrize("term", ["dumb", "unknown", "", None], ids=lambda term: f"TERM={term}")
def test_a_terminal_without_a_cursor_is_refused_in_a_sentence(tmp_path: Path, term: str | None) -> None:
    env = homes(tmp_path)
    del env["TERM"]
    with Terminal(env=env if term is None else env | {"TERM": term}) as terminal:
        assert terminal.ended() == 2
        assert b"\x1b" not in terminal.received
        assert b"Set TERM to what the terminal is" in terminal.received
        assert terminal.burdens() == []


@pytest.mark.parametrize("elsewhere", ["> {}", "< /dev/null", "2> {}", "| cat > {}"])
def test_what_is_no_terminal_is_refused_and_gets_no_escape_sequence(tmp_path: Path, elsewhere: str) -> None:
    file = tmp_path / "elsewhere"
    line = f"{PROGRAM} {elsewhere.format(shlex.quote(str(file)))}"
    # The exit code is the program's, also before a pipe.
    shell = ("sh", "-c", f"({line.replace('|', '; echo code $? >&2) |')}" + ("" if "|" in line else "; echo code $?)"))
    with Terminal(env=homes(tmp_path), command=shell) as terminal:
        terminal.ended()
        written = terminal.received + (file.read_bytes() if file.exists() else b"")
    assert b"code 2" in written
    assert b"The dashboard needs a terminal" in written
    assert b"\x1b" not in written


def test_told_to_end_while_it_starts_it_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with Terminal(env=homes(tmp_path)) as terminal:
        terminal.wait_until(lambda: 1049 in switched_on(terminal.received))
        terminal.kill(signal.SIGTERM)
        assert terminal.ended() == 143
        assert terminal.burdens() == []


def test_a_key_that_can_not_be_had_ends_it_with_the_reason_and_no_traceback(tmp_path: Path) -> None:
    config = tmp_path / "config/archera-tui/config.toml"
    config.parent.mkdir(mode=0o700, parents=True)
    config.touch(mode=0o600)
    command = f"{sys.executable} -c raise(SystemExit(3))"
    config.write_text(f'[profiles.p]\npartner_org_id = "x"\napi_key_command = "{command}"\n')
    with Terminal(env=homes(tmp_path)) as terminal:
        assert terminal.ended() == 2
        said = terminal.received.rpartition(b"\x1b")[2]
        assert b"api_key_command ended with exit code 3" in said
        assert b"Traceback" not in terminal.received
        assert terminal.burdens() == []
