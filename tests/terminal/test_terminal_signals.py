"""Told to end, interrupted, without its terminal: it always ends, and leaves the terminal as it was."""

from __future__ import annotations

import re
import signal
import time
from typing import TYPE_CHECKING

import pytest
from support.terminal import Terminal, homes
from support.terminal_state import cpu_seconds, not_put_back, state_of, switched_on

if TYPE_CHECKING:
    from pathlib import Path

# Far below what reading the end of a file over and over would use, far above what ending takes on a busy machine.
LITTLE = 3.0


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)],
    ids=["SIGTERM", "SIGHUP", "SIGINT"],
)
def test_a_signal_ends_it_with_the_code_of_the_signal(tmp_path: Path, number: signal.Signals, code: int) -> None:
    with Terminal(env=homes(tmp_path)) as terminal:
        terminal.open_customers()
        terminal.kill(number)
        assert terminal.ended() == code
        assert terminal.burdens() == []


@pytest.mark.parametrize("ignoring", [(), (signal.SIGHUP,)], ids=["usual", "nohup"])
def test_when_the_terminal_goes_away_it_ends_by_itself_and_does_not_spin(
    tmp_path: Path, ignoring: tuple[signal.Signals, ...]
) -> None:
    with Terminal(env=homes(tmp_path), ignoring=ignoring) as terminal:
        terminal.open_customers()
        code, used = terminal.hang_up()
    assert code == 129
    assert used < LITTLE


def test_it_ends_also_when_the_terminal_took_nothing_any_more_before_it_went(tmp_path: Path) -> None:
    with Terminal(env=homes(tmp_path), columns=200, lines=60) as terminal:
        terminal.open_customers()
        # Far more is drawn than the line to the terminal holds, and nothing of it is read: drawing stands still.
        for step in range(30):
            terminal.resize(200 - step % 2, 60)
            terminal.press("\x1b[6~", "g")
        before, used = -1.0, cpu_seconds(terminal.pid)
        while used != before:
            time.sleep(1)
            before, used = used, cpu_seconds(terminal.pid)
        code, used = terminal.hang_up()
    assert code == 129
    assert used < LITTLE


def test_under_nohup_a_hangup_alone_changes_nothing(tmp_path: Path) -> None:
    with Terminal(env=homes(tmp_path), ignoring=(signal.SIGHUP,)) as terminal:
        terminal.open_customers()
        terminal.kill(signal.SIGHUP)
        terminal.press("?")
        terminal.wait_for("Help: the customer list")
        terminal.leave("Help: the customer list")
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.burdens() == []


def test_ctrl_c_only_says_how_to_quit(tmp_path: Path) -> None:
    with Terminal(env=homes(tmp_path)) as terminal:
        terminal.open_customers()
        terminal.press("\x03")
        terminal.wait_for("q quits")
        terminal.press("\x03", "\x03", "q")
        assert terminal.ended() == 0
        assert terminal.burdens() == []


def test_told_to_stop_from_outside_it_gives_the_terminal_back_and_takes_it_again(tmp_path: Path) -> None:
    with Terminal(env=homes(tmp_path)) as terminal:
        terminal.open_customers()
        terminal.kill(signal.SIGTSTP)
        terminal.wait_until(lambda: state_of(terminal.pid) == "T")
        terminal.quiet(0.3)
        assert not_put_back(terminal.received) == []
        terminal.screen.reset()
        seen = len(terminal.received)
        terminal.kill(signal.SIGCONT)
        terminal.wait_until(lambda: 1049 in switched_on(terminal.received[seen:]))
        terminal.wait_for(lambda text: "Customers" in text and "need attention" in text and "quit" in text)
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.burdens() == []


def test_stopped_and_continued_from_outside_it_still_gives_the_terminal_back(tmp_path: Path) -> None:
    with Terminal(env=homes(tmp_path)) as terminal:
        terminal.open_customers()
        terminal.kill(signal.SIGSTOP)
        # A shell would have taken the screen meanwhile.
        terminal.screen.reset()
        seen = len(terminal.received)
        terminal.kill(signal.SIGCONT)
        terminal.wait_until(lambda: 1049 in switched_on(terminal.received[seen:]))
        terminal.wait_for(lambda text: "Customers" in text and "need attention" in text and "quit" in text)
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.burdens() == []


def test_after_a_stop_the_whole_screen_is_there_again_although_nothing_new_has_come(tmp_path: Path) -> None:
    with Terminal("--refresh", "3600", env=homes(tmp_path)) as terminal:
        terminal.open_customers()
        terminal.wait_for(lambda text: re.search(r"(\d+)/\1 plans", text) is not None, 60)
        terminal.press("p")
        terminal.wait_for("paused")
        terminal.quiet()
        before = _but_ages(terminal.text)
        seen = len(terminal.received)
        terminal.kill(signal.SIGSTOP)
        terminal.linger(0.5)
        terminal.kill(signal.SIGCONT)
        # It takes the terminal anew, which empties it.
        terminal.wait_until(lambda: b"[?1049h" in terminal.received[seen:])
        terminal.quiet()
        assert _but_ages(terminal.text) == before
        terminal.press("q")
        assert terminal.ended() == 0


def _but_ages(text: str) -> str:
    """What stands there, without what moves by itself."""
    return re.sub(r"\d+[smhdw]\b|\s", "", text)
