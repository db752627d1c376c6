"""The CloudFormation template a customer deploys: one role, what it may read, write and buy, and who may assume it.

Modelled on what the vendor documents; the trusted account is the one AWS uses in its examples, so that the
sandbox's template opens nothing to anybody.
"""

from __future__ import annotations

from typing import Any

TRUSTED_ACCOUNT = "111122223333"

_READS = {
    "ReadCostAndUsage": [
        "ce:GetCostAndUsage",
        "ce:GetDimensionValues",
        "ce:GetReservationCoverage",
        "ce:GetReservationPurchaseRecommendation",
        "ce:GetReservationUtilization",
        "ce:GetSavingsPlansCoverage",
        "ce:GetSavingsPlansPurchaseRecommendation",
        "ce:GetSavingsPlansUtilization",
        "cur:DescribeReportDefinitions",
        "cur:ValidateReportDestination",
        "pricing:DescribeServices",
        "pricing:GetAttributeValues",
        "pricing:GetProducts",
    ],
    "ReadReservations": [
        "ec2:DescribeRegions",
        "ec2:DescribeReservedInstances",
        "ec2:DescribeReservedInstancesModifications",
        "ec2:DescribeReservedInstancesOfferings",
        "ec2:GetReservedInstancesExchangeQuote",
        "elasticache:DescribeReservedCacheNodes",
        "elasticache:DescribeReservedCacheNodesOfferings",
        "es:DescribeReservedInstanceOfferings",
        "es:DescribeReservedInstances",
        "rds:DescribeReservedDBInstances",
        "rds:DescribeReservedDBInstancesOfferings",
        "redshift:DescribeReservedNodeOfferings",
        "redshift:DescribeReservedNodes",
    ],
    "ReadSavingsPlans": [
        "savingsplans:DescribeSavingsPlanRates",
        "savingsplans:DescribeSavingsPlans",
        "savingsplans:DescribeSavingsPlansOfferingRates",
        "savingsplans:DescribeSavingsPlansOfferings",
    ],
    "ReadComputeOptimizer": [
        "compute-optimizer:GetEC2InstanceRecommendations",
        "compute-optimizer:GetEnrollmentStatus",
        "compute-optimizer:GetRDSDatabaseRecommendations",
        "compute-optimizer:GetRecommendationSummaries",
    ],
    "ReadOrganization": [
        "organizations:DescribeOrganization",
        "organizations:ListAccounts",
        "organizations:ListRoots",
        "organizations:ListTagsForResource",
    ],
}
_BUYS = {
    "BuySavingsPlans": ["savingsplans:CreateSavingsPlan"],
    "BuyReservations": [
        "ec2:PurchaseReservedInstancesOffering",
        "elasticache:PurchaseReservedCacheNodesOffering",
        "es:PurchaseReservedInstanceOffering",
        "rds:PurchaseReservedDBInstancesOffering",
        "redshift:PurchaseReservedNodeOffering",
    ],
    "ExchangeReservations": ["ec2:AcceptReservedInstancesExchangeQuote", "ec2:ModifyReservedInstances"],
}
_PARAMETERS: dict[str, dict[str, Any]] = {
    "ExternalId": {
        "Type": "String",
        "Description": "Filled in by the launch URL; the role can be assumed with this id only",
        "MinLength": 2,
        "MaxLength": 1224,
        "AllowedPattern": r"[\w+=,.@:/-]+",
    },
    "RoleName": {
        "Type": "String",
        "Description": "Name of the role",
        "Default": "ArcheraAccess",
        "MinLength": 1,
        "MaxLength": 64,
        "AllowedPattern": r"[\w+=,.@-]+",
    },
    "AllowPurchases": {
        "Type": "String",
        "Description": "Whether the role may buy and exchange commitments; without it plans are advice only",
        "Default": "true",
        "AllowedValues": ["true", "false"],
    },
}
_LABELS = {
    "ExternalId": "External id",
    "RoleName": "Role name",
    "AllowPurchases": "Allow purchases",
}


def cloudformation_template() -> dict[str, Any]:
    """The template as a JSON object (contract: CloudFormation.template)."""
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "Access role for commitment management, management account (sandbox: it opens nothing)",
        "Metadata": {"AWS::CloudFormation::Interface": _interface()},
        "Parameters": {name: dict(parameter) for name, parameter in _PARAMETERS.items()},
        "Conditions": {"MayBuy": {"Fn::Equals": [{"Ref": "AllowPurchases"}, "true"]}},
        "Resources": {
            "AccessRole": {"Type": "AWS::IAM::Role", "Properties": _role()},
            "ReadPolicy": _policy("Read", [_allow(sid, actions, "*") for sid, actions in _READS.items()]),
            "ReportPolicy": _policy("Report", _report_statements()),
            "PurchasePolicy": {
                "Condition": "MayBuy",
                **_policy("Purchase", [_allow(sid, actions, "*") for sid, actions in _BUYS.items()]),
            },
        },
        "Outputs": {
            "RoleArn": {
                "Description": "The role that was made",
                "Value": {"Fn::GetAtt": ["AccessRole", "Arn"]},
            },
            "AccountId": {
                "Description": "The account it was made in, to be given when verifying",
                "Value": {"Ref": "AWS::AccountId"},
            },
        },
    }


def _interface() -> dict[str, Any]:
    return {
        "ParameterGroups": [
            {"Label": {"default": "Access"}, "Parameters": ["ExternalId", "RoleName"]},
            {"Label": {"default": "Permissions"}, "Parameters": ["AllowPurchases"]},
        ],
        "ParameterLabels": {name: {"default": label} for name, label in _LABELS.items()},
    }


def _role() -> dict[str, Any]:
    return {
        "RoleName": {"Ref": "RoleName"},
        "Description": "Lets the commitment manager read costs, keep one cost report and buy commitments",
        "MaxSessionDuration": 3600,
        "AssumeRolePolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "TrustWithExternalId",
                    "Effect": "Allow",
                    "Principal": {"AWS": {"Fn::Sub": f"arn:${{AWS::Partition}}:iam::{TRUSTED_ACCOUNT}:root"}},
                    "Action": "sts:AssumeRole",
                    "Condition": {"StringEquals": {"sts:ExternalId": {"Ref": "ExternalId"}}},
                }
            ],
        },
    }


def _report_statements() -> list[dict[str, Any]]:
    """One cost report, into one bucket, which is read back."""
    bucket = "arn:${AWS::Partition}:s3:::archera-cur-${AWS::AccountId}"
    return [
        _allow("KeepOneCostReport", ["cur:PutReportDefinition"], "*"),
        _allow("KeepOneBucket", ["s3:CreateBucket", "s3:PutBucketPolicy"], {"Fn::Sub": bucket}),
        _allow("ReadTheBucket", ["s3:GetBucketLocation", "s3:ListBucket"], {"Fn::Sub": bucket}),
        _allow("ReadTheReport", ["s3:GetObject"], {"Fn::Sub": f"{bucket}/*"}),
    ]


def _policy(name: str, statements: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "Type": "AWS::IAM::RolePolicy",
        "Properties": {
            "RoleName": {"Ref": "AccessRole"},
            "PolicyName": name,
            "PolicyDocument": {"Version": "2012-10-17", "Statement": statements},
        },
    }


def _allow(sid: str, actions: list[str], resource: str | dict[str, str]) -> dict[str, Any]:
    return {"Sid": sid, "Effect": "Allow", "Action": list(actions), "Resource": resource}
