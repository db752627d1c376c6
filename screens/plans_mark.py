"""The small dialog that marks a plan: a letter is enough, a note is a field away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from tui.domain.marks import ReviewMark
from tui.text import clean
from widgets.backdrop import BackdropScreen
from widgets.buttons import Action
from widgets.dialog import Dialog
from widgets.field import Field
from widgets.prose import BLANK, Para, Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult

_LONGEST = 500
_BUTTONS = (
    (ReviewMark.TO_DO, "t", "to do"),
    (ReviewMark.LOOKED_AT, "l", "looked at"),
    (ReviewMark.TO_BUY, "b", "to buy"),
    (ReviewMark.DECLINED, "d", "declined"),
)


@dataclass(frozen=True, slots=True)
class Marked:
    """What a person chose."""

    mark: ReviewMark
    note: str


class MarkDialog(BackdropScreen[Marked | None]):
    """Dismisses with the mark and the note, or with None when nothing is to change.

    The focus starts on the mark the plan has; a letter chooses as long as nobody types the note.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "cancel", show=False),
        *(Binding(letter, f"mark('{mark.name}')", word, show=False) for mark, letter, word in _BUTTONS),
    ]

    def __init__(self, who: str, plan: str, mark: ReviewMark, note: str) -> None:
        super().__init__()
        self._who = who
        self._plan = plan
        self._mark = mark
        self._note = note

    def compose(self) -> ComposeResult:
        """Which plan, the four marks, the note."""
        with Dialog(title=(("Mark the plan", "strong"), (f"  {self._who}", "faint")), right="esc"):
            yield Prose(Para(((self._plan, "muted"),)), BLANK)
            with Horizontal(classes="buttons"):
                for mark, letter, word in _BUTTONS:
                    yield Action(f"{letter} {word}", id=mark.name)
            yield Prose(BLANK, Para((("Note; enter keeps it and leaves the mark as it is", "muted"),)))
            yield Field(self._note, "why, whom to ask", id="note")
            yield Prose(
                BLANK,
                Para((("A mark stays on this computer: nothing is sent, bought or refused by it.", "faint"),)),
            )

    def on_mount(self) -> None:
        """Start on the mark the plan has."""
        self.query_one(f"#{self._mark.name}", Action).focus()

    @on(Action.Pressed)
    def _pressed(self, event: Action.Pressed) -> None:
        self._end(ReviewMark[event.id])

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._end(self._mark)

    def action_mark(self, name: str) -> None:
        """A letter."""
        self._end(ReviewMark[name])

    def action_cancel(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    def _end(self, mark: ReviewMark) -> None:
        note = clean(self.query_one("#note", Field).value, _LONGEST).strip()
        self.dismiss(Marked(mark, note))
