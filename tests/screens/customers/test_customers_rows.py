"""How a customer becomes a line of the list."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from support.customer_list import (
    BETA,
    CYAN,
    DELTA,
    HALDEN,
    HOUR,
    INDIGO,
    JUNIPER,
    NEVER,
    NORTHWIND,
    UMBER,
    fleet,
    offline,
    plan,
)
from support.customers import customer
from support.stage import NOW

from screens.customers.rows import columns, dot_cell, hidden_lines, row_maker
from tui.domain.customers.standing import StandingBoard
from tui.domain.plan.brief import PlanStanding
from tui.domain.records import Customer, Feature
from tui.domain.snapshot import PlanReading, Reading, Snapshot
from widgets.segments import Cell, text_of, width_of
from widgets.table_columns import lay_out
from widgets.table_lines import Row

WIDTHS = {column.key: column.width for column in columns(80)}


def cells(wanted: Customer, snapshot: Snapshot | None = None, pinned: frozenset[str] = frozenset()) -> dict[str, Cell]:
    """The cells of one customer's line by column."""
    snapshot = snapshot or fleet()
    board = StandingBoard()
    board.update(snapshot)
    line = row_maker(board, snapshot, NOW, pinned, {})(wanted.org_id)
    assert isinstance(line, Row)
    made = {column.key: cell for column, cell in zip(columns(80), line.cells, strict=True)}
    return {key: ((cell, ""),) if isinstance(cell, str) else cell for key, cell in made.items()}


def with_plan(wanted: Customer, reading: PlanReading) -> Snapshot:
    return replace(fleet(), plans={(wanted.org_id, "aws"): reading})


def test_a_broken_customer_reads_as_in_the_design() -> None:
    line = cells(BETA)
    assert line["glyph"] == (("✕", "bold miss"),)
    assert line["name"] == (("Beta Corp", ""), (" c/o Acme", "faint"))
    assert text_of(line["aws"]) == "✕●●◐○○●●"
    assert line["azure"] == (("–", "faint"),)
    assert line["plan"] == (("ready", ""),)
    assert line["save"] == (("4,481", ""),)
    assert line["since"] == (("3m", "warn"),)
    assert text_of(line["stands"]) == "role lost"


def test_a_healthy_customer_whispers() -> None:
    line = cells(NORTHWIND)
    assert line["glyph"] == (("●", "ok-quiet"),)
    assert set(line["azure"]) == {("●", "ok-quiet")}
    assert line["stands"] == (("connected", "muted"),)


def test_a_status_that_was_only_first_seen_is_at_least_that_old() -> None:
    assert cells(JUNIPER)["since"] == ((">12h", "faint"),)


def test_an_older_trouble_and_a_calm_row_have_a_quiet_age() -> None:
    assert cells(CYAN)["since"] == (("2h", "muted"),)
    assert cells(NEVER)["since"] == (("4w", "muted"),)


def test_while_the_api_is_away_no_trouble_is_news() -> None:
    assert cells(HALDEN)["since"] == (("41m", "warn"),)
    assert cells(HALDEN, offline(fleet()))["since"] == (("41m", "muted"),)


def test_onboarding_shows_the_step_in_hand_and_how_long_it_takes_already() -> None:
    assert cells(INDIGO)["aws"] == (("▸2/4 26h", "info"),)
    assert cells(INDIGO)["glyph"] == (("○", "muted"),)


@pytest.mark.parametrize(
    ("reading", "word", "save"),
    [
        (plan("4210.4"), ("ready", ""), ("4,210", "")),
        (plan("1120", PlanStanding.BOUGHT), ("bought", "ok"), ("1,120", "muted")),
        (plan("5", PlanStanding.LOCKED), ("locked", "muted"), ("5", "")),
        (plan("900", PlanStanding.CALCULATING), ("calculating", "muted"), ("–", "faint")),
        (plan("-85"), ("ready", ""), ("−85", "warn")),
        (plan("0.2"), ("ready", ""), ("0", "faint")),
        (plan("98765432109"), ("ready", ""), ("98.8B", "")),
        (PlanReading(Reading.NONE), ("none", "faint"), ("–", "faint")),
        (PlanReading(Reading.FAILED), ("failed", "warn"), ("–", "faint")),
        (PlanReading(), ("–", "faint"), ("–", "faint")),
    ],
)
def test_a_plan_is_a_word_and_its_savings_whole_dollars(
    reading: PlanReading, word: tuple[str, str], save: tuple[str, str]
) -> None:
    line = cells(DELTA, with_plan(DELTA, reading))
    assert line["plan"] == (word,)
    assert line["save"] == (save,)


