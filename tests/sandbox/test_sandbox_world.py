"""The world as a whole: who is in it, what has been, what happens by itself, and that a seed tells it all."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from support.clock import EPOCH
from support.sandbox_caller import Caller, onboarding, purchase, recommended, statuses

from tui.sandbox.founding import shares
from tui.sandbox.names import APOSTROPHE, CJK, LONG
from tui.sandbox.pace import Pace
from tui.sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import Iterable

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
FIRST_SCREEN = (
    "Beta Corp", "Halden Foods", "Juniper Rail", "Orbis Clinics", "Marlow Energy", "Cyan Ltd", "Tern Logistics",
    "Vantor Media", "Pike & Sons", "Northwind Steel",
)  # fmt: skip


def listed(world: World, at: float) -> list[dict[str, Any]]:
    world.advance(at)
    orgs: list[dict[str, Any]] = json.loads(world.child_orgs_json(at))
    return orgs


def integration_statuses(org: dict[str, Any]) -> set[str]:
    return {status for rows in org["integration_checklist"].values() for status in statuses(rows).values()}


def stages(orgs: Iterable[dict[str, Any]]) -> Counter[str]:
    def stage(found: set[str]) -> str:
        if not found:
            return "never started"
        if found & {"missing", "warning"}:
            return "needs attention"
        return "onboarding" if "unknown" in found else "connected"

    return Counter(stage(integration_statuses(org)) for org in orgs)


def test_the_usual_world_has_142_customers_at_every_stage() -> None:
    assert stages(listed(World(born=EPOCH), EPOCH)) == {
        "connected": 96,
        "onboarding": 31,
        "needs attention": 9,
        "never started": 6,
    }


@pytest.mark.parametrize("orgs", [0, 1, 2, 7, 40, 141, 1000])
def test_a_world_has_as_many_customers_as_were_asked_for_in_the_usual_shares(orgs: int) -> None:
    found = listed(World(orgs=orgs, born=EPOCH), EPOCH)
    assert len(found) == orgs
    share = shares(orgs)
    expected = {
        "connected": share.connected,
        "onboarding": share.onboarding,
        "needs attention": share.attention,
        "never started": share.never_started,
    }
    assert stages(found) == Counter(expected)


def test_a_world_of_less_than_no_customers_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        World(orgs=-1, born=EPOCH)


def test_the_first_customers_are_those_of_the_design() -> None:
    names = [org["org_name"] for org in listed(World(born=EPOCH), EPOCH)]
    assert names[:10] == [f"{name} c/o Sandbox" for name in FIRST_SCREEN]
    assert {f"{name} c/o Sandbox" for name in (LONG, CJK, APOSTROPHE)} <= set(names)


def test_ten_thousand_customers_have_names_and_ids_of_their_own() -> None:
    orgs = listed(World(orgs=10_000, born=EPOCH), EPOCH)
    assert len({org["org_name"] for org in orgs}) == len({org["org_id"] for org in orgs}) == 10_000
    assert sum(org["org_name"].isascii() for org in orgs) > 9_990


def test_no_plan_is_made_before_somebody_asks() -> None:
    world = World(orgs=10_000, born=EPOCH)
    assert len(listed(world, EPOCH)) == 10_000
    assert not any(org.shelves for org in world.orgs.values())
    org = next(org for org in world.orgs.values() if org.name.startswith("Kestrel Air"))
    shelf = world.shelf(org, "aws", EPOCH)
    assert shelf is not None
    showing = shelf.showing(EPOCH)
    assert showing is not None
    assert showing.edition.plan_id
    assert "figures" not in vars(showing.edition)
    assert sum(len(org.shelves) for org in world.orgs.values()) == 1


def test_a_second_look_at_an_unchanged_world_builds_no_checklist_anew() -> None:
    world = World(orgs=500, born=EPOCH, pace=Pace(life_every=(1e9, 1e9)))
    first = world.child_orgs_json(EPOCH)
    texts = [checklist.json(EPOCH) for org in world.orgs.values() for checklist in org.checklists().values()]
    assert world.child_orgs_json(EPOCH + 1) == first
    again = [checklist.json(EPOCH + 1) for org in world.orgs.values() for checklist in org.checklists().values()]
    assert all(one is other for one, other in zip(texts, again, strict=True))


def test_the_situations_of_the_first_customers_are_as_told() -> None:
    world = World(born=EPOCH)
    orgs = {org["org_name"].removesuffix(" c/o Sandbox"): org for org in listed(world, EPOCH)}

    def worse(name: str) -> dict[str, dict[str, str]]:
        return {
            key: {f: s for f, s in statuses(rows).items() if s != "available"}
            for key, rows in orgs[name]["integration_checklist"].items()
        }

    assert worse("Beta Corp") == {
        "aws": {"assume_role": "missing", "cur": "warning", "reservations": "unknown", "savings_plans": "unknown"}
    }
    assert worse("Halden Foods") == {"aws": {}, "azure": {"app_consent": "missing"}}
    assert worse("Juniper Rail")["aws"].pop("assume_role") == "missing"
    assert worse("Orbis Clinics") == {"azure": {"cost_export": "missing"}}
    assert worse("Marlow Energy") == {"aws": {"purchase_permissions": "warning"}}
    assert worse("Cyan Ltd") == {"aws": {"cur": "warning"}, "azure": {}}
    assert worse("Tern Logistics") == {
        "azure": {"reservation_purchaser": "warning", "savings_plan_purchaser": "warning"}
    }


@pytest.mark.parametrize(
    ("name", "key", "feature", "before", "after", "ago"),
    [
        ("Beta Corp", "aws", "assume_role", "available", "missing", 3 * MINUTE),
        ("Beta Corp", "aws", "cur", "unknown", "warning", 5 * HOUR),
        ("Halden Foods", "azure", "app_consent", "available", "missing", 41 * MINUTE),
        ("Juniper Rail", "aws", "assume_role", "unknown", "missing", 12 * HOUR),
        ("Rowan Health", "aws", "reservations", "warning", "available", 3 * HOUR),
    ],
)
def test_history_knows_since_when(name: str, key: str, feature: str, before: str, after: str, ago: float) -> None:
    world = World(born=EPOCH)
    org_id = next(org.org_id for org in world.orgs.values() if org.name.startswith(name))
    last = [
        past for past in world.history() if (past.org_id, past.checklist_key, past.feature) == (org_id, key, feature)
    ][-1]
    assert (last.before, last.after) == (before, after)
    assert last.at == pytest.approx(EPOCH - ago)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_history_covers_14_days_in_order_and_ends_in_the_present_statuses(seed: int) -> None:
    world = World(seed, born=EPOCH)
    history = world.history()
    assert all(EPOCH - 14 * DAY < past.at <= EPOCH for past in history)
    assert all(one.at <= other.at for one, other in pairwise(history))
    assert all(past.before != past.after for past in history)
    ends: dict[tuple[str, str, str], str] = {}
    for past in history:
        where = (past.org_id, past.checklist_key, past.feature)
        assert ends.get(where, past.before) == past.before
        ends[where] = past.after
    present = {
        (org["org_id"], key, feature): status
        for org in listed(world, EPOCH)
        for key, rows in org["integration_checklist"].items()
        for feature, status in statuses(rows).items()
    }
    assert ends.items() <= present.items()
    assert len({past.org_id for past in history}) > 30


async def tell_a_story(seed: int) -> list[bytes]:
    """Everything a client reads in a story with some of everything, byte for byte."""
    async with Caller(seed=seed) as caller:
        org_id = next(org.org_id for org in caller.world.orgs.values() if not org.checklists())
        ids = {"azure_tenant_id": org_id, "azure_subscription_id": org_id}
        plan = await caller.plan(caller.id_of("Kestrel Air"), "aws")
        steps: list[tuple[str, str, Any]] = [
            ("POST", f"{onboarding(org_id)}/start", None),
            ("GET", f"{onboarding(org_id)}/aws/launch-stack-url", None),
            ("GET", f"{onboarding(org_id)}/azure/auth-url", ids),
            ("POST", f"{onboarding(caller.world.partner_id)}/register_child", {"company": "New"}),
            ("POST", f"{onboarding(org_id)}/aws/verify", {}),
            ("POST", f"{onboarding(org_id)}/azure/verify", None),
            ("POST", purchase(caller.id_of("Kestrel Air"), plan["id"]), {"email": "buyer@partner.example"}),
            ("GET", recommended(caller.id_of("Kestrel Air"), "aws"), None),
            ("GET", recommended(org_id, "aws"), None),
            ("GET", f"{onboarding(caller.world.partner_id)}/child-orgs", None),
        ]
        answers = []
        for _ in range(5):
            for method, path, body in steps:
                answers.append((await caller.call(method, path, json=body)).content)
                caller.pass_time(17.5)
        return answers


async def test_the_same_seed_clock_and_calls_give_the_same_bytes() -> None:
    assert await tell_a_story(1) == await tell_a_story(1)


async def test_a_plan_that_was_bought_reads_the_same_hours_later() -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Kestrel Air")
        # Recommended a short time ago, so that it grows old while it is looked at.
        caller.pass_time(7 * 3600)
        plan = await caller.plan(org_id, "aws")
        await caller.ok("POST", purchase(org_id, plan["id"]), json={"email": "buyer@example.com"})
        caller.pass_time(60)
        soon = await caller.plan(org_id, "aws")
        caller.pass_time(12 * 3600)
        assert soon == await caller.plan(org_id, "aws")


async def test_another_seed_gives_another_world() -> None:
    one, other = World(1, born=EPOCH), World(2, born=EPOCH)
    assert one.partner_id != other.partner_id
    assert not set(one.orgs) & set(other.orgs)


def test_how_often_somebody_looks_makes_no_difference() -> None:
    seldom, often = World(born=EPOCH), World(born=EPOCH)
    for step in range(1, 200):
        listed(often, EPOCH + step * 60.0)
    assert listed(often, EPOCH + 12_000) == listed(seldom, EPOCH + 12_000)
    assert listed(often, EPOCH + 12_000) != listed(World(born=EPOCH), EPOCH)


def all_statuses(world: World, at: float) -> dict[tuple[str, str, str], str]:
    return {
        (org["org_id"], key, feature): status
        for org in listed(world, at)
        for key, rows in org["integration_checklist"].items()
        for feature, status in statuses(rows).items()
    }


def test_a_calm_world_changes_every_few_minutes_and_recovers() -> None:
    world = World(born=EPOCH)
    minutes = [all_statuses(world, EPOCH + minute * MINUTE) for minute in range(121)]
    changes = [
        (where, before[where], after[where])
        for before, after in pairwise(minutes)
        for where in after
        if before[where] != after[where]
    ]
    busy_minutes = sum(before != after for before, after in pairwise(minutes))
    assert 20 <= busy_minutes <= 100
    kinds = {(before, after) for _, before, after in changes}
    assert {("available", "missing"), ("available", "warning"), ("missing", "available")} <= kinds
    assert ("unknown", "available") in kinds
    connected = [where for where, status in minutes[0].items() if status == "available"]
    troubled = sum(minutes[120][where] != "available" for where in connected)
    assert troubled <= 10


def test_onboarding_customers_become_connected_by_themselves_and_get_plans() -> None:
    world = World(born=EPOCH)
    before = {org["org_id"] for org in listed(world, EPOCH) if integration_statuses(org) >= {"unknown", "available"}}
    later = EPOCH + 45 * MINUTE
    done = [org["org_id"] for org in listed(world, later) if org["org_id"] in before]
    arrived = [org_id for org_id in done if world.orgs[org_id].connected_since() <= later - MINUTE]
    assert len(arrived) >= 3
    for org_id in arrived:
        (key,) = world.orgs[org_id].checklists()
        shelf = world.shelf(world.orgs[org_id], key, later)
        assert shelf is not None
        assert shelf.showing(later) is not None


def test_a_first_cost_report_arrives_within_a_day() -> None:
    world = World(born=EPOCH, pace=Pace(life_every=(1e9, 1e9)))
    for name in ("Cyan Ltd", "Pike & Sons", "Beta Corp"):
        org = next(org for org in world.orgs.values() if org.name.startswith(name))
        assert org.aws is not None
        assert org.aws.checklist.status("cur", EPOCH) == "warning"
        assert org.aws.checklist.status("cur", EPOCH + DAY) == "available"
