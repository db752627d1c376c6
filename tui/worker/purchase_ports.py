"""What the purchase driver needs from outside, and what it answers with when it does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tui.domain.faults import Fault, Sent

if TYPE_CHECKING:
    from collections.abc import Collection

    from tui.domain.plan.records import Plan
    from tui.domain.purchase.attempt import Sender
    from tui.domain.purchase.events import Reply


class PurchaseGateway(Protocol):
    """The two calls a purchase is made of."""

    async def read_plan(self, org_id: str, provider: str) -> Plan | None:
        """The plan recommended now (getRecommendedPlans), None when there is none.

        Asked of the server after this was called: never a stored or a shared reading. Raises `PlanReadError`.
        """
        ...

    async def purchase(self, org_id: str, plan_id: str, email: str) -> Reply:
        """Send one purchase (purchasePlan): one request, never repeated, ended within `Timing.deadline`."""
        ...


class Liveness(Protocol):
    """This program's proof of life, and its view of others (`tui.store.alive.Run`)."""

    @property
    def sender(self) -> Sender:
        """This run."""
        ...

    def is_alive(self, sender: Sender | None) -> bool:
        """Whether that run still goes on."""
        ...

    def sweep(self, keep: Collection[str]) -> None:
        """Forget runs that are over and not named."""
        ...


class PlanReadError(Exception):
    """A plan could not be read; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.sentence)
        self.fault = fault


class PurchaseDeclinedError(Exception):
    """What was asked was not done and nothing was sent; `reasons` are sentences, the first in `fault`."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons

    @property
    def fault(self) -> Fault:
        """The reasons as a fault for the person who asked."""
        what, *others = self.reasons
        told = ". ".join(each.removesuffix(".") for each in others)
        return Fault(what=what, meaning=f"{told}." if told else "", sent=Sent.NOT_SENT, kind="purchase declined")
