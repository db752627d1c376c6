"""The first start without a profile: what this is, and four things to try (design/welcome-120x40.png)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from screens.host import host_of
from screens.welcome_text import welcome_lines
from widgets.backdrop import BackdropScreen
from widgets.buttons import Action
from widgets.dialog import Dialog
from widgets.key_footer import FooterKey, KeyFooter
from widgets.plain_line import PlainLine
from widgets.prose import Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult


class WelcomeScreen(BackdropScreen[None]):
    """Told once; it speaks of the snapshot it was opened over and never changes afterwards."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "look around", show=False, id="welcome.close"),
    ]

    def compose(self) -> ComposeResult:
        """What it is, what to try, how to go on with one's own account, and the button."""
        host = host_of(self)
        mode = host.snapshot.identity.mode.value
        with Dialog(title="archera-tui", right=((mode, "key"),)):
            yield Prose(*welcome_lines(host.snapshot, host.now()))
            with Horizontal(classes="buttons"):
                yield Action("Look around", id="look")
                yield PlainLine((("enter, not shown again", "faint"),), classes="aside")
        yield KeyFooter(FooterKey("enter", "look around"))

    def on_mount(self) -> None:
        """There is one button."""
        self.query_one(Action).focus()

    def on_action_pressed(self) -> None:
        """Look around."""
        self.dismiss(None)

    def on_key_footer_pressed(self) -> None:
        """A click on the footer looks around too."""
        self.dismiss(None)

    def action_close(self) -> None:
        """Escape looks around too."""
        self.dismiss(None)
