"""The last line: the keys that work here and now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Unpack

from textual.message import Message

from widgets.one_line import OneLine
from widgets.segments import Cell, cleaned, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from widgets.naming import Naming

Group = Literal["screen", "common", "always"]

_MARGIN = 1
_GAP = 2
# Two spaces, a rule, a space: between the keys of the screen and those of every screen.
_WALL = 4


class FooterKey(NamedTuple):
    """A key, what it does in a word, whether it may be pressed now, and if not, why.

    `screen` keys stand first, then `common` ones (refresh, pause) after a rule, `always` ones (help, quit) at the
    right.
    """

    key: str
    verb: str
    enabled: bool = True
    reason: str = ""
    group: Group = "screen"


class Placed(NamedTuple):
    """A key on the screen, from its first cell."""

    x: int
    key: FooterKey


def place_keys(keys: Sequence[FooterKey], cells: int) -> tuple[tuple[Placed, ...], int | None]:
    """Where each key stands that has room, and the rule before the common ones (None without).

    Keys go from the right of the middle group first, then from the right of the first group; then, in a terminal too
    narrow for anything, from the left of the last.
    """
    groups = {name: [key for key in keys if key.group == name] for name in ("screen", "common", "always")}
    screen, common, always = groups["screen"], groups["common"], groups["always"]
    room = cells - 2 * _MARGIN
    while common and _taken(screen, common, always) > room:
        common = common[:-1]
    while screen and _taken(screen, common, always) > room:
        screen = screen[:-1]
    while always and _run(always) > room:
        always = always[1:]
    placed: list[Placed] = []
    x = _put(placed, screen, _MARGIN)
    wall = None
    if common:
        wall = x if screen else None
        x = _put(placed, common, x + (_WALL - _GAP if screen else 0))
    _put(placed, always, cells - _MARGIN - _run(always))
    return tuple(placed), wall


def _cells(key: FooterKey) -> int:
    return width_of(key.key) + (1 + width_of(key.verb) if key.verb else 0)


def _run(keys: Sequence[FooterKey]) -> int:
    return sum(_cells(key) for key in keys) + _GAP * max(0, len(keys) - 1)


def _taken(screen: Sequence[FooterKey], common: Sequence[FooterKey], always: Sequence[FooterKey]) -> int:
    runs = [_run(group) for group in (screen, common, always) if group]
    between = _WALL if screen and common else 0
    apart = _GAP if always and (screen or common) else 0
    return sum(runs) + between + apart


def _put(placed: list[Placed], keys: Sequence[FooterKey], x: int) -> int:
    for key in keys:
        placed.append(Placed(x, key))
        x += _cells(key) + _GAP
    return x


class KeyFooter(OneLine):
    """Shows keys; says which one was clicked, also when it may not be pressed, so that the reason can be told."""

    DEFAULT_CSS = """
    KeyFooter { height: 1; dock: bottom; }
    """

    class Pressed(Message):
        """A click on a key."""

        def __init__(self, key: FooterKey) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *keys: FooterKey, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._keys = keys

    def show(self, *keys: FooterKey) -> None:
        """Other keys work now."""
        self._keys = keys
        self.repaint()

    def pieces(self, width: int) -> Cell:
        """The keys that have room."""
        placed, wall = place_keys(self._keys, width)
        line: list[tuple[str, str]] = []
        taken = 0
        for x, key in placed:
            if wall is not None and taken <= wall <= x:
                line += [(" " * (wall - taken), ""), ("│", "rule")]
                taken = wall + 1
            line.append((" " * (x - taken), ""))
            drawn = _drawn(key)
            line += drawn
            taken = x + width_of(drawn)
        return tuple(line)

    def on_click(self, event: events.Click) -> None:
        """Say which key was clicked."""
        for x, key in place_keys(self._keys, self.size.width)[0]:
            if x <= event.x < x + _cells(key):
                self.post_message(self.Pressed(key))


def _drawn(key: FooterKey) -> Cell:
    """Bold accent key, muted verb; not allowed now: all of it faint."""
    verb = f" {key.verb}" if key.verb else ""
    return cleaned(((key.key, "key" if key.enabled else "faint"), (verb, "muted" if key.enabled else "faint")))
