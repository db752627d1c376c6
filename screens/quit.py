"""Asked only when something is under way that the end of the program cuts off."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from tui.domain.formats import count
from tui.domain.intents import Buy, Register, UpdateLinks, VerifyAws, VerifyAzure
from tui.domain.names import safe_name
from tui.domain.records import CLOUD_NAMES
from widgets.backdrop import BackdropScreen
from widgets.buttons import Action
from widgets.dialog import Dialog
from widgets.prose import BLANK, Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from tui.domain.intents import Intent
    from tui.domain.snapshot import Snapshot

_PURCHASE = (
    "Its request may have left already. Quitting doesn't take it back.",
    "It stays in the journal as sent; the next start looks by itself whether it was bought.",
)
_ON = "The server may go on all the same; the next start says that it was asked."


class QuitDialog(BackdropScreen[bool]):
    """True: leave what is under way, and quit."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stay", "stay", show=False)]

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self._buying = is_buying(snapshot)
        self._cut_off = tuple(cut_off(snapshot))

    def compose(self) -> ComposeResult:
        """What happens in each case, the harmless answer first."""
        title = "A purchase is under way" if self._buying else "Something is under way"
        with Dialog(title=title, kind="alert" if self._buying else "plain"):
            yield Prose(*(_PURCHASE if self._buying else ()), *self._cut_off, BLANK)
            with Horizontal(classes="buttons"):
                yield Action("Stay", id="stay")
                yield Action("Quit, leave it as sent" if self._buying else "Quit", id="leave")

    def on_mount(self) -> None:
        """Start on the harmless answer."""
        self.query_one("#stay", Action).focus()

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """Answer."""
        self.dismiss(event.id == "leave")

    def action_stay(self) -> None:
        """Stay."""
        self.dismiss(False)


def is_buying(snapshot: Snapshot) -> bool:
    """Whether a purchase is under way."""
    return any(isinstance(running.intent, Buy) for running in snapshot.running)


def cut_off(snapshot: Snapshot) -> Iterator[str]:
    """What the end of the program would cut off besides a purchase, a sentence each; nothing when it is idle."""
    intents = [running.intent for running in snapshot.running]
    state = snapshot.round
    in_round: frozenset[tuple[str, str]] = frozenset()
    if state is not None and state.goes_on:
        in_round = frozenset(state.targets)
        yield f"Verified {len(state.results)} of {len(state.targets)}; {len(state.not_begun)} would not be begun."
        if state.under_way:
            yield f"{count(len(state.under_way), 'verification')} under way. {_ON}"
    single = [_whom(snapshot, intent) for intent in intents if _cloud_of(intent) and _key(intent) not in in_round]
    if single:
        yield f"A verification of {_names(single)}. {_ON}"
    if any(isinstance(intent, Register) for intent in intents):
        yield "A customer is being registered: whether it was made would not be seen. Look before another try."
    if links := [_whom(snapshot, intent) for intent in intents if isinstance(intent, UpdateLinks)]:
        yield f"Links of {_names(links)} are being changed: the answer would not be seen."
    if number := sum(watch.goes_on for watch in snapshot.watches.values()):
        yield f"{count(number, 'watch ends', 'watches end')} with the program: nothing is verified again."


def _cloud_of(intent: Intent) -> str:
    return "aws" if isinstance(intent, VerifyAws) else "azure" if isinstance(intent, VerifyAzure) else ""


def _key(intent: Intent) -> tuple[str, str]:
    return getattr(intent, "org_id", ""), _cloud_of(intent)


def _whom(snapshot: Snapshot, intent: Intent) -> str:
    org_id, cloud = _key(intent)
    customer = snapshot.customer(org_id)
    name = safe_name(customer.label if customer else org_id)
    return f"{name} ({CLOUD_NAMES[cloud]})" if cloud else name


def _names(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
