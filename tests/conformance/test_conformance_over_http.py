"""The sandbox keeps the contract over real HTTP too, where a server stands between it and its callers."""

from __future__ import annotations

import pytest
from support.conformance import CHECKS, examined, sandbox
from support.play import served

from tui.api.operations import OPERATIONS


@pytest.mark.parametrize("seed", [3, 5])
def test_every_answer_over_http_keeps_the_contract(seed: int) -> None:
    world, app = sandbox(seed)
    with served(app) as address:
        verdict = examined(world, address, seed=seed, examples=3)
    assert verdict.errors == []
    assert verdict.complaints == []
    assert set(verdict.checks) >= CHECKS
    assert {operation for operation, status in verdict.answers if status == 200} == set(OPERATIONS)
