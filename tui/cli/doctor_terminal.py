"""`archera-tui doctor` on the terminal: whether the dashboard can be drawn in it, how well, and where copies go."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.cli.examined import Examined, broken, doubtful, fine, skipped
from tui.domain.clipboard import Between, between

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NO_CURSOR = frozenset({"", "dumb", "unknown"})
_NARROW, _COLUMNS, _LINES = 60, 80, 24
_TMUX_PATIENCE = 2.0
_COLOURS = {"truecolor": "16 million colours", "256": "256 colours", "standard": "16 colours"}


@dataclass(frozen=True, slots=True)
class Terminal:
    """What is around the program: its environment, whether all its streams are a terminal, and that one's facts.

    `colours` is as Rich finds it: truecolor, 256, standard, or None. `tmux_hands_on` says whether tmux hands a copy
    on to the terminal outside; None: it doesn't say.
    """

    environ: Mapping[str, str]
    is_terminal: bool
    columns: int
    lines: int
    encoding: str
    colours: str | None
    tmux_hands_on: bool | None = None


def this_terminal(environ: Mapping[str, str], encoding: str, *, is_terminal: bool) -> Terminal:
    """The terminal this program runs in."""
    from rich.console import Console  # noqa: PLC0415 - no other command asks for colours

    size = shutil.get_terminal_size()
    # As Textual asks for it, so that both judge the terminal alike.
    colours = Console(force_terminal=True, legacy_windows=False, _environ=environ).color_system
    hands_on = _tmux_hands_on() if environ.get("TMUX") else None
    return Terminal(environ, is_terminal, size.columns, size.lines, encoding, colours, hands_on)


def examine_terminal(terminal: Terminal) -> Iterator[Examined]:
    """Where there is no terminal only that is told: for every command but the dashboard it doesn't matter."""
    if not terminal.is_terminal:
        yield skipped("terminal", "there is none here, which matters to the dashboard alone")
        return
    yield _kind(terminal)
    yield _size(terminal)
    yield _colours(terminal)
    yield _glyphs(terminal)
    yield _clipboard(terminal)


def _kind(terminal: Terminal) -> Examined:
    term = terminal.environ.get("TERM", "")
    if term in _NO_CURSOR:
        found = f'TERM is "{term}": the cursor can\'t be moved there'
        return broken("terminal", found, "export TERM=xterm-256color, or what your terminal is")
    return fine("terminal", f"TERM is {term}")


def _size(terminal: Terminal) -> Examined:
    found = f"{terminal.columns}x{terminal.lines}"
    if terminal.columns < _NARROW:
        return broken("size", f"{found}, too narrow to draw in", f"Make it {_COLUMNS}x{_LINES} or larger")
    if terminal.columns < _COLUMNS or terminal.lines < _LINES:
        return doubtful("size", f"{found}, some columns are left out", f"Make it {_COLUMNS}x{_LINES} or larger")
    return fine("size", found)


def _colours(terminal: Terminal) -> Examined:
    if terminal.environ.get("NO_COLOR"):
        return fine("colours", "none, as NO_COLOR asks")
    if terminal.colours in ("truecolor", "256"):
        return fine("colours", _COLOURS[terminal.colours])
    found = _COLOURS.get(terminal.colours or "", "none")
    remedy = "If the terminal has more: export COLORTERM=truecolor (over SSH, let it through with SendEnv)"
    return doubtful("colours", found, remedy)


def _glyphs(terminal: Terminal) -> Examined:
    if terminal.encoding.lower().replace("-", "") == "utf8":
        return fine("characters", terminal.encoding)
    remedy = 'export LANG=C.UTF-8, or set glyphs = "ascii" in the configuration'
    return doubtful("characters", f"{terminal.encoding}: names and glyphs may be drawn as ?", remedy)


def _clipboard(terminal: Terminal) -> Examined:
    match between(terminal.environ):
        case Between.TMUX if terminal.tmux_hands_on is False:
            found = "tmux keeps copies in its own buffer and doesn't hand them on"
            return doubtful("clipboard", found, "tmux set -s set-clipboard external")
        case Between.TMUX:
            return fine("clipboard", "through tmux, whose buffer keeps them as well")
        case Between.NOTHING:
            return fine("clipboard", "OSC 52; whether the terminal takes it, it doesn't say")
        case Between.CONSOLE:
            remedy = "v and Q on the screen show what y would copy"
            return doubtful("clipboard", "this terminal has none", remedy)
        case other:
            return fine("clipboard", f"through {other}")


def _tmux_hands_on() -> bool | None:
    setting = _told(("tmux", "show-options", "-sv", "set-clipboard"))
    return None if setting is None else setting != "off"


def _told(command: Sequence[str]) -> str | None:
    """What a command of ours answers; None when it doesn't."""
    try:
        done = subprocess.run(  # noqa: S603 - a command of ours, without a shell
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_TMUX_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None
