"""The review of a CloudFormation template says what its text says, and never that something is absent unseen."""

from __future__ import annotations

import copy
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.any_values import json_values
from support.properties import PROPERTY

from tui.domain.template.iam_actions import Reach
from tui.domain.template.parts import Resolver
from tui.domain.template.review import TemplateReview, review

BUCKET = "arn:${AWS::Partition}:s3:::archera-cur-${AWS::AccountId}"


def allow(*actions: object, resource: object = "*") -> dict[str, Any]:
    return {"Effect": "Allow", "Action": list(actions), "Resource": resource}


def trusting(principal: object = None, condition: object = None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "Effect": "Allow",
        "Principal": principal or {"AWS": "arn:aws:iam::447120083915:root"},
        "Action": "sts:AssumeRole",
    }
    if condition is not None:
        found["Condition"] = condition
    return found


EXTERNAL = {"StringEquals": {"sts:ExternalId": {"Ref": "ExternalId"}}}


def template(*statements: object, trust: object = None, **role: object) -> dict[str, Any]:
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "Access role",
        "Parameters": {
            "ExternalId": {"Type": "String", "NoEcho": True},
            "Account": {"Type": "String", "Default": "111122223333"},
        },
        "Resources": {
            "Access": {
                "Type": "AWS::IAM::Role",
                "Properties": {
                    "RoleName": "ArcheraAccess",
                    "AssumeRolePolicyDocument": {"Statement": [trust or trusting(condition=EXTERNAL)]},
                    "Policies": [{"PolicyName": "p", "PolicyDocument": {"Statement": list(statements)}}],
                    **role,
                },
            }
        },
    }


def reviewed(*statements: object, trust: object = None, **role: object) -> TemplateReview:
    return review(template(*statements, trust=trust, **role))


def test_actions_are_counted_once_by_kind_and_by_service() -> None:
    found = reviewed(
        allow("ce:GetCostAndUsage", "ce:GetDimensionValues", "savingsplans:DescribeSavingsPlans"),
        {"Effect": "Allow", "Action": "CE:getcostandusage", "Resource": "*"},
        allow("cur:PutReportDefinition"),
        allow("s3:CreateBucket", resource="arn:aws:s3:::archera-cur"),
        allow("savingsplans:CreateSavingsPlan", "ec2:ModifyReservedInstances"),
    )
    assert (found.reads.count, found.writes.count, found.buys.count) == (3, 2, 2)
    assert found.reads.services == (("ce", 2), ("savingsplans", 1))
    assert found.reads.words == ("usage and cost", "savings plans")
    assert found.writes.words == ("cost reports (CUR)", "buckets")
    assert found.buys.words == ("savings plans", "reservations", "exchanges them")
    assert found.buys.actions == ("ec2:ModifyReservedInstances", "savingsplans:CreateSavingsPlan")


def test_what_is_not_in_it_is_said_after_looking_at_every_statement() -> None:
    found = reviewed(allow("ce:GetCostAndUsage"))
    assert found.is_complete
    assert found.absent == ("start, stop or delete anything", "data", "IAM")
    assert found.present == ()


def test_what_is_in_it_is_named_and_not_said_to_be_absent() -> None:
    found = reviewed(allow("ec2:StopInstances", "iam:GetRole", "dynamodb:Scan"))
    assert found.absent == ()
    assert dict(found.present) == {
        Reach.RUNS: ("ec2:StopInstances",), Reach.DATA: ("dynamodb:Scan",), Reach.IAM: ("iam:GetRole",),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("resource", "bounded"),
    [
        ({"Fn::Sub": f"{BUCKET}/*"}, True), ("arn:aws:s3:::reports/*", True), ("*", False), ("arn:aws:s3:::*", False),
        ("arn:aws:s3:::*/*", False), ({"Fn::Sub": "arn:${AWS::Partition}:s3:::*"}, False), (None, False),
        ({"Fn::ImportValue": "x"}, False), (["arn:aws:s3:::reports/*", "*"], False),
    ],
)  # fmt: skip
def test_reading_one_named_bucket_leaves_other_data_out(resource: object, *, bounded: bool) -> None:
    found = reviewed(allow("s3:GetObject", resource=resource))
    assert ("other data" in found.absent) is bounded
    assert dict(found.present)[Reach.DATA] == ("s3:GetObject",)


def test_a_statement_on_any_resource_counts_where_another_is_bounded() -> None:
    found = reviewed(allow("s3:GetObject", resource="arn:aws:s3:::reports/*"), allow("s3:getobject"))
    assert "other data" not in found.absent


