"""Error bodies: which envelope it is, and the server's own words in it, safe and capped.

Only the API's two envelopes count as the API speaking; a gateway's page, one-key body or silence does not, since
a refused purchase may only be believed when the API itself refused it (quality.md, "Outcomes").
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.api.documents import NotReadableError, document_of, json_text, text_of
from tui.api.errors import Envelope
from tui.api.lenient import Schema
from tui.api.models_errors import ApiErrorResponse, Error
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST_WORDS = 500
_MOST_FIELDS = 50
_MOST_MESSAGES = 20
_DEEPEST = 12
# How much of a page is looked at for words.
_PAGE = 4096
_NOT_WORDS = re.compile(r"<(script|style)\b[^>]*>[^<]*</\1\s*>|<[^<>]*>", re.IGNORECASE)
_ONE_KEY = ("message", "Message", "error", "detail", "error_description", "title")

_API: Schema[ApiErrorResponse] = Schema(ApiErrorResponse)
_ERROR: Schema[Error] = Schema(Error)
_API_KEYS = {"message": str, "timestamp": str, "type": str}
_ERROR_KEYS = {"code": int, "status": str, "message": str, "errors": dict}
# One key alone is what gateways send.
_FEWEST_ERROR_KEYS = 2


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an error body says: `words` one line of safe text, `fields` messages by dotted field path."""

    envelope: Envelope
    words: str = ""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def explain(body: bytes, scrub: Callable[[str], str]) -> Explanation:
    """What an error body says. `scrub` takes secrets out of the text before anything is cut."""
    if not body.strip():
        return Explanation(Envelope.EMPTY)
    try:
        document = document_of(body)
    except NotReadableError:
        return Explanation(Envelope.GATEWAY, page_words(body, scrub))
    if isinstance(document, dict):
        return _explain_object(document, scrub)
    return Explanation(Envelope.GATEWAY, _line(document, scrub))


def page_words(body: bytes, scrub: Callable[[str], str]) -> str:
    """The words of a page or a plain text, without its tags."""
    text = scrub(text_of(body))[:_PAGE]
    return clean(" ".join(_NOT_WORDS.sub(" ", text).split()), LONGEST_WORDS)


def _explain_object(document: dict[str, object], scrub: Callable[[str], str]) -> Explanation:
    if _is_api_error(document):
        return _explain_api_error(_API.read(document)[0], scrub)
    if _is_error(document):
        error, _ = _ERROR.read(document)
        return Explanation(Envelope.ERROR, _line(error.message or error.status, scrub), _flat(error.errors, "", scrub))
    said = next((document[key] for key in _ONE_KEY if isinstance(document.get(key), str)), document)
    return Explanation(Envelope.GATEWAY, _line(said, scrub), _flat(document.get("errors"), "errors", scrub))


def _explain_api_error(error: ApiErrorResponse, scrub: Callable[[str], str]) -> Explanation:
    message = _line(error.message, scrub)
    if isinstance(error.detail, (dict, list)):
        return Explanation(Envelope.API, message, _flat(error.detail, "detail", scrub))
    detail = _line(error.detail, scrub)
    told = f"{message}: {detail}" if detail and detail != message else message
    return Explanation(Envelope.API, clean(told, LONGEST_WORDS))


def _is_api_error(document: dict[str, object]) -> bool:
    return all(isinstance(document.get(key), kind) for key, kind in _API_KEYS.items())


def _is_error(document: dict[str, object]) -> bool:
    present = {key: kind for key, kind in _ERROR_KEYS.items() if document.get(key) is not None}
    return len(present) >= _FEWEST_ERROR_KEYS and all(
        isinstance(document[key], kind) and not isinstance(document[key], bool) for key, kind in present.items()
    )


def _line(value: object, scrub: Callable[[str], str]) -> str:
    if value is None:
        return ""
    return clean(" ".join(scrub(_text(value)).split()), LONGEST_WORDS)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    try:
        return json_text(value)
    except NotReadableError:
        return ""


def _flat(nested: object, path: str, scrub: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """`{"json": {"company": ["Missing"]}}` as `{"json.company": ("Missing",)}`."""
    found: dict[str, list[str]] = {}
    waiting = deque([(path, nested, 0)] if nested else [])
    while waiting and len(found) < _MOST_FIELDS:
        at, value, depth = waiting.popleft()
        if isinstance(value, dict) and depth < _DEEPEST:
            waiting += [(f"{at}.{key}" if at else key, inner, depth + 1) for key, inner in value.items()]
        elif isinstance(value, list) and depth < _DEEPEST:
            waiting += [
                (f"{at}.{index}" if isinstance(inner, (dict, list)) else at, inner, depth + 1)
                for index, inner in enumerate(value[:_MOST_MESSAGES])
            ]
        else:
            found.setdefault(_line(at, scrub), []).append(_line(value, scrub))
    return {at: tuple(messages) for at, messages in found.items()}
