"""A journal as in design/purchases-120x40.png, and the purchases screen over it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from support.plans import PLAN, attempt_of
from support.stage import NOW, WRITE, Stage, live

from screens.purchases.screen import PurchasesScreen
from tui.domain.purchase.attempt import Attempt, AttemptState, Event
from tui.domain.purchase.figures import review

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from screens.host import Dress
    from tui.domain.snapshot import Identity, Snapshot

MINUTE, DAY = 60.0, 86_400.0
WIDE, NARROW = (120, 40), (80, 24)
WHO = "noor@desk"

_SENT = NOW - 90
UNKNOWN = attempt_of(
    AttemptState.UNKNOWN,
    how="no answer in 30s",
    intended_at=_SENT - 1,
    sent_at=_SENT,
    judge_after=_SENT + 45,
    looks=2,
    next_look=NOW + 20,
    events=(
        Event(_SENT - 1, "intended"),
        Event(_SENT, "sent"),
        Event(_SENT + 30, "no answer in 30s"),
        Event(_SENT + 33, "looked: plan still “recommended”"),
        Event(_SENT + 50, "looked: plan still “recommended”"),
    ),
)


def ended(number: int, state: AttemptState, name: str, save: str, sign: str, days: float, how: str) -> Attempt:
    """An entry that ended so many days ago."""
    bought = replace(PLAN, id=f"plan-{number}", monthly_savings=Decimal(save), name="recommended")
    at = NOW - days * DAY
    return attempt_of(
        state,
        bought,
        number=number,
        org_id=name.lower().replace(" ", "-"),
        org_name=name,
        reviewed=replace(review(bought), cash_due=Decimal(sign)),
        intended_at=at - 2,
        sent_at=None if state is AttemptState.NOT_SENT else at - 1,
        ended_at=at,
        how=how,
        events=(Event(at - 2, "intended"), Event(at, how)),
    )


DONE = (
    ended(41, AttemptState.BOUGHT, "Delta GmbH c/o Acme", "1120", "0", 4, "plan completed"),
    ended(40, AttemptState.ACCEPTED, "Kestrel Air c/o Acme", "8911", "4200", 9, "accepted, status new"),
    replace(
        ended(39, AttemptState.REFUSED, "Lumen Grid c/o Acme", "7733.10", "1150", 9, "403 may not buy"),
        words="this key may not execute plans",
    ),
    replace(
        ended(38, AttemptState.NOT_BOUGHT, "Quarry Bank c/o Acme", "3640", "0", 10, "settled by noor@desk"),
        settled_by="noor@desk",
        note="Archera says so, ticket 77",
    ),
    ended(35, AttemptState.NOT_SENT, "Umber Textiles c/o Acme", "120", "600", 12, "figures changed"),
)


def journal(identity: Identity = WRITE, *attempts: Attempt) -> Snapshot:
    """An open unknown and five that ended, or these attempts."""
    return replace(live(identity), attempts=attempts or (UNKNOWN, *DONE))


@asynccontextmanager
async def purchases_shown(
    snapshot: Snapshot | None = None, size: tuple[int, int] = WIDE, *, dress: Dress | None = None
) -> AsyncIterator[tuple[Stage, Pilot[int]]]:
    """The purchases over a snapshot."""
    app = Stage(PurchasesScreen(WHO), snapshot or journal(), dress)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield app, pilot


def purchases_screen(app: Stage) -> PurchasesScreen:
    """The purchases."""
    return next(screen for screen in app.screen_stack if isinstance(screen, PurchasesScreen))
