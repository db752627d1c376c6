"""One customer's plan of one cloud: its figures always in the same places, its lines, and what it would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from screens.help import HelpScreen
from screens.pager import Pager, in_pager
from screens.plan.diff import PlanDiffDialog
from screens.plan.figures import figures_text
from screens.plan.files import export_plan
from screens.plan.line import LineDialog
from screens.plan.states import reasons_against
from screens.plan.tables import PlanTables, View
from screens.plan.view import PlanView
from tui.commands import Command, Where, bindings_of
from tui.domain.export.pretty_json import exact_json, reindented
from tui.domain.intents import Failed, ReadPlan, ReadRawPlan, Refresh
from tui.domain.plan.lines import LineKey
from tui.domain.plans.facts import known_brief
from tui.messages import OpenPlan, OpenPurchase
from widgets.nav_bar import NavBar
from widgets.tab_line import TabLine
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from tui.domain.intents import Outcome

_INTRO = (
    "One plan. Its figures are the API's; only changes in % and pp, and sums marked “added up here”, are worked out "
    "here. A line item has neither a payment option nor a coverage of its own: coverage belongs to the commitments. "
    "The filter takes words of the name, save>100 (also commit, upfront, number, cover), term:1y, service:, !word."
)
_NEED_A_PLAN = frozenset(
    f"plan.{name}" for name in ("tables", "sort", "filter", "line", "diff", "export", "pager", "copy")
)
_NEED_A_TABLE = frozenset({"plan.sort", "plan.filter", "plan.line"})


class PlanScreen(PlanView):
    """What a person can do with a plan; every `do_` method is a command of the registry.

    `[` and `]` walk `among`, the customers of the list it was opened from.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Where.EVERYWHERE), *bindings_of(Where.PLAN)]

    def __init__(
        self, org_id: str, provider: str = "", among: Sequence[str] = (), words: str = "", pager: Pager = in_pager
    ) -> None:
        super().__init__(org_id, provider, among, words)
        self._pager = pager

    def why_not(self, command: Command) -> str:
        """Why a command may not be used now."""
        place, last = self._place, len(self._among) - 1
        match command.id:
            case "plan.buy":
                return next(iter(reasons_against(self.snapshot, *self.key)), "")
            case "plan.next" if place is None or place >= last:
                return "there is no customer after this one"
            case "plan.previous" if place is None or place == 0:
                return "there is no customer before this one"
            case name if name in _NEED_A_PLAN and self.plan is None:
                return "there is no plan to show"
            case name if name in _NEED_A_TABLE and self.query_one(PlanTables).view is View.DETAILS:
                return "there is no table in view"
            case "plan.line" if self.query_one(PlanTables).line_in_hand is None:
                return "there is no line in view"
            case _:
                return super().why_not(command)

    def do_buy(self) -> None:
        """Open the purchase dialog for the plan in view."""
        if (plan := self.plan) is not None:
            self.post_message(OpenPurchase(*self.key, plan))

    def do_tables(self) -> None:
        """Line items, by commitment, and all details."""
        self.query_one(PlanTables).turn()
        self.refresh_footer()

    def do_sort(self) -> None:
        """Ask for a column."""
        self.query_one(PlanTables).pick()
        self.refresh_footer()

    def do_filter(self) -> None:
        """Type a filter."""
        self.query_one(PlanTables).type()
        self.refresh_footer()

    def do_line(self) -> None:
        """Every field of the line in hand."""
        if (line := self.query_one(PlanTables).line_in_hand) is not None:
            self.app.push_screen(LineDialog(line))

    def do_diff(self) -> None:
        """What changed since an earlier reading."""
        if (detail := self.detail) is not None:
            self.app.push_screen(PlanDiffDialog(self._label, self.key, detail))

    def do_export(self) -> None:
        """Write the plan to a file."""
        if (detail := self.detail) is not None:
            export_plan(self.host, self._label, detail, self.query_one(PlanTables))

    def do_pager(self) -> None:
        """Ask for the answer as the server wrote it; it is shown when it comes."""
        self.host.submit(ReadRawPlan(*self.key))

    def answered(self, outcome: Outcome) -> None:
        """The answer as the server wrote it goes to the pager."""
        super().answered(outcome)
        if self._since.take(outcome):
            self.redraw()
        if not isinstance(outcome.intent, ReadRawPlan) or not self.in_view or outcome.intent != ReadRawPlan(*self.key):
            return
        if isinstance(outcome, Failed):
            self.host.tell(f"v raw: {outcome.fault.sentence}", "warning")
        elif isinstance(outcome.value, str) and (
            problem := self._pager(self.app, exact_json(reindented(outcome.value)), ".json")
        ):
            self.host.tell(f"v raw: {problem}", "warning")

    def do_copy(self) -> None:
        """The headline figures to the clipboard."""
        if (plan := self.plan) is None:
            return
        self.host.copy_told(figures_text(self._label, plan, self.reading.read_at, self.now), "the headline figures")

    def do_help(self) -> None:
        """Tell about the plan."""
        self.app.push_screen(HelpScreen(Where.PLAN, "a plan", _INTRO, self.why_not))

    def do_provider_next(self) -> None:
        """The plan of the next cloud."""
        self._step_provider(1)

    def do_provider_previous(self) -> None:
        """The plan of the cloud before."""
        self._step_provider(-1)

    def do_next(self) -> None:
        """The customer after."""
        self._step_customer(1)

    def do_previous(self) -> None:
        """The customer before."""
        self._step_customer(-1)

    def do_refresh(self) -> None:
        """Read this plan now, and the list of customers."""
        self.host.submit(ReadPlan(*self.key))
        self.host.submit(Refresh())

    def do_back(self) -> None:
        """Clear the filter; without one leave: nothing is looked at any more until another screen says so."""
        if self.query_one(PlanTables).clear():
            return
        self.host.look_at()
        super().do_back()

    def _step_provider(self, step: int) -> None:
        order = self._providers
        self._look(order[(order.index(self._provider) + step) % len(order)])

    def _look(self, provider: str) -> None:
        if provider != self._provider:
            self._provider = provider
            self._asked_at = self.now
            self.host.look_at(self.key)
            self.redraw()

    def _step_customer(self, step: int) -> None:
        place = self._place
        if place is None or not 0 <= place + step < len(self._among):
            return
        org_id = self._among[place + step]
        has_one = known_brief(self.snapshot.plan(org_id, self._provider)) is not None
        self.post_message(OpenPlan(org_id, self._provider if has_one else "", self._among, self._words))

    @on(TabLine.Chosen)
    def _tab_chosen(self, event: TabLine.Chosen) -> None:
        self._look(event.key)

    @on(NavBar.Stepped)
    async def _stepped(self, event: NavBar.Stepped) -> None:
        await self.run_action("do('plan.next')" if event.step > 0 else "do('plan.previous')")

    @on(VirtualTable.SortAsked)
    def _sort_asked(self, event: VirtualTable.SortAsked) -> None:
        self.query_one(PlanTables).sort_by(LineKey(event.column))

    @on(VirtualTable.Opened)
    def _line_opened(self) -> None:
        self.action_do("plan.line")

    @on(PlanTables.KeysMoved)
    @on(VirtualTable.Moved)
    def _keys_moved(self) -> None:
        self.refresh_footer()
