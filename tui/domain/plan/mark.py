"""Whether anything in a plan changed between two readings, as a short text that can be kept beside a reading."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import fields
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from tui.domain.formats import rounded

if TYPE_CHECKING:
    from tui.domain.plan.records import Plan

MICRO = Decimal("0.000001")
"""Figures that differ by less are the same, in US dollars and in shares: the rest is floating point."""

RESTLESS = frozenset({"last_modified", "next_execution_date"})
"""What moves without anything being different."""

# Texts that hold any JSON.
_OPEN = frozenset({"action_description", "execution_info", "properties"})
_FIGURE = re.compile(r"-?[0-9]{1,400}\.[0-9]{1,400}")


def plan_mark(plan: Plan) -> str:
    """A short text that is the same for two readings between which nothing changed."""
    return hashlib.sha256(repr(_steady(plan)).encode()).hexdigest()[:24]


def _steady(value: object) -> object:
    """A record as a list of values that are the same as long as it says the same: whatever the order of its lists."""
    match value:
        case Decimal():
            return str(rounded(value, MICRO).normalize()) if value.is_finite() else None
        case tuple():
            return sorted(map(_steady, value), key=repr)
        case None | str() | bool() | int() | float():
            return value
        case _:
            record: Any = type(value)
            return [_said(name, getattr(value, name)) for name in _names(record)]


def _said(name: str, value: object) -> object:
    return _without_restless(_open(value)) if name in _OPEN and isinstance(value, str) else _steady(value)


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    """What a record says that does not move by itself."""
    return tuple(field.name for field in fields(kind) if field.name not in RESTLESS)


def _open(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _without_restless(value: object) -> object:
    """An open value, with figures that are as good as the same made the same."""
    match value:
        case dict():
            return {key: _without_restless(inner) for key, inner in sorted(value.items()) if key not in RESTLESS}
        case list():
            return sorted((_without_restless(inner) for inner in value), key=repr)
        case str() if _FIGURE.fullmatch(value):
            return f"{rounded(Decimal(value), MICRO):f}"
        case _:
            return value
