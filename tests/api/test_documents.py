"""JSON texts: exact numbers, harmless characters, and one kind of error."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.any_values import CALM, json_values

from tui.api.documents import NotReadableError, document_of, elements_of, json_text


@CALM
@given(st.binary())
def test_no_bytes_raise_anything_but_the_one_error(body: bytes) -> None:
    try:
        document_of(body)
    except NotReadableError as bad:
        assert str(bad)  # noqa: PT017 - any other exception fails the test by itself


@CALM
@given(st.text())
def test_no_text_walked_as_a_list_raises_anything_but_the_one_error(text: str) -> None:
    try:
        list(elements_of(text))
    except NotReadableError as bad:
        assert str(bad)  # noqa: PT017 - any other exception fails the test by itself


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"<html></html>",
        b"{",
        b'{"a": 1} x',
        b'{"a": 01}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe[\x00]\x00",
    ],
)
def test_what_is_not_json_is_not_readable(body: bytes) -> None:
    with pytest.raises(NotReadableError):
        document_of(body)


def test_an_integer_of_ten_thousand_digits_costs_itself_alone() -> None:
    assert document_of(b'{"a": ' + b"9" * 10_000 + b', "b": 1}') == {"a": None, "b": 1}


def test_bytes_that_are_not_utf_8_cost_one_character() -> None:
    assert document_of(b'{"name": "a\xffb"}') == {"name": "a\ufffdb"}


def test_a_byte_order_mark_is_no_trouble() -> None:
    assert document_of(b"\xef\xbb\xbf[1]") == [1]


def test_a_raw_line_break_in_a_text_is_no_trouble() -> None:
    assert document_of(b'["a\nb"]') == ["a\nb"]


def test_half_characters_are_replaced_and_whole_ones_kept() -> None:
    body = rb'{"\ud83d": ["a\udc00b", "\ud83d\ude00", {"c": "\uD800"}]}'
    assert document_of(body) == {"\ufffd": ["a\ufffdb", "\U0001f600", {"c": "\ufffd"}]}


def test_a_fraction_is_a_decimal() -> None:
    [value] = list(elements_of("[0.10]"))
    assert value == (Decimal("0.10"), "0.10")
    assert isinstance(value[0], Decimal)


@CALM
@given(st.lists(json_values(), max_size=6), st.sampled_from([None, 1]))
def test_walking_a_list_gives_what_reading_it_whole_gives(items: list[object], indent: int | None) -> None:
    text = json.dumps(items, indent=indent)
    walked = [document for document, _ in elements_of(text)]
    assert walked == document_of(text.encode())
    assert [document_of(part.encode()) for _, part in elements_of(text)] == walked


@pytest.mark.parametrize("text", ["null", "{}", '"a"', "[1", "[1,", "[1 2]", "[1,]", "[1] 2", "[] x", "[1}", ""])
def test_a_list_that_is_none_or_is_cut_short_is_not_readable(text: str) -> None:
    with pytest.raises(NotReadableError):
        list(elements_of(text))


def test_a_document_is_written_out_in_its_own_order_with_exact_numbers() -> None:
    body = b'{"b": 1.5, "a": [0.1, 2.0, 123456789.12345678901234567890, 1e400], "c": "\xc3\xbc"}'
    text = json_text(document_of(body))
    assert list(json.loads(text)) == ["b", "a", "c"]
    assert '"b": 1.5' in text
    assert json.loads(text)["a"][:2] == [0.1, 2]
    assert '"123456789.12345678901234567890"' in text
    assert '"c": "ü"' in text
    assert json.loads(text)["a"][3] == 10**400
