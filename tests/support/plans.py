"""Realistic plans, snapshots that hold them, attempts to buy them, and any plan at all."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from support.clock import EPOCH
from support.customers import customer
from support.stage import WRITE, live

from tui.domain.plan.figures import brief
from tui.domain.plan.records import (
    CommitmentSummary,
    ContractSpec,
    ExecutionPolicy,
    FlaggedAction,
    LineItem,
    Plan,
    Segment,
    User,
)
from tui.domain.purchase.attempt import Attempt, AttemptState
from tui.domain.purchase.figures import review
from tui.domain.records import AWS, Customer
from tui.domain.snapshot import Identity, PlanDetail, PlanKey, PlanReading, Reading, Snapshot

D = Decimal
PLAN_ID = "b41c9d2e-0c6f-4d55-9d0e-3f6f5d1f7a10"
ORG = "7f3e9c10-52d4-4b1e-8a55-0f2d6c4f2a1c"
ATLAS = customer("Atlas Print c/o Acme", aws="********", org_id=ORG)
KEY = (ORG, AWS)
# Tue 24 Nov 2026, 05:46:40 UTC: so long after the tests' present.
NEXT_RUN = EPOCH + 6 * 86_400 - 2_400


def line(
    key: str, number: int | None, hours: int | None, commit: str, upfront: str, save: str, **more: Any
) -> LineItem:
    """A line item of AWS with its money per month (`upfront` one-time)."""
    return LineItem(
        key,
        AWS,
        number,
        upfront_cost=D(upfront),
        monthly_savings=D(save),
        monthly_commitment=D(commit),
        min_term_hours=hours,
        max_term_hours=hours,
        **more,
    )


LINES = (
    line("Amazon EC2", 12, 720, "6120.00", "0", "1984.40"),
    line("Amazon RDS", 6, 8_760, "2940.00", "0", "1105.25"),
    line("AWS Fargate", 3, 720, "1310.50", "0", "402.15"),
    line("Amazon ElastiCache", 4, 8_760, "812.30", "1200", "398.60"),
    line("Amazon OpenSearch", 2, 8_760, "705.20", "640", "223.50"),
    line("AWS Lambda", 1, 720, "240.00", "0", "96.30"),
)
COMMITMENTS = (
    CommitmentSummary(
        "compute_savings_plan", "Compute savings plan", AWS, "Compute", 16, upfront_cost=D(0),
        monthly_savings=D("2482.85"), monthly_commitment=D("7670.50"), current_coverage=D("0.28"),
        potential_coverage=D("0.81"), min_term_hours=720, max_term_hours=720,
    ),
    CommitmentSummary(
        "Amazon RDS", "RDS reserved nodes", AWS, "Amazon RDS", 6, upfront_cost=D(0), monthly_savings=D("1105.25"),
        monthly_commitment=D("2940.00"), current_coverage=D("0.44"), potential_coverage=D("0.85"),
        min_term_hours=8_760, max_term_hours=8_760,
    ),
    CommitmentSummary(
        "nodes", "ElastiCache, OpenSearch nodes", AWS, None, 6, upfront_cost=D("1840"), monthly_savings=D("622.10"),
        monthly_commitment=D("1517.50"), current_coverage=D("0.2"), potential_coverage=D("0.66"),
        min_term_hours=8_760, max_term_hours=8_760,
    ),
)  # fmt: skip
POLICY = ExecutionPolicy(
    id="policy-1", name="Weekly purchases", schedule="weekly", enabled=True, next_execution_date=NEXT_RUN,
    min_savings=D(500),
)  # fmt: skip
FLAGGED = FlaggedAction(
    id="action-1", action_type="exchange", status="queued", creation_time=EPOCH - 2 * 86_400, plan_id="another"
)
PLAN = Plan(
    id=PLAN_ID, provider=AWS, org_id=ORG, name="AWS recommended 2026-11-11",
    description="Made from the last 30 days of use", status="recommended", plan_type="purchase",
    created_at=EPOCH - 7 * 86_400, last_modified=EPOCH - 6 * 3_600, is_calculating=False, is_locked=False,
    is_recommended=True, is_renewal=False, preferred_payment_option="No Upfront",
    included_contract_specs=(
        ContractSpec("compute_savings_plan", "thirty_day_gris", "no_upfront", '{"service": "Compute"}'),
        ContractSpec("rds_reserved_instance", "one_year", "partial_upfront", '{"service": "Amazon RDS"}'),
    ),
    included_contract_terms=("one_year", "thirty_day_gris"), max_term="one_year",
    all_terms=("thirty_day_gris", "one_year"), execution_policy=POLICY,
    segment=Segment("segment-1", "all accounts", is_default=True), flagged_actions=(FLAGGED,),
    created_by=User("noor.haddad@partner.example", "user-1", "Noor Haddad"),
    resource_ids=tuple(f"i-{n}" for n in range(214)), reservation_ids=tuple(f"r-{n}" for n in range(28)),
    savings=D("5.7674"), fee=D("0.6408"), minimum_commitment_cost=D("61055.42"), breakeven_hours=D(212),
    total_savings=D("23177.04"), monthly_savings=D("4210.20"), monthly_fee=D("467.80"),
    monthly_before_cost=D("18940.00"), monthly_after_cost=D("14729.80"), current_coverage=D("0.31"),
    potential_coverage=D("0.78"), commitment_coverage=D("0.78"), has_aggregate=True, commitments=COMMITMENTS,
    line_items=LINES,
)  # fmt: skip
"""The plan of design/plan-120x40.png, as far as the contract has it."""


def plan(**changes: Any) -> Plan:
    """That plan, with other values."""
    return replace(PLAN, **changes)


def many_lines(number: int) -> Plan:
    """The plan with so many line items."""
    items = tuple(
        line(f"Service {n:04}", n % 14 + 1, 720, f"{n + 1}.10", f"{n % 3}", f"{n * 7 % number}.05")
        for n in range(number)
    )
    return plan(line_items=items)


def bare_plan() -> Plan:
    """A plan of which the server says nothing but its id."""
    return Plan(id=PLAN_ID, provider=AWS)


def reading_of(shown: Plan, age: float = 8.0, **more: Any) -> PlanReading:
    """A reading that found this plan so many seconds ago."""
    return PlanReading(Reading.KNOWN, brief(shown), EPOCH - age, **more)


def snapshot_of(
    shown: Plan | None = PLAN,
    *,
    identity: Identity = WRITE,
    reading: PlanReading | None = None,
    whole: bool = True,
    customers: tuple[Customer, ...] = (ATLAS,),
    plans: dict[PlanKey, PlanReading] | None = None,
    age: float = 8.0,
    **more: Any,
) -> Snapshot:
    """A live snapshot with this plan on view; None: without one. `whole` is False before it was read in full."""
    readings = dict(plans or {})
    details: dict[PlanKey, PlanDetail] = {}
    if shown is not None:
        readings[KEY] = reading or reading_of(shown, age)
        if whole:
            details[KEY] = PlanDetail(shown, EPOCH - age)
    elif reading is not None:
        readings[KEY] = reading
    return replace(live(identity), customers=customers, plans=readings, details=details, **more)


def attempt_of(
    state: AttemptState = AttemptState.SENT, bought: Plan = PLAN, *, number: int = 42, **changes: Any
) -> Attempt:
    """An attempt to buy a plan, intended just now."""
    made = Attempt(
        id=f"attempt-{number}",
        number=number,
        state=state,
        host=WRITE.host,
        profile=WRITE.profile,
        org_id=ORG,
        org_name=ATLAS.name,
        provider=AWS,
        email=WRITE.purchaser_email,
        reviewed=review(bought),
        intended_at=EPOCH,
        sent_at=None if state is AttemptState.INTENDED else EPOCH + 1,
    )
    return replace(made, **changes)


_MONEY = st.none() | st.decimals(-(10**14), 10**14, places=6) | st.sampled_from((D(0), D("-0.004"), D("1e30")))
_RATIO = st.none() | st.decimals(-1, 2, places=4)
_TEXT = st.none() | st.text(max_size=30) | st.sampled_from(("[/", "\x1b[2J", "ﷺ" * 9, "three_year", "e\u0301"))
_HOURS = st.none() | st.sampled_from((0, 24, 720, 8_760, 26_280)) | st.integers(-5, 10**7)
_AT = st.none() | st.floats(-1e12, 1e13)
_FLAG = st.none() | st.booleans()
_BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "num_commitments": st.none() | st.integers(-5, 10**8),
    "min_term_hours": _HOURS,
    "max_term_hours": _HOURS,
    "key": st.text(max_size=20),
    "commitment_type": st.text(max_size=20),
    "properties": st.text(max_size=20),
    "provider": st.just(AWS),
    "id": st.text(max_size=40),
    "included_contract_terms": st.tuples(st.text(max_size=12)),
    "all_terms": st.tuples(st.sampled_from(("one_year", "zero_day", "??"))),
    "resource_ids": st.just(("i-1",)),
    "reservation_ids": st.just(()),
    "has_aggregate": st.booleans(),
    "meta_plan": st.none(),
    "plans": st.just(()),
    "plan": st.none(),
}
_RATIOS = ("current_coverage", "potential_coverage", "commitment_coverage")


def _any_record(kind: type, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Records of a kind with any values in the fields whose type says so."""
    chosen: dict[str, st.SearchStrategy[Any]] = {}
    for field in fields(kind):
        declared = str(field.type)
        if field.name in given:
            chosen[field.name] = given[field.name]
        elif field.name in _BY_NAME:
            chosen[field.name] = _BY_NAME[field.name]
        elif field.name in _RATIOS:
            chosen[field.name] = _RATIO
        elif declared == "Money":
            chosen[field.name] = _MONEY
        elif declared.startswith("float"):
            chosen[field.name] = _AT
        elif declared.startswith("bool"):
            chosen[field.name] = _FLAG
        else:
            chosen[field.name] = _TEXT
    return st.builds(kind, **chosen)


_USERS = st.none() | _any_record(User)
ANY_PLAN: st.SearchStrategy[Plan] = _any_record(
    Plan,
    line_items=st.lists(_any_record(LineItem), max_size=4).map(tuple),
    commitments=st.lists(_any_record(CommitmentSummary), max_size=3).map(tuple),
    included_contract_specs=st.lists(_any_record(ContractSpec), max_size=2).map(tuple),
    execution_policy=st.none() | _any_record(ExecutionPolicy, created_by=_USERS),
    segment=st.none() | _any_record(Segment),
    flagged_actions=st.lists(_any_record(FlaggedAction), max_size=2).map(tuple),
    created_by=_USERS,
)
"""Every plan there can be: nulls, huge and negative figures, hostile words, duplicated keys."""


def any_money() -> st.SearchStrategy[Decimal | None]:
    """Money as the API may give it."""
    return _MONEY
