"""What every full screen has: the frame around it, the one door for commands, and drawing from snapshots."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.containers import Vertical
from textual.screen import ModalScreen

from screens.frame import bar_facts, footer_keys, nav_items
from screens.host import Host, host_of
from tui.commands import BY_ID, Command, Where
from tui.domain.snapshot import Link
from widgets.key_footer import KeyFooter
from widgets.nav_bar import Crumbs, NavBar
from widgets.plain_line import PlainLine
from widgets.settled_screen import SettledScreen
from widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.screen import Screen

    from tui.domain.intents import Outcome
    from tui.domain.snapshot import Snapshot

LEAST_COLUMNS = 60
"""With fewer columns than this a screen says that it is too narrow."""

# Ages of minutes and more move this often, seconds; lines that read the same are not drawn again.
_AGEING = 30.0


class DashboardScreen(SettledScreen[None]):
    """Base of the full screens. A subclass says where it is (`WHERE`), composes `body`, and draws in `show`.

    Commands of the registry arrive at `do_<name>` methods through one door, which tells the reason where
    `why_not` names one. A screen nobody sees is not drawn; it catches up when it comes back.
    """

    WHERE: ClassVar[Where]
    MAIN: ClassVar[str] = ""

    def __init__(self) -> None:
        super().__init__()
        self._behind = True
        self._footer_shown: tuple[object, ...] = ()

    @property
    def host(self) -> Host:
        """The program around this screen."""
        return host_of(self)

    @property
    def snapshot(self) -> Snapshot:
        """The latest snapshot."""
        return self.host.snapshot

    @property
    def now(self) -> float:
        """Epoch seconds, as the program's clock has them."""
        return self.host.now()

    def compose(self) -> ComposeResult:
        """Status bar, main screens or crumbs, the body, the footer."""
        yield StatusBar(bar_facts(self.snapshot, self.now), lambda: self.now)
        yield NavBar()
        yield PlainLine(id="too-narrow")
        with Vertical(id="body"):
            yield from self.body()
        yield KeyFooter()

    def body(self) -> ComposeResult:
        """Compose what stands between the frame's lines."""
        yield from ()

    def show(self, snapshot: Snapshot) -> None:
        """Draw what the snapshot says; called only while the screen can be seen."""

    def answered(self, outcome: Outcome) -> None:
        """An intent was carried out or failed; called on every open screen."""

    def crumbs(self) -> Crumbs | None:
        """Where one is, on a detail screen; None on a main screen."""
        return None

    def why_not(self, command: Command) -> str:
        """Why a command may not be used now, "" when it may."""
        identity = self.snapshot.identity
        if command.writes and not identity.mode.may_write:
            return identity.read_only_reason or "read-only profile. Restart with --write"
        return ""

    def on_mount(self) -> None:
        """Follow the snapshots and let ages move."""
        self.watch(self.host, "snapshot", self._published, init=False)
        self.set_interval(_AGEING, self._age)
        self.redraw()

    def on_screen_resume(self) -> None:
        """Catch up with what was published while another screen was in front."""
        if self._behind:
            self.redraw()

    def redraw(self) -> None:
        """Draw everything from the latest snapshot."""
        if not (self.is_mounted and self.is_attached):
            return
        self._behind = False
        snapshot = self.snapshot
        self.query_one(StatusBar).show(bar_facts(snapshot, self.now))
        crumbs, nav = self.crumbs(), self.query_one(NavBar)
        if crumbs is None:
            nav.show_screens(nav_items(snapshot), self.MAIN)
        else:
            nav.show_crumbs(crumbs)
        self.show(snapshot)
        # What may be done depends on what is shown.
        self.refresh_footer()

    def refresh_footer(self) -> None:
        """Say again which keys work here and now."""
        keys = footer_keys(self.WHERE, self.why_not, main=bool(self.MAIN))
        if keys != self._footer_shown:
            self._footer_shown = keys
            self.query_one(KeyFooter).show(*keys)

    @property
    def wheres(self) -> tuple[Where, ...]:
        """The places in the registry whose commands work here, besides those of everywhere."""
        return (self.WHERE,)

    @property
    def in_view(self) -> bool:
        """Whether this screen can be seen: it is in front, or behind a dialog."""
        stack = self.app.screen_stack
        return self is stack[-1] or (isinstance(stack[-1], ModalScreen) and self is _under_dialogs(stack))

    def action_do(self, command_id: str) -> None:
        """Do what a key, a click or the palette asks for, or say why not."""
        command = BY_ID[command_id]
        reason = self.why_not(command)
        if reason:
            self.host.tell(f"{command.shown} {command.verb}: {reason}", "warning")
            return
        getattr(self, command.method)()

    def do_refresh(self) -> None:
        """Ask for the customers now, and for the plans on view."""
        from tui.domain.intents import Refresh  # noqa: PLC0415 - the first paint asks for nothing

        self.host.submit(Refresh())

    def do_pause(self) -> None:
        """Stop refreshing, or go on."""
        from tui.domain.intents import Pause  # noqa: PLC0415 - as above

        self.host.submit(Pause(self.snapshot.connection.link is not Link.PAUSED))

    def do_back(self) -> None:
        """Leave this screen; a main screen stays."""
        if len(self.app.screen_stack) > 1 and not self.MAIN:
            self.app.pop_screen()

    def do_palette(self) -> None:
        """Search every command and every customer."""
        self.app.action_command_palette()

    def do_redraw(self) -> None:
        """Send the whole screen: something else wrote on the terminal."""
        self.host.action_draw_anew()

    def do_quit(self) -> None:
        """Quit the program."""
        self.app.call_later(self.host.action_quit)

    @on(events.Resize)
    def _measure(self, event: events.Resize) -> None:
        """Say it where there are too few columns; what fits is shown all the same."""
        columns = event.size.width
        self.set_class(columns < LEAST_COLUMNS, "-too-narrow")
        self.query_one("#too-narrow", PlainLine).show(((f"too narrow: {columns} of {LEAST_COLUMNS} columns", "warn"),))

    @on(KeyFooter.Pressed)
    def _footer_clicked(self, event: KeyFooter.Pressed) -> None:
        for command in BY_ID.values():
            if command.where in (self.WHERE, Where.EVERYWHERE) and command.shown == event.key.key:
                self.action_do(command.id)
                return

    def _published(self) -> None:
        if self.in_view:
            self.redraw()
        else:
            self._behind = True

    def _age(self) -> None:
        if self.in_view:
            self.redraw()

    def _compositor_refresh(self) -> None:
        """Draw what changed, as soon as it can be seen.

        While the program holds drawing back, before the first paint and between two screens, Textual draws the whole
        screen and throws it away; here what is to be drawn waits. Behind a dialog it would draw the whole screen again
        for each new age.
        """
        if self.host.holds_back:
            return
        super()._compositor_refresh()
        if self.app.screen is not self:
            self._repaint_required = False


def _under_dialogs(stack: list[Screen[object]]) -> Screen[object] | None:
    return next((screen for screen in reversed(stack) if not isinstance(screen, ModalScreen)), None)
