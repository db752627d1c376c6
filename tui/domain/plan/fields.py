"""Every field of a plan and of what hangs under it: its name in the contract, its label, its unit.

One table feeds the details on screen, the exports and `--json`; a test walks the contract and fails for a field that is
not in it. Units are those of domain.md, "Plans and money": understood from the vendor's public twin of the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a value is, as documents name it."""

    TEXT = "text"
    TERM = "term"
    TERMS = "terms"
    NAMES = "names"
    FLAG = "true or false"
    MOMENT = "RFC 3339, UTC"
    COUNT = "count"
    OPEN = "any JSON"
    HOURLY = "USD per hour"
    MONTHLY = "USD per month of 730 h"
    OVER_TERM = "USD over the term"
    TOTAL = "USD in total"
    ONCE = "USD, one-time"
    UNPUBLISHED = "not published"
    SHARE = "0-1"
    RATE = "rate"
    HOURS = "hours"


UNIT_WORDS: dict[Kind, str] = {
    Kind.HOURLY: "per hour",
    Kind.MONTHLY: "per month",
    Kind.OVER_TERM: "over the term",
    Kind.TOTAL: "in total",
    Kind.ONCE: "one-time",
    Kind.UNPUBLISHED: "unit not published",
    Kind.SHARE: "%",
    Kind.RATE: "rate",
    Kind.HOURS: "h",
}
"""The unit a person reads beside a figure; other kinds have none."""

MONEY_KINDS = frozenset({Kind.HOURLY, Kind.MONTHLY, Kind.OVER_TERM, Kind.TOTAL, Kind.ONCE, Kind.UNPUBLISHED})
PLAIN_KINDS = frozenset({Kind.TEXT, Kind.TERM, Kind.TERMS, Kind.NAMES, Kind.FLAG, Kind.OPEN})
"""Kinds that need no word about their unit in a document."""


@dataclass(frozen=True, slots=True)
class PlanField:
    """A field: the name that the contract and the record share, the label a person reads, what it is."""

    name: str
    label: str
    kind: Kind = Kind.TEXT


F, K = PlanField, Kind

USER = (F("full_name", "Full name"), F("username", "User name"), F("id", "User id"))
META_PLAN = (
    F("id", "Meta plan id"), F("name", "Meta plan name"), F("created_at", "Meta plan made", K.MOMENT),
    F("is_default", "Meta plan is the default", K.FLAG),
)  # fmt: skip
PLAN_REF = (
    F("id", "Plan id"), F("name", "Plan name"), F("status", "Plan status"), F("created_at", "Plan made", K.MOMENT),
    F("is_default", "Plan is the default", K.FLAG),
)  # fmt: skip
SEGMENT = (
    F("id", "Segment's own id"), F("name", "Segment"), F("provider", "Segment's cloud"),
    F("created_at", "Segment made", K.MOMENT), F("is_default", "Segment is the default", K.FLAG),
)  # fmt: skip
SPEC = (
    F("commitment_type", "Commitment type"), F("term", "Term", K.TERM), F("payment_option", "Payment option"),
    F("properties", "Properties", K.OPEN),
)  # fmt: skip
POLICY = (
    F("id", "Policy id"), F("org_id", "Customer's id"), F("name", "Name"), F("description", "Description"),
    F("enabled", "Enabled", K.FLAG), F("schedule", "Schedule"),
    F("next_execution_date", "Next run", K.MOMENT), F("min_savings", "Buys from savings of", K.UNPUBLISHED),
    F("total_savings", "Total savings", K.UNPUBLISHED), F("start_date", "Begins", K.MOMENT),
    F("end_date", "Ends", K.MOMENT), F("created_at", "Made", K.MOMENT), F("last_modified", "Changed", K.MOMENT),
    F("default_plan_name", "Default plan name"), F("meta_plan_id", "Id of its meta plan"),
    F("segment_id", "Segment id"),
)  # fmt: skip
ACTION = (
    F("id", "Action id"), F("action_type", "Kind"), F("status", "Status"), F("provider", "Cloud"),
    F("creation_time", "Made", K.MOMENT), F("execution_time", "Runs or ran", K.MOMENT), F("user_id", "By user id"),
    F("org_id", "Customer's id"), F("plan_id", "Id of its plan"), F("exchange_status", "Exchange status"),
    F("action_description", "Description", K.OPEN), F("execution_info", "About the run", K.OPEN),
)  # fmt: skip
_LINE_BEGIN = (F("key", "Key"), F("provider", "Cloud"), F("num_commitments", "Commitments", K.COUNT))
_LINE_MONEY = (
    F("monthly_savings", "Net savings", K.MONTHLY), F("monthly_commitment", "Commitment", K.MONTHLY),
    F("upfront_cost", "Upfront", K.ONCE), F("min_savings", "Savings, least", K.UNPUBLISHED),
    F("max_savings", "Savings, most", K.UNPUBLISHED), F("min_commitment", "Commitment, least", K.UNPUBLISHED),
)  # fmt: skip
_LINE_TERMS = (F("min_term_hours", "Term, shortest", K.HOURS), F("max_term_hours", "Term, longest", K.HOURS))
LINE_ITEM = (
    *_LINE_BEGIN, *_LINE_MONEY, F("gri_premiums", "Guarantee premiums", K.UNPUBLISHED),
    F("if_all_ondemand_cost", "Cost if all were on demand", K.UNPUBLISHED),
    F("before_ondemand_cost", "On-demand cost before", K.UNPUBLISHED),
    F("after_ondemand_cost", "On-demand cost after", K.UNPUBLISHED), *_LINE_TERMS,
)  # fmt: skip
COMMITMENT = (
    F("name", "Name"), F("service_name", "Service"), *_LINE_BEGIN, *_LINE_MONEY,
    F("gri_premium", "Guarantee premium", K.UNPUBLISHED), F("current_coverage", "Coverage now", K.SHARE),
    F("potential_coverage", "Coverage after", K.SHARE), *_LINE_TERMS,
)  # fmt: skip

