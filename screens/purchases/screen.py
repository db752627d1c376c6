"""The purchase journal: every attempt of this computer, the unknown ones on top (product.md, "4 Purchases")."""

from __future__ import annotations

import getpass
import os
import socket
from typing import TYPE_CHECKING, ClassVar

from textual import on

from screens.help import HelpScreen
from screens.lists.export import export_listing
from screens.lists.screen import ListScreen
from screens.lists.words import Ends
from screens.purchases.panel import below, entry_text, nothing_to_show, panel, summary
from screens.purchases.rows import columns, lines
from screens.purchases.settle import SettleDialog, Word
from tui.commands import Command, Where, bindings_of
from tui.domain.export.listing import Listing, about_list
from tui.domain.intents import Done, Failed, LookAgain, Settle
from tui.domain.purchase.attempt import Attempt, AttemptState
from tui.domain.purchase.document import attempt_document, journal_table, listed_attempts
from tui.messages import OpenPlan
from widgets.text_line import TextLine
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from tui.domain.intents import Outcome
    from tui.domain.snapshot import Snapshot
    from widgets.prose import Pair, Para
    from widgets.segments import Cell

# How often the words about the next look move, seconds.
_STEP = 5.0
_NEEDS_ROW = frozenset({"purchases.open", "purchases.look", "purchases.settle", "purchases.copy", "purchases.export"})
_LOOKED_FOR = (AttemptState.UNKNOWN, AttemptState.ACCEPTED, AttemptState.SENT, AttemptState.INTENDED)
_INTRO = (
    "Every attempt to buy from this computer, written down before it was sent. An unknown one may have been bought: it "
    "is looked for by itself, l looks now, and e ends it on your word. Times are in UTC. 1 2 3 4 go to the main "
    "screens."
)


