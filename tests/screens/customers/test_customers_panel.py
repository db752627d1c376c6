"""The panel beside the list and the lines under it: what is wrong, since when, what to do."""

from __future__ import annotations

from dataclasses import replace

from support.customer_list import (
    BETA,
    CYAN,
    DAY,
    DELTA,
    HALDEN,
    HOUR,
    INDIGO,
    JUNIPER,
    MINUTE,
    NEVER,
    NORTHWIND,
    UMBER,
    fleet,
    plan,
    since,
    troubled,
)
from support.customers import AWS_NAMES, ORG_NAMES, customer, features, onboarding
from support.stage import NOW

from screens.customers.below import below
from screens.customers.hand import InHand, in_hand, plans_to_look_at
from screens.customers.panel import CELLS, panel
from tui.domain.changes import Change
from tui.domain.customers.standing import StandingBoard
from tui.domain.faults import Fault
from tui.domain.onboarding.steps import Verification
from tui.domain.plan.brief import PlanStanding
from tui.domain.records import Checklist, Customer, Feature
from tui.domain.snapshot import PlanReading, Reading, Snapshot
from widgets.look import DEFAULT_LOOK
from widgets.prose import lay_prose
from widgets.segments import Cell, text_of, width_of


def hand_of(wanted: Customer, snapshot: Snapshot | None = None, known_at: float | None = None) -> InHand:
    snapshot = snapshot or replace(fleet(), customers=(*fleet().customers, wanted))
    board = StandingBoard()
    board.update(snapshot)
    standing = board.standing(wanted.org_id)
    assert standing
    return in_hand(snapshot, standing, NOW, known_at)


def laid(hand: InHand, rows: int = 34) -> list[Cell]:
    return lay_prose(panel(hand, rows), CELLS, DEFAULT_LOOK)


def told(hand: InHand, rows: int = 34) -> list[str]:
    return [text_of(line).rstrip() for line in laid(hand, rows)]


def prose(hand: InHand) -> str:
    """The panel as one text, however it is broken."""
    return " ".join(" ".join(told(hand)).split())


def test_the_panel_of_a_broken_customer_says_what_is_wrong_since_when_and_what_to_do() -> None:
    lines = told(hand_of(BETA))
    assert lines[0] == "Beta Corp c/o Acme"
    assert lines[3] == "AWS  4 of 8 available     as last reported"
    assert lines[4] == "✕ assume_role            missing        3m"
    assert lines[5] == "◐ cur                    warning        3m"
    assert lines[6] == "○ reservations           unknown       >1w"
    text = prose(hand_of(BETA))
    assert "✕ assume_role: Archera can't assume the role. It worked until 11:03." in text
    assert "→ Ask whether the stack was deleted." in text
    assert "Azure not started" in text


def test_the_worst_features_come_first_and_stand_out() -> None:
    line = laid(hand_of(BETA))[4]
    assert ("✕", "bold miss") in line
    assert any(token == "bold miss" and "missing" in text for text, token in line)
    assert any(token == "strong" and "assume_role" in text for text, token in line)


def test_a_status_only_first_seen_is_said_to_be_at_least_so_old() -> None:
    assert told(hand_of(JUNIPER))[4].endswith(">12h")
    assert told(hand_of(BETA))[4].endswith(" 3m")


def test_while_the_api_is_away_the_panel_says_how_old_it_is() -> None:
    assert told(hand_of(BETA, known_at=NOW - 14 * MINUTE))[3].endswith("known 14m ago")


def test_the_plans_figures_are_the_servers_in_full() -> None:
    lines = told(hand_of(BETA))
    place = next(n for n, line in enumerate(lines) if line.startswith("Plan "))
    figures = [" ".join(line.split()) for line in lines[place : place + 5]]
    assert figures == [
        "Plan AWS, ready read 6m ago",
        "Net savings/mo $4,480.90",
        "Due at signing $0.00",
        "Lock-in 1 year",
        "Coverage 31 → 78 %",
    ]


def test_a_plan_that_costs_more_a_calculating_one_and_a_policy_say_so() -> None:
    assert ("−$85.00", "warn") in [piece for line in laid(hand_of(UMBER)) for piece in line]
    assert "Still calculating: the figures are not final." in prose(hand_of(CYAN))
    known = plan("10")
    assert known.brief
    known = replace(known, brief=replace(known.brief, policy_next=NOW + DAY))
    snapshot = replace(fleet(), plans={(DELTA.org_id, "aws"): known})
    assert "Bought by its policy next run 19 Nov" in prose(hand_of(DELTA, snapshot))


