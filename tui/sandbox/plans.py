"""Plans as the contract writes them: PurchasePlanV2, and PurchasePlanV2CombinedSummary, which adds the figures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tui.sandbox.catalog import COMMITMENTS
from tui.sandbox.chance import happens, uuid4_of
from tui.sandbox.execution import execution_policy, flagged_actions, person, segment, segment_id
from tui.sandbox.moments import HOUR, stamp
from tui.sandbox.money import MONTH_HOURS, Figures, Line, coverage, term_hours
from tui.sandbox.offers import CENT, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.sandbox.dialect import Dialect
    from tui.sandbox.editions import Edition
    from tui.sandbox.pace import Pace
    from tui.sandbox.shelf import Showing

_HOURLY = (
    "covered_ondemand_cost", "before_ondemand_cost", "before_reserved_cost", "amortized_cost", "recurring_cost",
    "upfront_cost", "before_cost", "after_cost", "total_cost", "savings", "fee",
)  # fmt: skip
_MONTHLY = {
    "monthly_savings": "savings", "monthly_amortized_cost": "amortized_cost", "monthly_fee": "fee",
    "monthly_before_cost": "before_cost", "monthly_after_cost": "after_cost",
    "total_monthly_before_cost": "before_cost",
}  # fmt: skip
_TOTALS = ("minimum_commitment_cost", "breakeven_hours", "total_savings")
_CAUTIOUS = Decimal("0.8")
_HOPEFUL = Decimal("1.15")
_ALLOWED_TERMS = {
    "aws": ["thirty_day_gris", "three_month_gris", "one_year_gris", "one_year", "three_year"],
    "azure": ["thirty_day_gris", "one_year", "three_year"],
    "gcp": ["one_year", "three_year"],
}
_RESOURCE_PREFIX = {"aws": "i-0", "azure": "vm-", "gcp": "gce-"}


def combined_summary(showing: Showing, pace: Pace, dialect: Dialect, at: float) -> dict[str, Any]:
    """The answer of getRecommendedPlans. While calculating the figures are those of half the line items."""
    edition = showing.edition
    figures = edition.first_figures if showing.is_calculating else edition.figures
    document = purchase_plan(showing, pace, dialect, at) | _figures(figures, edition.place.provider)
    if edition.offer.has_aggregate:
        document["aggregate_metrics"] = _aggregate(figures, edition.place.provider)
    return document


def purchase_plan(showing: Showing, pace: Pace, dialect: Dialect, at: float) -> dict[str, Any]:
    """The answer of purchasePlan: the plan without its figures."""
    edition = showing.edition
    offer = edition.offer
    place = edition.place
    is_renewal = offer.kind is Kind.RENEWAL
    rng = edition.rng("document")
    # Drawn whatever the hour, so that everything drawn after it stays the same as time goes by.
    modified = edition.created_at + rng.uniform(0, 6 * HOUR)
    is_old = edition.created_at + 6 * HOUR < at
    document: dict[str, Any] = {
        "id": edition.plan_id,
        "org_id": place.org_id,
        "name": edition.name,
        "description": rng.choice((None, "Made from the last 30 days of use")),
        "data_source": rng.choice(("cur", "cost_explorer")),
        "status": showing.status,
        "plan_type": "renewal" if is_renewal else "purchase",
        "created_at": stamp(edition.created_at),
        "last_modified": stamp(modified if showing.bought is None and is_old else _touched(showing)),
        "segment_id": segment_id(showing),
        "meta_plan_id": uuid4_of("meta plan", place.org_id, place.provider),
        "coverage_id": rng.choice((None, uuid4_of("coverage", edition.plan_id))),
        "is_calculating": showing.is_calculating,
        "is_saved": happens(rng, 0.2),
        "is_locked": showing.is_locked,
        "is_recommended": True,
        "is_default": not is_renewal,
        "is_renewal": is_renewal,
        "recommend_within_covered_accounts": rng.choice((True, False, None)),
        "max_upfront_cost": float((offer.signing / 1000).to_integral_value() * 1000 + 1000 if offer.signing else 0),
        "minimum_upfront_interest_rate": rng.choice((0.0, 0.05, 0.08)),
        "preferred_payment_option": _preferred_payment(edition),
        "included_contract_specs": _contract_specs(edition.figures.lines),
        "included_contract_terms": list(_ALLOWED_TERMS[place.provider]),
        "execution_policy": execution_policy(showing, at),
        "segment": segment(showing),
        "flagged_actions": flagged_actions(showing, pace, at),
        "created_by": person(rng),
        "resource_ids": [
            f"{_RESOURCE_PREFIX[place.provider]}{rng.getrandbits(64):016x}" for _ in range(rng.randint(0, 40))
        ],
        "reservation_ids": [uuid4_of("reservation", edition.plan_id, n) for n in range(rng.randint(0, 12))],
    }
    if happens(rng, 0.5):
        document |= {"start_date": stamp(edition.created_at), "end_date": None}
    if dialect.null_objects:
        document |= dict.fromkeys(offer.nulls)
    return document


def _touched(showing: Showing) -> float:
    return showing.bought.at if showing.bought is not None else showing.edition.created_at


def _preferred_payment(edition: Edition) -> str | None:
    if edition.offer.signing:
        return "Partial Upfront"
    return edition.rng("payment").choice(("No Upfront", "No Upfront", None))


def _payment_option(line: Line) -> str:
    return "partial_upfront" if line.upfront else "no_upfront"


def _contract_specs(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Every kind of commitment in the plan with its term and payment, once."""
    kinds = dict.fromkeys((line.commitment_key, line.term, _payment_option(line)) for line in lines)
    return [
        {
            "commitment_type": key,
            "properties": {"service": COMMITMENTS[key].service},
            "term": term,
            "payment_option": payment,
        }
        for key, term, payment in kinds
    ]


