"""Which changes are told beyond the screen."""

from __future__ import annotations

import pytest

from tui.domain.alerts import OCCASIONS, Alerter, AlertRules, occasion
from tui.domain.changes import Change

HOUR = 3_600.0


def feature(at: float, before: str, after: str, name: str = "cur") -> Change:
    return Change(at, "feature", "beta", "Beta Corp", name, before, after, "aws")


LOST = feature(100.0, "available", "missing")
AWAY = Change(100.0, "api", "", "api.archera.ai", "stopped answering", "answering", "No connection.", "away")
BACK = Change(200.0, "api", "", "api.archera.ai", "back after 1m", "away", "1 refresh failed", "back")
BOUGHT = Change(100.0, "purchase", "beta", "Beta Corp", "entry 42", "sent", "bought", "aws")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (LOST, "missing"),
        (feature(1, "unknown", "missing"), "missing"),
        (feature(1, "available", "warning"), "warning"),
        (feature(1, "missing", "warning"), ""),
        (feature(1, "available", "unknown"), ""),
        (feature(1, "missing", "available"), "recovered"),
        (feature(1, "unknown", "available"), ""),
        (AWAY, "api"),
        (BOUGHT, "purchase"),
        (Change(1, "added", "new", "New", "", "", "added"), ""),
        (Change(1, "plan", "beta", "Beta Corp", "AWS plan", "no plan", "ready", "aws"), ""),
    ],
)
def test_a_change_is_an_occasion_or_for_the_screen_alone(change: Change, why: str) -> None:
    assert occasion(change) == why


def alerter(*on: str, known: tuple[Change, ...] = (), again_after: float = HOUR) -> Alerter:
    return Alerter(AlertRules(on=on or OCCASIONS, bell=True, again_after=again_after), known)


def test_what_was_known_at_the_start_is_not_told_and_what_comes_is_told_once() -> None:
    alerts = alerter(known=(LOST,))
    assert alerts.news((LOST,), 100.0) == ()
    assert alerts.news((BOUGHT, AWAY, LOST), 100.0) == (BOUGHT, AWAY)
    assert alerts.news((BOUGHT, AWAY, LOST), 101.0) == ()


def test_only_what_the_rules_name_is_told_and_nothing_without_a_way() -> None:
    assert alerter("api").news((BOUGHT, AWAY, LOST), 100.0) == (AWAY,)
    assert Alerter(AlertRules(on=OCCASIONS), ()).news((LOST,), 100.0) == ()


def test_what_changes_again_and_again_is_told_once_in_a_while() -> None:
    alerts = alerter()
    changes: tuple[Change, ...] = ()
    told = []
    for turn in range(24):
        at = turn * 600.0
        changes = (feature(at, *(("available", "missing"), ("missing", "available"))[turn % 2]), *changes)
        told += [(change.after, at) for change in alerts.news(changes, at)]
    hours = [(at // HOUR, after) for after, at in told]
    assert len(hours) == len(set(hours)) == 2 * 4
    assert alerts.news((feature(0.5, "available", "missing", "another"), *changes), 14_000.0)


def test_the_api_that_goes_and_comes_is_told_once_in_a_while_and_a_purchase_at_each_state() -> None:
    alerts = alerter()
    assert alerts.news((BACK, AWAY), 200.0) == (BACK, AWAY)
    again = Change(300.0, "api", "", "api.archera.ai", "back after 2m", "away", "2 refreshes failed", "back")
    assert alerts.news((again, BACK, AWAY), 300.0) == ()
    unknown = Change(310.0, "purchase", "beta", "Beta Corp", "entry 42", "sent", "unknown", "aws")
    assert alerts.news((BOUGHT, unknown, again, BACK, AWAY), 310.0) == (BOUGHT, unknown)
