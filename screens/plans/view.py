"""The list of plans as it is drawn: summary, list, the plan in hand, and which plan is read first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.lists.freshness import is_away
from screens.lists.resting import REST, RestingScreen
from screens.lists.words import FilterFacts
from screens.plans.panel import PlanInHand, below, panel
from screens.plans.rows import COLUMNS, PICKS, columns, hidden_lines, plan_line
from screens.plans.summary import PLACEHOLDER, nothing_to_show, summary
from tui.commands import Where
from tui.domain.filters.plans import PlanFilter, parse_partial_plan_filter, parse_plan_filter
from tui.domain.plans.list import PlanList, PlanSorting, row_key
from widgets.table_lines import Row
from widgets.text_line import TextLine
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.filters.syntax import FilterError
    from tui.domain.plans.portfolio import PlanRow
    from tui.domain.snapshot import PlanKey, Snapshot
    from widgets.prose import Pair, Para
    from widgets.segments import Cell
    from widgets.table_lines import Line


class PlansView(RestingScreen[PlanFilter]):
    """Draws the list; what the keys do is `screens.plans.screen`.

    `rest` is how long the cursor rests before its plan is asked for in full, seconds.
    """

    WHERE = Where.PLANS
    MAIN = "2"
    PANEL = (26, 42)
    PLACEHOLDER = PLACEHOLDER
    PICKS = PICKS

    def __init__(self, rest: float = REST) -> None:
        super().__init__(rest)
        self._list = PlanList()
        self._drawn: tuple[tuple[PlanRow, ...], int] | None = None

    def make_table(self) -> VirtualTable:
        """The list."""
        return VirtualTable(*columns(0), classes="list", id="list")

    @property
    def hand(self) -> PlanInHand | None:
        """The plan under the cursor."""
        row = self._list.row(self.table.cursor_key)
        return None if row is None else PlanInHand(row, self.snapshot.details.get(row.key), self.now)

    def show(self, snapshot: Snapshot) -> None:
        """Draw what is different."""
        self._list.update(snapshot, self.now)
        self._draw_list()
        self.draw_words()
        self.draw_hand()

    def _draw_list(self) -> None:
        listed, table = self._list, self.table
        table.set_columns(columns(self.list_cells))
        table.set_tone("muted" if is_away(self.snapshot, self.now) else "ink")
        table.set_sorted_by(COLUMNS[listed.view.sort.key])
        # `shown` stays the same object while the same lines are shown.
        if self._drawn is not None and self._drawn[0] is listed.shown and self._drawn[1] == listed.hidden:
            return
        self._drawn = (listed.shown, listed.hidden)
        beneath = {line.key: line for line in (hidden_lines(listed.hidden) if listed.shown else ())}

        def make(key: str) -> Line:
            row = listed.row(key)
            return beneath.get(key) or (Row(key, (key,)) if row is None else plan_line(row))

        table.set_source((*(row_key(row.key) for row in listed.shown), *beneath), make)

    def draw_words(self) -> None:
        """Summary, filter line, and what stands in an empty list."""
        listed = self._list
        ends = summary(listed.totals, self.size.width)
        self.query_one("#summary", TextLine).show(*ends.left, right=ends.right)
        self.draw_line(
            FilterFacts(
                text=self.bar.text,
                shown=len(listed.shown),
                count=listed.count,
                sorted_by=listed.view.sort.words,
                is_usual=listed.view.sort == PlanSorting(),
            )
        )
        self.table.set_empty(*nothing_to_show(self.snapshot, listed.totals, listed.hidden))

    # The filter

    def understand(self, text: str, *, whole: bool) -> PlanFilter | FilterError:
        """The filter language, with the words about plans."""
        return parse_plan_filter(text) if whole else parse_partial_plan_filter(text)

    def first_key(self) -> str | None:
        """The first plan shown."""
        return row_key(self._list.shown[0].key) if self._list.shown else None

    # The plan in hand

    def panel_lines(self) -> Sequence[Para | Pair]:
        """All there is to say of the plan."""
        hand = self.hand
        return panel(hand, self.panel_cells) if hand is not None else ()

    def below_lines(self) -> Sequence[Cell]:
        """The figures that have no column."""
        hand = self.hand
        return below(hand, self.size.width - 2) if hand is not None else ()

    def plans_in_hand(self) -> tuple[PlanKey, ...]:
        """The one in hand."""
        hand = self.hand
        return (hand.row.key,) if hand is not None else ()
