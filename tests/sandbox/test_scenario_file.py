"""Scenario files are read strictly: what is wrong is said with file, key, what was found and what is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tui.sandbox.pace import Pace
from tui.sandbox.scenario import (
    Absence,
    Body,
    Casting,
    Cue,
    Ending,
    Even,
    Failure,
    HeavyTail,
    Loss,
    Occasion,
    Outage,
    Scenario,
    Storm,
    Window,
)
from tui.sandbox.scenario_file import load_scenario, parse_scenario, shipped
from tui.sandbox.scenario_table import ScenarioError

if TYPE_CHECKING:
    from pathlib import Path


def parsed(text: str) -> Scenario:
    return parse_scenario(text, "mine.toml", "mine")


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(ScenarioError) as caught:
        parsed(text)
    return caught.value.problems


EVERYTHING = """
about = "All of it"
orgs = 7
still = true
[pace]
plan_refreshes = 60
life_every = [5, 9]
life_lasts = 4
[latency]
default = 0.2
verifyAws = [1, 2]
getRecommendedPlans = { median = 0.1, p99 = 2, most = 9 }
[[errors]]
operations = ["purchasePlan", "verifyAws"]
share = 0.5
status = 502
body = "html"
from = 10
until = 20
every = 60
[[lost]]
how = "silent"
[[throttling]]
retry_after = 4
as_date = true
[[outages]]
from = 1
until = 2
how = "refuse"
[[customers]]
name = "Lantern"
situation = "azure-connected"
since = 100
[[turns]]
customer = "Lantern"
feature = "cost_export"
status = "missing"
at = 30
every = 90
[[turns]]
customer = "Beta Corp"
feature = "cur"
status = "unknown"
"""


def test_a_file_that_says_everything_is_read_as_it_says() -> None:
    assert parsed(EVERYTHING) == Scenario(
        name="mine",
        about="All of it",
        orgs=7,
        still=True,
        pace=Pace(plan_refreshes=60, life_every=(5, 9), life_lasts=(4, 4)),
        latencies={"": Even(0.2, 0.2), "verifyAws": Even(1, 2), "getRecommendedPlans": HeavyTail(0.1, 2, 9)},
        failures=(
            Failure(Occasion(frozenset({"purchasePlan", "verifyAws"}), 0.5, Window(10, 20, 60)), 502, Body.HTML),
        ),
        losses=(Loss(Occasion(), Ending.SILENT),),
        storms=(Storm(Occasion(), 4.0, as_date=True),),
        outages=(Outage(Window(1, 2), Absence.REFUSED),),
        castings=(Casting("Lantern", "azure-connected", 100),),
        cues=(
            Cue(30, "Lantern", "azure", "cost_export", "missing", 90),
            Cue(0, "Beta Corp", "aws", "cur", "unknown"),
        ),
    )


def test_an_empty_file_is_the_usual_scenario_and_so_is_calm_apart_from_what_it_says_of_itself() -> None:
    assert parsed("") == Scenario("mine")
    calm = load_scenario("calm")
    assert calm == Scenario("calm", calm.about)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("orgz = 3", "orgz is not known here. Did you mean orgs?"),
        ("[pace]\nlive_every = 3", "pace.live_every is not known here. Did you mean life_every?"),
        ("[latency]\nverify_aws = 3", "latency.verify_aws is not known here. Did you mean verifyAws?"),
        ("[[errors]]\nsharre = 1", "errors[1].sharre is not known here. Did you mean share?"),
        ("[[errors]]\n[[errors]]\nevry = 1", "errors[2].evry is not known here. Did you mean every?"),
        ("[[lost]]\nhown = 'dropped'", "lost[1].hown is not known here. Did you mean how?"),
        ("[[throttling]]\nretry = 1", "throttling[1].retry is not known here. Did you mean retry_after?"),
        ("[[outages]]\nuntill = 1", "outages[1].untill is not known here. Did you mean until?"),
        ("orgs = 0", "orgs must be a whole number from 1 to 20000, found the number 0."),
        ("orgs = true", "orgs must be a whole number from 1 to 20000, found true."),
        ("still = 1", "still must be true or false, found the number 1."),
        ("about = 1", "about must be a text, found the number 1."),
        ("pace = 1", "pace must be a table, written [pace], found the number 1."),
        ("errors = 1", "errors must be a list of tables, each written [[errors]], found the number 1."),
        ("[errors]", "errors must be a list of tables, each written [[errors]], found a table."),
        ("[pace]\nrole_deploys = -1", "pace.role_deploys must be a number of at least 0, found the number -1."),
        ("[pace]\nplan_refreshes = 0", "pace.plan_refreshes must be a number of at least 1, found the number 0."),
        (
            "[pace]\nlife_every = [9, 5]",
            "pace.life_every must be a number of at least 1, or two in order like [1, 2], found a list.",
        ),
        (
            "[latency]\ndefault = nan",
            "latency.default must be a number of at least 0, or two in order like [1, 2], found the number nan.",
        ),
        (
            "[latency]\ndefault = {median = 2, p99 = 1}",
            "latency.default.p99 must be a number of at least 2, found the number 1.",
        ),
        ("[latency]\ndefault = {mean = 2}", "latency.default.mean is not known here. Did you mean median?"),
        ("[[errors]]\nshare = 2", "errors[1].share must be a number from 0 to 1, found the number 2."),
        ("[[errors]]\nstatus = 200", "errors[1].status must be a whole number from 400 to 599, found the number 200."),
        ("[[errors]]\nbody = 'htm'", 'errors[1].body can\'t be "htm". Did you mean html?'),
        (
            "[[errors]]\noperations = ['purchaseplan']",
            'errors[1].operations can\'t hold "purchaseplan". Did you mean purchasePlan?',
        ),
        (
            "[[errors]]\noperations = 'purchasePlan'",
            'errors[1].operations must be a list of texts, found "purchasePlan".',
        ),
        ("[[lost]]\nhow = 'gone'", 'lost[1].how can\'t be "gone". Known: dropped, gateway, silent.'),
        ("[[outages]]\nhow = 'blackhole'", 'outages[1].how can\'t be "blackhole". Did you mean black-hole?'),
        ("[[outages]]\nfrom = 9\nuntil = 8", "outages[1].until must be a number of at least 9, found the number 8."),
        ("[[customers]]\nsituation = 'role-lost'", "customers[1].name is missing."),
        ("[[customers]]\nname = ' '\nsituation = 'role-lost'", "customers[1].name must not be empty."),
        (
            "[[customers]]\nname = 'A'\nsituation = 'role_lost'",
            'customers[1].situation can\'t be "role_lost". Did you mean role-lost?',
        ),
        (
            "[[turns]]\ncustomer = 'Beta Crop'\nfeature = 'cur'\nstatus = 'missing'",
            'turns[1].customer can\'t be "Beta Crop". Did you mean Beta Corp?',
        ),
        (
            "[[turns]]\ncustomer = 'Beta Corp'\nfeature = 'app_consent'\nstatus = 'missing'",
            "turns[1].feature can't be app_consent: Beta Corp has aws connected.",
        ),
        (
            "[[turns]]\ncustomer = 'Alder Yoga'\nfeature = 'cur'\nstatus = 'missing'",
            "turns[1].feature can't be cur: Alder Yoga has nothing connected.",
        ),
        (
            "[[turns]]\ncustomer = 'Beta Corp'\nfeature = 'cur'\nstatus = 'avaliable'",
            'turns[1].status can\'t be "avaliable". Did you mean available?',
        ),
        ("[[turns]]\ncustomer = 'Beta Corp'\nfeature = 'cur'", "turns[1].status is missing."),
        (
            "[[customers]]\nname = 'A'\nsituation = 'aws-connected'\nsince = 1e15",
            "customers[1].since must be a number from 0 to 1e+09, found the number 1000000000000000.0.",
        ),
        (
            "[[throttling]]\nretry_after = 1e15\nas_date = true",
            "throttling[1].retry_after must be a number from 0 to 1e+09, found the number 1000000000000000.0.",
        ),
        ("orgs = 0x" + "f" * 5_000, "can't be read: it holds a whole number of more than 64 bits."),
        ("orgs = " + "9" * 5_000, "can't be read: it holds a number with too many digits."),
        ("[[errors]]\nshare = 1" + "0" * 400, "can't be read: it holds a whole number of more than 64 bits."),
        ("a = " + "[" * 100_000, "can't be read: it is nested too deeply."),
        ('"a\\u001b[31m" = 1', None),
        ("a = ", None),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_what_is_right(text: str, said: str | None) -> None:
    found = problems(text)
    assert len(found) == 1
    assert found[0].startswith("mine.toml")
    assert found[0].isprintable()
    assert said is None or found[0] in (f"mine.toml: {said}", f"mine.toml {said}")


def test_everything_wrong_with_a_file_is_said_at_once() -> None:
    found = problems("orgs = 'x'\nnope = 1\n[pace]\ncur_delivers = 'y'\n[[lost]]\nhow = 'z'")
    assert len(found) == 4


def test_a_name_nobody_knows_is_refused_with_the_nearest_and_how_to_name_a_file() -> None:
    with pytest.raises(ScenarioError, match=r"Did you mean outage\?.*\./mine\.toml"):
        load_scenario("outrage")


def test_a_file_of_ones_own_is_found_by_its_path_and_takes_its_name(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("orgs = 3")
    assert load_scenario(str(path)) == Scenario("mine", orgs=3)


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"#" * 1_000_001])
def test_a_file_that_can_not_be_read_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ScenarioError, match=r"mine\.toml"):
        load_scenario(str(path))


def test_the_home_of_somebody_nobody_knows_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"~nobody-here/mine\.toml can't be read"):
        load_scenario("~nobody-here/mine.toml")


def test_five_scenarios_come_with_the_sandbox_and_each_says_what_it_is() -> None:
    assert shipped() == ("busy", "calm", "demo", "flaky", "outage")
    assert all(load_scenario(name).about.endswith(".") for name in shipped())
