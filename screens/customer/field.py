"""A field in a tab of the customer screen: tab walks on, escape gives the keys back."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from widgets.field import Field


class WalkField(Field):
    """A field whose neighbours the tab decides about."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,down", "walk(1)", "next field", show=False, id="field.next"),
        Binding("shift+tab,up", "walk(-1)", "field before", show=False, id="field.previous"),
        Binding("escape", "leave", "leave", show=False, id="field.leave"),
        Binding("ctrl+u", "empty", "clear", show=False, id="field.clear"),
    ]

    class Walked(Message):
        """The keys go on to the next field, or to the one before."""

        def __init__(self, field: WalkField, step: int) -> None:
            super().__init__()
            self.field = field
            self.step = step

    class Left(Message):
        """The field gives the keys back."""

    def action_walk(self, step: int) -> None:
        """Go on to another field."""
        self.post_message(self.Walked(self, step))

    def action_leave(self) -> None:
        """Give the keys back."""
        self.post_message(self.Left())

    def action_empty(self) -> None:
        """Begin anew."""
        self.value = ""
