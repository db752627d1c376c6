"""Answers that may hold anything: nothing is lost but what cannot be understood."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from support.any_values import CALM, SCALARS, json_values

from tui.api.actions import ACTION_TYPES, Action, OtherAction, PurchaseAction
from tui.api.documents import NotReadableError, document_of
from tui.api.lenient import Lenient, Schema
from tui.api.models_errors import ApiErrorResponse, Error
from tui.api.models_onboarding import (
    AzureAuthUrlResponse,
    CloudFormation,
    LaunchStackUrls,
    ListChildOrgsResponse,
    PartnerOrgResponse,
    PartnerRegisterOrgResponse,
    StartOnboarding,
    Validation,
)
from tui.api.models_plans import PurchasePlanV2, PurchasePlanV2CombinedSummary

ROOTS: list[type[Lenient]] = [
    ApiErrorResponse,
    AzureAuthUrlResponse,
    CloudFormation,
    Error,
    LaunchStackUrls,
    ListChildOrgsResponse,
    PartnerOrgResponse,
    PartnerRegisterOrgResponse,
    PurchasePlanV2,
    PurchasePlanV2CombinedSummary,
    StartOnboarding,
]
# The names of every field anywhere, so that generated objects meet the models at all depths.
NAMES = sorted(
    {name for model in (*ROOTS, *Lenient.__subclasses__(), *ACTION_TYPES.values()) for name in model.model_fields}
    | {"aws", "unheard_of"}
)
TELLING = st.sampled_from(["available", "2026-01-01T00:00:00Z", "12.5", "purchase", "exchange", "later", 10**40, 1e300])
VALUES = json_values(NAMES, SCALARS | TELLING)


@st.composite
def addressed(draw: st.DrawFn, model: type[BaseModel]) -> dict[str, Any]:
    """An object with the model's own field names and any values."""
    fields = draw(st.lists(st.sampled_from(sorted(model.model_fields)), unique=True, max_size=12))
    return {field: draw(VALUES) for field in fields}


def read(shape: Any, document: object) -> tuple[Any, tuple[str, ...]] | None:
    try:
        found: tuple[Any, tuple[str, ...]] = Schema[Any](shape).read(document_of(json.dumps(document).encode()))
    except NotReadableError:
        return None
    return found


SCHEMAS: dict[type[Lenient], Schema[Any]] = {model: Schema(model) for model in ROOTS}
FEATURES: Schema[tuple[Validation, ...]] = Schema(tuple[Validation, ...])


@settings(CALM, max_examples=400)
@given(st.data())
def test_an_object_of_any_values_is_read_as_every_answer(data: st.DataObject) -> None:
    model = data.draw(st.sampled_from(ROOTS))
    document = document_of(json.dumps(data.draw(addressed(model))).encode())
    found, _ = SCHEMAS[model].read(document)
    assert isinstance(found, model)
    found.model_dump_json()


@settings(CALM, max_examples=150)
@given(VALUES)
def test_a_value_of_any_shape_is_read_or_refused_with_the_one_error(value: object) -> None:
    for schema in (*SCHEMAS.values(), FEATURES):
        document = document_of(json.dumps(value).encode())
        try:
            schema.read(document)
        except NotReadableError:
            assert not isinstance(value, dict) or schema is FEATURES


@pytest.mark.parametrize("model", ROOTS)
@pytest.mark.parametrize("document", [None, [], "x", 1, True, [{}]])
def test_an_answer_that_is_no_object_is_refused(model: type[Lenient], document: object) -> None:
    assert read(model, document) is None


@pytest.mark.parametrize("model", ROOTS)
def test_an_empty_object_and_unheard_of_fields_are_legal_answers(model: type[Lenient]) -> None:
    assert read(model, {}) == (model(), ())
    assert read(model, {"unheard_of": {"a": [1]}}) == (model(), ())


def test_a_wrong_value_costs_its_own_field_and_is_named() -> None:
    found = read(
        PurchasePlanV2CombinedSummary,
        {"id": "p", "savings": {"oh": 1}, "is_locked": "yes", "created_at": "soon", "fee": 1.5, "status": "cancelled"},
    )
    assert found is not None
    plan, unread = found
    assert (plan.id, plan.fee, plan.status) == ("p", Decimal("1.5"), "cancelled")
    assert (plan.savings, plan.is_locked, plan.created_at) == (None, None, None)
    assert set(unread) == {"savings", "is_locked", "created_at"}


def test_a_number_in_the_place_of_a_text_is_kept_as_text() -> None:
    found = read(PurchasePlanV2, {"name": 12, "id": 1.50, "description": True})
    assert found is not None
    plan, unread = found
    assert (plan.name, plan.id, plan.description) == ("12", "1.5", None)
    assert unread == ("description",)