def test_where_there_is_no_plan_the_panel_says_why_or_what_failed() -> None:
    none = replace(fleet(), plans={(DELTA.org_id, "aws"): PlanReading(Reading.NONE, read_at=NOW)})
    assert "none yet" in prose(hand_of(DELTA, none))
    assert "24-48 h after billing data arrives" in prose(hand_of(DELTA, none))
    fault = Fault("The server failed (500): the plan.", remedy="r tries again", words="boom")
    failed = replace(fleet(), plans={(DELTA.org_id, "aws"): PlanReading(Reading.FAILED, fault=fault)})
    assert 'The server failed (500): the plan. "boom" r tries again' in prose(hand_of(DELTA, failed))
    assert "not read yet" in prose(hand_of(DELTA, replace(fleet(), plans={})))


def test_a_second_plan_has_a_line_of_its_own() -> None:
    snapshot = fleet()
    two = replace(snapshot, plans={**snapshot.plans, (NORTHWIND.org_id, "azure"): plan("77.10")})
    assert "Azure plan, ready $77.10/mo" in prose(hand_of(NORTHWIND, two))


def test_lately_tells_changes_and_steps_made_here_newest_first() -> None:
    lines = told(hand_of(BETA), 40)
    place = lines.index("Lately")
    assert [" ".join(line.split()) for line in lines[place + 1 :]] == [
        "3m ✕ assume_role, was available",
        "24h · customer registered",
        "2d · AWS plan: ready, $4,480.90/mo",
    ]
    text = prose(hand_of(INDIGO))
    assert "26h · AWS: onboarding started" in text


def test_every_kind_of_change_and_step_has_words() -> None:
    snapshot = fleet()
    org = UMBER.org_id
    changes = tuple(Change(NOW - n, kind, org, "U", "", "", word) for n, kind, word in (
        (1, "added", "added"), (2, "gone", "no longer listed"), (3, "purchase", "bought"),
    ))  # fmt: skip
    made = replace(
        onboarding(org, reviewed_at=NOW - 4, url_at=NOW - 5),
        verified=Verification(NOW - 6, 1.0, features("***x")),
    )
    lines = told(hand_of(UMBER, replace(snapshot, changes=changes, progress={(org, "aws"): made})), 60)
    place = lines.index("Lately")
    assert [line.split("· ")[1] for line in lines[place + 1 : -1]] == [
        "appeared in the list",
        "no longer listed",
        "bought",
        "AWS: template reviewed",
        "AWS: launch URL fetched",
        "AWS: verified, 3 of 4 available",
    ]


def test_an_onboarding_under_way_says_its_step_and_the_key_that_goes_on() -> None:
    text = prose(hand_of(INDIGO))
    assert "AWS step 2 of 4, Template 26h" in text
    assert "→ enter goes on with the onboarding" in text
    assert "→ enter begins the onboarding" in prose(hand_of(NEVER))


def test_what_works_is_folded_where_room_is_short_and_the_past_goes() -> None:
    assert "billing_reader" in prose(hand_of(NORTHWIND))
    short = told(hand_of(NORTHWIND), 24)
    assert "billing_reader" not in " ".join(short)
    assert "assume_role" in " ".join(short)
    shortest = told(hand_of(NORTHWIND), 11)
    assert "assume_role" not in " ".join(shortest)
    assert "Lately" not in shortest
    assert "Net savings/mo" in " ".join(shortest)


def test_no_line_of_the_panel_is_wider_than_the_panel() -> None:
    long = troubled("N" * 200, "x" * 8, "~" * 8, age=HOUR)
    for wanted in (*fleet().customers, long):
        assert max(width_of(line) for line in laid(hand_of(wanted))) <= CELLS


def test_features_with_one_remedy_are_told_together() -> None:
    text = prose(hand_of(troubled("Member Ltd", "****~~*~", age=HOUR)))
    assert text.count("→ Deploy the stack in the management account") == 1
    many = prose(hand_of(troubled("Bad Ltd", "*xx*xxx*", age=HOUR, was=None)))
    assert "and 1 more like these" in many


def test_the_own_list_is_told_only_when_it_is_the_trouble() -> None:
    own = replace(customer("Own Ltd", aws="********"), org_checklist=since("*x*", ORG_NAMES, HOUR, "available"))
    assert "own list" in prose(hand_of(own))
    assert "own list" not in prose(hand_of(BETA))


