"""Single values of answers: exact figures, tolerant dates, flags that are flags."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.any_values import CALM

from tui.api.documents import document_of
from tui.api.models_onboarding import ListChildOrgsResponse
from tui.api.models_plans import PurchasePlanV2CombinedSummary
from tui.api.values import exact, moment, shallow, whole

MARCH = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@CALM
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=9))
def test_a_figure_comes_through_as_it_was_written(figure: Decimal) -> None:
    document = document_of(f'{{"savings": {figure:f}}}'.encode())
    plan = PurchasePlanV2CombinedSummary.model_validate(document)
    assert plan.savings == figure


@pytest.mark.parametrize("written", ["0.1", "4210.005", "1234567890123.123456789", "1e-7", "-0.30000000000000004"])
def test_a_figure_keeps_digits_a_float_would_lose(written: str) -> None:
    plan = PurchasePlanV2CombinedSummary.model_validate(document_of(f'{{"savings": {written}}}'.encode()))
    assert plan.savings == Decimal(written)
    assert str(plan.savings) == str(Decimal(written))


@pytest.mark.parametrize("written", ["NaN", "Infinity", "-Infinity", "1e99999999999999999999"])
def test_what_is_no_figure_is_not_said(written: str) -> None:
    plan = PurchasePlanV2CombinedSummary.model_validate(document_of(f'{{"savings": {written}}}'.encode()))
    assert plan.savings is None


@pytest.mark.parametrize(
    ("value", "figure"),
    [(12, "12"), ("12.50", "12.50"), (" -3 ", "-3"), (0.1, "0.1"), (Decimal("1e30"), "1e30"), ("1E+2", "100")],
)
def test_a_figure_may_come_as_a_number_or_as_its_text(value: object, figure: str) -> None:
    assert exact(value) == Decimal(figure)


@pytest.mark.parametrize("value", [True, False, "", "n/a", "1,000", "NaN", "٣", [], {}, "1" * 500, Decimal("1e31")])
def test_what_is_not_a_figure_is_not_taken_for_one(value: object) -> None:
    with pytest.raises(ValueError, match="number"):
        exact(value)


def test_a_zero_of_absurd_size_is_zero() -> None:
    assert str(exact(Decimal("0e999999"))) == "0"


def test_a_figure_too_small_to_write_out_is_refused() -> None:
    with pytest.raises(ValueError, match="bounds"):
        exact(Decimal("1e-999999"))


@pytest.mark.parametrize(("value", "count"), [(730, 730), (Decimal("730.0"), 730), ("730", 730), (None, None)])
def test_a_count_is_whole(value: object, count: int | None) -> None:
    assert whole(value) == count


@pytest.mark.parametrize("value", [Decimal("730.5"), "x", True])
def test_what_is_not_whole_is_no_count(value: object) -> None:
    with pytest.raises(ValueError, match="number"):
        whole(value)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-04T05:06:07Z",
        "2026-03-04t05:06:07z",
        "2026-03-04T05:06:07",
        "2026-03-04 05:06:07+00:00",
        "2026-03-04T06:06:07+01:00",
        "2026-03-04T05:06:07.000000000Z",
        "Wed, 04 Mar 2026 05:06:07 GMT",
        " 2026-03-04T05:06:07Z ",
    ],
)
def test_a_moment_is_read_from_any_usual_spelling_as_utc(text: str) -> None:
    assert moment(text) == MARCH
    found = moment(text)
    assert found is not None
    assert found.tzinfo is UTC


def test_a_moment_that_is_a_datetime_already_becomes_utc() -> None:
    assert moment(MARCH.astimezone(timezone(timedelta(hours=5)))) == MARCH


@pytest.mark.parametrize("value", ["", "yesterday", "0001-01-01T00:00:00+23:59", "2026-13-01", 1772600767, True, []])
def test_what_is_no_date_is_not_taken_for_one(value: object) -> None:
    with pytest.raises(ValueError, match="date"):
        moment(value)


@CALM
@given(st.text())
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    try:
        found = moment(text)
    except ValueError:
        return
    assert found is not None
    assert found.utcoffset() == timedelta(0)


def test_an_open_value_is_refused_when_it_is_nested_too_deeply() -> None:
    deep: object = 1
    for _ in range(40):
        deep = {"a": [deep]}
    with pytest.raises(ValueError, match="deeply"):
        shallow(deep)
    assert shallow({"a": [{"b": [1]}]}) == {"a": [{"b": [1]}]}


def test_a_date_without_a_zone_in_an_answer_is_utc() -> None:
    org = ListChildOrgsResponse.model_validate({"created_at": "2026-03-04T05:06:07"})
    assert org.created_at == MARCH
