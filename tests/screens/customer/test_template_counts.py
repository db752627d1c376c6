"""The review's figures on the screen are those counted from the JSON by other means."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.customer_stage import ID, beta, shown_to, started, template, told
from support.properties import PROPERTY
from support.stage import NOW

from screens.customer.facts import Visit, facts_of
from screens.customer.template import review_lines
from tui.domain.template.review import review
from tui.sandbox.template import cloudformation_template

if TYPE_CHECKING:
    from collections.abc import Iterator

FACTS = facts_of(shown_to(beta(), progress=(started(),)), ID, None, NOW)
# What each does, from AWS's own documentation of actions; the last three lists are wildcards, by the gravest match.
KINDS = {
    "Reads": (
        "ce:GetCostAndUsage", "ec2:DescribeReservedInstances", "pricing:GetProducts", "s3:ListAllMyBuckets",
        "organizations:ListAccounts", "compute-optimizer:GetEnrollmentStatus", "rds:DescribeReservedDBInstances",
        "ec2:Describe*", "ce:Get*",
    ),
    "Writes": ("cur:PutReportDefinition", "s3:CreateBucket", "iam:CreateRole", "ec2:StopInstances", "iam:*", "s3:P*"),
    "Buys": (
        "savingsplans:CreateSavingsPlan", "ec2:PurchaseReservedInstancesOffering", "ec2:ModifyReservedInstances",
        "rds:PurchaseReservedDBInstancesOffering", "*", "ec2:*", "savingsplans:*",
    ),
}  # fmt: skip
BROAD = {"iam:*", "s3:P*", "*", "ec2:*", "savingsplans:*"}
TYPES = ("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::S3::Bucket", "AWS::SNS::Topic")
BUCKET = "arn:aws:s3:::reports"
EXTERNAL = {"StringEquals": {"sts:ExternalId": "beta-7f3e"}}


@dataclass(frozen=True)
class Counts:
    """What a person reads off the pane."""

    reads: int
    writes: int
    buys: int
    broad: int
    any_writes: int
    any_buys: int
    resources: int
    types: tuple[tuple[str, int], ...]
    external_id_missing: bool


def on_screen(document: object, *, wide: bool) -> Counts:
    """The figures as they are written on the pane."""
    text = template(document)
    visit = Visit(2, template=text, text=text.text, review=review(text.document))
    said = told(review_lines(FACTS, visit, wide=wide))

    def figure(label: str) -> int:
        (found,) = re.findall(rf"^{label} .* ([\d,]+) (?:actions?|resources?)$", said, re.MULTILINE)
        return int(found.replace(",", ""))

    (on_any,) = re.findall(r"^.* on any resource", said, re.MULTILINE) or [""]
    shares = {what: int(n) for n, what in re.findall(r"(\d+) (write|purchase)", on_any)}
    (made,) = re.findall(r"^Makes      (.*)  \d+ resources?$", said, re.MULTILINE)
    types = [part.rsplit(" ", 1) for part in made.split(", ") if not part.endswith(("type", "types"))]
    return Counts(
        figure("Reads"), figure("Writes"), figure("Buys"), figure("Wildcards"),
        shares.get("write", 0), shares.get("purchase", 0), figure("Makes"),
        tuple((f"AWS::{kind}", int(number)) for kind, number in types),
        "without an external id" in said,
    )  # fmt: skip


def allowed(document: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Every allowed action in lower case, and whether its statement is on any resource; by walking all of the JSON."""
    stack: list[Any] = [document]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack += node
        elif isinstance(node, dict):
            stack += node.values()
            if node.get("Effect") == "Allow" and "Resource" in node:
                actions, on = node["Action"], node["Resource"]
                for action in [actions] if isinstance(actions, str) else actions:
                    yield action.lower(), "*" in ([on] if isinstance(on, str) else on)


def counted(document: dict[str, Any], kind_of: dict[str, str], broad: set[str]) -> Counts:
    """The same figures from the JSON and a table of what each action does."""
    found = list(allowed(document))
    distinct, anywhere = {action for action, _ in found}, {action for action, on_any in found if on_any}
    of = {kind: {action for action in distinct if kind_of[action] == kind} for kind in KINDS}
    types = Counter(resource["Type"] for resource in document["Resources"].values())
    roles = [r["Properties"] for r in document["Resources"].values() if r["Type"] == "AWS::IAM::Role"]
    return Counts(
        len(of["Reads"]), len(of["Writes"]), len(of["Buys"]), len(distinct & broad),
        len(of["Writes"] & anywhere), len(of["Buys"] & anywhere), sum(types.values()),
        tuple(sorted(types.items(), key=lambda pair: (-pair[1], pair[0])))[:4],
        any("Condition" not in s for role in roles for s in role["AssumeRolePolicyDocument"]["Statement"]),
    )  # fmt: skip


@pytest.mark.parametrize("wide", [False, True], ids=["narrow", "wide"])
def test_of_the_sandboxs_template(*, wide: bool) -> None:
    document = cloudformation_template()
    kinds = dict.fromkeys((action for action, _ in allowed(document)), "Reads")
    purchases = document["Resources"]["PurchasePolicy"]
    kinds |= dict.fromkeys((action for action, _ in allowed(purchases)), "Buys")
    kinds |= dict.fromkeys(("cur:putreportdefinition", "s3:createbucket", "s3:putbucketpolicy"), "Writes")
    assert on_screen(document, wide=wide) == counted(document, kinds, set())
    assert len(kinds) > 50


SPELLED = {action.lower(): kind for kind, actions in KINDS.items() for action in actions}
actions = st.sampled_from([action for some in KINDS.values() for action in some])
spellings = st.builds(lambda action, turn: turn(action), actions, st.sampled_from([str, str.lower, str.upper]))
# Capitals tell where the first word of an action ends, so a pattern is spelled as people do.
written = st.one_of(actions, spellings.filter(lambda action: "*" not in action and not action.isupper()))
statements = st.fixed_dictionaries({
    "Effect": st.sampled_from(["Allow", "Allow", "Allow", "Deny"]),
    "Action": written | st.lists(written, min_size=1, max_size=8),
    "Resource": st.sampled_from(["*", BUCKET, [BUCKET, "*"], [BUCKET]]),
})  # fmt: skip
policies = st.fixed_dictionaries({"Statement": statements | st.lists(statements, min_size=1, max_size=4)})


@st.composite
def resources(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(TYPES))
    if kind == "AWS::IAM::Role":
        trust = {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"}
        if draw(st.booleans()):
            trust["Condition"] = EXTERNAL
        inline = [{"PolicyName": "p", "PolicyDocument": policy} for policy in draw(st.lists(policies, max_size=2))]
        return {"Type": kind, "Properties": {"AssumeRolePolicyDocument": {"Statement": [trust]}, "Policies": inline}}
    if kind.startswith("AWS::IAM::"):
        return {"Type": kind, "Properties": {"PolicyDocument": draw(policies)}}
    return {"Type": kind}


templates = st.dictionaries(st.from_regex("[A-Z][a-z]{0,6}", fullmatch=True), resources(), min_size=1, max_size=9).map(
    lambda found: {"AWSTemplateFormatVersion": "2010-09-09", "Resources": found}
)


@PROPERTY
@given(templates, st.booleans())
def test_of_any_template(document: dict[str, Any], wide: bool) -> None:  # noqa: FBT001 - hypothesis passes it so
    assert on_screen(document, wide=wide) == counted(document, SPELLED, {action.lower() for action in BROAD})
