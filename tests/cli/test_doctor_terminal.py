"""`archera-tui doctor` on the terminal."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tui.cli.doctor_terminal import Terminal, examine_terminal, this_terminal
from tui.cli.examined import Verdict

GOOD = Terminal({"TERM": "xterm-256color"}, is_terminal=True, columns=120, lines=40, encoding="utf-8", colours="256")


def found(terminal: Terminal) -> dict[str, tuple[Verdict, str, str]]:
    return {line.what: (line.verdict, line.found, line.remedy) for line in examine_terminal(terminal)}


def test_a_good_terminal_has_nothing_to_mend() -> None:
    lines = found(GOOD)
    assert tuple(lines) == ("terminal", "size", "colours", "characters", "clipboard")
    assert {(verdict, remedy) for verdict, _, remedy in lines.values()} == {(Verdict.OK, "")}


def test_without_a_terminal_only_that_is_told_and_is_no_fault() -> None:
    assert found(replace(GOOD, is_terminal=False)).keys() == {"terminal"}
    assert found(replace(GOOD, is_terminal=False))["terminal"][0] is Verdict.SKIPPED


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_a_terminal_whose_cursor_can_t_be_moved_fails(term: str) -> None:
    assert found(replace(GOOD, environ={"TERM": term}))["terminal"][0] is Verdict.FAIL


@pytest.mark.parametrize(
    ("columns", "lines", "verdict"),
    [
        (120, 40, Verdict.OK),
        (80, 24, Verdict.OK),
        (79, 24, Verdict.WARN),
        (80, 23, Verdict.WARN),
        (59, 40, Verdict.FAIL),
    ],
)
def test_the_size_is_judged_by_what_can_be_drawn(columns: int, lines: int, verdict: Verdict) -> None:
    size = found(replace(GOOD, columns=columns, lines=lines))["size"]
    assert size[0] is verdict
    assert size[1].startswith(f"{columns}x{lines}")


@pytest.mark.parametrize(
    ("colours", "environ", "verdict"),
    [
        ("truecolor", {}, Verdict.OK),
        ("standard", {}, Verdict.WARN),
        (None, {}, Verdict.WARN),
        (None, {"NO_COLOR": "1"}, Verdict.OK),
    ],
)
def test_few_colours_are_doubtful_unless_that_was_asked_for(
    colours: str | None, environ: Mapping[str, str], verdict: Verdict
) -> None:
    assert found(replace(GOOD, colours=colours, environ={**GOOD.environ, **environ}))["colours"][0] is verdict


def test_an_encoding_without_our_glyphs_is_doubtful() -> None:
    assert found(replace(GOOD, encoding="UTF8"))["characters"][0] is Verdict.OK
    verdict, _, remedy = found(replace(GOOD, encoding="ascii"))["characters"]
    assert (verdict, "glyphs" in remedy) == (Verdict.WARN, True)


@pytest.mark.parametrize(
    ("environ", "tmux", "verdict", "told"),
    [
        ({"TMUX": "/run/tmux,1,0", "TERM": "tmux-256color"}, "hands on", Verdict.OK, "through tmux"),
        ({"TMUX": "/run/tmux,1,0", "TERM": "tmux-256color"}, "", Verdict.OK, "through tmux"),
        ({"TMUX": "/run/tmux,1,0", "TERM": "tmux-256color"}, "keeps", Verdict.WARN, "doesn't hand them on"),
        ({"STY": "1.x", "TERM": "screen"}, "", Verdict.OK, "through screen"),
        ({"TERM": "linux"}, "", Verdict.WARN, "has none"),
    ],
)
def test_where_copies_go_is_told(environ: Mapping[str, str], tmux: str, verdict: Verdict, told: str) -> None:
    hands_on = {"hands on": True, "keeps": False}.get(tmux)
    clipboard = found(replace(GOOD, environ=environ, tmux_hands_on=hands_on))["clipboard"]
    assert clipboard[0] is verdict
    assert told in clipboard[1]


def test_this_terminal_is_looked_at_as_the_dashboard_does() -> None:
    terminal = this_terminal({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "utf-8", is_terminal=True)
    assert (terminal.colours, terminal.tmux_hands_on) == ("truecolor", None)
    assert this_terminal({"TERM": "xterm"}, "utf-8", is_terminal=True).colours == "standard"
