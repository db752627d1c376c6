"""One run of the program in a story: the real driver and the real journal, with trouble built in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from simulation.sim_rules import Auditor
from simulation.sim_server import ORG, PAGES, PROVIDER, Flight, Server
from simulation.sim_time import Crash, Pause, Timeline, Work

from tui.domain.faults import Fault
from tui.domain.intents import Buy
from tui.domain.plan.records import Plan
from tui.domain.purchase.attempt import Attempt, Sender
from tui.domain.purchase.events import Answered, NoAnswer, NotSent, Reply, Settled, Timing
from tui.domain.purchase.limits import Limits
from tui.domain.snapshot import Identity, Mode
from tui.store.journal import ClaimTaken, Journal
from tui.store.journal_disk import InMemory
from tui.store.journal_errors import JournalWriteError
from tui.worker.purchase import PurchaseDriver
from tui.worker.purchase_ports import PlanReadError, PurchaseDeclinedError

T = TypeVar("T")


@dataclass(slots=True)
class Weather:
    """How bad things are: chances per call, 0-1. `freeze` is how long a program may be stopped before sending."""

    chance: Random
    read_fails: float = 0.0
    write_fails: float = 0.0
    meddling: float = 0.0
    freeze: float = 0.0

    def hits(self, likelihood: float) -> bool:
        return likelihood > 0 and self.chance.random() < likelihood


@dataclass(slots=True)
class World:
    """What all programs of a story share."""

    timeline: Timeline
    server: Server
    auditor: Auditor
    weather: Weather
    connection: sqlite3.Connection
    timing: Timing
    chance: Random
    living: dict[str, Program]
    host: str

    def look_up(self) -> Journal:
        """The journal as it is, untroubled."""
        return SharedJournal(self.connection)


class Program:
    """A run: dies at its `crash_at`-th effect (counted from 1), or when killed; then nothing of it goes on."""

    def __init__(self, world: World, name: str, crash_at: int | None) -> None:
        self.world = world
        self.name = name
        self.alive = True
        self.sender = Sender("here", 1, "", name)
        self.last_reading: Plan | None = None
        self.in_flight: list[Flight] = []
        self._crash_at = crash_at
        self._effects = 0
        self._ids = 0
        world.living[name] = self
        self.driver = PurchaseDriver(
            journal=TroubledJournal(self),
            gateway=Network(self),
            clock=ProgramClock(self),
            run=self,
            new_id=self._new_id,
            report=lambda _attempt: None,
            identity=Identity(Mode.WRITE, "Acme", world.host, "prod", "partner-1"),
            limits=Limits(),
            timing=world.timing,
            start=self.start,
        )

    def start(self, work: Work) -> None:
        self.world.timeline.spawn(self, work)

    def effect(self) -> None:
        """A point at which the program may be found dead."""
        self._effects += 1
        if self._effects == self._crash_at:
            self.die()
        if not self.alive:
            raise Crash

    def die(self) -> None:
        self.alive = False
        for flight in self.in_flight:
            # What had left is in the network's hands now.
            if self.world.chance.random() < 0.5:
                self.world.server.deliver(flight)

    def spare(self) -> None:
        """Let it live on."""
        self._crash_at = None

    def is_alive(self, sender: Sender | None) -> bool:
        return sender is not None and self.world.living[sender.run].alive

    def sweep(self, keep: Collection[str]) -> None:
        """There are no files."""

    async def resume(self) -> None:
        while True:
            try:
                return self.driver.resume()
            except JournalWriteError:
                await Pause(2)

    async def buy(self, plan: Plan) -> None:
        await _unless_declined(self.driver.carry_out(Buy(ORG, "Atlas", PROVIDER, plan, "buyer@acme.example")))

    async def look(self, attempt_id: str) -> None:
        await _unless_declined(self.driver.look(attempt_id))

    async def settle(self, attempt: Attempt, *, bought: bool) -> None:
        """A person who asked the vendor says what is so."""
        self.world.auditor.asked.add(attempt.id)
        try:
            self.driver.settle(attempt.number, Settled(bought, "asked Archera", "ann"))
        except PurchaseDeclinedError:
            return

    def _new_id(self) -> str:
        self._ids += 1
        return f"{self.world.host}/{self.name}.{self._ids}"


async def _unless_declined(work: Work) -> None:
    try:
        await work
    except PurchaseDeclinedError:
        return


class ProgramClock:
    """Implements `tui.domain.clock.Clock` on the timeline."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def now(self) -> float:
        return self._program.world.timeline.now

    def monotonic(self) -> float:
        return self._program.world.timeline.now

    async def sleep(self, seconds: float) -> None:
        self._program.effect()
        await Pause(seconds)


