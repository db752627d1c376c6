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
_MODIFIERS = {chr(c) for c in (*range(0x1F3FB, 0x1F400), 0x20E3)}
# Letters, marks and a symbol that draw nothing: two names could differ by them alone.
_BLANKS = {chr(c) for c in (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0)}
_SELECTORS = {chr(c) for c in (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))}
_UNDRAWN = _MODIFIERS | _BLANKS | _SELECTORS
# Halves of flags, one cell wide or two as the terminal likes: they are written as the letters they stand for.
_FLAG_LETTERS = {chr(0x1F1E6 + place): chr(ord("A") + place) for place in range(26)}
# Separators that some terminals take for a new line.
_BREAKS = {chr(0x2028), chr(0x2029), chr(0x85)}
# What a spreadsheet takes for the start of a formula, full-width forms included.
_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫"
# Blanks and quotes before the sign don't stop a spreadsheet. Where a comma is the decimal sign it parts cells at
# semicolons instead, and then a formula may stand behind any of them.
_FORMULA = re.compile(rf"(^|;)([\s\"'“”‘’«»]*)(?=[{_SIGNS}])")
# Below what a cell of a spreadsheet holds.
_LONGEST_CELL = 20_000
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
        elif ch in _FLAG_LETTERS:
            kept.append(_FLAG_LETTERS[ch])
            combining = 0
        elif ch in _UNDRAWN or (category := unicodedata.category(ch)) in _UNSAFE:
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


def clean_copy(value: object, limit: int = 4_000_000) -> str:
    """Safe text for a clipboard: line breaks and tabs stay, since rows of a table are copied with them."""
    text = value if isinstance(value, str) else "" if value is None else str(value)
    return _kept(text[:limit].replace("\r\n", "\n").replace("\r", "\n"), "\n\t")


def csv_cell(value: object) -> str:
    """A safe cell for a spreadsheet: text that would start a formula is defused with an apostrophe before it."""
    text = clean(value, _LONGEST_CELL)
    if isinstance(value, int | float | Decimal):
        return text
    # Tabs and line breaks are blanks by now.
    return _FORMULA.sub(r"\1'\2", text)


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
