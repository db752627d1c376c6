"""A field that has to be typed into by hand: what is pasted, and what comes too early, does not count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from textual.message import Message

from widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from widgets.naming import Naming


class ChallengeField(Field):
    """Takes keys only while `accepts` says so, and never a paste; Enter does nothing."""

    class Ignored(Message):
        """Something did not count; `why` says what."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def __init__(self, accepts: Callable[[], bool], **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._accepts = accepts

    async def _on_key(self, event: events.Key) -> None:
        """Let a character in, or not."""
        if event.is_printable and not self._accepts():
            event.prevent_default()
            event.stop()
            self.post_message(self.Ignored("too early: type it again"))

    def _on_paste(self, event: events.Paste) -> None:
        """Say that it has to be typed."""
        event.prevent_default()
        event.stop()
        self._refuse_paste()

    def action_paste(self) -> None:
        """The clipboard of the program doesn't count either."""
        self._refuse_paste()

    async def action_submit(self) -> None:
        """Enter does nothing here."""

    def _refuse_paste(self) -> None:
        self.post_message(self.Ignored("a paste doesn't count: type it"))
