"""The list of plans on a screen: what it shows, and what every key does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.customer_list import lines_of, typed
from support.plans import attempt_of
from support.portfolio import (
    ATLAS,
    BETA,
    BROKEN,
    KESTREL,
    MARLOW,
    NARROW,
    NORTHWIND,
    OSTRAVA,
    TO_REVIEW,
    WIDE,
    PlansStage,
    changed,
    go_to,
    plan_in_hand,
    plan_line_of,
    plans_screen,
    plans_shown,
    portfolio,
)
from support.stage import NOW, live

from tui.domain.faults import Fault
from tui.domain.intents import LoadPlans, LookAt, MarkPlan
from tui.domain.marks import Review, ReviewMark
from tui.domain.plan.brief import PlanStanding
from tui.domain.purchase.attempt import AttemptState
from tui.domain.snapshot import Connection, Link, PlanReading, Reading
from widgets.side_panel import SidePanel

SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
IN_ORDER = ["Northwind", "Kestrel", "Ostrava", "Lumen", "Marlow", "Foxglove", "Beta", "Atlas"]


def names(app: PlansStage) -> list[str]:
    """The first words of the names in the list."""
    return [row.standing.name.split()[0] for row in plans_screen(app)._list.shown]


@SIZES
async def test_the_plans_stand_by_net_savings_with_what_they_cost_and_where_their_review_stands(
    size: tuple[int, int],
) -> None:
    async with plans_shown(size=size) as (app, _pilot):
        assert names(app)[:8] == IN_ORDER
        assert names(app)[-2:] == ["Umber", "Cyan"]
        kestrel = plan_line_of(app, "Kestrel").split()
        assert [word for word in kestrel if word[0].isdigit()][:1] == ["9,415.30"]
        assert "29→77 + to buy" in " ".join(kestrel)
        assert "✓ looked" in plan_line_of(app, "Northwind")
        assert "locked" in plan_line_of(app, "Lumen")
        assert "– declined" in plan_line_of(app, "Foxglove")


async def test_what_is_negative_calculating_or_bought_says_so() -> None:
    async with plans_shown() as (app, _pilot):
        assert "−85.40" in plan_line_of(app, "Umber")
        assert plan_line_of(app, "Cyan").split("│")[0].split()[-5:] == ["–", "–", "–", "–", "calculating"]
        assert "● bought" in plan_line_of(app, "Delta")


async def test_the_summary_adds_up_what_waits_and_counts_what_is_to_be_done_and_not_known() -> None:
    async with plans_shown(size=(160, 40)) as (app, _pilot):
        said = lines_of(app)[2]
        assert "$72,239.35/mo net in 16 plans, added up here" in said
        assert "12 to review   + 2 to buy   1 calculating" in said
        assert said.endswith("1 without a plan   ✕ 1 failed   2 of 22 not known yet")


async def test_at_80_columns_the_summary_keeps_the_sum_the_work_and_what_is_not_known() -> None:
    async with plans_shown(size=NARROW) as (app, _pilot):
        assert lines_of(app)[2].split() == [
            "$72,239.35/mo", "in", "16", "plans", "12", "to", "review", "+", "2", "to", "buy", "✕", "1", "failed", "2",
            "not", "known",
        ]  # fmt: skip


async def test_at_80_columns_the_sum_is_said_to_be_ours_while_there_is_room() -> None:
    start = portfolio()
    known = {key: reading for key, reading in start.plans.items() if reading.state is not Reading.FAILED}
    async with plans_shown(replace(start, plans=known), size=NARROW) as (app, _pilot):
        assert lines_of(app)[2].strip().startswith("$72,239.35/mo added up in 16 plans   12 to review")


async def test_a_long_name_leaves_the_figures_under_the_list_their_room() -> None:
    start = portfolio()
    named = tuple(replace(c, name="Amalgamated " * 12) if c.org_id == NORTHWIND[0] else c for c in start.customers)
    async with plans_shown(replace(start, customers=named), size=NARROW) as (app, _pilot):
        assert "premium $1,404.44/mo   min. commitment $61,055.42" in lines_of(app)[-3]


async def test_the_screen_survives_small_terminals() -> None:
    async with plans_shown(size=(60, 20)) as (app, pilot):
        assert "Northwind" in "\n".join(lines_of(app))
        for size in ((20, 6), (1, 1), WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert names(app)[:8] == IN_ORDER


@SIZES
async def test_enter_opens_the_plan_among_those_shown(size: tuple[int, int]) -> None:
    async with plans_shown(size=size) as (app, pilot):
        await typed(pilot, "/plan:ready")
        await pilot.press("enter", "j", "enter")
        [asked] = app.reviews
        assert asked.key == KESTREL
        assert (asked.org_id, asked.provider, asked.words) == (*KESTREL, "plan:ready")
        assert asked.queue.plans[:3] == (NORTHWIND, KESTREL, OSTRAVA)
        assert asked.among == tuple(org_id for org_id, _ in asked.queue.plans)


async def test_n_opens_the_plan_in_hand_if_it_is_to_do_else_the_next_and_capital_n_one_before() -> None:
    async with plans_shown() as (app, pilot):
        await pilot.press("n")
        assert app.reviews[-1].key == OSTRAVA == TO_REVIEW[0]
        await go_to(pilot, 4)
        await pilot.press("n")
        assert app.reviews[-1].key == MARLOW
        await pilot.press("N")
        assert app.reviews[-1].key == OSTRAVA
        await pilot.press("G", "n")
        assert len(app.reviews) == 3
        assert app.told == ["warning: n next to do: there is no plan to review after this one"]


async def test_whoever_comes_back_finds_the_cursor_on_the_plan_looked_at_last() -> None:
    async with plans_shown() as (app, pilot):
        await pilot.press("n")
        app.reviews[0].left(BETA)
        assert plan_in_hand(app) == BETA


async def test_s_and_a_letter_sort_and_the_same_letter_again_reverses() -> None:
    async with plans_shown() as (app, pilot):
        await pilot.press("s", "d")
        assert names(app)[0] == "Kestrel"
        assert "sorted by cash due at signing" in lines_of(app)[3]
        await pilot.press("s", "d")
        assert names(app)[-2:] == ["Kestrel", "Cyan"]
        await pilot.press("s", "c")
        assert names(app)[:2] == ["Atlas", "Beta"]


async def test_a_click_on_a_heading_sorts() -> None:
    async with plans_shown() as (app, pilot):
        await pilot.click("#list", offset=(lines_of(app)[5].index("Cloud"), 0))
        assert names(app)[-1] == "Tern"


async def test_the_filter_counts_says_what_is_hidden_and_escape_clears_it() -> None:
    async with plans_shown() as (app, pilot):
        await typed(pilot, "/mark:buy")
        assert names(app) == ["Kestrel", "Halden"]
        await pilot.press("enter")
        assert lines_of(app)[3].startswith(" / mark:buy")
        assert "2 of 20" in lines_of(app)[3]
        assert any("18 hidden by the filter, esc clears it" in line for line in lines_of(app))
        await pilot.press("escape")
        assert len(names(app)) == 20


async def test_a_wrong_filter_is_told_and_hides_nothing() -> None:
    async with plans_shown() as (app, pilot):
        await typed(pilot, "/mark:maybe ")
        assert 'mark: has no "maybe"' in lines_of(app)[3]
        assert len(names(app)) == 20


async def test_a_filter_that_leaves_nothing_says_so() -> None:
    async with plans_shown() as (app, pilot):
        await typed(pilot, "/mark:declined azure")
        await pilot.press("enter")
        assert any("20 hidden by the filter" in line for line in lines_of(app))
        await pilot.press("m")
        assert app.told == ["warning: m mark: there is no plan in the list"]


async def test_y_copies_the_figures_with_names_and_ids_in_full() -> None:
    async with plans_shown() as (app, pilot):
        await go_to(pilot, 7)
        await pilot.press("y")
        assert app.clipboard.splitlines() == [
            f"Atlas Print c/o Acme ({ATLAS[0]})",
            "AWS plan b41c9d2e-0c6f-4d55-9d0e-3f6f5d1f7a10, recommended, read Wed 18 Nov 11:00 UTC",
            "net savings $4,210.20/mo, premium $467.80/mo",
            "due at signing $1,840.00, minimum commitment $61,055.42",
            "lock-in 1 year, coverage 31 → 78 %",
            "review: to do",
        ]


async def test_a_snapshot_that_ranks_anew_leaves_the_cursor_on_its_plan() -> None:
    async with plans_shown() as (app, pilot):
        await go_to(pilot, 6)
        app.snapshot = changed(app.snapshot, BETA, monthly_savings=None)
        await pilot.pause()
        assert plan_in_hand(app) == BETA
        assert names(app)[-2:] == ["Beta", "Cyan"]


async def test_a_plan_that_goes_hands_the_cursor_to_its_neighbour() -> None:
    async with plans_shown() as (app, pilot):
        plans = dict(app.snapshot.plans)
        del plans[NORTHWIND]
        app.snapshot = replace(app.snapshot, version=1, plans=plans)
        await pilot.pause()
        assert plan_in_hand(app) == KESTREL


async def test_the_panel_tells_of_the_plan_in_hand_and_of_its_review() -> None:
    async with plans_shown() as (app, pilot):
        await go_to(pilot, 7)
        text = "\n".join(line.partition("│")[2] for line in lines_of(app))
        for said in (
            "Atlas Print c/o Acme",
            "$23,177.04",
            "212 h",
            "−22.2 %",
            "policy buys by itself",
            "Figures 6m old",
        ):
            assert said in text
        review = Review(ReviewMark.TO_BUY, "plan-of-beta-corp-c/o-acme", NOW - 60, "ask Noor")
        app.snapshot = replace(app.snapshot, version=1, marks={**app.snapshot.marks, BETA: review})
        await pilot.press("k")
        text = "\n".join(line.partition("│")[2] for line in lines_of(app))
        assert "“ask Noor”" in text
        assert "Breakeven" not in text


async def test_the_lines_under_the_list_tell_it_at_80_columns() -> None:
    async with plans_shown(size=NARROW) as (app, pilot):
        await go_to(pilot, 7)
        assert lines_of(app)[21] == " Atlas Print  premium $467.80/mo   breakeven 212 h   min. commitment $61,055.42"
        assert lines_of(app)[22].startswith(" ◐ policy buys by itself Tue 24 Nov 10:26 UTC")


async def test_a_panel_is_there_at_120_columns_and_wider_at_160() -> None:
    async with plans_shown(size=WIDE) as (app, pilot):
        assert plans_screen(app).query_one(SidePanel).region.width == 26
        await pilot.resize_terminal(160, 50)
        await pilot.pause()
        await pilot.pause()
        assert plans_screen(app).query_one(SidePanel).region.width == 42
        assert " Note" in lines_of(app)[5]


async def test_a_plan_that_could_not_be_read_again_says_why_and_keeps_its_figures() -> None:
    async with plans_shown() as (app, pilot):
        failed = replace(app.snapshot.plans[NORTHWIND], fault=BROKEN, tried_at=NOW)
        app.snapshot = replace(app.snapshot, version=1, plans={**app.snapshot.plans, NORTHWIND: failed})
        await pilot.pause()
        assert "12,640.00" in plan_line_of(app, "Northwind")
        assert "✕ The gateway" in "\n".join(lines_of(app))


async def test_while_the_api_is_away_the_list_stays_with_its_age() -> None:
    away = Connection(Link.OFFLINE, NOW - 840, NOW - 780, NOW + 9, fault=Fault("No connection.", kind="unreachable"))
    async with plans_shown(replace(portfolio(), customers_at=NOW - 840, connection=away)) as (app, _pilot):
        assert "Everything below is as known 14m ago" in lines_of(app)[3]
        assert names(app)[:8] == IN_ORDER


async def test_an_empty_list_says_why_and_what_to_do() -> None:
    async with plans_shown(live()) as (app, _pilot):
        assert "No plan yet." in "\n".join(lines_of(app))
        assert "24-48 h after billing data arrives" in "\n".join(lines_of(app))


async def test_plans_that_are_still_asked_for_are_announced() -> None:
    start = replace(portfolio(), plans={}, marks={})
    async with plans_shown(start) as (app, _pilot):
        assert "No plan is known yet. Asking for 23" in "\n".join(lines_of(app))


async def test_the_plan_in_hand_is_read_once_the_cursor_rests_and_not_again_for_a_snapshot() -> None:
    async with plans_shown(rest=0.0) as (app, pilot):
        await pilot.pause()
        assert app.asked == [LookAt((NORTHWIND,))]
        app.snapshot = changed(app.snapshot, BETA, monthly_savings=None)
        await pilot.pause()
        assert app.asked == [LookAt((NORTHWIND,))]


async def test_a_customer_with_two_plans_has_two_lines_that_are_marked_apart() -> None:
    start = portfolio()
    two = (NORTHWIND[0], "azure")
    brief = start.plans[NORTHWIND].brief
    assert brief is not None
    other = PlanReading(Reading.KNOWN, replace(brief, id="azure-plan", standing=PlanStanding.READY), NOW)
    async with plans_shown(replace(start, plans={**start.plans, two: other})) as (app, pilot):
        assert names(app)[:3] == ["Northwind", "Northwind", "Kestrel"]
        await pilot.press("j", "m", "l")
        assert app.asked == [MarkPlan(*two, "azure-plan", ReviewMark.LOOKED_AT, "")]


async def test_the_help_tells_the_words_of_this_filter() -> None:
    async with plans_shown() as (app, pilot):
        await pilot.press("question_mark")
        await pilot.pause()
        assert "mark:todo" in " ".join(" ".join(lines_of(app)).split())


async def test_capital_l_reads_what_is_not_known_and_says_when_there_is_nothing_to_read() -> None:
    async with plans_shown() as (app, pilot):
        assert plans_screen(app)._list.totals.not_known
        await pilot.press("L")
        assert app.asked == [LoadPlans()]
        app.snapshot = replace(app.snapshot, customers=(), plans={})
        await pilot.pause()
        await pilot.press("L")
        assert app.asked == [LoadPlans()]
        assert app.told[-1] == "warning: L load: every expected plan is known"


async def test_a_plan_whose_purchase_is_not_known_to_have_ended_says_so_and_waits_for_no_review() -> None:
    start = portfolio()
    unknown = replace(attempt_of(AttemptState.UNKNOWN), host=start.identity.host, org_id=BETA[0], provider=BETA[1])
    async with plans_shown(replace(start, attempts=(unknown,)), NARROW) as (app, pilot):
        assert "○ unknown" in plan_line_of(app, "Beta Corp")
        waiting = [row.key for row in plans_screen(app)._list.shown if row.waits_for_review]
        assert BETA not in waiting
        assert ATLAS in waiting
        app.snapshot = replace(start, attempts=(replace(unknown, state=AttemptState.NOT_BOUGHT),))
        await pilot.pause()
        assert "to do" in plan_line_of(app, "Beta Corp")
