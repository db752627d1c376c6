"""The plan in each of its states, as it was accepted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from support.clock import EPOCH
from support.plan_contract import full_document, plan_from
from support.plans import LINES, ORG, PLAN, D, many_lines, plan, snapshot_of
from support.scene import BOTH, NARROW, WIDE, Scene, each, same
from support.stage import Stage

from screens.plan.screen import PlanScreen
from tui.domain.snapshot import PlanReading, Reading

if TYPE_CHECKING:
    from support.scene import Compare

    from tui.domain.snapshot import Snapshot

# Its lines add up to what it says.
NEGATIVE = plan(
    monthly_savings=D("-85.40"),
    total_savings=D("-1024.80"),
    monthly_after_cost=D("19025.40"),
    execution_policy=None,
    line_items=(replace(LINES[0], monthly_savings=D("-2311.20")), *LINES[1:]),
)
NULLS = plan_from(dict.fromkeys(full_document()) | {"id": "x", "summaries": [{}], "flagged_actions": [{}]})
# Every state: its name, the snapshot, and the sizes at which it is looked at.
STATES: tuple[tuple[str, Snapshot, tuple[tuple[int, int], ...]], ...] = (
    ("normal", snapshot_of(PLAN), BOTH),
    ("negative", snapshot_of(NEGATIVE), (NARROW,)),
    ("calculating", snapshot_of(plan(is_calculating=True)), (WIDE,)),
    ("locked", snapshot_of(plan(is_locked=True)), (NARROW,)),
    ("completed", snapshot_of(plan(status="completed")), (WIDE,)),
    ("none", snapshot_of(None, reading=PlanReading(Reading.NONE, read_at=EPOCH - 300)), BOTH),
    ("nulls", snapshot_of(NULLS), BOTH),
    ("2000-lines", snapshot_of(many_lines(2_000)), BOTH),
)


def opened(known: Snapshot) -> Stage:
    """The plan's screen over a snapshot, the second of three customers."""
    return Stage(PlanScreen(ORG, "aws", ("first", ORG, "beta"), "needs:attention"), known)


SCENES = tuple(Scene(name, partial(opened, known), sizes=sizes) for name, known, sizes in STATES)


@each(SCENES)
def test_looks_as_accepted(scene: Scene, size: tuple[int, int], snap_compare: Compare) -> None:
    assert same(snap_compare, scene, size)
