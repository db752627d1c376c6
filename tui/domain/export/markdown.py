"""Text from outside in Markdown: it is read as the text it is, whatever is in it (quality.md, "never trusted").

No link, no HTML, no emphasis, no table cell and no mention of a person may come out of a customer's name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.domain.formats import NOTHING
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!^$])")
# A dot before letters may begin a host that a reader makes a link of.
_HOST_DOT = re.compile(r"\.(?=[^\W\d_])")
# Mentions, addresses and numbers of tickets are links of the reader's own making; nothing but a code span stops all
# of them.
_LINKS_ITSELF = re.compile(r"@|://|mailto:|www\.|[#!]\d|\bGH-\d", re.IGNORECASE)
_PLAIN_CODE = re.compile(r"[^`|\\]+")


def code(value: object, limit: int = 2_000) -> str:
    """An id, a name from a program or an address as a code span; what can't stand in one as escaped text."""
    line = clean(value, limit).strip()
    if not line:
        return NOTHING
    return f"`{line}`" if _PLAIN_CODE.fullmatch(line) else _escaped(line)


def text(value: object, limit: int = 2_000) -> str:
    """One line of prose from anywhere; what a reader would make a link of stands in a code span."""
    line = clean(value, limit).strip()
    return code(line, limit) if _LINKS_ITSELF.search(line) else _escaped(line) or NOTHING


def _escaped(line: str) -> str:
    safe = _HOST_DOT.sub(r"\\.", _SPECIAL.sub(r"\\\1", line))
    return safe.replace("@", "&#64;").replace(":", "\\:") if _LINKS_ITSELF.search(line) else safe


def row(*cells: str) -> str:
    """A line of a table; the cells are Markdown already."""
    return f"| {' | '.join(cells)} |"


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """The lines of a table of Markdown cells."""
    return [row(*header), row(*("---",) * len(header)), *(row(*cells) for cells in rows)]
