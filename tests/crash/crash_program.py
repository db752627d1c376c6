"""The program in a story: the real worker, client and journal in a process that can be killed.

Run as a script this is the nursery: it loads everything once and forks a program for every line of JSON it reads, so
that a program is there in milliseconds. It tells of births and deaths, one line of JSON each.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tui.api import exchange
from tui.api.transport import over_network
from tui.cli.command_line import run as run_command
from tui.domain.intents import Buy, Done, Failed, Outcome, PreparePurchase
from tui.domain.plan.records import Plan
from tui.domain.purchase.attempt import Attempt
from tui.domain.purchase.events import Timing
from tui.domain.snapshot import Identity, Mode, Snapshot
from tui.store.journal_disk import JournalFile
from tui.store.state import StateStore
from tui.store.state_scope import Scope
from tui.worker.assemble import Ends, build
from tui.worker.clock import SystemClock
from tui.worker.places import Places
from tui.worker.purchase_gateway import ApiGateway
from tui.worker.schedule import Policy

if TYPE_CHECKING:
    from collections.abc import Callable

HOST = "api.crash.example"
TIMING = Timing(
    deadline=2.0, settling=2.0, fresh_for=10.0, first_gap=0.4, longest_gap=0.8, round=0.5, accepted_for=60.0
)


@dataclass(frozen=True, slots=True)
class Orders:
    """What a program is told: to do, where, as whom, for which plan, and where to die.

    `argv` is a command line for the program to carry out in place of everything else.
    """

    does: str
    folder: str
    address: str
    key: str
    partner: str
    org_id: str
    provider: str
    email: str
    point: str = ""
    nth: int = 1
    lingers: float = 0.0
    broken: str = ""
    argv: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What no other program is called."""
        return f"{self.folder}/{self.email}"

    @property
    def journal(self) -> Path:
        """Where the command line looks for it too."""
        return journal_in(Path(self.folder))


def journal_in(folder: Path) -> Path:
    """The journal of the programs whose home this folder is."""
    return folder / "archera-tui" / "journal.db"


class Reaper:
    """Kills this process, as `kill -9` does, when it comes to a point for the nth time."""

    def __init__(self, point: str, nth: int) -> None:
        self._point = point
        self._nth = nth
        self._seen: Counter[str] = Counter()
        self._last = ""

    def visit(self, point: str) -> None:
        """The program is at this point."""
        self._seen[point] += 1
        print(f"{time.time():.3f} {point} {self._seen[point]}", flush=True)
        if point == self._point and self._seen[point] == self._nth:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(self, sql: str) -> None:
        """SQLite is about to carry this out."""
        first = sql.split(maxsplit=1)[0].casefold()
        # Triggers name their statement again.
        if first in ("begin", "insert", "update", "commit") and "events" not in sql and sql != self._last:
            self.visit(first)
        self._last = sql


def lie_in_wait(reaper: Reaper) -> None:
    """Put the reaper at every point, from outside: the program knows nothing of it."""
    connect, settle, trace = sqlite3.connect, JournalFile.settle, exchange.Progress.trace
    read, buy = ApiGateway.read_plan, ApiGateway.purchase

    def connected(*args: Any, **more: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **more)
        if str(args[0]).endswith("journal.db"):
            connection.set_trace_callback(reaper.statement)
        return connection

    def settled(disk: JournalFile) -> None:
        reaper.visit("committed")
        settle(disk)

    async def traced(progress: exchange.Progress, event: str, info: Any) -> None:
        if event.endswith("send_request_headers.started") and info["request"].method == b"POST":
            reaper.visit("first byte")
        await trace(progress, event, info)

    async def reading(gateway: ApiGateway, org_id: str, provider: str) -> Plan | None:
        reaper.visit("reading")
        found = await read(gateway, org_id, provider)
        reaper.visit("read")
        return found

    async def buying(gateway: ApiGateway, org_id: str, plan_id: str, email: str) -> Any:
        reaper.visit("sending")
        reply = await buy(gateway, org_id, plan_id, email)
        reaper.visit("answered")
        return reply

    patched: tuple[tuple[Any, str, Callable[..., Any]], ...] = (
        (sqlite3, "connect", connected),
        (JournalFile, "settle", settled),
        (exchange.Progress, "trace", traced),
        (ApiGateway, "read_plan", reading),
        (ApiGateway, "purchase", buying),
    )
    for owner, name, instead in patched:
        setattr(owner, name, instead)