def test_an_integration_nobody_has_heard_of_is_shown_by_its_key() -> None:
    strange = replace(UMBER, integrations=(Checklist("ibm-cloud-7", features("x*", AWS_NAMES)),), org_id="strange")
    assert "ibm-cloud-7 1 of 2 available" in prose(hand_of(strange))


def test_thousands_of_features_and_lists_are_not_all_drawn_and_what_is_left_out_is_counted() -> None:
    many = tuple(Feature(f"f{number}", "missing", NOW - 5) for number in range(1_000))
    odd = tuple(Checklist(f"cloud-{number}", features("*")) for number in range(1_000))
    text = told(hand_of(replace(customer("Flood Ltd"), integrations=(Checklist("aws", many), *odd))))
    assert len(text) < 200
    assert {"  and 900 more features", "  and 980 more lists"} <= set(text)


def test_the_plans_looked_at_are_those_of_working_clouds_and_those_known() -> None:
    assert plans_to_look_at(hand_of(NORTHWIND)) == ((NORTHWIND.org_id, "aws"), (NORTHWIND.org_id, "azure"))
    assert plans_to_look_at(hand_of(NEVER)) == ()
    known = replace(fleet(), plans={(NEVER.org_id, "gcp"): plan("1")})
    assert plans_to_look_at(hand_of(NEVER, known)) == ((NEVER.org_id, "gcp"),)


# The three lines of a narrow screen


def three(wanted: Customer, cells: int = 78, snapshot: Snapshot | None = None) -> list[str]:
    return [text_of(line).rstrip() for line in below(hand_of(wanted, snapshot), cells)]


def test_under_the_list_stand_what_is_wrong_what_to_do_and_the_rest() -> None:
    assert three(BETA) == [
        "✕ AWS assume_role missing since 11:03, 3m ago; was available",
        "  → Ask whether the stack was deleted. Re-deploy it in the management account",
        "    (step 3), then verify.    ◐ AWS cur CUR late   ○ 2 unknown   ● 4 available",
    ]


def test_a_short_advice_stands_in_one_line_with_its_meaning() -> None:
    assert three(CYAN, 100) == [
        "◐ AWS cur warning since 09:06, 2h ago; was unknown",
        "  The report exists; its first delivery is due by 09:06 tomorrow. → Nothing to do until then.",
        "● 15 available",
    ]


def test_a_trouble_only_first_seen_is_said_to_be_at_least_so_old() -> None:
    assert three(JUNIPER)[0] == "✕ AWS assume_role missing for at least 12h"


def test_the_second_trouble_is_named_where_there_is_room() -> None:
    both = troubled("Both Ltd", "*~******", "x*******", age=HOUR, was=None)
    lines = three(both, 150)
    assert lines[0].startswith("✕ Azure app_consent missing")
    assert lines[2].startswith("◐ AWS organizations list of accounts")


def test_a_calm_customer_says_how_its_clouds_its_plan_and_its_past_are() -> None:
    assert three(NORTHWIND) == [
        "● AWS 8 of 8 available   ● Azure 8 of 8 available",
        "  Plan AWS, ready   net $12,640.00/mo   due $0.00   coverage 31 → 78 %",
        "  · customer registered, 24h ago",
    ]
    assert three(INDIGO)[:2] == ["○ AWS step 2 of 4, Template, 26h", "  → enter goes on with the onboarding"]
    assert three(NEVER)[:2] == ["○ not started", "  → enter begins the onboarding"]


def test_a_plan_that_is_not_there_is_told_under_the_list_too() -> None:
    none = replace(fleet(), plans={(DELTA.org_id, "aws"): PlanReading(Reading.NONE)})
    assert three(DELTA, snapshot=none)[1].startswith("  Plan AWS, none yet; usually there is one")
    failed = replace(fleet(), plans={(DELTA.org_id, "aws"): PlanReading(Reading.FAILED, fault=Fault("It broke."))})
    assert three(DELTA, snapshot=failed)[1] == "  Plan AWS, could not be read: It broke."
    calculating = replace(fleet(), plans={(DELTA.org_id, "aws"): plan("3", PlanStanding.CALCULATING)})
    assert "calculating" in three(DELTA, snapshot=calculating)[1]


def test_the_three_lines_fit_any_width() -> None:
    for wanted in fleet().customers:
        for cells in (20, 58, 78, 117):
            lines = below(hand_of(wanted), cells)
            assert max(width_of(line) for line in lines) <= cells, (wanted.name, cells)


def test_halden_is_told_by_the_cloud_that_is_broken() -> None:
    assert three(HALDEN)[0] == "✕ Azure app_consent missing since 10:25, 41m ago; was available"
