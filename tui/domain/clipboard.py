"""A text on its way to the terminal's clipboard: the bytes (OSC 52), what stands between, what is too much.

OSC 52 is a message to the terminal, which may be at the other end of several connections; it never answers, so
whether a text arrived is not known. tmux takes it from programs only under `set-clipboard on`, and hands on what is
wrapped only under `allow-passthrough on`; neither is its default, so inside tmux its own `load-buffer -w` is asked
first. GNU screen hands on what is wrapped, a little at a time.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.domain.formats import count

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_ENCODED = 75_000
"""Longer base64 than this is dropped by terminals without a word (textual-notes.md, "Terminal")."""

LOAD_TMUX = ("tmux", "load-buffer", "-w", "-")
"""Puts what it reads into a buffer of tmux, and has tmux hand it to the terminal it is shown in."""

_ESC, _BEL, _END = "\x1b", "\x07", "\x1b\\"
# GNU screen takes at most 768 bytes at once.
_SCREEN_CHUNK = 700


class Between(StrEnum):
    """What stands between the program and the terminal."""

    NOTHING = "nothing"
    TMUX = "tmux"
    SCREEN = "screen"
    EITHER = "tmux or screen, on another computer"
    CONSOLE = "no terminal with a clipboard"


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a copy, in words that follow a colon; `sent` is False when nothing was.

    `short` are fewer words for a line that has no room for all of them.
    """

    sent: bool
    words: str
    short: str = ""


def between(environ: Mapping[str, str]) -> Between:
    """What the environment says; over SSH only the kind of terminal comes along."""
    term = environ.get("TERM", "")
    if environ.get("TMUX"):
        return Between.TMUX
    if environ.get("STY"):
        return Between.SCREEN
    if term.startswith("tmux"):
        return Between.TMUX
    if term.startswith("screen"):
        return Between.EITHER
    return Between.CONSOLE if term in ("linux", "dumb") else Between.NOTHING


def refusal(text: str, way: Between) -> str:
    """Why a text is not sent, "" when it may be."""
    if way is Between.CONSOLE:
        return "this terminal has no clipboard"
    if not text:
        return "there is nothing to copy"
    size = len(_bytes(text))
    if len(b64encode(_bytes(text))) > MOST_ENCODED:
        return f"{size / 1000:,.0f} kB is more than a terminal's clipboard takes"
    return ""


def sequence(text: str, way: Between, *, in_buffer: bool = False) -> str:
    """What is written to the terminal; `in_buffer` says that tmux holds the text already."""
    bare = f"{_ESC}]52;c;{b64encode(_bytes(text)).decode()}{_BEL}"
    # tmux may take the bare one for itself.
    return through(bare, way) + (bare if way is Between.TMUX and not in_buffer else "")


def through(bare: str, way: Between) -> str:
    """A sequence for the terminal, wrapped for what stands between; "" where no terminal would take it."""
    match way:
        case Between.TMUX:
            return f"{_ESC}Ptmux;{bare.replace(_ESC, _ESC * 2)}{_END}"
        case Between.SCREEN:
            return _in_chunks(bare)
        case Between.EITHER:
            # The whole comes last: tmux would take the beginning of the chunks for a text of its own.
            return _in_chunks(bare) + bare
        case Between.CONSOLE:
            return ""
        case Between.NOTHING:
            return bare


def sent(text: str, *, in_buffer: bool = False) -> Copied:
    """That a text was sent, where to, and how long it is."""
    where = "sent to tmux and the terminal's clipboard" if in_buffer else "sent to the terminal's clipboard"
    return Copied(sent=True, words=f"{where}, {count(len(text), 'character')}", short=where)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _in_chunks(bare: str) -> str:
    parts = (bare[start : start + _SCREEN_CHUNK] for start in range(0, len(bare), _SCREEN_CHUNK))
    return "".join(f"{_ESC}P{part}{_END}" for part in parts)
