"""The sandbox in this process plays the scenario it is given."""

from __future__ import annotations

import pytest
from support.api_client import client_for
from support.clock import EPOCH, ManualClock
from support.sandbox_caller import no_wait

from tui.api import errors
from tui.domain.faults import Sent
from tui.sandbox.scenario_file import load_scenario, parse_scenario
from tui.worker.sandbox import ADDRESS, open_sandbox


async def test_a_scenario_s_outages_come_and_go_and_certainly_stop_what_is_sent_meanwhile() -> None:
    clock = ManualClock(EPOCH)
    sandbox = open_sandbox(clock.now, seed=1, delay=no_wait, scenario=load_scenario("outage"))
    partner = sandbox.world.partner_id
    async with client_for(ADDRESS, key=sandbox.key, wire=sandbox.wire) as client:
        assert len((await client.list_child_orgs(partner)).rows) == 142
        clock.set(EPOCH + 60)
        with pytest.raises(errors.Unreachable) as caught:
            await client.register_child(partner, company="Lantern")
        assert caught.value.sent is Sent.NOT_SENT
        clock.set(EPOCH + 160)
        assert len((await client.list_child_orgs(partner)).rows) == 142


def test_how_many_customers_there_are_is_the_scenario_s_choice_unless_told() -> None:
    small = parse_scenario("orgs = 5", "small.toml", "small")

    def orgs(told: int | None) -> int:
        sandbox = open_sandbox(lambda: EPOCH, seed=1, delay=no_wait, scenario=small, orgs=told)
        return len(sandbox.world.orgs)

    assert (orgs(None), orgs(3)) == (5, 3)
    assert len(open_sandbox(lambda: EPOCH, seed=1, delay=no_wait).world.orgs) == 142


async def test_in_the_busy_scenario_a_plan_is_replaced_while_somebody_reads_it() -> None:
    clock = ManualClock(EPOCH)
    sandbox = open_sandbox(clock.now, seed=1, delay=no_wait, scenario=load_scenario("busy"))
    org_id = next(org.org_id for org in sandbox.world.orgs.values() if org.name.startswith("Kestrel Air"))
    found = set()
    async with client_for(ADDRESS, key=sandbox.key, wire=sandbox.wire) as client:
        for second in range(0, 600, 60):
            clock.set(EPOCH + second)
            plan = (await client.get_recommended_plans(org_id, "aws")).value
            found.add(plan and plan.id)
    assert len(found) > 4
