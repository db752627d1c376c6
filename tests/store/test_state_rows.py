import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.store_values import brief, briefs, changes, faults, progresses, readings, wild_texts

from tui.domain.changes import Change
from tui.domain.faults import Fault
from tui.domain.onboarding.steps import Progress
from tui.domain.plan.brief import PlanBrief
from tui.domain.snapshot import PlanReading
from tui.store.state_rows import (
    brief_of,
    brief_text,
    change_row,
    compact,
    fault_of,
    plan_row,
    progress_of,
    progress_text,
    read_plans,
    same_figures,
)


@given(briefs)
def test_a_brief_comes_back_as_it_was(before: PlanBrief) -> None:
    assert brief_of(json.loads(brief_text(before))) == before


@given(st.lists(readings, max_size=4))
def test_readings_come_back_as_they_were(before: list[PlanReading]) -> None:
    assert read_plans([plan_row(reading) for reading in before]) == before


@given(progresses)
def test_progress_comes_back_as_it_was(before: Progress) -> None:
    assert progress_of(progress_text(before)) == before


@given(faults)
def test_a_fault_comes_back_as_it_was(before: Fault) -> None:
    row = plan_row(PlanReading(fault=before))
    assert fault_of(json.loads(row[4] or "")) == before


@given(changes)
def test_a_change_comes_back_as_it_was(before: Change) -> None:
    assert Change(*change_row(before)) == before


@given(wild_texts)
def test_any_text_can_be_stored(text: str) -> None:
    assert compact(text).isascii()
    assert all(isinstance(part, float) or part.encode() is not None for part in change_row(Change(0.0, *[text] * 7)))


@pytest.mark.parametrize("amount", ["0.10", "1E+30", "-0", "123456789012345678901234567890.12"])
def test_money_keeps_every_digit_it_came_with(amount: str) -> None:
    back = brief_of(json.loads(brief_text(brief(amount)))).monthly_savings
    assert str(back) == str(Decimal(amount))


def test_figures_are_the_same_whatever_the_moments_in_them() -> None:
    assert same_figures(brief_text(brief(last_modified=1.0)), brief_text(brief(last_modified=2.0, policy_next=3.0)))
    assert not same_figures(brief_text(brief("1.00")), brief_text(brief("1.01")))
    assert not same_figures(brief_text(brief(flagged=0)), brief_text(brief(flagged=1)))
    assert not same_figures(brief_text(brief(is_locked=False)), brief_text(brief(is_locked=True)))
