"""What an IAM action may do, judged by its name, on the side of more."""

from __future__ import annotations

import pytest
from hypothesis import given
from support.properties import ANY_TEXT, PROPERTY

from tui.domain.template.iam_actions import Kind, Reach, judge


@pytest.mark.parametrize(
    "action",
    ["ec2:DescribeInstances", "EC2:DescribeInstances", "ce:GetCostAndUsage", "organizations:ListAccounts", "s3:Get*",
     "ec2:Describe*", "ec2:DescribeReserved*", "savingsplans:DescribeSavingsPlans", "dynamodb:BatchGetItem",
     "ec2:GetReservedInstancesExchangeQuote", "aws-portal:ViewBilling", "ec2:describeinstances"],
)  # fmt: skip
def test_reading_is_reading(action: str) -> None:
    found = judge(action)
    assert found.kind is Kind.READS
    assert not found.broad


@pytest.mark.parametrize(
    "action",
    ["cur:PutReportDefinition", "s3:CreateBucket", "license-manager:CheckoutLicense", "acm:IssueCertificate",
     "ses:VerifyEmailIdentity", "sns:Subscribe", "ec2:RunInstances", "iam:PassRole", "x:Unheard", "s3:putobject"],
)  # fmt: skip
def test_what_is_not_plainly_reading_is_writing(action: str) -> None:
    assert judge(action).kind is Kind.WRITES


@pytest.mark.parametrize(
    "action",
    ["savingsplans:CreateSavingsPlan", "ec2:PurchaseReservedInstancesOffering",
     "rds:PurchaseReservedDBInstancesOffering", "ec2:AcceptReservedInstancesExchangeQuote",
     "ec2:ModifyReservedInstances", "ec2:PurchaseHostReservation",
     "newservice:PurchaseSomething", "aws-marketplace:Subscribe", "savingsplans:*", "rds:Purch*", "ec2:*", "*:*", "*",
     "ec2:*Reserved*", "e?2:Purchase*"],
)  # fmt: skip
def test_whatever_may_commit_money_buys(action: str) -> None:
    assert judge(action).kind is Kind.BUYS


@pytest.mark.parametrize(
    ("action", "reaches"),
    [
        ("ec2:StopInstances", {Reach.RUNS}), ("ec2:TerminateInstances", {Reach.RUNS}),
        ("s3:DeleteObject", {Reach.RUNS}),
        ("ec2:S*", {Reach.RUNS}), ("s3:GetObject", {Reach.DATA}), ("s3:Get*", {Reach.DATA}),
        ("s3:GetBucketPolicy", set()), ("kms:Decrypt", {Reach.DATA}), ("secretsmanager:ListSecrets", {Reach.DATA}),
        ("iam:GetRole", {Reach.IAM}), ("iam:DeleteRole", {Reach.IAM, Reach.RUNS}), ("sts:AssumeRole", {Reach.IAM}),
        ("sts:*", {Reach.IAM, Reach.DATA, Reach.RUNS}), ("dynamodb:*", {Reach.DATA, Reach.RUNS}),
        ("unheard:*", {Reach.DATA, Reach.RUNS}), ("ce:*", {Reach.RUNS}), ("*", set(Reach)),
        ("*:Get*", {Reach.DATA, Reach.IAM}),
        ("ce:StartSavingsPlansPurchaseRecommendationGeneration", set()),
        ("savingsplans:DeleteQueuedSavingsPlan", set()), ("ec2:DescribeInstances", set()), ("ec2:Describe2", set()),
    ],
)  # fmt: skip
def test_what_a_cautious_customer_asks_about_is_found(action: str, reaches: set[Reach]) -> None:
    assert judge(action).reaches == reaches


@pytest.mark.parametrize("action", ["*", "*:*", "ec2:*", "iam:P*", "s3:?ut*", "ec2", "", "x" * 300])
def test_a_wildcard_that_is_more_than_reading_is_broad(action: str) -> None:
    assert judge(action).broad


@PROPERTY
@given(ANY_TEXT)
def test_no_text_can_stop_the_judgement(action: str) -> None:
    assert judge(action).kind in Kind


def test_a_pattern_full_of_stars_is_judged_at_once() -> None:
    assert judge("ec2:" + "*a" * 95).broad


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("iam:*", Kind.WRITES), ("s3:P*", Kind.WRITES), ("ec2:*", Kind.BUYS), ("ec2:P*", Kind.BUYS), ("*", Kind.BUYS),
        ("*:*", Kind.BUYS), ("unheard-of:*", Kind.BUYS), ("s*:P*", Kind.BUYS),
    ],
)  # fmt: skip
def test_a_wildcard_is_a_purchase_where_something_it_matches_may_sell(pattern: str, kind: Kind) -> None:
    assert judge(pattern).kind is kind
    assert judge(pattern).broad
