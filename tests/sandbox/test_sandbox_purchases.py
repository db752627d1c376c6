"""Buying: what is refused, what is written down, how a plan goes from scheduled to completed."""

from __future__ import annotations

from typing import Any

import pytest
from support.sandbox_caller import Caller, purchase

from tui.sandbox.pace import Pace

BUYER = {"email": "buyer@partner.example"}
NO_REFRESH = Pace(plan_refreshes=1e9)


async def bought_plan(caller: Caller, name: str, provider: str = "aws") -> tuple[str, dict[str, Any]]:
    org_id = caller.id_of(name)
    plan = await caller.plan(org_id, provider)
    await caller.ok("POST", purchase(org_id, plan["id"]), json=BUYER)
    return org_id, plan


async def test_a_purchase_is_scheduled_then_in_progress_then_completed() -> None:
    async with Caller() as caller:
        org_id, before = await bought_plan(caller, "Kestrel Air")
        assert before["flagged_actions"] == []
        story = []
        for seconds in (0, 4, 1, 9, 1, 600):
            caller.pass_time(seconds)
            plan = await caller.plan(org_id, "aws")
            assert plan["id"] == before["id"]
            assert plan["summaries"] == before["summaries"]
            (action,) = plan["flagged_actions"]
            assert action["plan_id"] == action["plan"]["id"] == before["id"]
            assert action["plan"]["status"] == plan["status"]
            story.append((plan["status"], action["action_type"], action["status"], action["execution_time"] is None))
        assert story == [
            ("scheduled", "purchase", "submitted", True),
            ("scheduled", "purchase", "submitted", True),
            ("in_progress", "purchase", "in_progress", True),
            ("in_progress", "purchase", "in_progress", True),
            ("completed", "purchase", "completed", False),
            ("completed", "purchase", "completed", False),
        ]


async def test_the_answer_to_a_purchase_is_the_plan_without_figures_and_with_the_action() -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Kestrel Air")
        plan = await caller.plan(org_id, "aws")
        answer = await caller.ok("POST", purchase(org_id, plan["id"]), json=BUYER)
        assert (answer["id"], answer["status"]) == (plan["id"], "scheduled")
        assert [action["status"] for action in answer["flagged_actions"]] == ["submitted"]
        assert not {"summaries", "monthly_savings", "aggregate_metrics"} & set(answer)


async def test_a_purchase_shows_in_the_plans_of_an_enabled_policy() -> None:
    async with Caller() as caller:
        org_id, plan = await bought_plan(caller, "Atlas Print")
        assert [row["status"] for row in plan["execution_policy"]["plans"]] == [plan["status"]]
        after = await caller.plan(org_id, "aws")
        assert [(row["id"], row["status"]) for row in after["execution_policy"]["plans"]] == [(plan["id"], "scheduled")]


async def test_every_accepted_purchase_is_written_down_once() -> None:
    async with Caller() as caller:
        caller.pass_time(7)
        org_id, plan = await bought_plan(caller, "Kestrel Air")
        await caller.refused(409, "POST", purchase(org_id, plan["id"]), json=BUYER)
        (entry,) = caller.world.purchases
        assert (entry.at, entry.org_id, entry.plan_id, entry.email) == (
            caller.clock.now(),
            org_id,
            plan["id"],
            "buyer@partner.example",
        )


@pytest.mark.parametrize(
    ("name", "words"),
    [("Cyan Ltd", "calculated"), ("Lumen Grid", "locked"), ("Delta GmbH", "already been purchased")],
)
async def test_a_plan_that_may_not_be_bought_is_a_conflict_in_plain_words(name: str, words: str) -> None:
    async with Caller() as caller:
        org_id = caller.id_of(name)
        plan = await caller.plan(org_id, "aws")
        refusal = await caller.refused(409, "POST", purchase(org_id, plan["id"]), json=BUYER)
        assert words in refusal["message"]
        assert caller.world.purchases == []


async def test_a_plan_of_another_customer_or_of_nobody_is_not_found() -> None:
    async with Caller() as caller:
        plan = await caller.plan(caller.id_of("Kestrel Air"), "aws")
        org_id = caller.id_of("Atlas Print")
        await caller.refused(404, "POST", purchase(org_id, plan["id"]), json=BUYER)
        await caller.refused(404, "POST", purchase(org_id, "recommended"), json=BUYER)
        assert caller.world.purchases == []


@pytest.mark.parametrize("email", ["nobody", "", None, 7, "a" * 251 + "@b.io"])
async def test_a_wrong_e_mail_address_buys_nothing(email: Any) -> None:
    async with Caller() as caller:
        org_id = caller.id_of("Kestrel Air")
        plan = await caller.plan(org_id, "aws")
        refusal = await caller.refused(422, "POST", purchase(org_id, plan["id"]), json={"email": email})
        assert set(refusal["errors"]["json"]) == {"email"}
        assert (await caller.plan(org_id, "aws"))["status"] == plan["status"]


async def test_a_bought_plan_is_the_answer_for_a_day_and_another_one_after_that() -> None:
    async with Caller(pace=NO_REFRESH) as caller:
        org_id, plan = await bought_plan(caller, "Kestrel Air")
        caller.pass_time(86400 + 14)
        assert (await caller.plan(org_id, "aws"))["id"] == plan["id"]
        caller.pass_time(1)
        other = await caller.plan(org_id, "aws")
        assert other["id"] != plan["id"]
        assert other["status"] not in ("scheduled", "in_progress", "completed")
        assert 0 < other["monthly_savings"] < plan["monthly_savings"]
        refusal = await caller.refused(409, "POST", purchase(org_id, plan["id"]), json=BUYER)
        assert "already" in refusal["message"]
        await caller.ok("POST", purchase(org_id, other["id"]), json=BUYER)
        assert len({entry.plan_id for entry in caller.world.purchases}) == 2


async def test_a_plan_stays_the_same_until_it_is_refreshed_under_another_id() -> None:
    async with Caller(pace=Pace(plan_refreshes=3600.0)) as caller:
        org_id = caller.id_of("Northwind Steel")
        plans = []
        for _ in range(9):
            plans.append(await caller.plan(org_id, "aws"))
            caller.pass_time(900)
        ids = [plan["id"] for plan in plans]
        assert len(set(ids)) == 3
        assert ids == sorted(ids, key=ids.index)
        figures = {plan["id"]: plan["monthly_savings"] for plan in plans}
        assert all(figures[plan["id"]] == plan["monthly_savings"] for plan in plans)
        assert len(set(figures.values())) > 1
        assert all(abs(value / 12640.00 - 1) <= 0.06 for value in figures.values())
        await caller.refused(404, "POST", purchase(org_id, ids[0]), json=BUYER)


async def test_a_refresh_does_not_replace_a_plan_that_was_just_bought() -> None:
    async with Caller(pace=Pace(plan_refreshes=60.0)) as caller:
        org_id, plan = await bought_plan(caller, "Northwind Steel")
        caller.pass_time(3600)
        assert (await caller.plan(org_id, "aws"))["id"] == plan["id"]


async def test_plans_that_are_calculating_finish_within_minutes() -> None:
    async with Caller(pace=NO_REFRESH) as caller:
        for name in ("Cyan Ltd", "Pike & Sons"):
            before = await caller.plan(caller.id_of(name), "aws")
            assert before["is_calculating"]
        caller.pass_time(600)
        for name, savings in (("Cyan Ltd", 3120.00), ("Pike & Sons", 905.40)):
            after = await caller.plan(caller.id_of(name), "aws")
            assert not after["is_calculating"]
            assert after["monthly_savings"] == savings
