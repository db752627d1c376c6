"""The steps of an onboarding: a column beside the step in view, or one line above it where the screen is narrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from textual.message import Message

from tui.domain.onboarding.steps import StepState
from widgets.line_canvas import LineCanvas
from widgets.look import look_of
from widgets.segments import EMPTY, Cell, cleaned, joined, spread, width_of
from widgets.table_columns import CURSOR_BAR, FREE, Column, lay_out
from widgets.table_lines import Row, Span
from widgets.table_render import AWAY, HERE, NOTHING, Drawn, Frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from widgets.naming import Naming

# A step and a blank line.
_PITCH = 2
_GLYPHS: dict[StepState, tuple[str, str]] = {
    StepState.DONE: ("●", "ok-quiet"),
    StepState.HAND: ("▸", "key"),
    StepState.COMING: ("·", "muted"),
    StepState.TROUBLE: ("✕", "miss"),
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: its number from 1, its title, its state, and when it was done or what goes on ("12d ago")."""

    number: int
    title: str
    state: StepState
    note: str = ""


class Stepper(LineCanvas, can_focus=False):
    """Draws steps and which of them is looked at; a click on one says so.

    One line high it draws the steps side by side, higher it draws them one below the other.
    """

    DEFAULT_CSS = """
    Stepper { height: 1; overflow: hidden hidden; scrollbar-size: 0 0; }
    """

    class Chosen(Message):
        """A click on a step."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._steps: tuple[StepLine, ...] = ()
        self._looked_at = 0

    def show(self, steps: Sequence[StepLine], looked_at: int) -> None:
        """Draw these steps; `looked_at` is the number of the one in view."""
        self._steps, self._looked_at = tuple(steps), looked_at
        self.repaint()

    def on_resize(self) -> None:
        """A column became a line, or a line a column."""
        self.reframe()

    def on_click(self, event: events.Click) -> None:
        """Say which step was clicked."""
        if self.size.height > 1:
            place, rest = divmod(event.y, _PITCH)
            if place < len(self._steps) and not rest:
                self.post_message(self.Chosen(self._steps[place].number))
            return
        x = CURSOR_BAR
        for step, piece in zip(self._steps, self._side_by_side(), strict=True):
            if x <= event.x < x + width_of(piece):
                self.post_message(self.Chosen(step.number))
            x += width_of(piece) + width_of(_BETWEEN)

    def frame(self) -> Frame:
        """One slot as wide as the column, the free cell at its right included."""
        width = self.size.width
        slots = lay_out((Column("step", "", 1, grow=1),), width)
        return Frame(look_of(self.app), slots, width, self.rich_style.bgcolor, "ink")

    def drawn(self, y: int) -> Drawn:
        """A step of the column, or all of them on the only line."""
        if self.size.height <= 1:
            return NOTHING if y else Drawn(Span("steps", _run(self._side_by_side())))
        place, rest = divmod(y, _PITCH)
        if rest or place >= len(self._steps):
            return NOTHING
        step = self._steps[place]
        looked_at = step.number == self._looked_at
        room = max(0, self.size.width - CURSOR_BAR - FREE - 2)
        line = spread(((" ", ""), *_piece(step, looked_at=looked_at)), _note(step, looked_at=looked_at), room)
        return Drawn(Row(str(step.number), (line,)), HERE if looked_at else AWAY)

    def _side_by_side(self) -> list[Cell]:
        """Each step as drawn on a line; where they don't fit, only the one looked at keeps its title."""
        room = self.size.width - CURSOR_BAR - FREE
        whole = [_piece(step, looked_at=step.number == self._looked_at) for step in self._steps]
        if width_of(_run(whole)) <= room:
            return whole
        return [
            piece if step.number == self._looked_at else piece[:-1]
            for step, piece in zip(self._steps, whole, strict=True)
        ]


_BETWEEN: Cell = ((" ── ", "rule"),)


def _piece(step: StepLine, *, looked_at: bool) -> Cell:
    """Glyph, number, title; the title is the last piece."""
    mark, token = _GLYPHS[step.state]
    number = (f" {step.number}", "key" if looked_at else "muted")
    return cleaned(((mark, token), number, (f" {step.title}", "strong" if looked_at else "muted")))


def _note(step: StepLine, *, looked_at: bool) -> Cell:
    return cleaned(((step.note, "muted" if looked_at else "faint"),)) if step.note else EMPTY


def _run(pieces: Sequence[Cell]) -> Cell:
    line: list[Cell] = []
    for piece in pieces:
        line += [_BETWEEN, piece] if line else [piece]
    return joined(line, 0)
