"""The main job, with the keyboard alone: from a customer on the list to a plan bought."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.program import Program, running

from tui.domain.onboarding.steps import all_available, current_features
from tui.domain.plan.brief import PlanStanding
from tui.domain.purchase.attempt import AttemptState
from tui.domain.purchase.gate import challenge
from tui.store.journal import Journal

if TYPE_CHECKING:
    from pathlib import Path


async def _choose_a_customer_that_was_never_started(program: Program) -> str:
    await program.press("slash")
    await program.type("stage:never")
    await program.press("enter", "enter")
    customer = next(c for c in program.rig.snapshot.customers if c.label in program.text)
    assert not customer.integrations
    return customer.org_id


async def _connect(program: Program, org_id: str) -> None:
    await program.press("enter")  # Start
    await program.press("enter")  # the template was reviewed
    await program.press("enter")  # the launch URL is here; on to the verification
    progress = program.rig.snapshot.progress[org_id, "aws"]
    assert progress.onboarding_id
    assert progress.reviewed_at
    assert progress.url
    for _ in range(30):
        await program.press("V")
        progress = program.rig.snapshot.progress[org_id, "aws"]
        if all_available(current_features(progress, program.rig.snapshot.customer(org_id))):
            return
        await program.advance(10)
    raise AssertionError(program.text)


async def _wait_for_the_plan(program: Program, org_id: str) -> None:
    for _ in range(30):
        brief = program.rig.snapshot.plan(org_id, "aws").brief
        if brief and brief.standing is PlanStanding.READY:
            return
        await program.advance(10)
    raise AssertionError(program.text)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_from_a_customer_on_the_list_to_a_plan_bought(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(tmp_path, size) as program:
        org_id = await _choose_a_customer_that_was_never_started(program)
        await _connect(program, org_id)
        await _wait_for_the_plan(program, org_id)
        await program.press("P")
        brief = program.rig.snapshot.plan(org_id, "aws").brief
        assert brief is not None
        await program.press("b")
        assert "Buy this plan" in program.text
        await program.advance(1)
        customer = program.rig.snapshot.customer(org_id)
        assert customer is not None
        await program.press("tab")
        await program.type(challenge(customer.name, org_id, unique=True))
        await program.advance(1)
        assert not program.rig.world.purchases
        await program.press("tab", "enter")
        assert len(program.rig.world.purchases) == 1
        await program.advance(120)
        assert "● Bought" in program.text
        await program.press("escape")
        assert "Customers" in program.text
    book = Journal.open(tmp_path / "journal.db")
    assert [(a.state, a.org_id, a.plan_id) for a in book.attempts()] == [(AttemptState.BOUGHT, org_id, brief.id)]
    book.close()
