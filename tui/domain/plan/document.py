"""A plan as a document for programs, with every field of the contract; `sections` tells the same to people.

The document keeps the names of the contract. Money is text with every digit the server gave, in US dollars; what each
figure is per stands in `units`. What is added up here stands apart, under `added_up_here`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.formats import iso
from tui.domain.plan import fields as known
from tui.domain.plan.fields import PLAIN_KINDS, Kind
from tui.domain.plan.figures import cash_due, lock_in_hours
from tui.domain.plan.lines import item_lines, sums_of
from tui.domain.plan.values import json_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.plan.fields import PlanField
    from tui.domain.plan.records import (
        ExecutionPolicy,
        Plan,
    )

Document = dict[str, object]


def plan_document(plan: Plan, read_at: float | None = None) -> Document:
    """The whole plan as JSON-able values. `read_at` is when it was read, epoch seconds."""
    return {
        "read_at": iso(read_at),
        "plan": plan_record(plan),
        "units": units(),
        "added_up_here": _added_up(plan),
    }


def _values(record: object, fields: Sequence[PlanField]) -> Document:
    return {field.name: json_value(getattr(record, field.name), field.kind) for field in fields}


def _optional(record: object, fields: Sequence[PlanField]) -> Document | None:
    return None if record is None else _values(record, fields)


def plan_record(plan: Plan) -> Document:
    """Every field of the plan, under the names and in the nesting of the contract."""
    own = [field for field in known.PLAN if field not in known.COVERAGE[:2]]
    return {
        **_values(plan, own),
        "created_by": _optional(plan.created_by, known.USER),
        "included_contract_specs": [_values(spec, known.SPEC) for spec in plan.included_contract_specs],
        "execution_policy": _policy(plan.execution_policy),
        "segment": _optional(plan.segment, known.SEGMENT),
        "flagged_actions": [
            {**_values(action, known.ACTION), "plan": _optional(action.plan, known.PLAN_REF)}
            for action in plan.flagged_actions
        ],
        "aggregate_metrics": {
            **_values(plan, known.COVERAGE[:2]),
            "summaries": [_values(summary, known.COMMITMENT) for summary in plan.commitments],
        }
        if plan.has_aggregate
        else None,
        "summaries": [_values(item, known.LINE_ITEM) for item in plan.line_items],
    }


def _policy(policy: ExecutionPolicy | None) -> Document | None:
    if policy is None:
        return None
    return {
        **_values(policy, known.POLICY),
        "meta_plan": _optional(policy.meta_plan, known.META_PLAN),
        "created_by": _optional(policy.created_by, known.USER),
        "plans": [_values(plan, known.PLAN_REF) for plan in policy.plans],
    }


def _added_up(plan: Plan) -> Document:
    """Sums of ours, in US dollars; null where a part is not known."""
    sums, due = sums_of(item_lines(plan)), cash_due(plan)
    return {
        "cash_due_at_signing": json_value(due.amount, Kind.ONCE),
        "cash_due_by_the_other_source": json_value(due.other, Kind.ONCE),
        "longest_lock_in_hours": lock_in_hours(plan),
        "line_items": len(plan.line_items),
        "commitments": sums.number,
        "monthly_commitment": json_value(sums.commit, Kind.MONTHLY),
        "monthly_savings": json_value(sums.save, Kind.MONTHLY),
    }


_UNITS_OF = (
    ("", known.PLAN),
    ("included_contract_specs[].", known.SPEC),
    ("execution_policy.", known.POLICY),
    ("aggregate_metrics.", known.COVERAGE[:2]),
    ("aggregate_metrics.summaries[].", known.COMMITMENT),
    ("summaries[].", known.LINE_ITEM),
)


def units() -> dict[str, str]:
    """The unit of every figure by its place in the document; as understood, `not published` where nobody says."""
    return {
        f"{place}{field.name}": field.kind.value
        for place, fields in _UNITS_OF
        for field in fields
        if field.kind not in PLAIN_KINDS and not (place == "" and field in known.COVERAGE[:2])
    }
