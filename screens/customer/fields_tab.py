"""A tab of the customer screen with fields to type in: tab and the arrows walk them, escape gives the keys back."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual import on

from screens.customer.field import WalkField
from screens.customer.own_tab import OwnTab

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.text_pane import TextPane


class FieldsTab(OwnTab):
    """Base of the Azure and the Marketplace tab: where the keys go between their fields, and to what scrolls."""

    @property
    @abstractmethod
    def fields(self) -> Sequence[WalkField]:
        """The fields in their order."""

    @property
    @abstractmethod
    def around(self) -> TextPane:
        """What the fields stand in, which has the keys while nobody types."""

    @abstractmethod
    def note_typing(self, *, typing: bool) -> bool:
        """Take over whether a field has the keys; whether that is new."""

    @on(WalkField.Walked)
    def _walked(self, event: WalkField.Walked) -> None:
        event.stop()
        order = self.fields
        place = next(place for place, field in enumerate(order) if field is event.field) + event.step
        if 0 <= place < len(order):
            order[place].focus(scroll_visible=False)
        else:
            self.post_message(self.Passed(event.step))

    @on(WalkField.Left)
    def _left(self, event: WalkField.Left) -> None:
        event.stop()
        self.around.focus(scroll_visible=False)

    def on_descendant_focus(self) -> None:
        """Other keys work now."""
        self._note_typing()

    def on_descendant_blur(self) -> None:
        """Other keys work now."""
        self._note_typing()

    def _note_typing(self) -> None:
        if self.note_typing(typing=any(field.has_focus for field in self.fields)):
            self.post_message(self.Changed())
