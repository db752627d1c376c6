"""What step 1 says: what starting does, and what the four steps ask of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.customer.facts import START
from screens.customer.verify import moment_ago
from screens.faults import fault_lines
from widgets.prose import BLANK, Pair, Para

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screens.customer.facts import CustomerFacts, Visit

_STEPS = (
    ("1", "Start", "Archera makes the record; nothing happens in AWS yet"),
    ("2", "Template", "you review what the role may do"),
    ("3", "Launch URL", "the customer opens it and makes the stack, about 3 minutes"),
    ("4", "Verify", "Archera tries the role and reports feature by feature"),
)
AZURE_WARNING = "Azure is under way for this customer. Starting AWS switches the record to AWS."


def start_lines(facts: CustomerFacts, visit: Visit) -> Iterator[Pair | Para]:
    """The lines of step 1."""
    started = facts.aws.started_at
    if fault := visit.faults.get(START):
        yield from fault_lines(fault, "enter tries again; it is harmless to start twice")
        yield BLANK
    if started is None:
        yield Pair((("Start onboarding to AWS", "strong"),), (("not started from here", "faint"),))
    else:
        yield Pair((("Started", "strong"),), ((f"as known here, {moment_ago(started, facts.now)}", "faint"),))
    yield Para(
        (
            (
                "Makes the customer's onboarding record, or finds the one that is there, and sets its cloud to AWS.",
                "muted",
            ),
        )
    )
    if started is not None:
        yield Para((("Starting again finds the same record; ", "muted"), ("S", "key"), (" does it.", "muted")))
    elif facts.features:
        yield Para((("The server lists AWS features already, so somebody has started before.", "muted"),))
    if facts.azure_under_way:
        yield BLANK
        yield Para(
            (
                ("◐ ", "warn"),
                (AZURE_WARNING, "warn"),
            ),
            hang=2,
        )
    yield BLANK
    yield Para((("What happens then", "strong"),))
    for number, title, words in _STEPS:
        yield Para(((f"{number}  ", "key"), (f"{title:<12}", "ink"), (words, "muted")), hang=15)
    yield BLANK
    yield Para((("Who is needed", "strong"),))
    yield Para((("For step 3, somebody who may make stacks and roles in the management account.", "muted"),))
    yield BLANK
    yield Para((("You can leave at any step and go on later, also from another session.", "muted"),))


def switch_lines(who: str) -> tuple[Para, ...]:
    """What is asked before AWS is started while Azure is under way."""
    return (
        Para((("Azure is under way for ", "ink"), (who, "strong"), (", as known here.", "ink"))),
        Para(
            (("Starting sets the cloud of the onboarding record to AWS. What was done for Azure may be lost.", "ink"),)
        ),
        BLANK,
        Para((("To go on with Azure, cancel.", "muted"),)),
    )
