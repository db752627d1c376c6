from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from support.rig import Rig
from support.weather import Weather

from tui.domain.faults import Fault
from tui.domain.intents import (
    Buy,
    PreparePurchase,
    ReadLaunchUrl,
    ReadTemplate,
    StartOnboarding,
    TemplateReviewed,
    TemplateText,
    VerifyAws,
)
from tui.domain.onboarding.steps import Progress, StepState, all_available, aws_steps, current_features
from tui.domain.plan.brief import PlanStanding
from tui.domain.plan.records import Plan
from tui.domain.purchase.attempt import Attempt, AttemptState
from tui.domain.snapshot import Reading, Snapshot

if TYPE_CHECKING:
    from pathlib import Path


def _never_started(snapshot: Snapshot) -> str:
    return next(c.org_id for c in snapshot.customers if not c.integrations)


def _progress(rig: Rig, org_id: str) -> Progress:
    return rig.snapshot.progress[org_id, "aws"]


async def _to_the_launch_url(rig: Rig) -> str:
    org_id = _never_started(await rig.start())
    await rig.ask(StartOnboarding(org_id))
    template = await rig.ask(ReadTemplate(org_id))
    assert isinstance(template, TemplateText)
    assert '"AWSTemplateFormatVersion"' in template.text
    await rig.ask(TemplateReviewed(org_id))
    await rig.ask(ReadLaunchUrl(org_id))
    return org_id


async def _connect(rig: Rig, org_id: str) -> None:
    for _ in range(30):
        await rig.ask(VerifyAws(org_id))
        if all_available(current_features(_progress(rig, org_id), rig.snapshot.customer(org_id))):
            return
        await rig.advance(10)
    raise AssertionError("never connected")


async def test_a_customer_goes_from_never_started_to_a_plan_bought(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    org_id = await _to_the_launch_url(rig)
    assert [step.state for step in aws_steps(_progress(rig, org_id), rig.snapshot.customer(org_id))] == [
        StepState.DONE,
        StepState.DONE,
        StepState.DONE,
        StepState.HAND,
    ]
    await _connect(rig, org_id)
    assert rig.snapshot.plan(org_id, "aws").state in (Reading.NONE, Reading.UNKNOWN)
    for _ in range(20):
        await rig.advance(15)
        brief = rig.snapshot.plan(org_id, "aws").brief
        if brief and brief.standing is PlanStanding.READY:
            break
    plan = await rig.ask(PreparePurchase(org_id, "aws"))
    assert isinstance(plan, Plan)
    customer = rig.snapshot.customer(org_id)
    assert customer is not None
    attempt = await rig.ask(Buy(org_id, customer.name, "aws", plan, "you@example.com"))
    assert isinstance(attempt, Attempt)
    assert attempt.state is AttemptState.ACCEPTED
    await rig.advance(300)
    assert [a.state for a in rig.snapshot.attempts] == [AttemptState.BOUGHT]
    assert len(rig.world.purchases) == 1
    bought = rig.snapshot.plan(org_id, "aws").brief
    assert bought is not None
    assert bought.standing is PlanStanding.BOUGHT
    await rig.stop()


async def test_the_plan_of_a_customer_just_connected_is_looked_for_by_itself(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    org_id = await _to_the_launch_url(rig)
    await _connect(rig, org_id)
    await rig.advance(120)
    assert rig.snapshot.plan(org_id, "aws").state is Reading.KNOWN
    await rig.stop()


async def test_progress_survives_a_restart(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    org_id = await _to_the_launch_url(rig)
    before = _progress(rig, org_id)
    assert before.onboarding_id
    await rig.restart()
    assert _progress(rig, org_id) == before
    await rig.stop()


async def test_a_verification_whose_program_died_is_known_to_have_been_asked(tmp_path: Path) -> None:
    weather = Weather()
    rig = Rig(tmp_path, around=weather.around)
    org_id = await _to_the_launch_url(rig)
    weather.lost.add("aws/verify")
    rig.worker.submit(VerifyAws(org_id, account_id="123456789012"))
    for _ in range(50):
        await asyncio.sleep(0)
    weather.lost.clear()
    await rig.restart()
    progress = _progress(rig, org_id)
    assert progress.asked_at is not None
    assert progress.verified is None
    assert progress.account_id == "123456789012"
    await rig.stop()


async def test_a_refused_verification_keeps_the_fault_at_the_step_and_was_not_asked(tmp_path: Path) -> None:
    weather = Weather()
    rig = Rig(tmp_path, around=weather.around)
    org_id = await _to_the_launch_url(rig)
    weather.status["aws/verify"] = (422, b'{"code": 422, "errors": {"json": {"account_id": ["Not an account."]}}}', {})
    fault = await rig.ask(VerifyAws(org_id, account_id="123456789012"))
    assert isinstance(fault, Fault)
    assert fault.fields == (("json.account_id", ("Not an account.",)),)
    assert _progress(rig, org_id).fault == fault
    assert _progress(rig, org_id).asked_at is None
    await rig.stop()


async def test_the_same_verification_is_never_under_way_twice(tmp_path: Path) -> None:
    weather = Weather()
    rig = Rig(tmp_path, around=weather.around)
    org_id = await _to_the_launch_url(rig)
    rig.worker.submit(VerifyAws(org_id))
    rig.worker.submit(VerifyAws(org_id, account_id="123456789012"))
    await rig.settled()
    assert weather.seen["verify"] == 1
    await rig.stop()


async def test_a_launch_url_that_is_not_https_is_not_offered(tmp_path: Path) -> None:
    weather = Weather()
    rig = Rig(tmp_path, around=weather.around)
    org_id = _never_started(await rig.start())
    await rig.ask(StartOnboarding(org_id))
    weather.status["launch-stack-url"] = (200, b'{"url": "http://evil.example/"}', {})
    fault = await rig.ask(ReadLaunchUrl(org_id))
    assert isinstance(fault, Fault)
    assert _progress(rig, org_id).url is None
    await rig.stop()


async def test_an_empty_answer_to_start_is_a_start(tmp_path: Path) -> None:
    weather = Weather()
    rig = Rig(tmp_path, around=weather.around)
    org_id = _never_started(await rig.start())
    weather.status["onboarding/start"] = (200, b"{}", {})
    progress = await rig.ask(StartOnboarding(org_id))
    assert isinstance(progress, Progress)
    assert progress.started_at == rig.clock.now()
    assert progress.onboarding_id is None
    await rig.stop()


async def test_an_onboarding_id_of_another_form_is_not_sent_back(tmp_path: Path) -> None:
    weather = Weather()
    rig = Rig(tmp_path, around=weather.around)
    org_id = await _to_the_launch_url(rig)
    weather.status["onboarding/start"] = (200, b'{"onboarding_id": "ONB-7"}', {})
    await rig.ask(StartOnboarding(org_id))
    assert _progress(rig, org_id).onboarding_id == "ONB-7"
    verified = await rig.ask(VerifyAws(org_id))
    assert isinstance(verified, Progress)
    assert verified.verified is not None
    await rig.stop()
