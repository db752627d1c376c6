"""The lower part of the plan screen: line items, commitments or all details, and what has room below them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Unpack

from textual import on
from textual.containers import Vertical
from textual.message import Message

from screens.lists.bar import ListBar
from screens.lists.words import Ends
from screens.plan.lines import COVER_CELLS, ITEM_PICKS, LETTERS, PICKS, line_columns, row_of, totals_row, widths_for
from screens.plan.panel import below_table, contracts, details
from tui.domain.filters.lines import EXAMPLE, LineFilter, parse_line_filter, parse_partial_line_filter
from tui.domain.filters.syntax import FilterError
from tui.domain.plan.lines import LineKey, LineSort, PlanLine, commitment_lines, in_order, item_lines, sums_of
from widgets.prose import BLANK
from widgets.side_panel import SidePanel
from widgets.table_lines import Section
from widgets.text_line import Part
from widgets.text_pane import TextPane
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from screens.plan.panel import Lines
    from tui.domain.plan.records import Plan
    from widgets.naming import Naming

# From so many lines on a rule stands above the totals.
_AIRY = 16


class View(StrEnum):
    """What the lower part shows."""

    ITEMS = "items"
    COMMITMENTS = "commitments"
    DETAILS = "details"


class MoreBelow(SidePanel):
    """Fills the lines that a table leaves free; `make` is told how many there are."""

    def __init__(self, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._make: Callable[[int], Lines] = lambda _room: []

    def fill(self, make: Callable[[int], Lines]) -> None:
        """Show what fits, now and after every change of size."""
        self._make = make
        self.tell(*make(self.size.height))

    def on_resize(self) -> None:
        """Another number of lines is free."""
        self.tell(*self._make(self.size.height))


class PlanTables(Vertical):
    """Draws the lines of one plan; sorting and switching keep the cursor of each table on its line."""

    class KeysMoved(Message):
        """The keys went to the line over the table, or came back from it."""

    def __init__(self, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._plan: Plan | None = None
        self._reasons: tuple[str, ...] = ()
        self._now = 0.0
        self._view = View.ITEMS
        self._sorts: dict[View, LineSort] = {View.ITEMS: LineSort(), View.COMMITMENTS: LineSort()}
        self._filter = LineFilter()
        self._bar = ListBar(EXAMPLE, PICKS)
        self._drawn: dict[View, tuple[object, ...]] = {}
        self._lines: dict[View, dict[str, PlanLine]] = {View.ITEMS: {}, View.COMMITMENTS: {}}
        self._count: dict[View, int] = {}
        self._tables = {
            View.ITEMS: VirtualTable(*line_columns(widths_for(0), "Service"), id="plan-items"),
            View.COMMITMENTS: VirtualTable(
                *line_columns(widths_for(0, COVER_CELLS), "Commitment"), id="plan-commitments"
            ),
        }
        self._details = TextPane(id="plan-details")
        self._more = MoreBelow(id="plan-more")

    def compose(self) -> ComposeResult:
        """The line with the filter, the three views, of which one is shown, and what stands below."""
        yield self._bar
        # The tables are as high as their lines, at most as high as this.
        with Vertical(id="plan-views"):
            yield from self._tables.values()
            yield self._details
            yield self._more

    def on_mount(self) -> None:
        """Show the line items."""
        self._show_view()

    @property
    def view(self) -> View:
        """What is shown."""
        return self._view

    @property
    def sorted_by(self) -> LineSort | None:
        """The order of the table in view, None where there is none."""
        return self._sorts.get(self._view)

    @property
    def shown(self) -> Sequence[PlanLine]:
        """The lines of the table in view, in its order, after its filter."""
        return tuple(self._lines.get(self._view, {}).values())

    @property
    def count(self) -> int:
        """How many lines the table in view has without the filter."""
        return self._count.get(self._view, 0)

    @property
    def line_in_hand(self) -> PlanLine | None:
        """The line under the cursor."""
        table = self.in_view
        key = table.cursor_key if isinstance(table, VirtualTable) else None
        return self._lines[self._view].get(key) if key is not None else None

    @property
    def in_view(self) -> VirtualTable | TextPane:
        """The widget that takes the keys."""
        return self._tables.get(self._view, self._details)

    # What is done to it

    def turn(self) -> None:
        """The next view."""
        order = tuple(View)
        self._go(order[(order.index(self._view) + 1) % len(order)])

    def sort_by(self, key: LineKey) -> None:
        """Sort the table in view by a column; by the same one again turns it round."""
        if self._view in self._sorts and (key is not LineKey.COVER or self._view is View.COMMITMENTS):
            self._sorts[self._view] = self._sorts[self._view].chosen(key)
            self._draw()

    def ask(self, wanted: LineFilter) -> None:
        """Show the lines of both tables that this filter leaves."""
        self._filter = wanted
        self._draw()
        self._say()

    # The line with the filter

    @property
    def bar_state(self) -> str:
        """Who has the keys: "filter" while somebody types, "sort" while somebody picks, else empty."""
        return self._bar.state

    def pick(self) -> None:
        """Let somebody pick a column to sort by."""
        self._bar.pick(PICKS if self._view is View.COMMITMENTS else ITEM_PICKS)

    def type(self) -> None:
        """Let somebody type a filter."""
        self._bar.type()
        self._say()

    def clear(self) -> bool:
        """Filter nothing any more; False when there was nothing to clear."""
        return self._bar.clear()

    @on(ListBar.Asked)
    def _asked(self) -> None:
        self.type()
        self.post_message(self.KeysMoved())

    @on(ListBar.Picked)
    def _picked(self, event: ListBar.Picked) -> None:
        self.sort_by(LETTERS[event.letter])

    @on(ListBar.Typed)
    def _typed(self, event: ListBar.Typed) -> None:
        found = parse_line_filter(event.text) if event.whole else parse_partial_line_filter(event.text)
        if isinstance(found, FilterError):
            self._bar.refuse(found)
            return
        self._bar.accept(event.text, whole=event.whole)
        self.ask(found)

    @on(ListBar.Closed)
    def _bar_closed(self) -> None:
        if not self._bar.state:
            self.in_view.focus()
        self._say()
        # What the bar says in answer to this widget goes no further up than here.
        self.post_message(self.KeysMoved())

    def _say(self) -> None:
        """What is filtered by; nothing where there is no filter."""
        matching = f"{len(self.shown):,} of {self.count:,}"
        left = (Part((("/ ", "key"), (self._bar.text, "ink"))),) if self._bar.text else ()
        right = (
            Part(((f"{matching} lines", "muted"),), drop=1),
            Part((("esc", "key"), (" clears it", "faint")), drop=2),
        )
        self._bar.show(Ends(left, right if left else ()), matching, notice=False)

    # Drawing

    def show(self, plan: Plan | None, reasons: Sequence[str], now: float, tone: str) -> None:
        """Draw this plan; None while it was not read as a whole. `tone` is the style of plain cells."""
        self._plan, self._reasons, self._now = plan, tuple(reasons), now
        for table in self._tables.values():
            table.set_tone(tone)
        self._tell_details()
        self._draw()

    def _tell_details(self) -> None:
        """Every field, made only where it is looked at: a plan may name thousands of resources."""
        if self._plan is not None and self._view is View.DETAILS:
            self._details.show(*details(self._plan, self._reasons, self._now))

    def on_resize(self) -> None:
        """Other widths."""
        self._draw()

    def _draw(self) -> None:
        airy = self.size.height >= _AIRY
        for view, table in self._tables.items():
            # The very same plan in the same order needs no new rows: a refresh may bring thousands.
            state = (self._plan, self._sorts[view], self._filter, self.size.width, airy)
            known = self._drawn.get(view)
            if known is None or known[0] is not state[0] or known[1:] != state[1:]:
                self._drawn[view] = state
                self._fill(view, table)
        self._more.fill(self._below)

    def _fill(self, view: View, table: VirtualTable) -> None:
        in_items = view is View.ITEMS
        made = item_lines if in_items else commitment_lines
        lines: tuple[PlanLine, ...] = made(self._plan) if self._plan is not None else ()
        left = self._filter.select(lines) if self._filter.terms else lines
        widths = widths_for(self.size.width, 0 if in_items else COVER_CELLS, sums_of(left).number)
        ordered: dict[str, PlanLine] = {line.key: line for line in in_order(left, self._sorts[view])}
        self._lines[view], self._count[view] = ordered, len(lines)
        table.set_columns(line_columns(widths, "Service" if in_items else "Commitment"))
        table.set_sorted_by(self._sorts[view].key)
        table.set_empty(((self._absent(view, len(lines)), "muted"),))
        table.set_source(tuple(ordered), lambda key: row_of(ordered[key], widths))
        rule = (Section("rule"),) if self.size.height >= _AIRY else ()
        total = totals_row(left, widths, len(lines) if self._filter.terms else None)
        table.set_totals(*((*rule, total) if left else ()))

    def _absent(self, view: View, count: int) -> str:
        if self._plan is None:
            return "Reading the whole plan."
        if count:
            return f"{count:,} hidden by the filter, esc clears it"
        return "The plan has no line items." if view is View.ITEMS else "The plan has no commitment summaries."

    def _below(self, room: int) -> Lines:
        if self._plan is None:
            return []
        match self._view:
            case View.ITEMS:
                return below_table(self._plan, room)
            case View.COMMITMENTS if room > len(contracts(self._plan)) + 1:
                return [BLANK, *contracts(self._plan)]
            case _:
                return []

    def _go(self, view: View) -> None:
        had_focus = self.in_view.has_focus
        self._view = view
        self._tell_details()
        self._show_view()
        self._more.fill(self._below)
        self._say()
        if had_focus:
            self.in_view.focus()

    def _show_view(self) -> None:
        for view, table in self._tables.items():
            table.display = view is self._view
        self._details.display = self._view is View.DETAILS
        self._more.display = self._view is not View.DETAILS
