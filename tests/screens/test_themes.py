"""Every theme over every main screen: drawn without a fault, saying the same, with enough contrast to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.program import Program, running
from support.rig import with_past

from screens.host import Dress
from tui.domain.snapshot import Mode
from widgets.palette import palette

if TYPE_CHECKING:
    from pathlib import Path

    from rich.color import Color

    from widgets.palette import Family

# Keys from one screen to the next, the customer and the plan included, and the help over it.
WAY = ((), ("2",), ("3",), ("4",), ("1", "enter"), ("escape", "P"), ("question_mark",))
FIRST_LINES = (
    "Customers",
    "to review",
    "acknowledge",
    "this computer",
    "Beta Corp",
    "Net savings",
    "Help: a plan",
)


def luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.get_truecolor()]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: Color, ground: Color) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    low, high = sorted((luminance(ink), luminance(ground)))
    return (high + 0.05) / (low + 0.05)


def pale(program: Program, ground: Color) -> list[tuple[str, float]]:
    """Text that is hard to read on the ground; in the row in hand and in the footer faint words may be fainter."""
    found = []
    for strip in program.app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if style is None or style.color is None or style.bgcolor is None or not any(map(str.isalnum, segment.text)):
                continue
            ratio = contrast(style.color, style.bgcolor)
            if ratio < (4.5 if style.bgcolor == ground else 2.8):
                found.append((segment.text, round(ratio, 2)))
    return found


@pytest.mark.parametrize("family", ["night", "day", "contrast", "mono", "ansi", "plain"])
async def test_every_main_screen_can_be_read_in_every_theme(tmp_path: Path, family: Family) -> None:
    async with running(tmp_path, (120, 40), orgs=24, mode=Mode.WRITE, begin=with_past, dress=Dress(family)) as program:
        for keys, words in zip(WAY, FIRST_LINES, strict=True):
            await program.press(*keys)
            assert words in program.text
            if family in {"night", "day", "contrast", "mono"} and keys != ("question_mark",):
                assert pale(program, palette(family, "write").rich_colour("ground")) == []
