"""What step 4 says: a verification under way, its outcome, what is wrong, what changed, what the next one asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.customer.aws_steps import under_way
from screens.customer.facts import VERIFY, fault_of_check, options_of
from screens.customer.result import (
    aws_checked,
    feature_result_lines,
    nothing_verified_lines,
    running_lines,
    told_as_unknown,
    unknown_lines,
)
from screens.customer.watch import watch_hint, watch_lines
from screens.faults import fault_lines, message_line
from tui.domain.onboarding.verify_options import LABELS, REPORT, placed, report_words
from tui.domain.records import AWS
from widgets.prose import BLANK, Pair, Para, Prose
from widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from screens.customer.facts import CustomerFacts, Visit
    from tui.domain.faults import Fault


def head_lines(facts: CustomerFacts, visit: Visit) -> Iterator[Pair | Para]:
    """What goes on now, or what became of the last verification that was asked."""
    fault = fault_of_check(facts, visit)
    running = under_way(facts, visit, VERIFY)
    if running:
        yield from running_lines(facts, aws_checked(facts))
    else:
        yield from unknown_lines(facts, aws_checked(facts), fault)
    if fault is not None and not running and not told_as_unknown(facts, aws_checked(facts), fault):
        yield from fault_lines(fault, "V verifies again; it is harmless to ask twice")
        yield BLANK
    yield from watch_lines(facts, AWS)


def result_lines(facts: CustomerFacts, visit: Visit, *, wide: bool) -> Iterator[Pair | Para]:
    """What is known of the features, and what the next verification will be asked with."""
    checked = aws_checked(facts)
    yield from feature_result_lines(facts, checked, wide=wide)
    if not checked.features:
        yield from nothing_verified_lines(checked, "role")
        if facts.aws.verified is None:
            report = "A cost report (CUR) is made in the customer's account, unless an existing one is named: "
            yield Para(((report, "muted"), ("e", "key")))
        yield BLANK
    yield from _next_check(facts, visit, None if under_way(facts, visit, VERIFY) else fault_of_check(facts, visit))


class CheckPane(TextPane):
    """Step 4 on the screen. The time of a verification moves in a block of its own: the rest is not drawn again."""

    def __init__(self) -> None:
        super().__init__(id="step-4")
        self._head = Prose()
        self._result = Prose()

    def compose(self) -> ComposeResult:
        """What goes on, above what is known."""
        yield self._head
        yield self._result

    def draw(self, facts: CustomerFacts, visit: Visit, *, wide: bool) -> None:
        """Draw what is known."""
        head = tuple(head_lines(facts, visit))
        self._head.set_class(not head, "hidden")
        self._head.show(*head)
        self._result.show(*result_lines(facts, visit, wide=wide))


def _next_check(facts: CustomerFacts, visit: Visit, fault: Fault | None) -> Iterator[Para]:
    options = options_of(facts, visit)
    yield Para((("For the next check", "strong"), ("  optional, ", "faint"), ("e", "key"), (" edits", "faint")))
    account = (options.account_id, "ink") if options.account_id else ("not given", "faint")
    yield Para((("  Account id    ", "muted"), account), hang=16)
    said = placed(fault)
    for message in said.pop("account_id", ()):
        yield message_line(message, 16)
    report = options.existing_cur
    yield Para((("  Existing CUR  ", "muted"), (report_words(report), "ink" if report else "faint")), hang=16)
    for name in sorted(said, key=lambda name: name != REPORT):
        for message in said[name]:
            yield message_line(message if name == REPORT else f"{LABELS[name].lower()}: {message}", 16)
    yield from watch_hint(facts, AWS)
