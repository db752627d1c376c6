"""JSON as indented text, stable and without recursion, whatever the server sent."""

from __future__ import annotations

import json
import re
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

# Deeper nesting is indented no further: a line is never mostly spaces.
_DEEPEST = 40
_STEP = "  "


# From here on JSON writes a character as two.
_BEYOND = 0x10000


def exact_json(text: str) -> str:
    r"""JSON text that means the same and can do no harm: what may not be printed is written as `\uXXXX`.

    A reviewer sees a hidden character instead of missing it, and a saved template is the one that came. Of a text in
    another format the same is seen; what it means there is its reader's to judge.
    """
    text = text.replace("\r\n", "\n")
    return _escaped(text, {ch for ch in set(text) if ch not in "\n\t" and clean(f"a{ch}") != f"a{ch}"})


def ascii_json(text: str) -> str:
    """JSON text that means the same and survives any encoding of a terminal or a pipe."""
    text = exact_json(text)
    return _escaped(text, {ch for ch in set(text) if not ch.isascii()})


def _escaped(text: str, hidden: set[str]) -> str:
    return text.translate({ord(ch): _escape(ch) for ch in hidden})


def _escape(ch: str) -> str:
    return f"\\u{ord(ch):04x}" if ord(ch) < _BEYOND else json.dumps(ch)[1:-1]


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


def reindented(text: str) -> str:
    """A JSON text with other blanks between its parts and every part as it was written; other text as it came.

    Numbers keep all their digits, keys their order and their repetitions.
    """
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text
    pieces: list[str] = []
    depth = 0
    parts = _TOKEN.findall(text)
    for place, part in enumerate(parts):
        following = parts[place + 1] if place + 1 < len(parts) else ""
        if part in ("{", "["):
            empty = following in ("}", "]")
            depth += 1
            pieces.append(part if empty else part + _indent(depth))
        elif part in ("}", "]"):
            depth -= 1
            pieces.append(part if pieces and pieces[-1] in ("{", "[") else _indent(depth) + part)
        elif part == ",":
            pieces.append("," + _indent(depth))
        else:
            pieces.append(": " if part == ":" else part)
    return "".join(pieces)


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or isinstance(value, bool | int | float):
        return json.dumps(value)
    return encode_basestring(str(value))


def _indent(depth: int) -> str:
    return "\n" + _STEP * min(depth, _DEEPEST)


def _members(value: object) -> Iterator[tuple[str, object]]:
    """The parts of an object or array, each with what stands before it on its line."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield f"{_scalar(key if isinstance(key, str) else str(key))}: ", member
    elif isinstance(value, list | tuple):
        for member in value:
            yield "", member


def pretty(document: object) -> str:
    """A JSON value as text, two spaces per level, keys in the server's order, every character readable."""
    pieces: list[str] = []
    open_parts: list[tuple[Iterator[tuple[str, object]], str]] = []

    def begin(value: object) -> None:
        if not isinstance(value, dict | list | tuple):
            pieces.append(_scalar(value))
        elif not value:
            pieces.append("{}" if isinstance(value, dict) else "[]")
        else:
            opening, closing = "{}" if isinstance(value, dict) else "[]"
            pieces.append(opening)
            open_parts.append((_members(value), closing))

    begin(document)
    while open_parts:
        members, closing = open_parts[-1]
        part = next(members, None)
        if part is None:
            open_parts.pop()
            pieces.append(_indent(len(open_parts)) + closing)
            continue
        if pieces[-1] not in ("{", "["):
            pieces.append(",")
        label, value = part
        pieces.append(_indent(len(open_parts)) + label)
        begin(value)
    return "".join(pieces)
