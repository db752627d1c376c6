"""Every schema of the contract has a model, and every property a field."""

from __future__ import annotations

import types
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel
from support.contract import contract

from tui.api import actions, models_errors, models_onboarding, models_parts, models_plans, models_requests
from tui.api.lenient import Lenient

MODELS: dict[str, type[BaseModel]] = {
    "CloudFormation": models_onboarding.CloudFormation,
    "ApiErrorResponse": models_errors.ApiErrorResponse,
    "Error": models_errors.Error,
    "LaunchStackUrls": models_onboarding.LaunchStackUrls,
    "Validation": models_onboarding.Validation,
    "VerificationArgs": models_requests.VerificationArgs,
    "ExistingCUR": models_requests.ExistingCUR,
    "AzureAuthUrlResponse": models_onboarding.AzureAuthUrlResponse,
    "AzureAuthUrlArgs": models_requests.AzureAuthUrlArgs,
    "PartnerRegisterOrgResponse": models_onboarding.PartnerRegisterOrgResponse,
    "PartnerRegisterOrg": models_requests.PartnerRegisterOrg,
    "StartOnboarding": models_onboarding.StartOnboarding,
    "ListChildOrgsResponse": models_onboarding.ListChildOrgsResponse,
    "PurchasePlanV2CombinedSummary": models_plans.PurchasePlanV2CombinedSummary,
    "PurchasePlanContractSpec": models_parts.PurchasePlanContractSpec,
    "ExecutePurchasePolicyDump_Exclude_Segment_TargetPlan": models_parts.ExecutionPolicy,
    "MetaPlanInfo": models_parts.MetaPlanInfo,
    "UserInfo": models_parts.UserInfo,
    "PlanInfo": models_parts.PlanInfo,
    "SegmentInfo": models_parts.SegmentInfo,
    "PurchaseAction_Exclude_User": actions.PurchaseAction,
    "PurchasePlanV2NameId": models_parts.PurchasePlanV2NameId,
    "RenewalPurchaseAction_Exclude_User": actions.RenewalPurchaseAction,
    "ExchangeAction_Exclude_User": actions.ExchangeAction,
    "LegacyPurchaseAction_Exclude_User": actions.LegacyPurchaseAction,
    "AggregateMetrics": models_parts.AggregateMetrics,
    "CommitmentSummary": models_parts.CommitmentSummary,
    "LineItemSummary": models_parts.LineItemSummary,
    "PurchasePlanV2": models_plans.PurchasePlanV2,
    "PurchaseRequest": models_requests.PurchaseRequest,
    "PartnerOrgResponse": models_onboarding.PartnerOrgResponse,
    "UpdatePartnerOrg": models_requests.UpdatePartnerOrg,
}

SCHEMAS: dict[str, dict[str, Any]] = contract()["components"]["schemas"]
NAMES = {model: name for name, model in MODELS.items()}

ANSWERS = sorted(name for name, model in MODELS.items() if issubclass(model, Lenient))
REQUESTS = sorted(set(MODELS) - set(ANSWERS))


def test_no_schema_of_the_contract_is_left_over() -> None:
    # FlaggedAction is the choice between the actions and has no properties of its own.
    assert set(SCHEMAS) == {*MODELS, "FlaggedAction"}
    assert "properties" not in SCHEMAS["FlaggedAction"]


@pytest.mark.parametrize("name", sorted(MODELS))
def test_a_model_has_a_field_for_every_property_and_no_other(name: str) -> None:
    assert set(MODELS[name].model_fields) == set(SCHEMAS[name]["properties"])


def shape(annotation: Any) -> Any:
    """The annotation without its wrapping of Annotated and Optional."""
    if get_origin(annotation) is Annotated:
        return shape(get_args(annotation)[0])
    if get_origin(annotation) in (types.UnionType, Union):
        inner = [shape(arg) for arg in get_args(annotation) if arg is not type(None)]
        return inner[0] if len(inner) == 1 else annotation
    return annotation


def agrees(found: Any, schema: dict[str, Any]) -> bool:
    """Whether a field's type can hold what the contract says."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if name == "FlaggedAction":
            return set(get_args(found)) == {*actions.ACTION_TYPES.values(), actions.OtherAction}
        return bool(NAMES.get(found) == name)
    kinds = schema.get("type", ["string"] if "enum" in schema else [])
    kinds = [kind for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind != "null"]
    match kinds:
        case []:
            return found is Any
        case ["array"]:
            return get_origin(found) is tuple and agrees(shape(get_args(found)[0]), schema["items"])
        case ["object"]:
            inner = schema.get("additionalProperties", {})
            return get_origin(found) is dict and agrees(shape(get_args(found)[1]), inner)
        case ["string"]:
            return found is (datetime if schema.get("format") == "date-time" else str)
        case ["number"]:
            return found is Decimal
        case ["integer"]:
            return found is int
        case ["boolean"]:
            return found is bool
    return False


@pytest.mark.parametrize("name", sorted(MODELS))
def test_a_field_has_the_type_of_its_property(name: str) -> None:
    wrong = {
        field: info.annotation
        for field, info in MODELS[name].model_fields.items()
        if not agrees(shape(info.annotation), SCHEMAS[name]["properties"][field])
    }
    assert wrong == {}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_requires_nothing_and_begins_with_nothing(name: str) -> None:
    empty = MODELS[name].model_validate({})
    assert set(dict(empty).values()) <= {None}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_requires_what_the_contract_requires(name: str) -> None:
    required = {field for field, info in MODELS[name].model_fields.items() if info.is_required()}
    assert required == set(SCHEMAS[name].get("required", []))


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_refuses_fields_nobody_knows(name: str) -> None:
    assert SCHEMAS[name]["additionalProperties"] is False
    assert MODELS[name].model_config["extra"] == "forbid"


def test_every_kind_of_action_the_contract_tells_apart_has_its_model() -> None:
    mapping = SCHEMAS["FlaggedAction"]["discriminator"]["mapping"]
    told_apart = {kind: ref.rpartition("/")[2] for kind, ref in mapping.items()}
    assert {kind: NAMES[model] for kind, model in actions.ACTION_TYPES.items()} == told_apart


def test_a_plan_with_figures_is_a_plan() -> None:
    assert issubclass(models_plans.PurchasePlanV2CombinedSummary, models_plans.PurchasePlanV2)
