"""The main screens in the palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from screens.palette import palette_line
from tui.commands import Where, commands_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tui.commands import Command


class MainScreens(Provider):
    """Offers to go to each main screen."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command in commands_of(Where.MAIN):
            title = _title(command)
            yield DiscoveryHit(palette_line(command.shown, title), self._show(command), title)

    async def search(self, query: str) -> Hits:
        """Those whose words match."""
        matcher = self.matcher(query)
        for command in commands_of(Where.MAIN):
            title = _title(command)
            score = matcher.match(title)
            if score > 0:
                yield Hit(score, palette_line(command.shown, title), self._show(command), title)

    def _show(self, command: Command) -> Callable[[], Awaitable[bool]]:
        return partial(self.app.run_action, f"show_main('{command.shown}')")


def _title(command: Command) -> str:
    return f"Go to {command.help}"
