"""The configuration file as a JSON Schema, for editors that check and complete TOML by one."""

from __future__ import annotations

from typing import Any

from tui.config.rules import Rule, default_of, rules_of
from tui.config.settings import Alerts, Background, ProfileSettings, Settings

_TYPES = {
    "text": "string",
    "choice": "string",
    "switch": "boolean",
    "seconds": "number",
    "number": "number",
    "count": "integer",
    "money": "number",
    "list": "array",
}


def json_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of the whole file, made from the rules that read it."""
    top = _table(Settings)
    top["properties"]["background"] = _table(Background)
    top["properties"]["alerts"] = _table(Alerts)
    top["properties"]["profiles"] = {
        "type": "object",
        "description": "One table for each partner and host.",
        "additionalProperties": _table(ProfileSettings),
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "archera-tui settings", **top}


def _table(record: type[Any]) -> dict[str, Any]:
    properties = {key: _key(rule, default_of(record, key)) for key, rule in rules_of(record).items()}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _key(rule: Rule, default: object) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": _TYPES[rule.kind], "description": rule.doc, "examples": [rule.example]}
    if rule.kind == "list":
        schema["items"] = {"type": "string", "enum": list(rule.choices)}
    elif rule.choices:
        schema["enum"] = list(rule.choices)
    if rule.least is not None:
        schema["minimum"] = rule.least
    if rule.most is not None:
        schema["maximum"] = rule.most
    if default not in (None, ""):
        schema["default"] = default
    return schema
