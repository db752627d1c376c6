"""The purchase dialog in each of its states, as it was accepted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from support.clock import EPOCH
from support.plans import PLAN, attempt_of, plan
from support.purchase_dialog import Desk, empty_stage, known, laid
from support.scene import BOTH, NARROW, WIDE, Compare, Reach, Scene, each, same
from support.stage import WRITE, Stage

from tui.domain.faults import Fault, Sent
from tui.domain.intents import Done, Failed
from tui.domain.purchase.attempt import AttemptState, Event
from tui.domain.purchase.limits import Limits

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.domain.purchase.attempt import Attempt

ABOVE = replace(WRITE, limits=Limits(confirm_again_above=Decimal(10_000)))
FAULT = Fault("The journal can't be written (disk full).", "Nothing was sent.", sent=Sent.NOT_SENT)
LOOKED = Event(EPOCH + 20, "looked: plan still “recommended”")


def at_the_desk(work: Callable[[Desk], Awaitable[object]]) -> Reach:
    """The dialog is opened and brought into a state."""

    async def reach(pilot: Pilot[Any]) -> None:
        app = pilot.app
        assert isinstance(app, Stage)
        desk = await laid(app, pilot)
        await work(desk)
        await desk.settle()

    return reach


async def armed(desk: Desk) -> None:
    """The name is typed, and Buy is in focus."""
    await desk.read()
    await desk.arm()
    await desk.press("tab")


async def named(desk: Desk) -> None:
    """The name is typed."""
    await desk.read()
    await desk.arm()


async def changed(desk: Desk) -> None:
    """Other figures come than those that were reviewed."""
    await desk.read(plan(monthly_savings=Decimal("4180.00"), is_locked=True))


async def sending(desk: Desk) -> None:
    """One request is on its way, four seconds old."""
    await desk.bought()
    sent = attempt_of(AttemptState.SENT, sent_at=desk.app.time)
    desk.app.time += 4
    await desk.publish(known(attempts=(sent,)))


async def declined(desk: Desk) -> None:
    """The worker did not send it."""
    await desk.answer(Failed(await desk.bought(), FAULT))


def ended(state: AttemptState, **facts: Any) -> Callable[[Desk], Awaitable[None]]:
    """How an attempt ended is known."""
    attempt: Attempt = attempt_of(state, ended_at=EPOCH + 3, **facts)

    async def end(desk: Desk) -> None:
        await desk.answer(Done(await desk.bought(), attempt))

    return end


UNKNOWN = ended(AttemptState.UNKNOWN, how="no answer within 30s", looks=2, next_look=EPOCH + 25, events=(LOOKED,))
# Every state: its name, what brings the dialog there, and the sizes at which it is looked at.
STATES = (
    ("disarmed", Desk.read, BOTH),
    ("armed", armed, BOTH),
    ("changed", changed, (NARROW,)),
    ("sending", sending, (NARROW,)),
    ("declined", declined, (NARROW,)),
    ("unknown", UNKNOWN, BOTH),
    ("accepted", ended(AttemptState.ACCEPTED, how="accepted, status scheduled"), (NARROW,)),
    ("bought", ended(AttemptState.BOUGHT, how="plan completed"), (WIDE,)),
    ("refused", ended(AttemptState.REFUSED, how="403 no", words="this key may not execute plans"), (NARROW,)),
    ("not-sent", ended(AttemptState.NOT_SENT, how="connection refused"), (NARROW,)),
)


def nobody_asked_twice() -> Stage:
    """A profile that sets no bounds."""
    return empty_stage(known(PLAN))


def asked_twice() -> Stage:
    """A profile in which a sum like this one is typed as well."""
    return empty_stage(known(identity=ABOVE))


SCENES = (
    *(Scene(name, nobody_asked_twice, at_the_desk(work), sizes) for name, work, sizes in STATES),
    Scene("second-confirmation", asked_twice, at_the_desk(named), (NARROW,)),
)


@each(SCENES)
def test_looks_as_accepted(scene: Scene, size: tuple[int, int], snap_compare: Compare) -> None:
    assert same(snap_compare, scene, size)
