"""Thousands of frozen records at once, from a column of values for each field."""

from __future__ import annotations

from collections import deque
from dataclasses import fields
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

R = TypeVar("R")


def setter(record: type[Any], field: str) -> Callable[[Any, Any], None]:
    """What sets a field of a record with slots that nobody has seen yet."""
    put: Callable[[Any, Any], None] = record.__dict__[field].__set__
    return put


def in_bulk(record: type[R], **columns: Sequence[Any]) -> list[R]:
    """Records of a dataclass with slots, as whole and as frozen as any; every field needs a column, all as long.

    A frozen record's own constructor sets each field by name, which makes up most of the work of making thousands.
    Raises `ValueError` for columns that don't fit.
    """
    longest = len(next(iter(columns.values())))
    names = {field.name for field in fields(record)}  # type: ignore[arg-type] # any dataclass
    if columns.keys() != names or any(len(column) != longest for column in columns.values()):
        raise ValueError(f"not one column for each field of {record.__name__}")
    made = list(map(object.__new__, repeat(record, longest)))
    for name, column in columns.items():
        deque(map(setter(record, name), made, column), maxlen=0)
    return made
