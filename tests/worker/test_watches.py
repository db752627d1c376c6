"""A watch under a clock that moves when told, and a verification nobody waits for any more."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from support.rig import POLICY, Rig
from support.weather import Weather

from tui.domain.faults import Sent
from tui.domain.intents import (
    Done,
    Failed,
    KeepOptions,
    Pause,
    ReadLaunchUrl,
    StartOnboarding,
    StopWaiting,
    StopWatching,
    VerifyAws,
    WatchVerification,
)
from tui.domain.onboarding.steps import ExistingCur
from tui.domain.onboarding.watch import Watch
from tui.domain.snapshot import Mode

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

import pytest

OK = b'[{"feature": "assume_role", "status": "available"}]'
NOT_YET = b'[{"feature": "assume_role", "status": "available"}, {"feature": "cur", "status": "warning"}]'


class Story:
    """A customer on the way, the weather at the verification, and the worker."""

    def __init__(self, folder: Path) -> None:
        self.weather = Weather()
        # Days pass here, and nothing of the list matters but the one customer.
        self.rig = Rig(folder, orgs=24, around=self.weather.around, policy=replace(POLICY, refresh=3_600.0))
        self.org_id = ""

    async def begin(self) -> None:
        self.org_id = next(c.org_id for c in (await self.rig.start()).customers if not c.integrations)
        await self.rig.ask(StartOnboarding(self.org_id))
        await self.rig.ask(ReadLaunchUrl(self.org_id))
        self.answers(200, NOT_YET)

    def answers(self, status: int, body: bytes, **headers: str) -> None:
        self.weather.status["aws/verify"] = (status, body, headers)

    @property
    def asked(self) -> int:
        return self.weather.seen["verify"]

    @property
    def watch(self) -> Watch:
        return self.rig.snapshot.watches[self.org_id, "aws"]

    async def watching(self, minutes: int = 10) -> None:
        self.rig.worker.submit(WatchVerification(self.org_id, "aws", minutes))
        await self.rig.settled()


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    told = Story(tmp_path)
    await told.begin()
    yield told
    await told.rig.stop()


async def test_it_verifies_every_so_many_minutes_and_ends_when_all_is_available(story: Story) -> None:
    await story.watching(10)
    assert story.asked == 0
    assert story.watch.next_at == story.rig.clock.now() + 600
    await story.rig.advance(599)
    assert story.asked == 0
    await story.rig.advance(1)
    assert story.asked == 1
    await story.rig.advance(600)
    assert (story.asked, story.watch.count) == (2, 2)
    story.answers(200, OK)
    await story.rig.advance(600)
    assert story.asked == 3
    assert story.watch.ended == "everything is available"
    assert story.rig.outcomes[-1] == Done(WatchVerification(story.org_id, "aws", 10), story.watch)
    await story.rig.advance(3600)
    assert story.asked == 3


async def test_a_verification_by_hand_counts_and_the_watch_waits_anew(story: Story) -> None:
    await story.watching(10)
    await story.rig.advance(300)
    await story.rig.ask(VerifyAws(story.org_id))
    assert story.watch.next_at == story.rig.clock.now() + 600
    await story.rig.advance(599)
    assert story.asked == 1
    await story.rig.advance(1)
    assert story.asked == 2


async def test_it_asks_with_what_was_chosen_for_the_next_check(story: Story) -> None:
    report = ExistingCur("eu-central-1", "acme-billing", "", "hourly")
    await story.rig.ask(KeepOptions(story.org_id, "604418802297", report))
    await story.watching(10)
    await story.rig.advance(600)
    verified = [o.intent for o in story.rig.outcomes if isinstance(o.intent, VerifyAws)]
    assert verified == [VerifyAws(story.org_id, "604418802297", report)]


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_trouble_that_passes_does_not_end_it(story: Story, status: int) -> None:
    await story.watching(10)
    story.answers(status, b"{}")
    await story.rig.advance(600)
    assert (story.asked, story.watch.ended) == (1, "")
    story.answers(200, OK)
    await story.rig.advance(600)
    assert story.watch.ended == "everything is available"


async def test_a_refusal_ends_it_since_the_next_would_be_refused_too(story: Story) -> None:
    await story.watching(10)
    story.answers(422, b'{"code": 422, "errors": {"json": {"account_id": ["No."]}}}')
    await story.rig.advance(600)
    assert story.watch.ended == "the server refused (422)"
    await story.rig.advance(6000)
    assert story.asked == 1


async def test_a_clock_that_is_set_back_does_not_put_off_the_next_verification_or_the_end(story: Story) -> None:
    await story.watching(720)
    await story.rig.advance(300)
    story.rig.clock.set_back(2 * 86_400)
    await story.rig.advance(719 * 60)
    assert story.asked == 1
    await story.rig.advance(720 * 60)
    assert story.asked == 2
    await story.rig.advance(86_400)
    assert story.watch.ended == "it went on for two days"


async def test_a_person_ends_it(story: Story) -> None:
    await story.watching(10)
    story.rig.worker.submit(StopWatching(story.org_id, "aws"))
    await story.rig.settled()
    assert story.watch.ended == "you ended it"
    await story.rig.advance(6000)
    assert story.asked == 0


async def test_pausing_ends_it(story: Story) -> None:
    await story.watching(10)
    story.rig.worker.submit(Pause(True))
    await story.rig.settled()
    assert story.watch.ended == "refreshing was paused"
    await story.rig.advance(6000)
    assert story.asked == 0


async def test_it_ends_after_two_days_whatever_comes(story: Story) -> None:
    await story.watching(720)
    await story.rig.advance(3 * 86_400)
    assert story.watch.ended == "it went on for two days"
    assert story.asked == 4


async def test_begun_anew_it_takes_the_new_minutes(story: Story) -> None:
    await story.watching(10)
    await story.watching(60)
    await story.rig.advance(3599)
    assert story.asked == 0
    await story.rig.advance(1)
    assert story.asked == 1


async def test_it_ends_with_the_program(story: Story) -> None:
    await story.watching(10)
    assert not (await story.rig.restart()).watches


async def test_it_is_refused_in_read_only_mode(tmp_path: Path) -> None:
    rig = Rig(tmp_path, mode=Mode.READ_ONLY)
    org_id = (await rig.start()).customers[0].org_id
    fault = await rig.ask(WatchVerification(org_id, "aws", 10))
    assert fault.kind == "read-only"
    assert not rig.snapshot.watches
    await rig.stop()


async def _under_way(story: Story) -> None:
    del story.weather.status["aws/verify"]
    story.weather.lost.add("aws/verify")
    story.rig.worker.submit(VerifyAws(story.org_id))
    for _ in range(50):
        await asyncio.sleep(0)


async def test_to_wait_no_longer_leaves_the_verification_asked_and_unknown(story: Story) -> None:
    await _under_way(story)
    asked_at = story.rig.clock.now()
    story.rig.clock.set(asked_at + 100)
    story.rig.worker.submit(StopWaiting(story.org_id, "aws"))
    await story.rig.settled()
    outcome = next(o for o in story.rig.outcomes if isinstance(o.intent, VerifyAws))
    assert isinstance(outcome, Failed)
    assert outcome.fault.sent is Sent.MAYBE
    assert outcome.fault.what.startswith("You stopped waiting at ")
    progress = story.rig.snapshot.progress[story.org_id, "aws"]
    assert (progress.asked_at, progress.fault, progress.verified) == (asked_at, outcome.fault, None)
    assert not story.rig.snapshot.running


async def test_one_that_was_asked_this_moment_can_be_left_too_and_asked_again(story: Story) -> None:
    del story.weather.status["aws/verify"]
    story.weather.lost.add("aws/verify")
    story.rig.worker.submit(VerifyAws(story.org_id))
    story.rig.worker.submit(StopWaiting(story.org_id, "aws"))
    await story.rig.settled()
    assert not story.rig.snapshot.running
    story.weather.lost.clear()
    story.answers(200, OK)
    await story.rig.ask(VerifyAws(story.org_id))
    progress = story.rig.snapshot.progress[story.org_id, "aws"]
    assert (progress.asked_at, progress.fault) == (None, None)
    assert progress.verified is not None


async def test_a_watch_whose_verification_is_not_waited_for_ends(story: Story) -> None:
    await story.watching(10)
    await _under_way(story)
    story.rig.worker.submit(StopWaiting(story.org_id, "aws"))
    await story.rig.settled()
    assert story.watch.ended == "you stopped waiting for its verification"


async def test_nothing_to_wait_for_changes_nothing(story: Story) -> None:
    before = story.rig.snapshot.progress[story.org_id, "aws"]
    story.rig.worker.submit(StopWaiting(story.org_id, "aws"))
    await story.rig.settled()
    assert story.rig.snapshot.progress[story.org_id, "aws"] == before
