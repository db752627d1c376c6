"""What surrounds a plan: its execution policy, its flagged actions, the people and names in them (contract schemas)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tui.sandbox.chance import uuid4_of
from tui.sandbox.moments import DAY, stamp
from tui.sandbox.offers import Scheduling

if TYPE_CHECKING:
    from random import Random

    from tui.sandbox.pace import Pace
    from tui.sandbox.shelf import Bought, Showing

_RUN_HOUR = 6
_TUESDAY = 1
_QUARTER_MONTHS = (1, 4, 7, 10)
_NO_SCHEDULE = Scheduling(enabled=False, schedule="monthly", min_savings=0)
_PEOPLE = (
    ("ines.varga", "Ines Varga"), ("tomas.lindqvist", "Tomas Lindqvist"), ("amara.okoye", "Amara Okoye"),
    ("noor.haddad", "Noor Haddad"), ("svc-recommendations", None),
)  # fmt: skip


def next_run(schedule: str, at: float) -> float:
    """The next run of a schedule after `at`: 06:00 UTC every day, on Tuesdays, on the first of a month or quarter."""
    day = datetime.fromtimestamp(at, UTC).replace(hour=_RUN_HOUR, minute=0, second=0, microsecond=0)
    while day.timestamp() <= at or not _runs_on(schedule, day):
        day += timedelta(days=1)
    return day.timestamp()


def _runs_on(schedule: str, day: datetime) -> bool:
    match schedule:
        case "daily":
            return True
        case "weekly":
            return day.weekday() == _TUESDAY
        case "monthly":
            return day.day == 1
        case _:
            return day.day == 1 and day.month in _QUARTER_MONTHS


def person(rng: Random) -> dict[str, Any]:
    """A UserInfo."""
    username, full_name = rng.choice(_PEOPLE)
    user_id = uuid4_of("person", username)
    return {"id": user_id, "username": f"{username}@partner.example", "full_name": full_name}


def execution_policy(showing: Showing, at: float) -> dict[str, Any]:
    """The plan's execution policy; without one of its own it has the standing one, which is switched off."""
    edition = showing.edition
    rng = edition.rng("policy")
    policy = edition.offer.policy or _NO_SCHEDULE
    meta_plan = {
        "id": uuid4_of("meta plan", edition.place.org_id, edition.place.provider),
        "name": "Standing plan",
        "created_at": stamp(edition.created_at - 40 * DAY),
        "is_default": True,
    }
    plan = {
        "id": edition.plan_id,
        "name": edition.name,
        "created_at": stamp(edition.created_at),
        "status": showing.status,
    }
    return {
        "id": uuid4_of("policy", edition.place.org_id, edition.place.provider),
        "org_id": edition.place.org_id,
        "name": f"{policy.schedule.capitalize()} purchases",
        "description": None if policy is _NO_SCHEDULE else "Buys by itself when the savings are worth it",
        "created_at": stamp(edition.created_at - 30 * DAY),
        "last_modified": stamp(edition.created_at - rng.uniform(1, 29) * DAY),
        "schedule": policy.schedule,
        "start_date": stamp(edition.created_at - 30 * DAY),
        "end_date": None,
        "enabled": policy.enabled,
        "next_execution_date": stamp(next_run(policy.schedule, at)) if policy.enabled else None,
        "meta_plan_id": meta_plan["id"],
        "segment_id": segment_id(showing),
        "default_plan_name": f"{policy.schedule}-plan" if policy.enabled else None,
        "min_savings": policy.min_savings if policy.enabled else None,
        "meta_plan": meta_plan,
        "created_by": person(rng),
        "plans": [plan] if policy.enabled else [],
        "total_savings": float(edition.figures.total_savings) if policy.enabled else None,
    }


def segment_id(showing: Showing) -> str:
    """The id of the segment of resources that the plan covers."""
    return uuid4_of("segment", showing.edition.place.org_id, showing.edition.place.provider)


def segment(showing: Showing) -> dict[str, Any]:
    """The SegmentInfo of a plan."""
    return {
        "id": segment_id(showing),
        "name": "All accounts",
        "created_at": stamp(showing.edition.created_at - 60 * DAY),
        "is_default": True,
        "provider": showing.edition.place.provider,
    }


def flagged_actions(showing: Showing, pace: Pace, at: float) -> list[dict[str, Any]]:
    """What was queued or done already, oldest first; a purchase made here comes last."""
    actions = [_earlier_action(showing)] if showing.edition.offer.flags else []
    if showing.bought is not None:
        actions.append(_purchase_action(showing, showing.bought, pace, at))
    return actions


def _action(showing: Showing, action_type: str, action_id: str, user_id: str) -> dict[str, Any]:
    place = showing.edition.place
    return {
        "id": action_id,
        "org_id": place.org_id,
        "user_id": user_id,
        "provider": place.provider,
        "action_type": action_type,
    }


def _earlier_action(showing: Showing) -> dict[str, Any]:
    """An action of the kind the offer names; purchases speak of the plan before this one, exchanges are queued."""
    edition = showing.edition
    kind = edition.offer.flags
    rng = edition.rng("flag")
    created = edition.created_at - rng.uniform(0.5, 3) * DAY
    is_queued = kind == "exchange"
    action = _action(showing, kind, uuid4_of("action", edition.plan_id), person(rng)["id"]) | {
        "action_description": {"exchange": "Exchange 3 reservations", "legacy_purchase": None}.get(kind, "Bought"),
        "status": "submitted" if is_queued else "completed",
        "creation_time": stamp(created),
        "execution_time": None if is_queued else stamp(created + 900),
        "execution_info": None if is_queued else {"commitments": rng.randint(1, 9)},
    }
    if kind == "exchange":
        return action | {"exchange_status": "queued"}
    if kind == "legacy_purchase":
        return action
    earlier = uuid4_of("earlier plan", edition.plan_id)
    plan = {"id": earlier, "name": "The plan before", "is_default": False, "status": "completed"}
    return action | {"plan_id": earlier, "plan": plan}


def _purchase_action(showing: Showing, bought: Bought, pace: Pace, at: float) -> dict[str, Any]:
    edition = showing.edition
    is_done = at >= bought.at + pace.purchase_completes
    status = {"scheduled": "submitted"}.get(showing.status, showing.status)
    buyer = person(edition.rng("buyer"))["id"]
    return _action(showing, "purchase", bought.action_id, buyer) | {
        "action_description": f"Purchase of {edition.name}",
        "status": status,
        "creation_time": stamp(bought.at),
        "execution_time": stamp(bought.at + pace.purchase_completes) if is_done else None,
        "execution_info": None,
        "plan_id": edition.plan_id,
        "plan": {"id": edition.plan_id, "name": edition.name, "is_default": True, "status": showing.status},
    }
