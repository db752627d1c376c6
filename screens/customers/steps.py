"""Where an onboarding stands, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.customers.facts import Stage
from tui.domain.onboarding.steps import AWS_STEPS, AZURE_STEPS
from tui.domain.records import AZURE

if TYPE_CHECKING:
    from tui.domain.customers.facts import UnderWay
    from widgets.segments import Cell


def step_title(cloud: str, step: UnderWay) -> str:
    """`Launch URL`."""
    titles = AZURE_STEPS if cloud == AZURE else AWS_STEPS
    return titles[min(max(step.step, 1), len(titles)) - 1]


def step_words(cloud: str, step: UnderWay) -> str:
    """`step 3 of 4, Launch URL`."""
    return f"step {step.step} of {step.steps}, {step_title(cloud, step)}"


def begin_words(stage: Stage) -> Cell:
    """The key that begins an onboarding or goes on with it; nothing for a customer that is past it."""
    match stage:
        case Stage.NEVER:
            verb = " begins the onboarding"
        case Stage.ONBOARDING:
            verb = " goes on with the onboarding"
        case _:
            verb = " opens the customer"
    return (("→ ", "key"), ("enter", "key"), (verb, "ink"))
