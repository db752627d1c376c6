"""Buying a plan (operation purchasePlan): what must be true of it, and what is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.sandbox.refusals import conflict, not_found

if TYPE_CHECKING:
    from tui.sandbox.org import Org
    from tui.sandbox.shelf import Shelf, Showing
    from tui.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Purchase:
    """A purchase that was accepted: when (epoch seconds), for whom, which plan, in whose name."""

    at: float
    org_id: str
    plan_id: str
    email: str


def buy(world: World, org: Org, plan_id: str, email: str, at: float) -> Showing:
    """Buy a recommended plan, once.

    Raises a 404 for a plan that is not this customer's present recommendation, a 409 for one that is calculating,
    locked or bought already.
    """
    shelf, showing = _find(world, org, plan_id, at)
    if showing.bought is not None:
        raise conflict("This plan has already been purchased.")
    if showing.is_calculating:
        raise conflict("This plan is still being calculated.")
    if showing.is_locked:
        raise conflict("This plan is locked.")
    shelf.buy(at)
    world.purchases.append(Purchase(at, org.org_id, plan_id, email))
    after = shelf.showing(at)
    if after is None:
        raise AssertionError("a plan just bought is the answer")
    return after


def _find(world: World, org: Org, plan_id: str, at: float) -> tuple[Shelf, Showing]:
    for provider in world.providers_of(org):
        shelf = world.shelf(org, provider, at)
        showing = shelf.showing(at) if shelf else None
        if shelf and showing and showing.edition.plan_id == plan_id:
            return shelf, showing
    if any((bought.org_id, bought.plan_id) == (org.org_id, plan_id) for bought in world.purchases):
        raise conflict("This plan has already been purchased.")
    raise not_found("There is no such plan for this organization, or another one is recommended by now.")
