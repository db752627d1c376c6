"""The sandbox as a process of its own, with a log of what reached it: the truth of every story.

Run as `crash_server.py LOG`; it prints where it is as one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.sandbox.app import DEFAULT_KEY
from tui.sandbox.scenario_file import load_scenario
from tui.sandbox.server import SandboxServer
from tui.sandbox.staging import staged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from tui.sandbox.world import World

_ORGS = 240


class Witness:
    """Writes down every purchase request before it is handled, and every purchase right after it was made."""

    def __init__(self, app: ASGIApp, world: World, log: str) -> None:
        self._app = app
        self._world = world
        self._log = Path(log).open("a", buffering=1)  # noqa: SIM115 - for the life of the process
        self._told = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http" or not scope["path"].endswith("/purchase"):
            await self._app(scope, receive, send)
            return
        body = b""

        async def heard() -> Message:
            nonlocal body
            message = await receive()
            body += message.get("body", b"")
            if message["type"] == "http.request" and not message.get("more_body", False):
                self._tell("arrived", plan_id=scope["path"].split("/")[-2], email=json.loads(body)["email"])
            return message

        async def said(message: Message) -> None:
            for purchase in self._world.purchases[self._told :]:
                self._told += 1
                self._tell("bought", **asdict(purchase))
            await send(message)

        await self._app(scope, heard, said)

    def _tell(self, what: str, **facts: Any) -> None:
        self._log.write(json.dumps({"what": what, "at": time.time(), **facts}) + "\n")


def for_sale(world: World) -> Iterator[dict[str, str]]:
    """Every plan that can be bought now, in an order that is the same each time."""
    now = time.time()
    for org in world.orgs.values():
        for provider in world.providers_of(org):
            shelf = world.shelf(org, provider, now)
            showing = shelf.showing(now) if shelf else None
            if showing and showing.bought is None and not showing.is_calculating and not showing.is_locked:
                yield {
                    "org_id": org.org_id,
                    "provider": provider,
                    "plan_id": showing.edition.plan_id,
                    "monthly_savings": f"{showing.edition.figures.savings * 730:.2f}",
                }


def main(log: str) -> None:
    """Serve until killed."""
    stage = staged(load_scenario("calm"), seed=1, orgs=_ORGS, clock=time.time)
    server = SandboxServer(Witness(stage.app, stage.world, log), is_open=stage.is_open)
    said = {
        "address": server.address,
        "key": DEFAULT_KEY,
        "partner": stage.world.partner_id,
        "for_sale": list(for_sale(stage.world)),
    }
    server.run(ready=lambda: print(json.dumps(said), flush=True))


if __name__ == "__main__":
    main(sys.argv[1])
