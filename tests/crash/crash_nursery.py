"""The two processes that every story needs: the sandbox, and the nursery that programs are born from."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crash.crash_program import Orders, as_line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_HERE = Path(__file__).parent


@dataclass(slots=True)
class Born:
    """A program that was started."""

    pid: int
    died: asyncio.Future[int]

    async def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        self._signal(signal.SIGKILL)
        await self.gone()

    async def end(self) -> None:
        """Ask it to end."""
        self._signal(signal.SIGTERM)
        await self.gone()

    async def gone(self) -> int:
        """Wait for its end; its exit code, or minus the signal."""
        return await asyncio.shield(self.died)

    def _signal(self, number: signal.Signals) -> None:
        if not self.died.done():
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)


@dataclass(slots=True)
class House:
    """Where stories happen: the sandbox `at` an address with what it has `for_sale`, and the nursery."""

    at: tuple[str, int]
    key: str
    partner: str
    for_sale: list[dict[str, str]]
    log: Path
    folder: Path
    _process: asyncio.subprocess.Process
    _awaited: dict[str, asyncio.Future[Born]] = field(default_factory=dict)
    _living: dict[int, Born] = field(default_factory=dict)

    async def start(self, orders: Orders) -> Born:
        """Have a program born."""
        assert self._process.stdin is not None
        awaited: asyncio.Future[Born] = asyncio.get_running_loop().create_future()
        self._awaited[orders.name] = awaited
        self._process.stdin.write(as_line(orders))
        return await awaited

    async def listen(self) -> None:
        """Hear of births and deaths."""
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            told = json.loads(line)
            if "born" in told:
                born = Born(told["pid"], asyncio.get_running_loop().create_future())
                self._living[born.pid] = born
                self._awaited.pop(told["born"]).set_result(born)
            else:
                self._living.pop(told["died"]).died.set_result(told["code"])

    def living(self) -> tuple[Born, ...]:
        """Every program that is not gone."""
        return tuple(self._living.values())

    def arrived(self, plan_id: str) -> list[dict[str, Any]]:
        """What the server knows of a plan: requests that came whole, and purchases, in their order."""
        told = (json.loads(line) for line in self.log.read_text().splitlines())
        return [entry for entry in told if entry["plan_id"] == plan_id]


@asynccontextmanager
async def house(folder: Path) -> AsyncIterator[House]:
    """Both processes, ended with the stories."""
    env = {**os.environ, "PYTHONPATH": str(_HERE.parent)}
    log = folder / "server.log"
    log.touch()
    pipe, trouble = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    server = await asyncio.create_subprocess_exec(
        sys.executable, str(_HERE / "crash_server.py"), str(log), stdout=pipe, stderr=trouble, env=env, limit=2**20
    )
    nursery = await asyncio.create_subprocess_exec(
        sys.executable, str(_HERE / "crash_program.py"), stdin=pipe, stdout=pipe, env=env
    )
    listening: asyncio.Task[None] | None = None
    try:
        assert server.stdout is not None
        said = json.loads(await server.stdout.readline())
        name, _, port = said["address"].removeprefix("http://").rpartition(":")
        made = House((name, int(port)), said["key"], said["partner"], said["for_sale"], log, folder, nursery)
        listening = asyncio.create_task(made.listen())
        yield made
    finally:
        if listening is not None:
            await asyncio.gather(*(born.kill() for born in made.living()))
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
        for process in (server, nursery):
            process.kill()
            await process.communicate()
