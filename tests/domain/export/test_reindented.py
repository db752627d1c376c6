"""JSON with other blanks and the same parts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from support.any_values import json_values
from support.properties import PROPERTY

from tui.domain.export.pretty_json import reindented


def test_every_part_stays_as_it_was_written() -> None:
    text = r'{"b":1.50,"a":[1e400,-0.0, {} ,[]],"b":"x\u00e9 \" ,: {","n":null}'
    shown = reindented(text)
    assert shown.splitlines() == [
        "{", '  "b": 1.50,', '  "a": [', "    1e400,", "    -0.0,", "    {},", "    []", "  ],",
        r'  "b": "x\u00e9 \" ,: {",', '  "n": null', "}",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "<html>", '{"a": ', "[" * 5_000])
def test_what_is_no_json_stays_as_it_came(text: str) -> None:
    assert reindented(text) == text


@PROPERTY
@given(json_values())
def test_it_says_the_same(document: object) -> None:
    text = json.dumps(document)
    assert json.dumps(json.loads(reindented(text))) == json.dumps(json.loads(text))
