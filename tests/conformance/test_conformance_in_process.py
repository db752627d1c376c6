"""The sandbox keeps the contract, as judged by a tool that makes requests from the contract by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from starlette.responses import Response
from support.conformance import CHECKS, EVERY_PHASE, examined, sandbox

from tui.api.operations import OPERATIONS
from tui.sandbox import app, routes
from tui.sandbox.checks import Field
from tui.sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

TAKES_A_BODY = {"registerChild", "verifyAws", "getAzureAuthUrl", "purchasePlan", "updatePartnerOrg"}


@pytest.mark.parametrize("seed", [1, 2, 4])
def test_every_answer_to_every_kind_of_request_keeps_the_contract(seed: int) -> None:
    verdict = examined(*sandbox(seed), seed=seed, examples=15)
    assert verdict.errors == []
    assert verdict.complaints == []
    assert set(EVERY_PHASE) - verdict.phases <= {"examples"}
    assert set(verdict.checks) >= CHECKS
    # That all is well says something only where something was asked: every operation, successfully and not.
    for operation in OPERATIONS:
        assert {200, 401, 403, 405} <= {status for name, status in verdict.answers if name == operation}
    for operation in TAKES_A_BODY:
        assert verdict.answers[operation, 422]
        assert verdict.answers[operation, 415]
    assert verdict.answers["purchasePlan", 409]
    assert verdict.answers["verifyAzure", 409]
    assert 0 < verdict.meant < verdict.answers["verifyAws", 422] + verdict.answers["getAzureAuthUrl", 422]


def an_unknown_field(patch: pytest.MonkeyPatch) -> None:
    right = World.child_orgs_json
    patch.setattr(World, "child_orgs_json", lambda self, at: right(self, at).replace(b'"org_id"', b'"new":1,"org_id"'))


def an_answer_of_another_type(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(routes, "raw_answer", lambda body: Response(body, media_type="text/plain"))


def a_server_error(patch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any, **_named: Any) -> None:
        raise ArithmeticError

    patch.setattr(World, "register", broken)


def a_key_nobody_looks_at(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(app, "authenticated", lambda *_: True)


def a_value_nobody_looks_at(patch: pytest.MonkeyPatch) -> None:
    for name in routes._LINKS:
        patch.setitem(routes._LINKS, name, Field(lambda _: [], nullable=True))


def a_refusal_of_what_is_right(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(routes._REGISTER, "company", Field(lambda _: ["No."], required=True))


def a_method_that_is_not_refused(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(app._Desk, "wrong_method", lambda *_: Response(b"{}", media_type="application/json"))


@pytest.mark.parametrize(
    ("breaks", "operation", "check"),
    [
        (an_unknown_field, "listChildOrgs", "response_schema_conformance"),
        (an_answer_of_another_type, "listChildOrgs", "content_type_conformance"),
        (a_server_error, "registerChild", "not_a_server_error"),
        (a_key_nobody_looks_at, "startOnboarding", "ignored_auth"),
        (a_value_nobody_looks_at, "updatePartnerOrg", "negative_data_rejection"),
        (a_refusal_of_what_is_right, "registerChild", "positive_data_acceptance"),
        (a_method_that_is_not_refused, "startOnboarding", "unsupported_method"),
    ],
)
def test_a_sandbox_that_breaks_the_contract_is_found_out(
    breaks: Callable[[pytest.MonkeyPatch], None], operation: str, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks(monkeypatch)
    verdict = examined(*sandbox(1, orgs=3), seed=1, examples=5, operation=operation, phases=("coverage", "fuzzing"))
    assert check in verdict.failed_checks()
    assert {complaint.operation for complaint in verdict.complaints} == {operation}
