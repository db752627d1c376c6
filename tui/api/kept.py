"""Bodies that were kept: read again as they were when they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.api.documents import document_of
from tui.api.plan_schemas import RECOMMENDED

if TYPE_CHECKING:
    from tui.api.models_plans import PurchasePlanV2CombinedSummary


def kept_plan(body: bytes) -> PurchasePlanV2CombinedSummary:
    """The plan in a kept body of getRecommendedPlans. Raises `NotReadableError`."""
    value, _unread = RECOMMENDED.read(document_of(body))
    return value
