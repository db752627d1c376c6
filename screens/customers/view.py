"""The customer list as it is drawn: summary, list, the customer in hand, and which plans are read first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from screens.base import DashboardScreen
from screens.customers.bar import CustomersBar
from screens.customers.below import below
from screens.customers.footer import customer_keys
from screens.customers.hand import InHand, in_hand, is_away, plans_to_look_at
from screens.customers.list import CustomerList, Sort
from screens.customers.panel import panel
from screens.customers.rows import columns, hidden_lines, row_maker
from screens.customers.sort import COLUMNS
from screens.customers.summary import FilterFacts, filter_words, matching, nothing_to_show, notice, summary
from tui.commands import Where
from tui.domain.customers.ordering import SortKey
from tui.domain.formats import age
from widgets.key_footer import KeyFooter
from widgets.plain_line import PlainLine
from widgets.side_panel import SidePanel
from widgets.text_line import TextLine
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from screens.customers.summary import Ends
    from tui.domain.snapshot import Snapshot

# The cursor has to rest so long before the plans of its customer are asked for, seconds.
_REST = 0.3
# The ages in the rows are made anew when they are so old, seconds.
_AGED = 20.0
_PANEL = 45
_PANEL_FROM = 120
# The lines of the screen around the panel.
_AROUND = 6
_LEAST_LINES = 16


class CustomersView(DashboardScreen):
    """Draws the list; what the keys do is `screens.customers.screen`.

    `rest` is how long the cursor rests before plans are asked for, seconds.
    """

    WHERE = Where.CUSTOMERS
    MAIN = "1"
    AUTO_FOCUS = "#customers"

    def __init__(self, rest: float = _REST) -> None:
        super().__init__()
        self._list = CustomerList()
        self._rest_seconds = rest
        self._resting: Timer | None = None
        self._looked: tuple[tuple[str, str], ...] | None = None
        self._drawn: tuple[object, ...] = ()
        self._drawn_at = float("-inf")
        self._round_seen = float("-inf")

    def body(self) -> ComposeResult:
        """Summary, filter line, the list with its panel, the lines under it."""
        yield TextLine(id="summary")
        yield CustomersBar()
        yield TextLine(classes="gap")
        with Horizontal(classes="body"):
            yield VirtualTable(*columns(0), selecting=True, classes="list", id="customers")
            yield SidePanel(id="panel")
        # The margins of the block would make its neighbours narrower too: it has a place of its own.
        with Vertical(id="below"), Vertical(classes="below"):
            yield from (PlainLine(classes="below-line") for _line in range(3))

    @property
    def table(self) -> VirtualTable:
        """The list."""
        return self.query_one("#customers", VirtualTable)

    @property
    def bar(self) -> CustomersBar:
        """The line over the list."""
        return self.query_one(CustomersBar)

    @property
    def is_wide(self) -> bool:
        """Whether there is room for the panel."""
        return self.size.width >= _PANEL_FROM

    # Drawing

    def show(self, snapshot: Snapshot) -> None:
        """Draw what is different."""
        changed = self._list.update(snapshot, self.now)
        self._draw_list(changed=changed)
        self._draw_words()
        self._draw_hand()

    def _draw_list(self, *, changed: bool) -> None:
        """The rows: made anew when any is different, or when their ages may be."""
        listed, snapshot, now = self._list, self.snapshot, self.now
        table = self.table
        cells = self.size.width - (_PANEL if self.is_wide else 0)
        table.set_columns(columns(cells))
        away = is_away(snapshot, now)
        table.set_tone("muted" if away else "ink")
        sort = listed.view.sort
        table.set_sorted_by("" if sort.key is SortKey.ATTENTION else COLUMNS[sort.key])
        drawn = (listed.shown, listed.hidden, listed.view, away)
        if not changed and drawn == self._drawn and now - self._drawn_at < _AGED:
            return
        self._drawn, self._drawn_at = drawn, now
        extra = hidden_lines(listed.hidden) if listed.shown else {}
        make = row_maker(listed.board, snapshot, now, listed.view.pinned, extra)
        table.set_source((*listed.shown, *extra), make)

    def _facts(self) -> FilterFacts:
        listed = self._list
        return FilterFacts(
            text=self.bar.text,
            shown=len(listed.shown),
            count=listed.count,
            sorted_by=listed.view.sort.words,
            is_usual=listed.view.sort == Sort(),
            selected=len(self.table.selected),
        )

    def _draw_words(self) -> None:
        """Summary, filter line, and what stands in an empty list."""
        snapshot, now, cells = self.snapshot, self.now, self.size.width
        facts = self._facts()
        ends = self._round_line() or summary(snapshot, self._list.totals, cells)
        self.query_one("#summary", TextLine).show(*ends.left, right=ends.right)
        freshness = notice(snapshot, now, cells)
        known = "" if snapshot.customers_at is None else f"{age(now - snapshot.customers_at)} ago"
        ends = filter_words(facts, freshness, known, cells)
        self.bar.show(ends, matching(facts), notice=bool(freshness) and not facts.text)
        self.table.set_empty(*nothing_to_show(snapshot, facts))

    def _round_line(self) -> Ends | None:
        """How far the verification of many is, until its summary was looked at."""
        state = self.snapshot.round
        if state is None or not (state.goes_on or state.begun_at != self._round_seen):
            return None
        from screens.customers.round import round_line  # noqa: PLC0415 - as below

        return round_line(state, self.now)

    def _draw_hand(self) -> None:
        """The panel, or the lines under the list."""
        hand = self._hand()
        if self.is_wide:
            lines = panel(hand, self.size.height - _AROUND) if hand else ()
            self.query_one(SidePanel).tell(*lines)
            return
        told = below(hand, self.size.width - 2) if hand else ((), (), ())
        for line, text in zip(self.query(".below-line").results(PlainLine), told, strict=True):
            line.show(text)

    def _hand(self) -> InHand | None:
        """The customer under the cursor with everything known of it."""
        key = self.table.cursor_key
        standing = None if key is None else self._list.board.standing(key)
        if standing is None:
            return None
        now, snapshot = self.now, self.snapshot
        return in_hand(snapshot, standing, now, snapshot.customers_at if is_away(snapshot, now) else None)

    def refresh_footer(self) -> None:
        """The keys that work now: those of the field or the picker while they have the keys."""
        keys = customer_keys(self.bar.state, self.why_not, away=is_away(self.snapshot, self.now))
        if keys != self._footer_shown:
            self._footer_shown = keys
            self.query_one(KeyFooter).show(*keys)

    def on_resize(self, event: events.Resize) -> None:
        """Other columns, other words, a panel or lines."""
        self.set_class(event.size.height < _LEAST_LINES, "-low")
        self.call_after_refresh(self.redraw)

    # The plans of the customer in hand

    def _rest(self) -> None:
        """Begin to wait anew until the cursor rests."""
        if self._resting is not None:
            self._resting.stop()
        if self._rest_seconds:
            self._resting = self.set_timer(self._rest_seconds, self._look)
        else:
            self.call_later(self._look)

    def _look(self) -> None:
        """The cursor rests: the plans of its customer are read first. Nothing is drawn."""
        hand = self._hand()
        plans = plans_to_look_at(hand) if hand else ()
        if self.in_view and plans != self._looked:
            self._looked = plans
            self.host.look_at(*plans)

    def on_screen_suspend(self) -> None:
        """Another screen says what it looks at."""
        self._looked = None

    def on_screen_resume(self) -> None:
        """Say again what is looked at."""
        self._rest()
