"""A portfolio as in design/plans-120x40.png, and the list of plans over it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from support.customer_list import lines_of
from support.customers import customer
from support.plans import NEXT_RUN, PLAN
from support.stage import NOW, SANDBOX, Stage, live

from screens.plans.screen import PlansScreen
from tui.domain.faults import Fault
from tui.domain.marks import Review, ReviewMark
from tui.domain.plan.brief import PlanBrief, PlanStanding
from tui.domain.records import AWS, AZURE
from tui.domain.snapshot import Identity, PlanDetail, PlanKey, PlanReading, Reading, Snapshot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from screens.base import DashboardScreen
    from screens.host import Dress
    from screens.plans.review import OpenReview
    from tui.domain.records import Customer

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
WIDE, NARROW = (120, 40), (80, 24)
READY, LOCKED, BOUGHT, CALCULATING = (
    PlanStanding.READY, PlanStanding.LOCKED, PlanStanding.BOUGHT, PlanStanding.CALCULATING,
)  # fmt: skip

# Name, cloud, savings, premium, sign, lock-in hours, coverage now and after, standing, mark.
_LINES = """
Northwind Steel c/o Acme|aws|12640.00|1404.44|0|720|38|81|ready|looked at
Kestrel Air c/o Acme|aws|9415.30|1046.14|4200|8760|29|77|ready|to buy
Ostrava Glas c/o Acme|azure|8102.75|0|0|26280|41|80|ready|
Lumen Grid c/o Acme|aws|7733.10|859.23|1150|8760|35|82|locked|
Marlow Energy c/o Acme|aws|6918.00|768.67|0|720|52|83|ready|
Foxglove Retail c/o Acme|aws|5990.45|665.61|2300|8760|47|79|ready|declined
Beta Corp c/o Acme|aws|4480.90|497.88|0|720|33|76|ready|
Atlas Print c/o Acme|aws|4210.20|467.80|1840|8760|31|78|ready|
Quarry Bank c/o Acme|azure|3905.55|0|0|26280|58|84|ready|looked at
Sable Hotels c/o Acme|azure|3312.00|0|0|8760|26|69|ready|
Halden Foods c/o Acme|aws|2875.60|319.51|900|8760|44|71|ready|to buy
Rowan Health c/o Acme|aws|2760.25|306.69|0|720|49|80|ready|
Ibex Motors c/o Acme|aws|2118.40|235.38|0|720|62|85|ready|
Wren Software c/o Acme|aws|1870.00|207.78|0|720|40|75|ready|
Corvid Labs c/o Acme|aws|1455.85|161.76|350|8760|18|66|ready|
Tern Logistics c/o Acme|azure|1204.00|0|0|8760|60|74|ready|
Delta GmbH c/o Acme|aws|1120.00|124.44|0|8760|31|79|bought|
Elm Street Kitchens|aws|980.10|108.90|0|720|22|61|ready|
Umber Textiles c/o Acme|aws|-85.40|0|600|8760|66|71|ready|
Cyan Ltd c/o Acme|aws|||||||calculating|
"""


def _org(name: str) -> str:
    return name.lower().replace(" ", "-")


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _line(line: str) -> tuple[Customer, PlanKey, PlanReading, Review | None]:
    name, cloud, save, premium, sign, hours, before, after, standing, mark = line.split("|")
    atlas = name.startswith("Atlas")
    known = PlanBrief(
        id=PLAN.id if atlas else f"plan-of-{_org(name)}",
        name="recommended",
        status="recommended" if standing == "ready" else standing,
        standing=PlanStanding(standing),
        monthly_savings=_decimal(save),
        monthly_fee=_decimal(premium),
        cash_due=_decimal(sign),
        minimum_commitment_cost=Decimal("61055.42"),
        lock_in_hours=int(hours) if hours else None,
        current_coverage=Decimal(before) / 100 if before else None,
        potential_coverage=Decimal(after) / 100 if after else None,
        flagged=1 if atlas else 0,
        is_calculating=standing == "calculating",
        is_locked=standing in ("locked", "bought"),
        policy_next=NEXT_RUN if atlas else None,
        last_modified=NOW - 6 * HOUR,
    )
    who = customer(name, aws="********" if cloud == AWS else "", azure="********" if cloud == AZURE else "")
    review = Review(ReviewMark(mark), known.id, NOW - DAY) if mark else None
    return who, (who.org_id, cloud), PlanReading(Reading.KNOWN, known, NOW - 6 * MINUTE), review


_ROWS = tuple(_line(line) for line in _LINES.strip().splitlines())
ATLAS = next(key for _, key, _, _ in _ROWS if key[0].startswith("atlas"))
KESTREL, NORTHWIND, OSTRAVA, MARLOW, BETA = (
    next(key for _, key, _, _ in _ROWS if key[0].startswith(name))
    for name in ("kestrel", "northwind", "ostrava", "marlow", "beta")
)
TO_REVIEW = tuple(
    key
    for _, key, reading, review in _ROWS
    if review is None and reading.brief is not None and reading.brief.standing is READY
)
# No plan is known of these, for three reasons.
UNKNOWN, FAILED, ABSENT = (customer(name, aws="********") for name in ("Unknown Yet", "Failed Co", "Nothing Co"))
BROKEN = Fault("The gateway answered with a page of its own (502).", "What is known of the plan stays.", status=502)


def portfolio(identity: Identity = SANDBOX) -> Snapshot:
    """Twenty plans with their reviews, the whole plan of Atlas, and three clouds without a known plan."""
    plans = {key: reading for _, key, reading, _ in _ROWS}
    return replace(
        live(identity),
        customers=(*(who for who, _, _, _ in reversed(_ROWS)), UNKNOWN, FAILED, ABSENT),
        plans={
            **plans,
            (FAILED.org_id, AWS): PlanReading(Reading.FAILED, fault=BROKEN, tried_at=NOW - MINUTE),
            (ABSENT.org_id, AWS): PlanReading(Reading.NONE, read_at=NOW - MINUTE),
        },
        details={ATLAS: PlanDetail(replace(PLAN, org_id=ATLAS[0]), NOW - 6 * MINUTE)},
        marks={key: review for _, key, _, review in _ROWS if review is not None},
    )


def changed(snapshot: Snapshot, key: PlanKey, **changes: object) -> Snapshot:
    """The same with another brief of one plan."""
    reading = snapshot.plans[key]
    assert reading.brief is not None
    brief = replace(reading.brief, **changes)  # type: ignore[arg-type]
    return replace(snapshot, version=snapshot.version + 1, plans={**snapshot.plans, key: replace(reading, brief=brief)})


class PlansStage(Stage):
    """A stage that also writes down which plan was to be opened in which queue."""

    def __init__(self, screen: DashboardScreen, snapshot: Snapshot, dress: Dress | None = None) -> None:
        super().__init__(screen, snapshot, dress)
        self.reviews: list[OpenReview] = []

    def on_open_review(self, message: OpenReview) -> None:
        self.reviews.append(message)


@asynccontextmanager
async def plans_shown(
    snapshot: Snapshot | None = None,
    size: tuple[int, int] = WIDE,
    *,
    rest: float = 60.0,
    dress: Dress | None = None,
) -> AsyncIterator[tuple[PlansStage, Pilot[int]]]:
    """The list of plans over a snapshot; the cursor never rests unless told so."""
    app = PlansStage(PlansScreen(rest), snapshot or portfolio(), dress)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield app, pilot


def plans_screen(app: Stage) -> PlansScreen:
    """The list of plans."""
    return next(screen for screen in app.screen_stack if isinstance(screen, PlansScreen))


def plan_in_hand(app: Stage) -> PlanKey | None:
    """The plan under the cursor."""
    hand = plans_screen(app).hand
    return None if hand is None else hand.row.key


def plan_line_of(app: Stage, begins: str) -> str:
    """The line of the list that begins so."""
    return next(line for line in lines_of(app) if line[1:].startswith(begins))


async def go_to(pilot: Pilot[int], place: int) -> None:
    """Put the cursor on the plan of this place."""
    await pilot.press("g", *"j" * place)
