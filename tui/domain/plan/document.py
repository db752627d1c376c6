"""A plan as a document for programs, and as labelled sections for people: every field of the contract in both.

The document keeps the names of the contract. Money is text with every digit the server gave, in US dollars; what each
figure is per stands in `units`. What is added up here stands apart, under `added_up_here`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.formats import NOTHING, iso
from tui.domain.plan import fields as known
from tui.domain.plan.fields import PLAIN_KINDS, UNIT_WORDS, Kind
from tui.domain.plan.lines import item_lines, sums_of
from tui.domain.plan.records import cash_due, lock_in_hours
from tui.domain.plan.values import json_value, unit_text, value_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.domain.plan.fields import PlanField
    from tui.domain.plan.records import (
        CommitmentSummary,
        ContractSpec,
        ExecutionPolicy,
        FlaggedAction,
        LineItem,
        Plan,
        PlanRef,
    )

Document = dict[str, object]

ADDED_UP = "Added up here"


@dataclass(frozen=True, slots=True)
class Entry:
    """One field for people: its label, its value as text, its unit; `is_figure` aligns on the decimal point."""

    label: str
    value: str
    unit: str = ""
    is_figure: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the server said it."""
        return self.value != NOTHING


@dataclass(frozen=True, slots=True)
class DetailSection:
    """Fields that belong together, under a title."""

    title: str
    entries: tuple[Entry, ...]


# For programs


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


# For people


def plan_sections(plan: Plan) -> tuple[DetailSection, ...]:
    """Every field of the plan but those of its lines, in groups; see `line_section` for a line."""
    return tuple(section for section in _sections(plan) if section.entries)


def _sections(plan: Plan) -> Iterator[DetailSection]:
    yield DetailSection("Figures by month", entries_of(plan, known.BY_MONTH))
    yield DetailSection("Over the term", entries_of(plan, known.OVER_THE_TERM))
    yield DetailSection(ADDED_UP, _sums(plan))
    yield DetailSection("Coverage of on-demand spend", entries_of(plan, known.COVERAGE))
    yield DetailSection("Figures by hour", entries_of(plan, known.BY_HOUR))
    yield DetailSection("Execution policy", _policy_entries(plan.execution_policy))
    for number, action in enumerate(plan.flagged_actions, 1):
        yield DetailSection(_numbered("Flagged action", number, plan.flagged_actions), _action_entries(action))
    yield DetailSection("What it may use", entries_of(plan, known.ALLOWED))
    for number, spec in enumerate(plan.included_contract_specs, 1):
        yield DetailSection(_numbered("Allowed contract", number, plan.included_contract_specs), _spec_entries(spec))
    yield DetailSection("Scope", (*_segment_entries(plan), *_scope_entries(plan)))
    yield DetailSection("Plan", (*entries_of(plan, known.ABOUT), *_person(plan.created_by, "Made by: ")))


def _numbered(title: str, number: int, of: Sequence[object]) -> str:
    return f"{title} {number} of {len(of)}" if len(of) > 1 else title


def entries_of(record: object, fields: Sequence[PlanField], before: str = "") -> tuple[Entry, ...]:
    """The fields of a record as entries; `before` stands before every label."""
    made: list[Entry] = []
    for field in fields:
        value = getattr(record, field.name)
        text = value_text(value, field.kind)
        unit = UNIT_WORDS.get(field.kind, "") if text != NOTHING else ""
        is_figure = field.kind in UNIT_WORDS or field.kind is Kind.COUNT
        label = f"{before}{field.label[:1].lower()}{field.label[1:]}" if before else field.label
        made.append(Entry(label, text, unit_text(value, field.kind, unit), is_figure))
    return tuple(made)


def _spec_entries(spec: ContractSpec) -> tuple[Entry, ...]:
    return entries_of(spec, known.SPEC)


def _person(user: object, before: str) -> tuple[Entry, ...]:
    return () if user is None else entries_of(user, known.USER, before)


def _segment_entries(plan: Plan) -> tuple[Entry, ...]:
    return () if plan.segment is None else entries_of(plan.segment, known.SEGMENT)


def _scope_entries(plan: Plan) -> tuple[Entry, ...]:
    counts = (
        Entry("Number of resources", f"{len(plan.resource_ids):,}", is_figure=True),
        Entry("Number of reservations", f"{len(plan.reservation_ids):,}", is_figure=True),
    )
    return (*counts, *entries_of(plan, known.SCOPE))


def _reference(plan: PlanRef | None, before: str) -> tuple[Entry, ...]:
    return () if plan is None else entries_of(plan, known.PLAN_REF, before)


def _policy_entries(policy: ExecutionPolicy | None) -> tuple[Entry, ...]:
    if policy is None:
        return (Entry("Policy", "none: nothing is bought by itself"),)
    made = [*entries_of(policy, known.POLICY), *_person(policy.created_by, "Made by: ")]
    if policy.meta_plan is not None:
        made += entries_of(policy.meta_plan, known.META_PLAN)
    for number, plan in enumerate(policy.plans, 1):
        made += _reference(plan, f"{number}. ")
    return tuple(made)


def _action_entries(action: FlaggedAction) -> tuple[Entry, ...]:
    return (*entries_of(action, known.ACTION), *_reference(action.plan, "Its "))


def _sums(plan: Plan) -> tuple[Entry, ...]:
    """What is added up here, said so by the title."""
    added, due, lock_in = sums_of(item_lines(plan)), cash_due(plan), lock_in_hours(plan)
    sums: list[tuple[str, object, Kind]] = [
        ("Due at signing", due.amount, Kind.ONCE),
        ("Savings of its lines", added.save, Kind.MONTHLY),
        ("Commitments of its lines", added.commit, Kind.MONTHLY),
        ("Longest lock-in of any line", lock_in, Kind.HOURS),
        ("Number of commitments", added.number, Kind.COUNT),
        ("Number of lines", len(plan.line_items), Kind.COUNT),
    ]
    if due.other is not None:
        sums.insert(1, ("Due by the commitment summaries", due.other, Kind.ONCE))
    return tuple(
        Entry(
            label,
            text := value_text(value, kind),
            unit_text(value, kind, UNIT_WORDS.get(kind, "")) if text != NOTHING else "",
            is_figure=True,
        )
        for label, value, kind in sums
    )


def line_section(item: LineItem) -> DetailSection:
    """Every field of a line item."""
    return DetailSection("Line item", entries_of(item, known.LINE_ITEM))


def commitment_section(summary: CommitmentSummary) -> DetailSection:
    """Every field of a commitment summary."""
    return DetailSection("Commitment", entries_of(summary, known.COMMITMENT))
