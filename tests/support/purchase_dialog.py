"""The purchase dialog on a stage, and the hand on its keys."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from support.customers import customer
from support.plans import KEY, ORG, PLAN, snapshot_of
from support.stage import Stage
from support.stage_text import stage_text
from textual.screen import Screen

from screens.host import Dress
from screens.purchase.dialog import PurchaseDialog
from tui.domain.intents import Buy, Done, PreparePurchase
from widgets.buttons import Action
from widgets.challenge_field import ChallengeField

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from tui.domain.intents import Outcome
    from tui.domain.plan.records import Plan
    from tui.domain.snapshot import Snapshot

SMALL, WIDE = (80, 24), (120, 40)
ASK = PreparePurchase(*KEY)
TAIL = ORG[-6:]
# A short name, since every key takes its time.
ANN = customer("Ann", aws="********", org_id=ORG)


def known(shown: Plan = PLAN, **more: Any) -> Snapshot:
    return snapshot_of(shown, **{"customers": (ANN,)} | more)


class Desk:
    """The dialog over its plan, and the hand on the keys."""

    def __init__(self, app: Stage, pilot: Pilot[Any], dialog: PurchaseDialog) -> None:
        self.app = app
        self.pilot = pilot
        self.dialog = dialog

    async def settle(self) -> None:
        await self.pilot.pause()

    async def answer(self, outcome: Outcome) -> None:
        self.app.answer(outcome)
        await self.settle()

    async def publish(self, snapshot: Snapshot) -> None:
        self.app.snapshot = snapshot
        await self.settle()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        await self.press(*("space" if char == " " else "slash" if char == "/" else char for char in text))

    async def read(self, fresh: Plan = PLAN) -> None:
        """The fresh figures come, and the arm delay passes."""
        await self.answer(Done(ASK, fresh))
        self.app.time += 1

    async def arm(self, text: str = ANN.name) -> None:
        """Type the challenge; the arm delay passes."""
        await self.press("tab")
        await self.type(text)
        self.app.time += 1

    async def bought(self) -> Buy:
        """Go all the way, quicker than by typing."""
        await self.read()
        self.field.value = ANN.name
        await self.settle()
        self.app.time += 1
        self.buy.press()
        await self.settle()
        [buy] = self.buys
        return buy

    @property
    def field(self) -> ChallengeField:
        return self.dialog.query_one(ChallengeField)

    @property
    def buy(self) -> Action:
        return self.dialog.query_one("#buy", Action)

    @property
    def buys(self) -> list[Buy]:
        return [intent for intent in self.app.asked if isinstance(intent, Buy)]

    @property
    def text(self) -> str:
        return stage_text(self.app)

    @property
    def focus(self) -> str:
        focused = self.dialog.focused
        return "" if focused is None else focused.id or next(iter(focused.classes), "")


def empty_stage(snapshot: Snapshot | None = None, dress: Dress | None = None) -> Stage:
    """A stage for the dialog, with nothing behind it."""
    return Stage(Screen[None](), snapshot or known(), dress)


async def laid(app: Stage, pilot: Pilot[Any], reviewed: Plan = PLAN) -> Desk:
    """Open the dialog for the plan that was reviewed."""
    await pilot.pause()
    dialog = PurchaseDialog(*KEY, reviewed)
    await app.push_screen(dialog)
    made = Desk(app, pilot, dialog)
    await made.settle()
    return made


@asynccontextmanager
async def desk(
    snapshot: Snapshot | None = None, size: tuple[int, int] = SMALL, dress: Dress | None = None, reviewed: Plan = PLAN
) -> AsyncIterator[Desk]:
    app = empty_stage(snapshot, dress)
    async with app.run_test(size=size, notifications=True) as pilot:
        yield await laid(app, pilot, reviewed)
