"""A small fleet in every state a customer can be in, and the customer screen over it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from support.customers import AWS_NAMES, AZURE_NAMES, STATUSES, brief, customer, onboarding
from support.stage import NOW, SANDBOX, Stage, live

from screens.customers.screen import CustomersScreen
from tui.domain.changes import Change
from tui.domain.faults import Fault
from tui.domain.plan.brief import PlanStanding
from tui.domain.records import Checklist, Customer, Feature
from tui.domain.snapshot import Connection, Identity, Link, PlanReading, Reading, Snapshot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from textual.app import App
    from textual.pilot import Pilot

    from screens.host import Dress

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
WIDE, NARROW = (120, 40), (80, 24)
REFUSED = Fault(
    "No connection (connection refused).", "What was known before stays.", "r tries now", kind="unreachable"
)


def since(pattern: str, names: tuple[str, ...], age: float, was: str | None) -> tuple[Feature, ...]:
    """Features from glyphs; the troubled ones became so `age` seconds ago, the others were first seen a week ago."""
    return tuple(
        Feature(name, STATUSES[mark], NOW - age, was) if mark in "x~" else Feature(name, STATUSES[mark], NOW - 7 * DAY)
        for name, mark in zip(names, pattern, strict=False)
    )


def troubled(name: str, aws: str = "", azure: str = "", *, age: float, was: str | None = "available") -> Customer:
    """A customer whose troubles are `age` seconds old; `was` None: they were only seen first then."""
    plain = customer(name, org="***")
    lists = [("aws", aws, AWS_NAMES), ("azure", azure, AZURE_NAMES)]
    return replace(plain, integrations=tuple(Checklist(k, since(p, names, age, was)) for k, p, names in lists if p))


def plan(savings: str | None, standing: PlanStanding = PlanStanding.READY) -> PlanReading:
    """A plan read six minutes ago: nothing due at signing, locked in for a year."""
    known = replace(brief(savings, standing), cash_due=Decimal(0), lock_in_hours=8760)
    return PlanReading(Reading.KNOWN, known, NOW - 6 * MINUTE)


BETA = troubled("Beta Corp c/o Acme", "x**~??**", age=3 * MINUTE)
HALDEN = troubled("Halden Foods c/o Acme", "********", "x*******", age=41 * MINUTE)
JUNIPER = troubled("Juniper Rail c/o Acme", "x???????", age=12 * HOUR, was=None)
CYAN = troubled("Cyan Ltd c/o Acme", "***~****", "********", age=2 * HOUR, was="unknown")
NORTHWIND = customer("Northwind Steel c/o Acme", aws="********", azure="********", org="***")
DELTA = customer("Delta GmbH c/o Acme", aws="********", org="***")
UMBER = customer("Umber Textiles c/o Acme", aws="********", org="***")
INDIGO = customer("Indigo Ferries c/o Acme", org="**?")
NEVER = customer("Never Begun c/o Acme", created_at=NOW - 30 * DAY)
FLEET = (NEVER, INDIGO, UMBER, DELTA, NORTHWIND, CYAN, JUNIPER, HALDEN, BETA)
# As the list shows them: ✕ by savings, ◐, the rest by savings, then by name.
IN_ORDER = ("Beta", "Halden", "Juniper", "Cyan", "Northwind", "Delta", "Umber", "Indigo", "Never")

CHANGES = (
    Change(NOW - 3 * MINUTE, "feature", BETA.org_id, BETA.name, "assume_role", "available", "missing", "aws"),
    Change(NOW - 2 * DAY, "plan", BETA.org_id, BETA.name, "AWS plan", "no plan", "ready, $4,480.90/mo", "aws"),
    Change(NOW - 4 * DAY, "feature", HALDEN.org_id, HALDEN.name, "cur", "warning", "available", "aws"),
)


def fleet(identity: Identity = SANDBOX, *more: Customer) -> Snapshot:
    """The fleet with its plans, live."""
    return replace(
        live(identity),
        customers=(*FLEET, *more),
        plans={
            (BETA.org_id, "aws"): plan("4480.90"),
            (HALDEN.org_id, "aws"): plan("2875"),
            (CYAN.org_id, "aws"): plan(None, PlanStanding.CALCULATING),
            (NORTHWIND.org_id, "aws"): plan("12640"),
            (NORTHWIND.org_id, "azure"): PlanReading(Reading.NONE, None, NOW - MINUTE),
            (DELTA.org_id, "aws"): plan("1120", PlanStanding.BOUGHT),
            (UMBER.org_id, "aws"): plan("-85"),
        },
        progress={(INDIGO.org_id, "aws"): onboarding(INDIGO.org_id, started_at=NOW - 26 * HOUR)},
        changes=CHANGES,
    )


def offline(snapshot: Snapshot, fault: Fault = REFUSED) -> Snapshot:
    """The same, fourteen minutes after the API went away."""
    return replace(
        snapshot,
        customers_at=NOW - 14 * MINUTE,
        connection=Connection(Link.OFFLINE, NOW - 14 * MINUTE, NOW - 13 * MINUTE, NOW + 9, fault=fault),
    )


def lines_of(app: App[Any]) -> list[str]:
    """What stands on the screen, line by line."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def names_of(app: App[Any]) -> list[str]:
    """The first words of the names in the list, from the top."""
    lines = lines_of(app)
    top = next(place for place, line in enumerate(lines) if line.strip().startswith("Customer "))
    rows = takewhile(lambda line: line[1:2] and line[1:2] in "✕◐●○", lines[top + 1 :])
    return [row[3:].replace("★ ", "").split()[0] for row in rows]


@asynccontextmanager
async def shown(
    snapshot: Snapshot | None = None,
    size: tuple[int, int] = WIDE,
    *,
    rest: float = 60.0,
    dress: Dress | None = None,
) -> AsyncIterator[tuple[Stage, Pilot[int]]]:
    """The customer screen over a snapshot; the cursor never rests unless told so."""
    app = Stage(CustomersScreen(rest), snapshot or fleet(), dress)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield app, pilot


def screen_of(app: Stage) -> CustomersScreen:
    """The customer screen."""
    return next(screen for screen in app.screen_stack if isinstance(screen, CustomersScreen))


async def typed(pilot: Pilot[int], keys: Iterable[str]) -> None:
    """Press one key after the other."""
    names = {":": "colon", ">": "greater_than_sign", " ": "space", '"': "quotation_mark", "!": "exclamation_mark"}
    await pilot.press(*(names.get(key, key) for key in keys))
