"""The published figures of every plan stand up to an accountant (domain.md, "Identities the sandbox keeps")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.sandbox_caller import Caller, recommended

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TOLERANCE = 1e-6
MONTH = 730
TERM_HOURS = {"thirty_day_gris": 720, "three_month_gris": 2190, "one_year_gris": 8760, "one_year": 8760}
SHARED_SUMS = ("num_commitments", "min_commitment", "upfront_cost", "monthly_savings", "monthly_commitment")


async def plans(seed: int, later: float) -> AsyncIterator[dict[str, Any]]:
    async with Caller(seed=seed, orgs=142) as caller:
        caller.pass_time(later)
        for org_id in caller.world.orgs:
            for provider in ("aws", "azure", "gcp"):
                answer = await caller.client.get(recommended(org_id, provider))
                if answer.status_code == 200:
                    yield answer.json()


def close(left: float, right: float) -> bool:
    return abs(left - right) < TOLERANCE


def added_up(rows: list[dict[str, Any]], name: str) -> float:
    return float(sum(row[name] for row in rows))


def check_hourly(plan: dict[str, Any]) -> None:
    gross = plan["covered_ondemand_cost"] - plan["amortized_cost"]
    assert close(plan["before_cost"], plan["before_ondemand_cost"] + plan["before_reserved_cost"])
    assert close(plan["savings"], gross - plan["fee"])
    assert close(plan["after_cost"], plan["before_cost"] - plan["savings"])
    assert close(plan["amortized_cost"], plan["recurring_cost"] + plan["upfront_cost"])
    assert close(plan["total_cost"], plan["amortized_cost"] + plan["fee"])
    if gross > TOLERANCE:
        assert any(close(plan["fee"], rate * gross) for rate in (0, 0.1))
    else:
        assert plan["fee"] == 0


def check_monthly(plan: dict[str, Any]) -> None:
    for monthly, hourly in (
        ("monthly_savings", "savings"),
        ("monthly_amortized_cost", "amortized_cost"),
        ("monthly_fee", "fee"),
        ("monthly_before_cost", "before_cost"),
        ("monthly_after_cost", "after_cost"),
        ("total_monthly_before_cost", "before_cost"),
    ):
        assert close(plan[monthly], plan[hourly] * MONTH)


def check_lines(plan: dict[str, Any]) -> None:
    lines = plan["summaries"]
    assert len({line["key"] for line in lines}) == len(lines)
    assert close(plan["monthly_savings"], added_up(lines, "monthly_savings"))
    assert close(plan["monthly_amortized_cost"], added_up(lines, "monthly_commitment"))
    assert close(plan["monthly_fee"], added_up(lines, "gri_premiums"))
    assert close(plan["before_ondemand_cost"] * MONTH, added_up(lines, "before_ondemand_cost"))
    reserved = sum(line["if_all_ondemand_cost"] - line["before_ondemand_cost"] for line in lines)
    assert close(plan["before_reserved_cost"] * MONTH, reserved * 0.72)
    over_term = sum(line["monthly_savings"] * line["max_term_hours"] / MONTH for line in lines)
    assert close(plan["total_savings"], over_term)
    committed = sum(line["monthly_commitment"] * line["max_term_hours"] / MONTH for line in lines)
    assert close(plan["minimum_commitment_cost"], committed)
    for line in lines:
        assert line["min_term_hours"] == line["max_term_hours"]
        assert line["min_savings"] <= line["monthly_savings"] <= line["max_savings"]
        assert 0 <= line["after_ondemand_cost"] <= line["before_ondemand_cost"] <= line["if_all_ondemand_cost"]
        assert line["upfront_cost"] <= line["monthly_commitment"] * line["max_term_hours"] / MONTH + TOLERANCE
        for cents in ("monthly_savings", "upfront_cost", "monthly_commitment"):
            assert round(line[cents], 2) == line[cents]


def check_aggregate(plan: dict[str, Any]) -> None:
    if "aggregate_metrics" not in plan:
        return
    metrics = plan["aggregate_metrics"]
    summaries = metrics["summaries"]
    assert all(summary["key"] == key for key, summary in summaries.items())
    for name in SHARED_SUMS:
        assert close(added_up(list(summaries.values()), name), added_up(plan["summaries"], name))
    assert close(plan["monthly_savings"], added_up(list(summaries.values()), "monthly_savings"))
    assert close(plan["monthly_fee"], added_up(list(summaries.values()), "gri_premium"))
    assert close(metrics["potential_coverage"], plan["commitment_coverage"])
    assert 0 <= metrics["current_coverage"] <= metrics["potential_coverage"] <= 1


def check_terms(plan: dict[str, Any]) -> None:
    hours = {line["max_term_hours"] for line in plan["summaries"]}
    assert {TERM_HOURS.get(term, 3 * 8760) for term in plan["all_terms"]} == hours
    if hours:
        assert plan["max_term"] in plan["all_terms"]
        assert 0 < plan["breakeven_hours"] <= max(hours)
        assert set(plan["all_terms"]) <= set(plan["included_contract_terms"])
    cash_due = added_up(plan["summaries"], "upfront_cost")
    assert plan["max_upfront_cost"] >= cash_due
    if cash_due:
        assert plan["preferred_payment_option"] == "Partial Upfront"


@pytest.mark.parametrize(("seed", "later"), [(1, 0.0), (1, 40_000.0), (2, 700.0), (3, 2e6), (4, 0.0)])
async def test_every_identity_holds_in_every_plan(seed: int, later: float) -> None:
    count = 0
    async for plan in plans(seed, later):
        for check in (check_hourly, check_monthly, check_lines, check_aggregate, check_terms):
            check(plan)
        count += 1
    assert count > 80


async def test_named_plans_have_the_figures_of_the_design() -> None:
    async with Caller() as caller:
        plan = await caller.plan(caller.id_of("Atlas Print"), "aws")
        assert plan["monthly_savings"] == 4210.20
        assert plan["monthly_fee"] == 467.80
        assert plan["max_term"] == "one_year_gris"
        assert sum(line["upfront_cost"] for line in plan["summaries"]) == 1840.00
        assert close(plan["aggregate_metrics"]["current_coverage"], 0.31)
        assert close(plan["aggregate_metrics"]["potential_coverage"], 0.78)
        losing = await caller.plan(caller.id_of("Umber Textiles"), "aws")
        assert losing["monthly_savings"] == -85.40
        assert losing["fee"] == 0


async def test_the_world_has_plans_of_every_sort() -> None:
    seen: set[str] = set()
    async for plan in plans(1, 0.0):
        bought = plan["status"] == "completed"
        facts = {
            "calculating": plan["is_calculating"],
            "locked": plan["is_locked"],
            "renewal": plan["is_renewal"] and plan["plan_type"] == "renewal",
            "negative": plan["monthly_savings"] < 0,
            "all zero": plan["monthly_before_cost"] == plan["monthly_savings"] == 0 and not plan["summaries"],
            "bought": bought and plan["flagged_actions"][-1]["status"] == "completed",
            "ready": not bought and plan["monthly_savings"] > 0 and not plan["is_locked"],
            "2,000 lines": len(plan["summaries"]) == 2000,
            "policy enabled": plan["execution_policy"]["enabled"],
            "policy disabled": not plan["execution_policy"]["enabled"],
            "no aggregate": "aggregate_metrics" not in plan,
            "upfront": any(line["upfront_cost"] for line in plan["summaries"]),
            **{f"{action['action_type']} {action['status']}": True for action in plan["flagged_actions"]},
        }
        seen |= {fact for fact, holds in facts.items() if holds}
    assert seen >= {
        *("calculating", "locked", "renewal", "negative", "all zero", "bought", "ready", "2,000 lines"),
        *("policy enabled", "policy disabled", "no aggregate", "upfront"),
        *("exchange submitted", "purchase completed", "renewal_purchase completed", "legacy_purchase completed"),
    }
