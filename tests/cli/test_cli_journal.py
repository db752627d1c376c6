import json
import os
import re
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from support.homes import Home

from tui.domain.purchase.attempt import Attempt, AttemptState, Baseline, Event, Reviewed, Sender
from tui.store.journal import Journal

HEADER = ("Outcome", "Customer", "Cloud", "Save $/mo", "Sign $", "Sent (UTC)", "Host", "How")
LONG_AGO = 1_700_000_000.0  # 14 Nov 2023, 22:13 UTC
# No process has this number: it is above what Linux gives out.
GONE = Sender("elsewhere", 2**22 + 1, "then")


def attempt(number: int, **values: object) -> Attempt:
    reviewed = Reviewed(
        plan_id=f"plan-{number}",
        plan_name="Plan of the month",
        status="draft",
        monthly_savings=Decimal("4210.20"),
        monthly_fee=Decimal("467.80"),
        cash_due=Decimal("1840.00"),
        minimum_commitment_cost=Decimal("61055.42"),
        lock_in_hours=8760,
        breakeven_hours=None,
        signature="s",
    )
    fixed: dict[str, object] = {
        "id": f"a{number}",
        "number": 0,
        "state": AttemptState.INTENDED,
        "host": "api.example",
        "profile": "prod",
        "org_id": f"org-{number}",
        "org_name": f"Customer {number} c/o Acme",
        "provider": "aws",
        "email": "buyer@acme.example",
        "reviewed": reviewed,
        "intended_at": LONG_AGO,
        "sender": GONE,
        "events": (Event(LONG_AGO, "intended"),),
    }
    return Attempt(**{**fixed, **values})  # type: ignore[arg-type]


def sent(before: Attempt) -> Attempt:
    return replace(
        before,
        state=AttemptState.SENT,
        sent_at=LONG_AGO,
        judge_after=LONG_AGO + 45,
        baseline=Baseline("draft", ()),
        how="waiting for the answer",
    )


@pytest.fixture
def journal(home: Home) -> Iterator[Journal]:
    journal = Journal.open(home.state / "journal.db")
    yield journal
    journal.close()


def kept(journal: Journal, *states: AttemptState, **values: object) -> list[Attempt]:
    """Attempts written down, one for each state."""
    found = []
    for number, state in enumerate(states, 1):
        one = journal.intend(attempt(number, **values))
        assert isinstance(one, Attempt)
        if state is not AttemptState.INTENDED:
            one = journal.record(sent(one))
        if state not in (AttemptState.INTENDED, AttemptState.SENT):
            one = journal.record(replace(one, state=state, how=f"how {state}"))
        found.append(one)
    return found


def test_without_purchases_it_says_so_and_makes_no_file(home: Home) -> None:
    assert home.run("journal").out == "No purchases from this computer yet.\n"
    assert json.loads(home.run("journal", "--json").out) == []
    assert not home.state.exists()


def test_open_purchases_stand_on_top_and_the_rest_newest_first(home: Home, journal: Journal) -> None:
    kept(journal, AttemptState.BOUGHT, AttemptState.UNKNOWN, AttemptState.REFUSED, AttemptState.NOT_SENT)
    lines = home.run("journal").out.splitlines()
    assert re.split(r"  +", lines[0]) == ["No", *HEADER]
    assert [line.split()[:3] for line in lines[1:5]] == [
        ["2", "○", "unknown"],
        ["4", "–", "not"],
        ["3", "✕", "refused"],
        ["1", "●", "bought"],
    ]
    assert lines[1] == (
        " 2  ○ unknown   Customer 2 c/o Acme  AWS     4,210.20  1,840.00  "
        "2023-11-14 22:13  api.example (prod)  how unknown"
    )
    assert "1 purchase not known to have ended. It may have been bought" in lines[-1]


