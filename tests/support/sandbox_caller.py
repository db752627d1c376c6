"""Calls the sandbox in this process, under a clock that moves when told, and judges every answer by the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import httpx
from support.clock import EPOCH, ManualClock
from support.contract_answers import faults

from tui.sandbox.app import DEFAULT_KEY, create_app
from tui.sandbox.dialect import PUBLISHED, Dialect
from tui.sandbox.names import called
from tui.sandbox.world import World

if TYPE_CHECKING:
    from types import TracebackType

    from tui.sandbox.pace import Pace


async def no_wait(_seconds: float) -> None:
    """A delay that takes no time."""


class Caller:
    """A client of a sandbox of its own. `ok` and `refused` assert the status and give the parsed body."""

    def __init__(
        self, seed: int = 1, orgs: int = 142, *, pace: Pace | None = None, dialect: Dialect = PUBLISHED
    ) -> None:
        self.clock = ManualClock(EPOCH)
        self.world = World(seed, orgs, born=EPOCH, pace=pace, dialect=dialect)
        app = create_app(self.world, clock=self.clock.now, delay=no_wait)
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://sandbox", headers={"x-api-key": DEFAULT_KEY}
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.client.aclose()

    def pass_time(self, seconds: float) -> None:
        """Let the clock move on."""
        self.clock.set(self.clock.now() + seconds)

    def id_of(self, name: str) -> str:
        """The id of the customer of this name (without "c/o Sandbox")."""
        return next(org.org_id for org in self.world.orgs.values() if org.name == called(name))

    async def call(self, method: str, path: str, **request: Any) -> httpx.Response:
        """An answer, whatever it is; a contract fault fails the test."""
        response = await self.client.request(method, path, **request)
        if response.status_code != httpx.codes.NO_CONTENT:
            content_type = response.headers["content-type"]
            assert faults(method, response.url.path, response.status_code, content_type, response.content) == []
        return response

    async def ok(self, method: str, path: str, **request: Any) -> Any:
        """The body of an answer that must be 200."""
        response = await self.call(method, path, **request)
        assert response.status_code == httpx.codes.OK, response.text
        return response.json()

    async def refused(self, status: int, method: str, path: str, **request: Any) -> Any:
        """The body of an answer that must have this status."""
        response = await self.call(method, path, **request)
        assert response.status_code == status, response.text
        return response.json()

    async def child_orgs(self) -> list[dict[str, Any]]:
        """Operation listChildOrgs."""
        listed: list[dict[str, Any]] = await self.ok("GET", f"{onboarding(self.world.partner_id)}/child-orgs")
        return listed

    async def listed(self, org_id: str) -> dict[str, Any]:
        """One customer as listChildOrgs has it."""
        return next(org for org in await self.child_orgs() if org["org_id"] == org_id)

    async def plan(self, org_id: str, provider: str) -> dict[str, Any]:
        """Operation getRecommendedPlans, which must answer a plan."""
        plan: dict[str, Any] = await self.ok("GET", recommended(org_id, provider))
        return plan


def onboarding(org_id: str) -> str:
    """The path that onboarding operations of an organization begin with."""
    return f"/v2/org/{org_id}/partners/onboarding"


def recommended(org_id: str, provider: str) -> str:
    """Path and query of getRecommendedPlans."""
    return f"/v2/org/{org_id}/partners/purchase-plans-v2/recommended?provider={provider}"


def purchase(org_id: str, plan_id: str) -> str:
    """Path of purchasePlan."""
    return f"/v2/org/{org_id}/partners/purchase-plans-v2/{plan_id}/purchase"


def statuses(validations: list[dict[str, str]]) -> dict[str, str]:
    """Feature -> status."""
    return {row["feature"]: row["status"] for row in validations}
