"""Every copy takes one way: through tmux where it answers, capped, and told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from support.stage import Stage, live
from textual.screen import Screen
from textual.widgets import Input

from screens.surroundings import Surroundings, real_surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
TMUX = {"TERM": "tmux-256color", "TMUX": "/run/tmux/default,1,0"}


class CopyingStage(Stage):
    """A blank screen with a field; `written` is what would go to the terminal."""

    def __init__(self, around: Surroundings | None = None) -> None:
        self.written: list[str] = []
        super().__init__(Screen(), live())
        self.around = around or Surroundings({"TERM": "xterm-256color"})

    def to_terminal(self, data: str) -> None:
        self.written.append(data)


class Tmux:
    """Answers `tmux load-buffer`, or fails."""

    def __init__(self, *, works: bool) -> None:
        self.asked: list[tuple[tuple[str, ...], str]] = []
        self.works = works

    def __call__(self, command: Sequence[str], text: str) -> bool:
        self.asked.append((tuple(command), text))
        return self.works


async def test_a_copy_is_sent_once_kept_for_pasting_and_told() -> None:
    app = CopyingStage()
    async with app.run_test():
        assert app.copy_told("abc", "the letters")
        assert app.written == ["\x1b]52;c;YWJj\x07"]
        assert app.clipboard == "abc"
        assert app.told == ["information: the letters: sent to the terminal's clipboard, 3 characters"]


async def test_inside_tmux_its_buffer_is_asked_first() -> None:
    tmux = Tmux(works=True)
    app = CopyingStage(Surroundings(TMUX, feed=tmux))
    async with app.run_test():
        copied = app.copy("abc")
        assert tmux.asked == [(("tmux", "load-buffer", "-w", "-"), "abc")]
        assert copied.words == "sent to tmux and the terminal's clipboard, 3 characters"
        assert app.written == ["\x1bPtmux;\x1b\x1b]52;c;YWJj\x07\x1b\\"]


async def test_where_a_notice_would_take_two_lines_the_length_of_the_copy_is_left_out() -> None:
    app = CopyingStage()
    async with app.run_test(size=(60, 24)):
        assert app.copy_told("abc", "twenty letters of it")
        assert app.told == ["information: twenty letters of it: sent to the terminal's clipboard"]


async def test_where_tmux_does_not_answer_the_message_takes_both_its_ways() -> None:
    app = CopyingStage(Surroundings(TMUX, feed=Tmux(works=False)))
    async with app.run_test():
        assert app.copy("abc").words == "sent to the terminal's clipboard, 3 characters"
        assert app.written == ["\x1bPtmux;\x1b\x1b]52;c;YWJj\x07\x1b\\\x1b]52;c;YWJj\x07"]


async def test_what_is_too_long_is_not_sent_and_the_way_out_is_named() -> None:
    tmux = Tmux(works=True)
    app = CopyingStage(Surroundings(TMUX, feed=tmux))
    async with app.run_test():
        assert not app.copy_told("x" * 60_000, "everything", "v shows it")
        assert app.written == []
        assert tmux.asked == []
        assert app.told == ["warning: y copy: 60 kB is more than a terminal's clipboard takes; v shows it"]
        assert app.clipboard == ""


async def test_textuals_own_copies_and_pastes_go_the_same_way() -> None:
    app = CopyingStage()
    async with app.run_test() as pilot:
        field = Input("abc")
        await app.screen.mount(field)
        field.focus()
        await pilot.pause()
        field.action_select_all()
        await pilot.press("ctrl+c")
        assert app.written == ["\x1b]52;c;YWJj\x07"]
        await pilot.press("end", "ctrl+v")
        assert field.value == "abcabc"


def test_nothing_in_the_program_copies_past_it() -> None:
    found = [
        path.name
        for folder in ("tui", "screens", "widgets")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"copy_to_clipboard|\]52;", path.read_text()) and path.name not in ("host.py", "clipboard.py")
    ]
    assert found == []


def test_a_program_that_is_not_there_is_no_fault() -> None:
    real = real_surroundings({"TMUX": "x"})
    assert not real.feed(("archera-no-such-program",), "text")
    assert real.start(("archera-no-such-program",)).startswith("archera-no-such-program could not be started: ")
    assert real.feed(("cat",), "text")
    assert not real.feed(("false",), "text")
    assert real.start(("true",)) == ""