async def live(orders: Orders) -> None:
    """Start the worker; buy, or only look after what is open until told to end."""
    clock, outcomes = SystemClock(), asyncio.Queue[Outcome]()
    start = Snapshot(Identity(Mode.WRITE, "Crash Partners", HOST, "crash", orders.partner, orders.email), clock.now())
    store, _ = StateStore.open(None, Scope("crash", HOST, orders.partner), clock)

    def take(item: Snapshot | Outcome) -> None:
        if not isinstance(item, Snapshot):
            outcomes.put_nowait(item)

    worker = build(
        Ends(orders.address, orders.key, over_network()),
        Policy(refresh=3_600.0, reads_plans=False),
        Places(None, orders.journal),
        start,
        take,
        clock,
        store,
        timing=TIMING,
    )
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, worker.stop)
    running = asyncio.ensure_future(worker.run())
    if orders.does == "buy":
        asking = PreparePurchase(orders.org_id, orders.provider)
        worker.submit(asking)
        answer = await outcomes.get()
        if isinstance(answer, Done) and isinstance(answer.value, Plan):
            worker.submit(Buy(orders.org_id, "Crash Ltd", orders.provider, answer.value, orders.email))
            _tell(await outcomes.get())
            await asyncio.sleep(orders.lingers)
        else:
            _tell(answer)
        worker.stop()
    await running


def _tell(outcome: Outcome) -> None:
    match outcome:
        case Done(value=Attempt() as attempt):
            told = f"{attempt.state}: {attempt.how}"
        case Failed(fault=fault):
            told = fault.sentence
        case Done(value=value):
            told = str(value)
    print(f"{time.time():.3f} it says: {told}", flush=True)


def _be_born(orders: Orders) -> int:
    """What the forked process does."""
    log = os.open(Path(orders.folder) / f"{orders.email}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ |= {
        "XDG_STATE_HOME": orders.folder,
        "XDG_CONFIG_HOME": orders.folder,
        "ARCHERA_BASE_URL": orders.address,
        "ARCHERA_API_KEY": orders.key,
        "ARCHERA_PARTNER_ORG_ID": orders.partner,
    }
    if orders.broken:
        from crash.broken_programs import BROKEN

        BROKEN[orders.broken].breaking(pytest.MonkeyPatch())
    lie_in_wait(Reaper(orders.point, orders.nth))
    if orders.argv:
        return run_command(orders.argv)
    asyncio.run(live(orders))
    return 0


def _say(**facts: Any) -> None:
    os.write(1, json.dumps(facts).encode() + b"\n")


def _reap(*_: object) -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        _say(died=pid, code=os.waitstatus_to_exitcode(status))


def main() -> None:
    """The nursery: fork a program for every line."""
    signal.signal(signal.SIGCHLD, _reap)
    while line := sys.stdin.readline():
        told = json.loads(line)
        orders = Orders(**{**told, "argv": tuple(told["argv"])})
        # What is written of a birth comes before what is written of the death.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
        pid = os.fork()
        if pid == 0:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
            code = 70
            try:
                code = _be_born(orders)
            except BaseException:
                sys.excepthook(*sys.exc_info())
                raise
            finally:
                sys.stdout.flush()
                os._exit(code)
        _say(born=orders.name, pid=pid)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})


def as_line(orders: Orders) -> bytes:
    """The orders as the nursery reads them."""
    return json.dumps(asdict(orders)).encode() + b"\n"


if __name__ == "__main__":
    main()