def test_a_profile_has_the_purchases_made_as_it(home: Home, journal: Journal) -> None:
    home.configure('[profiles.test]\npartner_org_id = "x"\napi_key_env = "K"\n')
    journal.intend(attempt(1))
    journal.intend(attempt(2, profile="env"))
    assert [entry["number"] for entry in json.loads(home.run("journal", "--json").out)] == [2, 1]
    assert [entry["number"] for entry in json.loads(home.run("--profile", "prod", "journal", "--json").out)] == [1]
    assert home.run("journal", "--profile", "test").out.startswith("No purchases from this computer as profile test")
    wrong = home.run("journal", "--profile", "prd")
    assert (wrong.code, wrong.out) == (2, "")
    assert 'There is no profile "prd". Did you mean prod?' in wrong.err
    assert home.run("journal", "--profile", "sandbox").out == "No purchases in the sandbox yet.\n"
    assert "can't both hold" in home.run("journal", "--profile", "prod", "--sandbox").err


def test_an_entry_of_another_profile_is_not_settled(home: Home, journal: Journal) -> None:
    kept(journal, AttemptState.UNKNOWN)
    words = ("journal", "settle", "1", "--not-bought", "--note", "seen in the console", "--profile")
    refused = home.run(*words, "test")
    assert (refused.code, refused.err) == (1, "✕ Entry 1 was made as prod, not test. Nothing was settled.\n")
    assert home.run(*words, "prod").code == 0


def test_programs_get_every_figure_to_the_cent_and_times_in_utc(home: Home, journal: Journal) -> None:
    kept(journal, AttemptState.UNKNOWN)
    (entry,) = json.loads(home.run("journal", "--json").out)
    assert (entry["number"], entry["state"], entry["open"]) == (1, "unknown", True)
    assert entry["reviewed"]["monthly_savings"] == "4210.20"
    assert entry["reviewed"]["breakeven_hours"] is None
    assert entry["sent_at"] == "2023-11-14T22:13:20Z"
    assert entry["events"] == [{"at": "2023-11-14T22:13:20Z", "text": "intended"}]


def test_names_from_outside_do_not_drive_the_terminal(home: Home, journal: Journal) -> None:
    kept(journal, AttemptState.UNKNOWN, org_name="\x1b]0;owned\x07Beta\u202e")
    said = home.run("journal")
    assert "Beta" in said.out
    assert not set(said.out) & set("\x1b\x07\u202e")
    settled = home.run("journal", "settle", "1", "--bought", "--note", "seen")
    assert not set(settled.everything) & set("\x1b\x07\u202e")


@pytest.mark.parametrize(("flag", "state"), [("--bought", "bought"), ("--not-bought", "not bought")])
def test_an_unknown_purchase_ends_on_a_persons_word(home: Home, journal: Journal, flag: str, state: str) -> None:
    kept(journal, AttemptState.UNKNOWN)
    said = home.run("journal", "settle", "1", flag, "--note", "seen in the AWS console")
    assert (said.code, said.err) == (0, "")
    assert f"Entry 1 is settled: {state}. Customer 1 c/o Acme, Plan of the month." in said.out
    one = journal.get(1)
    assert one is not None
    assert (one.state.value, one.note) == (state, "seen in the AWS console")
    assert one.settled_by.endswith(f"@{socket.gethostname()}")
    assert one.ended_at is not None
    assert one.ended_at > LONG_AGO


def test_an_entry_is_found_by_its_id_too(home: Home, journal: Journal) -> None:
    kept(journal, AttemptState.UNKNOWN)
    assert home.run("journal", "settle", "a1", "--bought", "--note", "seen").code == 0


@pytest.mark.parametrize("state", [AttemptState.BOUGHT, AttemptState.REFUSED, AttemptState.ACCEPTED])
def test_what_is_known_cannot_be_settled(home: Home, journal: Journal, state: AttemptState) -> None:
    kept(journal, state)
    said = home.run("journal", "settle", "1", "--not-bought", "--note", "x")
    assert (said.code, said.out) == (1, "")
    assert f"Entry 1 is {state}: only an unknown purchase can be settled. Nothing was settled." in said.err


