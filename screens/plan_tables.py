"""The lower part of the plan screen: line items, commitments or all details, and what has room below them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Unpack

from textual.containers import Vertical

from screens.plan_lines import (
    SORTS,
    PlanLine,
    SortName,
    commitment_lines,
    in_order,
    item_lines,
    line_columns,
    next_sort,
    row_of,
    totals_row,
    widths_for,
)
from screens.plan_panel import below_table, contracts, details
from widgets.prose import BLANK
from widgets.side_panel import SidePanel
from widgets.table_lines import Section
from widgets.text_pane import TextPane
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from screens.plan_panel import Lines
    from tui.domain.plan import Plan
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

    def __init__(self, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._plan: Plan | None = None
        self._reasons: tuple[str, ...] = ()
        self._view = View.ITEMS
        self._sorts: dict[View, SortName] = {View.ITEMS: SORTS[0], View.COMMITMENTS: SORTS[0]}
        self._drawn: dict[View, tuple[object, ...]] = {}
        self._tables = {
            View.ITEMS: VirtualTable(*line_columns(widths_for(0), "Service"), id="plan-items"),
            View.COMMITMENTS: VirtualTable(*line_columns(widths_for(0), "Commitment"), id="plan-commitments"),
        }
        self._details = TextPane(id="plan-details")
        self._more = MoreBelow(id="plan-more")

    def compose(self) -> ComposeResult:
        """The three views, of which one is shown, and what stands below."""
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
    def sorted_by(self) -> SortName | None:
        """The order of the table in view, None where there is none."""
        return self._sorts.get(self._view)

    @property
    def in_view(self) -> VirtualTable | TextPane:
        """The widget that takes the keys."""
        return self._tables.get(self._view, self._details)

    # What is done to it

    def turn(self) -> None:
        """The next view."""
        order = tuple(View)
        self._go(order[(order.index(self._view) + 1) % len(order)])

    def sort_next(self) -> None:
        """Sort the table in view by the next column."""
        if self.sorted_by is not None:
            self.sort_by(next_sort(self.sorted_by))

    def sort_by(self, column: str) -> None:
        """Sort the table in view by a column."""
        name = next((sort for sort in SORTS if sort == column), None)
        if name is not None and self._view in self._sorts:
            self._sorts[self._view] = name
            self._draw()

    # Drawing

    def show(self, plan: Plan | None, reasons: Sequence[str], now: float, tone: str) -> None:
        """Draw this plan; None while it was not read as a whole. `tone` is the style of plain cells."""
        self._plan, self._reasons = plan, tuple(reasons)
        for table in self._tables.values():
            table.set_tone(tone)
        if plan is not None:
            self._details.show(*details(plan, reasons, now))
        self._draw()

    def on_resize(self) -> None:
        """Other widths."""
        self._draw()

    def _draw(self) -> None:
        widths, airy = widths_for(self.size.width), self.size.height >= _AIRY
        for view, table in self._tables.items():
            # The very same plan in the same order needs no new rows: a refresh may bring thousands.
            state = (self._plan, self._sorts[view], widths, airy)
            known = self._drawn.get(view)
            if known is None or known[0] is not state[0] or known[1:] != state[1:]:
                self._drawn[view] = state
                self._fill(view, table)
        self._more.fill(self._below)

    def _fill(self, view: View, table: VirtualTable) -> None:
        widths = widths_for(self.size.width)
        title = "Service" if view is View.ITEMS else "Commitment"
        made = item_lines if view is View.ITEMS else commitment_lines
        lines: tuple[PlanLine, ...] = made(self._plan) if self._plan is not None else ()
        ordered: dict[str, PlanLine] = {line.key: line for line in in_order(lines, self._sorts[view])}
        table.set_columns(line_columns(widths, title))
        table.set_sorted_by(self._sorts[view])
        table.set_empty(((self._absent(view), "muted"),))
        table.set_source(tuple(ordered), lambda key: row_of(ordered[key], widths))
        rule = (Section("rule"),) if self.size.height >= _AIRY else ()
        table.set_totals(*((*rule, totals_row(lines, widths)) if lines else ()))

    def _absent(self, view: View) -> str:
        if self._plan is None:
            return "Reading the whole plan."
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
        self._show_view()
        self._more.fill(self._below)
        if had_focus:
            self.in_view.focus()

    def _show_view(self) -> None:
        for view, table in self._tables.items():
            table.display = view is self._view
        self._details.display = self._view is View.DETAILS
        self._more.display = self._view is not View.DETAILS
