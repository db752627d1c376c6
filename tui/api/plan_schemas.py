"""What the answers about plans should be. Their models are the largest, and most commands read none of them."""

from __future__ import annotations

from tui.api.lenient import Schema
from tui.api.models_plans import PurchasePlanV2, PurchasePlanV2CombinedSummary

RECOMMENDED: Schema[PurchasePlanV2CombinedSummary] = Schema(PurchasePlanV2CombinedSummary)
"""The answer to getRecommendedPlans."""

PURCHASED: Schema[PurchasePlanV2] = Schema(PurchasePlanV2)
"""The answer to purchasePlan."""
