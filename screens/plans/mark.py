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
    """What a person chose; `goes_on`: and that the next plan to review is wanted."""

    mark: ReviewMark
    note: str
    goes_on: bool = False


class MarkDialog(BackdropScreen[Marked | None]):
    """Dismisses with the mark and the note, or with None when nothing is to change.

    The focus starts on the mark the plan has; a letter chooses as long as nobody types the note, a capital one asks
    for the next plan besides.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "cancel", show=False),
        Binding("n", "write", "note", show=False),
        *(Binding(letter, f"mark('{mark.name}')", word, show=False) for mark, letter, word in _BUTTONS),
        *(Binding(letter.upper(), f"mark_on('{mark.name}')", word, show=False) for mark, letter, word in _BUTTONS),
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
            yield Prose(
                Para((("L B D", "key"), (" and on to the next to review", "muted"))),
                BLANK,
                Para((("n", "key"), (" note; enter goes back to the marks", "muted"))),
            )
            yield Field(self._note, "why, whom to ask", id="note")
            yield Prose(
                BLANK,
                Para((("A mark stays on this computer: nothing is sent, bought or refused by it.", "faint"),)),
            )

    def on_mount(self) -> None:
        """Start on the mark the plan has."""
        self._to_marks()

    def _to_marks(self) -> None:
        self.query_one(f"#{self._mark.name}", Action).focus()

    @on(Action.Pressed)
    def _pressed(self, event: Action.Pressed) -> None:
        self._end(ReviewMark[event.id])

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """The note is written: what is left is a mark; enter again leaves the one the plan has."""
        self._to_marks()

    def action_write(self) -> None:
        """Type the note, after what is there."""
        field = self.query_one("#note", Field)
        field.focus()
        field.cursor_position = len(field.value)

    def action_mark(self, name: str) -> None:
        """A letter."""
        self._end(ReviewMark[name])

    def action_mark_on(self, name: str) -> None:
        """A capital letter."""
        self._end(ReviewMark[name], goes_on=True)

    def action_cancel(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    def _end(self, mark: ReviewMark, *, goes_on: bool = False) -> None:
        note = clean(self.query_one("#note", Field).value, _LONGEST).strip()
        self.dismiss(Marked(mark, note, goes_on))
