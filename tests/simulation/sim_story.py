"""A story: everything that happens is drawn from its seed, so that a seed is a full account of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from random import Random

from simulation.sim_program import Program, Weather, World
from simulation.sim_rules import Auditor, Violation
from simulation.sim_server import IDLE_STATUSES, P1, P2, Server
from simulation.sim_time import EPOCH, Nature, Timeline

from tui.domain.purchase.attempt import Attempt, AttemptState
from tui.domain.purchase.events import Timing
from tui.store.journal import Journal

# Looks and rounds go on long after all is said; here they are spaced so that little time tells as much.
TIMING = Timing(round=150.0, longest_gap=100.0)
LENGTH = 240.0
AFTERWARDS = 220.0
_STORIES_PER_JOURNAL = 40


class Stage:
    """A database for many stories, each at an API host of its own; cleared now and then to stay quick."""

    def __init__(self) -> None:
        self._told = 0
        self._connection = _empty_journal()

    def connection(self) -> sqlite3.Connection:
        """For the next story."""
        self._told += 1
        if self._told % _STORIES_PER_JOURNAL == 0:
            self._connection.close()
            self._connection = _empty_journal()
        return self._connection

    def broken_rule(self, seed: int) -> str | None:
        """The rule this seed's story breaks, None when it breaks none."""
        try:
            Story(seed, self.connection()).tell()
        except Violation as violation:
            return str(violation)
        return None


def _empty_journal() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    Journal(connection)
    return connection


