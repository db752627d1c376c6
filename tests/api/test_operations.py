"""The table of operations against the contract, path by path."""

from __future__ import annotations

from itertools import pairwise
from string import Formatter

import pytest
from support.contract import operations

from tui.api.client import PROVIDERS
from tui.api.operations import (
    GET_RECOMMENDED_PLANS,
    LIST_CHILD_ORGS,
    OPERATIONS,
    PURCHASE_PLAN,
    BadPathError,
    Effect,
)

CONTRACT = {found[0]: found for found in operations()}

# domain.md, "The 11 operations".
EFFECTS = {
    "listChildOrgs": Effect.READ,
    "registerChild": Effect.ONCE,
    "startOnboarding": Effect.REPEATABLE,
    "getAwsCloudformationTemplate": Effect.READ,
    "getAwsLaunchStackUrl": Effect.READ,
    "verifyAws": Effect.REPEATABLE,
    "getAzureAuthUrl": Effect.REPEATABLE,
    "verifyAzure": Effect.REPEATABLE,
    "getRecommendedPlans": Effect.READ,
    "purchasePlan": Effect.ONCE,
    "updatePartnerOrg": Effect.REPEATABLE,
}


def test_the_table_holds_every_operation_of_the_contract_and_no_other() -> None:
    assert set(OPERATIONS) == set(CONTRACT)
    assert len(OPERATIONS) == 11


@pytest.mark.parametrize("operation_id", sorted(CONTRACT))
def test_an_operation_has_the_method_and_path_of_the_contract(operation_id: str) -> None:
    _, method, path, _, _ = CONTRACT[operation_id]
    assert (OPERATIONS[operation_id].method, OPERATIONS[operation_id].path) == (method, path)


@pytest.mark.parametrize("operation_id", sorted(CONTRACT))
def test_an_operation_fills_every_path_parameter_of_the_contract(operation_id: str) -> None:
    operation, parameters = OPERATIONS[operation_id], CONTRACT[operation_id][4]
    named = {parameter["name"] for parameter in parameters if parameter["in"] == "path"}
    assert {name for _, name, _, _ in Formatter().parse(operation.path) if name} == named
    target = operation.target({name: f"the-{name}" for name in named}, {})
    assert all(f"/the-{name}" in target for name in named)
    assert "{" not in target


def test_the_effects_are_those_of_the_domain_and_not_of_the_http_method() -> None:
    assert {operation_id: operation.effect for operation_id, operation in OPERATIONS.items()} == EFFECTS


def test_the_only_query_parameter_of_the_contract_is_the_provider_with_the_values_known_here() -> None:
    queries = [
        (operation_id, parameter)
        for operation_id, _, _, _, parameters in CONTRACT.values()
        for parameter in parameters
        if parameter["in"] == "query"
    ]
    [(operation_id, parameter)] = queries
    assert (operation_id, parameter["name"]) == ("getRecommendedPlans", "provider")
    assert tuple(parameter["schema"]["enum"]) == PROVIDERS


def test_verification_may_take_minutes_and_everything_else_is_bounded_in_seconds() -> None:
    for operation_id, operation in OPERATIONS.items():
        most = 180 if operation_id.startswith("verify") else 60
        assert 0 < operation.deadline <= most
    assert OPERATIONS["verifyAws"].deadline == 180


def test_the_customer_list_may_be_larger_than_any_other_answer() -> None:
    mib = 1024 * 1024
    assert LIST_CHILD_ORGS.body_cap == 64 * mib
    assert {operation.body_cap for operation in OPERATIONS.values()} == {8 * mib, 64 * mib}


@pytest.mark.parametrize(
    ("org_id", "quoted"),
    [
        ("a/b", "a%2Fb"),
        ("../x", "..%2Fx"),
        ("a b", "a%20b"),
        ("a?b#c", "a%3Fb%23c"),
        ("a%2Fb", "a%252Fb"),
        ("{plan_id}", "%7Bplan_id%7D"),
        ("ü", "%C3%BC"),
        ("a\nb", "a%0Ab"),
    ],
)
def test_an_id_is_quoted_into_one_path_segment(org_id: str, quoted: str) -> None:
    target = GET_RECOMMENDED_PLANS.target({"org_id": org_id}, {"provider": "aws"})
    assert target == f"/v2/org/{quoted}/partners/purchase-plans-v2/recommended?provider=aws"


@pytest.mark.parametrize("plan_id", ["", ".", "..", "\ud800"])
def test_an_id_that_cannot_be_a_segment_is_refused(plan_id: str) -> None:
    with pytest.raises(BadPathError, match="plan_id"):
        PURCHASE_PLAN.target({"org_id": "x", "plan_id": plan_id}, {})


def test_a_query_value_is_quoted() -> None:
    assert GET_RECOMMENDED_PLANS.target({"org_id": "x"}, {"provider": "a&b=c"}).endswith("?provider=a%26b%3Dc")


def test_the_paths_are_all_different() -> None:
    calls = sorted((operation.method, operation.path) for operation in OPERATIONS.values())
    assert all(one != other for one, other in pairwise(calls))
