from __future__ import annotations

import pytest
from support.activity_feed import CHANGES, LOOKED_AT
from support.stage import NOW

from tui.domain.activity.feed import Stretch, feed
from tui.domain.filters.activity import filtered
from tui.domain.filters.filter import Filter, parse, parse_partial
from tui.domain.filters.terms import Moment
from tui.domain.marks import Seen

EVERYTHING = feed(CHANGES, Seen(), LOOKED_AT, NOW)


def left(text: str, *, typing: bool = False) -> tuple[Stretch, ...]:
    found = parse_partial(text) if typing else parse(text)
    assert isinstance(found, Filter)
    return filtered(EVERYTHING, found, Moment(NOW))


def about(text: str) -> list[str]:
    return [
        f"{entry.latest.name.split()[0]} {entry.latest.subject}".strip()
        for stretch in left(text)
        for entry in stretch.entries
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("status:missing", ["Beta assume_role", "Halden app_consent", "Juniper assume_role"]),
        ("feature:cur", ["Cyan cur", "Beta cur"]),
        ("feature:reservations", ["Rowan reservations"]),
        ("provider:azure status:missing", ["Halden app_consent"]),
        ("needs:attention age<1h", ["Beta assume_role", "api.archera.ai back after 13m", "Halden app_consent"]),
        ("plan:ready provider:azure", ["Ostrava AZURE plan"]),
        ("beta", ["Beta assume_role", "Beta cur"]),
        ("consent", ["Halden app_consent", "Ostrava app_consent"]),
        ("archera.ai", ["api.archera.ai back after 13m"]),
        ("age>2d", ["Vantor savings_plans"]),
    ],
)
def test_the_words_speak_of_what_changed(text: str, found: list[str]) -> None:
    assert about(text) == found


def test_a_stretch_of_which_nothing_is_left_goes() -> None:
    assert len(left("halden")) == 1
    assert left("nobody at all") == ()


def test_a_word_that_is_not_finished_hides_nothing() -> None:
    assert left("statu", typing=True) == EVERYTHING
