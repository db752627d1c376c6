"""One customer's plan of one cloud: its figures always in the same places, its lines, and what it would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical

from screens.base import DashboardScreen
from screens.customer_pager import Pager, in_pager
from screens.help import HelpScreen
from screens.list_screen import BAR_KEYS
from screens.plan_diff import PlanDiffDialog
from screens.plan_figures import (
    LABEL_CELLS,
    NO_BARS,
    NOTE_CELLS,
    brief_headline,
    cost_bars,
    coverage_line,
    figures_text,
    headline,
)
from screens.plan_files import export_plan
from screens.plan_line import LineDialog
from screens.plan_panel import flagged_parts, panel, policy_parts
from screens.plan_since import SinceReview
from screens.plan_states import (
    badge_parts,
    chosen_provider,
    nothing_to_show,
    notice,
    providers_of,
    reasons_against,
    tab_of,
)
from screens.plan_tables import PlanTables, View
from tui.commands import Command, Where, bindings_of
from tui.domain.intents import Failed, ReadPlan, ReadRawPlan, Refresh
from tui.domain.plan_brief import PlanStanding
from tui.domain.plan_facts import known_brief
from tui.domain.plan_lines import LineKey
from tui.domain.pretty_json import exact_json, reindented
from tui.domain.snapshot import Link
from tui.messages import OpenPlan, OpenPurchase
from widgets.badges import Badges
from widgets.bars import BarLine
from widgets.figures import Figures
from widgets.key_footer import KeyFooter
from widgets.nav_bar import Crumbs, NavBar
from widgets.prose import Prose
from widgets.rule_line import RuleLine
from widgets.side_panel import SidePanel
from widgets.tab_line import TabLine
from widgets.text_line import TextLine
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.domain.intents import Outcome
    from tui.domain.plan import Plan
    from tui.domain.plan_brief import PlanBrief
    from tui.domain.records import Customer
    from tui.domain.snapshot import PlanDetail, PlanKey, PlanReading, Snapshot

_TALL = 32
_LOW = 16
_INTRO = (
    "One plan. Its figures are the API's; only changes in % and pp, and sums marked “added up here”, are worked out "
    "here. A line item has neither a payment option nor a coverage of its own: coverage belongs to the commitments. "
    "The filter takes words of the name, save>100 (also commit, upfront, number, cover), term:1y, service:, !word."
)
_NEED_A_PLAN = frozenset(
    f"plan.{name}" for name in ("tables", "sort", "filter", "line", "diff", "export", "pager", "copy")
)
_NEED_A_TABLE = frozenset({"plan.sort", "plan.filter", "plan.line"})


class PlanScreen(DashboardScreen):
    """Shows the plan of a customer and cloud; without a `provider` the one worth most when it opens.

    `[` and `]` walk `among`, the customers of the list it was opened from; `words` say what list that is.
    """

    WHERE = Where.PLAN
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Where.EVERYWHERE), *bindings_of(Where.PLAN)]

    def __init__(
        self, org_id: str, provider: str = "", among: Sequence[str] = (), words: str = "", pager: Pager = in_pager
    ) -> None:
        super().__init__()
        self._pager = pager
        self._org_id = org_id
        self._provider = provider
        self._among = tuple(among)
        self._words = words
        self._known: Customer | None = None
        self._asked_at = 0.0
        self._roomy: PlanKey | None = None
        self._since = SinceReview()

    @property
    def key(self) -> PlanKey:
        """The customer and the cloud in view."""
        return self._org_id, self._provider

    def body(self) -> ComposeResult:
        """Tabs, then figures, bars and tables, with a panel beside them or two lines below."""
        with Horizontal(classes="plan-head"):
            yield TabLine()
            yield Badges()
        with Horizontal(classes="body"):
            with Vertical(id="plan-main"):
                yield Figures()
                yield TextLine(id="plan-notice")
                yield BarLine(LABEL_CELLS, NOTE_CELLS, id="plan-before")
                yield BarLine(LABEL_CELLS, NOTE_CELLS, id="plan-after")
                yield BarLine(LABEL_CELLS, NOTE_CELLS, id="plan-coverage")
                yield PlanTables(id="plan-tables")
                yield Prose(id="plan-nothing")
            yield SidePanel(id="plan-panel", classes="panel")
        with Vertical(id="plan-below"):
            yield RuleLine(1)
            yield TextLine(id="plan-policy")
            yield TextLine(id="plan-flagged")

    def on_mount(self) -> None:
        """Settle which cloud is in view; refreshes don't change it."""
        self._provider = self._provider or chosen_provider(self.snapshot, self._org_id)
        self._asked_at = self.now

    def on_screen_resume(self) -> None:
        """Ask for the plan in view."""
        self.host.look_at(self.key)

    def on_resize(self, event: events.Resize) -> None:
        """A panel or lines, airy or dense."""
        tall = event.size.height >= _TALL
        self.set_class(tall, "-tall")
        self.set_class(event.size.height < _LOW, "-low")
        self.query_one(Figures).set_class(tall, "-airy")
        self.call_after_refresh(self.redraw)

    # What it shows

    @property
    def reading(self) -> PlanReading:
        """The last reading of the plan in view."""
        return self.snapshot.plan(*self.key)

    @property
    def brief(self) -> PlanBrief | None:
        """The plan in view as lists know it, None when none is known."""
        return known_brief(self.reading)

    @property
    def detail(self) -> PlanDetail | None:
        """The whole plan in view and when it was read, None while it was not."""
        return self.snapshot.details.get(self.key) if self.brief is not None else None

    @property
    def plan(self) -> Plan | None:
        """The whole plan in view, None while it was not read."""
        return self.detail.plan if self.detail is not None else None

    def crumbs(self) -> Crumbs:
        """The customer, and where it stands in the list one came from."""
        place = self._place
        among = f"{place + 1} of {len(self._among)}" if place is not None else ""
        return Crumbs(("Customers", self._label), place=among, among=self._words)

    @property
    def _label(self) -> str:
        self._known = self.snapshot.customer(self._org_id) or self._known
        return self._known.label if self._known is not None else self._org_id

    @property
    def _place(self) -> int | None:
        return self._among.index(self._org_id) if self._org_id in self._among else None

    def show(self, snapshot: Snapshot) -> None:
        """Draw the plan in view, or say why there is none."""
        brief, plan, now = self.brief, self.plan, self.now
        reasons = reasons_against(snapshot, *self.key)
        tabs = [tab_of(name, snapshot.plan(self._org_id, name)) for name in self._providers]
        self.query_one(TabLine).show(tabs, self._provider)
        self.query_one(Badges).show(badge_parts(plan, self.reading, now))
        self.set_class(brief is None, "-no-plan")
        if brief is None:
            self.query_one("#plan-nothing", Prose).show(
                *nothing_to_show(self.reading, self._provider, self._asked_at, now)
            )
        else:
            self._show_figures(brief, plan)
        news = self._since.news(snapshot, self.key)
        said = notice(snapshot, *self.key, now, news)
        self.query_one("#plan-notice", TextLine).show(*said)
        self._give_room(noticed=bool(said))
        self.query_one(PlanTables).show(plan, reasons, now, self._tone(snapshot, brief))
        self.query_one("#plan-panel", SidePanel).tell(*(panel(plan, reasons, now, news) if plan is not None else ()))
        self.query_one("#plan-policy", TextLine).show(*(policy_parts(plan, now) if plan is not None else ()))
        self.query_one("#plan-flagged", TextLine).show(*(flagged_parts(plan, now) if plan is not None else ()))
        if self.focused is None and brief is not None:
            self.call_after_refresh(self._focus_table)
        if (kept := self._since.to_ask(snapshot, self.key)) is not None:
            self.host.submit(kept)

    def _give_room(self, *, noticed: bool) -> None:
        """Blank lines around the notice of a plan that opens with one; they stay, so that nothing moves later."""
        if self.plan is not None and self._roomy != self.key:
            self._roomy = self.key
            self.set_class(noticed, "-noticed")

    def _show_figures(self, brief: PlanBrief, plan: Plan | None) -> None:
        self.query_one(Figures).show(brief_headline(brief) if plan is None else headline(plan))
        before, after = NO_BARS if plan is None else cost_bars(plan)
        covered = coverage_line(brief.current_coverage, brief.potential_coverage)
        for name, bar in (("before", before), ("after", after), ("coverage", covered)):
            self.query_one(f"#plan-{name}", BarLine).show(bar.label, bar.stretches, bar.note)

    def _tone(self, snapshot: Snapshot, brief: PlanBrief | None) -> str:
        """Figures that are not final, or not confirmed any more, are muted."""
        away = snapshot.connection.link_at(self.now) is Link.OFFLINE
        return "muted" if away or (brief and brief.standing is PlanStanding.CALCULATING) else "ink"

    def _focus_table(self) -> None:
        if self.focused is None:
            self.query_one(PlanTables).in_view.focus()

    @property
    def _providers(self) -> tuple[str, ...]:
        return providers_of(self.snapshot, self._org_id, self._provider)

    # What may be done

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

    def refresh_footer(self) -> None:
        """The keys that work now: those of the field or the picker while they have the keys."""
        keys = BAR_KEYS.get(self.query_one(PlanTables).bar_state)
        if keys is None:
            self._show_keys()
        elif keys != self._footer_shown:
            self._footer_shown = keys
            self.query_one(KeyFooter).show(*keys)

    def _show_keys(self) -> None:
        super().refresh_footer()

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
