"""A plan as the contract describes it, filled with values that tell its fields apart, and every place in it."""

from __future__ import annotations

import json
from copy import deepcopy
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from support.contract import contract

from tui.api.documents import document_of
from tui.api.lenient import Schema
from tui.api.models_plans import PurchasePlanV2CombinedSummary
from tui.worker.translate_plans import plan_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.domain.plan.records import Plan

Place = tuple[str | int, ...]
_PLAN: Schema[PurchasePlanV2CombinedSummary] = Schema(PurchasePlanV2CombinedSummary)
_ROOT = "PurchasePlanV2CombinedSummary"


def _schema(reference: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in reference:
        return reference
    named: dict[str, Any] = contract()["components"]["schemas"][reference["$ref"].rpartition("/")[2]]
    return named


class Filler:
    """Fills a schema; with another `start` every value is another."""

    def __init__(self, start: int, *, flag: bool) -> None:
        self._next = start
        self._flag = flag

    def fill(self, reference: dict[str, Any]) -> Any:
        """A value of this schema, unlike every other one."""
        schema = _schema(reference)
        self._next += 1
        number = self._next
        kinds = schema.get("type", "string")
        kind = kinds if isinstance(kinds, str) else next(each for each in kinds if each != "null")
        match kind:
            case "object" if "properties" in schema:
                return {name: self.fill(each) for name, each in schema["properties"].items()}
            case "object":
                inner = schema.get("additionalProperties") or {}
                return {f"key{number}": self.fill(inner) if inner else f"open{number}"}
            case "array":
                return self._items(schema["items"])
            case "number":
                return number + 0.25
            case "integer":
                return number
            case "boolean":
                return self._flag
            case _ if schema.get("format") == "date-time":
                return f"2026-01-{number % 28 + 1:02}T{number // 60 % 24:02}:{number % 60:02}:{number // 1440 % 60:02}Z"
            case _:
                return f"word{number}"

    def _items(self, reference: dict[str, Any]) -> list[Any]:
        schema = _schema(reference)
        if "oneOf" not in schema:
            return [self.fill(reference)]
        kinds = schema["discriminator"]["mapping"]
        actions = [self.fill({"$ref": ref}) | {"action_type": kind} for kind, ref in kinds.items()]
        # A kind nobody has heard of has the fields of any.
        stranger = {
            name: each for kind in kinds.values() for name, each in _schema({"$ref": kind})["properties"].items()
        }
        return [*actions, {name: self.fill(each) for name, each in stranger.items()} | {"action_type": "stranger"}]


@cache
def _filled(start: int, *, flag: bool) -> str:
    return json.dumps(Filler(start, flag=flag).fill({"$ref": f"#/{_ROOT}"}))


def full_document() -> dict[str, Any]:
    """A plan with every field of the contract."""
    made: dict[str, Any] = json.loads(_filled(4_000, flag=True))
    return made


def places(document: object, place: Place = ()) -> Iterator[Place]:
    """Where a value stands that holds no others."""
    match document:
        case dict():
            for key, inner in document.items():
                yield from places(inner, (*place, key))
        case list():
            for index, inner in enumerate(document):
                yield from places(inner, (*place, index))
        case _:
            yield place


def changed(place: Place) -> dict[str, Any]:
    """The full document with another value at one place."""
    made = full_document()
    holder: Any = made
    source: Any = json.loads(_filled(70_000, flag=False))
    for step in place[:-1]:
        holder, source = holder[step], _at(source, step)
    last = place[-1]
    holder[last] = "another kind" if last == "action_type" else _at(source, last)
    return made


def _at(document: Any, step: str | int) -> Any:
    """What stands at a step; the keys of open objects are other ones in another filling."""
    if isinstance(document, dict) and step not in document:
        return next(iter(document.values()))
    return document[step]


def plan_from(document: dict[str, Any]) -> Plan:
    """The plan a body with this document is read as."""
    exact = json.loads(json.dumps(deepcopy(document)), parse_float=Decimal)
    model, unread = _PLAN.read(exact)
    assert not unread, unread
    return plan_of(model, "aws")


def plan_of_body(body: bytes) -> Plan:
    """The plan a body is read as, whatever of it can't be read."""
    model, _ = _PLAN.read(document_of(body))
    return plan_of(model, "aws")
