"""The customer screen as it is drawn, and the visit it keeps: step and tab in view, template, what was asked."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING

from screens.base import DashboardScreen
from screens.customer.aws_tab import AwsTab
from screens.customer.azure_tab import AzureTab
from screens.customer.facts import CustomerFacts, Visit, facts_of, with_history
from screens.customer.links_tab import LinksTab
from screens.customer.own_tab import OwnTab
from screens.customer.rest import RestOfTabs
from screens.customer.tabs import AWS_TAB, AZURE_TAB, LINKS_TAB, TAB_KEYS, tabs
from screens.customer.texts import Shown, text_in_hand
from screens.customer.visits import begun, neighbour, reason_against, relevant
from screens.frame import footer_keys
from screens.lists.freshness import notice
from screens.url_pane import url_reason
from tui.commands import BY_ID, Command, Where
from tui.domain.intents import VerifyAws, VerifyAzure
from tui.domain.names import safe_name
from widgets.key_footer import FooterKey, KeyFooter
from widgets.nav_bar import Crumbs
from widgets.tab_line import TabLine
from widgets.text_line import TextLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from tui.domain.changes import Change
    from tui.domain.records import Customer
    from tui.domain.snapshot import Snapshot

_WIDE = 120
# While a verification runs its elapsed time moves this often, seconds.
_ELAPSING = 5.0
_SEARCHING = (FooterKey("enter", "keep"), FooterKey("esc", "look for nothing"))
_GONE = "the customer is no longer in the list"


class CustomerView(DashboardScreen):
    """Shows one customer and keeps the visit; how that goes on is `course.py`, what the keys do `screen.py`.

    `[` and `]` walk `among`, `words` say what list that is.

    Nothing of a visit is stored here: what was done is in the snapshot's progress, and the server's answer wins.
    A new snapshot never moves the step a person looks at.
    """

    WHERE = Where.CUSTOMER
    AUTO_FOCUS = ""

    def __init__(self, org_id: str, among: tuple[str, ...] = (), words: str = "", tab: str = AWS_TAB) -> None:
        super().__init__()
        self.org_id = org_id
        self._among = among
        self._words = words
        self._tab = tab if tab in TAB_KEYS else AWS_TAB
        self._visit: Visit | None = None
        self._facts: CustomerFacts | None = None
        self._known: Customer | None = None
        self._looking: tuple[tuple[str, str], ...] | None = None
        self._ticker: Timer | None = None
        self._history: tuple[Change, ...] | None = None
        # The tabs that keep a visit of their own.
        self._own_tabs: dict[str, OwnTab] = {AZURE_TAB: AzureTab(), LINKS_TAB: LinksTab()}

    def body(self) -> ComposeResult:
        """Tabs, a line for what has to be said, and the tab in view."""
        yield TabLine(id="tabs")
        yield TextLine(id="notice", classes="-notice hidden")
        yield AwsTab()
        yield from self._own_tabs.values()
        yield RestOfTabs()

    # What is known

    @property
    def facts(self) -> CustomerFacts:
        """The customer as the latest snapshot has it."""
        if self._facts is None:
            self._known = self.snapshot.customer(self.org_id) or self._known
            facts = facts_of(self.snapshot, self.org_id, self._known, self.now)
            self._facts = facts if self._history is None else with_history(facts, self._history)
        return self._facts

    @property
    def visit(self) -> Visit:
        """The state of this visit."""
        if self._visit is None:
            self._visit = replace(begun(self.facts), draft=self.host.drafts.of(self.org_id).options)
        return self._visit

    @property
    def who(self) -> str:
        """The customer's name."""
        return safe_name(self.facts.customer.label)

    def crumbs(self) -> Crumbs:
        """The customer, and its place among those one came from."""
        if self.org_id not in self._among or len(self._among) == 1:
            return Crumbs(("Customers", self.who))
        place = f"{self._among.index(self.org_id) + 1:,} of {len(self._among):,}"
        return Crumbs(("Customers", self.who), place=place, among=self._words)

    def why_not(self, command: Command) -> str:
        """Why a command may not be used now."""
        reason = super().why_not(command)
        if reason or command.where is not Where.CUSTOMER:
            return reason
        name, own = command.id.partition(".")[2], self._own
        if own is not None and name in own.COMMANDS:
            return own.reason_against(name, self.facts, self._no_writes)
        return reason_against(name, self.facts, self.visit, self._tab, self._no_writes) or self._without(name)

    @property
    def _no_writes(self) -> str:
        """Why nothing but reads may be sent, "" when it may."""
        return super().why_not(BY_ID["customer.verify"]) or ("" if self.facts.listed else _GONE)

    def _without(self, name: str) -> str:
        """What a command would need that is not there."""
        if name in ("match-next", "match-before") and not self._aws.template.code.found:
            return "nothing was found: / looks for a text"
        if name in ("copy", "pager") and self._shown is None:
            return "nothing of that kind is in view"
        if name in ("browser", "qr"):
            return url_reason(self.host, name) if self._url else "there is no URL in view"
        if name in ("previous", "next") and not self._beside(-1 if name == "previous" else 1):
            return "no other customer on that side"
        return ""

    @property
    def _shown(self) -> Shown | None:
        if (own := self._own) is not None:
            return own.shown(self.facts)
        return text_in_hand(self.facts, self.visit, self._tab)

    @property
    def _url(self) -> str:
        """The URL in view that may be handed on, "" when there is none."""
        return self._shown.url if self._shown is not None else ""

    @property
    def _own(self) -> OwnTab | None:
        """The tab in view, where it keeps a visit of its own."""
        return self._own_tabs.get(self._tab)

    @property
    def _aws(self) -> AwsTab:
        return self.query_one(AwsTab)

    def _beside(self, step: int) -> str:
        """The customer before (-1) or after (1), "" at the end."""
        listed = frozenset(customer.org_id for customer in self.snapshot.customers)
        return neighbour(self._among, self.org_id, step, listed)

    # Drawing

    def redraw(self) -> None:
        """Take the facts anew, then draw."""
        self._facts = None
        super().redraw()

    def refresh_footer(self) -> None:
        """The keys of the step and the tab in view."""
        own = self._own
        kept = own.field_keys() if own is not None else _SEARCHING if self._aws.template.typing else ()
        kept = kept or self._step_keys(own)
        if kept != self._footer_shown:
            self._footer_shown = kept
            self.query_one(KeyFooter).show(*kept)

    def _step_keys(self, own: OwnTab | None) -> tuple[FooterKey, ...]:
        verbs: dict[tuple[str, str], str] = {}
        for command in BY_ID.values():
            name = command.id.partition(".")[2]
            if command.where is not Where.CUSTOMER:
                continue
            if own.relevant(name, self.facts) if own else relevant(name, self._tab, self.visit.step):
                verbs[command.shown, command.verb] = own.VERBS.get(name, command.verb) if own else command.verb
        return tuple(
            key._replace(verb=verbs.get((key.key, key.verb), key.verb))
            for key in footer_keys(self.WHERE, self.why_not, main=False)
            if key.group != "screen" or (key.key, key.verb) in verbs
        )

    def show(self, snapshot: Snapshot) -> None:
        """Draw the tab in view; the first time, ask for what its step needs."""
        entering = self._looking is None
        facts, wide = self.facts, self.size.width >= _WIDE
        self.query_one(TabLine).show(tabs(facts), self._tab)
        self._show_notice(snapshot)
        self._aws.set_class(self._tab != AWS_TAB, "hidden")
        rest = self.query_one(RestOfTabs)
        own = self._own
        rest.set_class(self._tab == AWS_TAB or own is not None, "hidden")
        for tab in self._own_tabs.values():
            tab.set_class(tab is not own, "hidden")
        if own is not None:
            own.draw(facts, self._no_writes, wide=wide)
        elif self._tab == AWS_TAB:
            self._aws.draw(facts, self.visit, self._no_writes, wide=wide)
        else:
            rest.draw(facts, self._tab)
        self._follow_verification()
        self._look_at_plans()
        if entering:
            self.entered()

    def _show_notice(self, snapshot: Snapshot) -> None:
        line = self.query_one("#notice", TextLine)
        words = notice(snapshot, self.now, self.size.width)
        if not self.facts.listed:
            words = (
                ("◐ ", "warn"), ("No longer in the list of customers. ", "ink"),
                ("Shown: as known before. ", "warn"), ("r", "key"), (" looks again", "muted"),
            )  # fmt: skip
        line.set_class(not words, "hidden")
        # It takes the place of a blank line: nothing below moves while somebody reads or types.
        self.set_class(bool(words), "-noticed")
        line.show(words)

    def _look_at_plans(self) -> None:
        looking = tuple((self.org_id, provider) for provider in self.facts.plans_to_read)
        if looking != self._looking:
            self._looking = looking
            self.host.look_at(*looking)

    def _follow_verification(self) -> None:
        """Let the elapsed time move while there is one."""
        running = any(self.facts.running_since(kind) is not None for kind in (VerifyAws, VerifyAzure))
        if self._ticker is None and running:
            self._ticker = self.set_interval(_ELAPSING, self._age)
        elif self._ticker is not None:
            self._ticker.resume() if running else self._ticker.pause()

    def on_resize(self) -> None:
        """Another width: what is said, and where, may differ."""
        self.redraw()

    def on_screen_resume(self) -> None:
        """Back in front: the plans of this customer are on view again."""
        if self._looking is not None:
            self.host.look_at(*self._looking)

    @abstractmethod
    def entered(self) -> None:
        """A step or a tab came into view: ask for what it needs, give it the keys."""