def test_a_purchase_whose_program_died_becomes_unknown_before_it_is_settled(home: Home, journal: Journal) -> None:
    kept(journal, AttemptState.SENT)
    said = home.run("journal", "settle", "1", "--bought", "--note", "seen")
    assert said.code == 1
    assert "Too early: the server may still be at it." in said.err
    one = journal.get(1)
    assert one is not None
    assert (one.state, one.how) == (AttemptState.UNKNOWN, "the program ended before the answer")


def test_a_purchase_that_died_before_sending_is_not_sent(home: Home, journal: Journal) -> None:
    kept(journal, AttemptState.INTENDED)
    said = home.run("journal", "settle", "1", "--bought", "--note", "seen")
    assert said.code == 1
    assert "Entry 1 is not sent" in said.err


def test_a_purchase_another_program_is_sending_is_left_alone(home: Home, journal: Journal) -> None:
    kept(journal, AttemptState.SENT, sender=Sender(socket.gethostname(), os.getpid(), "now"))
    said = home.run("journal", "settle", "1", "--bought", "--note", "seen")
    assert said.code == 1
    assert "Entry 1 is sent: only an unknown purchase can be settled." in said.err


def test_an_unknown_is_not_settled_while_the_server_may_be_at_it(home: Home, journal: Journal) -> None:
    (one,) = kept(journal, AttemptState.UNKNOWN)
    journal.record(replace(one, judge_after=time.time() + 1000))
    assert "It can be settled in" in home.run("journal", "settle", "1", "--bought", "--note", "x").err


@pytest.mark.parametrize("note", ["", "  "])
def test_a_reason_is_needed(home: Home, journal: Journal, note: str) -> None:
    kept(journal, AttemptState.UNKNOWN)
    said = home.run("journal", "settle", "1", "--bought", "--note", note)
    assert said.code == 1
    assert "A reason is needed" in said.err


@pytest.mark.parametrize("entry", ["7", "a7", "²", "9" * 40])
def test_an_entry_that_is_not_there_is_said_so(home: Home, journal: Journal, entry: str) -> None:
    kept(journal, AttemptState.UNKNOWN)
    said = home.run("journal", "settle", entry, "--bought", "--note", "x")
    assert said.code == 1
    assert f'The journal has no entry "{entry}". Nothing was settled.' in said.err


def test_the_sandbox_has_a_journal_of_its_own_for_each_run(home: Home, journal: Journal) -> None:
    kept(journal, AttemptState.BOUGHT)
    assert home.run("journal", "--sandbox").out == "No purchases in the sandbox yet.\n"
    assert "no purchases yet" in home.run("journal", "settle", "1", "--sandbox", "--bought", "--note", "x").err
    for name in ("20261117T000000-1", "20261118T000000-1"):
        run = Journal.open(home.state / "sandbox" / name / "journal.db")
        kept(run, AttemptState.UNKNOWN, org_name=f"Invented {name}")
        run.close()
    for words in (("journal", "--sandbox"), ("--sandbox", "journal")):
        said = home.run(*words)
        assert "Invented 20261118T000000-1" in said.out
        assert "Invented 20261117T000000-1" not in said.out
        assert "Customer 1" not in said.out
    assert home.run("journal", "settle", "1", "--sandbox", "--bought", "--note", "x").code == 0


def test_settling_without_a_journal_makes_none(home: Home) -> None:
    said = home.run("journal", "settle", "1", "--bought", "--note", "x")
    assert said.code == 1
    assert "There are no purchases yet, so there is none to settle." in said.err
    assert not home.state.exists()


def test_a_damaged_journal_is_said_so_and_left_alone(home: Home) -> None:
    home.state.mkdir(parents=True, mode=0o700)
    path = home.state / "journal.db"
    path.write_bytes(b"damage" * 1000)
    said = home.run("journal")
    assert said.code == 1
    assert "damaged" in said.err
    assert path.read_bytes() == b"damage" * 1000
