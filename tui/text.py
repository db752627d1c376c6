"""The only door through which outside text reaches a screen, a log, a file or the clipboard.

Names, messages, URLs and templates come from a server nobody here controls. What passes through this module
holds no control characters, no bidirectional overrides, no lone emoji modifiers and no lone surrogates, so it
can neither drive the terminal nor pretend to be something else (quality.md, "What comes from outside").
Markup is a matter of the sink: the drawing code composes `Content` and `Segment`, never markup strings.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

ELLIPSIS = "…"

# Control, format, surrogate, private use and unassigned characters are never printed.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# Rich measures lone modifiers as 0 cells, terminals draw 2: columns would shift.
_MODIFIERS = {chr(c) for c in range(0x1F3FB, 0x1F400)} | {chr(0xFE0E), chr(0xFE0F), chr(0x20E3)}
# Separators that some terminals take for a new line.
_BREAKS = {chr(0x2028), chr(0x2029), chr(0x85)}
# What a spreadsheet takes for the start of a formula, full-width forms included.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
# Below what a cell of a spreadsheet holds.
_LONGEST_CELL = 20_000
_BEFORE_FORMULA = " \"'\u00a0\u3000"
_MARKS = frozenset({"Mn", "Me"})
_MAX_COMBINING = 4


def _kept(text: str, allowed: str) -> str:
    kept: list[str] = []
    # A mark that opens a text or a line would sit on whatever the screen draws before it: it is left out.
    combining = _MAX_COMBINING
    for ch in text:
        if ch in allowed:
            kept.append(ch)
            combining = _MAX_COMBINING
        elif ch in "\t\n\r\v\f" or ch in _BREAKS:
            kept.append(" ")
            combining = 0
        elif ch in _MODIFIERS or (category := unicodedata.category(ch)) in _UNSAFE:
            continue
        elif category in _MARKS:
            combining += 1
            if combining <= _MAX_COMBINING:
                kept.append(ch)
        else:
            kept.append(ch)
            combining = 0
    return "".join(kept)


@lru_cache(maxsize=16_384)
def _clean_str(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return _kept(text, "")


def clean(value: object, limit: int = 2_000) -> str:
    """One safe line of text from anything; line breaks become spaces, longer text ends in an ellipsis."""
    text = value if isinstance(value, str) else "" if value is None else str(value)
    if len(text) > limit:
        text = text[: limit - 1] + ELLIPSIS
    return _clean_str(text)


def clean_block(value: object, limit: int = 4_000_000) -> str:
    """Safe text that keeps its line breaks (templates, JSON); tabs become four spaces."""
    text = value if isinstance(value, str) else "" if value is None else str(value)
    text = text[:limit].replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return _kept(text, "\n")


def csv_cell(value: object) -> str:
    """A safe cell for a spreadsheet: text that would start a formula is defused with a leading apostrophe."""
    text = clean(value, _LONGEST_CELL)
    if isinstance(value, int | float | Decimal):
        return text
    # Blanks and quotes before the sign don't stop a spreadsheet; tabs and line breaks are blanks by now.
    return "'" + text if text.lstrip(_BEFORE_FORMULA).startswith(_FORMULA) else text


def width(text: str) -> int:
    """Terminal cells taken by a text (wide characters take two)."""
    from rich.cells import cell_len  # noqa: PLC0415 - most of what cleans text never measures it

    return cell_len(text)


def fit(text: str, cells: int) -> str:
    """The text cut to at most `cells` terminal cells, ending in an ellipsis where it was cut."""
    if cells <= 0:
        return ""
    if width(text) <= cells:
        return text
    room, kept = cells - 1, []
    for ch in text:
        room -= width(ch)
        if room < 0:
            break
        kept.append(ch)
    return "".join(kept) + ELLIPSIS


def pad(text: str, cells: int) -> str:
    """The text fitted and filled with spaces to exactly `cells` terminal cells."""
    fitted = fit(text, cells)
    return fitted + " " * (cells - width(fitted))


_SLUG = re.compile(r"[^a-z0-9]+")


def file_stem(value: object) -> str:
    """A harmless file name stem from a name: lower-case ASCII letters, digits and hyphens, never empty."""
    folded = unicodedata.normalize("NFKD", clean(value)).encode("ascii", "ignore").decode().lower()
    return _SLUG.sub("-", folded).strip("-")[:60].strip("-") or "unnamed"
