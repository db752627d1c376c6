from __future__ import annotations

from dataclasses import replace

import pytest
from support.activity_feed import (
    AWAY,
    BACK,
    CHANGES,
    DAY,
    EARLIER,
    FLAPS,
    HOUR,
    LOOKED_AT,
    LOST,
    MINUTE,
    NEW,
    NORTHWIND,
    PLAN,
    SEEN,
    feature,
    plan,
)
from support.stage import NOW

from tui.domain.activity.feed import Part, Waiting, day_name, feed, gravity, waiting_entries
from tui.domain.changes import Change
from tui.domain.marks import Seen, change_key
from tui.domain.purchase.attempt import AttemptState
from tui.domain.records import AZURE

ACKNOWLEDGED = Seen(frozenset(change_key(change) for change in (*SEEN, *EARLIER)), LOOKED_AT)
NOBODY = Seen()


def test_what_is_new_comes_first_then_the_last_day_then_day_by_day() -> None:
    stretches = feed(CHANGES, ACKNOWLEDGED, LOOKED_AT, NOW)
    assert [stretch.part for stretch in stretches] == [Part.NEW, Part.SEEN, Part.DAY, Part.DAY, Part.DAY]
    assert [day_name(stretch.day) for stretch in stretches[2:]] == [
        "Tuesday 17 November",
        "Monday 16 November",
        "Sunday 15 November",
    ]
    times = [entry.latest.at for entry in stretches[0].entries]
    assert times == sorted(times, reverse=True)


def test_what_nobody_acknowledged_stays_on_top_although_it_was_looked_at() -> None:
    stretches = feed(CHANGES, ACKNOWLEDGED, NOW - HOUR, NOW)
    assert [stretch.part for stretch in stretches][:3] == [Part.NEW, Part.WAITING, Part.SEEN]
    assert all(entry.latest.at > NOW - HOUR for entry in stretches[0].entries)
    assert all(entry.latest.at <= NOW - HOUR for entry in stretches[1].entries)
    assert len(stretches[0].entries) + len(stretches[1].entries) == 7


def test_where_nobody_ever_looked_everything_is_new() -> None:
    [only] = feed(CHANGES, NOBODY, None, NOW)
    assert only.part is Part.NEW


def test_a_feature_that_flaps_is_one_line_with_its_last_change() -> None:
    entry = next(entry for entry in waiting_entries(NEW, NOBODY) if entry.latest.subject == "cur")
    assert entry.changes == FLAPS
    assert entry.times == 4
    assert (entry.latest.before, entry.latest.after) == ("available", "warning")


def test_acknowledging_a_folded_line_takes_all_of_it_away_and_a_new_flap_brings_one_back() -> None:
    seen = Seen(frozenset(change_key(change) for change in FLAPS))
    assert not any(entry.latest.subject == "cur" for entry in waiting_entries(NEW, seen))
    again = replace(FLAPS[0], at=NOW)
    [entry] = [entry for entry in waiting_entries((again, *NEW), seen) if entry.latest.subject == "cur"]
    assert entry.times == 1


def test_the_same_feature_of_another_customer_list_or_name_is_another_line() -> None:
    others = (
        LOST,
        replace(LOST, org_id="other"),
        replace(LOST, key=AZURE),
        replace(LOST, subject="other"),
    )
    assert len(waiting_entries(others, NOBODY)) == 4


def test_features_that_became_the_same_at_once_are_one_line() -> None:
    eight = EARLIER[:8]
    [entry] = waiting_entries(eight, NOBODY)
    assert (entry.together, entry.times, len(entry.changes)) == (8, 1, 8)
    assert len(waiting_entries(eight[:2], NOBODY)) == 2
    torn = (*eight[:4], *(replace(change, after="missing") for change in eight[4:]))
    assert [entry.together for entry in waiting_entries(torn, NOBODY)] == [4, 4]


def test_an_outage_and_its_end_are_one_line_that_counts_outages() -> None:
    [entry] = waiting_entries((BACK, AWAY), NOBODY)
    assert (entry.latest, entry.times) == (BACK, 1)
    twice = (replace(BACK, at=NOW), replace(AWAY, at=NOW - 1), BACK, AWAY)
    assert waiting_entries(twice, NOBODY)[0].times == 2


def test_a_plan_that_changes_again_is_one_line_and_a_purchase_that_moves_on_is_not_counted() -> None:
    [entry] = waiting_entries((PLAN, plan(3 * HOUR, NORTHWIND, "no plan", "ready, $1.00/mo")), NOBODY)
    assert entry.times == 2
    sent = Change(NOW - 9, "purchase", "o", "Beta", "purchase 7", "sent", "unknown", "aws")
    bought = replace(sent, at=NOW, before="unknown", after="bought")
    [entry] = waiting_entries((bought, sent), NOBODY)
    assert (entry.latest, entry.times) == (bought, 1)


def test_a_customer_that_comes_and_goes_is_one_line() -> None:
    added = Change(NOW - MINUTE, "added", "o", "Beta", "", "", "added")
    gone = Change(NOW, "gone", "o", "Beta", "", "", "no longer listed")
    [entry] = waiting_entries((gone, added), NOBODY)
    assert entry.latest is gone


def test_a_change_that_two_programs_noted_counts_once() -> None:
    assert len(waiting_entries((LOST, replace(LOST)), NOBODY)[0].changes) == 1


def test_a_line_keeps_its_key_when_it_happens_again_and_when_it_grows_old() -> None:
    before = {entry.key for stretch in feed(NEW, NOBODY, LOOKED_AT, NOW) for entry in stretch.entries}
    after = feed((replace(FLAPS[0], at=NOW + 5), *NEW), NOBODY, NOW + 1, NOW + 9)
    assert {entry.key for stretch in after for entry in stretch.entries} == before


def test_no_two_lines_of_the_whole_activity_have_one_key() -> None:
    again = tuple(replace(change, at=change.at - n * DAY) for n in range(6) for change in SEEN)
    seen = Seen(frozenset(change_key(change) for change in again[3:]))
    keys = [entry.key for stretch in feed(again, seen, NOW, NOW) for entry in stretch.entries]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("change", "grave"),
    [
        (LOST, "missing"),
        (FLAPS[0], "warning"),
        (replace(LOST, after="unknown"), ""),
        (replace(LOST, before="missing", after="warning"), ""),
        (AWAY, "missing"),
        (BACK, "warning"),
        (Change(0, "purchase", "o", "n", "s", "sent", AttemptState.UNKNOWN.value), "warning"),
        (Change(0, "purchase", "o", "n", "s", "sent", AttemptState.BOUGHT.value), ""),
        (PLAN, ""),
    ],
)
def test_bad_news_are_features_that_got_worse_the_api_and_purchases_nobody_knows_the_end_of(
    change: Change, grave: str
) -> None:
    assert gravity(change) == grave


def test_the_count_is_zero_until_it_is_known_what_was_seen_and_is_made_anew_when_that_changes() -> None:
    waiting = Waiting()
    assert waiting.count(CHANGES, None) == 0
    assert waiting.count(CHANGES, ACKNOWLEDGED) == 7
    assert waiting.count(CHANGES, Seen(frozenset(map(change_key, CHANGES)))) == 0
    assert waiting.count((feature(1, NORTHWIND, "cur", "available", "missing"),), NOBODY) == 1


def test_a_time_that_is_none_has_no_day() -> None:
    assert day_name(float("inf")) == day_name(1e300) == "an unknown day"
