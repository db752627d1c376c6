"""The bytes a copy sends, through what stands between, and what is too much."""

from __future__ import annotations

import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.clipboard import MOST_ENCODED, Between, between, refusal, sent, sequence

URL = "https://eu-central-1.console.aws.amazon.com/cloudformation/home?" + "x" * 900
CODE = base64.b64encode(URL.encode()).decode()


@pytest.mark.parametrize(
    ("environ", "way"),
    [
        ({"TERM": "xterm-256color"}, Between.NOTHING),
        ({}, Between.NOTHING),
        ({"TERM": "tmux-256color", "TMUX": "/run/tmux/default,1,0"}, Between.TMUX),
        ({"TERM": "screen-256color", "TMUX": "/run/tmux/default,1,0"}, Between.TMUX),
        ({"TERM": "screen", "STY": "12.pts-0"}, Between.SCREEN),
        ({"TERM": "tmux-256color", "SSH_CONNECTION": "1 2 3 4"}, Between.TMUX),
        ({"TERM": "screen-256color", "SSH_CONNECTION": "1 2 3 4"}, Between.EITHER),
        ({"TERM": "linux"}, Between.CONSOLE),
        ({"TERM": "xterm", "TMUX": ""}, Between.NOTHING),
    ],
)
def test_the_environment_tells_what_stands_between(environ: dict[str, str], way: Between) -> None:
    assert between(environ) is way


def test_a_plain_terminal_gets_the_bare_message() -> None:
    assert sequence(URL, Between.NOTHING) == f"\x1b]52;c;{CODE}\x07"


def test_tmux_gets_it_wrapped_with_every_escape_doubled_and_bare_for_when_it_takes_copies_itself() -> None:
    wrapped = f"\x1bPtmux;\x1b\x1b]52;c;{CODE}\x07\x1b\\"
    assert sequence(URL, Between.TMUX) == wrapped + f"\x1b]52;c;{CODE}\x07"
    assert sequence(URL, Between.TMUX, in_buffer=True) == wrapped


def test_screen_gets_it_in_chunks_it_can_hold() -> None:
    sent = sequence(URL, Between.SCREEN)
    parts = re.findall(r"\x1bP(.*?)\x1b\\", sent, re.DOTALL)
    assert len(parts) > 1
    assert all(len(part) <= 768 for part in parts)
    assert "".join(parts) == f"\x1b]52;c;{CODE}\x07"
    assert "".join(f"\x1bP{part}\x1b\\" for part in parts) == sent


def test_where_it_may_be_either_the_whole_comes_last() -> None:
    sent = sequence(URL, Between.EITHER)
    assert sent == sequence(URL, Between.SCREEN) + sequence(URL, Between.NOTHING)


@given(st.text(st.characters()), st.sampled_from([way for way in Between if way is not Between.CONSOLE]))
def test_any_text_goes_out_as_letters_and_digits_alone(text: str, way: Between) -> None:
    sent = sequence(text, way)
    assert sent.isascii()
    code = sent.rpartition("52;c;")[2].partition("\x07")[0].replace("\x1b\\\x1bP", "")
    assert base64.b64decode(code, validate=True) == text.encode("utf-8", "replace")


def test_what_a_terminal_would_drop_is_refused_with_its_size() -> None:
    most = MOST_ENCODED // 4 * 3
    assert refusal("x" * most, Between.NOTHING) == ""
    assert refusal("x" * (most + 1), Between.NOTHING) == "56 kB is more than a terminal's clipboard takes"
    assert refusal("é" * 30_000, Between.TMUX) == "60 kB is more than a terminal's clipboard takes"


def test_nothing_is_not_copied_and_a_console_has_no_clipboard() -> None:
    assert refusal("", Between.NOTHING) == "there is nothing to copy"
    assert refusal("x", Between.CONSOLE) == "this terminal has no clipboard"
    assert sequence("x", Between.CONSOLE) == ""


def test_it_is_said_where_a_text_went_and_how_long_it_is() -> None:
    assert sent("abc").words == "sent to the terminal's clipboard, 3 characters"
    assert sent("a", in_buffer=True).words == "sent to tmux and the terminal's clipboard, 1 character"
