"""Every known plan of every customer and cloud, ranked by what it saves: the account manager's list (product.md)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on

from screens.help import HelpScreen
from screens.lists.bar import ListBar
from screens.lists.export import export_listing
from screens.plans.mark import MarkDialog, Marked
from screens.plans.panel import plan_text
from screens.plans.review import OpenReview, Queue
from screens.plans.rows import LETTERS, SORTS
from screens.plans.view import PlansView
from tui.commands import Command, Where, bindings_of
from tui.domain.export.listing import about_list
from tui.domain.formats import count
from tui.domain.intents import Failed, LoadPlans, MarkPlan
from tui.domain.plans.list import PlanView, row_key
from tui.domain.plans.table import plans_listing
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from textual.binding import BindingType

    from tui.domain.filters.plans import PlanFilter
    from tui.domain.intents import Outcome
    from tui.domain.plans.portfolio import PlanSort
    from tui.domain.snapshot import PlanKey

_NEEDS_ROW = frozenset({"plans.open", "plans.mark", "plans.copy", "plans.sort", "plans.export"})
_INTRO = (
    "Every known plan, most net savings first. The sum holds the positive savings of plans that are final, not locked "
    "and not bought; it is added up here. n walks what is to be reviewed, m marks, a capital letter there goes on. "
    "1 2 3 4 go to the main screens."
)


class PlansScreen(PlansView):
    """What a person can do with the list; every `do_` method is a command of the registry."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Where.EVERYWHERE), *bindings_of(Where.PLANS)]

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

    @on(VirtualTable.Opened)
    def _opened(self) -> None:
        hand = self.hand
        if hand is not None:
            self._open(hand.row.key)

    @on(VirtualTable.SortAsked)
    def _sort_asked(self, event: VirtualTable.SortAsked) -> None:
        key = SORTS.get(event.column)
        if key is not None:
            self._sort_by(key)

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
        what = f"{hand.cloud} plan: {row.brief.name}"
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

    @on(ListBar.Picked)
    def _picked(self, event: ListBar.Picked) -> None:
        self._sort_by(LETTERS[event.letter])

    def _sort_by(self, key: PlanSort) -> None:
        view = self._list.view
        self._ask(replace(view, sort=view.sort.chosen(key)))

    def narrow(self, wanted: PlanFilter) -> None:
        """Show the plans a filter leaves."""
        self._ask(replace(self._list.view, filter=wanted))

    def _ask(self, view: PlanView) -> None:
        self._list.ask(view, self.now)
        self._draw_list()
        self.draw_words()
