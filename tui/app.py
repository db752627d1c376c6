"""The Textual application: wiring only. Screens draw, the worker works; this hands things from one to the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from textual import on
from textual.binding import Binding
from textual.message import Message

from screens.customers.screen import CustomersScreen
from screens.host import Dress, Host
from tui import compat
from tui.config.problems import ConfigError
from tui.domain.alerts import Alerter
from tui.domain.snapshot import Snapshot
from tui.messages import Answered, OpenCustomer, OpenPlan, OpenPurchase, Published
from tui.text import clean

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import RenderableType
    from textual.command import Provider
    from textual.driver import Driver
    from textual.screen import Screen

    from screens.base import DashboardScreen
    from screens.plans.review import OpenReview
    from screens.surroundings import Surroundings
    from tui.domain.alerts import AlertRules
    from tui.domain.intents import Intent, Outcome
    from widgets.nav_bar import NavBar

Publish = Callable[["Snapshot | Outcome"], None]
Crashed = Callable[[BaseException], None]


class Port(Protocol):
    """The worker as the program holds it: a thread of its own, or in tests the test's loop."""

    def start(self) -> None:
        """Begin to work."""
        ...

    def submit(self, intent: Intent) -> None:
        """Take an intent."""
        ...

    async def stop(self) -> bool:
        """Publish nothing any more and end; a purchase under way is left as sent."""
        ...


