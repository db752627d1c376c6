"""`archera-tui doctor`: what keeps the program from working here, and what to do about it."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from support import answer_schema
from support.headless import Headless
from support.homes import Home, program
from support.purchases import intended

from tui.sandbox.app import DEFAULT_KEY
from tui.store.journal import Journal


def checks(said: str) -> dict[str, dict[str, Any]]:
    """The answer for programs, by the name of the check."""
    document = json.loads(said)
    answer_schema.check_doctor(document)
    return {line["check"]: line for line in document["checks"]}


def test_where_all_is_well_nothing_fails_and_the_key_is_not_shown(headless: Headless) -> None:
    headless.read("status")
    headless.weather.seen.clear()
    said = headless.read("doctor", "--json")
    found = checks(said.out)
    assert said.code == 0
    assert {line["verdict"] for line in found.values()} <= {"ok", "skipped"}
    assert found["key"]["found"] == "found: environment variable ARCHERA_API_KEY"
    assert found["partner at the server"]["found"] == f"{headless.world.partner_id} has 24 customers"
    assert dict(headless.weather.seen) == {"child-orgs": 1}
    assert DEFAULT_KEY not in said.everything


def test_people_read_a_line_for_each_thing_and_what_to_do_below_it(headless: Headless) -> None:
    headless.weather.status["child-orgs"] = (401, b'{"message": "no such key"}', {})
    said = headless.read("doctor")
    lines = said.out.splitlines()
    assert said.code == 1
    assert [line for line in lines if line and line[0] != " "][:4] == ["configuration", "disk", "terminal", "server"]
    place = next(place for place, line in enumerate(lines) if "✕ fail" in line)
    assert 'key at the server      refused (401): "no such key"' in lines[place]
    assert lines[place + 1].strip().startswith("Ask Archera for a key")
    assert lines[place + 1].index("Ask") == lines[place].index("refused")
    assert lines[-1] == "1 thing fails."


def test_a_broken_configuration_is_told_and_the_rest_is_looked_at(home: Home) -> None:
    home.configure("them = 1\nmouse = 3\n")
    said = home.run("doctor", "--json")
    document = json.loads(said.out)
    answer_schema.check_doctor(document)
    fails = [line for line in document["checks"] if line["verdict"] == "fail"]
    assert said.code == 1
    assert ["them is not a setting" in fails[0]["found"], "mouse must be" in fails[1]["found"]] == [True, True]
    assert {"state folder", "terminal", "server"} <= checks(said.out).keys()


def test_a_key_that_is_not_there_is_told_and_nothing_is_asked(home: Home) -> None:
    home.configure('[profiles.prod]\npartner_org_id = "x"\napi_key_env = "NOT_SET"\nbase_url = "https://127.0.0.1:9"\n')
    said = home.run("doctor", "--json")
    found = checks(said.out)
    assert said.code == 1
    assert (found["key"]["verdict"], found["connection"]["verdict"]) == ("fail", "skipped")


def test_a_proxy_that_can_t_be_used_is_told_without_its_password(
    headless: Headless, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHERA_BASE_URL", "https://nowhere.invalid")
    monkeypatch.setenv("HTTPS_PROXY", "socks5://user:hunter2@127.0.0.1:9")
    said = headless.read("doctor", "--json")
    assert said.code == 1
    assert "proxy" in checks(said.out)["server"]["found"]
    assert "hunter2" not in said.everything


def test_without_a_profile_it_is_the_sandbox_and_that_is_said(home: Home) -> None:
    said = home.run("doctor", "--json")
    assert said.code == 0
    assert checks(said.out)["profile"]["verdict"] == "warn"
    assert checks(home.run("doctor", "--sandbox", "--json").out)["profile"]["verdict"] == "ok"


def test_nothing_is_made_on_a_computer_where_the_program_never_ran(home: Home) -> None:
    home.run("doctor")
    assert list(home.root.rglob("*")) == []


def test_modes_that_let_others_in_are_told_with_the_command_that_closes_them(headless: Headless) -> None:
    headless.read("status")
    state = headless.home.state
    state.chmod(0o755)
    (state / "state.db").chmod(0o644)
    found = checks(headless.read("doctor", "--json").out)
    assert (found["state folder"]["verdict"], found["state folder"]["remedy"]) == ("warn", f"chmod 700 {state}")
    assert found["state.db"]["remedy"] == f"chmod 600 {state}/state.db"
    assert (state.stat().st_mode & 0o777, (state / "state.db").stat().st_mode & 0o777) == (0o755, 0o644)


@pytest.mark.parametrize(
    ("harm", "told"), [("version", "of another archera-tui (version 99"), ("bytes", "can't be read")]
)
def test_a_state_that_can_t_be_used_is_told_and_left_where_it_is(headless: Headless, harm: str, told: str) -> None:
    headless.read("status")
    path = headless.home.state / "state.db"
    if harm == "version":
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
    else:
        path.write_bytes(b"no database at all, and long enough to be looked at" * 40)
    body = path.read_bytes()
    state = checks(headless.read("doctor", "--json").out)["last known state"]
    assert state["verdict"] == "warn"
    assert told in state["found"]
    assert path.read_bytes() == body


def test_a_purchase_that_is_not_known_to_have_ended_is_doubtful_and_named(home: Home) -> None:
    journal = Journal.open(home.state / "journal.db")
    journal.intend(intended())
    journal.close()
    said = home.run("doctor", "--json")
    found = checks(said.out)
    assert said.code == 0
    assert found["unknown purchases"]["found"] == "1 purchase not known to have ended: 1"
    assert found["unknown purchases"]["remedy"] == "archera-tui journal look 1"


def test_a_journal_that_can_t_be_used_fails(home: Home, tmp_path: Path) -> None:
    assert tmp_path.is_dir()
    home.state.mkdir(mode=0o700, parents=True)
    (home.state / "journal.db").write_bytes(b"no journal at all" * 100)
    said = home.run("doctor", "--json")
    assert said.code == 1
    assert checks(said.out)["journal of purchases"]["verdict"] == "fail"


def test_it_loads_no_textual(home: Home) -> None:
    assert home.root.is_dir()
    code = (
        "import sys; from tui.cli.command_line import run; run(['doctor']); "
        "sys.stderr.write(str([n for n in sys.modules if n.split('.')[0] in ('textual', 'screens', 'widgets')]))"
    )
    assert program(code=("-c", code)).err == "[]"


def test_complaints_about_the_way_to_the_server_name_the_doctor(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHERA_API_KEY", "k")
    monkeypatch.setenv("ARCHERA_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("ARCHERA_PARTNER_ORG_ID", "6f1c")
    assert "archera-tui doctor finds out what is in the way" in home.run("status").err
