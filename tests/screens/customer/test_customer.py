"""The customer screen step by step, tab by tab, over snapshots of the test's making."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.customer_stage import (
    DELTA,
    EMBER,
    ID,
    SIZES,
    beta,
    beta_with,
    launched,
    opened,
    reviewed,
    shown_to,
    started,
    template,
    troubled,
    verified,
)  # fmt: skip
from support.customers import features, reading
from support.stage import NOW

from screens.customer.screen import CustomerScreen
from tui.commands import Where, commands_of
from tui.domain.changes import Change
from tui.domain.intents import (
    Done,
    LookAt,
    ReadLaunchUrl,
    ReadTemplate,
    StartOnboarding,
    TemplateReviewed,
    VerifyAws,
)  # fmt: skip
from tui.domain.onboarding.steps import Progress
from widgets.action_line import ActionLine
from widgets.code_view import CodeView
from widgets.nav_bar import NavBar
from widgets.stepper import Stepper
from widgets.tab_line import TabLine

if TYPE_CHECKING:
    from tui.domain.snapshot import Snapshot

CHANGES = (Change(NOW - 200, "feature", ID, "Beta", "assume_role", "available", "missing", "aws"),)


def with_progress(snapshot: Snapshot, progress: Progress) -> Snapshot:
    return replace(snapshot, progress={(progress.org_id, progress.cloud): progress})


@pytest.mark.parametrize("size", SIZES)
async def test_a_customer_is_onboarded_from_beginning_to_end(size: tuple[int, int]) -> None:
    begin = shown_to()
    async with opened(begin, size=size) as (app, pilot):
        assert "Start onboarding to AWS" in app.text
        await pilot.press("enter")
        assert app.wanted == [StartOnboarding(ID)]
        assert "being asked" in app.text
        app.publish(with_progress(begin, started()))
        app.answer(Done(StartOnboarding(ID)))
        await pilot.pause()

        assert app.wanted[1:] == [ReadTemplate(ID)]
        assert "The template is being fetched." in app.text
        app.answer(Done(ReadTemplate(ID), template()))
        await pilot.pause()
        assert "What this role may do" in app.text
        assert "savings plans; reservations; exchanges them" in app.text
        assert '"AWSTemplateFormatVersion": "2010-09-09",' in app.text
        await pilot.press("enter")
        assert app.wanted[2:] == [TemplateReviewed(ID)]
        app.publish(with_progress(begin, reviewed()))
        app.answer(Done(TemplateReviewed(ID)))
        await pilot.pause()

        assert app.wanted[3:] == [ReadLaunchUrl(ID)]
        app.publish(with_progress(begin, launched()))
        app.answer(Done(ReadLaunchUrl(ID)))
        await pilot.pause()
        assert "eu-central-1.console.aws.amazon.com" in app.text
        await pilot.press("enter")
        await pilot.pause()
        assert app.wanted[4:] == []
        assert "Not verified yet" in app.text

        await pilot.press("enter")
        assert app.wanted[4:] == [VerifyAws(ID)]
        found = features("********")
        done = replace(begin, customers=(beta_with(found), DELTA, EMBER), plans={(ID, "aws"): reading("4480.90")})
        app.publish(with_progress(done, verified(found)))
        app.answer(Done(VerifyAws(ID)))
        await pilot.pause()
        assert "Connected" in app.text
        assert "$4,480.90" in app.text
        await pilot.press("P")
        await pilot.pause()
        assert app.opened == [("plan", ID, "", ID, "delta", "ember", "needs:attention")]


@pytest.mark.parametrize("progress", [(), (started(),), (reviewed(),), (launched(),), (verified(troubled()),)])
async def test_every_step_has_its_action_above_the_footer_at_every_size(progress: tuple[Progress, ...]) -> None:
    async with opened(shown_to(progress=progress)) as (app, pilot):
        for size in (*SIZES, (60, 20), (160, 50)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            lines = app.text.split("\n")
            assert lines[-2].replace("│", " ").split()[0] in ("enter", "V"), size
            assert "Beta Corp" in lines[1]
            assert "AWS" in lines[2]


async def test_a_visit_begins_at_the_step_in_hand_and_asks_for_what_it_needs() -> None:
    async with opened(shown_to(progress=(started(),))) as (app, _pilot):
        assert app.wanted == [ReadTemplate(ID)]
    async with opened(shown_to(progress=(launched(),))) as (app, _pilot):
        assert app.wanted == []
        assert "Not verified yet" in app.text


async def test_the_plans_of_the_customer_are_looked_at_and_no_longer_when_one_leaves() -> None:
    customer = beta(aws="********", azure="********")
    async with opened(shown_to(customer)) as (app, pilot):
        assert app.asked == [LookAt(((ID, "aws"), (ID, "azure")))]
        await pilot.press("escape")
        assert app.asked[1] == LookAt(())
        assert not any(isinstance(screen, CustomerScreen) for screen in app.screen_stack)


async def test_steps_can_be_looked_at_in_any_order_and_the_first_and_last_are_the_ends() -> None:
    async with opened(shown_to(progress=(launched(),))) as (app, pilot):
        await pilot.press("left", "h")
        assert app.customer_screen.visit.step == 2
        await pilot.press("h", "h", "h")
        assert app.customer_screen.visit.step == 1
        await pilot.press("l", "right", "right", "right", "right")
        assert app.customer_screen.visit.step == 4
        await pilot.click(Stepper, offset=(5, 4))
        assert app.customer_screen.visit.step == 3


async def test_the_template_is_fetched_once_in_a_visit_and_again_only_when_asked() -> None:
    async with opened(shown_to(progress=(started(),))) as (app, pilot):
        app.answer(Done(ReadTemplate(ID), template()))
        await pilot.pause()
        await pilot.press("left", "right")
        assert app.wanted == [ReadTemplate(ID)]
        await pilot.press("t")
        assert app.wanted == [ReadTemplate(ID), ReadTemplate(ID)]


async def test_background_snapshots_move_neither_the_step_nor_the_place_in_it() -> None:
    begin = shown_to(progress=(started(),))
    async with opened(begin) as (app, pilot):
        app.answer(Done(ReadTemplate(ID), template()))
        await pilot.pause()
        await pilot.press("pagedown")
        line = app.screen.query_one(CodeView).line
        app.publish(with_progress(begin, verified(troubled())))
        await pilot.pause()
        assert app.customer_screen.visit.step == 2
        assert app.screen.query_one(CodeView).line == line > 1
        assert app.screen.focused is app.screen.query_one(CodeView)


async def test_a_long_text_scrolls_by_key_from_the_first_moment() -> None:
    many = tuple(replace(troubled()[0], name=f"feature_{number}") for number in range(9))
    async with opened(shown_to(beta_with(many), progress=(verified(many),)), size=(80, 24)) as (app, pilot):
        assert "✕ 9 missing" in app.text
        await pilot.press("j", "j")
        assert "✕ 9 missing" not in app.text
        assert "4 Verify" in app.text
        await pilot.press("left", "right")
        await pilot.pause()
        assert "✕ 9 missing" in app.text


# Tabs and customers


async def test_tab_walks_the_tabs_round_and_each_shows_its_own() -> None:
    snapshot = shown_to(
        beta_with(troubled()),
        progress=(verified(troubled()),),
        plans={(ID, "aws"): reading("4480.90")},
        changes=CHANGES,
    )
    async with opened(snapshot) as (app, pilot):
        seen = {}
        for tab in ("azure", "plans", "marketplace", "history", "aws"):
            await pilot.press("tab")
            await pilot.pause()
            seen[tab] = app.text
        assert "Which Azure subscription?" in seen["azure"]
        assert "Marketplace offer links" in seen["marketplace"]
        assert "4,480.90" in seen["plans"]
        assert "available → missing" in seen["history"]
        assert "Verify again" in seen["aws"]
        await pilot.press("shift+tab")
        await pilot.pause()
        assert "available → missing" in app.text
        await pilot.click(TabLine, offset=(2, 0))
        await pilot.pause()
        assert "Verify again" in app.text


async def test_enter_in_the_plans_opens_the_one_in_hand_and_so_does_a_click_on_the_action() -> None:
    snapshot = shown_to(beta(aws="********"), plans={(ID, "aws"): reading("10")})
    screen = CustomerScreen(ID, (ID,), "all", tab="plans")
    async with opened(snapshot, screen) as (app, pilot):
        assert "AWS: ready, saves $10.00 per month" in app.text
        await pilot.press("enter", "j", "P")
        await pilot.pause()
        assert "Azure is not connected" in app.text
        await pilot.click("#plan-action")
        await pilot.pause()
        assert [entry[:3] for entry in app.opened] == [
            ("plan", ID, "aws"),
            ("plan", ID, "azure"),
            ("plan", ID, "azure"),
        ]


async def test_brackets_walk_the_customers_one_came_from() -> None:
    async with opened(shown_to(progress=(started(),))) as (app, pilot):
        assert "1 of 3 in needs:attention" in app.text
        await pilot.press("left_square_bracket")
        assert app.told == ["warning: [ previous: no other customer on that side"]
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert "Delta GmbH c/o Acme" in app.text
        assert "2 of 3 in needs:attention" in app.text
        assert "Connected" in app.text
        app.answer(Done(ReadTemplate(ID), template()))
        await pilot.pause()
        assert app.customer_screen.visit.template is None
        await pilot.click(NavBar, offset=(app.text.split("\n")[1].index("]"), 0))
        await pilot.pause()
        assert "Ember Ltd c/o Acme" in app.text
        assert "Start onboarding to AWS" in app.text
        await pilot.press("left_square_bracket", "left_square_bracket")
        await pilot.pause()
        assert app.wanted == [ReadTemplate(ID), ReadTemplate(ID)]


async def test_a_customer_opened_by_itself_has_no_neighbours() -> None:
    async with opened(shown_to(), CustomerScreen(ID)) as (app, pilot):
        assert " of " not in app.text.split("\n")[1]
        await pilot.press("right_square_bracket")
        assert app.told == ["warning: ] next: no other customer on that side"]


# The frame


def test_no_key_of_this_screen_is_a_key_of_every_screen() -> None:
    everywhere = {key for command in commands_of(Where.EVERYWHERE) for key in command.keys.split(",")}
    own = [key for command in commands_of(Where.CUSTOMER) for key in command.keys.split(",")]
    assert not everywhere.intersection(own)
    assert len(own) == len(set(own))


def test_every_command_of_this_screen_can_be_done() -> None:
    for command in (*commands_of(Where.CUSTOMER), *commands_of(Where.EVERYWHERE)):
        assert callable(getattr(CustomerScreen, command.method))


async def test_help_opens_over_the_screen_and_the_mouse_does_the_action() -> None:
    async with opened(shown_to()) as (app, pilot):
        await pilot.press("question_mark")
        await pilot.pause()
        assert app.screen is not app.customer_screen
        await pilot.press("escape")
        await pilot.pause()
        await pilot.click(ActionLine, offset=(5, 0))
        await pilot.pause()
        assert app.wanted == [StartOnboarding(ID)]


async def test_the_screen_survives_any_size() -> None:
    snapshot = shown_to(beta_with(troubled()), progress=(verified(troubled(), features("********")),))
    async with opened(snapshot) as (app, pilot):
        sizes = ((1, 1), (10, 5), (79, 24), (2, 40), (3, 3), (60, 2), (119, 3))
        for size, key in zip(sizes, ("tab", "tab", "tab", "tab", "tab", "right", "left"), strict=True):
            await pilot.resize_terminal(*size)
            await pilot.press(key)
            await pilot.pause()
        await pilot.resize_terminal(120, 40)
        await pilot.press("right")
        await pilot.pause()
        assert "assume_role" in app.text
