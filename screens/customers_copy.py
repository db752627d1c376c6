"""Names and ids for the clipboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tui.domain.formats import count
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.facts import Standing

# Terminals drop longer texts without a word: 75 kB in base 64 (textual-notes, "Terminal").
_MOST_BYTES = 56_000


@dataclass(frozen=True, slots=True)
class Copied:
    """What goes to the clipboard (empty: nothing may), and what is said about it."""

    text: str
    told: str
    severity: Literal["information", "warning"] = "information"


def copied(standings: Sequence[Standing]) -> Copied:
    """Name and id, a customer a line, safe text only."""
    lines = [f"{standing.full_name}\t{clean(standing.org_id)}" for standing in standings]
    text = "\n".join(lines)
    if len(text.encode()) > _MOST_BYTES:
        return Copied("", f"{count(len(lines), 'customer')} are too many for a terminal's clipboard", "warning")
    told = lines[0].replace("\t", ", ") if len(lines) == 1 else f"name and id of {count(len(lines), 'customer')}"
    return Copied(text, f"Sent to the terminal's clipboard: {told}")
