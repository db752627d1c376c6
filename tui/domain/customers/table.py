"""Customers as a table: what the customer list exports, and what `archera-tui status --csv` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.customers.feature_texts import ORG
from tui.domain.customers.look import has_begun, lists_of
from tui.domain.export.tables import Heading, Table
from tui.domain.formats import iso
from tui.domain.records import AVAILABLE, AWS, AZURE, CLOUD_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tui.domain.customers.facts import Standing
    from tui.domain.export.tables import Value
    from tui.domain.onboarding.steps import Progress
    from tui.domain.records import Feature
    from tui.domain.snapshot import PlanKey

_CLOUDS = (AWS, AZURE)


def _list_headings(key: str, title: str) -> tuple[Heading, ...]:
    """What a list of features amounts to."""
    return (
        Heading(f"{key}_available", f"{title} available", "features", is_figure=True),
        Heading(f"{key}_features", f"{title} listed", "features", is_figure=True),
        Heading(f"{key}_not_available", f"{title} not available"),
    )


_HEADINGS = (
    Heading("org_id", "Id"),
    Heading("name", "Customer"),
    Heading("created_at", "Created at"),
    Heading("stage", "Stage"),
    Heading("status", "Status"),
    Heading("needs_attention", "Needs attention"),
    Heading("stands", "Where it stands"),
    Heading("since", "Since"),
    Heading("since_is_exact", "Since is exact"),
    *(
        heading
        for cloud in _CLOUDS
        for heading in (
            Heading(f"{cloud}_status", f"{CLOUD_NAMES[cloud]} status"),
            Heading(f"{cloud}_step", f"{CLOUD_NAMES[cloud]} step of onboarding"),
            *_list_headings(cloud, CLOUD_NAMES[cloud]),
        )
    ),
    *_list_headings("org", "Own list"),
    Heading("plan", "Plan"),
    Heading("plan_provider", "Cloud of the largest plan"),
    Heading("monthly_savings_usd", "Net savings", "US$ per month", is_figure=True),
    Heading("coverage_now_ratio", "Coverage now", "0-1", is_figure=True),
    Heading("coverage_after_ratio", "Coverage after", "0-1", is_figure=True),
)


def customers_table(standings: Iterable[Standing], progress: Mapping[PlanKey, Progress]) -> Table:
    """The customers in this order; times in RFC 3339. `progress` is what is known here of onboarding, for all."""
    by_customer: dict[str, dict[str, Progress]] = {}
    for (org_id, cloud), record in progress.items():
        if has_begun(record):
            by_customer.setdefault(org_id, {})[cloud] = record
    return Table(_HEADINGS, tuple(_cells(one, by_customer.get(one.org_id, {})) for one in standings))


def _cells(standing: Standing, progress: Mapping[str, Progress]) -> tuple[Value, ...]:
    customer, plan = standing.customer, standing.plan
    lists = lists_of(customer, progress)
    return (
        standing.org_id,
        customer.name,
        iso(customer.created_at),
        standing.stage.value,
        standing.status or None,
        standing.needs_attention,
        standing.health.stands,
        iso(standing.times.since),
        standing.times.since_exact,
        *(cell for cloud in _CLOUDS for cell in _cloud(standing, cloud, lists.get(cloud, ()))),
        *_features(lists.get(ORG, ())),
        plan.word or None,
        plan.provider or None,
        plan.savings,
        plan.current_coverage,
        plan.potential_coverage,
    )


def _cloud(standing: Standing, cloud: str, features: Sequence[Feature]) -> tuple[Value, ...]:
    step = standing.step(cloud)
    return standing.cloud(cloud).status or None, step.text if step else None, *_features(features)


def _features(features: Sequence[Feature]) -> tuple[Value, ...]:
    """How many are available, of how many, and which are not: `cur missing, athena warning`."""
    faulty = [f"{feature.name} {feature.status}" for feature in features if feature.status != AVAILABLE]
    return len(features) - len(faulty), len(features), ", ".join(faulty) or None
