"""The sandbox keeps the contract over real HTTP too, where a server stands between it and its callers."""

from __future__ import annotations

from support.conformance import examined, sandbox
from support.play import served

from tui.api.operations import OPERATIONS


def test_every_answer_over_http_keeps_the_contract() -> None:
    world, app = sandbox(3)
    with served(app) as address:
        verdict = examined(world, address, seed=3, examples=3, phases=("coverage", "fuzzing"))
    assert verdict.errors == []
    assert verdict.complaints == []
    assert {operation for operation, status in verdict.answers if status == 200} == set(OPERATIONS)
