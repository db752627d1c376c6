"""JSON as indented text: the same as the standard library's where that can do it, and whole where it can't."""

from __future__ import annotations

import json

from hypothesis import given
from support.any_values import json_values
from support.properties import PROPERTY

from tui.domain.export.pretty_json import pretty


@PROPERTY
@given(json_values())
def test_any_json_value_is_written_as_the_standard_library_writes_it(value: object) -> None:
    assert pretty(value) == json.dumps(value, indent=2, ensure_ascii=False)


def test_characters_stay_readable_and_keys_in_their_order() -> None:
    assert pretty({"b": "Ångström", "a": [1, True, None]}) == (
        '{\n  "b": "Ångström",\n  "a": [\n    1,\n    true,\n    null\n  ]\n}'
    )


def test_nesting_deeper_than_python_can_recurse_is_written_whole() -> None:
    deep: object = "end"
    for _ in range(20_000):
        deep = [deep]
    text = pretty(deep)
    assert text.count("[") == text.count("]") == 20_000
    assert len(text) < 5_000_000


def test_what_is_no_json_is_written_as_text() -> None:
    assert pretty({1: {2}}) == '{\n  "1": "{2}"\n}'
