"""An attempt as a row of journal.db and back; records inside it are JSON, money is decimal text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from functools import lru_cache
from typing import Any

from tui.domain.purchase.attempt import Attempt, AttemptState, Baseline, Difference, Event, Reviewed, Sender

_MONEY = ("monthly_savings", "monthly_fee", "cash_due", "minimum_commitment_cost", "breakeven_hours")
_PLAIN = (
    "number", "id", "revision", "host", "profile", "org_id", "org_name", "provider", "email", "intended_at",
    "sent_at", "ended_at", "judge_after", "how", "words", "looks", "next_look", "settled_by", "note",
)  # fmt: skip
# The parts of an attempt do not change from one record to the next.
_REMEMBERED = 256


def to_row(attempt: Attempt) -> dict[str, Any]:
    """Values by column name."""
    row: dict[str, Any] = {name: getattr(attempt, name) for name in _PLAIN}
    row["state"] = attempt.state.value
    row["plan_id"] = attempt.plan_id
    row["reviewed"] = _reviewed_to_json(attempt.reviewed)
    row["baseline"] = _to_json(attempt.baseline)
    row["sender"] = _to_json(attempt.sender)
    row["differences"] = json.dumps([[d.figure, d.before, d.after] for d in attempt.differences])
    return row


def from_row(row: Mapping[str, Any]) -> Attempt:
    """The attempt; `history` in the row is a JSON array of its events as [seq, at, text].

    Raises `ValueError`, `TypeError`, `KeyError` or `ArithmeticError` when the row does not hold one.
    """
    return Attempt(
        **{name: row[name] for name in _PLAIN},
        state=AttemptState(row["state"]),
        reviewed=_reviewed_from_json(row["reviewed"]),
        baseline=_baseline_from_json(row["baseline"]),
        sender=sender_from_json(row["sender"]) if row["sender"] else None,
        differences=_differences_from_json(row["differences"]),
        events=_events_from_json(row["history"]),
    )


@lru_cache(maxsize=_REMEMBERED)
def _differences_from_json(text: str) -> tuple[Difference, ...]:
    return tuple(Difference(*item) for item in json.loads(text))


@lru_cache(maxsize=_REMEMBERED)
def _events_from_json(text: str) -> tuple[Event, ...]:
    return tuple(Event(at, told) for _, at, told in sorted(json.loads(text)))


@lru_cache(maxsize=_REMEMBERED)
def sender_from_json(text: str) -> Sender:
    """The program run that a row names."""
    return Sender(**json.loads(text))


@lru_cache(maxsize=_REMEMBERED)
def _to_json(record: Baseline | Sender | None) -> str | None:
    if record is None:
        return None
    return json.dumps({field.name: getattr(record, field.name) for field in fields(record)})


@lru_cache(maxsize=_REMEMBERED)
def _reviewed_to_json(reviewed: Reviewed) -> str:
    values: dict[str, Any] = {field.name: getattr(reviewed, field.name) for field in fields(reviewed)}
    for name in _MONEY:
        values[name] = None if values[name] is None else str(values[name])
    return json.dumps(values)


@lru_cache(maxsize=_REMEMBERED)
def _reviewed_from_json(text: str) -> Reviewed:
    values = json.loads(text)
    for name in _MONEY:
        values[name] = None if values[name] is None else Decimal(values[name])
    return Reviewed(**values)


@lru_cache(maxsize=_REMEMBERED)
def _baseline_from_json(text: str | None) -> Baseline | None:
    if not text:
        return None
    values = json.loads(text)
    return Baseline(values["status"], tuple(values["action_ids"]), values["policy_status"])
