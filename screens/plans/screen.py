"""Every known plan of every customer and cloud, ranked by what it saves: the account manager's list (product.md)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on

from screens.customers.hand import is_away
from screens.customers.summary import FilterFacts, matching, notice
from screens.help import HelpScreen
from screens.lists.bar import ListBar
from screens.lists.export import export_listing
from screens.lists.screen import ListScreen
from screens.lists.words import line_words
from screens.plans.mark import MarkDialog, Marked
from screens.plans.panel import PlanInHand, below, panel, plan_text
from screens.plans.review import OpenReview, Queue
from screens.plans.rows import COLUMNS, LETTERS, PICKS, SORTS, columns, hidden_lines, plan_line
from screens.plans.summary import PLACEHOLDER, nothing_to_show, summary
from tui.commands import Command, Where, bindings_of
from tui.domain.export.listing import about_list
from tui.domain.filters.plans import PlanFilter, parse_partial_plan_filter, parse_plan_filter
from tui.domain.filters.syntax import FilterError
from tui.domain.formats import age, count
from tui.domain.intents import Failed, LoadPlans, MarkPlan
from tui.domain.plans.list import PlanList, PlanSorting, PlanView, row_key
from tui.domain.plans.table import plans_listing
from widgets.table_lines import Row
from widgets.text_line import TextLine
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.timer import Timer

    from tui.domain.intents import Outcome
    from tui.domain.snapshot import PlanKey, Snapshot
    from widgets.table_lines import Line

# The cursor has to rest so long before its plan is asked for in full, seconds.
_REST = 0.3
_NEEDS_ROW = frozenset({"plans.open", "plans.mark", "plans.copy", "plans.sort", "plans.export"})
_INTRO = (
    "Every known plan, most net savings first. The sum holds the positive savings of plans that are final, not locked "
    "and not bought; it is added up here. n walks what is to be reviewed, m marks, a capital letter there goes on. "
    "1 2 3 4 go to the main screens."
)


class PlansScreen(ListScreen):
    """Shows the list; `rest` is how long the cursor rests before its plan is asked for, seconds."""

    WHERE = Where.PLANS
    MAIN = "2"
    PANEL = (26, 42)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Where.EVERYWHERE), *bindings_of(Where.PLANS)]

    def __init__(self, rest: float = _REST) -> None:
        super().__init__()
        self._list = PlanList()
        self._anchor: str | None = None
        self._rest_seconds = rest
        self._resting: Timer | None = None
        self._looked: PlanKey | None = None
        self._drawn: tuple[object, ...] = ()

    def line_four(self) -> ListBar:
        """The filter."""
        return ListBar(PLACEHOLDER, PICKS)

    def make_table(self) -> VirtualTable:
        """The list."""
        return VirtualTable(*columns(0), classes="list", id="list")

    @property
    def bar(self) -> ListBar:
        """The line over the list."""
        return self.query_one(ListBar)

    @property
    def bar_state(self) -> str:
        """Who has the keys."""
        return self.bar.state

    @property
    def hand(self) -> PlanInHand | None:
        """The plan under the cursor."""
        row = self._list.row(self.table.cursor_key)
        return None if row is None else PlanInHand(row, self.snapshot.details.get(row.key), self.now)

    # Drawing

    def show(self, snapshot: Snapshot) -> None:
        """Draw what is different."""
        self._list.update(snapshot, self.now)
        self._draw_list()
        self._draw_words()
        self._draw_hand()
        self.refresh_footer()

    def _draw_list(self) -> None:
        listed, table = self._list, self.table
        table.set_columns(columns(self.list_cells))
        table.set_tone("muted" if is_away(self.snapshot, self.now) else "ink")
        table.set_sorted_by(COLUMNS[listed.view.sort.key])
        if (listed.shown, listed.hidden) == self._drawn[:2] and self._drawn[0] is listed.shown:
            return
        self._drawn = (listed.shown, listed.hidden)
        extra = hidden_lines(listed.hidden) if listed.shown else ()
        beneath = {line.key: line for line in extra}

        def make(key: str) -> Line:
            row = listed.row(key)
            return beneath.get(key) or (Row(key, (key,)) if row is None else plan_line(row))

        table.set_source((*(row_key(row.key) for row in listed.shown), *beneath), make)

    def _draw_words(self) -> None:
        """Summary, filter line, and what stands in an empty list."""
        snapshot, now, cells, listed = self.snapshot, self.now, self.size.width, self._list
        ends = summary(listed.totals, cells)
        self.query_one("#summary", TextLine).show(*ends.left, right=ends.right)
        facts = FilterFacts(
            text=self.bar.text,
            shown=len(listed.shown),
            count=listed.count,
            sorted_by=listed.view.sort.words,
            is_usual=listed.view.sort == PlanSorting(),
        )
        freshness = notice(snapshot, now, cells)
        known = "" if snapshot.customers_at is None else f"{age(now - snapshot.customers_at)} ago"
        ends = line_words(facts, PLACEHOLDER, freshness, known, cells)
        self.bar.show(ends, matching(facts), notice=bool(freshness) and not facts.text)
        self.table.set_empty(*nothing_to_show(snapshot, listed.totals, listed.hidden))

    def _draw_hand(self) -> None:
        hand = self.hand
        if hand is None:
            self.tell_of_row((), ())
        else:
            self.tell_of_row(panel(hand, self.panel_cells), below(hand, self.size.width - 2))

    # What is done to the list

    def why_not(self, command: Command) -> str:
        """Commands about a plan need one."""
        if command.id in _NEEDS_ROW and self.table.cursor_key is None:
            return "there is no plan in the list"
        if command.id == "plans.load" and not (self._list.totals.not_known or self._list.totals.failed):
            return "every expected plan is known"
        if command.id == "plans.todo-next" and self._todo(1) is None:
            return "there is no plan to review after this one"
        if command.id == "plans.todo-previous" and self._todo(-1) is None:
            return "there is no plan to review before this one"
        return super().why_not(command)

    def _todo(self, step: int) -> PlanKey | None:
        """The next plan to review: going on, the one in hand counts as well."""
        hand = self.hand
        if step > 0 and hand is not None and hand.row.waits_for_review:
            return hand.row.key
        return self._list.next_to_review(None if hand is None else hand.row.key, step)

    @on(VirtualTable.Moved)
    def _moved(self) -> None:
        self._draw_hand()
        self.refresh_footer()
        self._rest()

    @on(VirtualTable.Opened)
    def _opened(self) -> None:
        hand = self.hand
        if hand is not None:
            self._open(hand.row.key)

    @on(VirtualTable.SortAsked)
    def _sort_asked(self, event: VirtualTable.SortAsked) -> None:
        key = SORTS.get(event.column)
        if key is not None:
            self._ask(replace(self._list.view, sort=self._list.view.sort.chosen(key)))

    def _open(self, key: PlanKey | None) -> None:
        if key is not None:
            queue = Queue(tuple(row.key for row in self._list.shown), self.bar.text)
            self.post_message(OpenReview(key, queue, self._came_back))

    def _came_back(self, key: PlanKey) -> None:
        """Somebody comes back from this plan: the cursor goes on from there."""
        self.table.move_to_key(row_key(key))

    def do_open(self) -> None:
        """Open the plan in hand."""
        self.table.action_open()

    def do_todo_next(self) -> None:
        """Open the next plan to review."""
        self._open(self._todo(1))

    def do_todo_previous(self) -> None:
        """Open the plan to review before this one."""
        self._open(self._todo(-1))

    def do_load(self) -> None:
        """Read what is not known or could not be read."""
        self.host.submit(LoadPlans())
        totals = self._list.totals
        self.host.tell(f"Reading {count(max(totals.not_known, totals.failed), 'plan')}; the list fills as they come")

    def do_mark(self) -> None:
        """Mark the plan in hand, the one that was recommended when the dialog opened."""
        hand = self.hand
        if hand is None:
            return
        row = hand.row

        def take(marked: Marked | None) -> None:
            if marked is not None:
                self.host.submit(MarkPlan(*row.key, row.brief.id, marked.mark, marked.note))
                following = self._list.next_to_review(row.key, 1) if marked.goes_on else None
                if following is not None:
                    self.table.move_to_key(row_key(following))

        note = row.review.note if row.review is not None else ""
        what = f"{hand.cloud} plan {row.brief.name}"
        self.app.push_screen(MarkDialog(row.standing.full_name, what, row.mark, note), take)

    def do_copy(self) -> None:
        """Send the plan in hand to the terminal's clipboard."""
        hand = self.hand
        if hand is not None:
            self.host.copy_told(plan_text(hand), f"the plan of {hand.row.standing.full_name}")

    def do_export(self) -> None:
        """Write what the list shows to a file."""
        listed = self._list
        about = about_list(self.snapshot, self.now, self.bar.text, listed.view.sort.words)
        export_listing(self.host, plans_listing(listed.shown, listed.totals, about))

    def do_help(self) -> None:
        """Tell about the list."""
        self.app.push_screen(HelpScreen(Where.PLANS, "the list of plans", _INTRO, self.why_not))

    def answered(self, outcome: Outcome) -> None:
        """A mark that was not kept is told."""
        if isinstance(outcome, Failed) and isinstance(outcome.intent, MarkPlan) and self.in_view:
            self.host.tell(outcome.fault.sentence, "warning")

    # Sort and filter

    def do_sort(self) -> None:
        """Ask for a column."""
        self.bar.pick()
        self.refresh_footer()

    @on(ListBar.Asked)
    def do_filter(self) -> None:
        """Type a filter."""
        self._anchor = self.table.cursor_key
        self.bar.type()
        self._draw_words()
        self.refresh_footer()

    def do_back(self) -> None:
        """Leave the field and clear the filter."""
        if not self.bar.state:
            self._anchor = self.table.cursor_key
        self.bar.clear()

    @on(ListBar.Closed)
    def _bar_closed(self) -> None:
        if not self.bar.state:
            self.table.focus()
        self._draw_words()
        self.refresh_footer()

    @on(ListBar.Picked)
    def _picked(self, event: ListBar.Picked) -> None:
        view = self._list.view
        self._ask(replace(view, sort=view.sort.chosen(LETTERS[event.letter])))

    @on(ListBar.Typed)
    def _typed(self, event: ListBar.Typed) -> None:
        """Show what is left. While letters come the cursor belongs where it was, else to the first match."""
        found = parse_plan_filter(event.text) if event.whole else parse_partial_plan_filter(event.text)
        if isinstance(found, FilterError):
            self.bar.refuse(found)
            return
        self.bar.accept(event.text, whole=event.whole)
        self._filter(found)

    def _filter(self, wanted: PlanFilter) -> None:
        self._ask(replace(self._list.view, filter=wanted))
        shown, anchor = self._list.shown, self._anchor
        if shown and not (anchor and self.table.move_to_key(anchor)):
            self.table.move_to_key(row_key(shown[0].key))
        self._draw_hand()

    def _ask(self, view: PlanView) -> None:
        self._list.ask(view, self.now)
        self._draw_list()
        self._draw_words()

    # The plan in hand

    def _rest(self) -> None:
        """Begin to wait anew until the cursor rests."""
        if self._resting is not None:
            self._resting.stop()
        if self._rest_seconds:
            self._resting = self.set_timer(self._rest_seconds, self._look)
        else:
            self.call_later(self._look)

    def _look(self) -> None:
        """The cursor rests: its plan is read first. Nothing is drawn."""
        hand = self.hand
        key = hand.row.key if hand is not None else None
        if self.in_view and key != self._looked:
            self._looked = key
            self.host.look_at(*((key,) if key is not None else ()))

    def on_screen_suspend(self) -> None:
        """Another screen says what it looks at."""
        self._looked = None

    def on_screen_resume(self) -> None:
        """Say again what is looked at."""
        self._rest()
