"""The top line of every screen: which profile, who, where, and how old what is shown is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from textual.containers import Horizontal

from widgets.look import look_of
from widgets.one_line import OneLine
from widgets.segments import EMPTY, Align, Cell, filled
from widgets.status_words import STEP, BarFacts, bar_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from widgets.naming import Naming


class BarEnd(OneLine):
    """One end of the bar: a widget of its own, so that a new age draws the age and not who and where."""

    def __init__(self, align: Align, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._align = align
        self._cell: Cell = EMPTY

    def show(self, value: Cell) -> None:
        """Say something else."""
        self._cell = value
        self.repaint()

    def pieces(self, width: int) -> Cell:
        """The words, in the one colour of the bar where the whole bar speaks."""
        palette = look_of(self.app).palette
        line = filled(self._cell, width, self._align)
        if palette.mode != "write":
            return line
        plain = "reverse bar-ink" if palette.reverses else "bar-ink"
        bold = f"bold {plain}"
        return tuple(
            (text, token if token == "chip" else bold if token == "strong" else plain)  # noqa: S105
            for text, token in line
        )


class StatusBar(Horizontal):
    """Shows `BarFacts`; `now` gives epoch seconds. Its age moves every five seconds, or when `tick` is called."""

    def __init__(self, facts: BarFacts, now: Callable[[], float], **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._facts = facts
        self._now = now
        self._left = BarEnd("left", classes="bar-left")
        self._right = BarEnd("right", classes="bar-right")
        self._right_cells = 0

    def compose(self) -> ComposeResult:
        """The two ends."""
        yield self._left
        yield self._right

    def on_mount(self) -> None:
        """Begin to age."""
        self.set_interval(STEP, self.tick)

    def on_resize(self) -> None:
        """Choose again what there is room for."""
        self.tick()

    @property
    def facts(self) -> BarFacts:
        """What is shown."""
        return self._facts

    def show(self, facts: BarFacts) -> None:
        """Tell other facts; nothing is drawn where they read the same."""
        self._facts = facts
        self.tick()

    def tick(self, now: float | None = None) -> None:
        """Let the ages move on, to now or to a given moment."""
        if not self.is_mounted or not self.size.width:
            return
        words = bar_words(self._facts, self._now() if now is None else now, self.size.width)
        if words.right_cells != self._right_cells:
            self._right_cells = words.right_cells
            self._right.styles.width = words.right_cells
        self._left.show(words.left)
        self._right.show((*words.right, (" ", "")))
