"""Plans as the API gives them (getRecommendedPlans, purchasePlan). Units: domain.md, "Plans and money"."""

from tui.api.actions import FlaggedAction
from tui.api.lenient import Lenient
from tui.api.models_parts import (
    AggregateMetrics,
    ExecutionPolicy,
    LineItemSummary,
    PurchasePlanContractSpec,
    SegmentInfo,
    UserInfo,
)
from tui.api.values import Figure, Flag, Moment, Text


class PurchasePlanV2(Lenient):
    """A plan without its figures (the answer of purchasePlan). `max_upfront_cost` in USD, the rate 0-1."""

    start_date: Moment = None
    end_date: Moment = None
    id: Text = None
    data_source: Text = None
    name: Text = None
    description: Text = None
    segment_id: Text = None
    meta_plan_id: Text = None
    org_id: Text = None
    last_modified: Moment = None
    plan_type: Text = None
    coverage_id: Text = None
    created_at: Moment = None
    is_calculating: Flag = None
    is_saved: Flag = None
    is_locked: Flag = None
    max_upfront_cost: Figure = None
    minimum_upfront_interest_rate: Figure = None
    preferred_payment_option: Text = None
    included_contract_specs: tuple[PurchasePlanContractSpec, ...] | None = None
    included_contract_terms: tuple[str, ...] | None = None
    recommend_within_covered_accounts: Flag = None
    status: Text = None
    is_recommended: Flag = None
    is_default: Flag = None
    is_renewal: Flag = None
    execution_policy: ExecutionPolicy | None = None
    segment: SegmentInfo | None = None
    flagged_actions: tuple[FlaggedAction, ...] | None = None
    created_by: UserInfo | None = None
    resource_ids: tuple[str, ...] | None = None
    reservation_ids: tuple[str, ...] | None = None


class PurchasePlanV2CombinedSummary(PurchasePlanV2):
    """A recommended plan with its figures (getRecommendedPlans).

    Bare costs, `savings` and `fee` are USD per hour; `monthly_*` and `total_monthly_before_cost` USD per month of
    730 h; `total_savings` USD over the term; `minimum_commitment_cost` USD in total; `commitment_coverage` 0-1.
    """

    max_term: Text = None
    all_terms: tuple[str, ...] | None = None
    covered_ondemand_cost: Figure = None
    before_ondemand_cost: Figure = None
    before_reserved_cost: Figure = None
    amortized_cost: Figure = None
    recurring_cost: Figure = None
    upfront_cost: Figure = None
    before_cost: Figure = None
    after_cost: Figure = None
    total_cost: Figure = None
    savings: Figure = None
    fee: Figure = None
    commitment_coverage: Figure = None
    minimum_commitment_cost: Figure = None
    breakeven_hours: Figure = None
    total_savings: Figure = None
    monthly_savings: Figure = None
    monthly_amortized_cost: Figure = None
    monthly_fee: Figure = None
    monthly_before_cost: Figure = None
    monthly_after_cost: Figure = None
    total_monthly_before_cost: Figure = None
    aggregate_metrics: AggregateMetrics | None = None
    summaries: tuple[LineItemSummary, ...] | None = None
