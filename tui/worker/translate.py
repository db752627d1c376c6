"""Customers from API models into domain records: pydantic goes no further up than this and `translate_plans`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tui.domain.records import UNKNOWN, Checklist, Customer, Feature

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.api.models_onboarding import ListChildOrgsResponse, Validation

Statuses = tuple[tuple[str, str], ...]
"""A checklist as names and statuses."""

# How many different lists are shared at a time; most of ten thousand customers have one of a few dozen.
_SHARED = 4_096


def features_of(validations: Iterable[Validation] | None) -> tuple[Feature, ...]:
    """The features of a checklist; one without a name or status keeps its place and says so."""
    return _features(_statuses(validations))


def customer_of(org: ListChildOrgsResponse) -> Customer:
    """A customer from one element of listChildOrgs; lists that read the same are the same object."""
    lists = (org.integration_checklist or {}).items()
    return Customer(
        org_id=org.org_id or "",
        name=(org.org_name or "").strip(),
        created_at=org.created_at.timestamp() if org.created_at else None,
        org_checklist=features_of(org.org_checklist),
        integrations=_integrations(tuple([(key, _statuses(validations)) for key, validations in lists])),
    )


def _statuses(validations: Iterable[Validation] | None) -> Statuses:
    return tuple([(v.feature or "(unnamed)", v.status or UNKNOWN) for v in validations or ()])


@lru_cache(maxsize=_SHARED)
def _features(statuses: Statuses) -> tuple[Feature, ...]:
    return tuple(Feature(name, status) for name, status in statuses)


@lru_cache(maxsize=_SHARED)
def _integrations(lists: tuple[tuple[str, Statuses], ...]) -> tuple[Checklist, ...]:
    return tuple(Checklist(key, _features(statuses)) for key, statuses in lists)