class Story:
    """Tell it with `tell`; raises `Violation` when a rule was broken."""

    def __init__(self, seed: int, connection: sqlite3.Connection) -> None:
        chance = Random(seed)
        timeline = Timeline(chance)
        server = Server(timeline, chance, TIMING.settling)
        host = f"story-{seed}.example"
        self._chance = chance
        self._nature = Nature()
        self._runs = 0
        self._world = World(
            timeline=timeline,
            server=server,
            auditor=Auditor(server, connection, host),
            weather=Weather(chance),
            connection=connection,
            timing=TIMING,
            chance=chance,
            living={},
            host=host,
        )

    def tell(self) -> None:
        """Play it from the start to the end and judge it."""
        try:
            self._weather()
            self._cast()
            self._people()
            self._fate()
            self._world.timeline.run(EPOCH + LENGTH)
            self._afterwards()
            self._world.auditor.at_the_end(self._attempts())
        finally:
            self._world.timeline.close()

    def account(self) -> str:
        """What happened, as the journal and the server have it: attempts with their history, and requests."""
        lines: list[str] = []
        for attempt in self._attempts():
            lines.append(f"{attempt.id} {attempt.plan_id} {attempt.state}: {attempt.how}")
            lines.extend(f"    {event.at - EPOCH:8.2f}  {event.text}" for event in attempt.events)
        lines.extend(f"request {flight}" for flight in self._world.server.flights)
        lines.extend(f"{plan_id} {truth}" for plan_id, truth in self._world.server.plans.items())
        return "\n".join(lines)

    def _attempts(self) -> Sequence[Attempt]:
        return self._world.look_up()._read("WHERE host = ? ORDER BY number", (self._world.host,))

    def _weather(self) -> None:
        weather, chance = self._world.weather, self._chance
        weather.read_fails = chance.choice((0.0, 0.0, 0.1, 0.3))
        weather.write_fails = chance.choice((0.0, 0.0, 0.0, 0.08))
        weather.meddling = chance.choice((0.0, 0.5, 1.0))
        weather.freeze = chance.choice((0.0, 0.0, 0.0, 10.0, 60.0, 130.0))

    def _cast(self) -> None:
        for _ in range(self._chance.choice((1, 1, 2))):
            self._start()

    def _start(self) -> None:
        self._runs += 1
        program = Program(self._world, f"run{self._runs}", self._chance.choice((None, self._chance.randint(1, 40))))
        program.start(program.resume())

    def _restart(self) -> None:
        if len(self._alive()) < 2:
            self._start()

    def _kill(self) -> None:
        alive = self._alive()
        if alive:
            self._chance.choice(alive).die()

    def _alive(self) -> list[Program]:
        return [program for program in self._world.living.values() if program.alive]

    def _people(self) -> None:
        chance, at = self._chance, self._world.timeline.at
        together = EPOCH + chance.random() * 20
        for _ in range(chance.choice((1, 2, 3, 4, 6))):
            moment = together if chance.random() < 0.4 else EPOCH + chance.random() * LENGTH * 0.9
            at(moment, self._nature, self._review)
        if chance.random() < 0.2:
            # Somebody who cannot wait looks, ends it and buys again, every few seconds.
            for turn in range(7):
                at(together + 6 + 4 * turn, self._nature, self._look)
                at(together + 7 + 4 * turn, self._nature, self._settle)
                at(together + 8 + 4 * turn, self._nature, self._review)
        for _ in range(chance.choice((0, 0, 1, 2))):
            at(EPOCH + chance.random() * LENGTH, self._nature, self._look)
        for _ in range(chance.choice((0, 0, 1, 2))):
            at(EPOCH + chance.random() * LENGTH, self._nature, self._settle)

    def _review(self) -> None:
        """Somebody looks at the plan and confirms it a little later, in one program or in two."""
        plan = self._world.server.reading()
        if plan is None:
            return
        confirmed = self._world.timeline.now + self._chance.choice((0.5, 3.0, 8.0))
        for _ in range(self._chance.choice((1, 1, 2))):

            def confirm() -> None:
                alive = self._alive()
                if alive:
                    program = self._chance.choice(alive)
                    program.start(program.buy(plan))

            self._world.timeline.at(confirmed, self._nature, confirm)

    def _look(self) -> None:
        alive, attempts = self._alive(), self._open()
        if alive and attempts:
            program = self._chance.choice(alive)
            program.start(program.look(attempts[0].id))

    def _open(self) -> Sequence[Attempt]:
        return self._world.look_up().open_attempts(self._world.host)

    def _settle(self) -> None:
        """Somebody asked the vendor, who answers truly."""
        alive, attempts = self._alive(), self._open()
        if alive and attempts and attempts[0].state is not AttemptState.INTENDED:
            program, truth = self._chance.choice(alive), self._world.server.plans[attempts[0].plan_id]
            program.start(program.settle(attempts[0], bought=truth.bought))

    def _fate(self) -> None:
        """What the server's world and the computer do meanwhile."""
        chance, server, at = self._chance, self._world.server, self._world.timeline.at
        if chance.random() < 0.25:
            server.plans[P1].actions = ("old-1",)
        if chance.random() < 0.15:
            server.plans[P1].policy_status = chance.choice(("new", "cancelled"))
        for _ in range(chance.choice((0, 1, 1, 2, 3))):
            moment = EPOCH + chance.random() * LENGTH
            at(moment, self._nature, self._restart)
        if chance.random() < 0.3:
            at(EPOCH + chance.random() * LENGTH, self._nature, self._kill)
        for _ in range(chance.choice((0, 0, 1, 2))):
            at(EPOCH + chance.random() * LENGTH, self._nature, self._drift)

    def _drift(self) -> None:
        chance, server = self._chance, self._world.server
        truth = server.plans[P1]
        pick = chance.random()
        if pick < 0.35 and not truth.bought:
            truth.status = chance.choice(IDLE_STATUSES)
        elif pick < 0.5:
            truth.version += 1
        elif pick < 0.6:
            server.bought_elsewhere(P1)
        elif pick < 0.7:
            server.bought_elsewhere(P2)
        elif pick < 0.85:
            server.current = chance.choice((P1, P2, None))
        elif pick < 0.93:
            truth.is_locked = not truth.is_locked
        else:
            truth.is_calculating = not truth.is_calculating

    def _afterwards(self) -> None:
        """The weather clears, a last program starts, unless one that lives is left to finish."""
        world = self._world
        world.weather = Weather(self._chance)
        if self._chance.random() < 0.6:
            for program in self._alive():
                program.die()
        for program in self._alive():
            program.spare()
        if not self._alive():
            self._runs += 1
            last = Program(world, f"run{self._runs}", None)
            last.start(last.resume())
        world.timeline.run(EPOCH + LENGTH + AFTERWARDS)
