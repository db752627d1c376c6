"""Compares a JSON document with the model that was read from it, leaf by leaf, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

Leaf = tuple[str, object]


def leaves(document: object, place: str = "$") -> Iterator[Leaf]:
    """Every value that holds no others, with its place; empty objects and lists are such values too."""
    match document:
        case dict() if document:
            for key, inner in document.items():
                yield from leaves(inner, f"{place}.{key}")
        case list() if document:
            for index, inner in enumerate(document):
                yield from leaves(inner, f"{place}[{index}]")
        case _:
            yield place, document


def plain(value: object) -> object:
    """A model as objects and lists; what the answer did not say is left out, what it said to be null is not."""
    match value:
        case BaseModel():
            return {name: plain(getattr(value, name)) for name in value.model_fields_set}
        case dict():
            return {key: plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
        case _:
            return value


def same(written: object, read: object) -> bool:
    """Whether a value was read as it was written: numbers equal as decimals, moments as the same instant."""
    if isinstance(read, bool) or isinstance(written, bool):
        return written is read
    match written, read:
        case ((int() | Decimal()), (int() | Decimal())):
            return Decimal(written) == Decimal(read)
        case str(), datetime():
            return read.tzinfo is not None and datetime.fromisoformat(written) == read
        case _:
            return type(written) is type(read) and written == read


def losses(document: Any, model: object) -> list[str]:
    """What of the document is not in the model, or other than it was; what is in the model and not in the document.

    The document is to be decoded with its fractions as `Decimal`.
    """
    written, read = dict(leaves(document)), dict(leaves(plain(model)))
    lost = [f"{place} is not read" for place in written if place not in read]
    invented = [f"{place} is invented" for place in read if place not in written]
    changed = [
        f"{place} is {read[place]!r} and was {value!r}"
        for place, value in written.items()
        if place in read and not same(value, read[place])
    ]
    return lost + invented + changed
