"""Two real programs over one journal, both told to buy the same plan at once: exactly one request (proof by rounds)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from crash.crash_nursery import House, house
from crash.crash_program import Orders, journal_in
from crash.crash_rules import rows_of

if TYPE_CHECKING:
    from pathlib import Path

_ROUNDS = 5
_MOST = "100000000"


def told_to_buy(where: House, sale: dict[str, str], folder: Path, email: str) -> Orders:
    """The command line of a person's script."""
    terms = ("--expect-monthly-savings", sale["monthly_savings"], "--max-cash", _MOST, "--max-commitment", _MOST)
    words = ("buy", sale["org_id"], sale["plan_id"], "--provider", sale["provider"], "--email", email, *terms)
    address = f"http://{where.at[0]}:{where.at[1]}"
    return Orders(
        "buy",
        str(folder),
        address,
        where.key,
        where.partner,
        sale["org_id"],
        sale["provider"],
        email,
        argv=(*words, "--write", "--json"),
    )


async def bought_by_two(where: House, number: int) -> tuple[list[int], int, list[str], str]:
    """One round: the exit codes, how many requests arrived, how the entries stand, and what both said."""
    sale, folder = where.for_sale[number], where.folder / f"round-{number}"
    journal_in(folder).parent.mkdir(mode=0o700, parents=True)
    orders = [told_to_buy(where, sale, folder, f"{name}@crash.example") for name in ("ann", "ben")]
    born = await asyncio.gather(*map(where.start, orders))
    codes = sorted([await program.gone() for program in born])
    arrived = [entry for entry in where.arrived(sale["plan_id"]) if entry["what"] == "arrived"]
    said = "\n".join(path.read_text() for path in sorted(folder.glob("*.log")))
    return codes, len(arrived), sorted(row["state"] for row in rows_of(journal_in(folder))), said


async def test_two_programs_told_to_buy_the_same_plan_send_exactly_one_request(tmp_path: Path) -> None:
    async with house(tmp_path) as where:
        rounds = await asyncio.gather(*(bought_by_two(where, number) for number in range(_ROUNDS)))
    for codes, arrived, states, said in rounds:
        assert (codes, arrived) == ([0, 2], 1), said
        # Whoever came second wrote nothing, or wrote down that it sent nothing.
        assert states in (["accepted"], ["accepted", "not sent"]), said
