from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

from tui.api.lenient import Schema
from tui.api.models_onboarding import ListChildOrgsResponse
from tui.api.models_plans import PurchasePlanV2CombinedSummary
from tui.domain.plan.figures import CashDue, cash_due
from tui.domain.plan.records import Plan
from tui.domain.records import UNKNOWN
from tui.worker.translate import customer_of
from tui.worker.translate_plans import plan_of

CONTRACT = json.loads((Path(__file__).parents[1] / "contract" / "partner-api.openapi.json").read_text())
SCHEMAS = CONTRACT["components"]["schemas"]
_PLAN: Schema[PurchasePlanV2CombinedSummary] = Schema(PurchasePlanV2CombinedSummary)
_ORG: Schema[ListChildOrgsResponse] = Schema(ListChildOrgsResponse)


class Sampler:
    """Fills a schema of the contract with values that occur nowhere else in the document."""

    def __init__(self) -> None:
        self._next = count(1)

    def fill(self, schema: dict[str, Any]) -> Any:
        if "$ref" in schema:
            return self.fill(SCHEMAS[schema["$ref"].rsplit("/", 1)[-1]])
        number = next(self._next)
        kinds = schema.get("type", "string")
        kind = kinds if isinstance(kinds, str) else next(k for k in kinds if k != "null")
        match kind:
            case "object" if "properties" in schema:
                return {name: self.fill(each) for name, each in schema["properties"].items()}
            case "object":
                extra = schema.get("additionalProperties") or {}
                return {f"key{number}": self.fill(extra) if extra else f"text{number}"}
            case "array":
                return self._items(schema["items"])
            case "number":
                return Decimal(number) + Decimal("0.25")
            case "integer":
                return number
            case "boolean":
                return True
            case _ if schema.get("format") == "date-time":
                return f"2026-01-01T00:00:00.{number:06d}Z"
            case _:
                return f"text{number}"

    def _items(self, schema: dict[str, Any]) -> list[Any]:
        named = SCHEMAS.get(schema.get("$ref", "").rsplit("/", 1)[-1], schema)
        if "oneOf" not in named:
            return [self.fill(schema)]
        kinds = named["discriminator"]["mapping"]
        return [self.fill({"$ref": ref}) | {"action_type": kind} for kind, ref in kinds.items()]


def _leaves(value: Any) -> set[str]:
    """Every value of a record, in a form in which two equal values are equal."""
    if is_dataclass(value):
        return {leaf for field in fields(value) for leaf in _leaves(getattr(value, field.name))}
    if isinstance(value, tuple):
        return {leaf for item in value for leaf in _leaves(item)}
    return {str(value)}


def _expected(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {leaf for item in value.values() for leaf in _expected(item)}
    if isinstance(value, list):
        return {leaf for item in value for leaf in _expected(item)}
    return {str(value)}


def _unfilled(value: Any, path: str = "") -> list[str]:
    if not is_dataclass(value):
        return []
    missing: list[str] = []
    for field in fields(value):
        inner = getattr(value, field.name)
        if inner in (None, (), ""):
            missing.append(f"{path}.{field.name}")
        for item in inner if isinstance(inner, tuple) else (inner,):
            missing += _unfilled(item, f"{path}.{field.name}")
    return missing


def test_every_field_of_a_plan_is_filled_from_the_answer() -> None:
    document = Sampler().fill(SCHEMAS["PurchasePlanV2CombinedSummary"])
    model, unread = _PLAN.read(json.loads(json.dumps(document, default=float), parse_float=Decimal))
    assert not unread
    # Not every kind of action has a plan or an exchange; a plan named inside one has no date.
    allowed = {
        ".flagged_actions.exchange_status",
        ".flagged_actions.plan",
        ".flagged_actions.plan_id",
        ".flagged_actions.plan.created_at",
        ".execution_policy.plans.is_default",
    }
    assert set(_unfilled(plan_of(model, "aws"))) <= allowed


def test_no_value_of_a_plan_is_lost_on_the_way() -> None:
    document = Sampler().fill(SCHEMAS["PurchasePlanV2CombinedSummary"])
    model, _ = _PLAN.read(json.loads(json.dumps(document, default=float), parse_float=Decimal))
    plan = plan_of(model, "aws")
    text = " ".join(_leaves(plan))
    for value in _expected(document):
        if value.startswith("2026-"):
            continue
        assert value in text, value


def test_moments_become_epoch_seconds() -> None:
    model, _ = _PLAN.read({"created_at": "2026-01-01T00:00:00Z", "start_date": "2026-01-01T01:00:00+01:00"})
    plan = plan_of(model, "aws")
    assert plan.created_at == plan.start_date == 1767225600.0


def test_an_empty_plan_has_no_figures_and_none_of_them_is_zero() -> None:
    model, _ = _PLAN.read({})
    assert plan_of(model, "gcp") == Plan("", "gcp")


def test_a_commitment_summary_that_says_nothing_leaves_no_sum_that_seems_whole() -> None:
    document = {"aggregate_metrics": {"summaries": {"x": {"upfront_cost": 10}, "y": None, "z": "lots"}}}
    model, _ = _PLAN.read(document)
    plan = plan_of(model, "aws")
    assert [summary.key for summary in plan.commitments] == ["x", "y", "z"]
    assert cash_due(plan) == CashDue(None)


def test_a_customer_without_name_or_statuses_survives() -> None:
    model, _ = _ORG.read(
        {"org_id": "x", "org_name": None, "org_checklist": [{}], "integration_checklist": {"aws": None, "k": [{}]}}
    )
    customer = customer_of(model)
    assert customer.name == ""
    assert customer.label
    assert [f.status for f in customer.org_checklist] == [UNKNOWN]
    assert [c.key for c in customer.integrations] == ["aws", "k"]


def test_lists_that_read_the_same_are_one_object() -> None:
    """Ten thousand customers would else be hundreds of thousands of objects, and collecting them stalls the screen."""
    document = {"org_checklist": [{"feature": "invited", "status": "available"}]}
    lists = {"aws": [{"feature": "assume_role", "status": "missing"}]}
    one, other = (
        customer_of(_ORG.read(document | {"org_id": name, "integration_checklist": dict(lists)})[0]) for name in "ab"
    )
    assert one.org_checklist is other.org_checklist
    assert one.integrations is other.integrations