@pytest.mark.parametrize("action", ["*", "ec2:*", "iam:*", "s3:P*"])
def test_wildcards_that_are_more_than_reading_are_called_out(action: str) -> None:
    assert reviewed(allow(action, "ec2:Describe*")).broad == (action,)


def test_writes_and_purchases_on_any_resource_are_called_out() -> None:
    found = reviewed(allow("ce:GetCostAndUsage", "s3:PutObject"), allow("s3:CreateBucket", resource="arn:aws:s3:::a"))
    assert found.everywhere == ("s3:PutObject",)


def test_everything_but_a_few_actions_is_everything() -> None:
    found = reviewed({"Effect": "Allow", "NotAction": ["iam:*"], "Resource": "*"})
    assert found.everything_but == ("iam:*",)
    assert found.broad == ("*",)
    assert found.absent == ()


def test_denials_are_counted_and_take_nothing_away() -> None:
    found = reviewed(
        allow("ec2:*"), {"Effect": "Deny", "Action": ["ec2:StopInstances", "ec2:RunInstances"], "Resource": "*"}
    )
    assert found.denied == 2
    assert found.buys.count == 1
    assert Reach.RUNS in dict(found.present)


@pytest.mark.parametrize("effect", ["Maybe", None, 1, ["Deny"]])
def test_what_does_not_plainly_deny_allows(effect: object) -> None:
    found = reviewed({"Effect": effect, "Action": "s3:PutObject", "Resource": "*"})
    assert found.writes.count == 1


# who is trusted


@pytest.mark.parametrize(
    ("principal", "words"),
    [
        ({"AWS": "arn:aws:iam::447120083915:root"}, "account 447120083915 with the external id"),
        ({"AWS": "447120083915"}, "account 447120083915 with the external id"),
        ({"AWS": ["447120083915", "111122223333"]}, "account 447120083915, account 111122223333 with the external id"),
        ({"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${Account}:root"}},
         "account 111122223333 with the external id"),
        ({"AWS": {"Fn::Join": ["", ["arn:aws:iam::", {"Ref": "Account"}, ":root"]]}},
         "account 111122223333 with the external id"),
        ({"AWS": {"Ref": "Elsewhere"}}, "${Elsewhere} with the external id"),
        ("*", "anyone with the external id"),
        ({"AWS": "*"}, "anyone with the external id"),
        ({"Service": "lambda.amazonaws.com"}, "service lambda.amazonaws.com"),
        ({"Federated": "arn:aws:iam::1:saml-provider/x"}, "identity provider arn:aws:iam::1:saml-provider/x"),
        ({"AWS": {"Fn::GetAtt": ["A", "Arn"]}}, "${A.Arn} with the external id"),
        ({"AWS": {"Odd": 1, "Thing": 2}}, "unreadable with the external id"),
    ],
)  # fmt: skip
def test_who_is_trusted_is_named(principal: object, words: str) -> None:
    [trust] = reviewed(trust=trusting(principal, EXTERNAL)).trusts
    assert trust.words == words


@pytest.mark.parametrize(
    ("condition", "external_id"),
    [
        (EXTERNAL, "${ExternalId}"),
        ({"StringEquals": {"sts:ExternalId": "beta-7f3e"}}, "beta-7f3e"),
        ({"StringEquals": {"STS:externalid": ["a", "b"]}}, "a"),
        ({"StringLike": {"sts:ExternalId": "beta-7f3e"}}, "beta-7f3e"),
        ({"StringLike": {"sts:ExternalId": "*"}}, ""),
        ({"StringEqualsIfExists": {"sts:ExternalId": "x"}}, ""),
        ({"StringNotEquals": {"sts:ExternalId": "x"}}, ""),
        ({"StringEquals": {"sts:ExternalId": ""}}, ""),
        ({"StringEquals": {"aws:PrincipalOrgID": "o-1"}}, ""),
        (None, ""), ([], ""), ({"StringEquals": "x"}, ""),
    ],
)  # fmt: skip
def test_the_external_id_counts_only_where_it_is_demanded_exactly(condition: object, external_id: str) -> None:
    found = reviewed(trust=trusting(condition=condition))
    [trust] = found.trusts
    assert trust.external_id == external_id
    assert found.demands_external_id is bool(external_id)
    assert trust.words.endswith("with the external id" if external_id else "without an external id")


def test_everybody_outside_has_to_name_the_external_id() -> None:
    document = template(trust=trusting(condition=EXTERNAL))
    document["Resources"]["Second"] = copy.deepcopy(document["Resources"]["Access"])
    assert review(document).demands_external_id
    document["Resources"]["Second"]["Properties"]["AssumeRolePolicyDocument"]["Statement"] = trusting()
    assert not review(document).demands_external_id
    assert not review({}).demands_external_id


