"""How commands speak: sentences, tables and JSON on stdout, complaints on stderr; everything through `tui.text`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence

from tui.text import clean, pad, width

_GAP = "  "
# A line of a spreadsheet is never cut: the quotes of its cell would swallow the lines below.
_LONGEST = 4_000_000


def say(text: str = "") -> None:
    """One line on stdout, whole: the longest are URLs and lines of a spreadsheet."""
    sys.stdout.write(clean(text, _LONGEST) + "\n")


def complain(*sentences: str) -> None:
    """What went wrong, on stderr, one line for each sentence."""
    cross = mark("✕", "x", sys.stderr.encoding)
    for sentence in sentences:
        sys.stderr.write(f"{cross} {clean(sentence)}\n")


def tell_meanwhile(sentence: str) -> None:
    """What a person at a terminal wants to know while they wait, on stderr; nothing where nobody is there."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{clean(sentence)}\n")


def mark(glyph: str, plain: str, encoding: str | None) -> str:
    """The glyph where the encoding has it, else its plain stand-in."""
    try:
        glyph.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return plain
    return glyph


def say_json(value: object) -> None:
    """A document for programs: ASCII, its objects indented, each element of a list on a line of its own."""
    sys.stdout.write(_laid_out(value, "\n") + "\n")


def _laid_out(value: object, margin: str) -> str:
    """JSON with a line for each member; `margin` is the line break with the blanks that stand before it.

    Elements are handed to Python's fast encoder, which knows no indenting: a list may hold ten thousand customers.
    """
    inner = margin + "  "
    if isinstance(value, dict) and value:
        members = [f"{json.dumps(str(name))}: {_laid_out(member, inner)}" for name, member in value.items()]
        return "{" + inner + ("," + inner).join(members) + margin + "}"
    if isinstance(value, list | tuple) and value:
        return "[" + inner + ("," + inner).join(map(json.dumps, value)) + margin + "]"
    return json.dumps(value)


def say_pairs(pairs: Iterable[tuple[str, str]], indent: int = 0) -> None:
    """Names and values in two columns."""
    rows = list(pairs)
    widest = max((width(name) for name, _ in rows), default=0)
    for name, value in rows:
        say(" " * indent + pad(clean(name), widest) + _GAP + clean(value))


def say_table(header: Sequence[str], rows: Iterable[Sequence[str]], right: frozenset[int] = frozenset()) -> None:
    """A table on stdout (`table_lines`)."""
    sys.stdout.writelines(f"{line}\n" for line in table_lines(header, rows, right))


def table_lines(
    header: Sequence[str], rows: Iterable[Sequence[str]], right: frozenset[int] = frozenset()
) -> Iterator[str]:
    """A table as wide as its cells; the columns in `right` are aligned to the right."""
    table = [[clean(cell) for cell in row] for row in (header, *rows)]
    widths = [max(width(row[column]) for row in table) for column in range(len(header))]
    for row in table:
        cells = [
            " " * (cells - width(cell)) + cell if column in right else pad(cell, cells)
            for column, (cell, cells) in enumerate(zip(row, widths, strict=True))
        ]
        yield _GAP.join(cells).rstrip()
