import json

import pytest

from tui.cli.output import complain, mark, say, say_json, say_pairs, say_table

HOSTILE = "\x1b]0;owned\x07[/red]\u202eevil\r\n"


def test_tables_line_up_wide_characters_and_align_figures_to_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    say_table(("No", "Customer", "Save"), [("1", "日本", "9.00"), ("10", "Delta", "1,234.00")], frozenset({0, 2}))
    assert capsys.readouterr().out.splitlines() == [
        "No  Customer      Save",
        " 1  日本          9.00",
        "10  Delta     1,234.00",
    ]


def test_nothing_from_outside_drives_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say(HOSTILE)
    say_pairs([(HOSTILE, HOSTILE)])
    say_table(("a", "b"), [(HOSTILE, HOSTILE)])
    complain(HOSTILE)
    say_json({"a": HOSTILE})
    out, err = capsys.readouterr()
    for text in (out, err):
        assert not set(text) & set("\x1b\x07\r\u202e")
    assert json.loads(out[out.index("{") :]) == {"a": HOSTILE}
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(("encoding", "shown"), [("utf-8", "●"), ("ascii", "*"), (None, "*"), ("nonsense", "*")])
def test_glyphs_have_a_plain_stand_in(encoding: str | None, shown: str) -> None:
    assert mark("●", "*", encoding) == shown


def test_a_document_for_programs_has_a_line_for_each_member_and_for_each_element_of_a_list(
    capsys: pytest.CaptureFixture[str],
) -> None:
    document = {"a": {"b": None, "é": []}, "rows": [{"id": 1, "tags": ["x", "y"]}, 2.5, "ü"], "none": {}}
    say_json(document)
    text = capsys.readouterr().out
    assert text.splitlines() == [
        "{",
        '  "a": {',
        '    "b": null,',
        '    "\\u00e9": []',
        "  },",
        '  "rows": [',
        '    {"id": 1, "tags": ["x", "y"]},',
        "    2.5,",
        '    "\\u00fc"',
        "  ],",
        '  "none": {}',
        "}",
    ]
    assert json.loads(text) == document
