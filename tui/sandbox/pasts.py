"""How checklists come to be and how they go wrong: ordinary connections, and regressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.sandbox.checklist import (
    AVAILABLE,
    AWS_FEATURES,
    AZURE_FEATURES,
    MISSING,
    UNKNOWN,
    WARNING,
    Change,
    Status,
)
from tui.sandbox.moments import HOUR, MINUTE

if TYPE_CHECKING:
    from random import Random

Regression = tuple[tuple[str, Status], ...]
"""The features it touches, each with the status it leaves them in."""

ROLE_LOST: Regression = (("assume_role", MISSING), ("reservations", UNKNOWN), ("savings_plans", UNKNOWN))
ROLE_IN_MEMBER_ACCOUNT: Regression = (("purchase_permissions", WARNING),)
CONSENT_WITHDRAWN: Regression = (("app_consent", MISSING),)
PURCHASE_ROLES_DECLINED: Regression = (("reservation_purchaser", WARNING), ("savings_plan_purchaser", WARNING))

REGRESSIONS: dict[str, tuple[Regression, ...]] = {
    "aws": (
        ROLE_LOST,
        ROLE_IN_MEMBER_ACCOUNT,
        (("cur", WARNING),),
        (("compute_optimizer", WARNING),),
        (("cost_explorer", MISSING),),
        (("reservations", WARNING),),
    ),
    "azure": (
        CONSENT_WITHDRAWN,
        PURCHASE_ROLES_DECLINED,
        (("storage_blob_reader", MISSING),),
        (("cost_export", WARNING),),
        (("billing_reader", WARNING),),
    ),
}

_AWS_STEP = 6 * MINUTE
_AZURE_STEP = 9 * MINUTE


def aws_connection(done: float, rng: Random, without: tuple[str, ...]) -> list[Change]:
    """A connection whose last step was at `done`: usually the first cost report, up to 24 h after the others.

    Features named in `without` never came.
    """
    if "cur" in without:
        return _one_by_one(AWS_FEATURES, done, _AWS_STEP, without)
    others_done = done - rng.uniform(14, 23) * HOUR
    others = _one_by_one(AWS_FEATURES, others_done, _AWS_STEP, (*without, "cur"))
    return [*others, Change(others_done - 2 * _AWS_STEP, "cur", WARNING), Change(done, "cur", AVAILABLE)]


def azure_connection(done: float, without: tuple[str, ...]) -> list[Change]:
    """A connection whose last step was at `done`; features named in `without` never came."""
    return _one_by_one(AZURE_FEATURES, done, _AZURE_STEP, without)


def _one_by_one(features: tuple[str, ...], done: float, step: float, without: tuple[str, ...]) -> list[Change]:
    came = [feature for feature in features if feature not in without]
    return [Change(done - (len(came) - 1 - place) * step, feature, AVAILABLE) for place, feature in enumerate(came)]
