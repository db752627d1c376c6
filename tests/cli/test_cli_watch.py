"""`archera-tui watch`: a line for every change, each once, until it is told to end."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from support import answer_schema
from support.hostile_server import unsafe

from tui.cli.change_tail import BoardTail
from tui.cli.watch import Teller, document, line, write_json, write_line
from tui.domain.changes import Change
from tui.domain.filters.filter import Filter, parse
from tui.domain.records import Checklist, Customer, Feature
from tui.domain.snapshot import Identity, Mode, Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.headless import Headless
    from support.homes import Home

AT = 1_795_000_000.0
NOTHING = Snapshot(Identity(Mode.READ_ONLY, "Acme", "api.archera.ai", "prod", "6f1c"), AT)
LOST = Change(AT, "feature", "o1", "Beta Corp", "assume_role", "available", "missing", "aws")
AWAY = Change(AT, "api", "", "api.archera.ai", "stopped answering", "answering", "No connection (refused).", "away")
GONE = Change(AT, "gone", "o2", "Cyan Ltd", "", "", "no longer listed")
HOSTILE = "\x1b]52;c;x\x07[/red]\u202eevil\r\nCo\x9b2J"


def customer(org_id: str, name: str, cloud: str) -> Customer:
    return Customer(org_id, name, 1.0, (), (Checklist(cloud, (Feature("assume_role", "missing"),)),))


BETA, CYAN = customer("o1", "Beta Corp", "aws"), customer("o2", "Cyan Ltd", "azure")


def told(wanted: str, *changes: Change) -> list[Change]:
    """What is written of changes that happen to two customers, the second of whom goes."""
    heard: list[Change] = []
    understood = parse(wanted)
    assert isinstance(understood, Filter)
    teller = Teller(BoardTail(()), understood, heard.append)
    teller.tell(replace(NOTHING, customers=(BETA, CYAN)))
    teller.tell(replace(NOTHING, customers=(BETA,), changes=changes[::-1]))
    return heard


def test_without_a_filter_everything_is_told_in_its_order() -> None:
    assert told("", LOST, AWAY, GONE) == [LOST, AWAY, GONE]


@pytest.mark.parametrize(
    ("wanted", "expected"), [("provider:aws", [LOST, AWAY]), ("provider:azure", [AWAY, GONE]), ("nobody", [AWAY])]
)
def test_a_filter_leaves_what_the_api_does_and_who_matched_before_going(wanted: str, expected: list[Change]) -> None:
    assert told(wanted, LOST, AWAY, GONE) == expected


def test_a_line_for_programs_has_its_documented_shape() -> None:
    for change in (LOST, AWAY, GONE):
        answer_schema.check_change(document(change))
    assert document(LOST) == {
        "at": "2026-11-18T11:06:40Z",
        "kind": "feature",
        "org_id": "o1",
        "customer": "Beta Corp",
        "host": None,
        "cloud": "aws",
        "list": "aws",
        "what": "assume_role",
        "before": "available",
        "after": "missing",
        "is_regression": True,
    }


def test_a_line_for_people_says_what_became_of_what() -> None:
    assert line(LOST, "utf-8") == "11:06:40 ✕ Beta Corp: aws assume_role: available → missing"
    assert line(AWAY, "ascii") == "11:06:40 x api.archera.ai: stopped answering: No connection (refused)."
    assert line(GONE, "utf-8") == "11:06:40 ● Cyan Ltd: no longer listed"


def test_a_hostile_name_is_one_line_of_text(capsys: pytest.CaptureFixture[str]) -> None:
    evil = Change(AT, "feature", HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    for write in (write_json, write_line):
        write(evil)
        said = capsys.readouterr().out
        assert unsafe(said) == set()
        assert said.count("\n") == 1
    answer_schema.check_change(document(evil))
    assert unsafe("".join(map(str, document(evil).values()))) == set()


def listing(status: str) -> tuple[int, bytes, dict[str, str]]:
    """The list with one customer, whose only feature has this status."""
    org: dict[str, Any] = {"org_id": "o1", "org_name": "Beta Corp", "created_at": "2026-01-01T00:00:00Z"}
    features = [{"feature": "assume_role", "status": status}]
    return 200, json.dumps([org | {"integration_checklist": {"aws": features}}]).encode(), {}


@contextmanager
def watching(*words: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tui", "watch", "--refresh", "5", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def next_line(process: subprocess.Popen[str]) -> tuple[str, str]:
    """What the next line says became of the feature."""
    assert process.stdout
    found = json.loads(process.stdout.readline())
    answer_schema.check_change(found)
    return found["before"], found["after"]


def test_each_change_is_told_once_also_those_while_nobody_watched(headless: Headless) -> None:
    headless.weather.status["child-orgs"] = listing("available")
    headless.read("status")
    headless.weather.status["child-orgs"] = listing("missing")
    with watching("--json") as process:
        assert next_line(process) == ("available", "missing")
        process.send_signal(signal.SIGTERM)
        rest, err = process.communicate(timeout=60)
        assert (process.returncode, rest, err) == (0, "", "")
    # Another program sees what happens next, and stores it.
    headless.weather.status["child-orgs"] = listing("warning")
    headless.read("status")
    with watching("--json") as process:
        assert next_line(process) == ("missing", "warning")
        headless.weather.status["child-orgs"] = listing("available")
        assert next_line(process) == ("warning", "available")
        process.send_signal(signal.SIGINT)
        rest, err = process.communicate(timeout=60)
        assert (process.returncode, rest, err) == (0, "", "")


def test_it_ends_quietly_soon_after_its_reader_went(headless: Headless) -> None:
    headless.weather.status["child-orgs"] = listing("available")
    headless.read("status")
    headless.weather.status["child-orgs"] = listing("missing")
    with watching() as process:
        assert process.stdout
        assert process.stderr
        assert "Beta Corp: aws assume_role: available → missing" in process.stdout.readline()
        process.stdout.close()
        assert process.wait(timeout=60) == 141
        assert process.stderr.read() == ""


def test_a_server_that_is_away_is_told_and_asked_on(headless: Headless) -> None:
    headless.weather.status["child-orgs"] = (401, b"{}", {})
    with watching("--json") as process:
        assert next_line(process) == ("answering", "The key was refused (401).")
        assert process.stderr
        assert process.stderr.readline().startswith("✕ The key was refused (401). Asking goes on. archera-tui doctor")
        process.terminate()
        assert process.wait(timeout=60) == 0


def test_a_wrong_filter_or_rate_is_refused_before_anything_is_asked(home: Home) -> None:
    assert "--filter: there is no" in home.run("watch", "--sandbox", "--filter", "neds:attention").err
    assert "--refresh must be between 5" in home.run("watch", "--sandbox", "--refresh", "1").err