class SharedJournal(Journal):
    """The real journal on a database that is open and prepared already."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._disk = InMemory()
        self._connection = connection


class TroubledJournal(SharedJournal):
    """The disk fails before a write or after it, and programs die there."""

    def __init__(self, program: Program) -> None:
        super().__init__(program.world.connection)
        self._program = program

    def intend(self, attempt: Attempt) -> Attempt | ClaimTaken:
        return self._amid(lambda: super(TroubledJournal, self).intend(attempt))

    def record(self, attempt: Attempt) -> Attempt:
        def write() -> Attempt:
            written = super(TroubledJournal, self).record(attempt)
            self._program.world.auditor.recorded(written)
            return written

        return self._amid(write)

    def get(self, key: str | int) -> Attempt | None:
        self._program.effect()
        self._meddle()
        return super().get(key)

    def _amid(self, write: Callable[[], T]) -> T:
        program, weather = self._program, self._program.world.weather
        program.effect()
        self._meddle()
        if weather.hits(weather.write_fails):
            raise JournalWriteError("disk full")
        written = write()
        program.effect()
        self._meddle()
        if weather.hits(weather.write_fails):
            raise JournalWriteError("it is on disk, but nobody can tell")
        return written

    def _meddle(self) -> None:
        world = self._program.world
        if world.weather.hits(world.weather.meddling):
            world.timeline.let_others_in(self._program)


class Network:
    """Implements `tui.worker.purchase_ports.PurchaseGateway` against the story's server."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._world = program.world

    async def read_plan(self, org_id: str, provider: str) -> Plan | None:
        assert (org_id, provider) == (ORG, PROVIDER)
        weather, chance = self._world.weather, self._world.chance
        self._program.effect()
        await Pause(chance.random() * 0.5)
        if weather.hits(weather.read_fails):
            raise PlanReadError(Fault("No answer"))
        found = None if weather.hits(weather.read_fails / 2) else self._world.server.reading()
        await Pause(chance.random() * 0.5)
        self._program.effect()
        self._program.last_reading = found
        return found

    async def purchase(self, org_id: str, plan_id: str, email: str) -> Reply:
        assert (org_id, email) == (ORG, "buyer@acme.example")
        world, chance, program = self._world, self._world.chance, self._program
        program.effect()
        if chance.random() < 0.08:
            await Pause(chance.random())
            return NotSent("connection refused")
        just_read = program.last_reading
        if world.weather.freeze and chance.random() < 0.5:
            await Pause(world.weather.freeze)
        flight = world.auditor.leaving(plan_id, just_read)
        program.in_flight.append(flight)
        try:
            return await self._fly(flight)
        finally:
            program.in_flight.remove(flight)

    async def _fly(self, flight: Flight) -> Reply:
        world, chance = self._world, self._world.chance
        left = world.timing.deadline
        pick = chance.random()
        if pick < 0.08:
            return await self._silence(left)
        if pick < 0.16:
            return await self._break_before_it_arrives(flight)
        out = chance.choice((0.1, 0.1, 1.0, left * chance.random()))
        await Pause(out)
        self._program.effect()
        answer = world.server.receive(flight)
        if chance.random() < 0.1:
            answer = world.server.receive(flight)
        back = chance.choice((0.1, 0.1, 1.0, left * chance.random()))
        pick = chance.random()
        if pick < 0.2 or out + back > left:
            return await self._silence(left - out)
        await Pause(back)
        self._program.effect()
        if pick < 0.3:
            return Answered(200)
        if pick < 0.42:
            return Answered(chance.choice(PAGES), words="<html>")
        return answer

    async def _break_before_it_arrives(self, flight: Flight) -> Reply:
        """Our side is cut off; something on the way still delivers the request."""
        world, chance = self._world, self._world.chance
        await Pause(chance.random() * 5)
        self._program.effect()
        arrives = world.timeline.now + chance.random() * world.timing.settling * 0.4
        world.timeline.at(arrives, world.server.nature, lambda: world.server.deliver(flight))
        return NoAnswer("connection reset")

    async def _silence(self, left: float) -> Reply:
        """The connection breaks some time, or the deadline ends the waiting."""
        await Pause(left * self._world.chance.choice((0.0, self._world.chance.random(), 1.0)))
        self._program.effect()
        return NoAnswer("no answer within 30 s")
