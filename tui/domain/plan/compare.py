"""What differs between two readings of a plan, field by field and line by line, the biggest money first.

Money counts to a millionth of a dollar, as the server writes floating-point noise behind it. Times of change and of the
policy's next run move without anything changing: they are told, and do not count.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from tui.domain.formats import NOTHING, rounded
from tui.domain.plan import fields as known
from tui.domain.plan.diff import Difference, LineDifference, PlanDiff
from tui.domain.plan.fields import MONEY_KINDS, UNIT_WORDS, Kind
from tui.domain.plan.mark import MICRO, RESTLESS
from tui.domain.plan.values import value_text
from tui.domain.plan.words import service_names
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tui.domain.plan.brief import Money
    from tui.domain.plan.fields import PlanField
    from tui.domain.plan.records import ExecutionPolicy, Plan

_CENT, _SHARE_STEP = Decimal("0.01"), Decimal("0.0001")
_LINE_MONEY = ("monthly_savings", "monthly_commitment", "upfront_cost")
_NAMED_IDS = 3


def plan_diff(before: Plan, after: Plan) -> PlanDiff:
    """What became of a plan between two readings."""
    replaced = (clean(before.id, 80), clean(after.id, 80)) if before.id != after.id else None
    names = service_names(before) | service_names(after)
    return PlanDiff(
        replaced,
        _biggest_first([*_own_fields(before, after), *_records(before, after)]),
        _lines(before.line_items, after.line_items, known.LINE_ITEM, names),
        _lines(before.commitments, after.commitments, known.COMMITMENT, names),
    )


def _biggest_first(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """Money by size, then other figures and words in the order of the table, then what moves by itself."""
    return tuple(sorted(found, key=lambda each: (not each.counts, not each.is_money, -each.size)))


_OWN = (
    *known.BY_MONTH, *known.OVER_THE_TERM, *known.COVERAGE, *known.BY_HOUR, *known.ALLOWED, *known.SCOPE,
    *(field for field in known.ABOUT if field.name != "id"),
)  # fmt: skip


def _own_fields(before: Plan, after: Plan) -> list[Difference]:
    return [
        difference
        for field in _OWN
        if (difference := _compared(field, getattr(before, field.name), getattr(after, field.name))) is not None
    ]


def _compared(field: PlanField, old: object, new: object, before: str = "") -> Difference | None:
    if _plain(old) == _plain(new):
        return None
    label = f"{before}{field.label[:1].lower()}{field.label[1:]}" if before else field.label
    counts = field.name not in RESTLESS
    if isinstance(old, tuple) and isinstance(new, tuple):
        return Difference(label, *_list_words(old, new, field.kind), counts=counts)
    old, new = _readable(old, new, field.kind)
    told = [value_text(value, field.kind) for value in (old, new)]
    delta = _delta(old, new, field.kind)
    if told[0] == told[1] and delta is None:
        # An empty text in place of none reads the same.
        return None
    unit = UNIT_WORDS.get(field.kind, "")
    return Difference(label, told[0], told[1], unit, delta, is_money=field.kind in MONEY_KINDS, counts=counts)


def _readable(old: object, new: object, kind: Kind) -> tuple[object, object]:
    """Two figures to the cent (shares to a hundredth of a percent) where they differ by as much, else as they are."""
    short = _short(old, kind), _short(new, kind)
    return short if short[0] != short[1] else (old, new)


def _short(value: object, kind: Kind) -> object:
    """A figure to the cent, a share to a hundredth of a percent; never zero for what is not."""
    if not isinstance(value, Decimal) or not value.is_finite():
        return value
    return rounded(value, _SHARE_STEP if kind is Kind.SHARE else _CENT) or value


def _plain(value: object) -> object:
    """A value as it is compared: figures to a millionth, lists without their order."""
    match value:
        case Decimal() if not value.is_finite():
            return None
        case Decimal():
            return rounded(value, MICRO)
        case tuple():
            return sorted(str(each) for each in value)
        case _:
            return value


def _delta(old: object, new: object, kind: Kind) -> Money:
    was, now = _figure(old), _figure(new)
    if was is None or now is None:
        return None
    return (now - was) * 100 if kind is Kind.SHARE else now - was


def _figure(value: object) -> Money:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    return number if number.is_finite() else None


def _list_words(old: Sequence[object], new: Sequence[object], kind: Kind) -> tuple[str, str]:
    """What went from a list and what came to it."""
    before, after = set(old), set(new)
    gone = [str(each) for each in old if each not in after]
    come = [str(each) for each in new if each not in before]
    return _some(gone, "gone", len(old), kind), _some(come, "new", len(new), kind)


def _some(items: Sequence[str], word: str, of: int, kind: Kind) -> str:
    if not items:
        return f"{of:,}" if kind is Kind.NAMES else NOTHING
    shown = value_text(tuple(items[:_NAMED_IDS]), kind)
    more = f" and {len(items) - _NAMED_IDS:,} more" if len(items) > _NAMED_IDS else ""
    return f"{word}: {shown}{more}"


# Records inside the plan


def _records(before: Plan, after: Plan) -> list[Difference]:
    found = [
        *_one(before.execution_policy, after.execution_policy, known.POLICY, "Policy: "),
        *_one(before.segment, after.segment, known.SEGMENT, "Scope: "),
        *_one(before.created_by, after.created_by, known.USER, "Made by: "),
        *_many(before.flagged_actions, after.flagged_actions, known.ACTION, "Flagged action: "),
    ]
    old_plans = [action.plan for action in before.flagged_actions if action.plan is not None]
    new_plans = [action.plan for action in after.flagged_actions if action.plan is not None]
    found += _many(old_plans, new_plans, known.PLAN_REF, "Flagged plan: ")
    if before.execution_policy is not None and after.execution_policy is not None:
        found += _inside_policy(before.execution_policy, after.execution_policy)
    specs = [tuple(" ".join(_spec_words(spec)) for spec in plan.included_contract_specs) for plan in (before, after)]
    difference = _compared(known.PlanField("specs", "Allowed contracts", Kind.NAMES), specs[0], specs[1])
    return [*found, difference] if difference is not None else found


def _inside_policy(before: ExecutionPolicy, after: ExecutionPolicy) -> list[Difference]:
    return [
        *_one(before.created_by, after.created_by, known.USER, "Policy, made by: "),
        *_one(before.meta_plan, after.meta_plan, known.META_PLAN, "Policy: "),
        *_many(before.plans, after.plans, known.PLAN_REF, "Policy's plan: "),
    ]


def _many(old: Sequence[Named], new: Sequence[Named], fields: Sequence[PlanField], label: str) -> list[Difference]:
    """Records by id, those without one by their place."""
    was, now = ({each.id or str(place): each for place, each in enumerate(side)} for side in (old, new))
    return [
        difference
        for key in dict.fromkeys((*now, *was))
        for difference in _one(was.get(key), now.get(key), fields, label)
    ]


def _spec_words(spec: object) -> list[str]:
    return [text for field in known.SPEC if (text := value_text(getattr(spec, field.name), field.kind)) != NOTHING]


def _one(old: object, new: object, fields: Sequence[PlanField], label: str) -> list[Difference]:
    """A record that may be absent on either side."""
    if old is None or new is None:
        if old is new:
            return []
        there = old if new is None else new
        texts = (value_text(getattr(there, field.name), field.kind) for field in fields[1:3])
        told = next((text for text in texts if text != NOTHING), "there")
        return [Difference(label.rstrip(": "), told if new is None else "none", "none" if new is None else told)]
    return [
        difference
        for field in fields
        if (difference := _compared(field, getattr(old, field.name), getattr(new, field.name), label)) is not None
    ]


# Lines


class Named(Protocol):
    """A record with an id, if the server gave it one."""

    @property
    def id(self) -> str | None:
        """What tells it apart."""
        ...


class Keyed(Protocol):
    """A line item or a commitment summary."""

    @property
    def key(self) -> str:
        """What tells it apart in its plan."""
        ...


def _lines(
    before: Sequence[Keyed], after: Sequence[Keyed], fields: Sequence[PlanField], names: Mapping[str, str]
) -> tuple[LineDifference, ...]:
    old, new = _by_key(before), _by_key(after)
    found: list[LineDifference] = []
    for place in dict.fromkeys((*new, *old)):
        was, now = old.get(place), new.get(place)
        name = names.get(place[0], place[0])
        if was is None or now is None:
            found.append(_whole_line(now or was, fields, name, "gone" if now is None else "new"))
        elif differences := _one(was, now, fields, ""):
            size = max(each.size for each in differences)
            found.append(LineDifference(name, "changed", _biggest_first(differences), size))
    return tuple(sorted(found, key=lambda each: -each.size))


def _by_key(records: Sequence[Keyed]) -> dict[tuple[str, int], Keyed]:
    """Records by key; of two with one key the second is known by its number."""
    seen: dict[str, int] = {}
    made: dict[tuple[str, int], Keyed] = {}
    for record in records:
        made[record.key, seen.setdefault(record.key, 0)] = record
        seen[record.key] += 1
    return made


def _whole_line(record: object, fields: Sequence[PlanField], name: str, what: str) -> LineDifference:
    """A line that came or went: its money, and how much that is."""
    money = [
        (field, value)
        for field in fields
        if field.name in _LINE_MONEY and isinstance(value := getattr(record, field.name), Decimal) and value.is_finite()
    ]
    sign = -1 if what == "gone" else 1
    differences = [
        Difference(
            field.label,
            NOTHING if what == "new" else value_text(_short(value, field.kind), field.kind),
            NOTHING if what == "gone" else value_text(_short(value, field.kind), field.kind),
            UNIT_WORDS.get(field.kind, ""),
            value * sign,
            is_money=True,
        )
        for field, value in money
    ]
    size = max((abs(value) for _field, value in money), default=Decimal(0))
    return LineDifference(name, what, _biggest_first(differences), size)
