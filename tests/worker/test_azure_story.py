from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.azure import SUBSCRIPTION, TENANT
from support.rig import Rig
from support.weather import Weather

from tui.domain.faults import Fault, Sent
from tui.domain.intents import ReadConsentUrl, StartOnboarding, VerifyAzure
from tui.domain.onboarding.launch import parse_consent_url
from tui.domain.onboarding.steps import Progress, current_features
from tui.domain.snapshot import Mode

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

API_NO = b'{"message": "not yours", "timestamp": "x", "type": "Forbidden"}'


@pytest.fixture
async def weather() -> Weather:
    return Weather()


@pytest.fixture
async def rig(tmp_path: Path, weather: Weather) -> AsyncIterator[Rig]:
    rig = Rig(tmp_path, around=weather.around, orgs=24)
    await rig.start()
    yield rig
    await rig.stop()


def never_started(rig: Rig) -> str:
    return next(c.org_id for c in rig.snapshot.customers if not c.integrations)


async def test_a_customer_is_connected_to_azure_and_the_way_survives_a_restart(rig: Rig) -> None:
    org_id = never_started(rig)
    progress = await rig.ask(ReadConsentUrl(org_id, TENANT, SUBSCRIPTION))
    assert isinstance(progress, Progress)
    assert parse_consent_url(progress.url or "").tenant == TENANT
    await rig.restart()
    assert rig.snapshot.progress[org_id, "azure"] == progress
    for _ in range(40):
        await rig.ask(VerifyAzure(org_id))
        known = rig.snapshot.progress[org_id, "azure"]
        statuses = {f.name: f.status for f in current_features(known, rig.snapshot.customer(org_id))}
        if statuses["app_consent"] == "available":
            break
        await rig.advance(10)
    assert statuses["app_consent"] == "available"
    assert known.before is not None


async def test_a_verification_before_the_consent_url_is_refused_in_the_servers_words(rig: Rig) -> None:
    org_id = never_started(rig)
    fault = await rig.ask(VerifyAzure(org_id))
    assert isinstance(fault, Fault)
    assert fault.status == 409
    assert "authorization URL first" in fault.words
    assert rig.snapshot.progress[org_id, "azure"].asked_at is None


async def test_fields_that_the_server_misses_although_they_were_sent_speak_of_a_proxy(
    rig: Rig, weather: Weather
) -> None:
    body = b'{"code": 422, "errors": {"json": {"azure_tenant_id": ["Missing data for required field."]}}}'
    weather.status["auth-url"] = (422, body, {})
    fault = await rig.ask(ReadConsentUrl(never_started(rig), TENANT, SUBSCRIPTION))
    assert isinstance(fault, Fault)
    assert "A proxy on the way seems to have dropped that body" in fault.meaning
    weather.status["auth-url"] = (403, b"<html>no</html>", {"content-type": "text/html"})
    fault = await rig.ask(ReadConsentUrl(never_started(rig), TENANT, SUBSCRIPTION))
    assert "body" in fault.meaning


async def test_a_field_that_is_refused_is_named_and_no_proxy_is_blamed(rig: Rig, weather: Weather) -> None:
    body = b'{"code": 422, "errors": {"json": {"azure_tenant_id": ["Not a valid UUID."]}}}'
    weather.status["auth-url"] = (422, body, {})
    fault = await rig.ask(ReadConsentUrl(never_started(rig), TENANT, SUBSCRIPTION))
    assert fault.fields == (("json.azure_tenant_id", ("Not a valid UUID.",)),)
    assert "proxy" not in fault.sentence
    weather.status["auth-url"] = (403, API_NO, {})
    fault = await rig.ask(ReadConsentUrl(never_started(rig), TENANT, SUBSCRIPTION))
    assert fault.words == "not yours"
    assert "proxy" not in fault.sentence


async def test_a_consent_url_that_is_not_https_is_not_offered(rig: Rig, weather: Weather) -> None:
    weather.status["auth-url"] = (200, b'{"url": "http://evil.example/"}', {})
    org_id = never_started(rig)
    assert isinstance(await rig.ask(ReadConsentUrl(org_id, TENANT, SUBSCRIPTION)), Fault)
    assert (org_id, "azure") not in rig.snapshot.progress


async def test_a_verification_whose_answer_is_lost_stays_asked(rig: Rig, weather: Weather) -> None:
    org_id = never_started(rig)
    await rig.ask(ReadConsentUrl(org_id, TENANT, SUBSCRIPTION))
    weather.status["azure/verify"] = (504, b"<html>late</html>", {"content-type": "text/html"})
    fault = await rig.ask(VerifyAzure(org_id))
    assert fault.status == 504
    weather.status.clear()
    assert isinstance(await rig.ask(VerifyAzure(org_id)), Progress)


async def test_read_only_sends_neither(tmp_path: Path, weather: Weather) -> None:
    rig = Rig(tmp_path, mode=Mode.READ_ONLY, around=weather.around, orgs=24)
    await rig.start()
    for intent in (ReadConsentUrl(never_started(rig), TENANT, SUBSCRIPTION), VerifyAzure(never_started(rig))):
        fault = await rig.ask(intent)
        assert fault.sent is Sent.NOT_SENT
        assert "--write" in fault.remedy
    assert weather.seen["auth-url"] == weather.seen["verify"] == 0
    await rig.stop()


async def test_aws_started_afterwards_is_written_down_until_the_consent_url_is_asked_for_again(rig: Rig) -> None:
    org_id = never_started(rig)
    await rig.ask(ReadConsentUrl(org_id, TENANT, SUBSCRIPTION))
    await rig.advance(60)
    await rig.ask(StartOnboarding(org_id))
    assert rig.snapshot.progress[org_id, "azure"].switched_at == rig.clock.now()
    await rig.restart()
    assert rig.snapshot.progress[org_id, "azure"].switched_at == rig.clock.now()
    await rig.ask(ReadConsentUrl(org_id, TENANT, SUBSCRIPTION))
    assert rig.snapshot.progress[org_id, "azure"].switched_at is None


async def test_a_start_before_any_consent_url_switches_nothing(rig: Rig) -> None:
    org_id = never_started(rig)
    await rig.ask(StartOnboarding(org_id))
    assert (org_id, "azure") not in rig.snapshot.progress
