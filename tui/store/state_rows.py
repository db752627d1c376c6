"""Plans, progress and changes as rows of state.db: compact JSON with money as text, so that no cent is rounded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from tui.domain.changes import Change
from tui.domain.faults import Fault, Sent
from tui.domain.onboarding.steps import ExistingCur, Progress, Verification
from tui.domain.plan.brief import Money, PlanBrief, PlanStanding
from tui.domain.records import Feature
from tui.domain.snapshot import PlanReading, Reading
from tui.store.state_customers import storable

_STANDINGS = {standing.value: standing for standing in PlanStanding}
_READINGS = {reading.value: reading for reading in Reading}
# Places of a brief that move without any figure moving: the policy's next run and the time of the last change.
_FIGURES_END = -2
_FARTHEST = 1e15


def compact(value: object) -> str:
    """JSON without blanks. Whatever text came from outside, the result is ASCII and so can be stored."""
    return json.dumps(value, separators=(",", ":"))


def _money(value: Money) -> str | None:
    return None if value is None else str(value)


def _decimal(text: str | None) -> Money:
    if text is None:
        return None
    value = Decimal(text)
    if value.is_nan():
        # It can be held against no other sum.
        raise ValueError("a sum that is no number")
    return value


def _number(value: Any) -> Any:
    if value is None or type(value) is int or (type(value) is float and -_FARTHEST < value < _FARTHEST):
        return value
    raise ValueError("no number, or one that nothing has")


def _flag(value: Any) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise ValueError("neither yes nor no")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("no text")


def brief_text(brief: PlanBrief) -> str:
    """A brief as a JSON list, in the order of its fields."""
    return compact(
        [
            brief.id,
            brief.name,
            brief.status,
            brief.standing.value,
            _money(brief.monthly_savings),
            _money(brief.monthly_fee),
            _money(brief.cash_due),
            _money(brief.minimum_commitment_cost),
            brief.lock_in_hours,
            _money(brief.current_coverage),
            _money(brief.potential_coverage),
            brief.flagged,
            brief.is_calculating,
            brief.is_locked,
            brief.policy_next,
            brief.last_modified,
        ]
    )


def brief_of(values: Sequence[Any]) -> PlanBrief:
    """The brief a JSON list holds. Raises `ValueError`, `KeyError` or `ArithmeticError` when it holds none."""
    (
        plan_id,
        name,
        status,
        standing,
        savings,
        fee,
        cash,
        commitment,
        lock_in,
        now,
        then,
        flagged,
        calculating,
        locked,
        following,
        modified,
    ) = values
    return PlanBrief(
        _text(plan_id),
        _text(name),
        _text(status),
        _STANDINGS[standing],
        _decimal(savings),
        _decimal(fee),
        _decimal(cash),
        _decimal(commitment),
        _number(lock_in),
        _decimal(now),
        _decimal(then),
        _number(flagged),
        _flag(calculating),
        _flag(locked),
        _number(following),
        _number(modified),
    )


def same_figures(brief: str, other: str) -> bool:
    """Whether two stored briefs say the same but for the moments in them."""
    return bool(json.loads(brief)[:_FIGURES_END] == json.loads(other)[:_FIGURES_END])


def plan_row(reading: PlanReading) -> tuple[str, float | None, float | None, str | None, str | None]:
    """State, read_at, tried_at, brief and fault of a reading."""
    brief = None if reading.brief is None else brief_text(reading.brief)
    fault = None if reading.fault is None else compact(asdict(reading.fault))
    return reading.state.value, reading.read_at, reading.tried_at, brief, fault


def read_plans(rows: Sequence[tuple[Any, ...]]) -> list[PlanReading]:
    """Readings from rows of `plan_row`, in order. Raises as `brief_of` does."""
    # One long text is read sooner than many short ones.
    briefs = iter(json.loads(f"[{','.join([row[3] for row in rows if row[3]])}]"))
    return [
        PlanReading(
            _READINGS[state],
            brief_of(next(briefs)) if brief else None,
            read_at,
            fault_of(json.loads(fault)) if fault else None,
            tried_at,
        )
        for state, read_at, tried_at, brief, fault in rows
    ]


def fault_of(values: dict[str, Any]) -> Fault:
    """The fault a JSON object holds."""
    fields = tuple((field, tuple(words)) for field, words in values["fields"])
    return Fault(**{**values, "fields": fields, "sent": Sent(values["sent"])})


def progress_text(progress: Progress) -> str:
    """Progress as a JSON object."""
    return compact(asdict(progress))


def progress_of(text: str) -> Progress:
    """The progress a JSON object holds. Raises `ValueError`, `KeyError` or `TypeError` when it holds none."""
    values = json.loads(text)
    cur, fault = values["existing_cur"], values["fault"]
    return Progress(
        **{
            **values,
            "existing_cur": ExistingCur(**cur) if cur else None,
            "verified": _verification(values["verified"]),
            "before": _verification(values["before"]),
            "fault": fault_of(fault) if fault else None,
        }
    )


def _verification(values: dict[str, Any] | None) -> Verification | None:
    if values is None:
        return None
    return Verification(values["at"], values["took"], tuple(Feature(**feature) for feature in values["features"]))


def change_row(change: Change) -> tuple[float, str, str, str, str, str, str, str]:
    """A change in the order of its fields."""
    texts = (change.kind, change.org_id, change.name, change.subject, change.before, change.after, change.key)
    kind, org_id, name, subject, before, after, key = map(storable, texts)
    return change.at, kind, org_id, name, subject, before, after, key
