"""Terms are read from number words, sorted by length, and shown as they came when they can't be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from support.properties import ANY_TEXT, PROPERTY

from tui.domain.plan.terms import Term, parse_term, sorted_terms, term_of_hours, words_of_hours

CONTRACT = Path(__file__).parents[2] / "contract" / "partner-api.openapi.json"


def contract_terms() -> list[str]:
    schemas = json.loads(CONTRACT.read_text(encoding="utf-8"))["components"]["schemas"]
    terms: list[str] = schemas["PurchasePlanV2CombinedSummary"]["properties"]["all_terms"]["items"]["enum"]
    return terms


@pytest.mark.parametrize("raw", contract_terms())
def test_every_term_of_the_contract_can_be_read(raw: str) -> None:
    assert parse_term(raw).unit in {"day", "month", "year"}


@pytest.mark.parametrize(
    ("raw", "short", "words", "hours"),
    [
        ("thirty_day_gris", "30d guar", "30-day guaranteed", 720),
        ("one_year_gris", "1y guar", "1-year guaranteed", 8_760),
        ("thirty_day", "30d", "30 days", 720),
        ("one_year", "1y", "1 year", 8_760),
        ("three_year", "3y", "3 years", 26_280),
        ("twenty_one_month_gris", "21mo guar", "21-month guaranteed", 21 * 730),
        ("thirty_five_month", "35mo", "35 months", 35 * 730),
        ("zero_day", "0d", "0 days", 0),
    ],
)
def test_a_term_in_a_table_and_in_prose(raw: str, short: str, words: str, hours: float) -> None:
    term = parse_term(raw)
    assert (term.short, term.words, term.hours) == (short, words, hours)


NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    "twenty_one", "twenty_two", "twenty_three", "twenty_four", "twenty_five", "twenty_six", "twenty_seven",
    "twenty_eight", "twenty_nine", "thirty", "thirty_one", "thirty_two", "thirty_three", "thirty_four",
    "thirty_five",
)  # fmt: skip


@pytest.mark.parametrize(("number", "word"), enumerate(NUMBERS))
def test_every_number_word_up_to_thirty_five_is_read(number: int, word: str) -> None:
    assert parse_term(f"{word}_month").count == number


@pytest.mark.parametrize(
    "raw",
    ["", "gris", "year", "forever", "one_decade", "thirty", "one_gris", "one_one_year", "twenty_thirty_month", "_year"],
)
def test_a_term_that_cannot_be_read_is_shown_as_it_came_and_sorts_last(raw: str) -> None:
    term = parse_term(raw)
    assert (term.short, term.words) == (raw, raw)
    assert sorted_terms((raw, "five_year"))[-1] == term


@PROPERTY
@given(ANY_TEXT)
def test_no_text_can_stop_the_reading(raw: str) -> None:
    assert isinstance(parse_term(raw), Term)


def test_terms_sort_by_length_with_guaranteed_before_native() -> None:
    raws = ("three_year", "one_year", "one_year_gris", "thirty_day_gris", "one_year", "thirteen_month")
    assert [term.raw for term in sorted_terms(raws)] == [
        "thirty_day_gris", "one_year_gris", "one_year", "thirteen_month", "three_year",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "short", "words"),
    [
        (8_760, "1y", "1 year"), (26_280, "3y", "3 years"), (720, "30d", "30 days"), (730, "1mo", "1 month"),
        (2_190, "3mo", "3 months"), (24, "1d", "1 day"), (100, "100h", "100 hours"), (1, "1h", "1 hour"),
        (None, "–", "–"), (0, "–", "–"),
    ],
)  # fmt: skip
def test_a_lock_in_given_in_hours_is_named_by_its_largest_unit(hours: float | None, short: str, words: str) -> None:
    assert (term_of_hours(hours), words_of_hours(hours)) == (short, words)
