"""The bell, and a notification that the terminal shows on its desktop (OSC 9: iTerm2, WezTerm, kitty, Ghostty …).

A terminal that knows no OSC 9 ignores it. tmux hands it on only under `allow-passthrough on`; the bell it hands on by
itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.clipboard import through
from tui.text import clean

if TYPE_CHECKING:
    from tui.domain.clipboard import Between

BELL = "\x07"


def notification(text: str, way: Between) -> str:
    """What is written to the terminal; no text ends the sequence early."""
    return through(f"\x1b]9;{clean(text)}{BELL}", way)
