"""A URL as a QR code over the whole window, for a phone or a computer that shares no clipboard."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from widgets.look import look_of
from widgets.prose import BLANK, Para, Prose
from widgets.qr_view import QrView, Rows, lines_needed
from widgets.text_line import TextLine

if TYPE_CHECKING:
    from textual.app import App, ComposeResult

_MISSING = "QR codes need a library: pip install 'archera-tui[qr]'"
_ASCII = 'a QR code is drawn with half blocks, which glyphs = "ascii" leaves out'


@lru_cache(maxsize=1)
def _is_installed() -> bool:
    return find_spec("segno") is not None


def no_qr(app: App[Any]) -> str:
    """Why no code can be drawn here, "" when one can."""
    if not _is_installed():
        return _MISSING
    return _ASCII if look_of(app).glyphs.name == "ascii" else ""


def qr_rows(text: str) -> Rows | None:
    """The code of a text, None where it is longer than a code can hold."""
    import segno  # noqa: PLC0415 - an extra, and for whoever asks for a code alone

    try:
        code = segno.make(text, error="l", micro=False)
    except segno.DataOverflowError:
        return None
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


class QrScreen(ModalScreen[None]):
    """Shows one code as large as the window; where that is too small it says so, and follows when it grows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,Q,q,enter", "hide", "back", show=False),
    ]

    def __init__(self, what: str, who: str, rows: Rows) -> None:
        super().__init__()
        self._what = what
        self._who = who
        self._rows = rows
        self._view = QrView(rows, id="qr")

    def compose(self) -> ComposeResult:
        """A line of title, the code, and what is said in its place."""
        with Vertical():
            yield TextLine(id="qr-title")
            yield Prose(id="qr-too-small")
            yield self._view

    def on_mount(self) -> None:
        """Say what it is."""
        left = (("Scan with a phone", "strong"), (f"  {self._what} of {self._who}", "muted"))
        self.query_one("#qr-title", TextLine).show(left, right=((("Q", "key"), (" hides it", "muted")),))

    def on_resize(self) -> None:
        """The code where it fits, else how much it would take."""
        columns, lines = self.size.width, self.size.height - 1
        wide, high = lines_needed(len(self._rows))
        fits = wide <= columns and high <= lines
        words = self.query_one("#qr-too-small", Prose)
        words.set_class(fits, "hidden")
        self._view.set_class(not fits, "hidden")
        if not fits:
            words.show(*_too_small(wide, high + 1, f"{self.size.width} by {self.size.height}"))

    def action_hide(self) -> None:
        """Back to the step."""
        self.dismiss()


def _too_small(wide: int, high: int, here: str) -> tuple[Para, ...]:
    needed = f"{wide} columns and {high} lines"
    mend = "Make the window larger, or its letters smaller: the code comes by itself."
    return (
        BLANK,
        Para(
            (
                ("A URL as long as this takes ", "ink"),
                (needed, "strong"),
                (f" as a code; this window is {here}.", "ink"),
            )
        ),
        BLANK,
        Para((("→ ", "key"), (mend, "ink")), hang=2),
    )
