"""The activity on a screen: what it shows, and what every key does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.activity_feed import (
    BETA,
    CHANGES,
    FLAPS,
    HALDEN,
    LOOKED_AT,
    LOST,
    NARROW,
    NEW,
    WIDE,
    acknowledged,
    activity_screen,
    activity_shown,
    night,
)
from support.customer_list import lines_of, typed
from support.stage import NOW, READ_ONLY, Stage, live

from tui.domain.intents import Acknowledge, LookedAt
from tui.domain.marks import Seen, change_key

SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])


def rows(app: Stage) -> list[str]:
    """The lines of the list, panel and rules aside."""
    return [line.partition("│")[0].rstrip() for line in lines_of(app)[4:-1]]


def row(app: Stage, words: str) -> str:
    return next(line for line in rows(app) if words in line)


def hand(app: Stage) -> str:
    """What the line under the cursor is about."""
    found = activity_screen(app).hand
    return "" if found is None else f"{found.change.name.split()[0]} {found.change.subject}"


@SIZES
async def test_what_is_new_stands_over_what_was_seen_and_the_days_before(size: tuple[int, int]) -> None:
    async with activity_shown(size=size) as (app, _pilot):
        text = "\n".join(rows(app))
        places = [
            text.index(words) for words in ("new since you last looked, 06:15 UTC", "seen ─", "Tuesday 17 November")
        ]
        assert places == sorted(places)
        assert row(app, "Beta Corp").startswith("▌✕ 11:03")
        assert "AWS cur, 4 times" in row(app, "Cyan")
        assert row(app, "Cyan").endswith("available → warning")
        assert row(app, "Ostrava").endswith("now available")
        assert "Azure, all 8" in row(app, "Ostrava")


async def test_the_summary_counts_bad_news_and_says_since_when() -> None:
    async with activity_shown() as (app, _pilot):
        assert lines_of(app)[2] == " ✕ 2  ◐ 2  of 7 new, since you last looked, 4h ago"
        assert "3 Activity 7 new" in lines_of(app)[1]


async def test_where_nothing_is_new_the_summary_says_whether_anything_happened_and_since_when() -> None:
    async with activity_shown(acknowledged(night(), *NEW)) as (app, _pilot):
        assert lines_of(app)[2] == " Acknowledged: 7 lines since 06:15"
        assert "new" not in lines_of(app)[1]
    quiet = replace(night(), changes=tuple(change for change in night().changes if change not in NEW))
    async with activity_shown(quiet) as (app, _pilot):
        assert lines_of(app)[2].startswith(" Nothing changed since 06:15")


async def test_a_filter_changes_nothing_about_what_is_new() -> None:
    async with activity_shown() as (app, pilot):
        await pilot.press("slash")
        await typed(pilot, "plan:ready")
        await pilot.press("enter")
        assert lines_of(app)[2] == " ✕ 2  ◐ 2  of 7 new, since you last looked, 4h ago"


async def test_until_it_is_known_what_was_seen_nothing_is_called_new() -> None:
    async with activity_shown(replace(night(), seen=None)) as (app, pilot):
        assert "new" not in "\n".join(lines_of(app))
        assert not app.asked
        app.snapshot = replace(night(), version=1)
        await pilot.pause()
        assert "7 new" in lines_of(app)[1]


async def test_a_visit_says_when_it_began_and_keeps_its_line_while_it_lasts() -> None:
    async with activity_shown() as (app, pilot):
        assert app.asked == [LookedAt(NOW)]
        app.snapshot = replace(night(), version=1, seen=replace(night().seen or Seen(), looked_at=NOW))
        await pilot.pause()
        assert "new since you last looked, 06:15 UTC" in "\n".join(rows(app))
        assert app.asked == [LookedAt(NOW)]


async def test_a_look_without_acknowledging_leaves_it_on_top_the_next_time() -> None:
    start = replace(night(), seen=replace(night().seen or Seen(), looked_at=NOW - 1_800))
    async with activity_shown(start, NARROW) as (app, _pilot):
        text = "\n".join(rows(app))
        assert (
            text.index("new since you last looked, 10:36") < text.index("not acknowledged yet") < text.index("seen ─")
        )
        assert lines_of(app)[2].endswith("5 not acknowledged")
        assert "7 new" in lines_of(app)[1]


async def test_whoever_never_looked_is_told_so() -> None:
    async with activity_shown(replace(night(), seen=Seen())) as (app, _pilot):
        assert "new, nobody has looked here before" in "\n".join(rows(app))


async def test_a_acknowledges_the_whole_folded_line_and_the_cursor_goes_on_to_the_next() -> None:
    async with activity_shown(size=NARROW) as (app, pilot):
        await pilot.press("j", "j", "j")
        assert hand(app) == "Cyan cur"
        await pilot.press("a")
        assert app.asked[-1] == Acknowledge(FLAPS)
        app.snapshot = acknowledged(app.snapshot, *FLAPS)
        await pilot.pause()
        assert hand(app) == "Northwind AWS plan"
        assert "6 new" in lines_of(app)[1]
        assert "AWS cur" in row(app, "Cyan")


async def test_what_was_seen_to_is_not_acknowledged_again() -> None:
    async with activity_shown() as (app, pilot):
        await pilot.press("G", "a")
        assert app.told == ["warning: a acknowledge: somebody has seen to it already"]
        assert app.asked == [LookedAt(NOW)]


async def test_capital_a_acknowledges_everything_that_is_shown() -> None:
    async with activity_shown() as (app, pilot):
        await typed(pilot, "/status:missing")
        await pilot.press("enter", "A")
        asked = app.asked[-1]
        assert isinstance(asked, Acknowledge)
        assert {change.name for change in asked.changes} == {BETA.name, HALDEN.name}
        assert app.told == ["information: acknowledged 2 lines"]
        await pilot.press("escape", "A")
        asked = app.asked[-1]
        assert isinstance(asked, Acknowledge)
        assert set(map(change_key, asked.changes)) == set(map(change_key, NEW))
        app.snapshot = acknowledged(app.snapshot, *NEW)
        await pilot.pause()
        await pilot.press("A")
        assert app.told[-1] == "warning: A all: everything is acknowledged"


async def test_acknowledging_works_in_a_read_only_profile() -> None:
    async with activity_shown(night(READ_ONLY)) as (app, pilot):
        await pilot.press("a")
        assert isinstance(app.asked[-1], Acknowledge)


@SIZES
async def test_enter_opens_the_customer_among_those_of_the_list(size: tuple[int, int]) -> None:
    async with activity_shown(size=size) as (app, pilot):
        await pilot.press("enter")
        kind, org_id, *among, words = app.opened[0]
        assert (kind, org_id, words) == ("customer", BETA.org_id, "activity")
        assert among[:2] == [BETA.org_id, HALDEN.org_id]
        assert len(among) == len(set(among))


async def test_a_line_about_no_customer_or_one_that_is_gone_opens_nothing_and_says_why() -> None:
    async with activity_shown() as (app, pilot):
        await pilot.press("j", "enter")
        assert app.told == ["warning: enter open: this line is about no customer"]
        app.snapshot = replace(app.snapshot, version=1, customers=())
        await pilot.pause()
        await pilot.press("k", "enter")
        assert app.told[-1] == "warning: enter open: the customer is no longer listed"
        assert not app.opened


async def test_the_filter_counts_and_escape_clears_it() -> None:
    async with activity_shown() as (app, pilot):
        await typed(pilot, "/feature:cur")
        await pilot.press("enter")
        assert "2 of 13" in lines_of(app)[3]
        assert hand(app) == "Cyan cur"
        await pilot.press("escape")
        assert "13 of 13" in lines_of(app)[3]


async def test_a_wrong_filter_is_told_and_one_that_leaves_nothing_says_so() -> None:
    async with activity_shown() as (app, pilot):
        await typed(pilot, "/status:gone ")
        assert "status: has no" in lines_of(app)[3]
        await pilot.press("escape")
        await typed(pilot, "/nobody")
        await pilot.press("enter")
        assert "13 hidden by the filter, esc clears it" in "\n".join(rows(app))


async def test_a_snapshot_never_moves_the_cursor_off_its_line() -> None:
    async with activity_shown() as (app, pilot):
        await pilot.press("j", "j")
        assert hand(app) == "Halden app_consent"
        again = tuple(replace(LOST, at=NOW + n, subject=f"feature_{n}") for n in range(5))
        app.snapshot = replace(app.snapshot, version=1, changes=(*reversed(again), *CHANGES))
        await pilot.pause()
        assert hand(app) == "Halden app_consent"
        assert "12 new" in lines_of(app)[1]


async def test_the_panel_says_what_to_do_what_was_before_and_who_else() -> None:
    async with activity_shown() as (app, _pilot):
        text = " ".join(line.partition("│")[2].strip() for line in lines_of(app))
        for said in (
            "✕ AWS assume_role missing since 11:03, 3m ago",
            "What to do",
            "→ Ask whether the stack was deleted.",
            "enter opens the customer",
            "This feature 11:03 ✕ missing",
            "1 other customer lost a feature: Halden Foods c/o Acme, 38m before",
        ):
            assert said in " ".join(text.split())


async def test_y_copies_the_line() -> None:
    async with activity_shown() as (app, pilot):
        await pilot.press("y")
        assert app.clipboard == f"2026-11-18T11:03:40Z\t{BETA.name}\tAWS assume_role available → missing"


async def test_the_screen_survives_small_terminals() -> None:
    async with activity_shown(size=(60, 20)) as (app, pilot):
        assert "Beta Corp" in row(app, "assume_role")
        assert "missing" not in row(app, "assume_role")
        for size in ((20, 6), (1, 1), WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert row(app, "Beta Corp").endswith("available → missing")


async def test_an_empty_activity_says_what_is_watched() -> None:
    async with activity_shown(replace(live(), seen=Seen(looked_at=LOOKED_AT))) as (app, pilot):
        assert "Nothing has changed since this program first looked." in "\n".join(rows(app))
        await pilot.press("a")
        assert app.told == ["warning: a acknowledge: there is nothing in the list"]
