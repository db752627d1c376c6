"""Error bodies of any shape: the API's own are told from all others, and words stay words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.any_values import CALM, json_values

from tui.api.envelopes import LONGEST_WORDS, Explanation, explain
from tui.api.errors import Envelope

API = {"message": "m", "timestamp": "2026-01-01T00:00:00Z", "type": "t"}
KEYS = ["message", "timestamp", "type", "detail", "code", "status", "errors", "error", "json"]


def untouched(text: str) -> str:
    return text


def explained(document: object) -> Explanation:
    return explain(json.dumps(document).encode(), untouched)


@pytest.mark.parametrize(
    "document",
    [API, {**API, "code": "c", "url": None, "detail": None}, {**API, "unheard_of": 1}],
)
def test_the_first_envelope_has_its_three_keys(document: dict[str, object]) -> None:
    assert explained(document).envelope is Envelope.API
    assert explained(document).envelope.is_known


@pytest.mark.parametrize(
    "document",
    [
        {"code": 422, "status": "Unprocessable Content"},
        {"code": 404, "status": "Not Found", "message": "gone"},
        {"status": "Bad", "errors": {"json": {}}},
        {"code": 422, "status": "x", "message": None, "errors": {}},
    ],
)
def test_the_second_envelope_has_at_least_two_of_its_keys(document: dict[str, object]) -> None:
    assert explained(document).envelope is Envelope.ERROR
    assert explained(document).envelope.is_known


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"message": "Forbidden"},
        {"Message": "Forbidden"},
        {"code": 403},
        {"errors": {"a": ["b"]}},
        {"message": "m", "type": "t"},
        {"timestamp": "t", "status": 404, "error": "Not Found", "message": "m", "path": "/"},
        {"code": "403", "status": "x"},
        {"code": True, "status": "x"},
        {"code": 422, "status": "x", "errors": ["a"]},
        [API],
        "refused",
        None,
        0,
    ],
)
def test_anything_else_is_a_gateways(document: object) -> None:
    assert explained(document).envelope is Envelope.GATEWAY
    assert not explained(document).envelope.is_known


@pytest.mark.parametrize("body", [b"", b"  \r\n"])
def test_nothing_is_nothing(body: bytes) -> None:
    assert explain(body, untouched) == Explanation(Envelope.EMPTY)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({**API, "message": "No such plan", "detail": "it was bought"}, "No such plan: it was bought"),
        ({**API, "message": "same", "detail": "same"}, "same"),
        ({**API, "message": "two\nlines\t\x1b[31mred\u202e"}, "two lines [31mred"),
        ({"code": 404, "status": "Not Found", "message": "gone"}, "gone"),
        ({"code": 404, "status": "Not Found"}, "Not Found"),
        ({"error": "no upstream"}, "no upstream"),
        ({"fault": {"x": 1}}, '{ "fault": { "x": 1 } }'),
    ],
)
def test_the_words_are_the_servers_own_on_one_safe_line(document: object, words: str) -> None:
    assert explained(document).words == words


def test_words_are_capped() -> None:
    found = explained({**API, "message": "x" * 10_000})
    assert len(found.words) == LONGEST_WORDS


@pytest.mark.parametrize(
    ("errors", "fields"),
    [
        ({"json": {"company": ["Missing", "Bad"]}}, {"json.company": ("Missing", "Bad")}),
        ({"json": {"a": "Text"}, "query": {"provider": ["x"]}}, {"json.a": ("Text",), "query.provider": ("x",)}),
        ({"json": {"list": {"0": {"b": ["x"]}}}}, {"json.list.0.b": ("x",)}),
        ({"json": [{"a": ["x"]}, "y"]}, {"json.0.a": ("x",), "json": ("y",)}),
        ({"json": ["x", 7, None]}, {"json": ("x", "7", "")}),
        ({}, {}),
    ],
)
def test_field_errors_are_flat(errors: object, fields: object) -> None:
    assert explained({"code": 422, "status": "x", "errors": errors}).fields == fields


def test_a_detail_with_fields_is_flat_as_well() -> None:
    assert explained({**API, "detail": {"a": ["b"]}}).fields == {"detail.a": ("b",)}


def test_field_errors_are_few() -> None:
    many = {str(n): ["x"] * 100 for n in range(1000)}
    fields = explained({"code": 422, "status": "x", "errors": many}).fields
    assert len(fields) <= 50
    assert all(len(messages) <= 20 for messages in fields.values())


def test_a_page_is_read_without_its_tags_and_scripts() -> None:
    page = b"<html><style>a{}</style><h1>502\n Bad</h1><script>alert(1)</script><p>nginx &amp; co</html>"
    assert explain(page, untouched).words == "502 Bad nginx &amp; co"


@CALM
@given(json_values(KEYS))
def test_no_json_breaks_the_explaining(document: object) -> None:
    found = explained(document)
    assert len(found.words) <= LONGEST_WORDS
    assert "\n" not in found.words


@CALM
@given(st.binary())
def test_no_bytes_break_the_explaining(body: bytes) -> None:
    assert len(explain(body, untouched).words) <= LONGEST_WORDS
