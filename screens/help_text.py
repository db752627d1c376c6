"""The words of the help, made from the command registry, and how they stand in columns (design/help-120x40.png)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.commands import Where, commands_of
from tui.domain.filters.plan_terms import WORDS as PLAN_WORDS
from tui.domain.filters.words import WORDS
from widgets.segments import EMPTY, cleaned, filled, joined, width_of
from widgets.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tui.commands import Command
    from tui.domain.filters.words import FilterWord
    from widgets.segments import Cell

_GAP = 4
_KEY_GAP = 2
_THREE_COLUMNS = 90
_TWO_COLUMNS = 56
_LEGEND_GAP = 3
_FIRST_WORDS = re.compile("[,:;]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key, a word or a glyph, and what it is for; `usable` is False for what may not be done now."""

    key: Cell
    text: str
    usable: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """Entries under a title, and remarks under them."""

    title: str
    entries: tuple[Entry, ...]
    remarks: tuple[str, ...] = ()


Stack = list[Block]

_MOVE = Block(
    "Move",
    (
        Entry((("j k  g G", "key"),), "down, up; top, bottom"),
        Entry((("ctrl+d u", "key"),), "half a page"),
    ),
)
_GLYPHS = (
    Entry((("●", "ok-quiet"),), "available"),
    Entry((("◐", "warn"),), "warning: works in part"),
    Entry((("✕", "bold miss"),), "missing: somebody must act"),
    Entry((("○", "muted"),), "unknown, never a fault"),
    Entry((("–", "faint"),), "nothing there"),
    Entry((("·", "muted"),), "to come"),
)
_LIST_SIGNS = (
    Entry((("▸2/4 26h", "info"),), "onboarding: step, since"),
    Entry(((">3m", "faint"),), "at least: not seen to begin"),
    Entry((("★", "key"), (" ", ""), ("+", "key")), "pinned, selected"),
)
_PLAN_SIGNS = (
    Entry((("✓", ""),), "looked at"),
    Entry((("+", "key"),), "to buy"),
    Entry((("–", "muted"),), "declined; as a figure: not known"),
    Entry((("●", "ok-quiet"),), "bought"),
    Entry((("31→78", "muted"),), "coverage now and after"),
)


@dataclass(frozen=True, slots=True)
class HelpBlocks:
    """The blocks of the help for one screen; the lists of customers and plans have filter words."""

    here: Block
    everywhere: Block
    glyphs: Block
    words: Block | None = None
    move: Block = _MOVE

    def rows(self, cells: int) -> list[list[Stack]]:
        """Which blocks stand side by side, and which one under the other, at a width."""
        if cells < _TWO_COLUMNS:
            every = (self.here, self.everywhere, self.move, self.words, self.glyphs)
            return [[[block]] for block in every if block]
        if self.words is None:
            return [[[self.here], [self.everywhere, self.move, self.glyphs]]]
        if cells < _THREE_COLUMNS:
            return [[[self.here], [self.everywhere]], [[self.glyphs], [self.move]], [[self.words]]]
        return [[[self.here], [self.everywhere, self.move]], [[self.words], [self.glyphs]]]


def help_blocks(where: Where, why_not: Callable[[Command], str]) -> HelpBlocks:
    """The blocks of the help for a screen."""
    here = _commands("Here", where, why_not)
    everywhere = _commands("Everywhere", Where.EVERYWHERE, why_not, (_main_screens(),))
    match where:
        case Where.CUSTOMERS:
            return HelpBlocks(here, everywhere, Block("Glyphs", _GLYPHS + _LIST_SIGNS), _words(WORDS))
        case Where.PLANS:
            return HelpBlocks(here, everywhere, Block("Signs", _PLAN_SIGNS), _words(PLAN_WORDS))
        case _:
            return HelpBlocks(here, everywhere, Block("Glyphs", _GLYPHS))


def _words(words: Sequence[FilterWord]) -> Block:
    return Block("Filter words", tuple(Entry(((word.example, "key"),), word.meaning) for word in words))


