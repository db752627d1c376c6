"""How a visit of a customer goes on: steps and tabs come into view, intents are asked, answers taken."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from screens.customer.aws_steps import under_way
from screens.customer.facts import LAUNCH, TEMPLATE
from screens.customer.own_tab import OwnTab
from screens.customer.rest import RestOfTabs
from screens.customer.tabs import AWS_TAB, HISTORY_TAB
from screens.customer.view import CustomerView
from screens.customer.visits import answered, asked, concerns, looked
from tui.commands import BY_ID
from tui.domain.export.pretty_json import exact_json
from tui.domain.intents import Done, ReadHistory, ReadLaunchUrl, ReadTemplate, TemplateText
from tui.domain.template.review import review

if TYPE_CHECKING:
    from tui.domain.intents import Intent, Outcome

# A longer template is reviewed beside the drawing, characters.
_QUICKLY_REVIEWED = 200_000


class CustomerCourse(CustomerView):
    """Leads from one state of the visit to the next. A new snapshot never moves the step a person looks at."""

    def entered(self) -> None:
        """A step or a tab came into view: ask for what it needs, give it the keys."""
        if (own := self._own) is not None:
            own.enter(self.facts)
            return
        if self._tab != AWS_TAB:
            self.query_one(RestOfTabs).focus_tab(self._tab)
            self._read_history()
            return
        visit, facts = self.visit, self.facts
        if visit.step == TEMPLATE and visit.template is None and not under_way(facts, visit, TEMPLATE):
            self._ask(ReadTemplate(self.org_id))
        self._aws.focus_step()

    def _go(self, step: int) -> None:
        if 1 <= step <= len(self.facts.steps) and step != self.visit.step:
            self._aws.template.close_field()
            self._visit = looked(self.visit, step)
            self.redraw()
            self.entered()

    def _read_history(self) -> None:
        """A snapshot holds the last changes of all customers: ask for all of this one's, once."""
        if self._tab == HISTORY_TAB and self._history is None:
            self.host.submit(ReadHistory(self.org_id))

    def _take_history(self, outcome: Outcome) -> None:
        match outcome:
            case Done(intent=ReadHistory(self.org_id), value=tuple(changes)):
                self._history = changes
                if self.is_mounted and self.in_view:
                    self.redraw()
            case _:
                pass

    def _turn_to(self, tab: str) -> None:
        if tab != self._tab:
            self._aws.template.close_field()
            self._tab = tab
            self.redraw()
            self.entered()

    def _ask(self, intent: Intent) -> None:
        self._visit = asked(self.visit, intent)
        self.host.submit(intent)
        self.redraw()

    def _read_again(self) -> None:
        """Ask again for what the step in view could not read."""
        visit, facts = self.visit, self.facts
        if self._tab != AWS_TAB or under_way(facts, visit, visit.step):
            return
        if visit.step == TEMPLATE and (visit.template is None or TEMPLATE in visit.faults):
            self._ask(ReadTemplate(self.org_id))
        elif visit.step == LAUNCH and LAUNCH in visit.faults:
            self._ask(ReadLaunchUrl(self.org_id))

    def answered(self, outcome: Outcome) -> None:
        """Take what became of an intent about this customer, and move on where the person waits for it."""
        if self.is_mounted:
            for tab in self._own_tabs.values():
                tab.answered(outcome, self.facts)
        if not concerns(outcome, self.org_id):
            self._take_history(outcome)
            self._own_changed()
            return
        before = self.visit
        self._visit = answered(before, outcome)
        if self._visit.template is not before.template and self._visit.template is not None:
            self._review(self._visit.template)
        if not self.is_mounted:
            return
        if self.in_view:
            self.redraw()
        else:
            self._behind = True
        if self._visit.step != before.step:
            self._moved_on()
        elif self._visit.template is not before.template:
            self._aws.focus_step()

    def _moved_on(self) -> None:
        """The next step came into view because the one before was done."""
        if self.visit.step == LAUNCH and not self.facts.aws.url:
            self._ask(ReadLaunchUrl(self.org_id))
        self.entered()

    def _review(self, template: TemplateText) -> None:
        """Judge a template; a very long one in a thread of its own."""
        self._visit = replace(self.visit, text=exact_json(template.text))
        if len(template.text) <= _QUICKLY_REVIEWED:
            self._visit = replace(self.visit, review=review(template.document))
        else:
            self.run_worker(self._review_beside(template), description="review of a template")

    async def _review_beside(self, template: TemplateText) -> None:
        found = await asyncio.to_thread(review, template.document)
        if self.visit.template is template:
            self._visit = replace(self.visit, review=found)
            self.redraw()

    def _walk_to(self, org_id: str) -> None:
        """Another customer in place of this one, in the same tab."""
        self.org_id = org_id
        self._visit = self._known = self._looking = self._history = None
        self._aws.reset()
        for tab in self._own_tabs.values():
            tab.reset()
        self.redraw()
        self._read_history()

    # Tabs that keep a visit of their own

    def action_do(self, command_id: str) -> None:
        """What the tab in view answers for is its to do, as far as it may be done."""
        own, name = self._own, command_id.partition(".")[2]
        mine = own is not None and command_id.startswith("customer.") and name in own.COMMANDS
        if own is None or not mine or self.why_not(BY_ID[command_id]):
            super().action_do(command_id)
        elif command := own.do(name, self.facts):
            super().action_do(f"customer.{command}")

    @on(OwnTab.Changed)
    def _own_changed(self) -> None:
        if self.is_mounted and self.in_view and self._own is not None:
            self.redraw()

    @on(OwnTab.Proceeded)
    def _own_proceeded(self) -> None:
        self.action_do("customer.proceed")

    @on(OwnTab.Passed)
    def _own_passed(self, event: OwnTab.Passed) -> None:
        self.action_do("customer.tab-on" if event.step > 0 else "customer.tab-back")
