"""Small makers of customers, checklists, plans and snapshots for tests."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from support.clock import EPOCH

from tui.domain.onboarding.steps import Progress
from tui.domain.plan.brief import PlanBrief, PlanStanding
from tui.domain.records import AWS, Checklist, Customer, Feature
from tui.domain.snapshot import Identity, Mode, PlanReading, Reading, Snapshot

AWS_NAMES = (
    "assume_role", "organizations", "cost_explorer", "cur", "reservations", "savings_plans", "compute_optimizer",
    "purchase_permissions",
)  # fmt: skip
AZURE_NAMES = (
    "app_consent", "custom_role", "billing_reader", "reservations_reader", "cost_export", "storage_blob_reader",
    "reservation_purchaser", "savings_plan_purchaser",
)  # fmt: skip
ORG_NAMES = ("user_invited", "marketplace_subscription", "integration_connected")
STATUSES = {"*": "available", "~": "warning", "x": "missing", "?": "unknown"}
IDENTITY = Identity(Mode.SANDBOX, "Acme Partners", "in this program", "sandbox", "partner-1")


def features(pattern: str, names: tuple[str, ...] = AWS_NAMES, since: float | None = EPOCH) -> tuple[Feature, ...]:
    """Features from a pattern of glyphs: `x**~` is missing, available, available, warning."""
    return tuple(Feature(name, STATUSES.get(mark, mark), since) for name, mark in zip(names, pattern, strict=False))


def customer(
    name: str = "Beta Corp c/o Acme",
    *,
    aws: str = "",
    azure: str = "",
    org: str = "",
    org_id: str = "",
    created_at: float | None = EPOCH - 86_400,
) -> Customer:
    """A customer from patterns of glyphs; its id is made from its name."""
    integrations = []
    if aws:
        integrations.append(Checklist("aws", features(aws)))
    if azure:
        integrations.append(Checklist("azure", features(azure, AZURE_NAMES)))
    return Customer(
        org_id=org_id or name.lower().replace(" ", "-"),
        name=name,
        created_at=created_at,
        org_checklist=features(org, ORG_NAMES),
        integrations=tuple(integrations),
        first_seen=EPOCH,
    )


def brief(
    savings: str | None = "1000", standing: PlanStanding = PlanStanding.READY, *, plan_id: str = "plan-1"
) -> PlanBrief:
    """A plan's brief with these monthly savings."""
    return PlanBrief(
        id=plan_id,
        name="Plan",
        status="new",
        standing=standing,
        monthly_savings=None if savings is None else Decimal(savings),
        current_coverage=Decimal("0.31"),
        potential_coverage=Decimal("0.78"),
    )


def reading(savings: str | None = "1000", standing: PlanStanding = PlanStanding.READY) -> PlanReading:
    """A reading that found a plan."""
    return PlanReading(Reading.KNOWN, brief(savings, standing), EPOCH)


def snapshot(
    *customers: Customer,
    plans: Mapping[tuple[str, str], PlanReading] | None = None,
    progress: Mapping[tuple[str, str], Progress] | None = None,
    at: float = EPOCH,
) -> Snapshot:
    """A snapshot of these customers."""
    return Snapshot(IDENTITY, at, customers=customers, plans=plans or {}, progress=progress or {})


def onboarding(org_id: str, cloud: str = AWS, /, **done: float) -> Progress:
    """Progress with these times set (`started_at=...`)."""
    return Progress(org_id, cloud, **done)  # type: ignore[arg-type]