def _main_screens() -> Entry:
    """The keys that go to the main screens; their names stand beside them in the line below the status bar."""
    return Entry(((" ".join(command.shown for command in commands_of(Where.MAIN)), "key"),), "main screens")


def _commands(title: str, where: Where, why_not: Callable[[Command], str], before: tuple[Entry, ...] = ()) -> Block:
    reasons: dict[str, list[str]] = {}
    entries = list(before)
    for command in commands_of(where):
        reason = why_not(command)
        if reason:
            reasons.setdefault(reason, []).append(command.shown)
        entries.append(Entry(((_keys(command), "faint" if reason else "key"),), command.help, not reason))
    remarks = tuple(f"{', '.join(keys)}: {reason}" for reason, keys in reasons.items())
    return Block(title, tuple(entries), remarks)


def _keys(command: Command) -> str:
    """The key as it is printed, and the others that do the same."""
    return "  ".join((command.shown, *command.keys.split(",")[1:]))


def help_lines(blocks: HelpBlocks, cells: int) -> list[Cell]:
    """The help as lines of at most so many cells: its blocks side by side as far as there is room.

    Where few blocks are in view at once, what the glyphs mean is told first, in a line.
    """
    lines: list[Cell] = [] if cells >= _THREE_COLUMNS else [_legend(blocks.glyphs, cells)]
    for row in blocks.rows(cells):
        if lines:
            lines.append(EMPTY)
        lines += _beside(row, cells)
    return lines


def _legend(block: Block, cells: int) -> Cell:
    """`● available   ◐ warning   ✕ missing`: the first words about each glyph, as far as there is room."""
    found: Cell = ()
    for entry in block.entries:
        each: Cell = (*entry.key, (f" {_FIRST_WORDS.split(entry.text)[0]}", "muted"))
        longer = joined((found, each), _LEGEND_GAP)
        if width_of(longer) > cells:
            break
        found = longer
    return found


def _beside(stacks: Sequence[Stack], cells: int) -> list[Cell]:
    """Stacks of blocks side by side; each is as wide as it likes while all fit, else they share what there is."""
    wanted = [max(map(width_of, _stack_lines(stack, cells))) for stack in stacks]
    room = cells - _GAP * (len(stacks) - 1)
    widths = _shares(wanted, room)
    columns = [_stack_lines(stack, width) for stack, width in zip(stacks, widths, strict=True)]
    lines: list[Cell] = []
    for place in range(max(map(len, columns))):
        line: list[tuple[str, str]] = []
        for column, width in zip(columns, widths, strict=True):
            line += filled(column[place] if place < len(column) else EMPTY, width)
            line.append((" " * _GAP, ""))
        lines.append(tuple(line[:-1]))
    return lines


def _shares(wanted: Sequence[int], room: int) -> list[int]:
    """What each gets of the room: the narrow ones what they want, the wide ones equal parts of what is left."""
    shares = [0] * len(wanted)
    left = room
    for done, place in enumerate(sorted(range(len(wanted)), key=lambda index: wanted[index])):
        shares[place] = min(wanted[place], left // (len(wanted) - done))
        left -= shares[place]
    # What is left over spreads the columns, so that the rows of blocks begin alike.
    spare = left // len(wanted) if left > 0 else 0
    return [share + spare for share in shares]


def _stack_lines(stack: Stack, cells: int) -> list[Cell]:
    """Blocks one under the other, a blank line between."""
    lines: list[Cell] = []
    for block in stack:
        lines += [EMPTY] if lines else []
        lines += _block_lines(block, cells)
    return lines


def _block_lines(block: Block, cells: int) -> list[Cell]:
    keys = max(width_of(entry.key) for entry in block.entries) + _KEY_GAP
    lines: list[Cell] = [((block.title, "strong"),)]
    for entry in block.entries:
        token = "muted" if entry.usable else "faint"
        text = wrap(((entry.text, token),), max(1, cells - keys))
        lines.append((*filled(entry.key, keys), *text[0]))
        lines += [((" " * keys, ""), *rest) for rest in text[1:]]
    for remark in block.remarks:
        lines += wrap(cleaned(((remark, "faint"),)), cells, hang=2)
    return lines
