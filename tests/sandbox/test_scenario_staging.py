"""What happens in a scenario: customers in situations, features that turn at given times, a pace, or nothing at all."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from support.clock import EPOCH
from support.contract import complaints, operations
from support.play import Play

from tui.api.errors import NotFound
from tui.sandbox.checklist import AWS_FEATURES, AZURE_FEATURES
from tui.sandbox.names import called
from tui.sandbox.operation_ids import OPERATION_IDS, VERIFICATIONS, operation_id
from tui.sandbox.scenario_file import load_scenario
from tui.sandbox.situations import CAST, SITUATIONS
from tui.sandbox.staging import populated
from tui.sandbox.world import World

DAY = 86_400.0
HOUR = 3_600.0
EVERYTHING_LEFT = {
    "aws": dict.fromkeys(AWS_FEATURES, "available"),
    "azure": dict.fromkeys(AZURE_FEATURES, "available"),
}
NOTHING_CHECKED = {
    "aws": dict.fromkeys(AWS_FEATURES, "unknown"),
    "azure": dict.fromkeys(AZURE_FEATURES, "unknown"),
}


def situated(situation: str, name: str = "Lantern", since: float = 2 * HOUR) -> Play:
    return Play(f"[[customers]]\nname = '{name}'\nsituation = '{situation}'\nsince = {since}")


@pytest.mark.parametrize(
    ("situation", "cloud", "begun", "differ"),
    [
        ("aws-begun", "aws", NOTHING_CHECKED, {}),
        ("azure-begun", "azure", NOTHING_CHECKED, {}),
        ("role-not-deployed", "aws", NOTHING_CHECKED, {"assume_role": "missing"}),
        ("role-in-member-account", "aws", EVERYTHING_LEFT, {"purchase_permissions": "warning"}),
        ("report-due", "aws", EVERYTHING_LEFT, {"cur": "warning"}),
        ("consent-not-granted", "azure", NOTHING_CHECKED, {"app_consent": "missing"}),
        (
            "purchase-roles-declined", "azure", EVERYTHING_LEFT,
            {"reservation_purchaser": "warning", "savings_plan_purchaser": "warning"},
        ),
        ("pay-as-you-go", "azure", EVERYTHING_LEFT, {"cost_export": "missing"}),
        (
            "role-lost", "aws", EVERYTHING_LEFT,
            {"assume_role": "missing", "reservations": "unknown", "savings_plans": "unknown"},
        ),
        ("consent-withdrawn", "azure", EVERYTHING_LEFT, {"app_consent": "missing"}),
        ("aws-connected", "aws", EVERYTHING_LEFT, {}),
        ("azure-connected", "azure", EVERYTHING_LEFT, {}),
    ],
)  # fmt: skip
async def test_a_customer_plays_the_situation_it_is_given(
    situation: str, cloud: str, begun: dict[str, dict[str, str]], differ: dict[str, str]
) -> None:
    play = situated(situation)
    assert await play.statuses("Lantern", cloud) == begun[cloud] | differ
    assert await play.statuses("Lantern", "azure" if cloud == "aws" else "aws") == {}


async def test_a_customer_that_has_not_started_has_no_integration() -> None:
    play = situated("not-started")
    assert await play.statuses("Lantern", "aws") == await play.statuses("Lantern", "azure") == {}


def test_every_situation_is_tested_here_and_fits_the_contract() -> None:
    schema = {"$ref": "#/components/schemas/ListChildOrgsResponse"}
    for situation in SITUATIONS:
        play = situated(situation)
        org = play.world.orgs[play.id_of("Lantern")]
        assert complaints(schema, json.loads(org.json(EPOCH))) == []
    assert len(SITUATIONS) == 13


async def test_the_first_cost_report_comes_a_day_after_everything_else() -> None:
    play = situated("report-due", since=DAY - 30)
    assert (await play.statuses("Lantern", "aws"))["cur"] == "warning"
    play.at(30)
    assert (await play.statuses("Lantern", "aws"))["cur"] == "available"


async def test_pay_as_you_go_has_no_cost_export_however_often_consent_is_given_and_verified() -> None:
    play = situated("pay-as-you-go")
    org = play.world.orgs[play.id_of("Lantern")]
    assert org.azure is not None
    ids = {"azure_tenant_id": org.azure.tenant_id, "azure_subscription_id": org.azure.subscription_id}
    async with play.client() as client:
        for second in range(0, 1000, 100):
            play.at(second)
            await client.get_azure_auth_url(org.org_id, **ids)
            play.at(second + 50)
            await client.verify_azure(org.org_id)
    assert (await play.statuses("Lantern", "azure"))["cost_export"] == "missing"


async def test_one_of_the_cast_keeps_its_id_its_place_and_its_plans_in_another_situation() -> None:
    play, usual = situated("role-lost", "Northwind Steel"), Play()
    assert list(play.world.orgs) == list(usual.world.orgs)
    org_id = play.id_of("Northwind Steel")
    assert (await play.statuses("Northwind Steel", "aws"))["assume_role"] == "missing"
    async with play.client() as client, usual.client() as other:
        plan = (await client.get_recommended_plans(org_id, "aws")).value
        usual_plan = (await other.get_recommended_plans(org_id, "aws")).value
    assert plan is not None
    assert usual_plan is not None
    assert plan.monthly_savings == usual_plan.monthly_savings


@pytest.mark.parametrize(
    "situation", ["not-started", "aws-begun", "azure-begun", "role-not-deployed", "consent-not-granted"]
)
async def test_one_of_the_cast_of_which_nothing_was_ever_seen_has_no_plan_and_no_integration(situation: str) -> None:
    play = situated(situation, "Northwind Steel")
    org = play.world.orgs[play.id_of("Northwind Steel")]
    listed = {row["feature"]: row["status"] for row in json.loads(org.json(EPOCH))["org_checklist"]}
    assert listed["integration_connected"] == "unknown"
    async with play.client() as client:
        for provider in ("aws", "azure", "gcp"):
            with suppress(NotFound):
                assert (await client.get_recommended_plans(org.org_id, provider)).value is None


def test_another_customer_comes_last_and_a_world_too_small_for_one_of_the_cast_does_without() -> None:
    assert [org.name for org in situated("aws-connected").world.orgs.values()][-1] == called("Lantern")
    small = Play("[[customers]]\nname = 'Willow Press'\nsituation = 'role-lost'", orgs=2)
    assert called("Willow Press") not in {org.name for org in small.world.orgs.values()}
    assert len(small.world.orgs) == 2


async def test_a_feature_turns_at_its_time_and_again_as_often_as_told() -> None:
    turn = "[[turns]]\ncustomer = 'Northwind Steel'\nfeature = 'cur'\nstatus = '{}'\nat = {}\nevery = 100\n"
    play = Play(turn.format("missing", 30) + turn.format("available", 60))
    found = []
    for second in (0, 29, 30, 59, 60, 129, 130, 160, 1030, 1060):
        play.at(second)
        found.append((await play.statuses("Northwind Steel", "aws"))["cur"])
    well, ill = "available", "missing"
    assert found == [well, well, ill, ill, well, well, ill, well, ill, well]


async def test_turns_nobody_watched_have_their_own_moments() -> None:
    turn = "[[turns]]\ncustomer = 'Northwind Steel'\nfeature = 'cur'\nstatus = '{}'\nat = {}\n"
    play = Play(turn.format("missing", 30) + turn.format("warning", 40) + turn.format("available", 40))
    play.at(500)
    assert (await play.statuses("Northwind Steel", "aws"))["cur"] == "available"
    checklist = play.world.orgs[play.id_of("Northwind Steel")].checklists()["aws"]
    turns = [(step.at - EPOCH, step.after) for step in checklist.transitions() if step.at > EPOCH]
    assert turns[:3] == [(30, "missing"), (40, "warning"), (40, "available")]


async def test_a_turn_comes_although_a_person_mended_the_integration_before() -> None:
    play = Play(
        "[[customers]]\nname = 'Lantern'\nsituation = 'role-lost'\nsince = 60\n"
        "[[turns]]\ncustomer = 'Lantern'\nfeature = 'assume_role'\nstatus = 'missing'\nat = 500"
    )
    org_id = play.id_of("Lantern")
    async with play.client() as client:
        await client.get_aws_launch_stack_url(org_id)
        play.at(100)
        await client.verify_aws(org_id)
    play.at(400)
    assert await play.statuses("Lantern", "aws") == EVERYTHING_LEFT["aws"]
    play.at(500)
    assert (await play.statuses("Lantern", "aws"))["assume_role"] == "missing"


async def test_a_turn_of_an_integration_that_was_given_up_is_nothing() -> None:
    play = Play(
        "[[customers]]\nname = 'Lantern'\nsituation = 'azure-begun'\n"
        "[[turns]]\ncustomer = 'Lantern'\nfeature = 'app_consent'\nstatus = 'missing'\nat = 5"
    )
    async with play.client() as client:
        await client.start_onboarding(play.id_of("Lantern"))
    play.at(10)
    assert await play.statuses("Lantern", "azure") == {}


async def everything(play: Play) -> list[object]:
    """What the API says of customers and plans now, but for dates that lie ahead."""
    async with play.client() as client:
        listed = await client.list_child_orgs(play.partner)
        read = [await client.get_recommended_plans(org, p) for org in play.world.orgs for p in ("aws", "azure", "gcp")]
    plans = [plan.value for plan in read]
    told = [
        plan and (plan.id, plan.is_calculating, plan.status, plan.monthly_savings, plan.summaries) for plan in plans
    ]
    return [listed.digest, told]


async def test_in_a_still_scenario_nothing_moves_by_itself_for_a_day() -> None:
    play = Play("still = true", orgs=40)
    first = await everything(play)
    for second in (60, HOUR, DAY - 1):
        play.at(second)
        assert await everything(play) == first
    usual = Play(orgs=40)
    before = await everything(usual)
    usual.at(HOUR)
    assert await everything(usual) != before


async def test_in_a_still_scenario_what_somebody_does_has_its_effect() -> None:
    play = Play("still = true\n[[customers]]\nname = 'Lantern'\nsituation = 'role-lost'\nsince = 60")
    org_id = play.id_of("Lantern")
    async with play.client() as client:
        await client.get_aws_launch_stack_url(org_id)
        play.at(100)
        await client.verify_aws(org_id)
    play.at(400)
    assert await play.statuses("Lantern", "aws") == EVERYTHING_LEFT["aws"]


def test_a_scenario_says_how_many_customers_there_are_unless_somebody_else_does() -> None:
    assert len(Play("orgs = 7", orgs=None).world.orgs) == 7
    assert len(Play("orgs = 7", orgs=3).world.orgs) == 3
    assert len(Play(orgs=None).world.orgs) == 142


def turns_in(world: World, seconds: float) -> int:
    """How many features changed for the better or the worse in the first so many seconds."""
    world.advance(world.born + seconds)
    checklists = [checklist for org in world.orgs.values() for checklist in org.checklists().values()]
    return sum(world.born < step.at <= world.born + seconds for c in checklists for step in c.transitions())


def test_in_the_busy_scenario_several_features_regress_and_recover_a_minute() -> None:
    busy = turns_in(populated(load_scenario("busy"), seed=1, born=EPOCH), 600)
    calm = turns_in(populated(load_scenario("calm"), seed=1, born=EPOCH), 600)
    assert busy / 10 > 6
    assert calm / 10 < 5


def test_the_calm_scenario_is_the_world_without_one() -> None:
    calm, plain = populated(load_scenario(), seed=4, born=EPOCH), World(4, born=EPOCH)
    for at in (EPOCH, EPOCH + HOUR):
        calm.advance(at)
        plain.advance(at)
        assert calm.child_orgs_json(at) == plain.child_orgs_json(at)


def test_operations_go_by_the_ids_of_the_contract() -> None:
    published: dict[str, Any] = {
        name: operation_id(method, path.format(org_id="o", plan_id="p")) for name, method, path, _, _ in operations()
    }
    assert published == {name: name for name in OPERATION_IDS}
    assert set(OPERATION_IDS) > VERIFICATIONS
    assert operation_id("POST", "/v2/org/o/partners/onboarding/child-orgs") == ""


def test_the_cast_is_known_by_name() -> None:
    assert CAST["Beta Corp"].aws
    assert all(name == part.name for name, part in CAST.items())
