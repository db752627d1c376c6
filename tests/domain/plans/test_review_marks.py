from __future__ import annotations

from dataclasses import replace

from support.customers import brief

from tui.domain.changes import Change
from tui.domain.marks import Review, ReviewMark, change_key, review_of

KEY = ("org", "aws")
REVIEW = Review(ReviewMark.DECLINED, "plan-1", 1.0)


def test_a_mark_belongs_to_the_plan_it_was_made_for() -> None:
    assert review_of({KEY: REVIEW}, KEY, brief(plan_id="plan-1")) == REVIEW
    assert review_of({KEY: REVIEW}, KEY, brief(plan_id="plan-2")) is None
    assert review_of({KEY: REVIEW}, KEY, None) is None
    assert review_of({}, KEY, brief()) is None


def test_two_changes_of_one_thing_at_two_times_are_told_apart() -> None:
    change = Change(1.5, "feature", "o", "Beta", "cur", "available", "missing", "aws")
    assert change_key(change) == change_key(replace(change, name="Beta renamed", after="warning"))
    others = (replace(change, at=2.0), replace(change, subject="other"), replace(change, key="azure"))
    assert len({change_key(each) for each in (change, *others)}) == 4
