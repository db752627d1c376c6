"""`archera-tui status`: the same worker as the dashboard, without a screen."""

from __future__ import annotations

import csv
import io
import json

import pytest
from support.headless import Headless
from support.homes import Home, program

NOWHERE = "http://127.0.0.1:9"


def test_it_loads_no_textual(home: Home) -> None:
    assert home.root.is_dir()
    code = (
        "import sys; from tui.cli.command_line import run; run(['status', '--sandbox', '--json']); "
        "sys.stderr.write(str([n for n in sys.modules if n.split('.')[0] in ('textual', 'screens', 'widgets')]))"
    )
    said = program(code=("-c", code))
    assert said.err == "[]"
    assert len(json.loads(said.out)["customers"]) == 142


def test_the_data_tell_every_feature_and_since_when(home: Home) -> None:
    said = home.run("status", "--sandbox", "--json")
    assert said.code == 0
    document = json.loads(said.out)
    assert document["profile"] == "sandbox"
    assert document["as_of"].endswith("Z")
    beta = next(c for c in document["customers"] if c["name"].startswith("Beta Corp"))
    role = next(f for f in beta["integrations"]["aws"] if f["feature"] == "assume_role")
    assert (role["status"], role["was"]) == ("missing", "available")
    assert beta["needs_attention"]
    assert beta["since_is_exact"]


def test_the_table_puts_what_is_broken_first(home: Home) -> None:
    lines = home.run("status", "--sandbox").out.splitlines()
    assert lines[1].startswith("142 customers, 96 connected, 31 onboarding, 9 need attention")
    assert lines[4].split()[:3] == ["✕", "Beta", "Corp"]


def test_the_filter_is_that_of_the_dashboard(home: Home) -> None:
    said = home.run("status", "--sandbox", "--json", "--filter", "needs:attention provider:azure")
    names = {c["name"].split(" c/o")[0] for c in json.loads(said.out)["customers"]}
    assert names == {"Halden Foods", "Orbis Clinics", "Tern Logistics", "Vantor Media", "Cyan Ltd"}


def test_csv_is_safe_in_a_spreadsheet_with_figures_as_numbers(headless: Headless) -> None:
    evil = [{"org_id": "o1", "org_name": '=HYPERLINK("http://x"),\r\n+1', "created_at": "2026-01-01T00:00:00Z"}]
    headless.weather.status["child-orgs"] = (200, json.dumps(evil).encode(), {})
    (row,) = csv.DictReader(io.StringIO(headless.read("status", "--csv").out))
    assert row["name"].startswith("'=HYPERLINK")
    assert (row["org_id"], row["aws_features"], row["monthly_savings_usd"]) == ("o1", "0", "")


def test_csv_has_a_line_for_every_customer(home: Home) -> None:
    rows = list(csv.DictReader(io.StringIO(home.run("status", "--sandbox", "--csv").out)))
    assert len(rows) == 142
    beta = next(row for row in rows if row["name"].startswith("Beta Corp"))
    assert (beta["status"], beta["needs_attention"], beta["aws_features"]) == ("missing", "true", "8")
    assert beta["since"].endswith("Z")


def test_a_filter_that_can_t_be_understood_is_refused_before_anything_is_asked(home: Home) -> None:
    said = home.run("status", "--sandbox", "--filter", "neds:attention")
    assert said.code == 2
    assert "--filter" in said.err
    assert said.out == ""


def test_plans_are_read_only_when_asked_for(home: Home) -> None:
    without = json.loads(home.run("status", "--sandbox", "--json", "--filter", "beta").out)
    assert [c["plan"] for c in without["customers"]] == ["unknown"]


def test_a_server_that_does_not_answer_is_told_and_ends_with_one(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHERA_API_KEY", "a-secret-that-is-nowhere")
    monkeypatch.setenv("ARCHERA_BASE_URL", NOWHERE)
    monkeypatch.setenv("ARCHERA_PARTNER_ORG_ID", "00000000-0000-4000-8000-000000000000")
    said = home.run("status", "--json")
    assert said.code == 1
    assert "No connection" in said.err
    assert "Run the command again" in said.err
    assert json.loads(said.out)["customers"] == []
    assert "a-secret-that-is-nowhere" not in said.everything
    written = b"".join(path.read_bytes() for path in home.root.rglob("*") if path.is_file())
    assert b"a-secret-that-is-nowhere" not in written
