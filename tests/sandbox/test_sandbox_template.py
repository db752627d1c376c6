"""The CloudFormation template: one role, trusted with an external id, that may read, report and buy, and no more."""

from __future__ import annotations

import re
from typing import Any

from support.sandbox_caller import Caller, onboarding

from tui.sandbox.template import TRUSTED_ACCOUNT, cloudformation_template

CHANGING = re.compile(r":(Put|Create|Purchase|Accept|Modify|Delete|Start|Stop|Run|Terminate|Update|Attach|Pass)")


def resources(kind: str) -> dict[str, Any]:
    found = cloudformation_template()["Resources"]
    return {name: resource for name, resource in found.items() if resource["Type"] == kind}


def actions(policy: str) -> set[str]:
    statements = resources("AWS::IAM::RolePolicy")[policy]["Properties"]["PolicyDocument"]["Statement"]
    assert all(statement["Effect"] == "Allow" for statement in statements)
    return {action for statement in statements for action in statement["Action"]}


async def test_the_operation_answers_the_template_for_every_customer_alike() -> None:
    async with Caller() as caller:
        for name in ("Alder Yoga", "Atlas Print"):
            path = f"{onboarding(caller.id_of(name))}/aws/cloudformation_template"
            assert (await caller.ok("GET", path)) == {"template": cloudformation_template()}


def test_there_is_one_role_and_only_its_trusted_account_with_the_external_id_may_assume_it() -> None:
    (role,) = resources("AWS::IAM::Role").values()
    (statement,) = role["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert statement["Action"] == "sts:AssumeRole"
    assert statement["Principal"] == {"AWS": {"Fn::Sub": f"arn:${{AWS::Partition}}:iam::{TRUSTED_ACCOUNT}:root"}}
    assert statement["Condition"] == {"StringEquals": {"sts:ExternalId": {"Ref": "ExternalId"}}}


def test_reading_covers_what_plans_are_made_from_and_changes_nothing() -> None:
    reads = actions("ReadPolicy")
    assert not any(CHANGING.search(action) for action in reads)
    services = {action.partition(":")[0] for action in reads}
    assert services >= {"ce", "cur", "pricing", "savingsplans", "compute-optimizer", "organizations", "ec2", "rds"}


def test_writing_is_one_report_into_one_bucket() -> None:
    changing = {action for action in actions("ReportPolicy") if CHANGING.search(action)}
    assert changing == {"cur:PutReportDefinition", "s3:CreateBucket", "s3:PutBucketPolicy"}


def test_buying_is_commitments_only_and_can_be_left_out() -> None:
    assert {action.partition(":")[0] for action in actions("PurchasePolicy")} == {
        *("savingsplans", "ec2", "elasticache", "es", "rds", "redshift")
    }
    assert cloudformation_template()["Resources"]["PurchasePolicy"]["Condition"] == "MayBuy"


def test_nothing_is_granted_by_wildcard_nor_over_identities() -> None:
    every = actions("ReadPolicy") | actions("ReportPolicy") | actions("PurchasePolicy")
    assert not [action for action in every if "*" in action or action.startswith(("iam:", "sts:"))]


def test_every_reference_names_something_that_is_there() -> None:
    template = cloudformation_template()
    known = {*template["Parameters"], *template["Resources"], "AWS::AccountId", "AWS::Partition"}

    def references(node: Any) -> set[str]:
        if isinstance(node, list):
            return set().union(*map(references, node))
        if not isinstance(node, dict):
            return set()
        found = {node["Ref"]} if isinstance(node.get("Ref"), str) else set()
        if "Fn::Sub" in node:
            found |= set(re.findall(r"\$\{([^}]+)\}", node["Fn::Sub"]))
        if "Fn::GetAtt" in node:
            found.add(node["Fn::GetAtt"][0])
        return found.union(*map(references, node.values()))

    assert references(template) <= known
    assert references(template) >= {"ExternalId", "RoleName", "AccessRole"}
    assert set(template["Outputs"]) == {"RoleArn", "AccountId"}
