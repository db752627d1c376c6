"""What an answer means, and what proves that a plan was bought (quality.md, "Buying", points 5 and 6).

These are the rules the simulation breaks one by one to see that it would notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.plan.records import BOUGHT_STATUSES
from tui.domain.purchase.attempt import AttemptState, Baseline
from tui.text import clean

if TYPE_CHECKING:
    from tui.domain.plan.records import FlaggedAction, Plan
    from tui.domain.purchase.attempt import Attempt
    from tui.domain.purchase.events import Answered

# A server that has carried out nothing says so with these, if it is the API that speaks.
_REFUSALS = frozenset({400, 401, 403, 404, 405, 422})
_TOO_MANY = 429
_OK, _REDIRECT = 200, 300


def verdict(answer: Answered, plan_id: str) -> AttemptState:
    """Accepted, refused or unknown: everything that is not surely one of the first two is unknown."""
    if _OK <= answer.status < _REDIRECT:
        return AttemptState.ACCEPTED if answer.plan_id == plan_id else AttemptState.UNKNOWN
    if answer.status == _TOO_MANY:
        return AttemptState.REFUSED
    if answer.status in _REFUSALS and answer.known_envelope:
        return AttemptState.REFUSED
    return AttemptState.UNKNOWN


def baseline(plan: Plan) -> Baseline:
    """What later readings are held against: the plan as it was just before sending."""
    return Baseline(
        status=plan.status or "",
        action_ids=tuple(_name(action) for action in plan.flagged_actions if action.plan_id == plan.id),
        policy_status=_policy_status(plan, plan.id),
    )


def evidence(plan_id: str, before: Baseline, now: Plan) -> str | None:
    """In a few words, what in this reading proves that the plan was bought; None when nothing does.

    The reading may be of another plan: its flagged actions and its policy can still name this one. A status that
    was not known before cannot be seen to have moved.
    """
    if now.id == plan_id and _moved(before.status, now.status):
        return f"plan {clean(now.status, 20)}"
    for action in now.flagged_actions:
        if action.plan_id == plan_id and _name(action) not in before.action_ids:
            return "purchase flagged"
    listed = _policy_status(now, plan_id)
    if _moved(before.status if before.policy_status is None else before.policy_status, listed):
        return f"policy: plan {clean(listed, 20)}"
    return None


def may_judge(attempt: Attempt, asked_at: float) -> bool:
    """Whether a reading asked for at this moment (epoch seconds) comes late enough to judge by."""
    return attempt.judge_after is not None and asked_at >= attempt.judge_after


def _moved(before: str, now: str | None) -> bool:
    return bool(before) and now in BOUGHT_STATUSES and now != before


def _policy_status(plan: Plan, plan_id: str) -> str | None:
    listed = plan.execution_policy.plans if plan.execution_policy else ()
    return next((ref.status or "" for ref in listed if ref.id == plan_id), None)


def _name(action: FlaggedAction) -> str:
    """The action's id; one that has none is known by its kind and time, so that an old one never looks new."""
    return action.id or f"{action.action_type}@{action.creation_time}"
