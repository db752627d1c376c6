"""A plan as labelled sections for people: every field of the contract, and apart from it what is added up here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.formats import NOTHING
from tui.domain.plan import fields as known
from tui.domain.plan.fields import UNIT_WORDS, Kind
from tui.domain.plan.figures import cash_due, lock_in_hours
from tui.domain.plan.lines import item_lines, sums_of
from tui.domain.plan.values import unit_text, value_text

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