def _figures(figures: Figures, provider: str) -> dict[str, Any]:
    terms = sorted({line.term for line in figures.lines}, key=lambda term: (term_hours(term), term))
    document: dict[str, Any] = {name: float(getattr(figures, name)) for name in (*_HOURLY, *_TOTALS)}
    document |= {name: float(getattr(figures, hourly) * MONTH_HOURS) for name, hourly in _MONTHLY.items()}
    document["commitment_coverage"] = float(figures.potential_coverage)
    document["max_term"] = terms[-1] if terms else "zero_day"
    document["all_terms"] = terms
    document["summaries"] = [_line_item(line, provider) for line in figures.lines]
    return document


def _sums(lines: list[Line]) -> dict[str, Any]:
    """What a line item and a commitment summary have in common."""
    net = sum((line.net for line in lines), Decimal(0))
    monthly = float(sum((line.commitment for line in lines), Decimal(0)))
    estimates = sorted(((net * _CAUTIOUS).quantize(CENT), (net * _HOPEFUL).quantize(CENT)))
    return {
        "num_commitments": sum(line.count for line in lines),
        "min_commitment": monthly,
        "max_savings": float(estimates[1]),
        "min_savings": float(estimates[0]),
        "upfront_cost": float(sum((line.upfront for line in lines), Decimal(0))),
        "monthly_savings": float(net),
        "monthly_commitment": monthly,
        "min_term_hours": min(line.hours for line in lines),
        "max_term_hours": max(line.hours for line in lines),
    }


def _line_item(line: Line, provider: str) -> dict[str, Any]:
    return {
        "key": line.key,
        "provider": provider,
        **_sums([line]),
        "gri_premiums": float(line.premium),
        "if_all_ondemand_cost": float(line.if_all_ondemand),
        "before_ondemand_cost": float(line.before_ondemand),
        "after_ondemand_cost": float(line.uncovered),
    }


def _aggregate(figures: Figures, provider: str) -> dict[str, Any]:
    """The line items by kind of commitment."""
    groups: dict[str, list[Line]] = {}
    for line in figures.lines:
        groups.setdefault(line.commitment_key, []).append(line)
    return {
        "potential_coverage": float(figures.potential_coverage),
        "current_coverage": float(figures.current_coverage),
        "summaries": {key: _commitment_summary(key, lines, provider) for key, lines in groups.items()},
    }


def _commitment_summary(key: str, lines: list[Line], provider: str) -> dict[str, Any]:
    commitment = COMMITMENTS[key]
    everything = sum((line.if_all_ondemand for line in lines), Decimal(0))
    reserved = sum((line.reserved for line in lines), Decimal(0))
    covered = sum((line.covered for line in lines), Decimal(0))
    return {
        "key": key,
        "name": commitment.name,
        "provider": provider,
        "service_name": commitment.service,
        **_sums(lines),
        "potential_coverage": float(coverage(reserved + covered, everything)),
        "current_coverage": float(coverage(reserved, everything)),
        "gri_premium": float(sum((line.premium for line in lines), Decimal(0))),
    }
