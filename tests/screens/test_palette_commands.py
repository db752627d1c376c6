"""The palette holds every command and every customer, and says why a command may not be used now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.program import Program, running
from support.rig import with_past
from textual.widgets import OptionList

from screens.palette import customer_line, palette_line, title_of
from tui.commands import COMMANDS, Where
from tui.domain.snapshot import Mode

if TYPE_CHECKING:
    from pathlib import Path

# Which keys lead where, and whose commands have to be in the palette there.
PLACES: tuple[tuple[tuple[str, ...], tuple[Where, ...]], ...] = (
    (("1",), (Where.CUSTOMERS,)),
    (("enter",), (Where.CUSTOMER,)),
    (("1", "P"), (Where.PLAN,)),
    (("2",), (Where.PLANS,)),
    (("enter",), (Where.REVIEW, Where.PLAN)),
    (("3",), (Where.ACTIVITY,)),
    (("4",), (Where.PURCHASES,)),
)


async def offered(program: Program, typed: str = "") -> dict[str, str]:
    """What the palette holds: the title of each line, and its key with what is said about it."""
    await program.press("colon")
    found = program.app.screen.query_one(OptionList)
    await program.type(typed)
    for _ in range(100):
        if found.option_count and not (typed and "Searching" in program.text):
            break
        await program.pilot.pause()
    await program.pilot.pause(0.1)
    lines = [str(found.get_option_at_index(place).prompt) for place in range(found.option_count)]
    await program.press("escape")
    assert not any("\n" in line for line in lines)
    told = [(line[:11].strip(), *line[11:].partition("  ")) for line in lines]
    return {title: f"{key}  {remark}" for key, title, _, remark in told}


@pytest.mark.parametrize("mode", [Mode.READ_ONLY, Mode.WRITE])
async def test_every_command_of_the_registry_is_offered_where_it_works(tmp_path: Path, mode: Mode) -> None:
    seen: set[str] = set()
    async with running(tmp_path, (120, 40), orgs=12, mode=mode, begin=with_past) as program:
        for keys, wheres in PLACES:
            await program.press(*keys)
            lines = await offered(program)
            for command in COMMANDS:
                if command.where not in (*wheres, Where.EVERYWHERE) or command.id == "all.palette":
                    continue
                title = title_of(command)
                assert title in lines, (command.id, sorted(lines))
                assert lines[title].startswith(command.shown)
                if command.writes and mode is Mode.READ_ONLY:
                    assert "not now: " in lines[title], lines[title]
                seen.add(command.id)
            seen |= {c.id for c in COMMANDS if c.where is Where.MAIN and f"Go to {c.help}" in lines}
            assert not any(line.startswith(":") for line in lines.values()), "it is open already"
    assert seen == {command.id for command in COMMANDS} - {"all.palette"}


def test_what_a_command_does_is_said_as_one_says_it_in_the_palette() -> None:
    titles = {command.id: title_of(command) for command in COMMANDS}
    assert (titles["all.help"], titles["all.back"]) == ("Help for this screen", "Back")
    assert titles["plan.buy"] == "Buy the plan"


def test_a_customer_of_the_longest_name_is_one_line_at_80_columns() -> None:
    # 80 columns less the margins, the edge, the padding and the scroll bar.
    assert customer_line("The Consolidated Amalgamated Shipbuilding Company of Upper Wexbridge").cell_length == 72


async def test_every_customer_is_found_by_name_and_opened(tmp_path: Path) -> None:
    async with running(tmp_path, (80, 24), orgs=6) as program:
        for customer in program.rig.snapshot.customers:
            assert customer.label in await offered(program, customer.label[:12]), customer.label


def test_a_line_of_the_palette_takes_any_text_for_text() -> None:
    line = palette_line("x", "Look [b]now", "not now: entry 3 was made at [::1]:8765 [/]\x1b[2J")
    assert line.plain == f"{'x':<11}Look [b]now  not now: entry 3 was made at [::1]:8765 [/][2J"
