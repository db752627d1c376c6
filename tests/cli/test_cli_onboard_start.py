import pytest
from support.headless import Headless

API_REFUSAL = b'{"message":"the key may not onboard","type":"Forbidden","timestamp":"2026-11-14T03:12:00Z"}'
ERROR_REFUSAL = b'{"code":422,"status":"Unprocessable Entity","errors":{"json":{"org":["is archived"]}}}'


def test_starting_says_since_when_as_known_here_and_what_is_next(headless: Headless) -> None:
    said = headless.run("onboard", "start", "alder yoga")
    assert said.code == 0
    assert "is started for Alder Yoga c/o Sandbox, as known here since 20" in said.out
    assert f"archera-tui onboard template {headless.id_of('Alder Yoga')}" in said.out
    assert headless.sent == {"start": 1}


def test_the_dashboard_and_another_command_see_the_same_start(headless: Headless) -> None:
    first = headless.data("onboard", "start", "alder yoga")["result"]
    again = headless.data("onboard", "start", "alder yoga")["result"]
    assert again == first
    assert headless.progress("Alder Yoga").onboarding_id == first["onboarding_id"]
    assert first["onboarding_id"]


def test_azure_under_way_is_not_taken_away_unasked(headless: Headless) -> None:
    azure = next(o for o in headless.world.orgs.values() if o.azure is not None and o.aws is None)
    said = headless.run("onboard", "start", azure.org_id)
    assert said.code == 2
    assert "Azure is under way" in said.err
    assert "--switch-to-aws" in said.err
    assert headless.sent == {}
    assert headless.run("onboard", "start", azure.org_id, "--switch-to-aws").code == 0
    assert headless.sent == {"start": 1}


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [(403, API_REFUSAL, '"the key may not onboard"'), (422, ERROR_REFUSAL, 'org: "is archived"')],
    ids=["ApiErrorResponse", "Error"],
)
def test_a_refusal_is_told_in_the_server_s_words(headless: Headless, status: int, body: bytes, words: str) -> None:
    headless.weather.status["/start"] = (status, body, {})
    said = headless.run("onboard", "start", "alder yoga")
    assert (said.code, said.out) == (2, "")
    assert words in said.err


def test_an_answer_that_is_lost_is_unknown(headless: Headless) -> None:
    headless.weather.late.add("/start")
    said = headless.run("onboard", "start", "alder yoga")
    assert said.code == 3
    assert said.err.startswith("○ ")
    assert headless.sent == {"start": 1}
