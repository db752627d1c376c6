"""A checklist is a function of time over the changes entered into it."""

from __future__ import annotations

import json
import math

from tui.sandbox.checklist import AVAILABLE, MISSING, UNKNOWN, WARNING, Change, Checklist, Transition

FEATURES = ("role", "report", "plans")


def test_a_feature_is_unknown_until_its_first_change_and_keeps_its_last_one() -> None:
    checklist = Checklist(FEATURES, [Change(10, "role", MISSING), Change(20, "role", AVAILABLE)])
    found = [checklist.status("role", at) for at in (9.9, 10, 19.9, 20, 1e9)]
    assert found == [UNKNOWN, MISSING, MISSING, AVAILABLE, AVAILABLE]
    assert checklist.status("report", 1e9) == UNKNOWN


def test_changes_may_be_entered_in_any_order() -> None:
    checklist = Checklist(FEATURES, [Change(20, "role", AVAILABLE)])
    checklist.add(Change(10, "role", MISSING), Change(5, "report", WARNING))
    assert [step.at for step in checklist.transitions()] == [5, 10, 20]


def test_of_two_changes_at_one_moment_the_later_entered_counts() -> None:
    checklist = Checklist(FEATURES, [Change(10, "role", WARNING)])
    checklist.add(Change(10, "role", AVAILABLE))
    assert checklist.status("role", 10) == AVAILABLE


def test_a_cut_forgets_the_future_of_one_feature_or_of_all() -> None:
    changes = [Change(10, "role", MISSING), Change(20, "role", AVAILABLE), Change(20, "report", AVAILABLE)]
    one = Checklist(FEATURES, changes)
    one.cut(15, "role")
    assert one.statuses(99) == {"role": MISSING, "report": AVAILABLE, "plans": UNKNOWN}
    every = Checklist(FEATURES, changes)
    every.cut(10)
    assert every.statuses(99) == {"role": MISSING, "report": UNKNOWN, "plans": UNKNOWN}


def test_arrivals_come_one_by_one_and_spare_what_is_there_or_named() -> None:
    checklist = Checklist(FEATURES, [Change(1, "report", AVAILABLE), Change(50, "report", MISSING)])
    checklist.arrive(10, 30)
    assert checklist.statuses(10) == {"role": AVAILABLE, "report": AVAILABLE, "plans": UNKNOWN}
    assert checklist.statuses(20)["plans"] == AVAILABLE
    assert checklist.statuses(99)["report"] == AVAILABLE
    other = Checklist(FEATURES)
    other.arrive(10, 30, without=("role",))
    assert other.statuses(99)["role"] == UNKNOWN


def test_completion_is_the_first_moment_everything_is_available() -> None:
    checklist = Checklist(FEATURES)
    assert checklist.completed_at() == math.inf
    checklist.arrive(10, 30)
    assert checklist.completed_at() == 30
    checklist.add(Change(40, "role", MISSING), Change(50, "role", AVAILABLE))
    assert checklist.completed_at() == 30
    assert not checklist.is_complete(45)
    assert checklist.is_complete(50)


def test_a_moment_that_gives_and_takes_completes_nothing() -> None:
    checklist = Checklist(("role", "report"), [Change(1, "role", AVAILABLE), Change(2, "report", AVAILABLE)])
    checklist.add(Change(2, "role", MISSING))
    assert checklist.completed_at() == math.inf


def test_transitions_leave_out_what_changes_nothing() -> None:
    changes = [Change(1, "role", AVAILABLE), Change(2, "role", AVAILABLE), Change(3, "role", MISSING)]
    assert list(Checklist(FEATURES, changes).transitions()) == [
        Transition(1, "role", UNKNOWN, AVAILABLE),
        Transition(3, "role", AVAILABLE, MISSING),
    ]


def test_the_json_follows_time_and_changes_in_both_directions() -> None:
    checklist = Checklist(FEATURES, [Change(10, "role", AVAILABLE)])

    def role(at: float) -> str:
        return str(json.loads(checklist.json(at))[0]["status"])

    assert [role(at) for at in (5, 10, 11, 5)] == [UNKNOWN, AVAILABLE, AVAILABLE, UNKNOWN]
    checklist.add(Change(11, "role", MISSING))
    assert [role(at) for at in (11, 10)] == [MISSING, AVAILABLE]
    checklist.cut(10)
    assert role(11) == AVAILABLE
