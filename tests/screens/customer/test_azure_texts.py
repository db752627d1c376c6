"""What the steps of Azure say in each field scenario and for each kind of error, without a terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.azure import consented
from support.customer_stage import ID, beta, shown_to, told
from support.customers import AZURE_NAMES, features
from support.stage import NOW

from screens.customer.azure_texts import below_lines, beside_lines, check_lines, consent_head_lines
from screens.customer.azure_visit import AzureVisit
from screens.customer.facts import facts_of
from tui.api import errors
from tui.domain.faults import Sent
from tui.domain.onboarding.steps import Verification
from tui.worker.explain import fault_of

if TYPE_CHECKING:
    from screens.customer.facts import CustomerFacts
    from tui.domain.faults import Fault
    from tui.domain.onboarding.steps import Progress

VISIT = AzureVisit(step=3)


def facts(progress: Progress, listed: str = "") -> CustomerFacts:
    found = shown_to(beta(azure=listed), progress=(progress,))
    return facts_of(found, ID, None, NOW)


def verified(pattern: str, before: str = "") -> CustomerFacts:
    now = Verification(NOW - 60, 48, features(pattern, AZURE_NAMES))
    earlier = Verification(NOW - 9_000, 40, features(before, AZURE_NAMES)) if before else None
    return facts(consented(ID, verified=now, before=earlier), pattern)


def checked(of: CustomerFacts, visit: AzureVisit = VISIT, *, wide: bool = True) -> str:
    return told(check_lines(of, visit, wide=wide))


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize(
    ("pattern", "meaning", "remedy"),
    [
        ("x???????", "The tenant has not consented", "Have a tenant administrator open the consent URL (step 2)"),
        ("x*******", "The consent to Archera's application is gone.", "Ask whether the application was removed."),
        ("******~~", "the role was declined, the rest works", "Nothing to do unless purchases are wanted"),
        ("****x***", "A pay-as-you-go (MOSP) subscription never has one.", "an EA or MCA one can export its costs"),
        ("****~***", "it is delivered late or in part", "Look at the export in the customer's subscription"),
        ("*x******", "the role is not assigned", "Have the role assigned on the subscription by its owner"),
        ("****?x**", "read the storage with the cost export", "Have the role assigned"),
    ],
)
def test_each_scenario_says_what_it_means_and_what_to_do(
    pattern: str, meaning: str, remedy: str, *, wide: bool
) -> None:
    words = checked(verified(pattern), wide=wide)
    assert meaning in words
    assert remedy in words


def test_features_stand_worst_first_and_what_waits_says_for_what() -> None:
    lines = checked(verified("x???????")).split("\n")
    places = [next(place for place, line in enumerate(lines) if name in line) for name in AZURE_NAMES]
    assert places == sorted(places)
    assert "waits for app_consent" in "\n".join(lines)


def test_a_feature_nobody_has_heard_of_is_told_in_plain_words() -> None:
    found = features("x!", ("flux_capacitor", "warp"))
    words = checked(facts(consented(ID, verified=Verification(NOW, 1, found))))
    assert "it is absent, and somebody must act" in words
    assert 'Reported as "!", a word this program does not know.' in words


def test_a_regression_is_told_with_what_it_was_before() -> None:
    words = checked(verified("*x******", "********"))
    assert "Changed since the check before, 2h ago" in words
    assert "available → missing" in words


def test_all_available_is_connected_and_an_answer_without_features_is_no_success() -> None:
    assert "Connected" in checked(verified("********"))
    words = checked(facts(consented(ID, verified=Verification(NOW, 1, ()))))
    assert "answered without a single feature" in words
    assert "Connected" not in words


def _fault(kind: type[errors.ApiError], operation: str, **more: object) -> Fault:
    given: dict[str, object] = {"sent": Sent.ANSWERED, "status": None, **more}
    return fault_of(kind("it broke", operation=operation, **given))  # type: ignore[arg-type]


KINDS: tuple[tuple[type[errors.ApiError], dict[str, object], str, str], ...] = (
    (errors.Unauthorized, {"status": 401}, "✕ The key was refused (401).", "archera-tui doctor"),
    (errors.Forbidden, {"status": 403, "words": "not yours"}, "✕ The key may not do this (403)", "“not yours”"),
    (errors.NotFound, {"status": 404}, "✕ Not found (404)", "The customer may have gone"),
    (errors.Conflict, {"status": 409}, "✕ Not possible now (409)", "→ "),
    (errors.Throttled, {"status": 429, "retry_after": 30.0}, "◐ Asked to slow down (429).", "again in 30s"),
    (errors.ServerFault, {"status": 500}, "○ The server failed (500)", "harmless|updates the same record"),
    (
        errors.ServerFault,
        {"status": 502, "envelope": errors.Envelope.GATEWAY, "sent": Sent.MAYBE},
        "○ The gateway answered with a page of its own (502).",
        "harmless|updates the same record",
    ),
    (errors.TimedOut, {"sent": Sent.MAYBE}, "○ No answer in time", "It may have reached the server."),
    (errors.Interrupted, {"sent": Sent.MAYBE}, "○ The connection broke", "It may have reached the server."),
    (errors.Unreachable, {"sent": Sent.NOT_SENT}, "✕ No connection (it broke).", "Nothing was sent."),
    (errors.Unreadable, {"status": 200, "sent": Sent.MAYBE}, "○ The answer can't be read", "harmless|updates"),
)


@pytest.mark.parametrize(("kind", "more", "what", "also"), KINDS)
def test_every_kind_of_error_of_a_verification_says_what_happened_and_what_to_do(
    kind: type[errors.ApiError], more: dict[str, object], what: str, also: str
) -> None:
    visit = replace(VISIT, check_fault=_fault(kind, "verifyAzure", **more))
    words = checked(facts(consented(ID)), visit)
    assert what in words
    assert any(part in words for part in also.split("|"))


@pytest.mark.parametrize(("kind", "more", "what", "also"), KINDS)
def test_every_kind_of_error_of_the_consent_url_says_so_at_the_ids_and_keeps_the_url_that_was_there(
    kind: type[errors.ApiError], more: dict[str, object], what: str, also: str
) -> None:
    visit = AzureVisit(consent_fault=_fault(kind, "getAzureAuthUrl", **more))
    assert what in told(below_lines(visit, (), wide=True))
    words = told(consent_head_lines(facts(consented(ID)), visit))
    assert what in words
    assert any(part in words for part in also.split("|"))
    assert "Send this to the tenant administrator" in words


@pytest.mark.parametrize("wide", [True, False])
def test_a_proxy_that_dropped_the_body_is_explained_where_the_ids_stand(*, wide: bool) -> None:
    missing = {"json.azure_tenant_id": ("Missing data for required field.",)}
    fault = _fault(errors.Invalid, "getAzureAuthUrl", status=422, fields=missing)
    words = told(below_lines(AzureVisit(consent_fault=fault), (), wide=wide))
    assert "Both ids were sent, in the body of a GET." in words
    assert "→ Try without the proxy" in words


@pytest.mark.parametrize("wide", [True, False])
def test_what_is_needed_is_listed_before_anything_is_sent(*, wide: bool) -> None:
    words = told((*beside_lines(wide=wide), *below_lines(AzureVisit(), (), wide=wide))).lower()
    for needed in ("global administrator", "access management", "contributor", "ea or mca", "mosp"):
        assert needed in words
