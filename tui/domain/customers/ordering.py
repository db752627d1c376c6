"""The order of the customer list (product.md, "Customers": sort)."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.domain.customers.facts import CloudFacts, Stage, Standing
from tui.domain.plans.facts import PLAN_WORDS
from tui.domain.records import AVAILABLE, AWS, AZURE, severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class SortKey(StrEnum):
    """What the list is sorted by; one for every column, and the default."""

    ATTENTION = "attention"
    NAME = "name"
    STANDS = "stands"
    AWS = "aws"
    AZURE = "azure"
    ORG = "org"
    PLAN = "plan"
    SAVINGS = "savings"
    COVERAGE = "coverage"
    SINCE = "since"


SORT_WORDS = {
    SortKey.ATTENTION: "needs attention, then savings",
    SortKey.NAME: "name",
    SortKey.STANDS: "where it stands",
    SortKey.AWS: "AWS, worst first",
    SortKey.AZURE: "Azure, worst first",
    SortKey.ORG: "customer's own list, worst first",
    SortKey.PLAN: "plan",
    SortKey.SAVINGS: "savings",
    SortKey.COVERAGE: "coverage",
    SortKey.SINCE: "since",
}

LARGEST_FIRST = frozenset({SortKey.SAVINGS, SortKey.COVERAGE, SortKey.SINCE})
"""Keys that are descending when first chosen: most savings, most coverage, latest."""

_PLAN_RANKS = {word: rank for rank, word in enumerate(PLAN_WORDS)}
_Rank = tuple[float, ...] | Decimal | float | str | None


def _cloud_rank(cloud: CloudFacts) -> _Rank:
    if not cloud.features:
        return None
    return severity(cloud.status), cloud.available / cloud.features


def _org_rank(standing: Standing) -> _Rank:
    features = standing.customer.org_checklist
    if not features:
        return None
    return (
        min(severity(feature.status) for feature in features),
        sum(feature.status == AVAILABLE for feature in features) / len(features),
    )


_RANKS: dict[SortKey, Callable[[Standing], _Rank]] = {
    SortKey.NAME: lambda s: s.folded,
    SortKey.STANDS: lambda s: s.health.stands,
    SortKey.AWS: lambda s: _cloud_rank(s.cloud(AWS)),
    SortKey.AZURE: lambda s: _cloud_rank(s.cloud(AZURE)),
    SortKey.ORG: _org_rank,
    SortKey.PLAN: lambda s: _PLAN_RANKS.get(s.plan.word) if s.plan.word else None,
    SortKey.SAVINGS: lambda s: s.plan.savings,
    SortKey.COVERAGE: lambda s: s.plan.potential_coverage,
    SortKey.SINCE: lambda s: s.times.since,
}


def _by_attention(standing: Standing) -> tuple[int, int, Decimal | int]:
    rank = severity(standing.health.status) if standing.health.stage is Stage.ATTENTION else 9
    savings = standing.plan.savings
    return (rank, 1, 0) if savings is None else (rank, 0, -savings)


def order(
    standings: Iterable[Standing],
    key: SortKey = SortKey.ATTENTION,
    *,
    descending: bool = False,
    pinned: frozenset[str] = frozenset(),
) -> list[Standing]:
    """The standings as a list shows them: pinned customers first, then by the key, ties by name.

    Whoever has no value for the key comes last in either direction. The default key puts ✕ before ◐ before the
    rest, each by savings with the largest first; `descending` turns it round.
    """
    named = sorted(standings, key=lambda s: (s.folded, s.customer.org_id))
    if key is SortKey.ATTENTION:
        ranked = sorted(named, key=_by_attention, reverse=descending)
    else:
        rank = _RANKS[key]
        valued = [(rank(s), s) for s in named]
        having = [(value, s) for value, s in valued if value is not None]
        lacking = [s for value, s in valued if value is None]
        having.sort(key=lambda pair: pair[0], reverse=descending)
        ranked = [s for _, s in having] + lacking
    if not pinned:
        return ranked
    return sorted(ranked, key=lambda s: s.customer.org_id not in pinned)
