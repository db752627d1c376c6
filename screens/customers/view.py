"""The customer list as it is drawn: summary, list, the customer in hand, and which plans are read first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.customers.below import below
from screens.customers.hand import InHand, in_hand, plans_to_look_at
from screens.customers.list import CustomerList, Sort
from screens.customers.panel import panel
from screens.customers.rows import columns, hidden_lines, row_maker
from screens.customers.sort import COLUMNS, PICKS
from screens.customers.summary import PLACEHOLDER, nothing_to_show, summary
from screens.lists.freshness import is_away
from screens.lists.resting import REST, RestingScreen
from screens.lists.words import FilterFacts
from tui.commands import Where
from tui.domain.customers.ordering import SortKey
from tui.domain.filters.filter import Filter, parse, parse_partial
from tui.domain.filters.syntax import FilterError
from widgets.text_line import TextLine
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.lists.words import Ends
    from tui.domain.snapshot import PlanKey, Snapshot
    from widgets.prose import Pair, Para
    from widgets.segments import Cell

# The ages in the rows are made anew when they are so old, seconds.
_AGED = 20.0
# The lines of the screen around the panel.
_AROUND = 6


class CustomersView(RestingScreen[Filter]):
    """Draws the list; what the keys do is `screens.customers.screen`.

    `rest` is how long the cursor rests before plans are asked for, seconds.
    """

    WHERE = Where.CUSTOMERS
    MAIN = "1"
    PANEL = (45, 45)
    BELOW = 3
    PLACEHOLDER = PLACEHOLDER
    PICKS = PICKS

    def __init__(self, rest: float = REST) -> None:
        super().__init__(rest)
        self._list = CustomerList()
        self._drawn: tuple[object, ...] = ()
        self._drawn_at = float("-inf")
        self._round_seen = float("-inf")

    def make_table(self) -> VirtualTable:
        """The list."""
        return VirtualTable(*columns(0), selecting=True, classes="list", id="list")

    def show(self, snapshot: Snapshot) -> None:
        """Draw what is different."""
        changed = self._list.update(snapshot, self.now)
        self._draw_list(changed=changed)
        self.draw_words()
        self.draw_hand()

    def _draw_list(self, *, changed: bool) -> None:
        """The rows: made anew when any is different, or when their ages may be."""
        listed, snapshot, now, table = self._list, self.snapshot, self.now, self.table
        table.set_columns(columns(self.list_cells))
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
        listed, selected = self._list, len(self.table.selected)
        chosen: Cell = ((f"{selected:,} selected", "key"), (", V verifies them", "muted"))
        return FilterFacts(
            text=self.bar.text,
            shown=len(listed.shown),
            count=listed.count,
            sorted_by=listed.view.sort.words,
            is_usual=listed.view.sort == Sort(),
            selected=chosen if selected else (),
        )

    def draw_words(self) -> None:
        """Summary, filter line, and what stands in an empty list."""
        facts = self._facts()
        ends = self._round_line() or summary(self.snapshot, self._list.totals, self.size.width)
        self.query_one("#summary", TextLine).show(*ends.left, right=ends.right)
        self.draw_line(facts)
        self.table.set_empty(*nothing_to_show(self.snapshot, facts))

    def _round_line(self) -> Ends | None:
        """How far the verification of many is, until its summary was looked at."""
        state = self.snapshot.round
        if state is None or not (state.goes_on or state.begun_at != self._round_seen):
            return None
        from screens.customers.round import round_line  # noqa: PLC0415 - the first paint has no round

        return round_line(state, self.now)

    # The filter

    def understand(self, text: str, *, whole: bool) -> Filter | FilterError:
        """The filter language."""
        return parse(text) if whole else parse_partial(text)

    def first_key(self) -> str | None:
        """The first customer shown."""
        return next(iter(self._list.shown), None)

    # The customer in hand

    def panel_lines(self) -> Sequence[Para | Pair]:
        """All there is to say of the customer."""
        hand = self._hand()
        return panel(hand, self.size.height - _AROUND) if hand else ()

    def below_lines(self) -> Sequence[Cell]:
        """What matters most of the customer."""
        hand = self._hand()
        return below(hand, self.size.width - 2) if hand else ()

    def _hand(self) -> InHand | None:
        """The customer under the cursor with everything known of it."""
        key = self.table.cursor_key
        standing = None if key is None else self._list.board.standing(key)
        if standing is None:
            return None
        now, snapshot = self.now, self.snapshot
        return in_hand(snapshot, standing, now, snapshot.customers_at if is_away(snapshot, now) else None)

    def plans_in_hand(self) -> tuple[PlanKey, ...]:
        """The expected ones of the customer, and the known ones."""
        hand = self._hand()
        return plans_to_look_at(hand) if hand else ()
