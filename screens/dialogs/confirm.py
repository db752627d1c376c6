"""A question before something that is hard to take back: the focus starts on Cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from widgets.backdrop import BackdropScreen
from widgets.buttons import Action
from widgets.dialog import Dialog
from widgets.prose import BLANK, Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from widgets.prose import Pair, Para
    from widgets.segments import CellLike


class ConfirmDialog(BackdropScreen[bool]):
    """Dismisses with True when the person goes on, with False otherwise."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "cancel", show=False)]

    def __init__(self, title: CellLike, lines: tuple[Para | Pair | CellLike, ...], go_on: str) -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self._go_on = go_on

    def compose(self) -> ComposeResult:
        """What would happen, the harmless answer first."""
        with Dialog(title=self._title, right="esc", kind="alert"):
            yield Prose(*self._lines, BLANK)
            with Horizontal(classes="buttons"):
                yield Action("Cancel", id="cancel")
                yield Action(self._go_on, id="go-on")

    def on_mount(self) -> None:
        """Start on the harmless answer."""
        self.query_one("#cancel", Action).focus()

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """Answer."""
        self.dismiss(event.id == "go-on")

    def action_cancel(self) -> None:
        """Leave everything as it is."""
        self.dismiss(False)
