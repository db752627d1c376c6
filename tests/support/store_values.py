"""Any value a record of the domain may hold, hostile ones included, and a small fleet to store."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from tui.domain.changes import Change
from tui.domain.faults import Fault, Sent
from tui.domain.onboarding.steps import ExistingCur, Progress, Verification
from tui.domain.plan.brief import PlanBrief, PlanStanding
from tui.domain.records import Checklist, Customer, Feature
from tui.domain.snapshot import PlanReading, Reading

# Farther away nothing happened: the store takes it for damage.
moments = st.floats(-1e12, 1e12)
some_moments = st.none() | moments
# Keys and ids are stored in SQLite's own text, which has no lone surrogates; everything else may have them.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
wild_texts = st.text(st.characters(), max_size=12)
some_texts = st.none() | wild_texts
money = st.none() | st.decimals(allow_nan=False)

statuses = st.sampled_from(["available", "warning", "missing", "unknown"]) | wild_texts
features = st.builds(Feature, wild_texts, statuses, some_moments, st.none() | statuses)
some_features = st.lists(features, max_size=5).map(tuple)
customers = st.builds(
    Customer,
    texts,
    texts,
    some_moments,
    some_features,
    st.lists(st.builds(Checklist, wild_texts, some_features), max_size=3).map(tuple),
    some_moments,
)

briefs = st.builds(
    PlanBrief,
    id=wild_texts,
    name=wild_texts,
    status=wild_texts,
    standing=st.sampled_from(PlanStanding),
    monthly_savings=money,
    monthly_fee=money,
    cash_due=money,
    minimum_commitment_cost=money,
    lock_in_hours=st.none() | st.integers(),
    current_coverage=money,
    potential_coverage=money,
    flagged=st.integers(),
    policy_next=some_moments,
    last_modified=some_moments,
)
faults = st.builds(
    Fault,
    what=wild_texts,
    meaning=wild_texts,
    remedy=wild_texts,
    words=wild_texts,
    fields=st.lists(st.tuples(wild_texts, st.lists(wild_texts, max_size=2).map(tuple)), max_size=2).map(tuple),
    status=st.none() | st.integers(),
    sent=st.sampled_from(Sent),
    kind=wild_texts,
    retry_after=some_moments,
)
readings = st.builds(
    PlanReading,
    state=st.sampled_from(Reading),
    brief=st.none() | briefs,
    read_at=some_moments,
    fault=st.none() | faults,
    tried_at=some_moments,
)
verifications = st.builds(Verification, moments, moments, some_features)
progresses = st.builds(
    Progress,
    org_id=texts,
    cloud=texts,
    onboarding_id=some_texts,
    started_at=some_moments,
    template_at=some_moments,
    reviewed_at=some_moments,
    url=some_texts,
    url_at=some_moments,
    tenant_id=some_texts,
    subscription_id=some_texts,
    account_id=some_texts,
    existing_cur=st.none() | st.builds(ExistingCur, wild_texts, wild_texts, wild_texts, wild_texts),
    asked_at=some_moments,
    verified=st.none() | verifications,
    before=st.none() | verifications,
    fault=st.none() | faults,
)
changes = st.builds(Change, moments, texts, texts, texts, texts, texts, texts, texts)

AWS_FEATURES = ("assume_role", "organizations", "cost_explorer", "cur")


def customer(number: int, *, since: float = 100.0, **features: str) -> Customer:
    """A customer with an AWS checklist, all available but for the features named."""
    checked = tuple(Feature(name, features.get(name, "available"), since) for name in AWS_FEATURES)
    return Customer(
        org_id=f"{number:08x}-0000-4000-8000-000000000000",
        name=f"Customer {number} c/o Acme",
        created_at=1000.0 + number,
        org_checklist=(Feature("user_invited", "unknown", since),),
        integrations=(Checklist("aws", checked),),
        first_seen=since,
    )


def fleet(size: int) -> tuple[Customer, ...]:
    """So many customers, every tenth with something missing."""
    return tuple(customer(n) if n % 10 else customer(n, cur="missing") for n in range(size))


def brief(savings: str = "10.00", **values: object) -> PlanBrief:
    """The brief of a plan that is ready."""
    fixed: dict[str, object] = {"id": "p1", "name": "Plan", "status": "draft", "standing": PlanStanding.READY}
    return PlanBrief(**{**fixed, "monthly_savings": Decimal(savings), **values})  # type: ignore[arg-type]


def reading(at: float, savings: str = "10.00", **values: object) -> PlanReading:
    """A reading of a plan that is known."""
    return PlanReading(Reading.KNOWN, brief(savings, **values), read_at=at)
