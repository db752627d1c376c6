"""A night on call as in design/activity-120x40.png, and the activity screen over it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from support.customers import AWS_NAMES, AZURE_NAMES, STATUSES, customer
from support.stage import NOW, SANDBOX, Stage, live

from screens.activity.screen import ActivityScreen
from tui.domain.changes import Change
from tui.domain.marks import Seen, change_key
from tui.domain.records import Checklist, Feature

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from screens.host import Dress
    from tui.domain.records import Customer
    from tui.domain.snapshot import Identity, Snapshot

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
WIDE, NARROW = (120, 40), (80, 24)
HOST = "api.archera.ai"
LOOKED_AT = NOW - 4 * HOUR - 51 * MINUTE


def _who(name: str, aws: str = "********", azure: str = "") -> Customer:
    lists = [("aws", aws, AWS_NAMES), ("azure", azure, AZURE_NAMES)]
    made = tuple(
        Checklist(key, tuple(Feature(n, STATUSES[mark], NOW - 9 * DAY) for n, mark in zip(names, pattern, strict=True)))
        for key, pattern, names in lists
        if pattern
    )
    return replace(customer(f"{name} c/o Acme"), integrations=made)


BETA = replace(
    _who("Beta Corp", "x**~??**"),
    integrations=(
        Checklist(
            "aws",
            (
                Feature("assume_role", "missing", NOW - 3 * MINUTE, "available"),
                *_who("x", "x**~??**").integrations[0].features[1:],
            ),
        ),
    ),
)
HALDEN, CYAN, NORTHWIND, ROWAN, ALDER = (
    _who("Halden Foods", azure="x*******"), _who("Cyan Ltd", "***~****"), _who("Northwind Steel"),
    _who("Rowan Health"), customer("Alder Yoga"),
)  # fmt: skip
WREN, JUNIPER, OSTRAVA, VANTOR = (
    _who("Wren Software"), _who("Juniper Rail", "x???????"), _who("Ostrava Glas", "", "********"),
    _who("Vantor Media", "*****~**"),
)  # fmt: skip
FLEET = (BETA, HALDEN, CYAN, NORTHWIND, ROWAN, ALDER, WREN, JUNIPER, OSTRAVA, VANTOR)


def feature(ago: float, who: Customer, name: str, before: str, after: str, key: str = "aws") -> Change:
    """A feature that changed so many seconds ago."""
    return Change(NOW - ago, "feature", who.org_id, who.name, name, before, after, key)


def plan(ago: float, who: Customer, before: str, after: str, key: str = "aws") -> Change:
    """A plan that changed so many seconds ago."""
    return Change(NOW - ago, "plan", who.org_id, who.name, f"{key.upper()} plan", before, after, key)


LOST = feature(3 * MINUTE, BETA, "assume_role", "available", "missing")
BACK = Change(NOW - 20 * MINUTE, "api", "", HOST, "back after 13m", "away", "1 refresh failed, 502", "back")
AWAY = Change(
    NOW - 33 * MINUTE, "api", "", HOST, "stopped answering", "answering",
    "The gateway answered with a page of its own (502).", "away",
)  # fmt: skip
CONSENT = feature(41 * MINUTE, HALDEN, "app_consent", "available", "missing", "azure")
FLAPS = tuple(
    feature(2 * HOUR + n * 5 * MINUTE, CYAN, "cur", *(("available", "warning"), ("warning", "available"))[n % 2])
    for n in range(4)
)
PLAN = plan(2 * HOUR + 30 * MINUTE, NORTHWIND, "ready, $12,190.40/mo", "ready, $12,640.00/mo")
MENDED = feature(3 * HOUR, ROWAN, "reservations", "warning", "available")
ADDED = Change(NOW - 4 * HOUR, "added", ALDER.org_id, ALDER.name, "", "", "added")
NEW = (LOST, BACK, AWAY, CONSENT, *FLAPS, PLAN, MENDED, ADDED)
SEEN = (
    feature(6 * HOUR, BETA, "cur", "unknown", "warning"),
    plan(8 * HOUR, WREN, "no plan", "ready, $1,870.00/mo"),
    feature(12 * HOUR, JUNIPER, "assume_role", "unknown", "missing"),
)
EARLIER = (
    *(feature(33 * HOUR, OSTRAVA, name, "unknown", "available", "azure") for name in AZURE_NAMES),
    plan(39 * HOUR, OSTRAVA, "no plan", "ready, $8,102.75/mo", "azure"),
    feature(60 * HOUR, VANTOR, "savings_plans", "available", "warning"),
)
CHANGES = (*NEW, *SEEN, *EARLIER)


def night(identity: Identity = SANDBOX) -> Snapshot:
    """What changed in two days: everything before the last look was acknowledged."""
    return replace(
        live(identity),
        customers=FLEET,
        changes=CHANGES,
        seen=Seen(frozenset(change_key(change) for change in (*SEEN, *EARLIER)), LOOKED_AT),
    )


def acknowledged(snapshot: Snapshot, *changes: Change) -> Snapshot:
    """The same after these were acknowledged."""
    seen = snapshot.seen or Seen()
    keys = seen.acknowledged | {change_key(change) for change in changes}
    return replace(snapshot, version=snapshot.version + 1, seen=replace(seen, acknowledged=keys))


@asynccontextmanager
async def activity_shown(
    snapshot: Snapshot | None = None, size: tuple[int, int] = WIDE, *, dress: Dress | None = None
) -> AsyncIterator[tuple[Stage, Pilot[int]]]:
    """The activity over a snapshot."""
    app = Stage(ActivityScreen(), snapshot or night(), dress)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield app, pilot


def activity_screen(app: Stage) -> ActivityScreen:
    """The activity."""
    return next(screen for screen in app.screen_stack if isinstance(screen, ActivityScreen))
