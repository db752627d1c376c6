"""Verifying many customers from the list: asked first, followed over the list, summed up, stopped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.customers import customer, onboarding, snapshot
from support.program import running
from support.stage import NOW, READ_ONLY, Stage, live
from support.weather import Weather

from screens.customers.round import RoundDialog, Targets, round_line, round_lines, targets, told_at_end
from screens.customers.screen import CustomersScreen
from screens.dialogs.confirm import ConfirmDialog
from tui.domain.intents import StopRound, VerifyMany
from tui.domain.onboarding.rounds import Found, Result, Round
from widgets.buttons import Action
from widgets.segments import cell, text_of
from widgets.text_line import Part

if TYPE_CHECKING:
    from pathlib import Path

    from screens.lists.words import Ends

SIZES = ((80, 24), (120, 40))
A, B, C, D = (
    customer("Alpha", aws="x*", org_id="a"), customer("Beta", azure="~*", org_id="b"), customer("Cyan", org_id="c"),
    customer("Delta", aws="**", azure="**", org_id="d"),
)  # fmt: skip
KEYS = (("a", "aws"), ("b", "azure"), ("d", "aws"), ("d", "azure"))


def words(ends: Ends) -> str:
    parts = [cell(part.text) if isinstance(part, Part) else cell(part) for part in (*ends.left, *ends.right)]
    return "  ".join(text_of(part) for part in parts)


def test_who_is_verified_is_who_is_connected_or_begun() -> None:
    begun = {("c", "aws"): onboarding("c", started_at=NOW)}
    assert targets(snapshot(A, B, C, D), ["a", "b", "c", "d"]) == Targets(KEYS, left_out=1, report_made=2)
    assert targets(snapshot(C, progress=begun), ["c", "gone"]) == Targets((("c", "aws"),), 1, 1)


def test_the_line_tells_how_far_it_is_and_what_went_wrong() -> None:
    state = Round(KEYS, NOW, frozenset({KEYS[1]}), {KEYS[0]: Result(Found.UNTOLD, "No.")})
    assert words(round_line(state, NOW)) == "▸ Verifying 1 of 4  ○ 1 could not be told  V shows, and stops"
    held = replace(state, held_until=NOW + 40)
    assert "asked to slow down, goes on in 40s" in words(round_line(held, NOW))
    assert "stopping, 1 under way" in words(round_line(replace(state, stopped="you stopped it"), NOW))


def test_the_summary_is_worst_first_with_reasons_and_who_was_not_begun() -> None:
    results = {
        KEYS[0]: Result(Found.AVAILABLE),
        KEYS[1]: Result(Found.MISSING, "app_consent"),
        KEYS[2]: Result(Found.UNTOLD, "No connection."),
    }
    state = Round(KEYS, NOW, results=results, stopped="you stopped it", ended_at=NOW + 60)
    told = [text_of(cell(line.text)) for line in round_lines(state, snapshot(A, B, C, D), NOW + 90)]
    assert told == [
        "Begun 11:06 UTC, ended 11:07 UTC.",
        "◐ No more were begun: you stopped it.",
        "",
        "○ 1 could not be told",
        "Delta  AWS  No connection.",
        "",
        "✕ 1 missing",
        "Beta  Azure  app_consent",
        "",
        "● 1 all available",
        "Alpha  AWS",
        "",
        "· 1 not begun  Delta (Azure)",
    ]
    assert told_at_end(state) == (
        "verified 3 of 4: 1 all available, 1 missing, 1 could not be told, 1 not begun, you stopped it"
    )


def test_a_thousand_names_do_not_make_a_thousand_lines() -> None:
    keys = tuple((f"o{number}", "aws") for number in range(1000))
    state = Round(keys, NOW, results=dict.fromkeys(keys, Result(Found.AVAILABLE)), ended_at=NOW)
    assert len(list(round_lines(state, snapshot(), NOW))) < 210


@pytest.mark.parametrize("size", SIZES)
async def test_the_selected_are_verified_after_asking(size: tuple[int, int]) -> None:
    app = Stage(CustomersScreen(rest=0), replace(live(), customers=(A, B, C, D)))
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("space", "space", "V")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmDialog)
        assert app.screen.focused is app.screen.query_one("#cancel")
        await pilot.press("enter")
        await pilot.pause()
        assert not any(isinstance(intent, VerifyMany) for intent in app.asked)
        await pilot.press("V")
        await pilot.pause()
        app.screen.query_one("#go-on", Action).focus()
        await pilot.press("enter")
        await pilot.pause()
        asked = [intent for intent in app.asked if isinstance(intent, VerifyMany)]
        assert asked == [VerifyMany((("a", "aws"), ("b", "azure")))]


async def test_one_that_was_never_begun_is_not_verified_and_read_only_says_why() -> None:
    app = Stage(CustomersScreen(rest=0), replace(live(), customers=(C,)))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("V")
        assert app.told == ["warning: V verify: onboarding was never begun there; enter opens the customer"]
    app = Stage(CustomersScreen(rest=0), replace(live(READ_ONLY), customers=(A,)))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("V")
        assert app.told == ["warning: V verify: read-only profile"]


async def test_while_it_goes_on_v_shows_it_follows_it_and_can_stop_it() -> None:
    state = Round(KEYS, NOW, frozenset({KEYS[1]}), {KEYS[0]: Result(Found.UNTOLD, "No.")})
    begin = replace(live(), customers=(A, B, C, D), round=state)
    app = Stage(CustomersScreen(rest=0), begin)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("V")
        await pilot.pause()
        dialog = app.screen
        assert isinstance(dialog, RoundDialog)
        stop = dialog.query_one("#stop", Action)
        assert text_of(stop.pieces(40)).strip() == "Begin no more"
        stop.focus()
        await pilot.press("enter")
        assert app.asked[-1] == StopRound()
        ended = replace(
            state, results=dict.fromkeys(KEYS, Result(Found.AVAILABLE)), under_way=frozenset(), ended_at=NOW
        )
        app.snapshot = replace(begin, round=ended)
        await pilot.pause()
        assert app.screen is dialog
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "Verified 4 of 4" in text
        assert stop.reason == "nothing is left to begin"
        await pilot.press("escape", "V")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmDialog)


@pytest.mark.parametrize("size", SIZES)
async def test_many_customers_are_verified_from_the_list_to_the_summary(tmp_path: Path, size: tuple[int, int]) -> None:
    weather = Weather()
    async with running(tmp_path, size, around=weather.around) as program:
        await program.press("slash")
        await program.type("provider:aws")
        await program.press("enter")
        await program.press(*["space"] * 6)
        screen = program.app.screen
        assert isinstance(screen, CustomersScreen)
        chosen = list(screen.table.selected)
        weather.status[f"{chosen[0]}/partners/onboarding/aws/verify"] = (
            422, b'{"code": 422, "status": "Unprocessable Entity", "message": "no such account"}', {},
        )  # fmt: skip
        await program.press("V")
        assert "Verify 6 customers?" in program.text
        assert "A cost report (CUR) is made" in program.text
        await program.press("tab", "enter")
        verified = weather.seen["verify"]
        assert verified >= 6
        assert "Verified" in program.text
        assert "1 could not be told" in program.text
        await program.press("V")
        assert "no such account" in program.text
        await program.press("escape")
        assert "need attention" in program.text