class WorkerFell(Message):
    """The worker could not be built, or fell over."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error


# Customers is what the program opens with. Every other screen is loaded when it is first asked for, so that the first
# paint does not wait for it; hence the imports inside functions from here on.


# How long a notice about the disk stays, seconds.
_NOTICE = 20.0


def _plans() -> DashboardScreen:
    from screens.plans.screen import PlansScreen  # noqa: PLC0415

    return PlansScreen()


def _activity() -> DashboardScreen:
    from screens.activity.screen import ActivityScreen  # noqa: PLC0415

    return ActivityScreen()


def _purchases() -> DashboardScreen:
    from screens.purchases.screen import PurchasesScreen  # noqa: PLC0415

    return PurchasesScreen()


def _commands() -> type[Provider]:
    from screens.palette import DashboardCommands  # noqa: PLC0415

    return DashboardCommands


def _main_screens() -> type[Provider]:
    from screens.main_palette import MainScreens  # noqa: PLC0415

    return MainScreens


class ArcheraApp(Host):
    """The dashboard over a first snapshot; `port` makes the worker's end from two callbacks."""

    TITLE = "archera-tui"
    COMMANDS = {_commands, _main_screens}  # noqa: RUF012 - as Textual types it
    MODES = {"1": CustomersScreen, "2": _plans, "3": _activity, "4": _purchases}  # noqa: RUF012 - as Textual types it
    DEFAULT_MODE = CustomersScreen.MAIN
    COMMAND_PALETTE_BINDING = "ctrl+p"
    # Over a dialog only keys of priority reach the program.
    BINDINGS = [  # noqa: RUF012 - as Textual types it
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
        Binding("ctrl+l", "draw_anew", show=False, priority=True),
    ]

    def __init__(
        self,
        start: Snapshot,
        *,
        now: Callable[[], float],
        port: Callable[[Publish, Crashed], Port],
        dress: Dress | None = None,
        around: Surroundings | None = None,
        alerts: AlertRules | None = None,
        welcome: Callable[[], None] | None = None,
        crash_file: Path | None = None,
    ) -> None:
        super().__init__(start, now, self._hand_over, dress, around, alerts)
        self.stylesheet = compat.SteadyStylesheet(variables=self.get_css_variables())
        self._port = port(self._take, self._worker_fell)
        self._welcome = welcome
        self._crash_file = crash_file
        self._opened = {self.DEFAULT_MODE}
        self._noticed: set[str] = set()
        self._standing = compat.Standing()
        self._alerter = Alerter(self.alert_rules, start.changes)
        self.refused: ConfigError | None = None
        """The setting the worker could not begin with."""

    def on_mount(self) -> None:
        """Let the worker begin once the customers are drawn."""
        self.call_after_refresh(self._port.start)
        # The terminal comes back empty from a pager or the shell, and only what differs is drawn by itself.
        self.app_resume_signal.subscribe(self, lambda _: self.action_draw_anew())

    def action_draw_anew(self) -> None:
        """Send the whole screen: somebody else wrote on the terminal, and only what differs is sent by itself."""
        self._standing.forget()
        super().action_draw_anew()

    def on_resize(self) -> None:
        """A terminal that changes its size moves what stands on it, each its own way."""
        self._standing.forget()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, self._standing.over(renderable))

    def _say_welcome(self) -> None:
        """Once, when there is something to speak of."""
        remember, self._welcome = self._welcome, None
        if remember is not None:
            from screens.welcome import WelcomeScreen  # noqa: PLC0415

            self.push_screen(WelcomeScreen(), lambda _: remember())

    # From the worker

    def _take(self, item: Snapshot | Outcome) -> None:
        """Take what the worker publishes; called from its thread."""
        self.post_message(Published(item) if isinstance(item, Snapshot) else Answered(item))

    def _worker_fell(self, error: BaseException) -> None:
        """The worker's thread broke; called from it."""
        self.post_message(WorkerFell(error))

    def on_worker_fell(self, message: WorkerFell) -> None:
        """Nothing would refresh any more: end. A wrong setting is left in `refused`; all else is a crash."""
        if isinstance(message.error, ConfigError):
            self.refused = message.error
            self.exit()
            return
        raise RuntimeError("the worker fell over") from message.error

    def on_published(self, message: Published) -> None:
        """Show the new snapshot."""
        self.snapshot = message.snapshot
        self._tell_notices()
        self._alert()
        if self._welcome is not None and message.snapshot.customers_at is not None:
            self._say_welcome()

    def _tell_notices(self) -> None:
        """What is wrong with the disk, each thing once; it outlasts the short notices of keys."""
        for notice in self.snapshot.notices:
            if notice not in self._noticed:
                self._noticed.add(notice)
                self.notify(clean(notice), severity="warning", markup=False, timeout=_NOTICE)

    def _alert(self) -> None:
        """Tell beyond the screen what the rules name."""
        news = self._alerter.news(self.snapshot.changes, self.now())
        if news:
            from screens.activity.alerting import raise_alert  # noqa: PLC0415

            raise_alert(self, news)

    def on_answered(self, message: Answered) -> None:
        """Tell every open screen what became of an intent."""
        for mode in self.MODES:
            for screen in self.get_screen_stack(mode) if mode in self._opened else ():
                answered = getattr(screen, "answered", None)
                if answered is not None:
                    answered(message.outcome)

    # From the screens

    def _hand_over(self, intent: Intent) -> None:
        self._port.submit(intent)

    def on_open_customer(self, message: OpenCustomer) -> None:
        """Open a customer, in place of one that is open."""
        from screens.customer.screen import CustomerScreen  # noqa: PLC0415

        screen = CustomerScreen(message.org_id, message.among, message.words)
        self._open(screen, CustomerScreen)

    def on_open_plan(self, message: OpenPlan) -> None:
        """Open a plan, in place of one that is open."""
        from screens.plan.screen import PlanScreen  # noqa: PLC0415

        screen = PlanScreen(message.org_id, message.provider, message.among, message.words)
        self._open(screen, PlanScreen)

    def on_open_review(self, message: OpenReview) -> None:
        """Open a plan of the list of plans, in place of one that is open."""
        from screens.plan.screen import PlanScreen  # noqa: PLC0415
        from screens.plans.review import ReviewScreen  # noqa: PLC0415

        self._open(ReviewScreen(message.key, message.queue, message.left), PlanScreen)

    def on_open_purchase(self, message: OpenPurchase) -> None:
        """Open the purchase dialog for the plan as it was reviewed, whatever was read since."""
        from screens.purchase.dialog import PurchaseDialog  # noqa: PLC0415

        self.push_screen(PurchaseDialog(message.org_id, message.provider, message.reviewed))

    def _open(self, screen: DashboardScreen, kind: type[DashboardScreen]) -> None:
        if isinstance(self.screen, kind):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def on_nav_bar_chosen(self, message: NavBar.Chosen) -> None:
        """A click on a main screen."""
        self.action_show_main(message.key)

    def action_show_main(self, key: str) -> None:
        """Show a main screen as it was left; what was opened from the one in front is closed."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._opened.add(key)
        self.switch_mode(key)

    # The end

    async def action_quit(self) -> None:
        """Quit; with something under way that would be cut off only after asking."""
        from screens.quit import QuitDialog, cut_off  # noqa: PLC0415

        if isinstance(self.screen, QuitDialog):
            return
        if self._buying or any(cut_off(self.snapshot)):
            self.push_screen(QuitDialog(self.snapshot), self._quit_answered)
        else:
            await self._end()

    async def _quit_answered(self, leave: bool | None) -> None:  # noqa: FBT001 - the dialog's answer
        if leave:
            await self._end()

    async def _end(self, code: int = 0) -> None:
        """Detach and stop the worker, then leave: a snapshot must not arrive while screens are taken down."""
        await self._port.stop()
        self.exit(code, return_code=code)

    @on(compat.TerminalDriver.ToldToEnd)
    async def _told_to_end(self, message: compat.TerminalDriver.ToldToEnd) -> None:
        """A signal or a hangup: end without asking; a purchase under way is left as sent."""
        await self._end(message.code)

    def action_help_quit(self) -> None:
        """Ctrl-C never ends the program: it is pressed too easily while a purchase is under way."""
        self.tell("q quits, and ctrl+q does from anywhere")

    def action_suspend_process(self) -> None:
        """Go to the background, but not while the answer to a purchase is waited for."""
        if self._buying:
            self.tell("a purchase is under way: wait for its answer before stopping the program", "warning")
        else:
            super().action_suspend_process()

    @property
    def _buying(self) -> bool:
        from tui.domain.intents import Buy  # noqa: PLC0415

        return any(isinstance(running.intent, Buy) for running in self.snapshot.running)

    def action_command_palette(self) -> None:
        """Open the palette over the screen in front."""
        from screens.palette import DashboardPalette  # noqa: PLC0415

        if not isinstance(self.screen, DashboardPalette):
            self.push_screen(DashboardPalette())

    def get_driver_class(self) -> type[Driver]:
        """The driver for terminals that may go away."""
        return compat.TerminalDriver

    def _fatal_error(self) -> None:
        compat.fatal_error(self, self._crash_file)
