"""Two programs that each did something for the same customer: nothing newer gives way to anything older."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui.domain.faults import Fault
from tui.domain.onboarding.merging import merged
from tui.domain.onboarding.steps import ExistingCur, Progress, Verification

START = Progress("beta", "aws", onboarding_id="one", started_at=100.0)
OLD, MIDDLE, NEW = (Verification(at, 1.0, ()) for at in (200.0, 300.0, 400.0))
REPORT = ExistingCur("eu-central-1", "acme-billing", "", "hourly")


@pytest.mark.parametrize(
    ("mine", "stored"),
    [
        ({"account_id": "604418802297"}, {"template_at": 150.0}),
        ({"existing_cur": REPORT}, {"reviewed_at": 150.0}),
        ({"template_at": 150.0}, {"url": "https://one", "url_at": 160.0}),
        ({"reviewed_at": 150.0}, {"asked_at": 160.0}),
        ({"url": "https://one", "url_at": 150.0}, {"verified": NEW}),
        ({"fault": Fault("No.")}, {"account_id": "604418802297"}),
        ({"onboarding_id": "two"}, {"fault": Fault("No.")}),
    ],
)
def test_what_each_of_two_programs_did_is_kept(mine: dict[str, object], stored: dict[str, object]) -> None:
    here, there = replace(START, **mine), replace(START, **stored)  # type: ignore[arg-type] # rows of the table
    assert merged(START, here, there) == replace(START, **mine, **stored)  # type: ignore[arg-type] # rows of the table
    assert merged(START, there, here) == replace(START, **mine, **stored)  # type: ignore[arg-type] # rows of the table


def test_a_launch_url_fetched_later_elsewhere_stays_with_all_that_came_with_it() -> None:
    mine = replace(START, url="https://old", url_at=200.0, tenant_id="t1", subscription_id="s1")
    stored = replace(START, url="https://new", url_at=300.0, tenant_id="t2", subscription_id="s2")
    assert merged(START, mine, stored) == stored
    assert merged(START, stored, mine) == stored


def test_the_first_start_and_the_first_review_count() -> None:
    here = merged(Progress("b", "aws"), Progress("b", "aws", started_at=9.0, reviewed_at=12.0), START)
    assert here.started_at == 9.0
    assert here.reviewed_at == 12.0
    assert merged(START, replace(START, onboarding_id="two", started_at=120.0), START).started_at == 100.0


def test_the_last_two_verifications_are_those_made_last_by_whichever_program() -> None:
    base = replace(START, verified=OLD)
    mine = replace(base, verified=NEW, before=OLD)
    assert merged(base, mine, replace(base, verified=MIDDLE, before=OLD)) == replace(base, verified=NEW, before=MIDDLE)
    late = replace(base, verified=MIDDLE, before=OLD)
    assert merged(base, late, replace(base, verified=NEW, before=OLD)) == replace(base, verified=NEW, before=MIDDLE)


def test_two_verifications_of_one_moment_are_both_kept() -> None:
    twin = Verification(400.0, 2.0, ())
    found = merged(START, replace(START, verified=NEW), replace(START, verified=twin))
    assert found == replace(START, verified=NEW, before=twin)


def test_an_answer_here_does_not_end_a_verification_asked_elsewhere() -> None:
    base = replace(START, asked_at=500.0)
    answered = replace(base, asked_at=None, verified=NEW)
    assert merged(base, answered, replace(base, asked_at=510.0)).asked_at == 510.0
    assert merged(base, answered, base).asked_at is None


def test_the_later_of_two_verifications_asked_is_the_open_one() -> None:
    assert merged(START, replace(START, asked_at=500.0), replace(START, asked_at=510.0)).asked_at == 510.0


def test_a_verification_asked_here_ends_a_fault_noted_elsewhere() -> None:
    stored = replace(START, fault=Fault("No connection."))
    assert merged(START, replace(START, asked_at=500.0), stored).fault is None


def test_what_is_done_after_the_clock_was_set_back_is_kept_where_nobody_else_wrote() -> None:
    base = replace(START, template_at=150.0, url="https://old", url_at=200.0, verified=NEW, before=OLD)
    mine = replace(base, template_at=140.0, url="https://new", url_at=190.0, verified=MIDDLE, before=NEW)
    assert merged(base, mine, base) == mine


def test_nothing_changed_here_changes_nothing_there() -> None:
    stored = replace(START, account_id="604418802297", verified=NEW, asked_at=500.0)
    assert merged(START, START, stored) == stored
