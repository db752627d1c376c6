"""A template in an unexpected shape: what can't be judged is named, and nothing is said to be absent."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tui.domain.template.review import review
from tui.domain.template.shape import unwrapped
from tui.sandbox.template import cloudformation_template

ROLE = "AWS::IAM::Role"
TRUST = {"Statement": {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}}
OPEN = {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}}


def made(value: object, name: str = "A") -> dict[str, Any]:
    return {"Resources": {name: value}}


@pytest.mark.parametrize(
    ("document", "unread"),
    [
        ({"Resources": [{"Type": ROLE}]}, "resources that are no object"),
        ({"Resources": "x"}, "resources that are no object"),
        ({}, "no resources"),
        (made([1]), "A: no object"),
        (made("x"), "A: no object"),
        (made({"Properties": {}}), "A: its type"),
        (made({"Type": {"Ref": "Kind"}}), "A: its type"),
        (made({"Type": ["x"]}), "A: its type"),
        (made({"Type": ROLE, "Properties": [{}]}), "A: its properties"),
        (made({"Type": ROLE, "Properties": {"Fn::Transform": {"Name": "Include"}}}), "A: its properties"),
        (made({"Type": ROLE}), "A: who may assume it"),
        (made({"Type": ROLE, "Properties": {"AssumeRolePolicyDocument": json.dumps(TRUST)}}), "A: who may assume it"),
        (made({"Type": ROLE, "Properties": {"AssumeRolePolicyDocument": {"Statement": []}}}), "A: who may assume it"),
        (made({"Type": "AWS::IAM::UserPolicy", "Properties": {}}), "A: its policy"),
        (made({"Type": "AWS::S3::BucketPolicy", "Properties": {"PolicyDocument": OPEN}}),
         "A (AWS::S3::BucketPolicy): whom it lets in"),
        (made({"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": OPEN}}), "A (AWS::KMS::Key): whom it lets in"),
        (made({"Type": "AWS::Lambda::Permission", "Properties": {"Principal": "*"}}),
         "A (AWS::Lambda::Permission): whom it lets in"),
        (made(["N", ["1"], {"R": {"Type": ROLE}}], "Fn::ForEach::R"), "Fn::ForEach::R: resources made by a loop"),
        (made({"Type": "AWS::CloudFormation::Stack"}), "A (AWS::CloudFormation::Stack)"),
        ({"Rules": {"x": {}}, **made({"Type": "AWS::S3::Bucket"})}, "rules that decide while the stack is made"),
    ],
)  # fmt: skip
def test_what_can_not_be_judged_is_named_and_nothing_is_absent(document: object, unread: str) -> None:
    found = review(document)
    assert unread in found.unread
    assert found.absent == ()
    assert not found.is_complete


def test_a_plain_resource_beside_a_readable_role_is_nothing_to_wonder_about() -> None:
    document = cloudformation_template()
    document["Resources"]["Bucket"] = {"Type": "AWS::S3::Bucket"}
    assert review(document).unread == ()
    assert review(made({"Type": ROLE, "Properties": {"AssumeRolePolicyDocument": TRUST}})).unread == ()


def test_a_template_that_came_as_json_in_a_text_is_opened() -> None:
    document = cloudformation_template()
    assert unwrapped(json.dumps(document)) == document
    assert review(json.dumps(document)) == review(document)


@pytest.mark.parametrize("text", ["Resources:\n  Role:\n", "", "[1]", "5", "{", "[" * 100_000])
def test_any_other_text_stays_as_it_came_and_is_not_judged(text: str) -> None:
    assert unwrapped(text) == text
    found = review(text)
    assert found.is_text
    assert found.text == text
    assert found.unread == ("a text that is no JSON, perhaps YAML",)
    assert found.absent == ()


def test_users_and_keys_are_named() -> None:
    found = review(made({"Type": "AWS::IAM::AccessKey", "Properties": {"UserName": "x"}}))
    assert found.logins == ("A (AWS::IAM::AccessKey)",)
