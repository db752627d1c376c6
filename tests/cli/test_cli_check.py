"""`archera-tui check`: the monitoring-plugin convention over the dashboard's worker."""

import json
import os
import re
import socket
from pathlib import Path
from typing import Any

import pytest
from support.headless import Headless
from support.homes import Home, Said, program

from tui.sandbox.app import DEFAULT_KEY
from tui.store.state import StateStore

LINE = re.compile(r"ARCHERA (OK|WARNING|CRITICAL|UNKNOWN) - [^|\n]+( \| (?P<figures>[^|\n]+))?\n")
FIGURE = re.compile(r"([a-z_]+)=(\d+(?:\.\d+)?)s?;\d*;\d*;0")
CODES = {"OK": 0, "WARNING": 1, "CRITICAL": 2, "UNKNOWN": 3}
# Long enough for the slowest machine; what is late is told in tests of their own.
PATIENT = ("--timeout", "60")


def check(stage: Headless, *words: str) -> tuple[Said, dict[str, float]]:
    """Run it; the line is of the convention's form, with the exit code of its word, and stderr is empty."""
    said = stage.read("check", *PATIENT, *words)
    found = LINE.fullmatch(said.out)
    assert found, said
    assert (said.code, said.err) == (CODES[found[1]], "")
    return said, {label: float(value) for label, value in FIGURE.findall(found["figures"] or "")}


def orgs(*features: dict[str, str], name: str = "Acme") -> tuple[int, bytes, dict[str, str]]:
    """An answer of child-orgs with one customer that has these features of AWS."""
    org: dict[str, Any] = {"org_id": "o1", "org_name": name, "created_at": "2026-01-01T00:00:00Z"}
    return 200, json.dumps([org | {"integration_checklist": {"aws": features}}]).encode(), {}


GOOD = {"feature": "cur", "status": "available"}
LATE = {"feature": "cur", "status": "warning"}
BROKEN = {"feature": "assume_role", "status": "missing"}


@pytest.mark.parametrize(
    ("features", "level"), [((GOOD,), "OK"), ((GOOD, LATE), "WARNING"), ((LATE, BROKEN), "CRITICAL")]
)
def test_the_worst_customer_says_the_level(
    headless: Headless, features: tuple[dict[str, str], ...], level: str
) -> None:
    headless.weather.status["child-orgs"] = orgs(*features)
    said, _ = check(headless)
    assert said.out.startswith(f"ARCHERA {level} - ")


def test_the_line_names_who_matches_and_counts_everybody(headless: Headless) -> None:
    said, figures = check(headless, "-w", "needs:attention", "-c", "name:beta status:missing")
    assert "1 critical: Beta Corp (role lost); " in said.out
    assert "of 24 customers." in said.out
    assert (figures["customers"], figures["matching_critical"]) == (24, 1)
    assert figures["matching_warning"] == figures["attention"] > 1
    assert "matching_warning=2;0;;0 matching_critical=1;;0;0" in said.out


def test_an_empty_expression_raises_nothing(headless: Headless) -> None:
    assert check(headless, "-w", "", "-c", "")[0].code == 0
    assert check(headless, "-w", "stage:connected", "-c", "")[0].code == 1


def test_a_second_look_says_the_same_though_the_body_is_not_parsed_again(headless: Headless) -> None:
    first, _ = check(headless)
    second, _ = check(headless)
    assert first.out.partition("|")[0] == second.out.partition("|")[0]


def test_what_could_not_be_read_is_told_each_time(headless: Headless) -> None:
    headless.weather.status["child-orgs"] = (200, json.dumps([{"org_id": "o1", "org_name": ["x"]}]).encode(), {})
    for _ in range(2):
        said, figures = check(headless)
        assert "1 customer could not be read in full." in said.out
        assert figures["not_readable"] == 1


def test_a_name_can_t_end_the_text_or_the_line(headless: Headless) -> None:
    headless.weather.status["child-orgs"] = orgs(BROKEN, name="Evil | x=1\n\x1b[2JCo")
    said, figures = check(headless)
    assert "Evil / x=1 [2JCo (" in said.out
    assert "x" not in figures


def test_nobody_to_check_is_not_fine(headless: Headless) -> None:
    headless.weather.status["child-orgs"] = (200, b"[]", {})
    said, figures = check(headless)
    assert said.out.startswith("ARCHERA UNKNOWN - The server lists no customer")
    assert figures["customers"] == 0


