"""The words of the filter language: sums, ages, nearest words and completions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from support.properties import ANY_TEXT, PROPERTY

from tui.domain.filters.words import FIELDS, VALUES, completions, money, nearest, seconds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1000", 1000), ("$1,000", 1000), ("1.5k", 1500), ("2M", 2_000_000), ("-85", -85), ("−85", -85), ("-$85", -85),
        (".5", Decimal("0.5")), ("", None), ("k", None), ("1e9", None), ("1000x", None), ("9" * 30, None), ("٣", None),
    ],
)  # fmt: skip
def test_sums_are_dollars_with_thousands_and_steps(text: str, value: Decimal | int | None) -> None:
    assert money(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("30s", 30), ("5m", 300), ("1.5h", 5400), ("7d", 604_800), ("2W", 1_209_600), ("7", None), ("d", None),
     ("-1d", None)],
)  # fmt: skip
def test_ages_have_a_unit(text: str, value: float | None) -> None:
    assert seconds(text) == value


@PROPERTY
@given(ANY_TEXT)
def test_no_text_can_stop_the_reading_of_a_figure(text: str) -> None:
    money(text)
    seconds(text)
    nearest(text, FIELDS)
    completions(text)


def test_the_nearest_word_is_the_one_begun_else_the_most_alike() -> None:
    assert nearest("mis", VALUES["status"]) == "missing"
    assert nearest("availible", VALUES["status"]) == "available"
    assert nearest("xyzzy", VALUES["status"]) == ""
    assert nearest("", VALUES["status"]) == ""


def test_a_word_being_typed_may_become_these() -> None:
    assert completions("s") == ("status:", "stage:", "savings>")
    assert completions("!ne") == ("!needs:",)
    assert completions("plan:lo") == ("plan:locked",)
    assert completions("stage:") == tuple(f"stage:{stage}" for stage in VALUES["stage"])
    assert completions("") == completions("zz") == completions("zz:") == ()
