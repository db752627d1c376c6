"""Judges whole answers by the contract, strictly: content type, schema of that status, formats, no unknown field."""

from __future__ import annotations

import json
import re
from functools import cache

from jsonschema import Draft202012Validator
from support.contract import contract_for_tools, operations


@cache
def _validator(method: str, template: str, status: str) -> Draft202012Validator:
    responses = contract_for_tools()["paths"][template][method.lower()]["responses"]
    response = responses.get(status, responses["default"])
    components = contract_for_tools()["components"]
    if "$ref" in response:
        response = components["responses"][response["$ref"].rpartition("/")[2]]
    schema = response["content"]["application/json"]["schema"]
    return Draft202012Validator(
        {**schema, "components": components}, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


@cache
def _template(method: str, path: str) -> str:
    """The path of the contract that a concrete path belongs to."""
    for _, found_method, template, _, _ in operations():
        if found_method == method and re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path):
            return template
    raise LookupError(f"the contract has no {method} {path}")


def faults(method: str, path: str, status: int, content_type: str, body: bytes) -> list[str]:
    """What the contract has against an answer, each with the place in the body; nothing when it is fine."""
    if content_type != "application/json":
        return [f"content type {content_type!r}"]
    validator = _validator(method, _template(method, path), str(status))
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(json.loads(body))]
