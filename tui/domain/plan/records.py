"""A recommended purchase plan, with every figure the API gives (getRecommendedPlans, purchasePlan).

Units (domain.md, "Plans and money"): hourly figures are USD per hour, `monthly_*` USD per month of 730 h,
`total_savings` USD over the term, `minimum_commitment_cost` USD in total, coverages 0-1, `breakeven_hours` hours.
None means the server did not say; it is never read as zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.domain.plan.brief import Money

BOUGHT_STATUSES = ("scheduled", "in_progress", "completed")


@dataclass(frozen=True, slots=True)
class LineItem:
    """One line of the plan (`summaries[]`). Money per month unless said; `upfront_cost` is one-time.

    The units of `min_commitment`, `min_/max_savings`, `gri_premiums` and `*_ondemand_cost` are not published.
    """

    key: str
    provider: str | None = None
    num_commitments: int | None = None
    min_commitment: Money = None
    max_savings: Money = None
    min_savings: Money = None
    upfront_cost: Money = None
    monthly_savings: Money = None
    monthly_commitment: Money = None
    min_term_hours: int | None = None
    max_term_hours: int | None = None
    gri_premiums: Money = None
    if_all_ondemand_cost: Money = None
    before_ondemand_cost: Money = None
    after_ondemand_cost: Money = None


@dataclass(frozen=True, slots=True)
class CommitmentSummary:
    """Commitments of one service (`aggregate_metrics.summaries`); coverages 0-1."""

    key: str
    name: str | None = None
    provider: str | None = None
    service_name: str | None = None
    num_commitments: int | None = None
    min_commitment: Money = None
    max_savings: Money = None
    min_savings: Money = None
    upfront_cost: Money = None
    monthly_savings: Money = None
    monthly_commitment: Money = None
    potential_coverage: Money = None
    current_coverage: Money = None
    min_term_hours: int | None = None
    max_term_hours: int | None = None
    gri_premium: Money = None


@dataclass(frozen=True, slots=True)
class ContractSpec:
    """A kind of commitment the plan may use; `properties` is compact JSON text of the open object."""

    commitment_type: str
    term: str | None = None
    payment_option: str | None = None
    properties: str = "{}"


@dataclass(frozen=True, slots=True)
class User:
    """A person of the vendor's console."""

    username: str | None = None
    id: str | None = None
    full_name: str | None = None


@dataclass(frozen=True, slots=True)
class PlanRef:
    """A plan named inside a policy or an action."""

    id: str
    name: str | None = None
    status: str | None = None
    created_at: float | None = None
    is_default: bool | None = None


@dataclass(frozen=True, slots=True)
class MetaPlan:
    """The standing plan an execution policy works from."""

    id: str | None = None
    name: str | None = None
    created_at: float | None = None
    is_default: bool | None = None


@dataclass(frozen=True, slots=True)
class ExecutionPolicy:
    """A schedule that buys plans by itself when `min_savings` is met. Times in epoch seconds."""

    id: str | None = None
    org_id: str | None = None
    name: str | None = None
    description: str | None = None
    created_at: float | None = None
    last_modified: float | None = None
    schedule: str | None = None
    start_date: float | None = None
    end_date: float | None = None
    enabled: bool | None = None
    next_execution_date: float | None = None
    meta_plan_id: str | None = None
    segment_id: str | None = None
    default_plan_name: str | None = None
    min_savings: Money = None
    meta_plan: MetaPlan | None = None
    created_by: User | None = None
    plans: tuple[PlanRef, ...] = ()
    total_savings: Money = None


@dataclass(frozen=True, slots=True)
class Segment:
    """The resources a plan covers."""

    id: str | None = None
    name: str | None = None
    created_at: float | None = None
    is_default: bool | None = None
    provider: str | None = None


@dataclass(frozen=True, slots=True)
class FlaggedAction:
    """What is already queued or done for a plan. `action_type` is free text; open values are JSON text."""

    id: str | None = None
    org_id: str | None = None
    user_id: str | None = None
    provider: str | None = None
    action_type: str | None = None
    action_description: str | None = None
    status: str | None = None
    creation_time: float | None = None
    execution_time: float | None = None
    execution_info: str | None = None
    plan_id: str | None = None
    plan: PlanRef | None = None
    exchange_status: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """PurchasePlanV2CombinedSummary. Hourly, monthly and total figures as the module says."""

    id: str
    provider: str
    org_id: str | None = None
    name: str | None = None
    description: str | None = None
    status: str | None = None
    plan_type: str | None = None
    data_source: str | None = None
    start_date: float | None = None
    end_date: float | None = None
    created_at: float | None = None
    last_modified: float | None = None
    segment_id: str | None = None
    meta_plan_id: str | None = None
    coverage_id: str | None = None
    is_calculating: bool | None = None
    is_saved: bool | None = None
    is_locked: bool | None = None
    is_recommended: bool | None = None
    is_default: bool | None = None
    is_renewal: bool | None = None
    recommend_within_covered_accounts: bool | None = None
    max_upfront_cost: Money = None
    minimum_upfront_interest_rate: Money = None
    preferred_payment_option: str | None = None
    included_contract_specs: tuple[ContractSpec, ...] = ()
    included_contract_terms: tuple[str, ...] = ()
    max_term: str | None = None
    all_terms: tuple[str, ...] = ()
    execution_policy: ExecutionPolicy | None = None
    segment: Segment | None = None
    flagged_actions: tuple[FlaggedAction, ...] = ()
    created_by: User | None = None
    resource_ids: tuple[str, ...] = ()
    reservation_ids: tuple[str, ...] = ()
    covered_ondemand_cost: Money = None
    before_ondemand_cost: Money = None
    before_reserved_cost: Money = None
    amortized_cost: Money = None
    recurring_cost: Money = None
    upfront_cost: Money = None
    before_cost: Money = None
    after_cost: Money = None
    total_cost: Money = None
    savings: Money = None
    fee: Money = None
    commitment_coverage: Money = None
    minimum_commitment_cost: Money = None
    breakeven_hours: Money = None
    total_savings: Money = None
    monthly_savings: Money = None
    monthly_amortized_cost: Money = None
    monthly_fee: Money = None
    monthly_before_cost: Money = None
    monthly_after_cost: Money = None
    total_monthly_before_cost: Money = None
    current_coverage: Money = None
    potential_coverage: Money = None
    has_aggregate: bool = False
    commitments: tuple[CommitmentSummary, ...] = ()
    line_items: tuple[LineItem, ...] = ()
