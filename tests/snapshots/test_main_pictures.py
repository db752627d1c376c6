"""The main screens and what opens over them, as they were accepted: see CONTRIBUTING, "Pictures that are compared"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from support.activity_feed import night
from support.customer_list import fleet, offline
from support.journal_list import WHO, journal
from support.portfolio import PlansStage, portfolio
from support.scene import NARROW, Scene, each, keys, same
from support.stage import NOW, WRITE, Stage

from screens.activity.screen import ActivityScreen
from screens.customers.screen import CustomersScreen
from screens.plans.screen import PlansScreen
from screens.purchases.screen import PurchasesScreen
from screens.register.dialog import RegisterDialog
from screens.welcome import WelcomeScreen
from tui.domain.faults import Fault, Sent
from tui.domain.intents import Failed, Register
from tui.domain.onboarding.registration import Claim

if TYPE_CHECKING:
    from support.scene import Compare
    from textual.pilot import Pilot

    from tui.domain.snapshot import Snapshot


def customers(snapshot: Snapshot | None = None) -> Stage:
    """The customer list; its cursor never rests."""
    return Stage(CustomersScreen(60.0), snapshot or fleet())


def journal_stage() -> Stage:
    """The journal with an entry nobody knows the end of."""
    return Stage(PurchasesScreen(WHO), journal())


async def welcomed(pilot: Pilot[Any]) -> None:
    """The welcome over the list."""
    await pilot.app.push_screen(WelcomeScreen())


# The longest that is said of a registration whose answer was lost.
LOST = Fault(
    "No answer within 30s: the registration.",
    "It may have been registered. The list, read at once, does not show “Zephyr”.",
    "Register again later: the list is looked at first, and nothing is sent while it shows the name",
    sent=Sent.MAYBE,
    kind="unknown",
)


async def registered_in_vain(pilot: Pilot[Any]) -> None:
    """A registration was sent, and its answer was lost."""
    await keys("n")(pilot)
    await pilot.press(*"Zephyr")
    app = pilot.app
    assert isinstance(app, Stage)
    dialog = app.screen
    assert isinstance(dialog, RegisterDialog)
    dialog.query_one("#register").focus()
    await pilot.press("enter")
    [asked] = [intent for intent in app.asked if isinstance(intent, Register)]
    app.snapshot = replace(app.snapshot, claims=(Claim("Zephyr", NOW - 31),))
    app.answer(Failed(asked, LOST))
    await pilot.pause()


SCENES = (
    Scene("customers", customers),
    Scene("customers-offline", lambda: customers(offline(fleet()))),
    Scene("help", customers, keys("question_mark")),
    Scene("welcome", customers, welcomed),
    Scene("register", lambda: customers(fleet(WRITE)), keys("n", *"Zephyr", "f2")),
    Scene("register-lost", lambda: customers(fleet(WRITE)), registered_in_vain),
    Scene("plans", lambda: PlansStage(PlansScreen(60.0), portfolio())),
    Scene("activity", lambda: Stage(ActivityScreen(), night())),
    Scene("purchases-unknown", journal_stage),
    Scene("settle", journal_stage, keys("e", "tab", *"ticket"), (NARROW,)),
)


@each(SCENES)
def test_looks_as_accepted(scene: Scene, size: tuple[int, int], snap_compare: Compare) -> None:
    assert same(snap_compare, scene, size)
