"""`archera-tui metrics`: what Prometheus is told of the whole fleet."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from support.headless import Headless
from support.homes import Home, program
from support.purchases import intended

from tui.cli.exposition import exposition
from tui.cli.metrics import Reading, families
from tui.domain.customers.facts import Stage
from tui.domain.purchase.attempt import AttemptState
from tui.domain.records import Checklist, Customer, Feature
from tui.domain.snapshot import Identity, Mode, Snapshot
from tui.sandbox.app import DEFAULT_KEY
from tui.store.journal import Journal

LABEL = r'[a-z_]+="(?:[^"\\\n]|\\["\\n])*"'
SAMPLE = re.compile(rf"(?P<name>archera_[a-z_]+){{(?P<labels>{LABEL}(?:,{LABEL})*)}} (?P<value>-?\d+(?:\.\d+)?)")
NOBODY = "http://127.0.0.1:9"
IDENTITY = Identity(Mode.READ_ONLY, "Acme", "api.archera.ai", "prod", "6f1c")


def samples(text: str) -> dict[tuple[str, str], float]:
    """Every sample by name and labels (without the profile); each family is introduced once, before its samples."""
    found: dict[tuple[str, str], float] = {}
    introduced: list[str] = []
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            introduced.append(line.split()[2])
            assert line.endswith(" gauge")
        elif not line.startswith("# HELP "):
            sample = SAMPLE.fullmatch(line)
            assert sample, line
            assert sample["name"] == introduced[-1]
            labels = re.sub(r'^profile="[^"]*",?', "", sample["labels"])
            assert (sample["name"], labels) not in found
            found[sample["name"], labels] = float(sample["value"])
    assert len(introduced) == len(set(introduced))
    return found


def test_every_customer_is_counted_once_and_the_age_is_told(headless: Headless) -> None:
    said = headless.read("metrics")
    found = samples(said.out)
    assert (said.code, said.err) == (0, "")
    assert sum(found["archera_customers", f'stage="{stage}"'] for stage in Stage) == 24
    assert found["archera_up", ""] == 1
    assert 0 <= found["archera_customers_age_seconds", ""] < 60
    assert found["archera_features", 'cloud="aws",feature="assume_role",status="missing"'] == 1
    assert found["archera_purchases", 'state="unknown"'] == 0
    assert DEFAULT_KEY not in said.everything


def test_savings_are_told_only_where_a_plan_is_known(headless: Headless) -> None:
    without = samples(headless.read("metrics").out)
    assert ("archera_savings_waiting_usd_per_month", "") not in without
    assert (without["archera_plans_known", ""], without["archera_plans_expected", ""] > 10) == (0, True)
    read = samples(headless.read("metrics", "--plans").out)
    assert read["archera_plans_known", ""] == read["archera_plans_expected", ""]
    assert read["archera_savings_waiting_usd_per_month", ""] > 1000
    assert read["archera_plans", 'standing="ready"'] > 5


def test_while_the_server_is_away_it_says_so_over_what_was_known(
    headless: Headless, monkeypatch: pytest.MonkeyPatch
) -> None:
    headless.read("metrics")
    headless.weather.status["child-orgs"] = (401, b"{}", {})
    said = headless.read("metrics")
    found = samples(said.out)
    assert said.code == 1
    assert "The key was refused (401)" in said.err
    assert found["archera_up", ""] == 0
    assert found["archera_fault", 'kind="unauthorized",status="401"'] == 1
    assert sum(value for (name, _), value in found.items() if name == "archera_customers") == 24
    monkeypatch.setenv("ARCHERA_BASE_URL", NOBODY)
    never = samples(headless.read("metrics").out)
    assert never["archera_fault", 'kind="unreachable",status=""'] == 1
    assert not any(name.startswith("archera_customers") for name, _ in never)


def test_the_textfile_is_written_whole_for_everybody_to_read_and_nothing_is_printed(
    headless: Headless, tmp_path: Path
) -> None:
    path = tmp_path / "archera.prom"
    path.write_text("old")
    before = path.stat().st_ino
    said = headless.read("metrics", "--textfile", str(path))
    assert (said.code, said.everything) == (0, "")
    assert samples(path.read_text())["archera_up", ""] == 1
    assert path.read_text().endswith("\n")
    assert path.stat().st_mode & 0o777 == 0o644
    # Another file took its place, so that nobody ever reads half of one.
    assert path.stat().st_ino != before
    assert [found.name for found in tmp_path.iterdir() if found.is_file()] == ["archera.prom"]


def test_a_textfile_that_can_t_be_written_is_told(headless: Headless, tmp_path: Path) -> None:
    said = headless.read("metrics", "--textfile", str(tmp_path / "nowhere" / "archera.prom"))
    assert (said.code, said.out) == (1, "")
    assert f"--textfile: there is no folder {tmp_path}/nowhere" in said.err
    other = headless.read("metrics", "--textfile", "archera.txt")
    assert (other.code, "node_exporter reads no other file" in other.err) == (2, True)


def test_purchases_are_counted_by_state_for_the_host_of_the_profile(headless: Headless) -> None:
    address = headless.home.state / "journal.db"
    journal = Journal.open(address)
    journal.intend(intended(host="elsewhere.example"))
    journal.close()
    found = samples(headless.read("metrics").out)
    assert {value for (name, _), value in found.items() if name == "archera_purchases"} == {0}
    address.write_bytes(b"no journal at all" * 100)
    said = headless.read("metrics")
    assert samples(said.out)["archera_journal_readable", ""] == 0
    assert "archera_purchases" not in {name for name, _ in samples(said.out)}
    assert "journal" in said.err


def told(snapshot: Snapshot, purchases: dict[AttemptState, int]) -> dict[tuple[str, str], float]:
    return samples(exposition(families(Reading(snapshot, None, 0.5, purchases)), {"profile": "prod"}))


def test_names_that_a_server_invents_don_t_flood_the_database() -> None:
    lists = (Checklist("aws", tuple(Feature(f"feature {number}", "available") for number in range(1_500))),)
    customer = Customer("o1", "Acme", 1.0, (), lists)
    found = told(Snapshot(IDENTITY, 100.0, customers_at=90.0, customers=(customer,)), {AttemptState.UNKNOWN: 2})
    features = {labels: value for (name, labels), value in found.items() if name == "archera_features"}
    assert len(features) == 1_001
    assert features['cloud="(others)",feature="(others)",status="(others)"'] == 500
    assert found["archera_purchases", 'state="unknown"'] == 2
    assert found["archera_customers_age_seconds", ""] == 10


def test_a_hostile_name_stays_within_its_label(headless: Headless) -> None:
    evil = {"feature": 'x"} 1\narchera_up{a="', "status": "missing\\"}
    org: dict[str, Any] = {"org_id": "o1", "org_name": "Acme", "created_at": "2026-01-01T00:00:00Z"}
    body = json.dumps([org | {"integration_checklist": {"aws": [evil]}}]).encode()
    headless.weather.status["child-orgs"] = (200, body, {})
    found = samples(headless.read("metrics").out)
    assert found["archera_features", 'cloud="aws",feature="x\\"} 1 archera_up{a=\\"",status="missing\\\\"'] == 1
    assert found["archera_up", ""] == 1


def test_it_loads_no_textual_and_works_over_the_built_in_sandbox(home: Home) -> None:
    assert home.root.is_dir()
    code = (
        "import sys; from tui.cli.command_line import run; run(['metrics', '--sandbox']); "
        "sys.stderr.write(str([n for n in sys.modules if n.split('.')[0] in ('textual', 'screens', 'widgets')]))"
    )
    said = program(code=("-c", code))
    assert said.err == "[]"
    assert sum(value for (name, _), value in samples(said.out).items() if name == "archera_customers") == 142
