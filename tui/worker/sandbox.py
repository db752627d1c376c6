"""The sandbox in this process: its world, its application, and what a program would have seen of its past."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.api.documents import document_of
from tui.api.lenient import Schema
from tui.api.models_onboarding import ListChildOrgsResponse
from tui.api.transport import Wire, in_process
from tui.domain.changes import Change
from tui.sandbox.app import DEFAULT_KEY
from tui.sandbox.scenario import Scenario
from tui.sandbox.staging import staged
from tui.worker.translate import customer_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tui.domain.records import Customer, Feature
    from tui.sandbox.world import Past, World

ADDRESS = "http://127.0.0.1"
_DAY = 86_400.0
_HISTORY = 14 * _DAY
_CALM = Scenario()
_ORGS: Schema[tuple[ListChildOrgsResponse, ...]] = Schema(tuple[ListChildOrgsResponse, ...])


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A sandbox ready to be called through `wire` with `key`."""

    world: World
    wire: Wire
    key: str = DEFAULT_KEY


def open_sandbox(
    now: Callable[[], float],
    *,
    seed: int,
    delay: Callable[[float], Awaitable[object]],
    orgs: int | None = None,
    scenario: Scenario = _CALM,
) -> Sandbox:
    """A new world, born now; `delay` waits the seconds an answer takes, `orgs` is the scenario's unless told."""
    stage = staged(scenario, seed=seed, orgs=orgs, clock=now, delay=delay)
    return Sandbox(stage.world, in_process(stage.app, stage.is_open))


def remembered(world: World) -> tuple[tuple[Customer, ...], tuple[Change, ...]]:
    """The customers and changes a program would know that had watched this world for two weeks, newest change first.

    The past is as invented as the customers are; without it nothing in a fresh sandbox would have a "since when".
    """
    orgs, _ = _ORGS.read(document_of(world.child_orgs_json(world.born)))
    last: dict[tuple[str, str, str], Past] = {}
    changes: list[Change] = []
    names = {org.org_id: (org.org_name or "").strip() for org in orgs}
    for past in world.history():
        last[past.org_id, past.checklist_key, past.feature] = past
        changes.append(
            Change(
                past.at, "feature", past.org_id, names[past.org_id], past.feature, past.before, past.after,
                past.checklist_key,
            )
        )  # fmt: skip
    customers = tuple(_aged(customer_of(org), last, world.born) for org in orgs)
    return customers, tuple(reversed(changes))


def _aged(customer: Customer, last: dict[tuple[str, str, str], Past], born: float) -> Customer:
    seen = max(born - _HISTORY, customer.created_at or 0.0)

    def aged(key: str, feature: Feature) -> Feature:
        past = last.get((customer.org_id, key, feature.name))
        if past is None or past.after != feature.status:
            return replace(feature, since=seen)
        return replace(feature, since=past.at, was=past.before)

    return replace(
        customer,
        first_seen=seen,
        org_checklist=tuple(aged("org", feature) for feature in customer.org_checklist),
        integrations=tuple(
            replace(c, features=tuple(aged(c.key, feature) for feature in c.features)) for c in customer.integrations
        ),
    )