def test_a_denied_principal_is_not_trusted_and_a_not_principal_trusts_anyone() -> None:
    assert reviewed(trust={**trusting(), "Effect": "Deny"}).trusts == ()
    [trust] = reviewed(trust={"Effect": "Allow", "NotPrincipal": {"AWS": "1"}, "Action": "sts:AssumeRole"}).trusts
    assert trust.words == "anyone without an external id"


# what can't be read here


@pytest.mark.parametrize(
    ("arn", "named"),
    [
        ("arn:aws:iam::aws:policy/ReadOnlyAccess", "ReadOnlyAccess"),
        ({"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/job-function/Billing"}, "Billing"),
        ({"Ref": "PolicyArn"}, "${PolicyArn}"),
        ({"Fn::ImportValue": "x"}, "unreadable"),
    ],
)
def test_a_managed_policy_is_named_and_nothing_is_said_to_be_absent(arn: object, named: str) -> None:
    found = reviewed(allow("ce:GetCostAndUsage"), ManagedPolicyArns=[arn])
    assert found.managed == (named,)
    assert not found.is_complete
    assert found.absent == ()


def test_a_managed_policy_of_the_template_itself_is_read_where_it_stands() -> None:
    document = template(ManagedPolicyArns=[{"Ref": "Own"}])
    own = {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": allow("s3:PutObject")}}}
    document["Resources"]["Own"] = own
    found = review(document)
    assert found.managed == ()
    assert found.writes.actions == ("s3:PutObject",)


@pytest.mark.parametrize(
    "kind", ["AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy", "AWS::IAM::GroupPolicy"]
)
def test_policies_that_stand_alone_are_read(kind: str) -> None:
    document = template()
    document["Resources"]["P"] = {
        "Type": kind, "Properties": {"PolicyDocument": {"Statement": [allow("s3:PutObject")]}}
    }  # fmt: skip
    assert review(document).writes.actions == ("s3:PutObject",)


@pytest.mark.parametrize(
    "statement",
    ["text", 7, {"Effect": "Allow"}, {"Effect": "Allow", "Action": {"Fn::FindInMap": ["a", "b", "c"]}, "Resource": "*"},
     {"Effect": "Allow", "Action": ["s3:PutObject", {"Odd": 1}], "Resource": "*"}],
)  # fmt: skip
def test_a_statement_that_cannot_be_read_keeps_the_review_from_saying_what_is_absent(statement: object) -> None:
    found = reviewed(statement)
    assert found.unread == ("Access: a statement without readable actions",)
    assert found.absent == ()


def test_the_readable_actions_of_a_half_readable_statement_count() -> None:
    assert reviewed(allow("s3:PutObject", {"Odd": 1})).writes.count == 1


@pytest.mark.parametrize("kind", ["AWS::CloudFormation::Stack", "AWS::SSO::PermissionSet"])
def test_resources_whose_permissions_stand_elsewhere_are_unread(kind: str) -> None:
    document = template()
    document["Resources"]["Inner"] = {"Type": kind, "Properties": {"TemplateURL": "https://x.example/t"}}
    assert review(document).unread == (f"Inner ({kind})",)


def test_a_transform_may_change_everything() -> None:
    assert review(template() | {"Transform": ["AWS::Serverless-2016-10-31"]}).unread == (
        "transform AWS::Serverless-2016-10-31",
    )


def test_both_branches_of_a_condition_count_and_no_value_is_nothing() -> None:
    branches = {"Fn::If": ["MayBuy", allow("savingsplans:CreateSavingsPlan"), {"Ref": "AWS::NoValue"}]}
    found = reviewed(branches, allow("ce:GetCostAndUsage"))
    assert (found.buys.count, found.unread) == (1, ())


def test_policy_elements_are_read_in_any_case() -> None:
    found = reviewed({"effect": "allow", "action": "s3:PutObject", "resource": "arn:aws:s3:::a"})
    assert found.writes.count == 1
    assert found.everywhere == ()


def test_code_that_runs_when_the_stack_is_made_is_named() -> None:
    document = template()
    document["Resources"]["Hook"] = {"Type": "Custom::Notify", "Properties": {"ServiceToken": "arn"}}
    document["Resources"]["Fn"] = {"Type": "AWS::Lambda::Function"}
    assert review(document).code == ("Hook", "Fn")


# the frame


def test_resources_parameters_and_size_are_told() -> None:
    found = reviewed(allow("ce:GetCostAndUsage"))
    assert [(r.type, r.logical_id) for r in found.resources] == [("AWS::IAM::Role", "Access")]
    assert [(p.name, p.default, p.hidden) for p in found.parameters] == [
        ("ExternalId", "", True), ("Account", "111122223333", False),
    ]  # fmt: skip
    assert found.roles[0].name == "ArcheraAccess"
    assert found.description == "Access role"
    assert found.lines == len(found.text.splitlines())
    assert found.size == len(found.text.encode())


def test_hostile_names_become_safe_text() -> None:
    document = template(allow("ec2:\x1b[31mStop"))
    document["Resources"]["\x1b]0;x\x07"] = {"Type": "Custom::\u202eX"}
    found = review(document)
    shown = repr((found.resources, found.code, found.writes.actions, found.present))
    assert "\\x1b" not in shown
    assert "\\u202e" not in shown


def test_a_default_is_put_in_wherever_a_reference_to_it_stands() -> None:
    any_bucket = {"Fn::Sub": ["arn:aws:s3:::${Bucket}", {"Bucket": {"Ref": "Where"}}]}
    document = template(allow("s3:PutObject", resource=any_bucket))
    document["Parameters"]["Where"] = {"Type": "String", "Default": "*"}
    assert review(document).everywhere == ("s3:PutObject",)


def test_references_that_nobody_resolves_stay_visible() -> None:
    resolver = Resolver({"A": "1"})
    assert resolver.text({"Fn::Sub": ["${A}-${B}", {"B": {"Ref": "Z"}}]}) == "1-${Z}"
    assert resolver.text({"Fn::Sub": ["${A}-${B}", {"B": {"Odd": 1, "x": 2}}]}) == "1-${B}"
    assert resolver.text({"Fn::Sub": ["${A}-${B}-${C}", {"B": "2"}]}) == "1-2-${C}"
    assert resolver.text({"Ref": "Z"}) == "${Z}"
    assert resolver.text({"Fn::Join": ["-", ["a", {"Odd": 1, "x": 2}]]}) is None
    assert resolver.text(None) is None


KEYS = (
    "Resources", "Type", "Properties", "Policies", "PolicyDocument", "Statement", "Effect", "Action", "NotAction",
    "Resource", "Principal", "AWS", "Condition", "StringEquals", "sts:ExternalId", "AssumeRolePolicyDocument",
    "ManagedPolicyArns", "Parameters", "Default", "Fn::If", "Fn::Sub", "Fn::Join", "Ref", "Transform",
)  # fmt: skip
ANYTHING = json_values(KEYS)


@PROPERTY
@given(ANYTHING)
def test_any_json_value_can_be_reviewed(document: object) -> None:
    assert review(document).lines >= 1


@PROPERTY
@given(ANYTHING, ANYTHING, ANYTHING, st.sampled_from(["AWS::IAM::Role", "AWS::IAM::Policy", "Custom::X"]))
def test_any_json_value_may_stand_in_any_place(first: object, second: object, third: object, kind: str) -> None:
    properties = {"Policies": first, "PolicyDocument": {"Statement": second}, "AssumeRolePolicyDocument": third}
    document = {"Resources": {"R": {"Type": kind, "Properties": properties}}, "Parameters": first, "Transform": third}
    assert review(document).resources
    assert reviewed(first, trust=third, ManagedPolicyArns=second).resources


def test_nesting_without_end_is_reviewed() -> None:
    deep: object = "s3:PutObject"
    for _ in range(5_000):
        deep = [deep]
    found = review(template({"Effect": deep, "Action": deep, "Resource": deep}) | {"Description": deep})
    assert found.unread


def test_two_megabytes_are_reviewed_within_a_second() -> None:
    statements = [allow(*(f"svc{n}:Describe{m}" for m in range(20)), resource=BUCKET) for n in range(2_200)]
    document = template(*statements)
    begun = process_time()
    found = review(document)
    assert process_time() - begun < 1.0
    assert found.size > 2_000_000
    assert found.reads.count == 44_000


@pytest.mark.parametrize(
    "action",
    [
        {"Fn::Sub": ["${A}" * 1_000, {"A": "x" * 1_000}]},
        {"Fn::Join": ["x" * 1_000, ["y"] * 1_000]},
        {"Fn::Join": ["", [{"Fn::Sub": ["${A}" * 90, {"A": "x" * 1_000}]}] * 100]},
    ],
)
def test_a_short_text_that_stands_for_one_that_fills_the_memory_is_not_written_out(action: object) -> None:
    found = reviewed({"Effect": "Allow", "Action": [action, "ce:GetCostAndUsage"], "Resource": "*"})
    assert found.reads.actions == ("ce:GetCostAndUsage",)
    assert not found.is_complete
