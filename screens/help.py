"""Help: what can be done here and everywhere, what the words of the filter and the glyphs mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from screens.help_text import help_blocks, help_lines
from widgets.backdrop import BackdropScreen
from widgets.dialog import Dialog
from widgets.key_footer import FooterKey, KeyFooter
from widgets.prose import BLANK, Pair, Para, Prose
from widgets.segments import EMPTY

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from screens.help_text import HelpBlocks
    from tui.commands import Command, Where

_FAR = 10_000


class HelpText(Prose):
    """Lays its blocks out anew for every width."""

    def __init__(self, intro: str, blocks: HelpBlocks) -> None:
        super().__init__()
        self._intro = intro
        self._blocks = blocks

    def on_resize(self) -> None:
        """Another width: other columns."""
        lines = help_lines(self._blocks, self.size.width)
        self.show(Para(self._intro), BLANK, *(Pair(line, EMPTY) if line else BLANK for line in lines))


class HelpScreen(BackdropScreen[None]):
    """The help of the screen behind it; `why_not` says which of its commands may not be used now, and why.

    What it says is made when it opens; a snapshot that arrives meanwhile changes nothing in it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "close", "close", show=False, id="help.close"),
        Binding("j", "scroll_body(1)", "down", show=False, id="help.down"),
        Binding("k", "scroll_body(-1)", "up", show=False, id="help.up"),
        Binding("ctrl+d", "scroll_body(10)", "half a page down", show=False, id="help.half_down"),
        Binding("ctrl+u", "scroll_body(-10)", "half a page up", show=False, id="help.half_up"),
        Binding("G,end", f"scroll_body({_FAR})", "bottom", show=False, id="help.bottom"),
        Binding("g,home", f"scroll_body({-_FAR})", "top", show=False, id="help.top"),
    ]

    def __init__(self, where: Where, title: str, intro: str, why_not: Callable[[Command], str]) -> None:
        super().__init__()
        self._title = title
        self._intro = intro
        self._blocks = help_blocks(where, why_not)

    def compose(self) -> ComposeResult:
        """The dialog, and the keys that work in it."""
        with Dialog(title=f"Help: {self._title}", right="esc closes", classes="-wide"):
            yield HelpText(self._intro, self._blocks)
        yield KeyFooter(FooterKey("esc", "close"))

    def on_mount(self) -> None:
        """The footer tells about scrolling once it is known that there is something to scroll."""
        self.call_after_refresh(self._tell_keys)

    def on_resize(self) -> None:
        """More or less may have to be scrolled."""
        self.call_after_refresh(self._tell_keys)

    def _tell_keys(self) -> None:
        bodies = self.query(".dialog-body").results(VerticalScroll)
        keys = [FooterKey("esc", "close")]
        if any(body.max_scroll_y for body in bodies):
            keys.append(FooterKey("↓ ↑", "scroll"))
        # Where the help was closed meanwhile there is none any more.
        for footer in self.query(KeyFooter):
            footer.show(*keys)

    def on_key_footer_pressed(self, event: KeyFooter.Pressed) -> None:
        """A click on the footer."""
        if event.key.key == "esc":
            self.dismiss(None)

    def action_close(self) -> None:
        """Back to the screen behind."""
        self.dismiss(None)
