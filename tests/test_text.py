"""What passes through `tui.text` can neither drive a terminal nor shift its columns."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.properties import ANY_TEXT, PROPERTY
from wcwidth import wcwidth

from tui.text import ELLIPSIS, clean, clean_block, clean_copy, csv_cell, file_stem, fit, pad, width

HOSTILE = {
    "escape sequence": "\x1b]0;owned\x07Beta\x1b[31m",
    "eight-bit escape": "\x9b31mBeta\x9d0;x\x9c",
    "bidirectional override": "Beta \u202egnp.exe\u202c",
    "bidirectional isolate": "Beta \u2066x\u2069",
    "lone emoji modifier": "Beta \U0001f3fd\ufe0f",
    "zero-width joiner": "Be\u200dta\u200b\ufeff",
    "lone surrogate": "Beta\ud800\udfff",
    "private use": "Beta\ue000\U000f0000",
    "unassigned": "Beta\u0378",
    "tag characters": "Beta\U000e0041\U000e0042",
}


def _is_safe(ch: str) -> bool:
    return unicodedata.category(ch) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_loses_what_makes_it_hostile_and_keeps_the_rest(text: str) -> None:
    cleaned = clean(text)
    assert all(map(_is_safe, cleaned))
    assert "Be" in cleaned


@PROPERTY
@given(ANY_TEXT)
def test_clean_text_is_one_safe_line_that_can_be_encoded(text: str) -> None:
    cleaned = clean(text)
    assert all(map(_is_safe, cleaned))
    cleaned.encode("utf-8")


@PROPERTY
@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("break_", ["\n", "\r", "\t", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_break_becomes_a_space(break_: str) -> None:
    assert clean(f"a{break_}b") == "a b"


def test_markup_is_left_as_it_is_because_it_is_the_sinks_matter() -> None:
    assert clean("[@click=app.quit]x[/]") == "[@click=app.quit]x[/]"


@pytest.mark.parametrize("mark", ["\u0301", "\u20dd"])
def test_a_flood_of_combining_marks_is_cut_to_four(mark: str) -> None:
    assert clean("e" + mark * 500) == "e" + mark * 4


def test_a_flood_of_mixed_marks_is_cut_too() -> None:
    assert len(clean("e" + "\u0301\u20dd" * 500)) == 5


def test_a_mark_at_the_start_does_not_sit_on_what_the_screen_drew_before_it() -> None:
    assert clean("\u0301\u0301Beta") == "Beta"
    assert clean_block("a\n\u0301b") == "a\nb"


@pytest.mark.parametrize(("value", "text"), [(None, ""), (12, "12"), (True, "True"), ("", "")])
def test_values_that_are_no_text_are_written_as_such(value: object, text: str) -> None:
    assert clean(value) == text


def test_long_text_ends_in_an_ellipsis_at_the_limit() -> None:
    assert clean("x" * 50, 10) == "x" * 9 + ELLIPSIS
    assert clean("x" * 10, 10) == "x" * 10


def test_a_block_of_nothing_is_empty() -> None:
    assert clean_block(None) == ""
    assert clean_block(12) == "12"


@pytest.mark.parametrize("mark", [0x1F3FB, 0x1F3FF, 0xFE0E, 0xFE0F, 0x20E3])
def test_modifiers_that_terminals_measure_differently_are_taken_out(mark: int) -> None:
    assert clean(f"a{chr(mark)}b") == "ab"


@pytest.mark.parametrize("undrawn", "\u034f\u115f\u1160\u17b4\u180b\u2800\u3164\ufe00\uffa0\U000e0100")
def test_letters_and_marks_that_draw_nothing_can_t_tell_two_names_apart(undrawn: str) -> None:
    assert clean(f"Ac{undrawn}me{undrawn}") == "Acme"


def test_flags_are_written_as_letters_since_terminals_disagree_on_half_a_flag() -> None:
    assert clean("Beta \U0001f1e9\U0001f1ea \U0001f1e9") == "Beta DE D"


@PROPERTY
@given(ANY_TEXT)
def test_no_text_that_is_drawn_is_measured_otherwise_by_a_terminal(text: str) -> None:
    assert all(wcwidth(ch) == width(ch) for ch in clean(text))


@PROPERTY
@given(ANY_TEXT)
def test_what_is_copied_holds_no_control_character_but_line_feeds_and_tabs(text: str) -> None:
    assert all(ch in "\n\t" or _is_safe(ch) for ch in clean_copy(text))


def test_what_is_copied_keeps_the_cells_and_rows_of_a_table() -> None:
    assert clean_copy("a\tb\r\nc\x1b[201~\rd") == "a\tb\nc[201~\nd"


@pytest.mark.parametrize("kept", [0x1F3FA, 0x1F400])
def test_the_neighbours_of_the_modifiers_stay(kept: int) -> None:
    assert clean(f"a{chr(kept)}b") == f"a{chr(kept)}b"


def test_a_block_keeps_its_lines_and_loses_escapes() -> None:
    assert clean_block("a\r\nb\rc\n\x1b[2Jd\te") == "a\nb\nc\n[2Jd    e"


@PROPERTY
@given(ANY_TEXT)
def test_a_block_holds_no_control_character_but_line_feeds(text: str) -> None:
    assert all(ch == "\n" or _is_safe(ch) for ch in clean_block(text))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "\u202e=1", "＝1"]
)
def test_what_starts_a_formula_is_defused_in_a_spreadsheet(text: str) -> None:
    assert csv_cell(text).startswith("'")


@pytest.mark.parametrize("text", ["“=1", "\u2003=1", "﹦1", "'\u2007@x", "«-1"])
def test_other_blanks_quotes_and_signs_hide_no_formula(text: str) -> None:
    assert csv_cell(text).startswith("'")


@pytest.mark.parametrize(("text", "cell"), [("Beta;=1+1", "Beta;'=1+1"), ('a; "@x";b', 'a;\' "@x";b'), (";-1", ";'-1")])
def test_where_cells_are_parted_at_semicolons_no_formula_stands_behind_one(text: str, cell: str) -> None:
    assert csv_cell(text) == cell


@pytest.mark.parametrize("text", ["Beta", "", "1+1", "a=b", "a; b", "a;b=c"])
def test_other_text_goes_into_a_spreadsheet_as_it_is(text: str) -> None:
    assert csv_cell(text) == text


def test_a_negative_number_stays_a_number_in_a_spreadsheet() -> None:
    assert csv_cell(Decimal("-85.40")) == "-85.40"


def test_wide_characters_take_two_cells() -> None:
    assert width("日本") == 4
    assert width("e\u0301") == 1


def test_a_wide_character_that_does_not_fit_whole_is_left_out() -> None:
    assert fit("日本語", 4) == "日" + ELLIPSIS
    assert fit("日本語", 6) == "日本語"
    assert fit("日本語", 0) == ""


@PROPERTY
@given(ANY_TEXT, st.integers(0, 30))
def test_fitted_text_never_takes_more_cells_than_there_are(text: str, cells: int) -> None:
    assert width(fit(clean(text), cells)) <= cells


@PROPERTY
@given(ANY_TEXT, st.integers(0, 30))
def test_padded_text_takes_exactly_its_cells(text: str, cells: int) -> None:
    assert width(pad(clean(text), cells)) == cells


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Beta Corp c/o Acme", "beta-corp-c-o-acme"),
        ("../../etc/passwd", "etc-passwd"),
        ("Ångström & Söhne", "angstrom-sohne"),
        ("\u202e...", "unnamed"),
        ("日本", "unnamed"),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_file_name_made_of_a_customers_name_is_harmless(name: str, stem: str) -> None:
    assert file_stem(name) == stem
