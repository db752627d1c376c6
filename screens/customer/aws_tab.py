"""The AWS tab: steps at the left (above, where it is narrow), the step in view, and its one action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container, Vertical
from textual.widget import Widget

from screens.customer.aws_steps import aside_lines, offer, step_lines
from screens.customer.check import CheckPane
from screens.customer.facts import START, TEMPLATE, VERIFY
from screens.customer.launch import LaunchPane
from screens.customer.start import start_lines
from screens.customer.template import TemplatePane
from widgets.action_line import ActionLine
from widgets.prose import Prose
from widgets.stepper import Stepper
from widgets.text_pane import TextPane

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from screens.customer.aws_steps import Offer
    from screens.customer.facts import CustomerFacts, Visit


class AwsTab(Container):
    """Draws the facts of a customer and the state of a visit; what is pressed in it is the screen's to do."""

    def __init__(self) -> None:
        super().__init__(id="aws")
        self._stepper = Stepper(id="steps")
        self._aside = Prose(id="aside")
        self._start = TextPane(id="step-1")
        self._template = TemplatePane()
        self._launch = LaunchPane()
        self._check = CheckPane()
        self._action = ActionLine(id="action")
        self._step = 0

    def compose(self) -> ComposeResult:
        """Steps, and beside them the step in view."""
        with Vertical(id="steps-side"):
            yield self._stepper
            yield self._aside
        with Vertical(id="step-side"):
            yield from self._panes
            yield self._action

    @property
    def _panes(self) -> tuple[Widget, ...]:
        return (self._start, self._template, self._launch, self._check)

    def draw(self, facts: CustomerFacts, visit: Visit, no_writes: str, *, wide: bool) -> Offer:
        """Draw everything; the action that is offered."""
        self._stepper.show(step_lines(facts, visit), visit.step)
        self._aside.show(*aside_lines(facts, visit))
        offered = offer(facts, visit, no_writes)
        # While somebody types, enter belongs to the field.
        self._action.show(None if self._template.typing else offered.primary)
        for number, pane in enumerate(self._panes, 1):
            pane.set_class(number != visit.step, "hidden")
        if visit.step == START:
            self._start.show(*start_lines(facts, visit))
        elif visit.step == TEMPLATE:
            self._template.draw(facts, visit, wide=wide)
        elif visit.step == VERIFY:
            self._check.draw(facts, visit, wide=wide)
        else:
            self._launch.draw(facts, visit, wide=wide)
        if visit.step != self._step:
            self._enter(visit.step)
        return offered

    def _enter(self, step: int) -> None:
        """Another step came into view: from its beginning."""
        self._step = step
        pane = self._panes[step - 1]
        if isinstance(pane, TextPane):
            pane.to_top()

    @property
    def template(self) -> TemplatePane:
        """The pane of step 2."""
        return self._template

    def reset(self) -> None:
        """Another customer: whatever step comes into view, it is from its beginning."""
        self._step = 0

    def focus_step(self) -> None:
        """Give the keys to what scrolls in the step in view."""
        pane = self._panes[max(self._step, START) - 1]
        target = self._template.code if pane is self._template else pane
        target.focus(scroll_visible=False)