def test_a_null_and_an_empty_list_stay_what_they_are() -> None:
    found = read(PurchasePlanV2CombinedSummary, {"summaries": None, "flagged_actions": [], "segment": None})
    assert found is not None
    plan, unread = found
    assert (plan.summaries, plan.flagged_actions, plan.segment) == (None, (), None)
    assert unread == ()
    assert {"summaries", "segment"} <= plan.model_fields_set


def test_a_wrong_line_keeps_its_place_as_a_line_of_nothing() -> None:
    found = read(PurchasePlanV2CombinedSummary, {"summaries": [{"key": "a"}, None, 3, {"key": "b", "min_savings": []}]})
    assert found is not None
    plan, unread = found
    assert [line.key for line in plan.summaries or ()] == ["a", None, None, "b"]
    assert unread == ("summaries.1", "summaries.2", "summaries.3.min_savings")


def test_a_wrong_text_in_a_list_of_texts_is_left_out() -> None:
    found = read(PurchasePlanV2, {"resource_ids": ["a", None, {"x": 1}, 7, [], "b"]})
    assert found is not None
    plan, unread = found
    assert plan.resource_ids == ("a", "7", "b")
    assert set(unread) == {"resource_ids.1", "resource_ids.2", "resource_ids.4"}


def test_a_wrong_checklist_costs_itself_alone() -> None:
    found = read(
        ListChildOrgsResponse,
        {
            "org_id": "o",
            "org_name": None,
            "org_checklist": "none",
            "integration_checklist": {"aws": [{"feature": "cur", "status": "late"}, "?"], "azure": 3},
        },
    )
    assert found is not None
    org, unread = found
    assert (org.org_id, org.org_name, org.org_checklist) == ("o", None, None)
    lists = org.integration_checklist
    assert lists == {"aws": (Validation(feature="cur", status="late"), Validation()), "azure": None}
    assert set(unread) == {"org_checklist", "integration_checklist.aws.1", "integration_checklist.azure"}


def test_a_list_of_features_survives_an_odd_one() -> None:
    found = read(tuple[Validation, ...], [{"feature": "a", "status": "available"}, None, {"feature": {}}])
    assert found is not None
    features, unread = found
    assert features == (Validation(feature="a", status="available"), Validation(), Validation())
    assert set(unread) == {"1", "2.feature"}


def test_the_names_of_what_was_unread_are_few_and_safe() -> None:
    names = {f"k\x1b[31m{n}": 1 for n in range(100)}
    found = read(ListChildOrgsResponse, {"integration_checklist": names})
    assert found is not None
    assert len(found[1]) == 20
    assert all(name.isprintable() for name in found[1])


def test_an_answer_with_endless_nonsense_is_refused() -> None:
    assert read(PurchasePlanV2, {"resource_ids": [None] * 20_001}) is None


def test_every_kind_of_action_is_read_as_its_own_model() -> None:
    kinds = [*ACTION_TYPES, "teleport", None]
    found = read(PurchasePlanV2, {"flagged_actions": [{"action_type": kind, "id": "i"} for kind in kinds]})
    assert found is not None
    read_as = [type(action) for action in found[0].flagged_actions]
    assert read_as == [*ACTION_TYPES.values(), OtherAction, OtherAction]


def test_an_action_nobody_has_heard_of_keeps_everything() -> None:
    raw = {"action_type": "teleport", "id": "i", "plan_id": "p", "new": {"deep": [1, None]}, "raw": "its own"}
    found = read(PurchasePlanV2, {"flagged_actions": [raw]})
    assert found is not None
    [action] = found[0].flagged_actions
    assert isinstance(action, OtherAction)
    assert (action.action_type, action.id, action.plan_id) == ("teleport", "i", "p")
    assert action.raw == raw


def test_a_plan_written_out_keeps_what_only_its_kind_of_action_has() -> None:
    kinds = [*ACTION_TYPES, "teleport"]
    actions = [{"action_type": kind, "plan_id": "p", "exchange_status": "done"} for kind in kinds]
    found = read(PurchasePlanV2, {"flagged_actions": actions})
    assert found is not None
    written = json.loads(found[0].model_dump_json())["flagged_actions"]
    assert [action.get("plan_id") for action in written] == ["p", "p", None, None, "p"]
    assert [action.get("exchange_status") for action in written] == [None, None, "done", None, "done"]


def test_an_action_with_a_wrong_value_loses_only_that() -> None:
    action = {"action_type": "purchase", "plan_id": "p", "creation_time": "x", "plan": {"id": "p", "is_default": 3}}
    found = read(PurchasePlanV2, {"flagged_actions": [action, "?"], "id": "p"})
    assert found is not None
    plan, unread = found
    first, second = plan.flagged_actions
    assert isinstance(first, PurchaseAction)
    assert first.plan_id == "p"
    assert first.plan is not None
    assert (first.plan.id, first.plan.is_default, first.creation_time) == ("p", None, None)
    assert isinstance(second, Action)
    assert set(unread) == {"flagged_actions.0.creation_time", "flagged_actions.0.plan.is_default", "flagged_actions.1"}
