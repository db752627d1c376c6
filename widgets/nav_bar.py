"""The second line: the main screens with their counters, or, on a detail screen, where one is and what is next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from textual.message import Message

from widgets.one_line import OneLine
from widgets.segments import EMPTY, Cell, CellLike, cell, cleaned, cut, joined, spread, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from widgets.naming import Naming

_WIDE = 100
_MARGIN = 1


@dataclass(frozen=True, slots=True)
class NavItem:
    """A main screen: its key and title, its counter (muted), and news beside it (as styled), long and short."""

    key: str
    title: str
    count: str = ""
    news: CellLike = EMPTY
    short_news: CellLike | None = None


@dataclass(frozen=True, slots=True)
class Crumbs:
    """Where one is: the way here, the last of it in bold; the keys to the one before and after.

    `place` is "3 of 9", `among` what they are nine of ("needs:attention"), `extra` what else stands at the right.
    """

    trail: tuple[str, ...]
    previous_key: str = "["
    next_key: str = "]"
    place: str = ""
    among: str = ""
    extra: CellLike = EMPTY


class NavBar(OneLine):
    """Shows main screens or crumbs; says what was clicked."""

    DEFAULT_CSS = """
    NavBar { height: 1; }
    """

    class Chosen(Message):
        """A click on a main screen."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Stepped(Message):
        """A click on previous (-1) or next (1)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, items: Sequence[NavItem] = (), active: str = "", **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._items = tuple(items)
        self._active = active
        self._crumbs: Crumbs | None = None

    def show_screens(self, items: Sequence[NavItem], active: str) -> None:
        """The main screens, the active one by its key."""
        self._items, self._active, self._crumbs = tuple(items), active, None
        self.repaint()

    def show_crumbs(self, crumbs: Crumbs) -> None:
        """The way to a detail screen."""
        self._crumbs = crumbs
        self.repaint()

    def pieces(self, width: int) -> Cell:
        """The line at a width."""
        room = max(0, width - 2 * _MARGIN)
        if self._crumbs is not None:
            line = _crumb_line(self._crumbs, room)
        else:
            line = joined((piece for _key, piece in self._placed(width)), _gap(width))
        return ((" " * _MARGIN, ""), *line)

    def _placed(self, width: int) -> list[tuple[str, Cell]]:
        """Each main screen as drawn; what has no room loses its long news, then its counter."""
        room = max(0, width - 2 * _MARGIN)
        drawn: list[tuple[str, Cell]] = []
        for form in ("long", "short", "bare"):
            drawn = [(item.key, _item(item, form, active=item.key == self._active)) for item in self._items]
            taken = sum(width_of(piece) for _key, piece in drawn) + _gap(width) * (len(drawn) - 1)
            if taken <= room and (form != "long" or width >= _WIDE):
                break
        return drawn

    def on_click(self, event: events.Click) -> None:
        """Say which part was clicked."""
        if self._crumbs is not None:
            self._click_crumbs(event.x)
            return
        x = _MARGIN
        for key, piece in self._placed(self.size.width):
            if x <= event.x < x + width_of(piece):
                self.post_message(self.Chosen(key))
            x += width_of(piece) + _gap(self.size.width)

    def _click_crumbs(self, x: int) -> None:
        if self._crumbs is None:
            return
        room = max(0, self.size.width - 2 * _MARGIN)
        for step, start, end in _step_places(self._crumbs, room):
            if start <= x - _MARGIN < end:
                self.post_message(self.Stepped(step))


def _gap(width: int) -> int:
    return 4 if width >= _WIDE else 3


def _item(item: NavItem, form: str, *, active: bool) -> Cell:
    news = item.news if form == "long" or item.short_news is None else item.short_news
    title: Cell = ((item.title, "underline strong" if active else "muted"),)
    count: Cell = ((item.count, "muted"),) if item.count and form != "bare" else EMPTY
    return joined((((item.key, "key" if active else "faint"),), title, count, cleaned(cell(news))), 1)


def _steps(crumbs: Crumbs, *, wide: bool) -> Cell:
    before, after = ("previous", "next") if wide else ("prev", "next")
    return (
        (crumbs.previous_key, "key"),
        (f" {before}  ", "faint"),
        (crumbs.next_key, "key"),
        (f" {after}", "faint"),
    )


def _right_of(crumbs: Crumbs, *, wide: bool) -> Cell:
    if not crumbs.place:
        return cleaned(cell(crumbs.extra))
    place: Cell = ((crumbs.place, "ink"),)
    if wide and crumbs.among:
        place = (*place, (f" in {crumbs.among}", "muted"))
    return joined((_steps(crumbs, wide=wide), cleaned(place), cleaned(cell(crumbs.extra))), 3)


def _ends(crumbs: Crumbs, room: int) -> tuple[Cell, Cell]:
    """The two ends of the line; the way is cut from its beginning, the name one looks at stays longest."""
    wide = room >= _WIDE
    right = _right_of(crumbs, wide=wide)
    if not crumbs.trail:
        return EMPTY, right
    *way, name = crumbs.trail
    before = tuple((f"{step} › ", "muted") for step in way)
    left = cleaned((*before, (name, "strong")))
    if width_of(left) + 2 + width_of(right) > room:
        left = cut(cleaned(((name, "strong"),)), max(0, room - 2 - width_of(right)))
    return left, right


def _crumb_line(crumbs: Crumbs, room: int) -> Cell:
    return spread(*_ends(crumbs, room), room)


def _step_places(crumbs: Crumbs, room: int) -> list[tuple[int, int, int]]:
    """Where previous (-1) and next (1) can be clicked: step, first cell, cell after."""
    if not crumbs.place:
        return []
    start = room - width_of(_ends(crumbs, room)[1])
    steps = _steps(crumbs, wide=room >= _WIDE)
    middle = start + width_of(steps[:2])
    return [(-1, start, middle), (1, middle, middle + width_of(steps[2:]))]