@pytest.mark.parametrize(
    ("answer", "level", "told"),
    [
        ((503, b"<html>busy</html>", {"retry-after": "0"}), "CRITICAL", "(503)"),
        ((200, b"<html>hello</html>", {}), "CRITICAL", "can't be read"),
        ((401, b'{"message": "no such key"}', {}), "UNKNOWN", '(401). "no such key"'),
        ((403, b'{"message": "not yours"}', {}), "UNKNOWN", "(403)"),
        ((404, b'{"message": "nobody"}', {}), "UNKNOWN", "(404)"),
        ((429, b"{}", {"retry-after": "3000"}), "UNKNOWN", "slow down (429)"),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, tuple) else "",
)
def test_a_server_that_does_not_serve_is_critical_and_one_that_refuses_is_unknown(
    headless: Headless, answer: tuple[int, bytes, dict[str, str]], level: str, told: str
) -> None:
    check(headless)
    headless.weather.status["child-orgs"] = answer
    said, figures = check(headless)
    assert said.out.startswith(f"ARCHERA {level} - ")
    assert told in said.out
    assert "archera-tui doctor" in said.out
    assert figures.keys() == {"time"}


def test_no_connection_is_critical_and_the_key_is_not_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHERA_API_KEY", "a-secret-that-is-nowhere")
    monkeypatch.setenv("ARCHERA_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("ARCHERA_PARTNER_ORG_ID", "6f1c")
    said = home.run("check", *PATIENT)
    assert said.code == 2
    assert said.out.startswith("ARCHERA CRITICAL - No connection (connection refused). archera-tui doctor")
    assert "a-secret-that-is-nowhere" not in said.everything


def test_a_server_that_never_answers_is_critical_when_the_time_is_up(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert home.root.is_dir()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("ARCHERA_API_KEY", DEFAULT_KEY)
        monkeypatch.setenv("ARCHERA_BASE_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        monkeypatch.setenv("ARCHERA_PARTNER_ORG_ID", "6f1c")
        said = program("check", "--timeout", "1.5")
    assert (
        said.out == "ARCHERA CRITICAL - No answer within 1.5 s: the customer list. archera-tui doctor finds out why.\n"
    )
    assert (said.code, said.err) == (2, "")


def test_a_command_that_never_says_the_key_is_unknown_and_does_not_stay_behind(home: Home) -> None:
    script, mark = home.root / "key", home.root / "pid"
    script.write_text(f"#!/bin/sh\necho $$ > {mark}\nexec sleep 600\n")
    script.chmod(0o700)
    home.configure(f'[profiles.p]\npartner_org_id = "x"\napi_key_command = "{script}"\n')
    said = program("check", "--timeout", "1.5")
    assert (said.code, said.err) == (3, "")
    assert said.out.startswith("ARCHERA UNKNOWN - No API key within 1.5 s from the command in api_key_command.")
    # A hang here is a command that stays; where nobody takes it away, it is a zombie.
    while runs(int(mark.read_text())):
        os.sched_yield()


def runs(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-w", "neds:attention"), '--warning: there is no "neds:"; did you mean needs'),
        (("-c", "needs:atention"), '--critical: needs: has no "atention"; did you mean attention'),
        (("--warnin", "x"), "--warnin is not an option here. Did you mean --warning?"),
        (("--timeout", "soon"), '"soon" is not a number of seconds'),
        (("--profile", "prd"), "Did you mean prod?"),
        (("more",), '"more" is not expected here'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_makes_no_sense_is_unknown_and_names_the_right_word(home: Home, words: tuple[str, ...], told: str) -> None:
    home.configure('[profiles.prod]\npartner_org_id = "x"\napi_key_env = "NOT_SET"\n')
    said = home.run("check", *words)
    assert (said.code, said.err) == (3, "")
    assert LINE.fullmatch(said.out)
    assert told in said.out


def test_a_key_that_is_not_there_is_unknown(home: Home) -> None:
    home.configure('[profiles.prod]\npartner_org_id = "x"\napi_key_env = "NOT_SET"\n')
    said = home.run("check")
    assert said.code == 3
    assert said.out.startswith("ARCHERA UNKNOWN - No API key from environment variable NOT_SET.")


def test_what_breaks_in_the_program_is_unknown_and_no_traceback(
    headless: Headless, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: StateStore) -> None:
        raise LookupError("a secret")

    monkeypatch.setattr(StateStore, "load", broken)
    said, _ = check(headless)
    assert said.out == "ARCHERA UNKNOWN - The program failed (LookupError). Please report it.\n"


def test_plans_are_read_only_for_words_that_speak_of_them(headless: Headless) -> None:
    check(headless)
    assert headless.sent == {}
    said, _ = check(headless, "-w", "plan:ready", "-c", "savings>1000000")
    assert headless.sent["recommended"] > 1
    assert said.out.startswith("ARCHERA WARNING - ")
    assert "not known yet" not in said.out


def test_it_loads_no_textual(headless: Headless) -> None:
    code = (
        "import sys; from tui.cli.command_line import run; run(['check', '--timeout', '60']); "
        "sys.stderr.write(str([n for n in sys.modules if n.split('.')[0] in ('textual', 'screens', 'widgets')]))"
    )
    assert headless.world.orgs
    assert program(code=("-c", code)).err == "[]"
