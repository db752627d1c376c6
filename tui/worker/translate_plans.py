"""Plans from API models into domain records.

Field names are the contract's on both sides, so records are filled by name; a test walks every record and holds
that each of its fields is filled.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from tui.domain.plan import records

if TYPE_CHECKING:
    from tui.api.actions import Action
    from tui.api.lenient import Lenient
    from tui.api.models_parts import ExecutionPolicy, PurchasePlanContractSpec
    from tui.api.models_plans import PurchasePlanV2CombinedSummary

R = TypeVar("R")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.timestamp()
    return value


def _record(kind: type[R], model: Lenient, **special: object) -> R:
    """A record filled from the model's attributes of the same names; `special` fields are given."""
    names = _shared(cast("Any", kind), type(model), frozenset(special))
    return kind(**{name: _plain(getattr(model, name)) for name in names}, **special)


@cache
def _shared(kind: Any, model: Any, special: frozenset[str]) -> tuple[str, ...]:
    """The fields of a record that a model has as well, without the special ones."""
    return tuple(field.name for field in fields(kind) if field.name in model.model_fields and field.name not in special)


def _optional(kind: type[R], model: Lenient | None) -> R | None:
    return None if model is None else _record(kind, model)


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, default=str, sort_keys=True)


def _reference(model: Lenient | None) -> records.PlanRef | None:
    if model is None:
        return None
    return _record(records.PlanRef, model, id=getattr(model, "id", None) or "")


def _action(action: Action) -> records.FlaggedAction:
    return _record(
        records.FlaggedAction,
        action,
        action_description=_json(action.action_description),
        execution_info=_json(action.execution_info),
        plan=_reference(getattr(action, "plan", None)),
    )


def _spec(spec: PurchasePlanContractSpec) -> records.ContractSpec:
    return _record(
        records.ContractSpec,
        spec,
        commitment_type=spec.commitment_type or "",
        properties=_json(spec.properties) or "{}",
    )


def _policy(policy: ExecutionPolicy | None) -> records.ExecutionPolicy | None:
    if policy is None:
        return None
    return _record(
        records.ExecutionPolicy,
        policy,
        meta_plan=_optional(records.MetaPlan, policy.meta_plan),
        created_by=_optional(records.User, policy.created_by),
        plans=tuple(_record(records.PlanRef, plan, id=plan.id or "") for plan in policy.plans or ()),
    )


def plan_of(model: PurchasePlanV2CombinedSummary, provider: str) -> records.Plan:
    """A plan as the screens know it; `provider` is the one that was asked for."""
    aggregate = model.aggregate_metrics
    summaries = (aggregate.summaries if aggregate else None) or {}
    return _record(
        records.Plan,
        model,
        id=model.id or "",
        provider=provider,
        included_contract_specs=tuple(_spec(spec) for spec in model.included_contract_specs or ()),
        included_contract_terms=model.included_contract_terms or (),
        all_terms=model.all_terms or (),
        execution_policy=_policy(model.execution_policy),
        segment=_optional(records.Segment, model.segment),
        flagged_actions=tuple(_action(action) for action in model.flagged_actions or ()),
        created_by=_optional(records.User, model.created_by),
        resource_ids=model.resource_ids or (),
        reservation_ids=model.reservation_ids or (),
        current_coverage=aggregate.current_coverage if aggregate else None,
        potential_coverage=aggregate.potential_coverage if aggregate else None,
        has_aggregate=aggregate is not None,
        # One that is null or can't be read stays one that says nothing: left out, the sums would seem to be whole.
        commitments=tuple(
            records.CommitmentSummary(key)
            if summary is None
            else _record(records.CommitmentSummary, summary, key=summary.key or key)
            for key, summary in summaries.items()
        ),
        line_items=tuple(
            _record(records.LineItem, line, key=line.key or "(unnamed)") for line in model.summaries or ()
        ),
    )
