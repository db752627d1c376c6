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
from tui.text import clean, fit

if TYPE_CHECKING:
    from tui.commands import Command

_MOST_CUSTOMERS = 200
_KEY = 11
# The longest name of a customer: with what is said about it, it fits in one line of a window of 80 columns.
_NAME = 41
# What is said otherwise in the help, where one reads it; and what is no use where it is open already.
_TITLES = {"all.help": "Help for this screen", "all.back": "Back"}
_OPEN_ALREADY = "all.palette"


class DashboardCommands(Provider):
    """Feeds Textual's palette from the command registry and the snapshot."""

    async def discover(self) -> Hits:
        """Every command that works here, before anything is typed."""
        for command, screen in self._commands():
            yield DiscoveryHit(_told(command, screen), partial(screen.action_do, command.id), title_of(command))

    async def search(self, query: str) -> Hits:
        """Commands and customers whose words match."""
        matcher = self.matcher(query)
        for command, screen in self._commands():
            score = matcher.match(title_of(command))
            if score > 0:
                yield Hit(score, _told(command, screen), partial(screen.action_do, command.id), title_of(command))
        found = 0
        for customer in host_of(self.app).snapshot.customers:
            name = clean(customer.label, 80)
            score = matcher.match(name)
            if score > 0:
                found += 1
                yield Hit(score, customer_line(name), partial(self._open, customer.org_id), name)
            if found >= _MOST_CUSTOMERS:
                break

    def _commands(self) -> list[tuple[Command, DashboardScreen]]:
        screen = next((s for s in reversed(self.app.screen_stack) if isinstance(s, DashboardScreen)), None)
        if screen is None:
            return []
        commands = (c for where in (*screen.wheres, Where.EVERYWHERE) for c in commands_of(where))
        return [(command, screen) for command in commands if command.id != _OPEN_ALREADY]

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


def customer_line(name: str) -> Content:
    """The line of a customer: whole where the name is short, and always one line."""
    return palette_line("", fit(name, _NAME), "opens the customer")


def _told(command: Command, screen: DashboardScreen) -> Content:
    """What a command does, and why it does nothing now where that is so."""
    reason = screen.why_not(command)
    return palette_line(command.shown, title_of(command), f"not now: {reason}" if reason else "", usable=not reason)


def title_of(command: Command) -> str:
    """What a command does, as a line of the palette says it."""
    return _TITLES.get(command.id) or command.help[:1].upper() + command.help[1:]
