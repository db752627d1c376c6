"""The purchase journal for programs: an attempt as a document, and the journal as a table."""

from __future__ import annotations

from dataclasses import asdict, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tui.domain.export.tables import Heading, Table
from tui.domain.formats import iso
from tui.domain.purchase.attempt import Attempt, AttemptState, Baseline, Reviewed, Sender

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.domain.export.tables import Value

_TIMES = ("intended_at", "sent_at", "ended_at", "judge_after", "next_look")
_PARTS: dict[str, type[Reviewed | Baseline | Sender]] = {"reviewed": Reviewed, "baseline": Baseline, "sender": Sender}
_UNITS = {
    "reviewed_monthly_savings": ("usd", "US$ per month"),
    "reviewed_monthly_fee": ("usd", "US$ per month"),
    "reviewed_cash_due": ("usd", "US$, one-time"),
    "reviewed_minimum_commitment_cost": ("usd", "US$ in total"),
    "reviewed_lock_in_hours": ("", "hours"),
    "reviewed_breakeven_hours": ("", "hours"),
}
_COUNTS = frozenset({"number", "looks", "revision", "sender_pid"})
# Every compared figure of a plan with thousands of lines is no cell; its digest, the signature, is one.
_DOCUMENT_ONLY = frozenset({"reviewed_figures"})


def listed_attempts(attempts: Iterable[Attempt]) -> tuple[Attempt, ...]:
    """The order of every list of the journal: the open ones on top, else as they come."""
    return tuple(sorted(attempts, key=lambda attempt: not attempt.state.is_open))


def attempt_document(attempt: Attempt) -> dict[str, Any]:
    """An attempt for programs: money as text, so that no cent is rounded; times in RFC 3339."""
    values = _plain(asdict(attempt))
    for name in _TIMES:
        values[name] = iso(values[name])
    values["events"] = [{"at": iso(event["at"]), "text": event["text"]} for event in values["events"]]
    return {**values, "open": attempt.state.is_open}


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case Decimal():
            return str(value)
        case _:
            return value


def _names() -> tuple[str, ...]:
    """Every field of an attempt and of its parts: `reviewed_plan_id`."""
    return tuple(
        name
        for field in fields(Attempt)
        for name in (
            [f"{field.name}_{inner.name}" for inner in fields(_PARTS[field.name])]
            if field.name in _PARTS
            else [field.name]
        )
        if name not in _DOCUMENT_ONLY
    )


def _heading(name: str) -> Heading:
    suffix, unit = _UNITS.get(name, ("", ""))
    title = name.removeprefix("reviewed_").replace("_", " ").capitalize()
    return Heading(f"{name}_{suffix}" if suffix else name, title, unit, bool(unit) or name in _COUNTS)


_NAMES = _names()
_HEADINGS = (*map(_heading, _NAMES), Heading("open", "Open"))


def journal_table(attempts: Iterable[Attempt]) -> Table:
    """The entries in this order, every field of each; what happened to one is told in one cell."""
    return Table(_HEADINGS, tuple((*map(_cells(a).get, _NAMES), a.state.is_open) for a in attempts))


def _cells(attempt: Attempt) -> dict[str, Value]:
    cells: dict[str, Value] = {}
    for field in fields(attempt):
        value = getattr(attempt, field.name)
        if field.name in _PARTS and value is not None:
            cells |= {f"{field.name}_{inner.name}": _cell(getattr(value, inner.name)) for inner in fields(value)}
        elif field.name not in _PARTS:
            cells[field.name] = iso(value) if field.name in _TIMES else _cell(value)
    cells["events"] = "; ".join(f"{iso(event.at)} {event.text}" for event in attempt.events) or None
    cells["differences"] = "; ".join(f"{d.figure}: {d.before} → {d.after}" for d in attempt.differences) or None
    return cells


def _cell(value: Any) -> Value:
    match value:
        case AttemptState():
            return value.value
        case tuple():
            return ", ".join(map(str, value)) or None
        case "":
            return None
        case _:
            return value  # type: ignore[no-any-return]  # the fields left are text, figures and yes or no
