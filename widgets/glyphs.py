"""The glyphs of the program and their ASCII spelling (design/visual.md, "Glyphs")."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Literal

GlyphName = Literal["unicode", "ascii"]

# What else is drawn or written that plain ASCII can't spell: it stands beside the glyphs, not among them.
ALSO_DRAWN = {
    "─": "-",
    "│": "|",
    "┈": ".",
    "›": ">",
    "−": "-",
    "—": "-",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "↑": "^",
    "↓": "v",
    "▏": "|",
    "▐": "|",
}


@dataclass(frozen=True, slots=True)
class GlyphSet:
    """One spelling of every glyph; each is a single cell wide.

    Rows and texts are always written with the Unicode glyphs; `draw` respells them where the set is ASCII, so
    nothing above the drawing code needs to know which set is in use.
    """

    name: GlyphName = "unicode"
    available: str = "●"
    warning: str = "◐"
    missing: str = "✕"
    unknown: str = "○"
    nothing: str = "–"
    to_come: str = "·"
    step: str = "▸"
    cursor: str = "▌"
    looked: str = "✓"
    added: str = "+"
    pinned: str = "★"
    becomes: str = "→"
    paused: str = "⏸"
    bar: str = "━"
    saved: str = "╍"
    cut: str = "…"
    respelling: dict[int, str] = field(default_factory=dict, repr=False, compare=False)

    def draw(self, text: str) -> str:
        """The text as this set spells it; always the same number of cells."""
        return text.translate(self.respelling) if self.respelling and not text.isascii() else text


UNICODE = GlyphSet()

_SPELLED = {
    "available": "*",
    "warning": "~",
    "missing": "x",
    "unknown": "?",
    "nothing": "-",
    "to_come": ".",
    "step": ">",
    "cursor": ">",
    "looked": "v",
    "added": "+",
    "pinned": "!",
    "becomes": ">",
    "paused": "=",
    "bar": "=",
    "saved": ":",
    "cut": "+",
}

NAMES = tuple(entry.name for entry in fields(GlyphSet) if entry.name not in {"name", "respelling"})

ASCII = GlyphSet(
    name="ascii",
    **_SPELLED,
    respelling={ord(getattr(UNICODE, name)): spelled for name, spelled in _SPELLED.items()}
    | {ord(drawn): spelled for drawn, spelled in ALSO_DRAWN.items()},
)


def glyph_set(name: GlyphName) -> GlyphSet:
    """The set a setting `glyphs = "unicode" | "ascii"` asks for."""
    return ASCII if name == "ascii" else UNICODE
