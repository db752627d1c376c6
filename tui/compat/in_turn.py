"""Keys that come in bunches, handed on one after the other."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ScreenStackError

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message
    from textual.message_pump import MessagePump

# The longest a key waits for what the key before it does, seconds.
_PATIENCE = 0.3
# From the focused widget to the screen, to the program: how many legs a message that opens something may take.
_LEGS = 3
# They open nothing and leave the focus where it is, so nothing has to wait for them; held down they come fast.
_MOVES = frozenset({"j", "k", "up", "down", "pageup", "pagedown", "ctrl+d", "ctrl+u"})


class InTurn:
    """Hands keys on one after the other, each when the one before has done what it does.

    Textual hands every key it has read to the widget in focus at that moment. Where keys come in bunches, as over a
    slow line, `/` would not yet have moved the focus to the field, and what is typed into it would be commands.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: asyncio.Queue[Message] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def put(self, message: Message) -> None:
        """Take one more."""
        self._waiting.put_nowait(message)

    def start(self) -> None:
        """Begin, or go on, to hand on."""
        self._task = asyncio.ensure_future(self._hand_on())

    def stop(self) -> None:
        """Keep what comes."""
        if self._task is not None:
            self._task.cancel()

    async def _hand_on(self) -> None:
        while True:
            message = await self._waiting.get()
            self._app.post_message(message)
            if isinstance(message, events.Paste) or (isinstance(message, events.Key) and message.key not in _MOVES):
                with suppress(TimeoutError):
                    async with asyncio.timeout(_PATIENCE):
                        await self._done()

    async def _done(self) -> None:
        """Wait until the message, and those it gave rise to, went through every queue on their way."""
        await _gone_through(self._app)
        for _ in range(_LEGS):
            for node in self._way():
                await _gone_through(node)

    def _way(self) -> list[MessagePump]:
        try:
            screen = self._app.screen
        except ScreenStackError:
            return [self._app]
        return [*(screen.focused or screen).ancestors_with_self]


async def _gone_through(node: MessagePump) -> None:
    """Return when all that waits in a queue now has been dealt with."""
    passed = asyncio.Event()
    if node.call_later(passed.set):
        await passed.wait()
