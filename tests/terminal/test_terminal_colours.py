"""The colours sent are those the terminal has, and none where they are not wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.terminal import Terminal, homes
from support.terminal_state import colours_sent

if TYPE_CHECKING:
    from pathlib import Path

TRUE = {"COLORTERM": "truecolor"}
SIXTEEN = {"TERM": "linux"}
GREYS = {
    "named": {30, 37, 40, 47, 90, 97, 100, 107},
    "indexed": {0, 7, 8, 15, 16, 59, 102, 145, 188, 231, *range(232, 256)},
}


def sent(tmp_path: Path, more: dict[str, str], *args: str) -> dict[str, set[tuple[int, ...]]]:
    """The colours of the welcome and of the list, by their class."""
    with Terminal(*args, env=homes(tmp_path) | more) as terminal:
        terminal.open_customers()
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.burdens() == []
    return colours_sent(terminal.received)


@pytest.mark.parametrize(
    ("more", "args", "kind"),
    [
        (TRUE, (), "direct"),
        ({}, (), "indexed"),
        (SIXTEEN, (), "named"),
        ({"TERM": "screen"}, (), "named"),
        (TRUE, ("--theme", "ansi"), "named"),
        (SIXTEEN, ("--theme", "day"), "named"),
    ],
    ids=["24 bits", "256", "TERM=linux", "TERM=screen", "ansi asked for", "day on 16"],
)
def test_the_colours_are_of_the_terminals_class(
    tmp_path: Path, more: dict[str, str], args: tuple[str, ...], kind: str
) -> None:
    colours = sent(tmp_path, more, *args)
    assert len(colours[kind]) > 5
    assert {other for other, found in colours.items() if found} == {kind}


@pytest.mark.parametrize("more", [TRUE, {}, SIXTEEN], ids=["24 bits", "256", "16"])
def test_with_no_color_there_are_only_greys(tmp_path: Path, more: dict[str, str]) -> None:
    colours = sent(tmp_path, more | {"NO_COLOR": "1"})
    assert all(red == green == blue for red, green, blue in colours["direct"])
    for kind, greys in GREYS.items():
        assert {number for (number,) in colours[kind]} <= greys


def test_an_empty_no_color_is_no_wish(tmp_path: Path) -> None:
    colours = sent(tmp_path, TRUE | {"NO_COLOR": ""})
    assert any(len(set(colour)) > 1 for colour in colours["direct"])
