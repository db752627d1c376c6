"""The frame of a dialog: raised ground, a title strip that says how grave it is, a bar at its left edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Unpack

from textual.containers import Vertical, VerticalScroll

from widgets.one_line import OneLine
from widgets.segments import EMPTY, Cell, CellLike, cell, cleaned, spread

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from widgets.naming import Naming

# Danger for money, alert for an outcome nobody knows, plain for everything else.
Kind = Literal["plain", "danger", "alert"]

_INDENT = 3


class DialogTitle(OneLine):
    """The title strip: title left, a word right."""

    def __init__(self, title: CellLike, right: CellLike, kind: Kind) -> None:
        super().__init__(classes=f"dialog-title -{kind}")
        self._kind = kind
        self._title = cleaned(title)
        self._right = cleaned(right)

    def show(self, title: CellLike, right: CellLike = EMPTY) -> None:
        """Another title."""
        self._title, self._right = cleaned(title), cleaned(right)
        self.repaint()

    def pieces(self, width: int) -> Cell:
        """The strip; a plain one begins with the bar that runs down the dialog."""
        room = max(0, width - 2 * _INDENT)
        token = "strong" if self._kind == "plain" else self._kind
        title, right = _toned(self._title, token), _toned(self._right, "faint" if self._kind == "plain" else token)
        edge = ("▌" if self._kind == "plain" else " ", "accent" if self._kind == "plain" else token)
        blank = "" if self._kind == "plain" else token
        line = (edge, (" " * (_INDENT - 1), blank), *spread(title, right, room), (" " * _INDENT, blank))
        return tuple((text, mark or blank) for text, mark in line)


class Dialog(Vertical):
    """A dialog with its children in a body that scrolls when it is higher than the screen allows.

    `kind` colours strip and edge. The class `-wide` makes room for help (102 cells); others take 66 to 76.
    Use it in a `BackdropScreen`, with `with Dialog(...)` or children as arguments. A child with the class
    `dialog-foot` (a `Vertical` with the buttons) stays in view while the rest scrolls.
    """

    def __init__(
        self,
        *children: Widget,
        title: CellLike,
        right: CellLike = EMPTY,
        kind: Kind = "plain",
        **naming: Unpack[Naming],
    ) -> None:
        super().__init__(**naming)
        self.add_class("dialog", f"-{kind}")
        self._title = DialogTitle(cell(title), right, kind)
        self._body = VerticalScroll(classes="dialog-body", can_focus=False)
        self._feet: list[Widget] = []
        for child in children:
            self.compose_add_child(child)

    def compose(self) -> ComposeResult:
        """Title, body, and what stands below it."""
        yield self._title
        yield self._body
        yield from self._feet

    def compose_add_child(self, widget: Widget) -> None:
        """What is composed inside belongs to the body, but for the foot."""
        if widget.has_class("dialog-foot"):
            self._feet.append(widget)
        else:
            self._body.compose_add_child(widget)

    def show_title(self, title: CellLike, right: CellLike = EMPTY) -> None:
        """Another title in the same strip."""
        self._title.show(title, right)


def _toned(value: Cell, token: str) -> Cell:
    return tuple((text, mark or token) for text, mark in value)
