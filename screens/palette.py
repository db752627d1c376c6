"""The palette: every command of the screen in front, and every customer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.content import Content
from textual.widgets import Input

from screens.base import DashboardScreen
from screens.host import host_of
from tui.commands import Where, commands_of
from tui.messages import OpenCustomer
from tui.text import clean

if TYPE_CHECKING:
    from tui.commands import Command

_MOST_CUSTOMERS = 200
_KEY = 11


class DashboardCommands(Provider):
    """Feeds Textual's palette from the command registry and the snapshot."""

    async def discover(self) -> Hits:
        """Every command that works here, before anything is typed."""
        for command, screen in self._commands():
            yield DiscoveryHit(_told(command, screen), partial(screen.action_do, command.id), _title(command))

    async def search(self, query: str) -> Hits:
        """Commands and customers whose words match."""
        matcher = self.matcher(query)
        for command, screen in self._commands():
            score = matcher.match(_title(command))
            if score > 0:
                yield Hit(score, _told(command, screen), partial(screen.action_do, command.id), _title(command))
        found = 0
        for customer in host_of(self.app).snapshot.customers:
            name = clean(customer.label, 80)
            score = matcher.match(name)
            if score > 0:
                found += 1
                line = palette_line("", name, "opens the customer")
                yield Hit(score, line, partial(self._open, customer.org_id), name)
            if found >= _MOST_CUSTOMERS:
                break

    def _commands(self) -> list[tuple[Command, DashboardScreen]]:
        screen = next((s for s in reversed(self.app.screen_stack) if isinstance(s, DashboardScreen)), None)
        if screen is None:
            return []
        return [(c, screen) for where in (*screen.wheres, Where.EVERYWHERE) for c in commands_of(where)]

    def _open(self, org_id: str) -> None:
        self.app.post_message(OpenCustomer(org_id))


class DashboardPalette(CommandPalette):
    """Textual's palette, a line for every command, with a cursor that does not blink."""

    def __init__(self) -> None:
        super().__init__(placeholder="a command, or the name of a customer", id="--command-palette")

    def on_mount(self) -> None:
        """Hold the cursor still: an idle screen sends nothing."""
        self.query_one(Input).cursor_blink = False
        self.query_one(SearchIcon).icon = ":"


def palette_line(key: str, title: str, remark: str = "", *, usable: bool = True) -> Content:
    """A line of the palette: the key in a column of its own, what it does, a remark. Any text is safe in it."""
    shown = (f"{key:<{_KEY}}", "bold $accent" if usable else "$faint")
    return Content.assemble(shown, title, (f"  {clean(remark)}", "$faint") if remark else "")


def _told(command: Command, screen: DashboardScreen) -> Content:
    """What a command does, and why it does nothing now where that is so."""
    reason = screen.why_not(command)
    return palette_line(command.shown, _title(command), f"not now: {reason}" if reason else "", usable=not reason)


def _title(command: Command) -> str:
    return command.help[:1].upper() + command.help[1:]
