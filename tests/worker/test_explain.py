from __future__ import annotations

import pytest

from tui.api import errors
from tui.api.operations import OPERATIONS
from tui.domain.faults import Sent
from tui.worker.explain import fault_of


def _error(kind: type[errors.ApiError], operation: str = "verifyAws", **facts: object) -> errors.ApiError:
    given: dict[str, object] = {"sent": Sent.ANSWERED, "status": None, **facts}
    return kind("it broke", operation=operation, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("operation", sorted(OPERATIONS))
@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (errors.Unauthorized, 401), (errors.Forbidden, 403), (errors.NotFound, 404), (errors.Conflict, 409),
        (errors.Invalid, 422), (errors.Throttled, 429), (errors.Withdrawn, 405), (errors.ServerFault, 503),
        (errors.UnexpectedStatus, 418), (errors.Unreachable, None), (errors.Untrusted, None), (errors.TimedOut, None),
        (errors.Interrupted, None), (errors.Unreadable, 200), (errors.Redirected, 302), (errors.Unsendable, None),
        (errors.ReadOnlyRefused, None),
    ],
)  # fmt: skip
def test_every_error_of_every_operation_says_what_happened_in_a_sentence(
    kind: type[errors.ApiError], status: int | None, operation: str
) -> None:
    fault = fault_of(_error(kind, operation, status=status))
    assert fault.what.endswith(".")
    assert fault.what[0].isupper()
    assert "!" not in fault.sentence
    assert fault.kind == kind.kind
    assert operation not in fault.sentence


def test_the_server_s_own_words_stand_in_quotes() -> None:
    fault = fault_of(_error(errors.Conflict, status=409, words="plan is locked"))
    assert '"plan is locked"' in fault.sentence


def test_a_write_whose_answer_was_lost_may_have_reached_the_server() -> None:
    assert "may have reached" in fault_of(_error(errors.TimedOut, sent=Sent.MAYBE)).meaning


def test_a_write_that_never_left_says_that_nothing_was_sent() -> None:
    assert fault_of(_error(errors.Unreachable, sent=Sent.NOT_SENT)).meaning == "Nothing was sent."


def test_a_read_that_failed_says_that_what_was_known_stays() -> None:
    fault = fault_of(_error(errors.TimedOut, "getRecommendedPlans", sent=Sent.MAYBE))
    assert "known before stays" in fault.meaning


@pytest.mark.parametrize("status", [500, 504])
def test_when_the_server_or_a_gateway_fails_a_write_may_have_been_carried_out(status: int) -> None:
    for envelope in (errors.Envelope.GATEWAY, errors.Envelope.API):
        assert fault_of(_error(errors.ServerFault, status=status, envelope=envelope)).sent is Sent.MAYBE
        assert (
            fault_of(_error(errors.ServerFault, "getRecommendedPlans", status=status, envelope=envelope)).sent
            is Sent.ANSWERED
        )


def test_a_read_leaves_nothing_in_doubt() -> None:
    assert fault_of(_error(errors.Interrupted, "listChildOrgs", sent=Sent.MAYBE)).sent is Sent.ANSWERED
    assert fault_of(_error(errors.Unreachable, "listChildOrgs", sent=Sent.NOT_SENT)).sent is Sent.NOT_SENT


def test_a_gateway_s_web_page_is_called_one() -> None:
    fault = fault_of(_error(errors.ServerFault, status=502, envelope=errors.Envelope.GATEWAY))
    assert "page of its own (502)" in fault.what


@pytest.mark.parametrize(
    "facts",
    [
        {"status": 422, "fields": {"json.azure_tenant_id": ("Missing data for required field.",)}},
        {"status": 400, "words": "Request body is missing", "envelope": errors.Envelope.API},
        {"status": 400, "envelope": errors.Envelope.GATEWAY},
    ],
)
def test_an_answer_that_misses_what_was_sent_in_a_get_speaks_of_the_proxy(facts: dict[str, object]) -> None:
    assert "dropped that body" in fault_of(_error(errors.Invalid, "getAzureAuthUrl", **facts)).meaning
    assert "dropped" not in fault_of(_error(errors.Invalid, "updatePartnerOrg", **facts)).meaning


def test_a_content_type_that_got_lost_with_the_body_speaks_of_the_proxy() -> None:
    fault = fault_of(_error(errors.UnexpectedStatus, "getAzureAuthUrl", status=415))
    assert "dropped that body" in fault.meaning


@pytest.mark.parametrize(
    "facts",
    [
        {"status": 422, "fields": {"json.azure_tenant_id": ("Missing data.",), "json.x": ("Not a valid UUID.",)}},
        {"status": 400, "words": "tenant is not yours", "envelope": errors.Envelope.API},
    ],
)
def test_a_refusal_for_another_reason_blames_no_proxy(facts: dict[str, object]) -> None:
    assert "proxy" not in fault_of(_error(errors.Invalid, "getAzureAuthUrl", **facts)).sentence


def test_azure_verified_before_its_consent_url_says_what_comes_first() -> None:
    fault = fault_of(_error(errors.Conflict, "verifyAzure", status=409, words="get the authorization URL first"))
    assert fault.remedy == "Ask for the consent URL first (step 1), then verify"
    assert fault_of(_error(errors.Conflict, "verifyAws", status=409)).remedy != fault.remedy