def test_coverage_is_now_and_then_and_fits_its_column_when_both_are_whole() -> None:
    assert text_of(cells(UMBER)["coverage"]) == "31→78 %"
    assert text_of(cells(DELTA)["coverage"]) == "78 %"
    assert text_of(cells(NEVER)["coverage"]) == "–"
    known = plan("1")
    assert known.brief
    full = replace(known, brief=replace(known.brief, current_coverage=Decimal(1), potential_coverage=Decimal(1)))
    assert text_of(cells(UMBER, with_plan(UMBER, full))["coverage"]) == "100→100%"


def test_a_pinned_customer_bears_a_star_before_its_name() -> None:
    assert text_of(cells(BETA, pinned=frozenset((BETA.org_id,)))["name"]) == "★ Beta Corp c/o Acme"


def test_where_there_is_no_room_for_dots_the_worst_glyph_and_a_count_stand() -> None:
    assert text_of(cells(BETA)["aws_few"]) == "✕4/8"
    assert text_of(cells(BETA)["azure_few"]) == "–"
    assert text_of(cells(INDIGO)["aws_few"]) == "▸2/4"


def feature(name: str, status: str = "available") -> Feature:
    return Feature(name, status)


ORDER = tuple("abcdefghijkl")


def test_dots_stand_in_the_fleets_order_with_a_gap_for_what_a_customer_does_not_list() -> None:
    shown = dot_cell((feature("c", "missing"), feature("a")), ORDER[:4], 8)
    assert text_of(shown) == "●–✕–"


def test_more_features_than_room_are_counted_in_the_colour_of_the_worst() -> None:
    every = tuple(feature(name, "missing" if name == "l" else "available") for name in ORDER)
    assert dot_cell(every, ORDER, 8)[-1] == ("+6", "bold miss")
    assert text_of(dot_cell(every, ORDER, 8)) == "●●●●●●+6"
    many = tuple(feature(str(n)) for n in range(40))
    assert width_of(dot_cell(many, tuple(str(n) for n in range(40)), 8)) <= 8
    assert text_of(dot_cell(every[:8], ORDER[:8], 8)) == "●●●●●●●●"


def test_a_status_nobody_has_heard_of_looks_unknown_and_breaks_nothing() -> None:
    assert text_of(dot_cell((feature("a", "enchanted"),), ("a",), 8)) == "○"


def test_no_cell_is_wider_than_its_column_for_any_customer_of_the_fleet() -> None:
    for wanted in fleet().customers:
        for key, cell in cells(wanted).items():
            if key not in ("name", "stands"):
                assert width_of(cell) <= WIDTHS[key], (wanted.name, key)


def shown_at(width: int) -> list[str]:
    return [slot.column.key for slot in lay_out(columns(width), width)]


def test_columns_come_and_go_as_the_design_has_them() -> None:
    at_80 = ["glyph", "name", "aws", "azure", "plan", "save", "since"]
    assert shown_at(80) == at_80
    assert shown_at(75) == at_80
    assert shown_at(115) == [*at_80[:2], "stands", *at_80[2:4], "org", "plan", "save", "coverage", "since"]
    assert shown_at(72) == at_80[:-1]
    assert shown_at(62) == [*at_80[:4], "save"]
    assert shown_at(51) == ["glyph", "name", "aws_few", "azure_few", "save"]


def test_the_columns_of_80_cells_are_two_apart_and_those_of_75_one() -> None:
    assert {slot.gap for slot in lay_out(columns(80), 80)[1:-1]} == {2}
    assert {slot.gap for slot in lay_out(columns(75), 75)[1:-1]} == {1}


def test_what_the_filter_hides_is_counted_under_the_last_line() -> None:
    assert hidden_lines(0) == {}
    texts = [text_of(getattr(line, "text", "")) for line in hidden_lines(1330).values()]
    assert texts == ["", "1,330 hidden by the filter, esc clears it"]


def test_a_customer_without_a_name_is_called_by_its_id() -> None:
    nameless = customer("", org_id="7f3e9c10-52d4", aws="********")
    line = cells(nameless, replace(fleet(), customers=(nameless,)))
    assert text_of(line["name"]) == "(no name) 7f3e9c10"


def test_a_problem_an_hour_old_is_no_longer_news() -> None:
    old = replace(fleet(), customers=(replace(BETA),))
    board = StandingBoard()
    board.update(old)
    line = row_maker(board, old, NOW + HOUR, frozenset(), {})(BETA.org_id)
    assert isinstance(line, Row)
    assert line.cells[-1] == (("1h", "muted"),)
