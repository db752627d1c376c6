"""What of the customers leaves the screen: names and ids for the clipboard, the list for a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.formats import count
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.customers.facts import Standing
    from tui.domain.customers.standing import StandingBoard
    from tui.domain.export.listing import Fact, Listing
    from tui.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Copy:
    """What goes to the clipboard, what it is called, and what to do where it is too long for one."""

    text: str
    what: str
    instead: str = ""


def copied(standings: Sequence[Standing]) -> Copy:
    """Name and id, a customer a line, safe text only."""
    lines = [f"{standing.full_name}\t{clean(standing.org_id)}" for standing in standings]
    if len(lines) == 1:
        return Copy(lines[0], f"name and id of {standings[0].name}")
    return Copy("\n".join(lines), f"name and id of {count(len(lines), 'customer')}", "select fewer customers")


def customers_listing(
    snapshot: Snapshot, board: StandingBoard, keys: Sequence[str], about: tuple[Fact, ...]
) -> Listing:
    """These customers in this order, everything a list tells of them."""
    # The first paint writes no file.
    from tui.domain.customers.table import customers_table  # noqa: PLC0415
    from tui.domain.export.listing import Listing  # noqa: PLC0415

    standings = [standing for key in keys if (standing := board.standing(key))]
    return Listing("customers", "customer", "Customers", customers_table(standings, snapshot.progress), about)
