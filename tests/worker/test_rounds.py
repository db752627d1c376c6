"""Many customers verified at once: a few at a time, to the end whatever fails, and stopped when somebody says so."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from support.clock import breathe
from support.rig import Rig

from tui.domain.intents import Done, Failed, Pause, StopRound, VerifyAws, VerifyMany
from tui.domain.onboarding.rounds import Found, Round
from tui.domain.snapshot import Mode

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from tui.api.transport import AsgiApp, Message

OK = b'[{"feature": "assume_role", "status": "available"}]'
NO = b'{"code": 422, "errors": {"json": {"account_id": ["No."]}}}'


class Gate:
    """Verifications wait here until they are let through, by customer; answers in their place are told before."""

    def __init__(self) -> None:
        self.inside: list[str] = []
        self.most = 0
        self.seen: list[str] = []
        self.lists = 0
        self.answers: dict[str, tuple[int, bytes, dict[str, str]]] = {}
        self._open = asyncio.Event()

    def open(self) -> None:
        self._open.set()

    def shut(self) -> None:
        self._open.clear()

    def around(self, app: AsgiApp) -> AsgiApp:
        async def gated(
            scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
        ) -> None:
            path = str(scope["path"])
            self.lists += path.endswith("child-orgs")
            if not path.endswith("/verify"):
                await app(scope, receive, send)
                return
            org_id = path.split("/")[3]
            self.seen.append(org_id)
            self.inside.append(org_id)
            self.most = max(self.most, len(self.inside))
            await self._open.wait()
            self.inside.remove(org_id)
            status, body, headers = self.answers.get(org_id, (200, OK, {}))
            pairs = [(b"content-type", b"application/json"), *((k.encode(), v.encode()) for k, v in headers.items())]
            await send({"type": "http.response.start", "status": status, "headers": pairs})
            await send({"type": "http.response.body", "body": body})

        return gated


class Story:
    def __init__(self, folder: Path, **facts: Any) -> None:
        self.gate = Gate()
        self.rig = Rig(folder, around=self.gate.around, **facts)
        self.targets: tuple[tuple[str, str], ...] = ()

    async def begin(self) -> None:
        customers = (await self.rig.start()).customers
        self.targets = tuple((c.org_id, "aws") for c in customers[:12])

    @property
    def state(self) -> Round:
        assert self.rig.snapshot.round is not None
        return self.rig.snapshot.round

    def verify(self) -> None:
        self.rig.worker.submit(VerifyMany(self.targets))

    async def ran(self) -> None:
        """Let what can run do so while the gate is shut."""
        await breathe(400)
        self.rig.worker._board.flush()


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    told = Story(tmp_path)
    await told.begin()
    yield told
    told.gate.open()
    await told.rig.stop()


async def test_all_are_verified_four_at_a_time_and_the_list_is_read_once_at_the_end(story: Story) -> None:
    story.verify()
    await story.ran()
    assert len(story.state.under_way) == len(story.gate.inside) == 4
    assert len(story.state.not_begun) == 8
    lists = story.gate.lists
    story.gate.open()
    await story.rig.settled()
    assert story.gate.most == 4
    assert sorted(story.gate.seen) == sorted(org_id for org_id, _ in story.targets)
    assert story.state.count(Found.AVAILABLE) == 12
    assert not story.state.goes_on
    assert story.gate.lists == lists + 1
    assert [o for o in story.rig.outcomes if isinstance(o.intent, VerifyMany)] == [
        Done(VerifyMany(story.targets), story.state)
    ]


async def test_one_failure_does_not_stop_the_rest_and_each_is_told(story: Story) -> None:
    refused, broken, warned = (org_id for org_id, _ in story.targets[:3])
    story.gate.answers[refused] = (422, NO, {})
    story.gate.answers[broken] = (503, b"<html>down</html>", {})
    story.gate.answers[warned] = (200, b'[{"feature": "cur", "status": "warning"}]', {})
    story.gate.open()
    story.verify()
    await story.rig.settled()
    results = story.state.results
    assert len(results) == 12
    assert results[refused, "aws"].found is Found.UNTOLD
    assert "422" in results[refused, "aws"].words
    assert results[broken, "aws"].found is Found.UNTOLD
    assert (results[warned, "aws"].found, results[warned, "aws"].words) == (Found.WARNING, "cur")
    assert story.state.count(Found.AVAILABLE) == 9


async def test_stopped_it_begins_no_more_and_waits_for_those_under_way(story: Story) -> None:
    story.verify()
    await story.ran()
    story.rig.worker.submit(StopRound())
    await story.ran()
    assert story.state.goes_on
    story.gate.open()
    await story.rig.settled()
    assert len(story.gate.seen) == 4
    assert len(story.state.results) == 4
    assert len(story.state.not_begun) == 8
    assert story.state.stopped == "you stopped it"
    assert not story.state.goes_on


async def test_pausing_stops_it_too(story: Story) -> None:
    story.verify()
    await story.ran()
    story.rig.worker.submit(Pause(True))
    story.gate.open()
    await story.rig.settled()
    assert len(story.gate.seen) == 4
    assert story.state.stopped == "refreshing was paused"


async def test_a_refused_key_stops_it_since_every_other_would_be_refused(story: Story) -> None:
    for org_id, _ in story.targets:
        story.gate.answers[org_id] = (401, b'{"message": "no", "timestamp": "x", "type": "auth"}', {})
    story.gate.open()
    story.verify()
    await story.rig.settled()
    assert len(story.gate.seen) <= 8
    assert story.state.stopped == "the key was refused (401)"


async def test_asked_to_slow_down_it_waits_so_long_and_goes_on(story: Story) -> None:
    first = story.targets[0][0]
    story.gate.answers[first] = (429, b"{}", {"retry-after": "40"})
    story.gate.open()
    story.verify()
    await breathe(2000)
    await story.rig.settled()
    seen = len(story.gate.seen)
    assert seen < 12
    assert story.state.held_until == story.rig.clock.now() + 40
    await story.rig.advance(39)
    assert len(story.gate.seen) == seen
    await story.rig.advance(2)
    assert len(story.state.results) == 12
    assert story.state.untold == 1


async def test_a_clock_that_is_set_back_does_not_make_the_wait_longer(story: Story) -> None:
    story.gate.answers[story.targets[0][0]] = (429, b"{}", {"retry-after": "40"})
    story.gate.open()
    story.verify()
    await breathe(2000)
    await story.rig.settled()
    story.rig.clock.set_back(86_400)
    await story.rig.advance(41)
    assert len(story.state.results) == 12


async def test_stopped_while_it_waits_it_ends_at_once(story: Story) -> None:
    story.gate.answers[story.targets[0][0]] = (429, b"{}", {"retry-after": "4000"})
    story.gate.open()
    story.verify()
    await breathe(2000)
    story.rig.worker.submit(StopRound())
    await breathe(400)
    await story.rig.settled()
    assert not story.state.goes_on


async def test_a_customer_whose_verification_is_under_way_is_not_asked_twice(story: Story) -> None:
    org_id = story.targets[0][0]
    story.rig.worker.submit(VerifyAws(org_id))
    await story.ran()
    story.verify()
    await story.ran()
    story.gate.open()
    await story.rig.settled()
    assert story.gate.seen.count(org_id) == 1
    assert story.state.results[org_id, "aws"].found is Found.AVAILABLE


async def test_a_second_round_waits_for_a_person_to_ask_after_the_first(story: Story) -> None:
    story.verify()
    await story.ran()
    other = VerifyMany(story.targets[:1])
    story.rig.worker.submit(other)
    await story.ran()
    refused = next(o for o in story.rig.outcomes if o.intent == other)
    assert isinstance(refused, Failed)
    assert refused.fault.what == "Nothing was begun: a round of verifications is under way."
    story.gate.open()
    await story.rig.settled()
    story.rig.worker.submit(other)
    await story.rig.settled()
    assert story.state.targets == other.targets


async def test_a_customer_named_twice_is_verified_once(story: Story) -> None:
    story.gate.open()
    story.rig.worker.submit(VerifyMany(story.targets[:2] * 2))
    await story.rig.settled()
    assert len(story.gate.seen) == 2


async def test_it_is_refused_in_read_only_mode(tmp_path: Path) -> None:
    story = Story(tmp_path, mode=Mode.READ_ONLY)
    await story.begin()
    fault = await story.rig.ask(VerifyMany(story.targets))
    assert fault.kind == "read-only"
    assert story.gate.seen == []
    await story.rig.stop()
