"""Execution policies say when they run next, and nulls and names follow the plan."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from support.sandbox_caller import Caller

from tui.sandbox.execution import next_run


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("schedule", "now", "expected"),
    [
        ("daily", "2026-11-18T05:59:59", "2026-11-18T06:00:00"),
        ("daily", "2026-11-18T06:00:00", "2026-11-19T06:00:00"),
        ("weekly", "2026-11-18T12:00:00", "2026-11-24T06:00:00"),
        ("weekly", "2026-11-24T05:00:00", "2026-11-24T06:00:00"),
        ("monthly", "2026-12-01T06:00:00", "2027-01-01T06:00:00"),
        ("quarterly", "2026-11-18T12:00:00", "2027-01-01T06:00:00"),
    ],
)
def test_the_next_run_is_the_first_one_after_now(schedule: str, now: str, expected: str) -> None:
    assert next_run(schedule, at(now)) == at(expected)


async def test_an_enabled_policy_always_has_its_next_run_ahead() -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Atlas Print")
        for _ in range(4):
            policy = (await caller.plan(org_id, "aws"))["execution_policy"]
            assert (policy["enabled"], policy["schedule"], policy["min_savings"]) == (True, "weekly", 500)
            ahead = datetime.fromisoformat(policy["next_execution_date"]).timestamp() - caller.clock.now()
            assert 0 < ahead <= 7 * 86400
            caller.pass_time(3 * 86400)


async def test_a_policy_that_is_off_has_no_next_run_and_no_plans() -> None:
    async with Caller() as caller:
        policy = (await caller.plan(caller.id_of("Kestrel Air"), "aws"))["execution_policy"]
        assert (policy["enabled"], policy["next_execution_date"], policy["plans"]) == (False, None, [])
