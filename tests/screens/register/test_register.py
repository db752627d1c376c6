"""Registering a customer from the list, with the keyboard alone: over the real sandbox, and on a stage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.customers import customer
from support.program import Program, running
from support.stage import NOW, READ_ONLY, WRITE, Stage, live
from support.stage_text import stage_text
from support.weather import Weather
from textual.events import Paste

from screens.customer.screen import CustomerScreen
from screens.customers.screen import CustomersScreen
from screens.register.dialog import RegisterDialog
from screens.register.form import (
    TypedCustomer,
    reason_against,
    register_from,
    suffix_label,
    twins,
    with_suffix,
)
from tui.domain.faults import Fault, Sent
from tui.domain.intents import Done, Failed, LookAt, Register
from tui.domain.onboarding.registration import Claim, ClaimState, Registered
from widgets.buttons import Action
from widgets.field import Field

if TYPE_CHECKING:
    from pathlib import Path

    from tui.domain.intents import Intent
    from tui.domain.snapshot import Identity, Snapshot

SIZES = ((80, 24), (120, 40))
NAME = "Zephyr Kites"


def listed(identity: Identity = WRITE, *names: str) -> Snapshot:
    names = names or ("Beta Corp c/o Acme", "Cyan Ltd c/o Acme")
    return replace(live(identity), customers=tuple(customer(name) for name in names))


def wanted(app: Stage) -> list[Intent]:
    return [intent for intent in app.asked if not isinstance(intent, LookAt)]


def plain(text: str) -> str:
    """Text of the screen without its lines."""
    return " ".join(word for word in text.replace("▌", " ").split() if word not in ("●", "┃", "│"))


async def send(program: Program, name: str = NAME) -> None:
    await program.press("n")
    for text, keys in ((name, ("tab", "enter", "tab", "tab")), ("ops@zephyr.example", ("tab", "tab", "tab", "enter"))):
        field = program.app.screen.focused
        assert field is not None
        field.post_message(Paste(text))
        await program.press(*keys)


def full_name(program: Program) -> str:
    return f"{NAME} c/o Sandbox" if any(" c/o Sandbox" in c.name for c in program.rig.snapshot.customers) else NAME


def registered(program: Program) -> int:
    return sum(org.name == full_name(program) for org in program.rig.world.orgs.values())


@pytest.mark.parametrize("size", SIZES)
async def test_a_customer_is_registered_and_opened(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(tmp_path, size, orgs=12) as program:
        await program.press("n")
        assert "legacy call" in program.text
        await program.press("escape")
        await send(program)
        assert registered(program) == 1
        assert isinstance(program.app.screen, CustomerScreen)
        assert full_name(program) in program.text
        assert "Start onboarding to AWS" in program.text


REFUSALS = (
    (422, b'{"code": 422, "errors": {"json": {"email": ["Not a valid email address."]}}}', "Not a valid email"),
    (403, b'{"message": "not allowed", "timestamp": "x", "type": "Forbidden"}', "not allowed"),
    (410, b"", "no longer offers this call (410)"),
)


async def test_a_refusal_keeps_the_dialog_and_says_why_at_its_place(tmp_path: Path) -> None:
    weather = Weather()
    async with running(tmp_path, (120, 40), orgs=12, around=weather.around) as program:
        status, body, _words = REFUSALS[0]
        weather.status["register_child"] = (status, body, {})
        await send(program)
        for status, body, words in REFUSALS:
            weather.status["register_child"] = (status, body, {})
            await program.press("enter")
            assert isinstance(program.app.screen, RegisterDialog)
            assert words in program.text
        weather.status.clear()
        await program.press("enter")
        assert registered(program) == 1


async def test_a_lost_answer_is_found_in_the_list_and_the_customer_opened(tmp_path: Path) -> None:
    weather = Weather(late={"register_child"})
    async with running(tmp_path, (120, 40), orgs=12, around=weather.around) as program:
        await send(program)
        assert isinstance(program.app.screen, CustomerScreen)
        assert registered(program) == 1
        assert weather.seen["register_child"] == 1


async def test_what_became_of_it_is_not_known_and_a_second_press_sends_nothing(tmp_path: Path) -> None:
    weather = Weather(status={"register_child": (502, b"<html>", {})})
    async with running(tmp_path, (120, 40), orgs=12, around=weather.around) as program:
        await send(program)
        assert "○ " in program.text
        assert "It may have been registered." in program.text
        assert "Register again later: the list is looked at first" in plain(program.text)
        await program.press("enter")
        assert weather.seen["register_child"] == 1
        assert "Nothing was sent: this name was sent at" in program.text


async def test_at_80_by_24_the_name_and_what_became_of_it_are_both_in_view(tmp_path: Path) -> None:
    weather = Weather(status={"register_child": (502, b"<html>", {})})
    async with running(tmp_path, (80, 24), orgs=12, around=weather.around) as program:
        await send(program)
        said = program.text
        assert full_name(program) in next(line for line in said.split("\n") if " Customer " in line)
        for words in ("○ ", "It may have been registered.", "nothing is sent while it shows the name"):
            assert words in plain(said)


async def test_while_the_api_is_away_nothing_is_sent(tmp_path: Path) -> None:
    weather = Weather()
    async with running(tmp_path, (120, 40), orgs=12, around=weather.around) as program:
        weather.status["v2"] = (503, b"", {})
        await send(program)
        assert "the list has to be read before" in program.text
        assert weather.seen["register_child"] == 0


async def test_a_name_that_is_taken_is_warned_about_before_anything_is_sent() -> None:
    app = Stage(CustomersScreen(0), listed())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"beta corp")
        await pilot.pause()
        assert "There is a customer of much the same name: Beta Corp c/o Acme" in stage_text(app)
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert "There is a customer of this name: Beta Corp c/o Acme" in stage_text(app)
        assert app.screen.query_one("#register", Action).label == "Register another"
        assert wanted(app) == []


async def test_a_name_that_was_sent_and_not_seen_since_says_so() -> None:
    claims = (Claim("Peregrine", NOW - 60), Claim("Falcon", NOW - 60, state=ClaimState.ACCEPTED))
    app = Stage(CustomersScreen(0), replace(listed(), claims=claims))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"PEREGRINE")
        await pilot.pause()
        assert "not known what became of it." in plain(stage_text(app))
        await pilot.press(*["backspace"] * 9, *"falcon")
        await pilot.pause()
        assert "accepted, and the list does not show it yet." in plain(stage_text(app))


async def test_the_form_is_sent_once_and_an_outcome_after_leaving_is_told() -> None:
    app = Stage(CustomersScreen(0), listed())
    ask = Register("Delta", beside=())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"Delta")
        app.screen.query_one("#register", Action).focus()
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert wanted(app) == [ask]
        assert app.screen.query_one("#register", Action).reason == "being registered"
        await pilot.press("escape")
        await pilot.pause()
        app.answer(Failed(ask, Fault("No answer.", sent=Sent.MAYBE)))
        app.answer(Done(ask, Registered("gone", "Delta", found=True)))
        await pilot.pause()
        assert app.told[-2:] == [
            "warning: No answer.",
            "information: Delta is in the list: registered, though the answer did not say so",
        ]
        assert app.opened == []


async def test_a_snapshot_neither_closes_nor_edits_the_form() -> None:
    app = Stage(CustomersScreen(0), listed())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"Delta")
        app.snapshot = listed(WRITE, "Delta")
        await pilot.pause()
        assert isinstance(app.screen, RegisterDialog)
        assert app.screen.focused is app.screen.query_one("#register-company")


async def test_read_only_greys_registering_and_says_why() -> None:
    app = Stage(CustomersScreen(0), listed(READ_ONLY))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert not isinstance(app.screen, RegisterDialog)
        assert app.told == ["warning: n register: read-only profile"]


async def test_hostile_names_and_words_are_drawn_as_text() -> None:
    bad = "[/][@click=app.quit]q[/]\x1b]0;t\x07" + chr(0x202E) + "漢"
    app = Stage(CustomersScreen(0), listed(WRITE, bad, bad))
    fault = Fault(bad, bad, bad, bad, (("json.company", (bad,)), (bad, (bad,))))
    for size in (*SIZES, (60, 20)):
        async with Stage(CustomersScreen(0), app.snapshot).run_test(size=size, notifications=True) as pilot:
            stage = pilot.app
            assert isinstance(stage, Stage)
            await pilot.press("n")
            await pilot.pause()
            await pilot.press(*"x", "tab", "enter")
            stage.screen.query_one("#register", Action).focus()
            await pilot.press("enter")
            for intent in wanted(stage):
                stage.answer(Failed(intent, fault))
            await pilot.pause()
            assert not {char for char in stage_text(stage) if char in "\x1b\x07" + chr(0x202E)}


async def test_the_key_for_the_suffix_adds_it_and_takes_it_off_while_one_types() -> None:
    app = Stage(CustomersScreen(0), listed())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"Delta", "f2")
        await pilot.pause()
        field = app.screen.query_one("#register-company", Field)
        assert (field.value, field.has_focus) == ("Delta c/o Acme", True)
        assert "Take c/o Acme off" in stage_text(app)
        await pilot.press("f2")
        await pilot.pause()
        assert field.value == "Delta"
        assert "Add c/o Acme" in stage_text(app)


async def test_what_was_typed_is_there_again_until_it_is_registered() -> None:
    app = Stage(CustomersScreen(0), listed())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"Delta", "tab", "tab", *"ops@d.example", "escape", "n")
        await pilot.pause()
        assert app.screen.query_one("#register-company", Field).value == "Delta"
        assert app.screen.query_one("#register-email", Field).value == "ops@d.example"
        app.screen.query_one("#register", Action).focus()
        await pilot.press("enter")
        app.answer(Done(Register("Delta", "ops@d.example", beside=()), Registered("delta", "Delta")))
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        assert app.screen.query_one("#register-company", Field).value == ""


async def test_names_sent_before_and_not_seen_since_are_told_before_anything_is_typed() -> None:
    app = Stage(CustomersScreen(0), replace(listed(), claims=(Claim("Peregrine", NOW - 600),)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert "Peregrine was sent at" in plain(stage_text(app))
        assert "10m ago; the list does not" in stage_text(app)
        app.snapshot = replace(app.snapshot, customers=(*app.snapshot.customers, customer("Peregrine")))
        await pilot.press(*"Per")
        await pilot.pause()
        assert "was sent at" not in plain(stage_text(app))
        await pilot.press(*"egrine")
        await pilot.pause()
        assert "Peregrine was sent at" in plain(stage_text(app))
        assert "Nothing is sent again." in plain(stage_text(app))
        assert app.screen.query_one("#register", Action).label == "Open it"


async def test_a_customer_of_that_name_registered_meanwhile_by_somebody_else_stops_the_sending(tmp_path: Path) -> None:
    weather = Weather()
    async with running(tmp_path, (120, 40), orgs=12, around=weather.around) as program:
        await program.press("n")
        field = program.app.screen.focused
        assert field is not None
        field.post_message(Paste(NAME))
        await program.settled()
        program.app.screen.query_one("#register", Action).focus()
        program.rig.world.register(NAME, program.rig.clock.now(), invited=False, subscribed=False)
        await program.press("enter")
        assert weather.seen["register_child"] == 0
        assert "Nothing was sent: the list, read just now, shows" in program.text
        assert "Register another" in program.text
        await program.press("enter")
        assert weather.seen["register_child"] == 1


@pytest.mark.parametrize("status", [404, 405, 410])
async def test_a_call_that_was_withdrawn_is_explained_and_what_was_typed_stays(tmp_path: Path, status: int) -> None:
    weather = Weather(status={"register_child": (status, b"", {})})
    async with running(tmp_path, (120, 40), orgs=12, around=weather.around) as program:
        await send(program)
        assert f"no longer offers this call ({status}): the registration." in plain(program.text)
        assert "Register the customer in the web console; it appears here by itself" in plain(program.text)
        assert full_name(program) in program.text
        assert "ops@zephyr.example" in program.text
        assert program.rig.snapshot.claims == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("beta corp", 1), ("BETA  CORP", 1), ("Beta Corp c/o Other", 1), ("Beta, Corp.", 1), ("Béta-Corp C/O acme", 1),
        ("BetaCorp", 1), ("Beta", 0), ("Beta Corp 2", 0), ("", 0), ("c/o Acme", 0), ("漢字", 1), ("漢", 0), ("!!!", 1),
    ],
)  # fmt: skip
def test_names_that_read_much_the_same_are_found(typed: str, found: int) -> None:
    there = listed(WRITE, "Beta Corp c/o Acme", "漢字 c/o Acme", "!!!", "Cyan Ltd")
    assert len(twins(there, typed)) == found


def test_the_form_says_what_it_lacks_and_sends_what_was_meant() -> None:
    assert reason_against(TypedCustomer()) == "a customer needs a name"
    assert reason_against(TypedCustomer("Beta", "nobody")) == "e-mail: see above"
    assert reason_against(TypedCustomer("Beta", "", "x" * 300)) == "labra id: see above"
    there = listed(WRITE, "Beta Corp", "Other")
    assert register_from(there, TypedCustomer("  Beta   Corp ", " a@b.example ", " 7 ")) == Register(
        "Beta Corp", "a@b.example", "7", ("beta-corp",)
    )
    with pytest.raises(ValueError, match="needs a name"):
        register_from(there, TypedCustomer(" "))
    assert with_suffix("Beta", "c/o Acme") == "Beta c/o Acme"
    assert with_suffix("Beta c/o Other", "c/o Acme") == "Beta c/o Acme"
    assert with_suffix("Beta c/o ACME", "c/o Acme") == "Beta"
    assert with_suffix("", "c/o Acme") == "c/o Acme"
    assert suffix_label("Beta", "c/o Acme") == "Add c/o Acme"
    assert suffix_label("Beta c/o Other", "c/o Acme") == "Make it c/o Acme"
    assert suffix_label("Beta c/o acme", "c/o Acme") == "Take c/o Acme off"
    assert twins(listed(WRITE, "Beta c/o Acme", "BETA", "Gamma"), "beta") == ("BETA", "Beta c/o Acme")
