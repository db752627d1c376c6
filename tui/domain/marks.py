"""What people marked: where the review of a plan stands, which changes they have seen to (product.md, Screens 2, 3)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.domain.changes import Change
    from tui.domain.plan.brief import PlanBrief
    from tui.domain.snapshot import PlanKey


class ReviewMark(StrEnum):
    """Where the review of a plan stands; also the word a person reads."""

    TO_DO = "to do"
    LOOKED_AT = "looked at"
    TO_BUY = "to buy"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Review:
    """A person's mark on a plan with a note; `plan_id` is the plan they looked at, `at` epoch seconds."""

    mark: ReviewMark
    plan_id: str
    at: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What people have seen of the activity.

    `acknowledged` holds the `change_key` of every change that somebody has seen to, `looked_at` is when the activity
    was last looked at (epoch seconds, None: never).
    """

    acknowledged: frozenset[str] = frozenset()
    looked_at: float | None = None


def change_key(change: Change) -> str:
    """What a change is remembered by when it is acknowledged."""
    return json.dumps([change.at, change.kind, change.org_id, change.key, change.subject], separators=(",", ":"))


def review_of(marks: Mapping[PlanKey, Review], key: PlanKey, brief: PlanBrief | None) -> Review | None:
    """The review of the plan recommended now, None when nobody marked it: a mark belongs to one plan id."""
    review = marks.get(key)
    return review if review is not None and brief is not None and review.plan_id == brief.id else None
