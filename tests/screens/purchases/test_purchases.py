"""The purchase journal on a screen: what it shows, and what every key does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.customer_list import lines_of, typed
from support.journal_list import DONE, NARROW, UNKNOWN, WHO, WIDE, journal, purchases_screen, purchases_shown
from support.stage import NOW, READ_ONLY, WRITE, Stage, live

from screens.purchases.panel import entry_text, what_ends_it
from screens.purchases.settle import SettleDialog
from tui.domain.faults import Fault
from tui.domain.intents import Done, Failed, LookAgain, Settle
from tui.domain.purchase.attempt import AttemptState
from widgets.buttons import Action

SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
BOUGHT = DONE[0]


def rows(app: Stage) -> list[str]:
    return [line.partition("│")[0].rstrip() for line in lines_of(app)[4:-1]]


def row(app: Stage, words: str) -> str:
    return next(line for line in rows(app) if words in line)


def panel(app: Stage) -> str:
    return " ".join(" ".join(line.partition("│")[2].strip() for line in lines_of(app)).split())


def at_hand(app: Stage) -> int:
    attempt = purchases_screen(app).hand
    return 0 if attempt is None else attempt.number


@SIZES
async def test_what_nobody_knows_the_end_of_stands_on_top_with_what_is_known_of_it(size: tuple[int, int]) -> None:
    async with purchases_shown(size=size) as (app, _pilot):
        lines = rows(app)
        place = next(n for n, line in enumerate(lines) if line.startswith(" Open"))
        assert "○ unknown" in lines[place + 1]
        assert lines[place + 1].endswith("11:05")
        assert lines[place + 2].strip() == "no answer in 30s; looked 2 times, plan still “recommended”"
        assert lines[place + 3].strip() == "looks again in 20s by itself; can't be bought until known"
        done = lines.index(row(app, "Done"))
        assert done > place
        assert not lines[done - 1].strip()
        assert "● bought" in row(app, "Delta")
        assert "– not bought" in row(app, "Quarry")
        assert "✕ refused" in row(app, "Lumen")
        assert "failed" not in "\n".join(lines)


async def test_how_it_ended_is_told_where_there_is_room() -> None:
    async with purchases_shown() as (app, _pilot):
        assert "403 may not buy" in row(app, "Lumen")
        assert row(app, "Umber").endswith("–")
        assert row(app, "Delta").endswith("14 Nov")


@SIZES
async def test_the_summary_and_the_second_line_count_what_is_unknown(size: tuple[int, int]) -> None:
    async with purchases_shown(size=size) as (app, _pilot):
        assert lines_of(app)[2].startswith(" ○ 1 unknown   1 bought   1 accepted   1 refused   1 not sent")
        assert lines_of(app)[1].endswith("○ 1 unknown" if size == WIDE else "○ 1")


async def test_the_panel_tells_the_history_the_figures_who_and_what_ends_it() -> None:
    async with purchases_shown() as (app, pilot):
        text = panel(app)
        for said in ("Entry 42 ○ unknown", "18 Nov, UTC", "11:05:10 sent", "$61,055.42", "purchasing@acme.example"):
            assert said in text
        assert "ask Archera; then record the answer with e." in text
        await pilot.press("j", "j", "j", "j")
        assert at_hand(app) == 38
        assert "noor@desk: “Archera says so, ticket 77”" in panel(app)
        await pilot.press("k")
        assert "“this key may not execute plans”" in panel(app)


async def test_the_lines_under_the_list_tell_it_at_80_columns() -> None:
    async with purchases_shown(size=NARROW) as (app, _pilot):
        assert lines_of(app)[21].rstrip() == (
            " Entry 42  written 11:05:09 UTC before sending, by purchasing@acme.example"
        )
        assert "prod, api.archera.ai, plan b41c9d2e-0c6f-4d55" in lines_of(app)[22]


async def test_the_words_about_the_next_look_move_on_while_nothing_else_happens() -> None:
    async with purchases_shown() as (app, _pilot):
        app.time = NOW + 7
        purchases_screen(app)._move_on()
        assert row(app, "looks again").strip().startswith("looks again in 15s")


async def test_an_entry_that_is_sent_says_that_its_answer_is_waited_for() -> None:
    sent = replace(UNKNOWN, state=AttemptState.SENT, how="waiting for the answer", looks=0)
    async with purchases_shown(journal(WRITE, sent)) as (app, _pilot):
        assert "▸ sent" in row(app, "Atlas")
        assert "its answer is waited for" in "\n".join(rows(app))
        assert "1 under way" in lines_of(app)[2]
        assert "unknown" not in lines_of(app)[1]
        assert "No Outcome" in row(app, "Outcome")


# What is done


@SIZES
async def test_enter_opens_the_plan_of_the_entry(size: tuple[int, int]) -> None:
    async with purchases_shown(size=size) as (app, pilot):
        await pilot.press("j", "enter")
        assert app.opened == [("plan", BOUGHT.org_id, "aws", "")]


async def test_l_looks_now_and_tells_what_was_seen() -> None:
    async with purchases_shown() as (app, pilot):
        await pilot.press("l")
        assert app.asked == [LookAgain(UNKNOWN.id)]
        app.answer(Done(LookAgain(UNKNOWN.id), UNKNOWN))
        app.answer(Done(LookAgain(UNKNOWN.id), replace(UNKNOWN, state=AttemptState.BOUGHT)))
        app.answer(Failed(LookAgain(UNKNOWN.id), Fault("The program that sent it still runs (process 7).")))
        await pilot.pause()
        assert app.told == [
            "information: entry 42 is still unknown: looked: plan still “recommended”",
            "information: entry 42 is bought",
            "warning: The program that sent it still runs (process 7).",
        ]


async def test_nothing_is_looked_for_once_it_is_known_how_it_ended() -> None:
    async with purchases_shown() as (app, pilot):
        await pilot.press("j", "l", "e")
        assert not app.asked
        assert app.told == [
            "warning: l look now: entry 41 is bought: there is nothing to look for",
            "warning: e record an answer: entry 41 is bought: only an unknown one can be ended so",
        ]


async def test_an_entry_of_another_api_is_neither_looked_for_nor_opened_here() -> None:
    elsewhere = replace(UNKNOWN, host="other.example", profile="test")
    async with purchases_shown(journal(WRITE, elsewhere)) as (app, pilot):
        assert "looked for by a program with profile test, at other.example" in "\n".join(rows(app))
        assert "another API than this program calls" in panel(app)
        await pilot.press("l", "enter")
        assert not app.asked
        assert not app.opened
        assert app.told == [
            "warning: l look now: entry 42 was made at other.example (profile test)",
            "warning: enter plan: entry 42 was made at other.example (profile test)",
        ]
        await pilot.press("e")
        assert isinstance(app.screen, SettleDialog)


async def test_looking_and_recording_an_answer_work_in_a_read_only_profile() -> None:
    async with purchases_shown(journal(READ_ONLY, UNKNOWN)) as (app, _pilot):
        assert all(key.enabled for key in purchases_screen(app)._footer_shown)  # type: ignore[attr-defined]


async def test_y_copies_the_entry_with_its_history_and_ids_in_full() -> None:
    async with purchases_shown() as (app, pilot):
        await pilot.press("y")
        lines = app.clipboard.splitlines()
        assert lines[0] == "entry 42: unknown, no answer in 30s"
        assert lines[2] == f"plan {UNKNOWN.plan_id}, {UNKNOWN.reviewed.plan_name}"
        assert lines[-1] == "2026-11-18T11:06:00Z  looked: plan still “recommended”"
        assert app.clipboard == entry_text(UNKNOWN)


# The dialog


@SIZES
async def test_the_dialog_starts_on_cancel_and_says_what_each_answer_means(size: tuple[int, int]) -> None:
    async with purchases_shown(size=size) as (app, pilot):
        await pilot.press("e")
        await pilot.pause()
        assert app.focused is not None
        assert app.focused.id == "cancel"
        text = " ".join("\n".join(lines_of(app)).split())
        for said in (
            "Atlas Print c/o Acme",
            "never be bought again",
            "pays twice",
            "say first how you know",
        ):
            assert said in text
        await pilot.press("enter")
        assert not app.asked
        assert not isinstance(app.screen, SettleDialog)


async def test_an_answer_needs_a_reason_and_enter_in_the_field_answers_nothing() -> None:
    async with purchases_shown() as (app, pilot):
        await pilot.press("e", "tab")
        assert app.screen.query_one("#bought", Action).reason
        await typed(pilot, "ticket 7")
        assert not app.screen.query_one("#bought", Action).reason
        await pilot.press("enter")
        assert isinstance(app.screen, SettleDialog)
        assert not app.asked
        assert app.focused is not None
        assert app.focused.id == "cancel"


@pytest.mark.parametrize(("steps", "bought"), [(1, True), (2, False)])
async def test_the_answer_goes_to_the_journal_with_the_reason_and_whose_word_it_is(steps: int, bought: bool) -> None:  # noqa: FBT001
    async with purchases_shown() as (app, pilot):
        await pilot.press("e", "tab")
        await typed(pilot, "ticket 7")
        await pilot.press("enter", *["tab"] * steps, "enter")
        assert app.asked == [Settle(UNKNOWN.id, bought, "ticket 7", WHO)]
        ended = replace(UNKNOWN, state=AttemptState.BOUGHT if bought else AttemptState.NOT_BOUGHT)
        app.answer(Done(app.asked[0], ended))
        await pilot.pause()
        assert app.told == [f"information: entry 42 is {ended.state}, on your word"]


async def test_nothing_is_answered_while_the_server_may_still_be_at_it() -> None:
    early = replace(UNKNOWN, judge_after=NOW + 30)
    async with purchases_shown(journal(WRITE, early)) as (app, pilot):
        await pilot.press("e", "tab")
        await typed(pilot, "ticket 7")
        assert "It can be settled in 30s" in " ".join("\n".join(lines_of(app)).split())
        assert app.screen.query_one("#bought", Action).reason
        app.time = NOW + 31
        app.screen._check()  # type: ignore[attr-defined]
        assert not app.screen.query_one("#bought", Action).reason


async def test_a_snapshot_neither_closes_the_dialog_nor_takes_what_was_typed() -> None:
    async with purchases_shown() as (app, pilot):
        await pilot.press("e", "tab")
        await typed(pilot, "tick")
        app.snapshot = replace(app.snapshot, version=1, attempts=(replace(UNKNOWN, looks=3), *DONE))
        await pilot.pause()
        await typed(pilot, "et")
        await pilot.press("enter", "tab", "enter")
        assert app.asked == [Settle(UNKNOWN.id, bought=True, note="ticket", who=WHO)]


# Nothing, and trouble


async def test_no_purchases_yet_is_said_with_the_way_to_one() -> None:
    async with purchases_shown(live()) as (app, pilot):
        assert "No purchases from this computer yet." in "\n".join(rows(app))
        await pilot.press("l")
        assert app.told == ["warning: l look now: there is no purchase in the list"]


async def test_a_journal_that_can_t_be_used_is_said_over_the_list() -> None:
    fault = Fault("The purchase journal is damaged.", "Nothing can be bought; everything else works.")
    async with purchases_shown(replace(live(), journal_fault=fault)) as (app, _pilot):
        assert lines_of(app)[3].startswith(" ✕ The purchase journal is damaged. Nothing can be bought")
        assert "yet" not in "\n".join(rows(app))


async def test_a_snapshot_never_moves_the_cursor_off_its_entry() -> None:
    async with purchases_shown() as (app, pilot):
        await pilot.press("j", "j")
        assert at_hand(app) == 40
        another = replace(UNKNOWN, id="attempt-43", number=43)
        app.snapshot = replace(app.snapshot, version=1, attempts=(another, UNKNOWN, *DONE))
        await pilot.pause()
        assert at_hand(app) == 40


async def test_the_screen_survives_small_terminals() -> None:
    async with purchases_shown(size=(60, 20)) as (app, pilot):
        assert "○ unknown" in row(app, "Atlas")
        for size in ((20, 6), (1, 1), WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert "plan completed" in row(app, "Delta")


@pytest.mark.parametrize("state", list(AttemptState))
def test_what_ends_an_entry_is_told_as_long_as_something_may(state: AttemptState) -> None:
    may_change = state.is_open or state is AttemptState.ACCEPTED
    assert bool(what_ends_it(replace(UNKNOWN, state=state))) == may_change