ABOUT = (
    F("id", "Id"), F("name", "Name"), F("description", "Description"), F("provider", "Cloud asked for"),
    F("org_id", "Customer's id"), F("status", "Status"), F("plan_type", "Kind"), F("data_source", "Data from"),
    F("created_at", "Made", K.MOMENT), F("last_modified", "Changed", K.MOMENT), F("start_date", "Begins", K.MOMENT),
    F("end_date", "Ends", K.MOMENT), F("is_calculating", "Calculating", K.FLAG), F("is_locked", "Locked", K.FLAG),
    F("is_recommended", "Recommended", K.FLAG), F("is_saved", "Saved", K.FLAG), F("is_default", "Default", K.FLAG),
    F("is_renewal", "Renewal", K.FLAG),
)  # fmt: skip
BY_MONTH = (
    F("monthly_before_cost", "Cost before", K.MONTHLY), F("monthly_after_cost", "Cost after", K.MONTHLY),
    F("monthly_savings", "Net savings", K.MONTHLY), F("monthly_fee", "Premium, inside the cost", K.MONTHLY),
    F("monthly_amortized_cost", "Amortized cost", K.MONTHLY),
    F("total_monthly_before_cost", "Total cost before", K.MONTHLY),
)  # fmt: skip
BY_HOUR = (
    F("before_cost", "Cost before", K.HOURLY), F("after_cost", "Cost after", K.HOURLY),
    F("savings", "Net savings", K.HOURLY), F("fee", "Premium", K.HOURLY), F("total_cost", "Total cost", K.HOURLY),
    F("before_ondemand_cost", "On demand before", K.HOURLY), F("before_reserved_cost", "Reserved before", K.HOURLY),
    F("covered_ondemand_cost", "On demand, covered", K.HOURLY), F("amortized_cost", "Amortized cost", K.HOURLY),
    F("recurring_cost", "Recurring cost", K.HOURLY), F("upfront_cost", "Upfront, spread", K.HOURLY),
)  # fmt: skip
OVER_THE_TERM = (
    F("total_savings", "Net savings", K.OVER_TERM), F("minimum_commitment_cost", "Minimum commitment", K.TOTAL),
    F("breakeven_hours", "Breakeven", K.HOURS), F("max_term", "Longest term", K.TERM),
    F("all_terms", "Terms of its lines", K.TERMS),
)  # fmt: skip
COVERAGE = (
    F("current_coverage", "Coverage now", K.SHARE), F("potential_coverage", "Coverage after", K.SHARE),
    F("commitment_coverage", "Commitment coverage", K.SHARE),
)  # fmt: skip
ALLOWED = (
    F("included_contract_terms", "Terms it may use", K.TERMS), F("preferred_payment_option", "Preferred payment"),
    F("max_upfront_cost", "Most upfront", K.ONCE),
    F("minimum_upfront_interest_rate", "Least return on upfront", K.RATE),
    F("recommend_within_covered_accounts", "Within covered accounts", K.FLAG),
)  # fmt: skip
SCOPE = (
    F("segment_id", "Segment id"), F("coverage_id", "Coverage id"), F("meta_plan_id", "Meta plan id"),
    F("resource_ids", "Resources", K.NAMES), F("reservation_ids", "Reservations", K.NAMES),
)  # fmt: skip

PLAN = (*ABOUT, *BY_MONTH, *BY_HOUR, *OVER_THE_TERM, *COVERAGE, *ALLOWED, *SCOPE)
"""The fields of the plan itself that hold no record."""
