"""Puts a sandbox together for a scenario: its world, the application under its weather, what happens by itself."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from heapq import heapify, heapreplace
from itertools import count
from typing import TYPE_CHECKING

from tui.sandbox.app import DEFAULT_KEY, create_app
from tui.sandbox.chance import dice, uuid4_of
from tui.sandbox.checklist import Change
from tui.sandbox.founding import org_of
from tui.sandbox.moments import NEVER
from tui.sandbox.names import called
from tui.sandbox.situations import CAST, played
from tui.sandbox.weather import Weather
from tui.sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from starlette.types import ASGIApp

    from tui.sandbox.org import Org
    from tui.sandbox.pace import Pace
    from tui.sandbox.scenario import Casting, Cue, Scenario

# Beyond any run, and small enough to reckon with.
_NOT_IN_THIS_LIFE = 1e9


@dataclass(frozen=True, slots=True)
class Stage:
    """A sandbox ready to be served. `is_open` says whether connections are taken at this moment."""

    world: World
    app: ASGIApp
    is_open: Callable[[], bool]


def staged(
    scenario: Scenario,
    *,
    seed: int,
    clock: Callable[[], float],
    orgs: int | None = None,
    delay: Callable[[float], Awaitable[object]] = asyncio.sleep,
    api_key: str = DEFAULT_KEY,
) -> Stage:
    """A scenario that begins now, with as many customers as it says unless told otherwise.

    `clock` gives epoch seconds, `delay` waits the seconds an answer takes.
    """
    world = populated(scenario, seed=seed, orgs=orgs, born=clock())
    weather = Weather(
        create_app(world, api_key=api_key, clock=clock, delay=_at_once),
        scenario,
        seed=seed,
        born=world.born,
        clock=clock,
        delay=delay,
        meanwhile=Prompter(world, scenario.cues).advance,
    )
    return Stage(world, weather, weather.is_open)


def populated(scenario: Scenario, *, seed: int, born: float, orgs: int | None = None) -> World:
    """The world of a scenario that begins at `born` (epoch seconds), its customers in their situations."""
    pace = _stilled(scenario.pace) if scenario.still else scenario.pace
    world = World(seed, scenario.orgs if orgs is None else orgs, born=born, pace=pace)
    for casting in scenario.castings:
        org = _played(casting, seed, born, world)
        if org is not None:
            world.orgs[org.org_id] = org
    if scenario.still:
        for org in world.orgs.values():
            for checklist in org.checklists().values():
                checklist.cut(born)
    return world


def _stilled(pace: Pace) -> Pace:
    never = (_NOT_IN_THIS_LIFE, _NOT_IN_THIS_LIFE)
    return replace(pace, life_every=never, prebuilt_calculates=never, plan_refreshes=100 * _NOT_IN_THIS_LIFE)


def _played(casting: Casting, seed: int, born: float, world: World) -> Org | None:
    """The customer in its situation; None for one of the cast that this world is too small for."""
    known = _of_name(world, casting.name)
    if known is None and casting.name in CAST:
        return None
    org_id = known.org_id if known else uuid4_of(seed, "scenario org", casting.name)
    part = played(casting.name, casting.situation, casting.since)
    return org_of(part, org_id, born, dice(seed, "scenario", casting.name))


def _of_name(world: World, name: str) -> Org | None:
    return next((org for org in world.orgs.values() if org.name == called(name)), None)


class Prompter:
    """Gives the cues of a scenario: each is entered into its customer's checklist once its moment has come."""

    def __init__(self, world: World, cues: Sequence[Cue]) -> None:
        self._world = world
        places = count()
        orgs = ((cue, _of_name(world, cue.customer)) for cue in cues)
        # The place decides between cues of the same moment: the later one in the file counts.
        self._due = [(world.born + cue.at, next(places), cue, org.org_id) for cue, org in orgs if org is not None]
        heapify(self._due)

    def advance(self, at: float) -> None:
        """Give the cues that were due up to `at` (epoch seconds), in the order of their moments."""
        while self._due and self._due[0][0] <= at:
            due, place, cue, org_id = self._due[0]
            checklist = self._world.orgs[org_id].checklists().get(cue.key)
            # An integration may have been begun anew or dropped since.
            if checklist is not None:
                checklist.add(Change(due, cue.feature, cue.status))
            heapreplace(self._due, (due + (cue.every or NEVER), place, cue, org_id))


async def _at_once(_seconds: float) -> None:
    """The weather has waited already."""
