"""The parts of a plan. Units are those of domain.md, "Plans and money"; statuses and terms are open text."""

from tui.api.lenient import Lenient
from tui.api.values import AnyObject, Count, Figure, Flag, Moment, Text


class UserInfo(Lenient):
    """A person of the vendor's console."""

    id: Text = None
    username: Text = None
    full_name: Text = None


class MetaPlanInfo(Lenient):
    """The standing plan an execution policy works from."""

    id: Text = None
    name: Text = None
    created_at: Moment = None
    is_default: Flag = None


class PlanInfo(Lenient):
    """A plan named by an execution policy."""

    id: Text = None
    name: Text = None
    created_at: Moment = None
    status: Text = None


class PurchasePlanV2NameId(Lenient):
    """A plan named by a flagged action."""

    name: Text = None
    id: Text = None
    is_default: Flag = None
    status: Text = None


class SegmentInfo(Lenient):
    """The resources a plan covers."""

    id: Text = None
    name: Text = None
    created_at: Moment = None
    is_default: Flag = None
    provider: Text = None


class PurchasePlanContractSpec(Lenient):
    """A kind of commitment the plan may use."""

    commitment_type: Text = None
    properties: AnyObject = None
    term: Text = None
    payment_option: Text = None


class ExecutionPolicy(Lenient):
    """A schedule that buys plans by itself (schema ExecutePurchasePolicyDump_Exclude_Segment_TargetPlan).

    The units of `min_savings` and `total_savings` are not published.
    """

    id: Text = None
    org_id: Text = None
    name: Text = None
    description: Text = None
    created_at: Moment = None
    last_modified: Moment = None
    schedule: Text = None
    start_date: Moment = None
    end_date: Moment = None
    enabled: Flag = None
    next_execution_date: Moment = None
    meta_plan_id: Text = None
    segment_id: Text = None
    default_plan_name: Text = None
    min_savings: Figure = None
    meta_plan: MetaPlanInfo | None = None
    created_by: UserInfo | None = None
    plans: tuple[PlanInfo, ...] | None = None
    total_savings: Figure = None


class CommitmentSummary(Lenient):
    """Commitments of one service: `monthly_*` USD per month, `upfront_cost` USD once, coverages 0-1, terms in hours.

    The units of `min_commitment`, `min_savings`, `max_savings` and `gri_premium` are not published.
    """

    key: Text = None
    name: Text = None
    provider: Text = None
    service_name: Text = None
    num_commitments: Count = None
    min_commitment: Figure = None
    max_savings: Figure = None
    min_savings: Figure = None
    upfront_cost: Figure = None
    monthly_savings: Figure = None
    monthly_commitment: Figure = None
    potential_coverage: Figure = None
    current_coverage: Figure = None
    min_term_hours: Count = None
    max_term_hours: Count = None
    gri_premium: Figure = None


class AggregateMetrics(Lenient):
    """Coverage now and after (0-1), and commitments by an opaque key."""

    potential_coverage: Figure = None
    current_coverage: Figure = None
    summaries: dict[str, CommitmentSummary | None] | None = None


class LineItemSummary(Lenient):
    """One line of a plan: `monthly_*` USD per month, `upfront_cost` USD once, terms in hours.

    The units of `min_commitment`, `min_savings`, `max_savings`, `gri_premiums` and `*_ondemand_cost` are not
    published.
    """

    key: Text = None
    provider: Text = None
    num_commitments: Count = None
    min_commitment: Figure = None
    max_savings: Figure = None
    min_savings: Figure = None
    upfront_cost: Figure = None
    monthly_savings: Figure = None
    monthly_commitment: Figure = None
    min_term_hours: Count = None
    max_term_hours: Count = None
    gri_premiums: Figure = None
    if_all_ondemand_cost: Figure = None
    before_ondemand_cost: Figure = None
    after_ondemand_cost: Figure = None
