"""A watch from the command line, over the worker under a clock that moves when told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support.rig import Rig
from support.weather import Weather

from tui.cli.answer import Answer, EndedError
from tui.cli.declare import build_parser
from tui.cli.endings import Ending
from tui.cli.session import QUIET, Session
from tui.cli.verification import Manner, verify
from tui.domain.intents import VerifyAws
from tui.domain.onboarding.watch import LONGEST, SHORTEST

MINUTE = 60.0


def _features(*statuses: str) -> bytes:
    return json.dumps([{"feature": f"f{n}", "status": status} for n, status in enumerate(statuses)]).encode()


class Watched:
    """A customer being watched every ten minutes."""

    def __init__(self, folder: Path) -> None:
        self.weather = Weather()
        self.rig = Rig(folder, around=self.weather.around)
        self.session = Session(self.rig.snapshot)
        self.rig.sink = self.session.take

    async def begin(self) -> asyncio.Future[Answer]:
        await self.session.begin(self.rig.worker, QUIET)
        reading = asyncio.ensure_future(self.session.read_list())
        await self.rig.worker.settled()
        assert await reading is None
        customer = self.session.snapshot.customers[0]
        intent = VerifyAws(customer.org_id)
        watching = asyncio.ensure_future(verify(self.session, customer, intent, Manner(minutes=10)))
        await self.rig.worker.settled()
        return watching

    def answers(self, status: int, body: bytes) -> None:
        self.weather.status["/aws/verify"] = (status, body, {})

    @property
    def asked(self) -> int:
        return self.weather.seen["verify"]


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    story = Watched(tmp_path)
    yield story
    await story.session.end()


async def test_it_verifies_again_until_everything_is_available(
    watched: Watched, capsys: pytest.CaptureFixture[str]
) -> None:
    watched.answers(200, _features("available", "warning"))
    watching = await watched.begin()
    await watched.rig.advance(10 * MINUTE)
    assert watched.asked == 2
    watched.answers(503, b"")
    await watched.rig.advance(10 * MINUTE)
    assert not watching.done()
    watched.answers(200, _features("available", "available"))
    await watched.rig.advance(10 * MINUTE)
    answer = await watching
    assert answer.ending is Ending.DONE
    assert answer.lines[-1] == "The watch ended after 4 verifications: everything is available."
    told = capsys.readouterr().err.splitlines()
    assert [line.split("  ")[1] for line in told[:2]] == ["1 of 2 features available. Again in 10 minutes."] * 2
    assert "The server failed" in told[2]


async def test_it_ends_with_a_refusal(watched: Watched) -> None:
    watched.answers(200, _features("missing"))
    watching = await watched.begin()
    watched.answers(403, b'{"message":"no more","type":"Forbidden","timestamp":"x"}')
    await watched.rig.advance(10 * MINUTE)
    with pytest.raises(EndedError) as ended:
        await watching
    assert ended.value.answer.ending is Ending.REFUSED
    assert watched.asked == 2


def test_the_minutes_are_those_of_the_dashboard(capsys: pytest.CaptureFixture[str]) -> None:
    parser, words = build_parser(), ["onboard", "verify", "beta", "--watch"]
    for minutes in (SHORTEST, LONGEST):
        assert parser.parse_args([*words, str(minutes)]).watch == minutes
    for minutes in (SHORTEST - 1, LONGEST + 1):
        with pytest.raises(SystemExit):
            parser.parse_args([*words, str(minutes)])
        assert f"from {SHORTEST} to {LONGEST}" in capsys.readouterr().err
