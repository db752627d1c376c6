"""Feature dots in a fixed order per provider, so that a column of ✕ is one fault for many (visual.md, "Glyphs")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.customers.health import one_per_name
from tui.domain.customers.look import provider_key
from tui.domain.records import severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.records import Customer, Feature

ROOM = 8


@dataclass(frozen=True, slots=True)
class Dots:
    """Statuses in the fixed order; an empty one: this customer lists no such feature.

    `more` features are not among them, the worst of which has the status `hidden`.
    """

    statuses: tuple[str, ...]
    more: int = 0
    hidden: str = ""


def features_of(customer: Customer, provider: str) -> tuple[Feature, ...]:
    """Every feature of a provider's checklists, the worst record per name."""
    return one_per_name(
        feature
        for checklist in customer.integrations
        if provider_key(checklist.key) == provider
        for feature in checklist.features
    )


def dots(features: Sequence[Feature], order: Sequence[str], room: int = ROOM) -> Dots:
    """The dots of one customer and provider: all of them while they fit, else one less than fits and the rest."""
    statuses = {feature.name: feature.status for feature in features}
    names = order if len(order) <= room else order[: room - 1]
    shown = frozenset(names)
    rest = [feature.status for feature in features if feature.name not in shown]
    return Dots(tuple(statuses.get(name, "") for name in names), len(rest), min(rest, key=severity, default=""))
