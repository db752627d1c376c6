"""The screen behind a dialog, all in rule colour: nothing there can be used, and it is seen that it can't.

Only the status bar keeps its colours: mode and age count most where money is spent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen

from widgets.look import look_of
from widgets.settled_screen import SettledScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

Result = TypeVar("Result")


class Backdrop:
    """A rendered screen in one ink on one ground, its first line as it is."""

    def __init__(self, behind: BackgroundScreen, style: Style) -> None:
        self._behind = behind
        self._style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The segments of the screen behind, recoloured from the second line on."""
        lines = Segment.split_lines(console.render(self._behind, options))
        for index, line in enumerate(lines):
            yield from line if index == 0 else self._flat(line)
            yield Segment.line()

    def _flat(self, line: Iterable[Segment]) -> Iterable[Segment]:
        return (Segment(text, self._style) for text, _style, control in line if not control)


class BackdropScreen(SettledScreen[Result], ModalScreen[Result]):
    """A modal screen over a flat picture of the one below; its own keys scroll the dialog when it is too high.

    Where the first thing that takes the focus isn't the harmless one, say which is in `AUTO_FOCUS`.
    """

    DEFAULT_CSS = """
    BackdropScreen { background: transparent; align: center middle; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_body(-1)", "up", show=False, id="dialog.up"),
        Binding("down", "scroll_body(1)", "down", show=False, id="dialog.down"),
        Binding("pageup", "scroll_body(-10)", "page up", show=False, id="dialog.page_up"),
        Binding("pagedown", "scroll_body(10)", "page down", show=False, id="dialog.page_down"),
    ]

    def render(self) -> RenderableType:
        """What is behind the dialog."""
        behind = super().render()
        if not isinstance(behind, BackgroundScreen):
            return behind
        palette = look_of(self.app).palette
        return Backdrop(behind, palette.style("rule", palette.rich_colour("ground")))

    def action_scroll_body(self, lines: int) -> None:
        """Scroll what the dialog says."""
        body = self.query(".dialog-body").first(VerticalScroll)
        body.scroll_to(y=body.scroll_offset.y + lines, animate=False, immediate=True)
