"""Every operation of the contract is a few keys away from the list, and its success is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.contract import operations
from support.deeds import BY_OPERATION, DEEDS, NARROW, WIDE, Deed, at

from tui.api.operations import OPERATIONS
from tui.domain.purchase.attempt import AttemptState

if TYPE_CHECKING:
    from pathlib import Path

_WIDE_TOO = ("listChildOrgs", "purchasePlan")


def test_every_operation_of_the_contract_is_in_the_table() -> None:
    assert set(BY_OPERATION) == {operation for operation, *_ in operations()} == set(OPERATIONS)
    assert len(BY_OPERATION) == len(DEEDS)


@pytest.mark.parametrize(
    ("deed", "size"),
    [(deed, NARROW) for deed in DEEDS] + [(BY_OPERATION[name], WIDE) for name in _WIDE_TOO],
    ids=str,
)
async def test_a_success_is_told(tmp_path: Path, deed: Deed, size: tuple[int, int]) -> None:
    async with at(deed, tmp_path, size) as desk:
        await desk.go()
        assert desk.sent >= 1
        assert desk.lacks(*deed.done) == []
        assert "✕ Refused" not in desk.text


async def test_a_purchase_that_was_accepted_is_called_bought_on_evidence_alone(tmp_path: Path) -> None:
    async with at(BY_OPERATION["purchasePlan"], tmp_path) as desk:
        await desk.go()
        assert desk.sent == 1
        assert "Bought" not in desk.text
        await desk.program.advance(120)
        assert "● Bought" in desk.text
        assert [a.state for a in desk.program.rig.snapshot.attempts] == [AttemptState.BOUGHT]
        assert desk.sent == 1
