"""Asked only when a purchase is under way."""

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


class QuitDialog(BackdropScreen[bool]):
    """True: leave the purchase as sent and quit."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stay", "stay", show=False)]

    def compose(self) -> ComposeResult:
        """What happens in each case, the harmless answer first."""
        with Dialog(title="A purchase is under way", kind="alert"):
            yield Prose(
                "Its request may have left already. Quitting doesn't take it back.",
                "It stays in the journal as sent; the next start looks by itself whether it was bought.",
                BLANK,
            )
            with Horizontal(classes="buttons"):
                yield Action("Stay", id="stay")
                yield Action("Quit, leave it as sent", id="leave")

    def on_mount(self) -> None:
        """Start on the harmless answer."""
        self.query_one("#stay", Action).focus()

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """Answer."""
        self.dismiss(event.id == "leave")

    def action_stay(self) -> None:
        """Stay."""
        self.dismiss(False)
