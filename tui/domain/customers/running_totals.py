"""The summary line carried from snapshot to snapshot: only who changed is counted again."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tui.domain.customers.facts import Totals, totals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tui.domain.customers.facts import Standing

_COUNTS = tuple(field.name for field in fields(Totals) if field.name != "waiting")


class RunningTotals:
    """What `totals` of a whole fleet says, for the price of those who changed."""

    def __init__(self) -> None:
        self._totals = Totals()
        # Money is added up anew each time: taken off again, a sum once too large for its cents would lack them.
        self._waiting: dict[str, Decimal] = {}

    def update(self, changed: Iterable[str], before: Mapping[str, Standing], after: Mapping[str, Standing]) -> Totals:
        """The totals when these customers changed, came or went, by what they were and what they are."""
        left = [before[org_id] for org_id in changed if org_id in before]
        came = [after[org_id] for org_id in changed if org_id in after]
        less, more = totals(left), totals(came)
        for standing in left:
            self._waiting.pop(standing.org_id, None)
        for standing in came:
            if standing.plan.waiting is not None:
                self._waiting[standing.org_id] = standing.plan.waiting
        counts = {name: getattr(self._totals, name) - getattr(less, name) + getattr(more, name) for name in _COUNTS}
        waiting = sum(self._waiting.values(), Decimal()) if self._waiting else None
        self._totals = replace(self._totals, waiting=waiting, **counts)
        return self._totals
