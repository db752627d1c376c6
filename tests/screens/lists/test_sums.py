"""Sums of money beside a list."""

from __future__ import annotations

from decimal import Decimal

import pytest

from screens.lists.sums import minimum_pair, sum_pair, sum_words
from widgets.segments import text_of, width_of

PANEL = 23


@pytest.mark.parametrize(
    ("value", "tone", "piece"),
    [
        ("4480.90", "ink", ("$4,480.90", "ink")),
        ("0", "ink", ("$0.00", "faint")),
        ("-85.4", "ink", ("−$85.40", "warn")),
        ("-85.4", "bold ok", ("−$85.40", "bold warn")),
        (None, "bold ok", ("–", "faint")),
        ("NaN", "ink", ("–", "faint")),
    ],
)
def test_what_is_lost_unknown_or_nothing_is_told_apart_by_its_tone(value: str | None, tone: str, piece: object) -> None:
    assert sum_words(None if value is None else Decimal(value), tone) == (piece,)


@pytest.mark.parametrize(
    ("value", "label"),
    [("61055.42", "Min. commit"), ("636239.25", "Min. com."), ("12636239.25", "Min."), (None, "Min. commit")],
)
def test_a_large_minimum_commitment_shortens_its_label_and_is_never_cut(value: str | None, label: str) -> None:
    pair = minimum_pair(None if value is None else Decimal(value), PANEL)
    assert text_of(pair.left) == label
    assert width_of(pair.left) + 2 + width_of(pair.right) <= PANEL
    assert pair == sum_pair(label, None if value is None else Decimal(value))
