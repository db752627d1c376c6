"""The partner API as the purchase driver needs it: errors become facts, and nothing is judged here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.api.errors import ApiError
from tui.domain.faults import Sent
from tui.domain.purchase.events import Answered, NoAnswer, NotSent, Reply
from tui.worker.explain import fault_of
from tui.worker.purchase_ports import PlanReadError
from tui.worker.translate_plans import plan_of

if TYPE_CHECKING:
    from tui.api.client import Client
    from tui.domain.plan.records import Plan


class ApiGateway:
    """Implements `tui.worker.purchase_ports.PurchaseGateway` with the API client.

    The client sends a purchase once, on a fresh connection, within its own deadline; its errors say how far the
    request got.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    async def read_plan(self, org_id: str, provider: str) -> Plan | None:
        """The plan recommended now (getRecommendedPlans), None when there is none. Raises `PlanReadError`."""
        try:
            reading = await self._client.get_recommended_plans(org_id, provider)
        except ApiError as error:
            raise PlanReadError(fault_of(error)) from error
        return plan_of(reading.value, provider) if reading.value is not None else None

    async def purchase(self, org_id: str, plan_id: str, email: str) -> Reply:
        """Send the one request (purchasePlan) and say what became of it."""
        try:
            reply = await self._client.purchase_plan(org_id, plan_id, email=email)
        except ApiError as error:
            return reply_of(error)
        plan = reply.plan
        return Answered(
            reply.status,
            plan_id=plan.id if plan else None,
            plan_status=plan.status if plan else None,
        )


def reply_of(error: ApiError) -> Reply:
    """What an error of the one request says of it: only a whole answer counts as answered."""
    if error.sent is Sent.NOT_SENT:
        return NotSent(error.summary)
    if error.sent is Sent.ANSWERED and error.status is not None:
        known = error.envelope is not None and error.envelope.is_known
        return Answered(error.status, known_envelope=known, words=fault_of(error).said)
    return NoAnswer(error.summary)
