"""The plan screen as it is drawn: which plan is in view, and where each of its parts stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from screens.base import DashboardScreen
from screens.lists.screen import BAR_KEYS
from screens.plan.figures import (
    LABEL_CELLS,
    NO_BARS,
    NOTE_CELLS,
    brief_headline,
    cost_bars,
    coverage_line,
    headline,
)
from screens.plan.panel import flagged_parts, panel, policy_parts
from screens.plan.since import SinceReview
from screens.plan.states import (
    badge_parts,
    chosen_provider,
    nothing_to_show,
    notice,
    providers_of,
    reasons_against,
    tab_of,
)
from screens.plan.tables import PlanTables
from tui.commands import Where
from tui.domain.plan.brief import PlanStanding
from tui.domain.plans.facts import known_brief
from tui.domain.snapshot import Link
from widgets.badges import Badges
from widgets.bars import BarLine
from widgets.figures import Figures
from widgets.key_footer import KeyFooter
from widgets.nav_bar import Crumbs
from widgets.prose import Prose
from widgets.rule_line import RuleLine
from widgets.side_panel import SidePanel
from widgets.tab_line import TabLine
from widgets.text_line import TextLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from tui.domain.plan.brief import PlanBrief
    from tui.domain.plan.records import Plan
    from tui.domain.records import Customer
    from tui.domain.snapshot import PlanDetail, PlanKey, PlanReading, Snapshot

_TALL = 32
_LOW = 16


class PlanView(DashboardScreen):
    """Draws the plan of a customer and cloud; what the keys do is `screens.plan.screen`.

    Without a `provider` it is the one worth most when the screen opens. `among` are the customers of the list it was
    opened from, `words` say what list that is.
    """

    WHERE = Where.PLAN
    AUTO_FOCUS = ""

    def __init__(self, org_id: str, provider: str = "", among: Sequence[str] = (), words: str = "") -> None:
        super().__init__()
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
        # Where one has left meanwhile there is none any more.
        for tables in self.query(PlanTables):
            if self.focused is None:
                tables.in_view.focus()

    @property
    def _providers(self) -> tuple[str, ...]:
        return providers_of(self.snapshot, self._org_id, self._provider)

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
