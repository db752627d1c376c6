"""A one-line text field: raised ground, a bar at its left edge, a cursor that does not blink."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from textual.widgets import Input

from tui.text import clean

if TYPE_CHECKING:
    from textual import events

    from widgets.naming import Naming


class Field(Input):
    """An input in the look of the program; what is pasted goes through `tui.text`, as one line."""

    def __init__(self, value: str = "", placeholder: str = "", **naming: Unpack[Naming]) -> None:
        super().__init__(value=clean(value), placeholder=placeholder, select_on_focus=False, compact=True, **naming)
        self.add_class("field")
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        """Edit at once: the program runs a binding only when the key has come all the way up to it.

        On a slow line keys come in bunches, and letters typed after ctrl+u would be there before it, and go with it.
        """
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            event.prevent_default()
            event.stop()
            await self.run_action(binding.action)

    def _on_paste(self, event: events.Paste) -> None:
        """Paste the first line, cleaned."""
        event.prevent_default()
        event.stop()
        first = event.text.strip().splitlines()[:1]
        if first:
            self.replace(clean(first[0]), *self.selection)
