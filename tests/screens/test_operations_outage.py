"""Every operation while the server is away: not reached, a gateway in its place, or its answer lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.deeds import BY_OPERATION, COMPANY, DEEDS, GATEWAY, NARROW, WIDE, Deed, at

from tui.api.operations import OPERATIONS, Effect
from tui.domain.purchase.attempt import AttemptState

if TYPE_CHECKING:
    from pathlib import Path

_WIDE_TOO = ("getAzureAuthUrl",)
_READS = [deed for deed in DEEDS if OPERATIONS[deed.operation].effect is Effect.READ]
_REPEATABLE = [deed for deed in DEEDS if OPERATIONS[deed.operation].effect is Effect.REPEATABLE]
_NOT_SENT = {"listChildOrgs": "No answer since", "registerChild": "Nothing was sent", "purchasePlan": "Not sent"}


@pytest.mark.parametrize(
    ("deed", "size"),
    [(deed, NARROW) for deed in DEEDS] + [(BY_OPERATION[name], WIDE) for name in _WIDE_TOO],
    ids=str,
)
async def test_a_server_that_takes_no_connection_is_told_and_nothing_is_lost(
    tmp_path: Path, deed: Deed, size: tuple[int, int]
) -> None:
    async with at(deed, tmp_path, size) as desk:
        desk.weather.closed = True
        await desk.go()
        words = "not answered since" if size is WIDE and deed.operation == "listChildOrgs" else ""
        told = words or _NOT_SENT.get(deed.operation, "✕ No connection (connection refused).")
        assert desk.lacks(told, "connection refused", deed.again, *deed.kept) == []
        assert "○ The connection" not in desk.text
        assert desk.sent == 0


@pytest.mark.parametrize("deed", _READS, ids=str)
async def test_a_read_that_meets_a_gateway_or_a_broken_line_keeps_what_was_known(tmp_path: Path, deed: Deed) -> None:
    async with at(deed, tmp_path) as desk:
        for way in ("gateway", "broken"):
            if way == "gateway":
                desk.weather.status[deed.path] = GATEWAY
            else:
                desk.weather.status.clear()
                desk.weather.broken.add(deed.path)
            await desk.go()
            told = "(503)" if way == "gateway" else "he connection broke"
            assert desk.lacks(told, deed.again, *deed.kept) == []
            assert "○ The" not in desk.text
        desk.weather.broken.clear()
        await desk.go()
        assert desk.lacks(*deed.done) == []


@pytest.mark.parametrize("deed", _REPEATABLE, ids=str)
async def test_a_change_whose_answer_was_lost_may_have_happened_and_may_be_asked_for_again(
    tmp_path: Path, deed: Deed
) -> None:
    async with at(deed, tmp_path) as desk:
        for way in (desk.weather.late, desk.weather.broken):
            way.add(deed.path)
            await desk.go()
            assert desk.lacks("○ ", deed.again) == []
            assert "Nothing was" not in desk.text
            assert "✕ The" not in desk.text
            way.clear()
        assert desk.sent == 2
        await desk.go()
        assert desk.sent == 3
        assert desk.lacks(*deed.done) == []


@pytest.mark.parametrize("way", ["late", "broken"])
async def test_a_lost_registration_is_looked_for_in_the_list_and_never_sent_twice(tmp_path: Path, way: str) -> None:
    async with at(BY_OPERATION["registerChild"], tmp_path) as desk:
        getattr(desk.weather, way).add("register_child$")
        await desk.go()
        assert desk.lacks("registered, though the answer did", COMPANY) == []
        assert desk.sent == 1


async def test_a_registration_that_nobody_answered_and_the_list_does_not_show_is_unknown(tmp_path: Path) -> None:
    async with at(BY_OPERATION["registerChild"], tmp_path) as desk:
        desk.weather.status["register_child$"] = GATEWAY
        await desk.go()
        told = (
            "○ The gateway answered",
            "“Service Unavailable”",
            "It may have been registered.",
            "Register again later",
        )
        assert desk.lacks(*told, *desk.deed.kept) == []
        assert "✕" not in desk.text
        desk.weather.status.clear()
        await desk.go()
        assert desk.sent == 1
        assert "Nothing was sent: this name was sent at" in desk.text


@pytest.mark.parametrize("way", ["gateway", "late", "broken"])
async def test_a_lost_purchase_is_unknown_and_never_sent_twice(tmp_path: Path, way: str) -> None:
    async with at(BY_OPERATION["purchasePlan"], tmp_path) as desk:
        if way == "gateway":
            desk.weather.status["purchase$"] = GATEWAY
        else:
            getattr(desk.weather, way).add("purchase$")
        await desk.go()
        told = (
            "○ Outcome unknown: it may have been bought",
            "The purchase was sent at",
            "Looks again",
            *desk.deed.kept,
        )
        assert desk.lacks(*told) == []
        assert "✕" not in desk.text
        assert "ailed" not in desk.text
        await desk.program.press("escape", "b")
        assert desk.sent == 1
        assert "it may have been bought" in desk.program.text
        await desk.program.advance(120)
        assert desk.sent == 1
        states = [attempt.state for attempt in desk.program.rig.snapshot.attempts]
        assert states == [AttemptState.UNKNOWN if way == "gateway" else AttemptState.BOUGHT]
