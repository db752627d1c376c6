"""What changed, newest first: what nobody has seen to on top (product.md, "3 Activity")."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from screens.activity.alerting import rule_words
from screens.activity.hand import ActivityInHand, activity_in_hand
from screens.activity.panel import below, entry_text, panel
from screens.activity.rows import columns, lines
from screens.activity.summary import PLACEHOLDER, nothing_to_show, summary
from screens.help import HelpScreen
from screens.lists.export import export_listing
from screens.lists.filtered import FilteredScreen
from screens.lists.freshness import is_away
from screens.lists.words import FilterFacts
from tui.commands import Command, Where, bindings_of
from tui.domain.activity.feed import Part, Stretch, feed
from tui.domain.activity.table import activity_table
from tui.domain.export.listing import Listing, about_list
from tui.domain.filters.activity import filtered
from tui.domain.filters.filter import Filter, parse, parse_partial
from tui.domain.filters.syntax import FilterError
from tui.domain.filters.terms import Moment
from tui.domain.formats import count
from tui.domain.intents import Acknowledge, LookedAt
from tui.messages import OpenCustomer
from widgets.text_line import TextLine
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from tui.domain.activity.feed import Entry
    from tui.domain.snapshot import Snapshot
    from widgets.prose import Pair, Para
    from widgets.segments import Cell

_INTRO = (
    "Newest first; what nobody has acknowledged on top. The same thing that changes again and again is one line. The "
    "filter speaks of what changed: status:missing, feature:cur, provider:azure, plan:ready, age<1d. Times are in UTC. "
    "1 2 3 4 go to the main screens."
)
_NEEDS_ROW = frozenset({"activity.open", "activity.acknowledge", "activity.copy", "activity.export"})
_WAITING = (Part.NEW, Part.WAITING)


class ActivityScreen(FilteredScreen[Filter]):
    """Shows the activity. A visit begins when one comes from another main screen and ends when one goes to another.

    While it lasts, "new" is what happened since the visit before.
    """

    WHERE = Where.ACTIVITY
    MAIN = "3"
    PANEL = (36, 46)
    BELOW = 3
    PLACEHOLDER = PLACEHOLDER
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Where.EVERYWHERE), *bindings_of(Where.ACTIVITY)]

    def __init__(self) -> None:
        super().__init__()
        self._visiting = False
        self._since: float | None = None
        self._began = 0.0
        self._wanted = Filter()
        self._everything: tuple[Stretch, ...] = ()
        self._shown: tuple[Stretch, ...] = ()
        self._count = 0
        self._entries: dict[str, tuple[Entry, Part]] = {}

    def make_table(self) -> VirtualTable:
        """The list; its sections have titles, its columns none."""
        return VirtualTable(*columns(0), headings=False, classes="list", id="list")

    @property
    def hand(self) -> ActivityInHand | None:
        """The line under the cursor."""
        found = self._entries.get(self.table.cursor_key or "")
        return None if found is None else activity_in_hand(found[0], self.snapshot, self.now)

    # Drawing

    def show(self, snapshot: Snapshot) -> None:
        """Draw what is different."""
        self._visit(snapshot)
        self._draw_list()
        self.draw_words()
        self.draw_hand()

    def _visit(self, snapshot: Snapshot) -> None:
        """A visit begins as soon as it is known when the last one was."""
        if self._visiting or snapshot.seen is None or not self.in_view:
            return
        self._visiting = True
        self._since = snapshot.seen.looked_at
        self._began = self.now
        self.host.submit(LookedAt(self._began))

    def _draw_list(self) -> None:
        snapshot, now = self.snapshot, self.now
        seen = snapshot.seen
        # Until it is known what was seen, nothing is said to be new.
        everything = feed(snapshot.changes, seen, self._since, self._began) if seen is not None else ()
        self._everything = everything
        self._count = sum(len(stretch.entries) for stretch in everything)
        self._shown = (
            filtered(everything, self._wanted, Moment(now, snapshot.pinned)) if self._wanted.terms else everything
        )
        self._entries = {entry.key: (entry, stretch.part) for stretch in self._shown for entry in stretch.entries}
        table = self.table
        table.set_columns(columns(self.list_cells))
        table.set_tone("muted" if is_away(snapshot, now) else "ink")
        table.set_rows(tuple(lines(self._shown, snapshot, self._since, now, airy=self.is_tall)))

    def draw_words(self) -> None:
        """Summary, filter line, and what stands in an empty list."""
        ends = summary(self._everything, self._since, self.now, rule_words(self.host.alert_rules))
        self.query_one("#summary", TextLine).show(*ends.left, right=ends.right)
        self.draw_line(FilterFacts(self.bar.text, len(self._entries), self._count))
        self.table.set_empty(*nothing_to_show(self.snapshot, self._count - len(self._entries)))

    def panel_lines(self) -> Sequence[Para | Pair]:
        """All there is to say of the line."""
        hand = self.hand
        return panel(hand) if hand is not None else ()

    def below_lines(self) -> Sequence[Cell]:
        """What it is, and what to do."""
        hand = self.hand
        return below(hand, self.size.width - 2) if hand is not None else ()

    # What is done to the list

    def why_not(self, command: Command) -> str:
        """Commands about a line need one; what somebody has seen to is acknowledged already."""
        found = self._entries.get(self.table.cursor_key or "")
        if command.id in _NEEDS_ROW and found is None:
            return "there is nothing in the list"
        if command.id == "activity.acknowledge" and found is not None and found[1] not in _WAITING:
            return "somebody has seen to it already"
        if command.id == "activity.acknowledge-all" and not self._waiting:
            return "everything is acknowledged"
        if command.id == "activity.open" and found is not None:
            return self._why_not_open(found[0])
        return super().why_not(command)

    def _why_not_open(self, entry: Entry) -> str:
        org_id = entry.latest.org_id
        if not org_id:
            return "this line is about no customer"
        return "" if self.snapshot.customer(org_id) is not None else "the customer is no longer listed"

    @property
    def _waiting(self) -> tuple[Entry, ...]:
        """What nobody has acknowledged, of the lines shown."""
        return tuple(entry for entry, part in self._entries.values() if part in _WAITING)

    @on(VirtualTable.Opened)
    def _opened(self) -> None:
        self.action_do("activity.open")

    def do_open(self) -> None:
        """Open the customer of the line in hand."""
        found = self._entries.get(self.table.cursor_key or "")
        if found is not None:
            org_ids = [entry.latest.org_id for entry, _ in self._entries.values() if not self._why_not_open(entry)]
            self.post_message(OpenCustomer(found[0].latest.org_id, tuple(dict.fromkeys(org_ids)), "activity"))

    def do_acknowledge(self) -> None:
        """Somebody has seen to the line in hand."""
        found = self._entries.get(self.table.cursor_key or "")
        if found is not None:
            self.host.submit(Acknowledge(found[0].changes))

    def do_acknowledge_all(self) -> None:
        """Somebody has seen to every line shown."""
        waiting = self._waiting
        self.host.submit(Acknowledge(tuple(change for entry in waiting for change in entry.changes)))
        self.host.tell(f"acknowledged {count(len(waiting), 'line')}")

    def do_copy(self) -> None:
        """Send the line in hand to the terminal's clipboard."""
        hand = self.hand
        if hand is not None:
            self.host.copy_told(entry_text(hand), "the line")

    def do_export(self) -> None:
        """Write what the list shows to a file."""
        about = about_list(self.snapshot, self.now, self.bar.text, "what nobody has seen to, then newest first")
        table = activity_table(self._shown)
        export_listing(self.host, Listing("activity", "line", "Activity", table, about))

    def do_help(self) -> None:
        """Tell about the list."""
        self.app.push_screen(HelpScreen(Where.ACTIVITY, "the activity", _INTRO, self.why_not))

    # The filter

    def understand(self, text: str, *, whole: bool) -> Filter | FilterError:
        """The filter language."""
        return parse(text) if whole else parse_partial(text)

    def narrow(self, wanted: Filter) -> None:
        """Show the lines a filter leaves."""
        self._wanted = wanted
        self._draw_list()
        self.draw_words()

    def first_key(self) -> str | None:
        """The first line shown."""
        return next(iter(self._entries), None)

    # The visit

    def on_screen_suspend(self) -> None:
        """Going to another main screen ends the visit; a dialog or a customer opened from here does not."""
        if self._visiting and self not in self.app.screen_stack:
            self._visiting = False
            self.host.submit(LookedAt(self.now))

    def on_screen_resume(self) -> None:
        """Coming back from another main screen begins a visit."""
        if not self._visiting:
            self.redraw()
