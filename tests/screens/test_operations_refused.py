"""Every operation refused by the server, in both its envelopes: what a person reads, and that nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.deeds import BY_OPERATION, DEEDS, MESSAGE, NARROW, WIDE, WORDS, Deed, arm, at, invalid, refused

if TYPE_CHECKING:
    from pathlib import Path

    from support.deeds import Desk

_WIDE_TOO = ("getAzureAuthUrl",)
_BOTH = [(deed, NARROW) for deed in DEEDS] + [(BY_OPERATION[name], WIDE) for name in _WIDE_TOO]


async def _once_more(desk: Desk) -> None:
    """The same again, once the server takes it."""
    desk.weather.status.clear()
    if desk.deed.operation == "purchasePlan":
        await desk.program.press("escape")
        await arm(desk.program)
    await desk.go()
    if desk.deed.operation == "registerChild":
        await desk.program.advance(1)


@pytest.mark.parametrize(("deed", "size"), _BOTH, ids=str)
async def test_a_refusal_is_told_in_the_servers_words_and_the_same_key_tries_again(
    tmp_path: Path, deed: Deed, size: tuple[int, int]
) -> None:
    async with at(deed, tmp_path, size) as desk:
        desk.weather.status[deed.path] = refused()
        await desk.go()
        told = desk.sent
        assert desk.lacks(f"“{WORDS}”", "(403)", deed.again, *deed.kept) == []
        assert "○ " not in desk.text.partition(f"“{WORDS}”")[0][-80:]
        await desk.program.advance(1)
        assert desk.sent == told
        await _once_more(desk)
        assert desk.sent > told
        assert desk.lacks(*deed.done) == []


@pytest.mark.parametrize(("deed", "size"), _BOTH, ids=str)
async def test_what_is_wrong_with_a_field_is_told_and_stands_at_the_field_where_there_is_one(
    tmp_path: Path, deed: Deed, size: tuple[int, int]
) -> None:
    async with at(deed, tmp_path, size) as desk:
        desk.weather.status[deed.path] = invalid(deed.field)
        await desk.go()
        name = deed.field.removeprefix("json").removeprefix(".")
        message = f"✕ {MESSAGE}" if deed.beside else f"{name}: {MESSAGE}" if name else MESSAGE
        assert desk.lacks("(422)", message, *(() if deed.beside else deed.kept)) == []
        assert desk.sent >= 1
        for typed in deed.kept if deed.beside else ():
            assert desk.text.index(typed) < desk.text.index(MESSAGE) or deed.operation == "getAzureAuthUrl"
