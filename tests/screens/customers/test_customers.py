"""The customer list on a screen: what it shows, and what every key does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.customer_list import (
    BETA,
    DELTA,
    FLEET,
    HALDEN,
    IN_ORDER,
    JUNIPER,
    MINUTE,
    NARROW,
    NORTHWIND,
    UMBER,
    WIDE,
    fleet,
    lines_of,
    names_of,
    offline,
    plan,
    screen_of,
    shown,
    typed,
)
from support.customers import customer
from support.stage import NOW, READ_ONLY, live
from textual.screen import Screen

from tui.domain.faults import Fault
from tui.domain.intents import LookAt, Pause, Pin, Refresh
from tui.domain.snapshot import Connection, Link
from widgets.key_footer import FooterKey, KeyFooter
from widgets.side_panel import SidePanel
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from support.stage import Stage

SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])


def cursor(app: Stage) -> str | None:
    return screen_of(app).table.cursor_key


def footer(app: Stage) -> str:
    return lines_of(app)[-1]


def footer_keys(app: Stage) -> tuple[FooterKey, ...]:
    return screen_of(app).query_one(KeyFooter)._keys


@SIZES
async def test_the_list_shows_the_worst_first_with_the_cursor_on_it(size: tuple[int, int]) -> None:
    async with shown(size=size) as (app, _pilot):
        assert tuple(names_of(app)) == IN_ORDER
        assert cursor(app) == BETA.org_id
        beta = next(line for line in lines_of(app) if line.startswith("▌"))
        assert beta.startswith("▌✕ Beta Corp c/o Acme")
        assert "✕●●◐○○●●" in beta
        assert "4,481" in beta


async def test_at_160_columns_the_list_also_says_where_a_customer_stands() -> None:
    async with shown(size=(160, 50)) as (app, _pilot):
        beta = next(line for line in lines_of(app) if line.startswith("▌✕ Beta"))
        assert "role lost" in beta
        assert "31→78 %" in beta


async def test_the_screen_survives_a_terminal_of_60_by_20_and_one_of_a_few_cells() -> None:
    async with shown(size=(60, 20)) as (app, pilot):
        assert names_of(app)[0] == "Beta"
        await pilot.resize_terminal(20, 6)
        await pilot.resize_terminal(1, 1)
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert tuple(names_of(app)) == IN_ORDER


@SIZES
async def test_enter_opens_the_customer_in_hand_among_those_shown(size: tuple[int, int]) -> None:
    async with shown(size=size) as (app, pilot):
        await pilot.press("j", "enter")
        kind, org_id, *among, words = app.opened[0]
        assert (kind, org_id, words) == ("customer", HALDEN.org_id, "")
        assert among == list(screen_of(app)._list.shown)
        assert len(among) == len(FLEET)


async def test_a_customer_opened_from_a_filter_carries_the_filters_words() -> None:
    async with shown() as (app, pilot):
        await typed(pilot, "/needs:attention")
        await pilot.press("enter", "enter")
        kind, org_id, *among, words = app.opened[0]
        assert (kind, org_id, words) == ("customer", BETA.org_id, "needs:attention")
        assert len(among) == 4


@SIZES
async def test_capital_p_opens_the_plan_of_the_customer_in_hand(size: tuple[int, int]) -> None:
    async with shown(size=size) as (app, pilot):
        await pilot.press("P")
        assert app.opened[0][:3] == ("plan", BETA.org_id, "")


async def test_space_selects_and_goes_on_and_escape_takes_it_back() -> None:
    async with shown(size=NARROW) as (app, pilot):
        await pilot.press("space", "space")
        assert screen_of(app).table.selected == {BETA.org_id, HALDEN.org_id}
        assert cursor(app) == JUNIPER.org_id
        assert "2 selected, V verifies them" in lines_of(app)[3]
        await pilot.press("escape")
        assert not screen_of(app).table.selected
        assert "selected" not in lines_of(app)[3]


async def test_an_asterisk_pins_to_the_top_and_unpins() -> None:
    async with shown() as (app, pilot):
        await pilot.press("G", "k", "asterisk")
        assert names_of(app)[0] == "Indigo"
        assert any("○ ★ Indigo" in line for line in lines_of(app))
        await pilot.press("asterisk")
        assert tuple(names_of(app)) == IN_ORDER
        pins = [intent for intent in app.asked if isinstance(intent, Pin)]
        assert [(pin.org_id, pin.pinned) for pin in pins] == [(pins[0].org_id, True), (pins[0].org_id, False)]


async def test_what_is_pinned_can_be_filtered_by() -> None:
    async with shown() as (app, pilot):
        await pilot.press("j", "asterisk")
        await typed(pilot, "/is:pinned")
        await pilot.press("enter")
        assert names_of(app) == ["Halden"]


async def test_y_copies_name_and_id_and_tells_what_was_copied() -> None:
    async with shown() as (app, pilot):
        await pilot.press("y")
        assert app.clipboard == f"{BETA.name}\t{BETA.org_id}"
        sent = f"sent to the terminal's clipboard, {len(app.clipboard)} characters"
        assert app.told == [f"information: name and id of Beta Corp: {sent}"]


async def test_y_copies_every_selected_customer_in_the_order_shown() -> None:
    async with shown() as (app, pilot):
        await pilot.press("j", "space", "k", "k", "space", "y")
        assert app.clipboard.splitlines() == [f"{c.name}\t{c.org_id}" for c in (BETA, HALDEN)]
        sent = f"sent to the terminal's clipboard, {len(app.clipboard)} characters"
        assert app.told == [f"information: name and id of 2 customers: {sent}"]


async def test_r_asks_now_and_p_pauses() -> None:
    async with shown() as (app, pilot):
        await pilot.press("r", "p")
        assert app.asked == [Refresh(), Pause(paused=True)]


async def test_a_snapshot_that_re_sorts_leaves_the_cursor_on_its_customer() -> None:
    async with shown() as (app, pilot):
        await pilot.press("G", "k", "k")
        assert cursor(app) == UMBER.org_id
        better = {**app.snapshot.plans, (UMBER.org_id, "aws"): plan("99000")}
        app.snapshot = replace(app.snapshot, version=1, plans=better)
        await pilot.pause()
        assert names_of(app)[4] == "Umber"
        assert cursor(app) == UMBER.org_id


async def test_a_customer_that_disappears_hands_the_cursor_to_its_neighbour() -> None:
    async with shown() as (app, pilot):
        app.snapshot = replace(app.snapshot, version=1, customers=tuple(c for c in FLEET if c is not BETA))
        await pilot.pause()
        assert cursor(app) == HALDEN.org_id
        assert "Beta" not in names_of(app)


async def test_a_snapshot_never_takes_the_keys_from_the_field() -> None:
    async with shown() as (app, pilot):
        await typed(pilot, "/del")
        app.snapshot = replace(app.snapshot, version=1, customers=(*FLEET, customer("Delta Two", aws="********")))
        await pilot.pause()
        await typed(pilot, "ta")
        assert names_of(app) == ["Delta", "Delta"]
        assert screen_of(app).bar.state == "filter"


# The footer


async def test_keys_that_need_a_customer_are_greyed_in_an_empty_list_and_say_why() -> None:
    async with shown(live()) as (app, pilot):
        await pilot.press("P")
        assert app.told == ["warning: P plan: there is no customer in the list"]
        assert not app.opened
        usable = {key.key: key.enabled for key in footer_keys(app)}
        assert not usable["enter"]
        assert usable["/"]


async def test_a_read_only_profile_leaves_every_reading_key_usable() -> None:
    async with shown(fleet(READ_ONLY)) as (app, _pilot):
        assert "READ-ONLY" in lines_of(app)[0]
        assert [key.key for key in footer_keys(app) if not key.enabled] == ["n", "V"]


async def test_a_click_on_the_footer_does_what_its_key_does() -> None:
    async with shown() as (app, pilot):
        await pilot.click("KeyFooter", offset=(footer(app).index("P plan"), 0))
        assert app.opened[0][0] == "plan"


# Fresh, stored, offline


async def test_while_the_api_is_away_the_list_stays_with_its_age_and_r_tries_now() -> None:
    async with shown(offline(fleet())) as (app, pilot):
        text = "\n".join(lines_of(app))
        assert "No answer from the sandbox since 10:53: connection refused." in text
        assert "Everything below is as known 14m ago" in text
        assert tuple(names_of(app)) == IN_ORDER
        assert "r try now" in footer(app)
        assert "known 14m ago" in next(line for line in lines_of(app) if "4 of 8 available" in line)
        await pilot.press("r")
        assert app.asked == [Refresh()]


async def test_at_80_columns_the_notice_is_short_and_a_filter_keeps_its_line() -> None:
    async with shown(offline(fleet()), NARROW) as (app, pilot):
        assert lines_of(app)[3] == " ✕ No answer since 10:53 (connection refused). Shown: as known 14m ago"
        await typed(pilot, "/corp")
        await pilot.press("enter")
        assert lines_of(app)[3].startswith(" / corp")
        assert lines_of(app)[3].endswith("1 of 9  as known 14m ago")


async def test_what_was_stored_is_shown_at_once_and_says_how_old_it_is() -> None:
    start = replace(fleet(), stored=True, connection=Connection(Link.STARTING), customers_at=NOW - 90 * MINUTE)
    async with shown(start) as (app, pilot):
        assert tuple(names_of(app)) == IN_ORDER
        assert "Shown: as known 1h ago. Asking the sandbox now …" in lines_of(app)[3]
        assert screen_of(app).table._tone == "muted"
        app.snapshot = replace(fleet(), version=1)
        await pilot.pause()
        assert lines_of(app)[3].startswith(" / name, needs:attention")
        assert screen_of(app).table._tone == "ink"


async def test_before_the_first_answer_the_list_says_that_it_asks() -> None:
    start = replace(live(), customers_at=None, connection=Connection(Link.STARTING))
    async with shown(start) as (app, _pilot):
        assert any("Asking for the customers …" in line for line in lines_of(app))


async def test_a_start_without_the_api_says_what_is_wrong_and_what_to_do() -> None:
    fault = Fault("The key was refused (401).", remedy="Check the key: archera-tui config check")
    start = replace(live(), customers_at=None, connection=Connection(Link.OFFLINE, fault=fault))
    async with shown(start, NARROW) as (app, _pilot):
        text = "\n".join(lines_of(app))
        assert "✕ The key was refused (401)." in text
        assert "Check the key: archera-tui config check" in text
        assert "r tries now" in text


async def test_a_partner_without_customers_is_told_why_and_what_to_do() -> None:
    async with shown(live(), NARROW) as (app, _pilot):
        text = "\n".join(lines_of(app))
        assert "No customers are listed for this partner." in text
        assert "r looks again" in text


# What is looked at


async def test_the_plans_of_the_customer_in_hand_are_looked_at_once_the_cursor_rests() -> None:
    async with shown(rest=0.0) as (app, pilot):
        await pilot.pause()
        assert app.asked == [LookAt(((BETA.org_id, "aws"),))]
        app.asked.clear()
        table = screen_of(app).table
        for _step in range(4):
            table.action_step(1)
        await pilot.pause()
        assert app.asked == [LookAt(((NORTHWIND.org_id, "aws"), (NORTHWIND.org_id, "azure")))]


async def test_a_cursor_that_does_not_rest_asks_for_nothing() -> None:
    async with shown(rest=60.0) as (app, pilot):
        await pilot.press("j", "j")
        assert not app.asked


async def test_a_customer_without_a_working_cloud_is_looked_at_for_no_plan() -> None:
    async with shown(rest=0.0) as (app, pilot):
        await pilot.press("G")
        await pilot.pause()
        assert app.asked[-1] == LookAt(())


async def test_a_snapshot_does_not_ask_again() -> None:
    async with shown(rest=0.0) as (app, pilot):
        await pilot.pause()
        app.asked.clear()
        app.snapshot = replace(app.snapshot, version=1, customers=(*FLEET, customer("Zed", aws="********")))
        await pilot.pause()
        assert not app.asked


async def test_on_coming_back_from_another_screen_the_plans_in_hand_are_looked_at_again() -> None:
    async with shown(rest=0.0) as (app, pilot):
        await pilot.pause()
        await app.push_screen(Screen[None]())
        app.asked.clear()
        app.pop_screen()
        await pilot.pause()
        assert app.asked == [LookAt(((BETA.org_id, "aws"),))]


# The panel and the lines under the list


async def test_the_panel_follows_the_cursor_at_120_columns() -> None:
    async with shown() as (app, pilot):
        assert "What to do" in "\n".join(lines_of(app))
        assert any(line.endswith("Beta Corp c/o Acme") for line in lines_of(app))
        await pilot.press("j")
        assert any(line.endswith("Halden Foods c/o Acme") for line in lines_of(app))
        assert any("app_consent" in line for line in lines_of(app))


async def test_the_lines_under_the_list_follow_the_cursor_at_80_columns() -> None:
    async with shown(size=NARROW) as (app, pilot):
        assert lines_of(app)[20] == " ✕ AWS assume_role missing since 11:03, 3m ago; was available"
        await pilot.press("G", "k", "k", "k")
        assert cursor(app) == DELTA.org_id
        assert lines_of(app)[20] == " ● AWS 8 of 8 available"
        assert "bought" in lines_of(app)[21]


async def test_a_change_of_width_moves_the_words_between_panel_and_lines() -> None:
    async with shown(size=NARROW) as (app, pilot):
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        await pilot.pause()
        assert screen_of(app).query_one(SidePanel).region.width == 45
        assert any("What to do" in line for line in lines_of(app))
        await pilot.resize_terminal(*NARROW)
        await pilot.pause()
        await pilot.pause()
        assert any("✕ AWS assume_role missing" in line for line in lines_of(app))
        assert isinstance(app.focused, VirtualTable)
