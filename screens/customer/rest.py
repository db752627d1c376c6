"""The Plans and History tabs on the screen: one of them is shown, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Container, Vertical

from screens.customer.plans import COLUMNS, plan_providers, plan_row, plan_sentence
from screens.customer.tabs import (
    HISTORY_COLUMNS,
    HISTORY_TAB,
    PLANS_TAB,
    history_lines,
    nothing_happened,
)
from widgets.action_line import ActionLine, Primary
from widgets.prose import Para, Prose
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from screens.customer.facts import CustomerFacts


class PlansTab(Vertical):
    """A line per cloud, and what the plan in hand is about."""

    def __init__(self) -> None:
        super().__init__(id="plans")
        self.table = VirtualTable(*COLUMNS, id="plan-table")
        self._about = Prose(id="plan-about")
        self._action = ActionLine(id="plan-action")
        self._facts: CustomerFacts | None = None

    def compose(self) -> ComposeResult:
        """Table, sentence, action."""
        yield self.table
        yield self._about
        yield self._action

    @property
    def provider(self) -> str:
        """The cloud of the line in hand."""
        return self.table.cursor_key or ""

    def draw(self, facts: CustomerFacts) -> None:
        """Draw what is known."""
        self._facts = facts
        self.table.set_rows([plan_row(facts, provider) for provider in plan_providers(facts)])
        self._draw_hand()

    @on(VirtualTable.Moved)
    def _moved(self) -> None:
        """Another line is in hand."""
        self._draw_hand()

    def _draw_hand(self) -> None:
        if self._facts is not None and self.provider:
            self._about.show(Para(plan_sentence(self._facts, self.provider)))
            self._action.show(Primary("enter", "Open the plan", "figures, line items, purchase"))


class RestOfTabs(Container):
    """Holds the tabs that have no steps."""

    def __init__(self) -> None:
        super().__init__(id="rest")
        self.plans = PlansTab()
        self._history = VirtualTable(*HISTORY_COLUMNS, id="history")

    def compose(self) -> ComposeResult:
        """All of them; `draw` shows one."""
        yield self.plans
        yield self._history

    def draw(self, facts: CustomerFacts, tab: str) -> None:
        """Draw the tab in view."""
        for key, widget in ((PLANS_TAB, self.plans), (HISTORY_TAB, self._history)):
            widget.set_class(key != tab, "hidden")
        match tab:
            case "plans":
                self.plans.draw(facts)
            case "history":
                self._history.set_rows(history_lines(facts))
                self._history.set_empty(nothing_happened(facts), indent=0)
            case _:
                pass

    def focus_tab(self, tab: str) -> None:
        """Give the keys to what scrolls in a tab."""
        match tab:
            case "plans":
                self.plans.table.focus(scroll_visible=False)
            case _:
                self._history.focus(scroll_visible=False)
