"""JSON text cut into numbered rows."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text import clean
from widgets.code_lines import CodeLines
from widgets.segments import Cell, text_of, width_of

TEXTS = st.lists(st.text(max_size=60), max_size=6).map("\n".join)


def rows(code: CodeLines) -> list[str]:
    return [text_of(code.row(row)) for row in range(code.count)]


def tokens(cell: Cell) -> dict[str, str]:
    return {text.strip(): token for text, token in cell if text.strip()}


def test_every_line_has_its_number_once() -> None:
    code = CodeLines('{\n  "a": 1\n}', 40)
    assert rows(code) == ["  1  {", '  2    "a": 1', "  3  }"]


def test_a_long_line_goes_on_in_rows_without_a_number() -> None:
    code = CodeLines("x" * 25, 15)
    assert rows(code) == ["  1  " + "x" * 10, "     " + "x" * 10, "     " + "x" * 5]
    assert [code.line_at(row) for row in range(3)] == [1, 1, 1]


def test_the_column_of_numbers_grows_with_the_number_of_lines() -> None:
    code = CodeLines("\n" * 12_344, 40)
    assert code.lines == 12_345
    assert text_of(code.row(0)) == "    1  "
    assert text_of(code.row(12_344)) == "12345  "


def test_keys_are_ink_values_muted_and_brackets_faint() -> None:
    code = CodeLines('{\n  "Effect": "Allow",\n  "Action": [\n    "s3:GetObject"\n  ],\n  "N": {}\n}', 60)
    assert tokens(code.row(1)) == {"2": "faint", '"Effect"': "ink", ":": "faint", '"Allow"': "muted", ",": "faint"}
    assert tokens(code.row(2))["["] == "faint"
    assert tokens(code.row(3))['"s3:GetObject"'] == "muted"
    assert tokens(code.row(4))["],"] == "faint"
    assert tokens(code.row(5)) == {"6": "faint", '"N"': "ink", ":": "faint", "{}": "faint"}


def test_a_value_with_escaped_quotes_and_colons_is_no_key() -> None:
    code = CodeLines(r'"a\": \"b", "c": 1', 60)
    assert '"c"' not in tokens(code.row(0))


@given(TEXTS, st.integers(8, 50))
def test_no_character_is_lost_and_no_row_is_too_wide(text: str, cells: int) -> None:
    code = CodeLines(text, cells)
    for row in range(code.count):
        drawn = tuple((clean(part), token) for part, token in code.row(row))
        assert width_of(drawn) <= cells
    joined = "".join(text_of(code.row(row))[code.gutter :] for row in range(code.count))
    assert joined == text.replace("\n", "")


@given(TEXTS, st.integers(8, 50), st.integers(8, 50))
def test_fitting_again_is_like_beginning_anew(text: str, first: int, second: int) -> None:
    code = CodeLines(text, first)
    code.fit(second)
    assert rows(code) == rows(CodeLines(text, second))


@given(TEXTS.filter(bool), st.integers(8, 50))
def test_the_first_row_of_a_line_belongs_to_it(text: str, cells: int) -> None:
    code = CodeLines(text, cells)
    for line in range(1, code.lines + 1):
        row = code.first_row(line)
        assert code.line_at(row) == line
        assert row == 0 or code.line_at(row - 1) == line - 1


def test_wide_characters_are_never_halved() -> None:
    code = CodeLines('"' + "漢" * 30 + '"', 25)
    assert all(cell_len(row) <= 25 for row in rows(code))


def test_an_empty_text_has_no_rows() -> None:
    code = CodeLines("", 40)
    assert (code.lines, code.count, code.line_at(0), code.first_row(1)) == (0, 0, 0, 0)


def test_two_megabytes_are_ready_at_once_and_a_screenful_of_them_too() -> None:
    text = "\n".join(f'    "svc{number}:Get{number}",' for number in range(90_000))
    assert len(text) > 2_000_000
    begin = time.perf_counter()
    code = CodeLines(text, 80)
    for row in range(code.count - 40, code.count):
        code.row(row)
    # About 20 ms here; the limit leaves room for a machine that is busy with something else.
    assert time.perf_counter() - begin < 1.0
