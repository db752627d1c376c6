"""Policy, flagged actions, scope, contracts and the plan itself, in lines."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from support.clock import EPOCH
from support.plans import ANY_PLAN, COMMITMENTS, FLAGGED, PLAN, PLAN_ID, POLICY, bare_plan, plan
from support.properties import PROPERTY

from screens.plan.details import section_lines
from screens.plan.panel import (
    WORKED_OUT,
    age_words,
    below_table,
    commitments_below,
    contracts,
    details,
    flagged_parts,
    panel,
    policy_parts,
)
from tui.domain.plan.records import Plan
from tui.domain.plan.sections import line_section
from widgets.look import DEFAULT_LOOK
from widgets.prose import Pair, Para, lay_prose
from widgets.segments import text_of
from widgets.text_line import Part, fit_parts, part

Lines = list[Para | Pair]


def text(lines: Lines, cells: int = 33) -> list[str]:
    return [text_of(line).rstrip() for line in lay_prose(lines, cells, DEFAULT_LOOK)]


def one_line(parts: tuple[Part, ...], cells: int = 78) -> str:
    left, _right = fit_parts([part(each) for each in parts], (), cells)
    return text_of(left)


def test_an_enabled_policy_warns_that_it_buys_by_itself_and_when() -> None:
    lines = text(panel(PLAN, (), EPOCH))
    assert lines[:6] == [
        "Execution policy",
        "◐ enabled: it buys by itself",
        "Next run     Tue 24 Nov 10:26 UTC",
        "                        in 5d 23h",
        "If savings reach             $500",
        "Schedule            every Tuesday",
    ]
    warned = [line for line in panel(PLAN, (), EPOCH) if isinstance(line, Para) and "itself" in text_of(line.text)]
    assert warned[0].text == (("◐ ", "warn"), ("enabled: it buys by itself", "warn"))


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (None, "no execution policy: nothing is bought by itself"),
        (replace(POLICY, enabled=False), "switched off: it buys nothing by itself"),
        (replace(POLICY, enabled=None), "whether the policy is enabled is not said"),
    ],
)
def test_a_policy_that_does_not_buy_says_so_without_a_warning(policy: object, words: str) -> None:
    lines = panel(plan(execution_policy=policy), (), EPOCH)
    told = next(line for line in lines if isinstance(line, Para) and words in text_of(line.text))
    assert told.text == ((words, "muted"),)


def test_scope_contracts_and_the_plans_own_facts_are_there() -> None:
    lines = text(panel(PLAN, (), EPOCH))
    for expected in (
        "Segment              all accounts", "Resources                     214", "Reservations                   28",
        "Max. term                  1 year", "Id             b41c9d2e-0c6f-4d55", "Status                recommended",
        "Made       11 Nov, changed 6h ago", "Made by               Noor Haddad", WORKED_OUT,
    ):  # fmt: skip
        assert expected in lines
    assert text(contracts(PLAN), 86) == [
        "Allowed contracts",
        "savings plan compute; reservations RDS",
        "terms 30-day guaranteed, 1 year; payment no or partial upfront; preferred no upfront",
    ]


def test_reasons_against_buying_are_listed_all() -> None:
    lines = text(panel(PLAN, ("The plan is locked", "Read-only profile"), EPOCH))
    place = lines.index("Not to be bought now")
    assert lines[place + 1 : place + 3] == ["The plan is locked", "Read-only profile"]
    assert "b buys it, after asking" in text(panel(PLAN, (), EPOCH))


def test_flagged_actions_of_this_plan_stand_out_and_many_are_counted() -> None:
    mine = replace(FLAGGED, plan_id=PLAN_ID)
    lines = text(panel(plan(flagged_actions=(mine, *(FLAGGED,) * 6)), (), EPOCH), 60)
    assert "◐ exchange, queued 2d ago (this plan)" in lines
    assert "  and 3 more" in lines
    assert "none" in text(panel(bare_plan(), (), EPOCH))


def test_the_policy_fits_on_one_line_of_80_cells_and_keeps_the_warning_in_60() -> None:
    assert one_line(policy_parts(PLAN, EPOCH)) == (
        "Policy buys by itself from $500: next run Tue 24 Nov 10:26 UTC, in 5d 23h"
    )
    assert one_line(policy_parts(PLAN, EPOCH), 58) == "Policy buys by itself: next run Tue 24 Nov 10:26 UTC"
    assert one_line(policy_parts(bare_plan(), EPOCH)) == "Policy nothing is bought by itself"


def test_flagged_actions_fit_on_one_line() -> None:
    assert one_line(flagged_parts(PLAN, EPOCH)) == "Flagged exchange, queued 2d ago"
    assert one_line(flagged_parts(plan(flagged_actions=(FLAGGED,) * 3), EPOCH)).endswith("and 2 more")
    assert one_line(flagged_parts(bare_plan(), EPOCH)) == "Flagged nothing"


@pytest.mark.parametrize("room", range(12))
def test_what_stands_below_the_table_never_takes_more_room_than_there_is(room: int) -> None:
    assert len(lay_prose(below_table(PLAN, room), 82, DEFAULT_LOOK)) <= room


def test_commitments_that_have_no_place_are_counted() -> None:
    many = plan(commitments=tuple(replace(COMMITMENTS[0], key=str(number)) for number in range(20)))
    lines = text(commitments_below(many, 6), 82)
    assert len(lines) == 6
    assert lines[-1] == "16 more, t shows them"


@pytest.mark.parametrize(
    ("read_at", "words"),
    [(EPOCH - 360, ("figures 6m old", "6m old")), (None, ("figures of unknown age", "age unknown"))],
)
def test_the_age_of_the_figures_is_said(read_at: float | None, words: tuple[str, str]) -> None:
    assert age_words(read_at, EPOCH) == words


@PROPERTY
@given(ANY_PLAN)
def test_any_plan_can_be_told_in_any_room(shown: Plan) -> None:
    for lines in (panel(shown, ("why",), EPOCH), details(shown, (), EPOCH), below_table(shown, 9)):
        for line in text(lines, 30):
            assert "\x1b" not in line
    assert one_line(policy_parts(shown, EPOCH)).startswith("Policy ")
    assert one_line(flagged_parts(shown, EPOCH)).startswith("Flagged ")


def test_a_term_from_days_to_months_is_written_whole_below_the_table() -> None:
    mixed = replace(COMMITMENTS[0], min_term_hours=720, max_term_hours=2_190)
    lines = text(commitments_below(plan(commitments=(mixed,)), 8), 80)
    assert "  30d–3mo  " in lines[1]


def test_every_field_of_a_line_has_one_line_in_its_dialog() -> None:
    line = replace(
        PLAN.line_items[0],
        monthly_savings=Decimal("-12345.67"),
        if_all_ondemand_cost=Decimal("13199.415942646563"),
    )
    section = line_section(line)
    assert len(text(section_lines([section]), 62)) == len(section.entries) + 1
    points = {shown.index(".") for shown in text(section_lines([section]), 62) if "$" in shown}
    assert len(points) == 1
