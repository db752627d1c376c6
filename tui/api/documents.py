"""JSON texts to documents and back: numbers exact, half characters replaced, nothing but `NotReadableError` raised."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

# Python refuses to read integers of more than 4,300 digits; no figure or count comes near this many.
_LONGEST_INTEGER = 400

_WHITESPACE = re.compile(r"[ \t\r\n]*")
# An escaped surrogate: half of a pair most of the time, alone where somebody cut a text in two.
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class NotReadableError(ValueError):
    """A body that is not the document it should be; the message says why, without quoting it."""


def _fraction(digits: str) -> Decimal | None:
    try:
        return Decimal(digits)
    except ArithmeticError:
        return None


def _integer(digits: str) -> int | None:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else None


def _no_number(_name: str) -> None:
    """NaN and the infinities are no figures."""


_DECODER = json.JSONDecoder(parse_float=_fraction, parse_int=_integer, parse_constant=_no_number, strict=False)


def text_of(body: bytes) -> str:
    """The text of a body: UTF-8, with a replacement character where it is not."""
    return body.decode("utf-8-sig", "replace")


def document_of(body: bytes) -> object:
    """The document in a body. Fractions are `Decimal`, NaN and infinities None. Raises `NotReadableError`."""
    text = text_of(body)
    document, end = _element(text, _skip(text, 0))
    if _skip(text, end) != len(text):
        raise NotReadableError("more text follows the JSON document")
    return document


def elements_of(text: str) -> Iterator[tuple[object, str]]:
    """Walk a JSON array one element at a time: each document with its own text.

    Nothing but the present element is held. Raises `NotReadableError` where the text stops being a JSON array,
    also when that is after good elements: a cut list must not pass for a short one.
    """
    at = _skip(text, 0)
    if not text.startswith("[", at):
        raise NotReadableError("the answer is not a list")
    at = _skip(text, at + 1)
    if text.startswith("]", at):
        _nothing_after(text, at + 1)
        return
    while True:
        document, end = _element(text, at)
        yield document, text[at:end]
        at = _skip(text, end)
        if text.startswith("]", at):
            _nothing_after(text, at + 1)
            return
        if not text.startswith(",", at):
            raise NotReadableError("the list is cut short or broken")
        at = _skip(text, at + 1)


def json_text(document: object) -> str:
    """A document as indented JSON text, keys in the order they came (a template to look at and to save)."""
    return _guarded(lambda: json.dumps(document, indent=2, ensure_ascii=False, default=_plain_number))


def _skip(text: str, at: int) -> int:
    found = _WHITESPACE.match(text, at)
    return found.end() if found else at


def _nothing_after(text: str, at: int) -> None:
    if _skip(text, at) != len(text):
        raise NotReadableError("more text follows the list")


def _element(text: str, at: int) -> tuple[object, int]:
    return _guarded(lambda: _decoded(text, at))


def _decoded(text: str, at: int) -> tuple[object, int]:
    document, end = _DECODER.raw_decode(text, at)
    if _ESCAPED_SURROGATE.search(text, at, end):
        document = _whole(document)
    return document, end


def _guarded(read: Callable[[], T]) -> T:
    try:
        return read()
    except RecursionError:
        reason = "the document is nested too deeply"
    except ValueError:
        reason = "the answer is not JSON"
    raise NotReadableError(reason)


def _whole(document: object) -> object:
    """The document with a replacement character for every lone surrogate, which no file or terminal takes."""
    if isinstance(document, str):
        return document.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(document, list):
        return [_whole(item) for item in document]
    if isinstance(document, dict):
        return {_whole(key): _whole(value) for key, value in document.items()}
    return document


def _plain_number(value: object) -> object:
    """JSON has one kind of number: a `Decimal` is written as a float where that is exact, else as text."""
    if not isinstance(value, Decimal):
        raise TypeError(type(value).__name__)
    if value == value.to_integral_value() and abs(value.adjusted()) <= _LONGEST_INTEGER:
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else str(value)
