"""A stage for one screen: the real program frame around it, a snapshot of the test's making, intents written down.

The whole program with its worker and sandbox is `support.program`; this is for what a screen draws and asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.clock import EPOCH

from screens.host import Dress, Host
from tui.domain.snapshot import Connection, Identity, Link, Mode, Snapshot
from tui.messages import Answered, OpenCustomer, OpenPlan, OpenPurchase

if TYPE_CHECKING:
    from textual.screen import Screen

    from screens.base import DashboardScreen
    from tui.domain.intents import Intent, Outcome

NOW = EPOCH

SANDBOX = Identity(Mode.SANDBOX, "Sandbox Partners", "in this program", "sandbox", "partner", "you@example.com")
READ_ONLY = Identity(
    Mode.READ_ONLY, "Acme Partners", "api.archera.ai", "prod", "partner", "you@example.com", "read-only profile"
)
WRITE = Identity(Mode.WRITE, "Acme Partners", "api.archera.ai", "prod", "partner", "purchasing@acme.example")


def live(identity: Identity = SANDBOX, now: float = NOW) -> Snapshot:
    """A snapshot without customers, confirmed twelve seconds ago."""
    return Snapshot(identity, now, connection=Connection(Link.LIVE, last_ok=now - 12), customers_at=now - 12)


class Stage(Host):
    """Runs one screen over a snapshot; `asked` holds every intent, `opened` what was asked to open."""

    def __init__(self, screen: Screen[None], snapshot: Snapshot, dress: Dress | None = None) -> None:
        self.asked: list[Intent] = []
        self.opened: list[tuple[str, ...]] = []
        self.told: list[str] = []
        self.time = snapshot.at
        super().__init__(snapshot, lambda: self.time, self.asked.append, dress)
        self._first = screen

    def on_mount(self) -> None:
        self.push_screen(self._first)

    def tell(self, text: str, severity: str = "information") -> None:
        self.told.append(f"{severity}: {text}")

    def answer(self, outcome: Outcome) -> None:
        """Let the worker answer."""
        self.post_message(Answered(outcome))

    def on_answered(self, message: Answered) -> None:
        for screen in self.screen_stack:
            if hasattr(screen, "answered"):
                dashboard: DashboardScreen = screen  # type: ignore[assignment]
                dashboard.answered(message.outcome)

    def on_open_customer(self, message: OpenCustomer) -> None:
        self.opened.append(("customer", message.org_id, *message.among, message.words))

    def on_open_plan(self, message: OpenPlan) -> None:
        self.opened.append(("plan", message.org_id, message.provider, *message.among, message.words))

    def on_open_purchase(self, message: OpenPurchase) -> None:
        self.opened.append(("purchase", message.org_id, message.provider, message.reviewed.id))
