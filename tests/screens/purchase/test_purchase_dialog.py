"""The purchase dialog before anything is sent: nobody buys by accident, nobody buys twice."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from rich.cells import cell_len
from support.clock import EPOCH
from support.customers import customer
from support.plans import ORG, PLAN, plan
from support.purchase_dialog import ANN, ASK, SMALL, TAIL, WIDE, desk, known
from support.stage import WRITE
from support.stage_text import stage_lines
from textual import events

from screens.host import Dress
from screens.purchase import words
from tui.domain.intents import Buy, Done
from tui.domain.purchase.limits import Limits
from widgets.glyphs import ASCII

# What it shows


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_everything_that_matters_fits_on_the_screen(size: tuple[int, int]) -> None:
    async with desk(size=size) as at:
        await at.read()
        await at.press("tab")
        for part in (
            "Buy this plan for Ann", "purchasing@acme.example",
            "may become a member of the customer's organization", "Customer   Ann",
            "api.archera.ai, profile prod, WRITE", "AWS recommended 2026-11-11, b41c9d2e-0c6f-4d55",
            "Net savings/mo", "$4,210.20", "Premium/mo", "$467.80", "Due at signing", "$1,840.00",
            "Lock-in, longest", "1 year", "Min. commitment", "$61,055.42", "Breakeven", "212 h",
            "the same figures you reviewed", "its policy would buy it by itself Tue 24 Nov 10:26 UTC",
            "This spends the customer's money and can't be undone from here.",
            "Purchases from other computers or consoles are not seen here.",
            "Type the customer's name to arm Buy", "Cancel", "not armed: the name is not typed", "esc cancel",
        ):  # fmt: skip
            assert part in at.text, part
        assert not at.dialog.query_one("#purchase-review .dialog-body").show_vertical_scrollbar


@pytest.mark.parametrize("dress", [Dress("plain"), Dress("night", ASCII)])
async def test_it_can_be_drawn_in_every_dress(dress: Dress) -> None:
    async with desk(dress=dress) as at:
        await at.read()
        await at.arm()
        assert "armed" in at.text
        assert "Buy: $1,840.00 now, $61,055.42 at least" in at.text
        assert at.text.isascii() == (dress.glyphs is ASCII)


async def test_it_survives_any_size() -> None:
    async with desk() as at:
        for size in ((60, 20), (30, 10), (1, 1)):
            await at.pilot.resize_terminal(*size)
        await at.read()
        await at.pilot.resize_terminal(*SMALL)
        await at.settle()
        assert "not armed" in at.text


async def test_what_buying_means_is_in_view_also_where_the_figures_have_no_room() -> None:
    async with desk(size=(70, 15)) as at:
        await at.read()
        await at.arm()
        for seen in (words.SPENDS, words.ELSEWHERE, "● armed", "Buy: $1,840.00 now, $61,055.42 at least"):
            assert seen in at.text
        assert "Breakeven" not in at.text


async def test_fresh_figures_are_asked_for_as_soon_as_it_opens() -> None:
    async with desk() as at:
        assert at.app.asked[-1] == ASK
        assert "reading the figures again" in at.text
        assert at.focus == "cancel"
        assert not at.field.visible
        await at.press("tab", "y", "enter")
        assert at.focus == "cancel"
        assert at.buys == []


async def test_names_from_outside_are_text_and_a_long_one_is_written_in_full() -> None:
    name = "[@click=app.quit]x[/] \x1b[2J " + "long " * 30
    async with desk(known(customers=(customer(name, org_id=ORG),))) as at:
        await at.read()
        assert {cell_len(line) for line in stage_lines(at.app)} == {80}
        assert "\x1b" not in at.text
        assert "[@click=app.quit]x[/]" in at.text
        assert at.text.count("long") >= 30
        assert "the last 6 characters" in at.text


# The challenge, rule by rule


async def test_focus_starts_on_cancel_where_enter_and_y_do_nothing() -> None:
    async with desk() as at:
        await at.read()
        assert at.focus == "cancel"
        await at.press("y", "enter", "space")
        assert at.app.screen is at.dialog
        assert at.buys == []
        assert at.field.value == ""


async def test_tab_goes_from_cancel_to_the_field_and_to_buy_only_when_armed() -> None:
    async with desk() as at:
        await at.read()
        seen = []
        for _ in range(3):
            await at.press("tab")
            seen.append(at.focus)
        assert seen == ["purchase-field", "cancel", "purchase-field"]
        await at.type(ANN.name)
        await at.press("tab")
        assert at.focus == "buy"
        await at.press("tab")
        assert at.focus == "cancel"
        await at.press("shift+tab")
        assert at.focus == "buy"


async def test_typed_exactly_buy_is_armed_and_says_its_price_and_enter_on_it_buys_the_fresh_plan() -> None:
    fresh = plan(created_at=EPOCH)
    async with desk() as at:
        await at.read(fresh)
        await at.arm()
        assert "● armed" in at.text
        assert at.buy.label == "Buy: $1,840.00 now, $61,055.42 at least"
        await at.press("tab")
        assert "enter buy" in stage_lines(at.app)[-1]
        await at.press("enter")
        assert at.buys == [Buy(ORG, ANN.name, "aws", fresh, "purchasing@acme.example")]


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_above_a_sum_the_profile_sets_the_sum_is_typed_as_well(size: tuple[int, int]) -> None:
    who = replace(WRITE, limits=Limits(confirm_again_above=Decimal(10_000)))
    async with desk(known(identity=who), size) as at:
        await at.read()
        await at.arm()
        assert "Type the minimum commitment as well, to the cent" in at.text
        assert at.buy.reason == "not armed: the sum is not typed"
        assert at.field.value == ""
        assert at.focus == "purchase-field"
        for wrong in ("61,055", "61,055.43"):
            at.field.value = wrong
            await at.settle()
            assert at.buy.reason
        at.field.value = ""
        await at.type("61055.42")
        at.app.time += 1
        assert "● armed" in at.text
        await at.press("tab", "enter")
        [bought] = at.buys
        assert bought.typed_sum == Decimal("61055.42")


async def test_a_click_on_buy_buys_too_and_one_on_a_disarmed_buy_says_why_not() -> None:
    async with desk() as at:
        await at.read()
        await at.pilot.click("#buy")
        await at.settle()
        assert at.app.told == ["warning: not armed: the name is not typed"]
        await at.arm()
        await at.pilot.click("#buy")
        await at.settle()
        assert len(at.buys) == 1


async def test_enter_in_the_field_does_nothing_even_when_armed() -> None:
    async with desk() as at:
        await at.read()
        await at.arm()
        await at.press("enter", "enter")
        assert at.buys == []
        assert at.focus == "purchase-field"


async def test_anything_else_does_not_arm() -> None:
    async with desk() as at:
        await at.read()
        for typed in ("ann", "An", "y", "Anna", "Ann "):
            at.field.value = typed
            await at.settle()
            at.app.time += 1
            assert at.buy.reason == "not armed: the name is not typed"
            at.buy.press()
            await at.settle()
            assert at.buys == []


async def test_changing_the_text_disarms() -> None:
    async with desk() as at:
        await at.read()
        await at.arm()
        await at.press("x")
        assert "armed" not in at.text.replace("not armed", "").replace("to arm", "")
        assert at.buy.reason
        await at.press("backspace")
        assert not at.buy.reason


async def test_keys_within_the_arm_delay_do_not_count() -> None:
    async with desk() as at:
        await at.answer(Done(ASK, PLAN))
        await at.press("tab", "A")
        assert at.field.value == ""
        assert "too early: type it again" in at.text
        at.app.time += 0.6
        await at.type("A")
        assert at.field.value == "A"
        assert "too early" not in at.text


async def test_a_paste_never_counts_whichever_way_it_comes() -> None:
    async with desk() as at:
        await at.read()
        await at.press("tab")
        at.app.copy_to_clipboard(ANN.name)
        at.field.post_message(events.Paste(ANN.name))
        await at.settle()
        assert at.field.value == ""
        assert "a paste doesn't count: type it" in at.text
        assert "Type the name " in at.text
        await at.press("ctrl+v")
        assert at.field.value == ""
        at.app.post_message(events.Paste(ANN.name))
        await at.settle()
        assert at.field.value == ""
        assert at.buy.reason


async def test_keys_that_arrive_in_one_burst_arm_but_never_buy() -> None:
    async with desk() as at:
        await at.read()
        await at.press("tab")
        await at.type(ANN.name)
        await at.press("tab", "enter", "enter")
        assert at.buys == []
        assert "armed just now: press again" in at.text
        at.app.time += 0.6
        await at.press("enter")
        assert len(at.buys) == 1


async def test_a_name_that_is_not_unique_asks_for_the_end_of_the_id() -> None:
    twin = customer("ANN", org_id="another")
    async with desk(known(customers=(ANN, twin))) as at:
        await at.read()
        assert "Type the last 6 characters of the customer's id to arm Buy" in at.text
        await at.arm()
        assert at.buy.reason
        await at.press("ctrl+u")
        await at.type(TAIL)
        assert not at.buy.reason


async def test_buy_cannot_be_pressed_twice() -> None:
    async with desk() as at:
        await at.read()
        await at.arm()
        await at.press("tab")
        at.buy.press()
        at.buy.press()
        await at.settle()
        await at.press("enter", "enter", "tab", "enter")
        assert len(at.buys) == 1
        assert at.app.screen is at.dialog
