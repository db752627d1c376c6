"""A server whose answers are made beforehand, as a program of its own, so that the dashboard alone is measured.

It knows the customer list in editions, the sandbox's with one customer in a hundred different in each, and one plan
that it answers for everybody after a while. What it should serve next is said in its own words: `/edition/3`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
from socket import IPPROTO_TCP, TCP_NODELAY, create_server
from typing import TYPE_CHECKING, Any, Self
from urllib.request import urlopen

import httpx
import uvicorn

from tui.sandbox.app import DEFAULT_KEY, create_app
from tui.sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import Mapping

BORN = 1_795_000_000.0
PARTNER = "00000000-0000-4000-8000-000000000000"
ONE_IN = 100


class Fleet:
    """Customers as bytes; `edition` says how the lists of one in a hundred read."""

    def __init__(self, customers: int) -> None:
        self.world = World(1, customers, born=BORN)
        orgs: list[dict[str, Any]] = json.loads(self.world.child_orgs_json(BORN))
        self._orgs = orgs
        self._texts = [json.dumps(org, separators=(",", ":")).encode() for org in orgs]

    def body(self, edition: int) -> bytes:
        """The customer list of an edition."""
        texts = list(self._texts)
        for place in range(0, len(texts), ONE_IN):
            texts[place] = json.dumps(_edited(self._orgs[place], edition), separators=(",", ":")).encode()
        return b"[" + b",".join(texts) + b"]"

    async def plan(self) -> bytes:
        """A plan of the sandbox's."""

        async def at_once(_seconds: float) -> None:
            return None

        app = create_app(self.world, clock=lambda: BORN, delay=at_once)
        headers = {"x-api-key": DEFAULT_KEY}
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://x", headers=headers
        ) as client:
            for org_id in self.world.orgs:
                answer = await client.get(f"/v2/org/{org_id}/partners/purchase-plans-v2/recommended?provider=aws")
                if answer.status_code == httpx.codes.OK:
                    return answer.content
        raise LookupError("nobody has a plan")


def _edited(org: dict[str, Any], edition: int) -> dict[str, Any]:
    """The customer with one more thing in its own checklist, named after the edition: its place in the list stays."""
    own = [*org["org_checklist"], {"feature": f"edition_{edition}", "status": "available"}]
    return org | {"org_checklist": own}


class Served:
    """The ASGI application."""

    def __init__(self, fleet: Fleet, plan: bytes, delay: float) -> None:
        self._fleet = fleet
        self._plan = plan
        self._delay = delay
        self._body = fleet.body(0)
        self._lists = 0

    async def __call__(self, scope: Any, _receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        path: str = scope["path"]
        match path.strip("/").split("/"):
            case ["edition", number]:
                self._body = self._fleet.body(int(number))
                body = b"{}"
            case ["lists-sent"]:
                body = str(self._lists).encode()
            case [*_, "child-orgs"]:
                body = self._body
                self._lists += 1
            case _:
                await asyncio.sleep(self._delay)
                body = self._plan
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
        await send({"type": "http.response.body", "body": body})


class Canned:
    """The server as a process of its own, for so many customers; plans come after `delay` seconds."""

    def __init__(self, customers: int, delay: float = 0.05) -> None:
        self._options = ["--customers", str(customers), "--delay", str(delay)]
        self._process: subprocess.Popen[str] | None = None
        self.address = ""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen([sys.executable, __file__, *self._options], stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def edition(self, number: int) -> None:
        """Serve another edition of the list from now on."""
        self._asked(f"edition/{number}")

    def lists_sent(self) -> int:
        """How often the list was sent."""
        return int(self._asked("lists-sent"))

    def _asked(self, path: str) -> str:
        with urlopen(f"{self.address}/{path}") as answer:  # noqa: S310 - our own server
            text: str = answer.read().decode()
        return text

    def env(self, home: Mapping[str, str]) -> dict[str, str]:
        """A home whose program acts for this server."""
        return {
            **home,
            "ARCHERA_BASE_URL": self.address,
            "ARCHERA_API_KEY": "no-key",
            "ARCHERA_PARTNER_ORG_ID": PARTNER,
        }


async def serve(customers: int, delay: float) -> None:
    """Serve until killed; prints the address once it listens."""
    fleet = Fleet(customers)
    app = Served(fleet, await fleet.plan(), delay)
    # It listens from here on, so that whoever reads the address may connect at once.
    listening = create_server(("127.0.0.1", 0))
    # Connections inherit it. The loop does so only for sockets that name their protocol, and without it an answer of
    # more than one piece waits 40 ms for the reader's system to say that the first came.
    listening.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    await uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off")).serve(sockets=[listening])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--customers", type=int, default=10_000)
    parser.add_argument("--delay", type=float, default=0.05)
    asked = parser.parse_args()
    asyncio.run(serve(asked.customers, asked.delay))
