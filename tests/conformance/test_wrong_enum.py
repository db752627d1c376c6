"""A word the contract does not know, put into the sandbox's answers on their way out: every judge finds it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import httpx
import pytest
from support.altered import Altered
from support.api_client import client_for
from support.clock import EPOCH
from support.conformance import examined, sandbox
from support.contract_answers import faults
from support.lossless import losses
from support.play import served
from support.sandbox_caller import no_wait, onboarding

from tui.api.transport import in_process
from tui.sandbox.app import DEFAULT_KEY, create_app
from tui.sandbox.dialect import PUBLISHED
from tui.sandbox.world import World

if TYPE_CHECKING:
    from support.conformance import Verdict

ENUMS = [
    ("listChildOrgs", b'"status":"available"', b'"status":"fine"'),
    ("verifyAws", b'"status":"missing"', b'"status":"gone"'),
    ("verifyAzure", b'"status":"missing"', b'"status":"gone"'),
    ("getRecommendedPlans", b'"status":"new"', b'"status":"brand-new"'),
    ("getRecommendedPlans", b'"provider":"aws"', b'"provider":"amazon"'),
    ("purchasePlan", b'"status":"scheduled"', b'"status":"soon"'),
]


def blamed(verdict: Verdict) -> set[tuple[str, str]]:
    """Which operations are complained about, by which check."""
    return {(complaint.operation, complaint.check) for complaint in verdict.complaints}


@pytest.mark.parametrize(("operation", "right", "wrong"), ENUMS)
def test_one_wrong_word_makes_the_conformance_run_fail(operation: str, right: bytes, wrong: bytes) -> None:
    world, app = sandbox(1)
    altered = Altered(app, right, wrong)
    verdict = examined(world, altered, seed=1, examples=10, operation=operation, phases=("coverage", "fuzzing"))
    assert altered.answers > 0
    assert blamed(verdict) == {(operation, "response_schema_conformance")}
    assert any(wrong.split(b'"')[3].decode() in complaint.message for complaint in verdict.complaints)


def test_the_same_layer_that_alters_nothing_changes_nothing() -> None:
    world, app = sandbox(1)
    altered = Altered(app, b"a text nobody says", b"")
    verdict = examined(world, altered, seed=1, examples=5, operation="listChildOrgs", phases=("coverage", "fuzzing"))
    assert (altered.answers, verdict.complaints, verdict.errors) == (0, [], [])
    assert verdict.answers["listChildOrgs", 200]


def test_one_wrong_word_is_found_over_http_too() -> None:
    world, app = sandbox(1)
    altered = Altered(app, b'"status":"available"', b'"status":"fine"')
    with served(altered) as address:
        verdict = examined(
            world, address, seed=1, examples=3, operation="listChildOrgs", phases=("coverage", "fuzzing")
        )
    assert altered.answers > 0
    assert blamed(verdict) == {("listChildOrgs", "response_schema_conformance")}


async def test_the_strict_reading_names_the_wrong_word_and_the_client_loses_nothing_of_it() -> None:
    world = World(1, 12, born=EPOCH, dialect=PUBLISHED)
    app = create_app(world, clock=lambda: EPOCH, delay=no_wait)
    altered = Altered(app, b'"status":"available"', b'"status":"fine"')
    client = client_for("http://localhost", key=DEFAULT_KEY, wire=in_process(altered))
    rows = (await client.list_child_orgs(world.partner_id)).rows
    path = f"{onboarding(world.partner_id)}/child-orgs"
    unfit = [fault for row in rows for fault in faults("GET", path, 200, "application/json", b"[" + row.raw + b"]")]
    assert altered.answers == 1
    assert unfit
    assert all("'fine' is not one of" in fault for fault in unfit)
    assert [loss for row in rows for loss in losses(json.loads(row.raw), row.value)] == []
    assert [row.unread for row in rows if row.unread] == []


async def test_an_answer_altered_on_its_way_is_a_loss() -> None:
    world, app = sandbox(1)
    altered = Altered(app, b'"status":"available"', b'"status":"fine"')
    path = f"{onboarding(world.partner_id)}/child-orgs"
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as direct:
        written = (await direct.get(path, headers={"x-api-key": DEFAULT_KEY})).json()
    client = client_for("http://localhost", key=DEFAULT_KEY, wire=in_process(altered))
    rows = (await client.list_child_orgs(world.partner_id)).rows
    lost = [loss for org, row in zip(written, rows, strict=True) for loss in losses(org, row.value)]
    assert lost
    assert all("is 'fine' and was 'available'" in loss for loss in lost)
