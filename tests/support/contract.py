"""The contract as a document to walk and to validate against."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER = Path(__file__).parent.parent / "contract"


@lru_cache
def contract() -> dict[str, Any]:
    """The contract itself."""
    document: dict[str, Any] = json.loads((_FOLDER / "partner-api.openapi.json").read_text())
    return document


@lru_cache
def contract_for_tools() -> dict[str, Any]:
    """The same contract with patterns that every validator reads."""
    document: dict[str, Any] = json.loads((_FOLDER / "partner-api.tools.openapi.json").read_text())
    return document


def operations() -> Iterator[tuple[str, str, str, dict[str, Any], list[dict[str, Any]]]]:
    """Every operation: its id, method, path, description, and all its parameters."""
    for path, item in contract()["paths"].items():
        for method in ("get", "put", "post", "patch", "delete"):
            if method in item:
                described = item[method]
                parameters = item.get("parameters", []) + described.get("parameters", [])
                yield described["operationId"], method.upper(), path, described, parameters


def request_schema(operation_id: str) -> dict[str, Any] | None:
    """The schema of an operation's body, None when it has none."""
    for item in contract_for_tools()["paths"].values():
        for described in item.values():
            if isinstance(described, dict) and described.get("operationId") == operation_id:
                body = described.get("requestBody")
                return body["content"]["application/json"]["schema"] if body else None
    raise LookupError(operation_id)


def complaints(schema: dict[str, Any], document: object) -> list[str]:
    """What the contract finds wrong with a document."""
    whole = {**schema, "components": contract_for_tools()["components"]}
    validator = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(document)]
