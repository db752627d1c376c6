"""What a person asked for, each a task of its own: begun once, never cancelled by leaving a screen, always answered."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tui.api.errors import ApiError
from tui.domain.faults import Fault, Sent
from tui.domain.intents import Done, Failed, Intent, KeepOptions, Outcome, VerifyAws
from tui.worker.explain import fault_of
from tui.worker.onboarding import RefusedError
from tui.worker.purchase_ports import PurchaseDeclinedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from tui.worker.board import Board

_BUSY = Fault(
    "Nothing was sent: an earlier one of its kind is not answered yet.",
    remedy="Ask again when it is answered",
    sent=Sent.NOT_SENT,
    kind="busy",
)
_ONCE = ("org_id", "provider", "attempt_id", "company")


class Errands:
    """Runs intents; `follow` is told of every outcome after it was published."""

    def __init__(self, board: Board, follow: Callable[[Outcome], None], on_idle: Callable[[], None]) -> None:
        self._board = board
        self._follow = follow
        self._on_idle = on_idle
        self._tasks: dict[tuple[str, ...], asyncio.Task[None]] = {}
        self._intents: dict[tuple[str, ...], Intent] = {}
        self._given_up: dict[tuple[str, ...], Fault] = {}

    def __len__(self) -> int:
        """How many are under way."""
        return len(self._tasks)

    def begin(self, intent: Intent, work: Coroutine[object, object, object]) -> None:
        """Carry out an intent; the same kind for the same customer, provider or attempt is not begun twice.

        One that asks for something else than the one under way is told so; a verification is one with whatever
        options.
        """
        slot = _slot(intent)
        if slot not in self._tasks:
            self._intents[slot] = intent
            self._tasks[slot] = asyncio.ensure_future(self._carry_out(slot, intent, work))
            return
        work.close()
        if intent != self._intents[slot] and not isinstance(intent, VerifyAws):
            self._board.tell(Failed(intent, _BUSY))

    def is_under_way(self, intent: Intent) -> bool:
        """Whether an intent of this kind and subject is being carried out."""
        return _slot(intent) in self._tasks

    def give_up(self, intent: Intent, fault: Fault) -> None:
        """Wait no longer for an intent of this kind and subject that is under way: it ends with this fault.

        What the server makes of the request can't be taken back.
        """
        slot = _slot(intent)
        self._given_up[slot] = fault
        # One that was begun this very moment has to have begun before it can be cancelled.
        asyncio.get_running_loop().call_soon(self._tasks[slot].cancel)

    async def _carry_out(self, slot: tuple[str, ...], intent: Intent, work: Awaitable[object]) -> None:
        running = self._board.begin(intent)
        outcome: Outcome
        try:
            outcome = Done(intent, await work)
        except ApiError as error:
            outcome = Failed(intent, fault_of(error))
        except (RefusedError, PurchaseDeclinedError) as error:
            outcome = Failed(intent, error.fault)
        except asyncio.CancelledError:
            if slot not in self._given_up:
                raise
            outcome = Failed(intent, self._given_up[slot])
        except Exception as error:  # noqa: BLE001 - a person waits for this outcome; the fault names the error
            outcome = Failed(intent, _broken(error))
        finally:
            self._board.end(running)
            del self._tasks[slot], self._intents[slot]
            self._given_up.pop(slot, None)
        self._board.tell(outcome)
        self._follow(outcome)
        self._on_idle()


def _slot(intent: Intent) -> tuple[str, ...]:
    if isinstance(intent, KeepOptions):
        # Nothing is sent, and what was chosen last has to be what is kept.
        return (repr(intent),)
    return (type(intent).__name__, *(str(getattr(intent, name, "")) for name in _ONCE))


def _broken(error: Exception) -> Fault:
    """A fault of the program itself; the type alone, since a message may quote anything."""
    return Fault(
        f"A fault in archera-tui itself ({type(error).__name__}).",
        "It may or may not have been carried out.",
        "r reads the present state",
        sent=Sent.MAYBE,
        kind="program",
    )
