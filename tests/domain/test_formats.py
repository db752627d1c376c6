"""Money, ages, times and ratios read as design/visual.md says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.clock import EPOCH
from support.properties import PROPERTY

from tui.domain import formats
from tui.domain.formats import MINUS, NOTHING

D = Decimal
MONEY = [formats.cents, formats.whole, formats.dollars, formats.whole_dollars, formats.percent]


@pytest.mark.parametrize("written", MONEY)
@pytest.mark.parametrize("value", [None, D("NaN"), D("Infinity"), D("-Infinity")])
def test_what_is_no_figure_is_a_dash_and_never_a_zero(written: object, value: Decimal | None) -> None:
    assert callable(written)
    assert written(value) == NOTHING


@pytest.mark.parametrize(
    ("value", "text"),
    [("4210.2", "4,210.20"), ("-85.4", f"{MINUS}85.40"), ("0", "0.00"), ("-0.001", "0.00"), ("0.005", "0.01")],
)
def test_cents_have_two_decimals_half_up_and_no_negative_zero(value: str, text: str) -> None:
    assert formats.cents(D(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("4210.49", "4,210"), ("4210.5", "4,211"), ("-85.4", f"{MINUS}85"), ("-0.4", "0"),
        ("12640000.00", "12.6M"), ("999999999", "1.0B"), ("-12640000", f"{MINUS}12.6M"),
    ],
)  # fmt: skip
def test_whole_dollars_in_a_list_are_shortened_rather_than_cut(value: str, text: str) -> None:
    assert formats.whole(D(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("999.4", "999"), ("999.5", "1.0k"), ("950000", "950.0k"), ("999950", "1.0M"), ("1e15", "1.0e+15"),
        ("-0.2", "0"), ("-1500", f"{MINUS}1.5k"),
    ],
)  # fmt: skip
def test_compact_figures_step_up_where_rounding_would_reach_a_thousand(value: str, text: str) -> None:
    assert formats.compact(D(value)) == text


@PROPERTY
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14, places=2))
def test_a_compact_figure_is_within_five_percent_of_the_sum(value: Decimal) -> None:
    text = formats.compact(value).replace(MINUS, "-")
    steps = {"k": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
    shown = D(text[:-1]) * steps[text[-1]] if text[-1] in steps else D(text)
    assert abs(shown - value) <= max(abs(value) / 20, D(1))


@PROPERTY
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**11), max_value=10**11), st.integers(7, 16))
def test_a_fitting_figure_fits(value: Decimal, cells: int) -> None:
    assert len(formats.fitting(value, cells)) <= cells


def test_a_huge_sum_is_written_out_rather_than_refused() -> None:
    assert formats.cents(D(10) ** 30).startswith("1,000,000")


@pytest.mark.parametrize(("value", "text"), [("4210.2", "$4,210.20"), ("-85.4", f"{MINUS}$85.40"), ("0", "$0.00")])
def test_dollars_carry_the_sign_before_the_currency(value: str, text: str) -> None:
    assert formats.dollars(D(value)) == text


@pytest.mark.parametrize(("ratio", "text"), [("0.314", "31"), ("0.005", "1"), ("-0.001", "0"), ("-0.2", f"{MINUS}20")])
def test_a_ratio_is_a_whole_percentage(ratio: str, text: str) -> None:
    assert formats.percent(D(ratio)) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "0s"), (0, "0s"), (59.9, "59s"), (60, "1m"), (3_599, "59m"), (3_600, "1h"), (47 * 3600 + 3599, "47h"),
        (48 * 3600, "2d"), (14 * 86_400 - 1, "13d"), (14 * 86_400, "2w"),
    ],
)  # fmt: skip
def test_ages_are_hours_to_47_and_days_to_13(seconds: float, text: str) -> None:
    assert formats.age(seconds) == text


def test_since_becomes_a_date_after_nine_weeks() -> None:
    assert formats.since(None, EPOCH) == NOTHING
    assert formats.since(EPOCH - 62 * 86_400, EPOCH) == "8w"
    assert formats.since(EPOCH - 63 * 86_400, EPOCH) == "16 Sep"


def test_dates_far_off_carry_the_year_instead_of_the_day() -> None:
    assert formats.date(EPOCH, EPOCH) == "18 Nov"
    assert formats.date(EPOCH - 400 * 86_400, EPOCH) == "Oct 2025"
    assert formats.date(EPOCH - 60 * 86_400) == "19 Sep"


@pytest.mark.parametrize("at", [float("inf"), float("nan"), 1e300, -1e300])
def test_a_moment_outside_the_calendar_is_a_dash(at: float) -> None:
    assert formats.date(at) == formats.clock(at) == formats.moment_words(at) == NOTHING
    assert formats.iso(at) is None


def test_times_are_utc_and_24_hours() -> None:
    assert formats.clock(EPOCH) == "11:06"
    assert formats.clock_seconds(EPOCH) == "11:06:40"
    assert formats.moment_words(EPOCH) == "Wed 18 Nov 11:06 UTC"
    assert formats.iso(EPOCH) == "2026-11-18T11:06:40Z"
    assert formats.iso(None) is None


@pytest.mark.parametrize(("seconds", "text"), [(0.4, "0s"), (48, "48s"), (59.6, "1m 00s"), (125, "2m 05s"), (-3, "0s")])
def test_durations_are_minutes_and_seconds(seconds: float, text: str) -> None:
    assert formats.duration(seconds) == text


def test_ids_are_shown_by_their_first_three_groups() -> None:
    assert formats.short_id("7f3e9c10-52d4-4b1e-9f00-123456789abc") == "7f3e9c10-52d4-4b1e"
    assert formats.short_id("x" * 40) == "x" * 18


def test_counts_agree_with_their_noun() -> None:
    assert formats.count(1, "customer") == "1 customer"
    assert formats.count(1_420, "customer") == "1,420 customers"
    assert formats.count(2, "entry", "entries") == "2 entries"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, ""), (59, ""), (60, ">1m"), (119, ">1m"), (299, ">2m"), (300, ">5m"), (3_599, ">30m"), (3_600, ">1h"),
        (43_300, ">12h"), (86_400, ">24h"), (200_000, ">2d"), (604_800, ">1w"), (1_300_000, ">2w"),
    ],
)  # fmt: skip
def test_an_age_of_which_only_the_least_is_known_moves_in_coarse_steps(seconds: float, words: str) -> None:
    assert formats.at_least(seconds) == words


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "12:00 today"),
        (11, "23:00 today"),
        (12, "00:00 tomorrow"),
        (35, "23:00 tomorrow"),
        (36, "Fri 20 Nov 00:00 UTC"),
    ],
)
def test_a_moment_ahead_says_its_day(hours: int, words: str) -> None:
    noon = EPOCH - EPOCH % 86_400 + 43_200
    assert formats.coming(noon + hours * 3_600, noon) == words
