"""Plans on the command line: all of them ranked, and one with every field."""

from __future__ import annotations

import csv
import io
import subprocess
import sys

import pexpect
from support.headless import Headless


def test_plans_are_ranked_by_net_savings_and_sums_of_ours_say_so(headless: Headless) -> None:
    said = headless.read("plans")
    assert said.code == 0
    summary, _, header, first, *_ = said.out.splitlines()
    assert summary.endswith("a month waiting, added up here")
    assert header.split()[:3] == ["Customer", "Cloud", "Plan"]
    assert first.startswith("Northwind Steel c/o Sandbox")
    assert headless.weather.seen["recommended"] > 10


def test_a_filter_is_that_of_the_list_of_plans(headless: Headless) -> None:
    document = headless.data("plans", "--filter", "provider:aws savings>4000 plan:ready")
    plans = document["result"]["plans"]
    assert plans
    assert all(plan["provider"] == "aws" and float(plan["monthly_savings_usd"]) > 4000 for plan in plans)
    assert document["result"]["counts"]["shown"] == len(plans) < document["result"]["counts"]["known"]
    assert headless.read("plans", "--filter", "nonsense:1").code == 2


def test_csv_has_a_line_for_every_plan_with_figures_as_numbers(headless: Headless) -> None:
    rows = list(csv.DictReader(io.StringIO(headless.read("plans", "--csv").out)))
    assert rows[0]["monthly_savings_usd"] == "12640.0"
    assert len(rows) == headless.data("plans")["result"]["counts"]["known"]
    assert {row["review"] for row in rows} == {"to do"}


def test_what_could_not_be_read_is_told_and_the_list_away_is_no_success(headless: Headless) -> None:
    headless.weather.status["child-orgs"] = (401, b'{"message":"no such key","type":"Unauthorized"}', {})
    said = headless.read("plans")
    assert said.code == 2
    assert "The key was refused" in said.err


def test_a_person_is_told_until_when_the_server_asked_for_a_rest(headless: Headless) -> None:
    headless.weather.status["recommended"] = (429, b"{}", {"retry-after": "600"})
    process = pexpect.spawn(sys.executable, ["-m", "tui", "plans"], timeout=30, encoding="utf-8")
    process.expect(r"Asked to slow down \(429\)\. Reading goes on at \d\d:\d\d:\d\d UTC\.\r\n")
    process.sendintr()
    process.expect(pexpect.EOF)
    process.close()
    assert process.exitstatus == 130


def test_plans_are_a_table_or_data_never_both(headless: Headless) -> None:
    said = headless.read("plans", "--json", "--csv")
    assert (said.code, said.out) == (2, "")
    assert "argument --csv: not allowed with argument --json" in said.err
    assert headless.weather.seen.total() == 0


def test_one_plan_is_read_now_and_shown_with_every_field(headless: Headless) -> None:
    said = headless.read("plan", "atlas print", "--provider", "aws")
    assert said.code == 0
    assert "Net savings" in said.out
    assert "$4,210.20 per month" in said.out
    assert "Due at signing" in said.out
    document = headless.data("plan", "atlas print", "--provider", "aws")["result"]
    assert document["plan"]["monthly_savings"] == "4210.2"
    assert document["units"]["monthly_savings"] == "USD per month of 730 h"
    assert document["read_at"].endswith("Z")


def test_no_plan_is_an_answer(headless: Headless) -> None:
    said = headless.read("plan", "atlas print", "--provider", "gcp")
    assert (said.code, said.out) == (0, "No GCP plan is recommended for Atlas Print c/o Sandbox now.\n")
    assert headless.data("plan", "atlas print", "--provider", "gcp")["result"] == {"plan": None}


def test_a_provider_nobody_has_heard_of_is_refused_with_the_nearest(headless: Headless) -> None:
    said = headless.read("plan", "atlas print", "--provider", "asw")
    assert said.code == 2
    assert "Did you mean aws?" in said.err


def test_no_command_about_plans_loads_the_screens() -> None:
    script = (
        "import sys, tui.cli.plans, tui.cli.plan, tui.cli.buy, tui.cli.journal_look;"
        "print([name for name in sys.modules if name.split('.')[0] in ('textual', 'rich')])"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