def this_person() -> str:
    """Whose word a settlement is: user and computer, as `archera-tui journal settle` writes it."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = f"user {os.getuid()}"
    return f"{user}@{socket.gethostname()}"


class PurchasesScreen(ListScreen):
    """Shows the journal. `who` is whose word settles an unknown."""

    WHERE = Where.PURCHASES
    MAIN = "4"
    PANEL = (26, 44)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Where.EVERYWHERE), *bindings_of(Where.PURCHASES)]

    def __init__(self, who: str = "") -> None:
        super().__init__()
        self._who = who or this_person()
        self._attempts: dict[str, Attempt] = {}

    def line_four(self) -> TextLine:
        """Why nothing can be bought, if so."""
        return TextLine(id="bar")

    def make_table(self) -> VirtualTable:
        """The list; its headings stand where its sections begin."""
        return VirtualTable(*columns(0), headings=False, classes="list", id="list")

    @property
    def hand(self) -> Attempt | None:
        """The entry under the cursor."""
        return self._attempts.get(self.table.cursor_key or "")

    # Drawing

    def on_mount(self) -> None:
        """The words about the next look move on while there is one."""
        self.set_interval(_STEP, self._move_on)

    def _move_on(self) -> None:
        if self.in_view and any(attempt.state is AttemptState.UNKNOWN for attempt in self._attempts.values()):
            self._draw_list(self.snapshot)

    def show(self, snapshot: Snapshot) -> None:
        """Draw what is different."""
        self._attempts = {attempt.id: attempt for attempt in snapshot.attempts}
        ends = summary(snapshot.attempts, self.now, self.size.width)
        self.query_one("#summary", TextLine).show(*ends.left, right=ends.right)
        fault = _fault(snapshot)
        bar = self.query_one("#bar", TextLine)
        bar.show(*fault.left)
        bar.set_class(bool(fault.left), "-notice")
        self._draw_list(snapshot)
        self.draw_hand()

    def _draw_list(self, snapshot: Snapshot) -> None:
        table = self.table
        table.set_columns(columns(self.list_cells))
        table.set_sorted_by("outcome")
        table.set_rows(
            tuple(lines(snapshot.attempts, self.now, snapshot.identity.host, airy=not self.has_class("-low")))
        )
        table.set_empty(*nothing_to_show(snapshot))

    def panel_lines(self) -> Sequence[Para | Pair]:
        """All there is to say of the entry."""
        attempt = self.hand
        return panel(attempt, self.snapshot.identity.host, self.panel_cells) if attempt is not None else ()

    def below_lines(self) -> Sequence[Cell]:
        """When, by whom and where it was bought."""
        attempt = self.hand
        return below(attempt, self.snapshot.identity.host, self.size.width - 2) if attempt is not None else ()

    # What is done

    def why_not(self, command: Command) -> str:
        """Commands about an entry need one that is in a state for it."""
        attempt = self.hand
        if command.id in _NEEDS_ROW and attempt is None:
            return "there is no purchase in the list"
        if attempt is None:
            return super().why_not(command)
        host = self.snapshot.identity.host
        match command.id:
            case "purchases.look" if attempt.state not in _LOOKED_FOR:
                return f"entry {attempt.number} is {attempt.state}: there is nothing to look for"
            case "purchases.look" | "purchases.open" if attempt.host != host:
                return f"entry {attempt.number} was made at {attempt.host} (profile {attempt.profile})"
            case "purchases.settle" if attempt.state is not AttemptState.UNKNOWN:
                return f"entry {attempt.number} is {attempt.state}: only an unknown one can be ended so"
            case _:
                return super().why_not(command)

    @on(VirtualTable.Opened)
    def _opened(self) -> None:
        self.action_do("purchases.open")

    def do_open(self) -> None:
        """Open the plan the entry was about."""
        attempt = self.hand
        if attempt is not None:
            self.post_message(OpenPlan(attempt.org_id, attempt.provider))

    def do_look(self) -> None:
        """Look now whether it was bought."""
        attempt = self.hand
        if attempt is not None:
            self.host.submit(LookAgain(attempt.id))

    def do_settle(self) -> None:
        """Ask for a person's word."""
        attempt = self.hand
        if attempt is None:
            return

        def take(word: Word | None) -> None:
            if word is not None:
                self.host.submit(Settle(attempt.id, word.bought, word.note, self._who))

        self.app.push_screen(SettleDialog(attempt, self._who, self.host.now), take)

    def do_copy(self) -> None:
        """Send the entry to the terminal's clipboard."""
        attempt = self.hand
        if attempt is not None:
            self.host.copy_told(entry_text(attempt), f"entry {attempt.number}")

    def do_export(self) -> None:
        """Write the whole journal to a file; as JSON it is what `archera-tui journal --json` prints."""
        attempts = listed_attempts(self.snapshot.attempts)
        about = about_list(self.snapshot, self.now, order="the open ones, then newest first")
        documents = tuple(map(attempt_document, attempts))
        listing = Listing("purchases", "purchase", "Purchases", journal_table(attempts), about, whole=documents)
        export_listing(self.host, listing)

    def do_help(self) -> None:
        """Tell about the journal."""
        self.app.push_screen(HelpScreen(Where.PURCHASES, "the purchases", _INTRO, self.why_not))

    def answered(self, outcome: Outcome) -> None:
        """What a look or a word came to."""
        if not isinstance(outcome.intent, LookAgain | Settle) or not self.in_view:
            return
        match outcome:
            case Failed(fault=fault):
                self.host.tell(fault.sentence, "warning")
            case Done(value=Attempt() as attempt):
                self.host.tell(_told(attempt, outcome.intent))


def _told(attempt: Attempt, intent: LookAgain | Settle) -> str:
    if isinstance(intent, Settle):
        return f"entry {attempt.number} is {attempt.state}, on your word"
    if attempt.state is AttemptState.UNKNOWN:
        return f"entry {attempt.number} is still unknown: {attempt.events[-1].text}"
    return f"entry {attempt.number} is {attempt.state}"


def _fault(snapshot: Snapshot) -> Ends:
    """Why nothing can be bought: the journal can't be used."""
    fault = snapshot.journal_fault
    if fault is None:
        return Ends()
    return Ends(((("✕ ", "bold miss"), (f"{fault.what} {fault.meaning}".strip(), "ink")),))
