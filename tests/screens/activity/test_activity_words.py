from __future__ import annotations

import re
from dataclasses import replace

import pytest
from support.activity_feed import ADDED, AWAY, BACK, EARLIER, FLAPS, LOST, MENDED, NORTHWIND, OSTRAVA, PLAN, night, plan
from support.stage import NOW

from screens.activity.hand import activity_in_hand
from screens.activity.panel import below, entry_text
from screens.activity.rows import moment
from screens.activity.words import became, glyph, what
from tui.domain.activity.feed import Entry
from tui.domain.changes import Change
from widgets.segments import text_of

UNKNOWN = Change(NOW, "purchase", "o", "Beta", "purchase 42", "sent", "unknown", "aws")
GONE = Change(NOW, "gone", "o", "Beta", "", "", "no longer listed")


def entry(*changes: Change, together: int = 1) -> Entry:
    return Entry("key", changes, together)


@pytest.mark.parametrize(
    ("line", "sign", "about", "change"),
    [
        (entry(LOST), "✕", "AWS assume_role", "available → missing"),
        (entry(*FLAPS), "◐", "AWS cur, 4 times", "available → warning"),
        (entry(MENDED), "●", "AWS reservations", "warning → available"),
        (entry(*EARLIER[:8], together=8), "●", "Azure, 8 features", "now available"),
        (entry(replace(LOST, key="org", subject="user_invited")), "✕", "user_invited", "available → missing"),
        (entry(PLAN), "$", "AWS plan changed", "$12,190 → $12,640/mo"),
        (entry(plan(1, NORTHWIND, "no plan", "ready, $1,870.50/mo")), "$", "AWS plan appeared", "$1,871/mo"),
        (entry(plan(1, NORTHWIND, "no plan", "calculating, –/mo")), "$", "AWS plan appeared", "calculating"),
        (entry(plan(1, NORTHWIND, "ready, $5.00/mo", "bought, $5.00/mo")), "$", "AWS plan changed", "ready → bought"),
        (entry(plan(1, NORTHWIND, "ready, −$5.00/mo", "no plan")), "$", "AWS plan is gone", "was −$5"),
        (entry(ADDED), "+", "customer added", ""),
        (entry(GONE), "–", "no longer listed", ""),
        (entry(BACK, AWAY), "◐", "back after 13m", "1 refresh failed, 502"),
        (entry(AWAY), "✕", "stopped answering", "The gateway answered with a page of its own (502)."),
        (entry(UNKNOWN), "○", "purchase 42, AWS", "sent → unknown"),
        (entry(replace(UNKNOWN, before="", after="refused")), "✕", "purchase 42, AWS", "refused"),
        (entry(Change(NOW, "something new", "o", "B", "subject", "a", "b")), "·", "subject", ""),
    ],
)
def test_every_kind_of_change_has_a_glyph_and_words(line: Entry, sign: str, about: str, change: str) -> None:
    assert (glyph(line.latest)[0], what(line), text_of(became(line))) == (sign, about, change)


def test_all_of_a_list_is_said_where_the_list_has_no_more() -> None:
    assert what(entry(*EARLIER[:8], together=8), listed=8) == "Azure, all 8"


def test_only_new_bad_news_stands_out() -> None:
    assert became(entry(LOST))[-1] == ("missing", "bold miss")
    assert {token for _, token in became(entry(LOST), quiet=True)} == {"muted", "faint"}


def test_a_moment_longer_ago_than_a_day_has_its_date() -> None:
    assert moment(NOW - 60, NOW) == "11:05"
    assert moment(NOW - 3 * 86_400, NOW) == "15 Nov 11:06"
    assert moment(None, NOW) == "–"


def test_what_is_meant_and_to_be_done_is_that_of_the_feature_as_it_is_now() -> None:
    snapshot = night()
    hand = activity_in_hand(entry(LOST), snapshot, NOW)
    assert hand.words is not None
    assert "worked until 11:03" in hand.words.meaning
    assert not hand.is_over
    healed = activity_in_hand(entry(replace(MENDED, after="warning", before="available")), snapshot, NOW)
    assert healed.is_over
    assert healed.words is not None
    assert not healed.words.remedy


def test_other_features_and_other_customers_of_the_same_hour_are_gathered() -> None:
    snapshot = night()
    own = replace(LOST, subject="reservations", after="unknown", at=LOST.at + 5)
    snapshot = replace(snapshot, changes=(own, *snapshot.changes))
    hand = activity_in_hand(entry(LOST), snapshot, NOW)
    assert hand.also_touched() == (own,)
    assert [change.name for change in hand.same_hour()] == ["Halden Foods c/o Acme"]
    assert hand.history() == (LOST,)


def test_the_lines_under_the_list_say_what_since_when_and_what_to_do_without_half_a_sentence() -> None:
    first, *advice = (text_of(line) for line in below(activity_in_hand(entry(LOST), night(), NOW), 78))
    assert first == "✕ Beta Corp c/o Acme AWS assume_role available → missing, since 11:03, 3m ago"
    assert advice == [
        "  → Ask whether the stack was deleted. Re-deploy it in the management account",
        "    (step 3), then verify.",
    ]
    narrow = below(activity_in_hand(entry(LOST), night(), NOW), 40)
    assert len(narrow) == 3
    assert text_of(narrow[2]).endswith("…")
    (tight, *_) = below(activity_in_hand(entry(LOST), night(), NOW), 70)
    assert text_of(tight) == "✕ Beta Corp AWS assume_role available → missing, since 11:03, 3m ago"


def test_that_the_api_went_away_is_told_with_its_time_and_then_why() -> None:
    first, *why = (text_of(line) for line in below(activity_in_hand(entry(AWAY), night(), NOW), 78))
    assert re.fullmatch(r"✕ \S+ stopped answering, at \d\d:\d\d, \d+[mh] ago", first)
    assert why == [
        "  The gateway answered with a page of its own (502). What was known before",
        "    stayed on screen with its age.",
    ]
    (_, back, *_) = (text_of(line) for line in below(activity_in_hand(entry(BACK, AWAY), night(), NOW), 78))
    assert back.startswith("  1 refresh failed, 502. What was known before")


def test_a_line_is_copied_with_its_time_in_full() -> None:
    text = entry_text(activity_in_hand(entry(*EARLIER[:8], together=8), night(), NOW))
    assert text == f"2026-11-17T02:06:40Z\t{OSTRAVA.name}\tAzure, 8 features now available"
