"""Validation of request bodies against the contract's schemas, in the words the server's library uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from json import loads
from typing import Any, NoReturn
from urllib.parse import urlsplit

from tui.sandbox.refusals import RefusedError, unprocessable, unsupported_media_type

Rule = Callable[[Any], Any]
"""A value -> what is wrong with it (messages, or nested errors); nothing when it is fine."""

MISSING = "Missing data for required field."
NULL = "Field may not be null."
UNKNOWN_FIELD = "Unknown field."
NOT_AN_OBJECT = "Invalid input type."
PROVIDERS = ("aws", "azure", "gcp", "kubernetes", "unknown")

_EMAIL_LENGTH = 255
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,63}")
_GUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_ONBOARDING_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_ACCOUNT_ID = re.compile(r"[0-9]{12}")
_URL_CHARACTERS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a body: how its value is judged, whether it must be there, whether it may be null."""

    rule: Rule
    required: bool = False
    nullable: bool = False


Schema = Mapping[str, Field]


def text(value: Any) -> list[str]:
    """Any string."""
    return [] if isinstance(value, str) else ["Not a valid string."]


def _matching(pattern: re.Pattern[str], message: str) -> Rule:
    def rule(value: Any) -> list[str]:
        return text(value) or ([] if pattern.fullmatch(value) else [message])

    return rule


_email_form = _matching(_EMAIL, "Not a valid email address.")
guid = _matching(_GUID, "Not a valid UUID.")
onboarding_id = _matching(_ONBOARDING_ID, "String does not match expected pattern.")
account_id = _matching(_ACCOUNT_ID, "An AWS account id has 12 digits.")


def email(value: Any) -> list[str]:
    """An e-mail address of at most 255 characters."""
    found: list[str] = _email_form(value)
    if isinstance(value, str) and len(value) > _EMAIL_LENGTH:
        return [*found, f"Longer than maximum length {_EMAIL_LENGTH}."]
    return found


def https_url(value: Any) -> list[str]:
    """An absolute https URL."""
    if wrong := text(value):
        return wrong
    try:
        parts = urlsplit(value)
        is_url = parts.scheme == "https" and bool(parts.hostname) and bool(_URL_CHARACTERS.fullmatch(value))
    except ValueError:
        is_url = False
    return [] if is_url else ["Not a valid URL."]


def nested(schema: Schema) -> Rule:
    """An object with a schema of its own."""
    return lambda value: errors_of(value, schema)


def errors_of(body: Any, schema: Schema) -> dict[str, Any]:
    """What is wrong with a body: field -> messages, `_schema` for the body itself; empty when it is fine."""
    if not isinstance(body, dict):
        return {"_schema": [NOT_AN_OBJECT]}
    errors: dict[str, Any] = {name: [UNKNOWN_FIELD] for name in body if name not in schema}
    for name, field in schema.items():
        if name not in body:
            found: Any = [MISSING] if field.required else []
        elif body[name] is None:
            found = [] if field.nullable else [NULL]
        else:
            found = field.rule(body[name])
        if found:
            errors[name] = found
    return errors


def checked_body(raw: bytes, content_type: str, schema: Schema) -> dict[str, Any]:
    """The request body as an object that fits the schema.

    Raises 400 for malformed JSON, 415 for another content type, 422 for an object that does not fit or no body.
    """
    body = _parsed(raw, content_type) if raw.strip() else {}
    errors = errors_of(body, schema)
    if not raw.strip() and not errors:
        errors = {"_schema": ["Missing request body."]}
    if errors:
        raise unprocessable({"json": errors})
    return dict(body)


def _parsed(raw: bytes, content_type: str) -> Any:
    essence = content_type.partition(";")[0].strip().lower()
    if essence != "application/json":
        raise unsupported_media_type("The request body must be application/json.")
    try:
        return loads(raw.decode(), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise RefusedError(400, "The request body is not valid JSON.") from None


def _no_constant(name: str) -> NoReturn:
    """Python reads NaN and Infinity; JSON has no such words."""
    raise ValueError(name)


def checked_provider(values: list[str]) -> str:
    """The query parameter `provider`, given once and one of the contract's. Raises 422 otherwise."""
    match values:
        case []:
            wrong = MISSING
        case [provider] if provider in PROVIDERS:
            return provider
        case _:
            wrong = f"Must be one of: {', '.join(PROVIDERS)}."
    raise unprocessable({"query": {"provider": [wrong]}})
