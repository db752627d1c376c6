"""What groups of IAM actions are about."""

from __future__ import annotations

import pytest

from tui.domain.template.iam_actions import Kind
from tui.domain.template.words import action_words


@pytest.mark.parametrize(
    ("kind", "actions", "words"),
    [
        (Kind.READS, ["pricing:GetProducts", "rds:DescribeReservedDBInstances", "ce:GetTags", "x:Get",
          "organizations:ListRoots"],
         ("usage and cost", "reservations", "prices", "x", "the list of accounts")),
        (Kind.READS, ["a:Get1", "b:Get1", "b:Get2"], ("b", "a")),
        (Kind.READS, ["*:Get*", "ce:GetTags"], ("everything", "usage and cost")),
        (Kind.READS, ["e?2:GetX"], ("everything",)),
        (Kind.WRITES, ["s3:PutObject", "cur:PutReportDefinition", "x:Do"], ("cost reports (CUR)", "buckets", "x")),
        (Kind.WRITES, ["*:Put*"], ("everything",)),
        (Kind.BUYS, ["ec2:ModifyReservedInstances", "savingsplans:CreateSavingsPlan"],
         ("savings plans", "reservations", "exchanges them")),
        (Kind.BUYS, ["rds:PurchaseReservedDBInstancesOffering"], ("reservations",)),
        (Kind.BUYS, ["rds:*"], ("reservations",)),
        (Kind.BUYS, ["aws-marketplace:Subscribe", "shield:CreateSubscription"], ("marketplace products", "shield")),
        (Kind.BUYS, ["shield:CreateSubscription", "savingsplans:CreateSavingsPlan"], ("savings plans", "shield")),
        (Kind.BUYS, ["*"], ("savings plans", "reservations", "anything else")),
        (Kind.WRITES, [], ()),
    ],
)  # fmt: skip
def test_each_thing_is_named_once_the_most_telling_first(
    kind: Kind, actions: list[str], words: tuple[str, ...]
) -> None:
    assert action_words(kind, actions) == words
